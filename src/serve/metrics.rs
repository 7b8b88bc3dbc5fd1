//! What is counted, in the text format of Prometheus
//! (<https://prometheus.io/docs/instrumenting/exposition_formats/>).

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::current::Opened;

/// Upper ends of the classes of durations, in seconds.
const CLASSES: [f64; 8] = [0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0];

/// Counters.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    /// By address and status.
    requests: Mutex<BTreeMap<(&'static str, u16), u64>>,
    /// How many queries took how long; the last class has no end.
    queries: [AtomicU64; CLASSES.len() + 1],
    query_microseconds: AtomicU64,
    timed_out: AtomicU64,
    turned_away: AtomicU64,
    ended_for_memory: AtomicU64,
    opened: AtomicU64,
    failed_to_open: AtomicU64,
    reports_added: AtomicU64,
}

impl Metrics {
    pub(super) fn request(&self, address: &'static str, status: u16) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry((address, status)).or_default() += 1;
    }

    pub(super) fn query(&self, took: Duration) {
        let seconds = took.as_secs_f64();
        let class = CLASSES.iter().position(|end| seconds <= *end).unwrap_or(CLASSES.len());
        self.queries[class].fetch_add(1, Relaxed);
        self.query_microseconds.fetch_add(took.as_micros() as u64, Relaxed);
    }

    pub(super) fn timed_out(&self) {
        self.timed_out.fetch_add(1, Relaxed);
    }

    pub(super) fn turned_away(&self) {
        self.turned_away.fetch_add(1, Relaxed);
    }

    pub(super) fn ended_for_memory(&self) {
        self.ended_for_memory.fetch_add(1, Relaxed);
    }

    pub(super) fn opened(&self) {
        self.opened.fetch_add(1, Relaxed);
    }

    pub(super) fn failed_to_open(&self) {
        self.failed_to_open.fetch_add(1, Relaxed);
    }

    pub(super) fn reports_added(&self, count: usize) {
        self.reports_added.fetch_add(count as u64, Relaxed);
    }

    /// The page; `running` queries and the graph are as they are now.
    pub(super) fn page(&self, opened: &Opened, running: usize) -> String {
        let mut page = String::new();
        self.write(&mut page, opened, running).expect("a string takes all");
        page
    }

    fn write(&self, page: &mut String, opened: &Opened, running: usize) -> std::fmt::Result {
        head(page, "requests_total", "counter", "Requests by address and status.")?;
        for ((address, status), count) in
            self.requests.lock().unwrap_or_else(PoisonError::into_inner).iter()
        {
            let labels = format!("path=\"{address}\",status=\"{status}\"");
            writeln!(page, "claimgraph_requests_total{{{labels}}} {count}")?;
        }
        self.write_durations(page)?;
        let counters: [(&str, &AtomicU64, &str); 6] = [
            ("queries_timed_out_total", &self.timed_out, "Queries that took too long."),
            ("queries_turned_away_total", &self.turned_away, "Queries for which was no place."),
            (
                "queries_ended_for_memory_total",
                &self.ended_for_memory,
                "Times that all queries were ended because they took too much memory.",
            ),
            ("graph_opened_total", &self.opened, "Times that the graph was opened anew."),
            ("graph_failures_total", &self.failed_to_open, "Times that it could not be opened."),
            ("reports_added_total", &self.reports_added, "Reports added by clients."),
        ];
        for (name, counter, about) in counters {
            head(page, name, "counter", about)?;
            writeln!(page, "claimgraph_{name} {}", counter.load(Relaxed))?;
        }
        let gauges = [
            ("queries_running", running, "Queries that are being answered."),
            ("graph_reports", opened.reports, "Reports in the store."),
            ("graph_segments", opened.commits.len(), "Segments in the store."),
        ];
        let quads = opened.quads.map(|quads| ("graph_quads", quads, "Quads in the graph."));
        for (name, value, about) in gauges.into_iter().chain(quads) {
            head(page, name, "gauge", about)?;
            writeln!(page, "claimgraph_{name} {value}")?;
        }
        let Some(resident) = resident() else { return Ok(()) };
        writeln!(page, "# HELP process_resident_memory_bytes Memory of the process.")?;
        writeln!(page, "# TYPE process_resident_memory_bytes gauge")?;
        writeln!(page, "process_resident_memory_bytes {resident}")
    }

    fn write_durations(&self, page: &mut String) -> std::fmt::Result {
        head(page, "query_seconds", "histogram", "How long queries took.")?;
        let mut sum = 0;
        let ends = CLASSES.iter().map(ToString::to_string).chain(["+Inf".to_owned()]);
        for (end, count) in ends.zip(&self.queries) {
            sum += count.load(Relaxed);
            writeln!(page, "claimgraph_query_seconds_bucket{{le=\"{end}\"}} {sum}")?;
        }
        let seconds = self.query_microseconds.load(Relaxed) as f64 / 1e6;
        writeln!(page, "claimgraph_query_seconds_sum {seconds}")?;
        writeln!(page, "claimgraph_query_seconds_count {sum}")
    }
}

fn head(page: &mut String, name: &str, kind: &str, about: &str) -> std::fmt::Result {
    writeln!(page, "# HELP claimgraph_{name} {about}\n# TYPE claimgraph_{name} {kind}")
}

/// Bytes of memory that the process has, where the system says so in Linux's way.
pub(super) fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes << 10)
}
