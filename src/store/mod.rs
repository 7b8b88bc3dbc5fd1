//! What was read, kept for good: reports and their claims in a folder, opened as a graph.
//!
//! ```text
//! claimgraph-store/
//!   claimgraph.json          format and base of the addresses
//!   lock                     held by the build that is writing
//!   segments/00000001.seg    what one commit added, checksummed; never changed afterwards
//!   ontology/*.ttl           only where a store was built with another ontology than ours
//!   index/                   only with the feature `rocksdb`: the graph on disk, made of the segments
//! ```
//!
//! A report that is taken out stays in its segment; a later one says that it does not count any more.
//! A commit writes a segment under another name, syncs it and renames it: at any moment the folder
//! holds all that was committed and nothing half. Readers need no lock. The graph is made of the
//! readings when the store is opened; with the feature `rocksdb` it is on disk, and only what is new
//! is added to it then. A program without the feature leaves `index/` alone.

mod brought;
mod error;
mod graph;
#[cfg(feature = "rocksdb")]
mod index;
mod labels;
mod load;
mod memory;
mod scope;
mod segment;
mod settings;
mod versions;
mod writer;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

pub use error::StoreError;
pub use graph::Graph;
pub(crate) use graph::address;
pub(crate) use labels::{is_label, label_forms, settled};
pub(crate) use load::ontology as ontology_quads;
pub use scope::Scope;
use segment::Head;
pub(crate) use versions::versions_of;
pub use writer::Writer;

use crate::corroborate::Corroboration;
use crate::encode::Version;
use crate::model::Reading;
use crate::naming::Namer;
use crate::ontology::Ontology;

/// A folder of readings.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    namer: Namer,
    ontology: Ontology,
}

/// The segments of a store at one moment, each with its size and when it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Commits(Vec<(PathBuf, u64, Option<SystemTime>)>);

impl Commits {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Store {
    /// Opens a store that is there.
    ///
    /// # Errors
    /// If there is none in `folder`, if a newer Claimgraph made it, or if it is damaged.
    pub fn open(folder: &Path) -> Result<Store, StoreError> {
        let namer = settings::read(folder)?;
        let ontology = settings::ontology(folder)?;
        Ok(Store { folder: folder.to_owned(), namer, ontology })
    }

    /// Opens a store for writing, and makes it if it is not there.
    ///
    /// # Errors
    /// Like [`Store::open`]; if another process is writing to it; if it was made with another base
    /// for addresses; if the folder holds something else.
    pub fn writer(folder: &Path, namer: &Namer, ontology: &Ontology) -> Result<Writer, StoreError> {
        Writer::open(folder, namer, ontology)
    }

    /// What names the things in it.
    pub fn namer(&self) -> &Namer {
        &self.namer
    }

    /// The classes and relations that it was built with, and their questions.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// Everything in it, sorted by address, each report once.
    ///
    /// # Errors
    /// If a file cannot be read or is damaged.
    pub fn readings(&self) -> Result<Vec<Reading>, StoreError> {
        let paths = segment::paths(&self.folder)?;
        let segments: Vec<Vec<Reading>> =
            paths.par_iter().map(|path| segment::read(path)).collect::<Result<_, _>>()?;
        let mut readings: BTreeMap<String, Reading> = BTreeMap::new();
        for (path, segment) in paths.iter().zip(segments) {
            for head in segment::heads(path)?.iter().filter(|head| head.removed) {
                readings.remove(&head.iri);
            }
            for reading in segment {
                readings.entry(reading.iri.clone()).or_insert(reading);
            }
        }
        Ok(readings.into_values().collect())
    }

    /// Whether no report was ever taken out of it.
    #[cfg(feature = "rocksdb")]
    fn is_whole(&self) -> Result<bool, StoreError> {
        for path in segment::paths(&self.folder)? {
            if segment::heads(&path)?.iter().any(|head| head.removed) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What the reports that are seen say together; no graph is made for it.
    ///
    /// # Errors
    /// If a file cannot be read or is damaged.
    pub fn together(&self, scope: &Scope) -> Result<Corroboration, StoreError> {
        Ok(scope::Seen::of(self, scope)?.corroboration)
    }

    /// What every commit brought and took away, in their order: nothing that was ever there is lost.
    ///
    /// # Errors
    /// If a file cannot be read or is damaged.
    pub fn log(&self) -> Result<Vec<Commit>, StoreError> {
        let mut commits = Vec::new();
        for path in segment::paths(&self.folder)? {
            let mut readings: BTreeMap<String, Reading> = segment::read(&path)?
                .into_iter()
                .map(|reading| (reading.iri.clone(), reading))
                .collect();
            let (removed, added): (Vec<Head>, Vec<Head>) =
                segment::heads(&path)?.into_iter().partition(|head| head.removed);
            commits.push(Commit {
                removed: removed.into_iter().map(|head| head.iri).collect(),
                added: added.iter().filter_map(|head| readings.remove(&head.iri)).collect(),
            });
        }
        Ok(commits)
    }

    /// What has been committed, without reading any of it: segments are never changed, so that the
    /// same commits are the same graph.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn commits(&self) -> Result<Commits, StoreError> {
        let mut commits = Commits::default();
        for path in segment::paths(&self.folder)? {
            let about = fs::metadata(&path)
                .map_err(|error| StoreError::about(&path, format!("cannot be read: {error}")))?;
            commits.0.push((path, about.len(), about.modified().ok()));
        }
        Ok(commits)
    }

    /// Whether one of these reports is a version of another; no more is read than the segments' heads.
    ///
    /// # Errors
    /// If a file cannot be read or is damaged.
    pub fn has_versions(&self, of: &BTreeSet<String>) -> Result<bool, StoreError> {
        let versions = versions::versions(&heads(&self.folder)?);
        Ok(of.iter().any(|iri| versions.get(iri).is_some_and(|version| version.revises.is_some())))
    }

    /// The versions of each report that has several, the last one last; by the addresses of all of them.
    pub fn versions(readings: &[Reading]) -> BTreeMap<String, Version> {
        let heads: Vec<Head> = readings.iter().map(Into::into).collect();
        versions::versions(&heads)
    }

    /// How many reports are in it.
    ///
    /// # Errors
    /// If a file cannot be read or is damaged.
    pub fn reports(&self) -> Result<usize, StoreError> {
        Ok(heads(&self.folder)?.len())
    }

    /// The graph of all readings: made in memory, or with the feature `rocksdb` kept on disk.
    ///
    /// # Errors
    /// If a file cannot be read or is damaged, or if the disk cannot be written.
    pub fn graph(&self) -> Result<Graph, StoreError> {
        Graph::of(self)
    }

    /// The same graph in memory, whatever the features.
    ///
    /// # Errors
    /// If a file cannot be read or is damaged.
    pub fn graph_in_memory(&self) -> Result<Graph, StoreError> {
        self.graph_seen(&Scope::default())
    }

    /// The graph in memory of what is seen.
    ///
    /// # Errors
    /// If a file cannot be read or is damaged.
    pub fn graph_seen(&self, scope: &Scope) -> Result<Graph, StoreError> {
        Graph::in_memory(self, scope)
    }
}

/// What one commit did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Commit {
    /// The addresses of the reports that it took out.
    pub removed: Vec<String>,
    /// The readings that it added.
    pub added: Vec<Reading>,
}

/// The reports that are in a store.
fn heads(folder: &Path) -> Result<Vec<Head>, StoreError> {
    let mut heads: BTreeMap<String, Head> = BTreeMap::new();
    for path in segment::paths(folder)? {
        for head in segment::heads(&path)? {
            if head.removed {
                heads.remove(&head.iri);
            } else {
                heads.entry(head.iri.clone()).or_insert(head);
            }
        }
    }
    Ok(heads.into_values().collect())
}

/// Writes a file under another name, syncs it, and gives it its name.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let part = path.with_extension("part");
    let write = || {
        fs::write(&part, bytes)?;
        fs::File::open(&part)?.sync_all()?;
        fs::rename(&part, path)?;
        sync_folder(path.parent().unwrap_or(Path::new(".")))
    };
    write().map_err(|error| {
        // What is left of it is of no use; if it cannot be removed, the next build does it.
        let _ = fs::remove_file(&part);
        StoreError::about(path, format!("cannot be written: {error}"))
    })
}

/// Makes a rename last. Windows has no such thing, and needs none.
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
}
