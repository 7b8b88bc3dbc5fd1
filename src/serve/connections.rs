//! Who is connected. When all places are taken, the one who has been waited for longest must go:
//! so clients that send or read slowly, or never, keep nobody out.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// All connections, in the order in which they were made.
#[derive(Debug)]
pub(super) struct Connections {
    open: Mutex<(u64, BTreeMap<u64, Arc<Connection>>)>,
    most: usize,
    /// Told when one ends.
    pub(super) ended: Notify,
}

/// A client.
#[derive(Debug, Default)]
pub(super) struct Connection {
    /// Whether it waits for us, and not we for it.
    works: AtomicBool,
    /// Told when it must go.
    pub(super) close: Notify,
}

/// A place among the connections, until it is dropped.
pub(super) struct Place {
    connections: Arc<Connections>,
    number: u64,
    pub(super) connection: Arc<Connection>,
}

impl Connections {
    pub(super) fn new(most: usize) -> Connections {
        Connections { open: Mutex::default(), most, ended: Notify::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.lock().1.len()
    }

    /// A place for a new client; none if all others are being worked for.
    pub(super) fn admit(self: &Arc<Self>) -> Option<Place> {
        let mut guard = self.lock();
        let (next, open) = &mut *guard;
        if open.len() >= self.most {
            let idle = |connection: &&u64| !open[*connection].works.load(Ordering::Relaxed);
            let oldest = *open.keys().find(idle)?;
            // It counts no more, though its task ends only soon.
            let oldest = open.remove(&oldest)?;
            oldest.close.notify_one();
        }
        let (number, connection) = (*next, Arc::new(Connection::default()));
        *next += 1;
        open.insert(number, Arc::clone(&connection));
        Some(Place { connections: Arc::clone(self), number, connection })
    }

    fn lock(&self) -> MutexGuard<'_, (u64, BTreeMap<u64, Arc<Connection>>)> {
        // A map is whole whatever happened to whoever held it.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    /// Says that it waits for us, until what is given back is dropped.
    pub(super) fn work(&self) -> impl Drop + use<'_> {
        self.works.store(true, Ordering::Relaxed);
        Work(self)
    }
}

struct Work<'c>(&'c Connection);

impl Drop for Work<'_> {
    fn drop(&mut self) {
        self.0.works.store(false, Ordering::Relaxed);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.connections.lock().1.remove(&self.number);
        self.connections.ended.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_who_is_waited_for_makes_room() {
        let connections = Arc::new(Connections::new(2));
        let (first, _second) = (connections.admit().expect("room"), connections.admit());
        let work = first.connection.work();
        let _third = connections.admit().expect("the second makes room");
        assert!(connections.lock().1.contains_key(&0), "the first is worked for");
        assert_eq!(connections.lock().1.keys().copied().collect::<Vec<_>>(), [0, 2]);
        drop(work);
        let _fourth = connections.admit().expect("the first makes room");
        assert_eq!(connections.lock().1.keys().copied().collect::<Vec<_>>(), [2, 3]);
        drop(first);
        assert_eq!(connections.len(), 2);
    }
}
