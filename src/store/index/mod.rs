//! The graph of a store on disk (feature `rocksdb`): indexes that follow the segments.
//!
//! ```text
//! index/
//!   lock                held by the process that is making the next generation
//!   00000007/           a generation: never changed once it has its name
//!     in-use            held, shared, by those who read it
//!     covers.json       which segments are in it, and what it was made with
//!     quads/            oxigraph on RocksDB
//!     sources/          the same, for which report says what of things that others speak of, too
//! ```
//!
//! The segments are the truth, and an index can be thrown away at any time. Whoever opens a store
//! with segments that the last generation does not cover makes the next one of it: its files are
//! linked, not copied, what is new is added, and the folder gets its name when all is on the disk.
//! So nothing half is ever read, readers never wait for each other, and a reader keeps what it
//! opened. A generation of another program, ontology or history of segments is not continued: the
//! next one is made of all segments.

mod change;
mod fill;
mod generation;
mod sources;
#[cfg(test)]
mod tests;

use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

use oxigraph::store::{StorageError, Store as Quads};

use super::graph::Disk;
use super::{Store, StoreError};
use fill::{Added, Fill};
use generation::{Covered, Generation};

/// The quads of a store on disk; none where the store's folder cannot be written.
///
/// # Errors
/// If a segment cannot be read or is damaged, or if the index cannot be written.
pub(super) fn open(store: &Store) -> Result<Option<(Quads, Disk)>, StoreError> {
    let folder = store.folder.join("index");
    if let Some(opened) = ready(&folder, &Covered::by(store)?) {
        return Ok(Some(opened));
    }
    let lock = match lock(&folder) {
        Ok(lock) => lock,
        Err(error) if is_forbidden(&error) => return Ok(None),
        Err(error) => return Err(StoreError::about(&folder, error)),
    };
    // Another process may have made it meanwhile.
    let wanted = Covered::by(store)?;
    if let Some(opened) = ready(&folder, &wanted) {
        return Ok(Some(opened));
    }
    follow(store, &folder, &wanted)?;
    generation::remove_old(&folder);
    drop(lock);
    match ready(&folder, &wanted) {
        Some(opened) => Ok(Some(opened)),
        None => Err(StoreError::about(&folder, "cannot be read; remove this folder")),
    }
}

/// The last generation, if it covers what is wanted and is whole.
fn ready(folder: &Path, wanted: &Covered) -> Option<(Quads, Disk)> {
    let generation = Generation::last(folder)?;
    if generation.covered != *wanted {
        return None;
    }
    Some((Quads::open_read_only(generation.quads()).ok()?, generation.into_disk()))
}

/// Makes the next generation.
fn follow(store: &Store, folder: &Path, wanted: &Covered) -> Result<Added, StoreError> {
    generation::remove_parts(folder);
    // One that covers all and could not be opened is damaged.
    let can_go_on = |last: &Generation| last.covered != *wanted && last.covered.begins(wanted);
    if let Some(last) = Generation::last(folder).filter(can_go_on) {
        match next(store, folder, wanted, Some(&last)) {
            Ok(added) => return Ok(added),
            Err(Fault::Log(error)) => return Err(error),
            // It is damaged, or it does not know enough: the segments know all.
            Err(Fault::Index(_)) => generation::remove_parts(folder),
        }
    }
    next(store, folder, wanted, None).map_err(|fault| match fault {
        Fault::Log(error) => error,
        Fault::Index(problem) => {
            generation::remove_parts(folder);
            StoreError::about(folder, format!("cannot be written: {problem}"))
        }
    })
}

/// Makes the generation after the last, of that one or anew.
fn next(
    store: &Store,
    folder: &Path,
    wanted: &Covered,
    last: Option<&Generation>,
) -> Result<Added, Fault> {
    let part = generation::begin(folder, last)?;
    let known = last.map_or(0, |last| last.covered.segments.len());
    let added = {
        let fill = Fill::open(store, &part)?;
        let added = fill.add(&wanted.paths(store), known)?;
        fill.finish()?;
        added
    };
    generation::finish(&part, wanted)?;
    Ok(added)
}

fn lock(folder: &Path) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    let lock =
        File::options().create(true).truncate(false).write(true).open(folder.join("lock"))?;
    lock.lock()?;
    Ok(lock)
}

fn is_forbidden(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

/// Why a generation cannot be made.
#[derive(Debug)]
enum Fault {
    /// The segments cannot be read.
    Log(StoreError),
    /// The index cannot be written, is damaged, or does not know enough.
    Index(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Log(error) => error.fmt(f),
            Fault::Index(problem) => f.write_str(problem),
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Fault {
        Fault::Log(error)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::Index(error.to_string())
    }
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Fault {
        Fault::Index(error.to_string())
    }
}
