//! What a store is made with: format, base of the addresses, ontology.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{StoreError, write_whole};
use crate::naming::Namer;
use crate::ontology::{Ontology, SourceFile};

const FILE: &str = "claimgraph.json";
/// The format that this program writes where nothing was ever taken out.
const FIRST: u32 = 1;

/// The format of stores out of which something was taken: older programs would not see that.
const FORMAT: u32 = 2;

#[derive(Debug, Serialize, Deserialize)]
struct Settings {
    /// Grows with every change that older programs cannot read.
    format: u32,
    base: String,
}

/// Whether there is a store in a folder.
pub(super) fn exist(folder: &Path) -> bool {
    folder.join(FILE).exists()
}

/// What names things in the store of a folder.
pub(super) fn read(folder: &Path) -> Result<Namer, StoreError> {
    let path = folder.join(FILE);
    if !path.exists() {
        let problem = "there is no store here; make one with `claimgraph build INPUT… --store DIR`";
        return Err(StoreError::about(folder, problem));
    }
    let text = fs::read_to_string(&path)
        .map_err(|error| StoreError::about(&path, format!("cannot be read: {error}")))?;
    let settings: Settings = serde_json::from_str(&text).map_err(|error| {
        StoreError::about(&path, format!("the file is damaged ({error}); put it back from a copy"))
    })?;
    if settings.format > FORMAT {
        let problem = format!(
            "a newer Claimgraph made this store (format {}, this program knows {FORMAT}); update \
             Claimgraph to read it",
            settings.format
        );
        return Err(StoreError::about(folder, problem));
    }
    Namer::below(&settings.base).map_err(|error| StoreError::about(&path, error))
}

/// Makes the settings of a new store.
pub(super) fn write(folder: &Path, namer: &Namer) -> Result<(), StoreError> {
    let settings = Settings { format: FIRST, base: namer.base().to_owned() };
    put(folder, &settings)
}

/// Keeps older programs from reading a store out of which something is taken, or that has tables.
pub(super) fn raise(folder: &Path, namer: &Namer) -> Result<(), StoreError> {
    put(folder, &Settings { format: FORMAT, base: namer.base().to_owned() })
}

fn put(folder: &Path, settings: &Settings) -> Result<(), StoreError> {
    let json = serde_json::to_vec(settings).map_err(|error| StoreError::about(folder, error))?;
    write_whole(&folder.join(FILE), &json)
}

/// The ontology of a store: its own, or the built-in one.
pub(super) fn ontology(folder: &Path) -> Result<Ontology, StoreError> {
    let own = folder.join("ontology");
    let ontology = if own.is_dir() {
        let turtle = files(&own, "ttl")?;
        Ontology::from_store(&turtle, &files(&own, "rq")?)
    } else {
        Ontology::built_in()
    };
    ontology.map_err(|error| StoreError::about(&own, error))
}

/// Keeps the Turtle files and the questions of an ontology that is not the built-in one.
pub(super) fn keep_ontology(folder: &Path, ontology: &Ontology) -> Result<(), StoreError> {
    let built_in = Ontology::built_in().map_err(|error| StoreError::about(folder, error))?;
    if ontology.turtle() == built_in.turtle() && ontology.questions() == built_in.questions() {
        return Ok(());
    }
    let own = folder.join("ontology");
    fs::create_dir_all(&own)
        .map_err(|error| StoreError::about(&own, format!("cannot be made: {error}")))?;
    for file in ontology.turtle().iter().chain(ontology.questions()) {
        let path = own.join(&file.name);
        if fs::read(&path).ok().as_deref() != Some(file.text.as_bytes()) {
            write_whole(&path, file.text.as_bytes())?;
        }
    }
    Ok(())
}

fn files(folder: &Path, ending: &str) -> Result<Vec<SourceFile>, StoreError> {
    let fail = |error| StoreError::about(folder, format!("cannot be read: {error}"));
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.extension().is_some_and(|e| e == ending) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push(SourceFile { name, text: fs::read_to_string(&path).map_err(fail)? });
        }
    }
    files.sort();
    Ok(files)
}
