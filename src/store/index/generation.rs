//! Generations of an index: folders with numbers, complete from the moment they have their name.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};

use crate::model::sha256;
use crate::store::graph::Disk;
use crate::store::{Store, StoreError, segment, sync_folder};

/// What the quads of a report are made by: an index of other code is made anew.
static ENCODER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/encode");

/// Grows when the layout of an index changes.
const LAYOUT: u32 = 1;

const MARKER: &str = "covers.json";

const DATABASES: [&str; 2] = ["quads", "sources"];

/// A generation, held for reading.
#[derive(Debug)]
pub(super) struct Generation {
    path: PathBuf,
    pub(super) covered: Covered,
    in_use: File,
}

/// What an index covers, and what it was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Covered {
    /// Layout and encoder.
    program: String,
    /// Base of the addresses and ontology.
    knowledge: String,
    /// Names and checksums of the segments, in their order.
    pub(super) segments: Vec<(String, String)>,
}

/// What stands in `covers.json`.
#[derive(Debug, Serialize, Deserialize)]
struct Marker {
    covered: Covered,
    /// The size of each file of the databases.
    files: BTreeMap<String, u64>,
}

impl Covered {
    /// What an index of a store as it is now covers.
    pub(super) fn by(store: &Store) -> Result<Covered, StoreError> {
        let mut segments = Vec::new();
        for path in segment::paths(&store.folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            segments.push((name, segment::checksum(&path)?));
        }
        let ontology = store.ontology.turtle().iter().map(|file| file.text.as_str());
        let knowledge: Vec<&str> = std::iter::once(store.namer.base()).chain(ontology).collect();
        let encoder: Vec<u8> =
            ENCODER.files().flat_map(include_dir::File::contents).copied().collect();
        let version = env!("CARGO_PKG_VERSION");
        Ok(Covered {
            program: format!("{version} {LAYOUT} {}", sha256(&encoder)),
            knowledge: sha256(knowledge.join("\n").as_bytes()),
            segments,
        })
    }

    /// Whether an index that covers this can be continued until it covers the other.
    pub(super) fn begins(&self, wanted: &Covered) -> bool {
        self.program == wanted.program
            && self.knowledge == wanted.knowledge
            && wanted.segments.starts_with(&self.segments)
    }

    /// The segments.
    pub(super) fn paths(&self, store: &Store) -> Vec<PathBuf> {
        let folder = store.folder.join("segments");
        self.segments.iter().map(|(name, _)| folder.join(name)).collect()
    }
}

impl Generation {
    /// The last generation that is whole. It is not removed as long as it is held.
    pub(super) fn last(folder: &Path) -> Option<Generation> {
        let path = folder.join(name(numbers(folder).last()?));
        let in_use = File::open(path.join("in-use")).ok()?;
        in_use.lock_shared().ok()?;
        // It may have been removed before it was held; then the marker is gone, too.
        let marker: Marker = serde_json::from_slice(&fs::read(path.join(MARKER)).ok()?).ok()?;
        let whole = sizes(&path).ok()? == marker.files;
        whole.then_some(Generation { path, covered: marker.covered, in_use })
    }

    /// Where the quads are.
    pub(super) fn quads(&self) -> PathBuf {
        self.path.join(DATABASES[0])
    }

    /// What a graph holds of it.
    pub(super) fn into_disk(self) -> Disk {
        Disk { marker: self.path.join(MARKER), folder: self.path, _in_use: self.in_use }
    }
}

/// The folder of the next generation, with the databases of the last one or none.
pub(super) fn begin(folder: &Path, last: Option<&Generation>) -> io::Result<PathBuf> {
    let number = numbers(folder).last().unwrap_or(0) + 1;
    let part = folder.join(name(number)).with_extension("part");
    fs::create_dir(&part)?;
    for database in DATABASES {
        fs::create_dir(part.join(database))?;
        if let Some(last) = last {
            link(&last.path.join(database), &part.join(database))?;
        }
    }
    Ok(part)
}

/// Gives a generation its name when all of it is on the disk.
pub(super) fn finish(part: &Path, covered: &Covered) -> io::Result<()> {
    let marker = Marker { covered: covered.clone(), files: sizes(part)? };
    File::create(part.join("in-use"))?;
    let path = part.join(MARKER);
    fs::write(&path, serde_json::to_vec(&marker)?)?;
    File::open(&path)?.sync_all()?;
    for database in DATABASES {
        sync_folder(&part.join(database))?;
    }
    sync_folder(part)?;
    fs::rename(part, part.with_extension(""))?;
    sync_folder(part.parent().unwrap_or(Path::new(".")))
}

/// Removes the generations before the last that nobody reads.
pub(super) fn remove_old(folder: &Path) {
    let mut numbers: Vec<u64> = numbers(folder).collect();
    numbers.pop();
    for number in numbers {
        let path = folder.join(name(number));
        // Without the file nobody can read it.
        let in_use = File::open(path.join("in-use")).ok();
        if in_use.as_ref().is_none_or(|file| file.try_lock().is_ok()) {
            // What cannot be removed does no harm but to the room on the disk.
            let _ = fs::rename(&path, path.with_extension("part"));
        }
    }
    remove_parts(folder);
}

/// Removes what was not finished.
pub(super) fn remove_parts(folder: &Path) {
    for path in entries(folder) {
        if path.extension().is_some_and(|ending| ending == "part") {
            let _ = fs::remove_dir_all(path);
        }
    }
}

/// Links the files that RocksDB never changes, and copies the few others.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        let is_table = entry.path().extension().is_some_and(|ending| ending == "sst");
        if !is_table || fs::hard_link(entry.path(), &target).is_err() {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// The size of each file of the databases.
fn sizes(generation: &Path) -> io::Result<BTreeMap<String, u64>> {
    let mut sizes = BTreeMap::new();
    for database in DATABASES {
        for entry in fs::read_dir(generation.join(database))? {
            let entry = entry?;
            let name = format!("{database}/{}", entry.file_name().to_string_lossy());
            sizes.insert(name, entry.metadata()?.len());
        }
    }
    Ok(sizes)
}

/// The numbers of the finished generations, in order.
fn numbers(folder: &Path) -> impl DoubleEndedIterator<Item = u64> {
    let mut numbers: Vec<u64> =
        entries(folder).filter_map(|path| path.file_name()?.to_str()?.parse().ok()).collect();
    numbers.sort_unstable();
    numbers.into_iter()
}

fn name(number: u64) -> String {
    format!("{number:08}")
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}
