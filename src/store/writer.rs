//! Adding to a store, by one process at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::segment::Head;
use super::{StoreError, heads, segment, settings, write_whole};
use crate::model::{Reading, TableVersion};
use crate::naming::Namer;
use crate::ontology::Ontology;

/// The only process that may add to a store, until it is dropped.
#[derive(Debug)]
pub struct Writer {
    folder: PathBuf,
    namer: Namer,
    /// The addresses of the reports that are there.
    known: BTreeSet<String>,
    /// The versions of tables that are there, with the day of each.
    tables: BTreeMap<TableVersion, Option<String>>,
    next: u64,
    /// Held open: the system lets go of it when the process ends, however it ends.
    _lock: File,
}

impl Writer {
    pub(super) fn open(
        folder: &Path,
        namer: &Namer,
        ontology: &Ontology,
    ) -> Result<Writer, StoreError> {
        refuse_other_folders(folder)?;
        let segments = folder.join("segments");
        fs::create_dir_all(&segments)
            .map_err(|error| StoreError::about(folder, format!("cannot be made: {error}")))?;
        let lock = lock(folder)?;
        if settings::exist(folder) {
            let known = settings::read(folder)?;
            if known != *namer {
                let problem =
                    format!("was built with the base {}; give the same one", known.base());
                return Err(StoreError::about(folder, problem));
            }
        } else {
            settings::write(folder, namer)?;
        }
        settings::keep_ontology(folder, ontology)?;
        remove_parts(&segments);
        let heads = heads(folder)?;
        let mut tables = BTreeMap::new();
        for head in &heads {
            note(&mut tables, head.table.as_ref(), head.published.as_deref());
        }
        let known = heads.into_iter().map(|head| head.iri).collect();
        let last = segment::paths(folder)?.last().and_then(|path| {
            path.file_stem().and_then(|stem| stem.to_string_lossy().parse::<u64>().ok())
        });
        let (folder, namer) = (folder.to_owned(), namer.clone());
        let next = last.unwrap_or(0) + 1;
        Ok(Writer { folder, namer, known, tables, next, _lock: lock })
    }

    /// The addresses of the reports that are there.
    pub fn known(&self) -> &BTreeSet<String> {
        &self.known
    }

    /// The versions of a table that are there, the one that stands last.
    pub fn versions_of(&self, table: &str) -> Vec<&TableVersion> {
        let versions = self.tables.iter().filter(|(version, _)| version.table == table);
        let mut versions: Vec<(&TableVersion, &Option<String>)> = versions.collect();
        versions.sort_by_key(|(version, day)| (*day, version.revision, &version.version));
        versions.into_iter().map(|(version, _)| version).collect()
    }

    /// How many reports are there.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether no report is there.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Adds readings, all or none of them. Those that are there already are passed over.
    ///
    /// # Errors
    /// If the disk is full or cannot be written; then the store is as it was.
    pub fn add(&mut self, mut readings: Vec<Reading>) -> Result<(), StoreError> {
        readings.retain(|reading| self.known.insert(reading.iri.clone()));
        if readings.is_empty() {
            return Ok(());
        }
        readings.sort_by(|a, b| a.iri.cmp(&b.iri));
        if readings.iter().any(|reading| reading.document.table.is_some()) {
            // Older programs would take the parts of a table for versions of each other.
            settings::raise(&self.folder, &self.namer)?;
        }
        self.commit(&[], &readings)
    }

    /// Takes a report out, whole: what it claims does not count any more. It stays in its segment, so
    /// that the store's history tells of it, and it can be added again.
    ///
    /// # Errors
    /// If the store does not have it, or the disk cannot be written; then the store is as it was.
    pub fn remove(&mut self, report: &str) -> Result<(), StoreError> {
        let mut heads = heads(&self.folder)?;
        heads.retain(|head| head.iri == report);
        if heads.is_empty() {
            return Err(StoreError::about(&self.folder, format!("has no report {report}")));
        }
        settings::raise(&self.folder, &self.namer)?;
        self.commit(&heads, &[])?;
        self.known.remove(report);
        Ok(())
    }

    fn commit(&mut self, removed: &[Head], added: &[Reading]) -> Result<(), StoreError> {
        let path = self.folder.join("segments").join(format!("{:08}.seg", self.next));
        let bytes = segment::bytes(removed, added);
        let bytes = bytes.map_err(|error| StoreError::about(&path, error))?;
        write_whole(&path, &bytes)?;
        for Reading { document, .. } in added {
            note(&mut self.tables, document.table.as_ref(), document.published.as_deref());
        }
        self.next += 1;
        Ok(())
    }
}

/// Notes a version of a table with the last day of its parts.
fn note(
    tables: &mut BTreeMap<TableVersion, Option<String>>,
    table: Option<&TableVersion>,
    day: Option<&str>,
) {
    let Some(table) = table else { return };
    let last = tables.entry(table.clone()).or_default();
    if day > last.as_deref() {
        *last = day.map(str::to_owned);
    }
}

/// A folder with other things in it is nobody's store.
fn refuse_other_folders(folder: &Path) -> Result<(), StoreError> {
    if folder.is_file() {
        return Err(StoreError::about(folder, "is a file; a store is a folder"));
    }
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    let ours = ["lock", "segments", "ontology", "index"];
    let mut names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let strange = names.find(|name| !ours.contains(&&**name) && !name.starts_with("claimgraph."));
    match strange.filter(|_| !settings::exist(folder)) {
        Some(name) => {
            let problem = format!("is no store: it holds `{name}`; name a new folder");
            Err(StoreError::about(folder, problem))
        }
        None => Ok(()),
    }
}

fn lock(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join("lock");
    let fail = |error| StoreError::about(&path, format!("cannot be locked: {error}"));
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(fail)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let problem = "another build is writing to this store; try again when it has ended";
            Err(StoreError::about(folder, problem))
        }
        Err(TryLockError::Error(error)) => Err(fail(error)),
    }
}

/// What a build left that was killed while it wrote.
fn remove_parts(segments: &Path) {
    let entries = fs::read_dir(segments).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        if path.extension().is_some_and(|ending| ending == "part") {
            // If it cannot be removed it does no harm: nobody reads it.
            let _ = fs::remove_file(path);
        }
    }
}
