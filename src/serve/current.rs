//! The graph that is served: opened anew in the background when something was added to the store.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use super::{Options, Shared};
use crate::store::{Commits, Graph, Scope, Store, StoreError};

/// How often somebody looks whether there is something new.
const LOOK: Duration = Duration::from_millis(500);

/// A graph with what is said of it.
pub(super) struct Opened {
    pub(super) graph: Graph,
    /// None where counting would take too long.
    pub(super) quads: Option<usize>,
    pub(super) reports: usize,
    pub(super) commits: Commits,
}

/// The last graph that was opened. Who has got one keeps it as long as they need it.
pub(super) struct Current {
    opened: RwLock<Arc<Opened>>,
    /// Whether a graph is being opened.
    is_opening: AtomicBool,
    /// Bytes that the process has when no query runs; nought where nobody knows.
    at_rest: AtomicU64,
}

impl Opened {
    fn of(options: &Options) -> Result<Opened, StoreError> {
        let store = Store::open(&options.store)?;
        // What is added from here on is seen by the next look.
        let commits = store.commits()?;
        let usual = options.scope == Scope::default();
        let graph = if usual { store.graph()? } else { store.graph_seen(&options.scope)? };
        let quads = graph.count();
        Ok(Opened { quads, reports: store.reports()?, commits, graph })
    }
}

impl Opened {
    /// How much there is, for people.
    pub(super) fn size(&self) -> String {
        let quads = self.quads.map(|quads| format!(", {quads} quads")).unwrap_or_default();
        format!("{} reports{quads}", self.reports)
    }
}

impl Current {
    /// Opens the graph of a store.
    ///
    /// # Errors
    /// If there is no store, or if it is damaged.
    pub(super) fn open(options: &Options) -> Result<Current, StoreError> {
        let opened = RwLock::new(Arc::new(Opened::of(options)?));
        let at_rest = AtomicU64::new(super::metrics::resident().unwrap_or_default());
        Ok(Current { opened, is_opening: AtomicBool::default(), at_rest })
    }

    pub(super) fn get(&self) -> Arc<Opened> {
        Arc::clone(&self.opened.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Bytes that the process may have without any query being to blame.
    pub(super) fn expected(&self) -> u64 {
        let at_rest = self.at_rest.load(Ordering::Relaxed);
        // Two graphs are there at once, and what opening needs besides.
        if self.is_opening.load(Ordering::Relaxed) { 3 * at_rest } else { at_rest }
    }

    /// Takes note of what the process has while no query runs: after a graph was replaced the old one
    /// is there for a while.
    pub(super) fn rests_with(&self, bytes: u64) {
        if !self.is_opening.load(Ordering::Relaxed) {
            self.at_rest.fetch_min(bytes, Ordering::Relaxed);
        }
    }

    fn replace(&self, opened: Opened) -> Arc<Opened> {
        let mut place = self.opened.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *place, Arc::new(opened))
    }
}

/// Looks for what was added to the store, for as long as the server runs; a graph that nobody uses
/// any more is dropped here, since that takes its time.
pub(super) fn follow(shared: &Arc<Shared>, has_ended: &AtomicBool) {
    let mut retired: Vec<Arc<Opened>> = Vec::new();
    // What could not be opened is tried again when something has changed, or after a while.
    let mut failed: Option<(Option<Commits>, Instant)> = None;
    // A build commits every few seconds; half of the time is left for queries.
    let mut not_before = Instant::now();
    while !has_ended.load(Ordering::Relaxed) {
        thread::sleep(LOOK);
        retired.retain(|opened| Arc::strong_count(opened) > 1);
        let commits = Store::open(&shared.options.store).and_then(|store| store.commits()).ok();
        let current = shared.current.get();
        let is_new = commits.as_ref().is_some_and(|commits| *commits != current.commits);
        let is_damaged = current.graph.check().is_err();
        let was_tried = failed.as_ref().is_some_and(|(tried, when)| {
            *tried == commits && when.elapsed() < Duration::from_secs(30)
        });
        if !(is_new || is_damaged) || was_tried || Instant::now() < not_before {
            continue;
        }
        let began = Instant::now();
        match renew(shared) {
            Ok(old) => {
                retired.push(old);
                failed = None;
            }
            Err(error) => {
                shared.metrics.failed_to_open();
                shared.notice(&format!("the store cannot be opened anew: {error}"));
                failed = Some((commits, Instant::now()));
            }
        }
        not_before = Instant::now() + began.elapsed();
    }
}

fn renew(shared: &Shared) -> Result<Arc<Opened>, StoreError> {
    let current = &shared.current;
    current.is_opening.store(true, Ordering::Relaxed);
    let opened = Opened::of(&shared.options);
    let old = opened.map(|opened| {
        let told = opened.size();
        let old = current.replace(opened);
        shared.metrics.opened();
        shared.notice(&format!("the graph was opened anew: {told}"));
        old
    });
    current.at_rest.store(super::metrics::resident().unwrap_or_default(), Ordering::Relaxed);
    current.is_opening.store(false, Ordering::Relaxed);
    old
}
