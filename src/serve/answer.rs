//! Answers: evaluated on a thread of their own, written to the end, or given up.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{CancellationToken, QueryResults, QuerySolutionIter, QueryTripleIter};

use super::current::Opened;
use super::reply::{self, Refused, Reply};
use super::spool::{Spool, TooLarge};
use super::{Shared, formats, metrics};
use crate::query::{Cancelled, Dataset, Fault, evaluate};
use crate::store::Graph;
use crate::vocab::PREFIXES;

/// How long a query waits for a place among those that are being answered.
const PLACE: Duration = Duration::from_secs(1);

/// Where an answer is written.
pub(super) type Output = BufWriter<Spool>;

/// What an evaluation knows: the graph, where to write, and whether it is to go on.
pub(super) struct Task {
    pub(super) opened: Arc<Opened>,
    pub(super) output: Output,
    pub(super) cancel: CancellationToken,
}

/// Does work that takes its time, and replies with what it has written and its media type.
pub(super) async fn run<F>(shared: &Arc<Shared>, work: F) -> Result<Reply, Refused>
where
    F: FnOnce(&mut Task) -> Result<&'static str, Refused> + Send + 'static,
{
    let place = tokio::time::timeout(PLACE, Arc::clone(&shared.places).acquire_owned()).await;
    let Ok(Ok(place)) = place else {
        shared.metrics.turned_away();
        return Err(Refused::busy("too many queries are being answered; try again soon"));
    };
    let (entry, limit) = (shared.running.enter(), shared.options.limits.answer);
    let output = BufWriter::with_capacity(1 << 16, Spool::new(limit));
    let mut task = Task { opened: shared.current.get(), output, cancel: entry.cancel.clone() };
    // Whoever goes away cancels what they asked.
    let _cancels = CancelsWhenDropped(entry.cancel.clone());
    let (began, ended_for_memory) = (Instant::now(), Arc::clone(&entry.ended_for_memory));
    let work = tokio::task::spawn_blocking(move || {
        let (_place, _entry) = (place, entry);
        let media = work(&mut task)?;
        let fail = |error: io::Error| Refused::new(500, format!("the answer is lost: {error}"));
        let mut spool = task.output.into_inner().map_err(|error| lost(&error.into_error()))?;
        spool.rewind().map_err(fail)?;
        Ok(reply::spool(&formats::content_type(media), spool))
    });
    let timeout = shared.options.limits.timeout;
    let done = tokio::time::timeout(timeout, work).await;
    shared.metrics.query(began.elapsed());
    let refused = match done {
        Err(_) => {
            Refused::new(504, format!("the query took longer than {} s", timeout.as_secs_f64()))
        }
        Ok(Ok(result)) => return result.map_err(|refused| blame(refused, &ended_for_memory)),
        Ok(Err(failed)) => blame(crashed(failed), &ended_for_memory),
    };
    if refused.status == 504 {
        shared.metrics.timed_out();
    }
    Err(refused)
}

fn cancelled() -> Refused {
    Refused::new(504, "the query was cancelled")
}

/// What is cancelled because of its memory says so.
fn blame(refused: Refused, ended_for_memory: &AtomicBool) -> Refused {
    if refused.status == 504 && ended_for_memory.load(Ordering::Relaxed) {
        return Refused::new(507, "the queries that were running took too much memory");
    }
    refused
}

fn crashed(failed: tokio::task::JoinError) -> Refused {
    let reason = failed.try_into_panic().ok();
    match reason.filter(|reason| !reason.is::<Cancelled>()) {
        Some(_) => Refused::new(500, "the query made the program stumble; please report it"),
        None => cancelled(),
    }
}

/// Asks the graph, and writes the answer in the format that is wanted most.
pub(super) fn ask(
    task: &mut Task,
    sparql: &str,
    view: Option<&str>,
    dataset: Option<&Dataset>,
    accept: Option<&str>,
) -> Result<&'static str, Refused> {
    let graph = &task.opened.graph;
    let results = evaluate(graph, sparql, view, dataset, task.cancel.clone());
    let results = results.map_err(|fault| refused(fault, graph))?;
    let (media, written) = match results {
        QueryResults::Boolean(is_so) => {
            let (media, format) = formats::table(accept)?;
            let serializer = QueryResultsSerializer::from_format(format);
            let written = serializer.serialize_boolean_to_writer(&mut task.output, is_so);
            (media, written.map(|_| ()).map_err(Unwritten::Output))
        }
        QueryResults::Solutions(rows) => {
            let (media, format) = formats::table(accept)?;
            (media, write_rows(rows, format, &mut task.output, &task.cancel))
        }
        QueryResults::Graph(triples) => {
            let (media, format) = formats::triples(accept)?;
            (media, write_triples(triples, format, &mut task.output, &task.cancel))
        }
    };
    match written {
        Ok(()) => Ok(media),
        Err(Unwritten::Output(error)) => Err(lost(&error)),
        Err(Unwritten::Query(fault)) => Err(refused(fault, graph)),
    }
}

/// Why an answer was not written to its end.
enum Unwritten {
    Output(io::Error),
    Query(Fault),
}

impl From<io::Error> for Unwritten {
    fn from(error: io::Error) -> Unwritten {
        Unwritten::Output(error)
    }
}

fn write_rows(
    rows: QuerySolutionIter<'_>,
    format: QueryResultsFormat,
    output: &mut Output,
    cancel: &CancellationToken,
) -> Result<(), Unwritten> {
    let serializer = QueryResultsSerializer::from_format(format);
    let mut writer = serializer.serialize_solutions_to_writer(output, rows.variables().to_vec())?;
    for row in rows {
        let row = row.map_err(|error| Unwritten::Query(error.into()))?;
        if cancel.is_cancelled() {
            return Err(Unwritten::Query(Fault::Cancelled));
        }
        writer.serialize(&row)?;
    }
    writer.finish()?;
    Ok(())
}

fn write_triples(
    triples: QueryTripleIter<'_>,
    format: RdfFormat,
    output: &mut Output,
    cancel: &CancellationToken,
) -> Result<(), Unwritten> {
    let mut writer = serializer(format)?.for_writer(output);
    for triple in triples {
        let triple = triple.map_err(|error| Unwritten::Query(error.into()))?;
        if cancel.is_cancelled() {
            return Err(Unwritten::Query(Fault::Cancelled));
        }
        writer.serialize_triple(&triple)?;
    }
    writer.finish()?;
    Ok(())
}

/// What writes RDF with the usual prefixes.
pub(super) fn serializer(format: RdfFormat) -> io::Result<RdfSerializer> {
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    Ok(serializer)
}

/// What to say of an answer that cannot be written.
pub(super) fn lost(error: &io::Error) -> Refused {
    if error.get_ref().and_then(|inner| inner.downcast_ref::<TooLarge>()).is_some() {
        return Refused::new(507, "the answer is too large; ask for less, or in parts with LIMIT");
    }
    Refused::new(500, format!("the answer cannot be written: {error}"))
}

/// What to say of a query that has no answer.
fn refused(fault: Fault, graph: &Graph) -> Refused {
    match fault {
        Fault::Cancelled => cancelled(),
        Fault::Malformed(error) => Refused::new(400, error.to_string()),
        fault @ Fault::Failed(_) => Refused::new(500, fault.problem(graph).to_string()),
    }
}

struct CancelsWhenDropped(CancellationToken);

impl Drop for CancelsWhenDropped {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// The queries that are being answered.
#[derive(Default)]
pub(super) struct Running(Arc<Mutex<(u64, Tokens)>>);

/// By number: how to cancel a query, and where to say that it took too much memory.
type Tokens = BTreeMap<u64, (CancellationToken, Arc<AtomicBool>)>;

/// One of them, until it is dropped.
struct Entry {
    all: Arc<Mutex<(u64, Tokens)>>,
    number: u64,
    cancel: CancellationToken,
    ended_for_memory: Arc<AtomicBool>,
}

impl Running {
    fn enter(&self) -> Entry {
        let (cancel, ended_for_memory) = (CancellationToken::new(), Arc::default());
        let mut all = lock(&self.0);
        let number = all.0;
        all.0 += 1;
        all.1.insert(number, (cancel.clone(), Arc::clone(&ended_for_memory)));
        Entry { all: Arc::clone(&self.0), number, cancel, ended_for_memory }
    }

    pub(super) fn len(&self) -> usize {
        lock(&self.0).1.len()
    }

    pub(super) fn cancel_all(&self, for_memory: bool) {
        for (cancel, ended_for_memory) in lock(&self.0).1.values() {
            ended_for_memory.store(for_memory, Ordering::Relaxed);
            cancel.cancel();
        }
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        lock(&self.all).1.remove(&self.number);
    }
}

fn lock(all: &Mutex<(u64, Tokens)>) -> MutexGuard<'_, (u64, Tokens)> {
    all.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends all queries when the process has grown by more than they may take, for as long as the
/// server runs. A single query that sorts or groups a product would take all memory in seconds.
pub(super) fn watch_memory(shared: &Shared, has_ended: &AtomicBool) {
    while !has_ended.load(Ordering::Relaxed) {
        thread::sleep(Duration::from_millis(100));
        let Some(now) = metrics::resident() else { return };
        if shared.running.len() == 0 {
            shared.current.rests_with(now);
            continue;
        }
        if now <= shared.current.expected().saturating_add(shared.options.limits.memory) {
            continue;
        }
        shared.metrics.ended_for_memory();
        shared.notice("the queries that were running took too much memory and were ended");
        shared.running.cancel_all(true);
        // It takes a moment until the memory is free again.
        thread::sleep(Duration::from_secs(1));
    }
}

/// Hands over an output that was filled, for those who write quads.
pub(super) fn flushed(output: &mut Output) -> Result<(), Refused> {
    output.flush().map_err(|error| lost(&error))
}
