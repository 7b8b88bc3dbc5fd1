//! What one commit added: a line with a checksum, a line with the reports, the readings gzipped.
//!
//! ```text
//! claimgraph segment 1 SHA-256 of all that follows this line
//! [{"iri": …, "id": …}, …]
//! gzip of one JSON object a line for each reading
//! ```

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use super::StoreError;
use crate::model::{Reading, TableVersion, sha256, sketches};

const MAGIC: &str = "claimgraph segment 1 ";

/// What the store knows of a report without opening it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// What the report is called in the graph.
    pub(super) iri: String,
    /// Its name: given, or that of its file.
    pub(super) id: String,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<String>,
    /// Where it stands on the web: versions of one report share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    /// The day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<String>,
    /// The report that it is a later version of, where somebody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) revises: Option<String>,
    /// Whether the commit took it out of the store; then its reading is in an earlier segment.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) removed: bool,
    /// The version of a table that its rows are of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) table: Option<TableVersion>,
}

impl From<&Reading> for Head {
    fn from(reading: &Reading) -> Head {
        let document = &reading.document;
        Head {
            iri: reading.iri.clone(),
            id: document.id.clone(),
            title: document.title.clone(),
            url: document.url.clone(),
            published: document.published.clone(),
            revises: reading.revises.clone(),
            removed: false,
            table: document.table.clone(),
        }
    }
}

/// The segments of a store in the order in which they were committed.
pub(super) fn paths(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let folder = folder.join("segments");
    let entries = fs::read_dir(&folder)
        .map_err(|error| StoreError::about(&folder, format!("cannot be read: {error}")))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "seg"));
    paths.sort();
    Ok(paths)
}

/// The bytes of a segment that takes some reports out and adds these readings.
pub(super) fn bytes(removed: &[Head], readings: &[Reading]) -> Result<Vec<u8>, serde_json::Error> {
    let removed = removed.iter().map(|head| Head { removed: true, ..head.clone() });
    let heads: Vec<Head> = removed.chain(readings.iter().map(Head::from)).collect();
    let mut body = serde_json::to_vec(&heads)?;
    body.push(b'\n');
    let mut gzip = GzEncoder::new(body, Compression::fast());
    for reading in readings {
        let mut line = serde_json::to_vec(reading)?;
        line.push(b'\n');
        gzip.write_all(&line).map_err(serde_json::Error::io)?;
    }
    let body = gzip.finish().map_err(serde_json::Error::io)?;
    let mut bytes = format!("{MAGIC}{}\n", sha256(&body)).into_bytes();
    bytes.extend(body);
    Ok(bytes)
}

/// The checksum that a segment says it has; nobody looks whether it does.
#[cfg(feature = "rocksdb")]
pub(super) fn checksum(path: &Path) -> Result<String, StoreError> {
    let file = File::open(path)
        .map_err(|error| StoreError::about(path, format!("cannot be read: {error}")))?;
    let mut line = String::new();
    // No longer than a right line is, whatever the file holds.
    let mut start = BufReader::new(file.take((MAGIC.len() + 65) as u64));
    start.read_line(&mut line).map_err(|error| damaged(path, &error.to_string()))?;
    match line.strip_prefix(MAGIC) {
        Some(sum) => Ok(sum.trim_end().to_owned()),
        None if line.starts_with("claimgraph segment") => Err(newer(path)),
        None => Err(damaged(path, "no header")),
    }
}

/// The reports of a segment; its readings are not looked at.
pub(super) fn heads(path: &Path) -> Result<Vec<Head>, StoreError> {
    let damaged = |what: &str| damaged(path, what);
    let file = File::open(path)
        .map_err(|error| StoreError::about(path, format!("cannot be read: {error}")))?;
    let mut lines = BufReader::new(file);
    let mut line = Vec::new();
    for _ in 0..2 {
        line.clear();
        lines.read_until(b'\n', &mut line).map_err(|error| damaged(&error.to_string()))?;
        if line.starts_with(b"claimgraph segment") && !line.starts_with(MAGIC.as_bytes()) {
            return Err(newer(path));
        }
    }
    serde_json::from_slice(&line).map_err(|error| damaged(&error.to_string()))
}

/// The readings of a segment, if its checksum is right.
pub(super) fn read(path: &Path) -> Result<Vec<Reading>, StoreError> {
    let damaged = |what: &str| damaged(path, what);
    let bytes = fs::read(path)
        .map_err(|error| StoreError::about(path, format!("cannot be read: {error}")))?;
    let end = bytes.iter().position(|&byte| byte == b'\n').ok_or_else(|| damaged("no header"))?;
    let (header, body) = (&bytes[..end], &bytes[end + 1..]);
    let Some(sum) = header.strip_prefix(MAGIC.as_bytes()) else {
        let ours = header.starts_with(b"claimgraph segment");
        return Err(if ours { newer(path) } else { damaged("no header") });
    };
    if sum != sha256(body).as_bytes() {
        return Err(damaged("its checksum is wrong"));
    }
    let start = body.iter().position(|&byte| byte == b'\n').map_or(body.len(), |end| end + 1);
    let mut text = String::new();
    let mut gzip = GzDecoder::new(&body[start..]);
    gzip.read_to_string(&mut text).map_err(|error| damaged(&error.to_string()))?;
    let readings: Result<Vec<Reading>, _> = text.lines().map(serde_json::from_str).collect();
    let mut readings = readings.map_err(|error| damaged(&error.to_string()))?;
    let unknown =
        |reading: &&mut Reading| reading.sketches.is_empty() && reading.document.table.is_none();
    for reading in readings.iter_mut().filter(unknown) {
        // Older programs kept none.
        reading.sketches = sketches(&reading.text);
    }
    Ok(readings)
}

fn damaged(path: &Path, what: &str) -> StoreError {
    let advice = "put it back from a copy, or build the store anew";
    StoreError::about(path, format!("the file is damaged ({what}); {advice}"))
}

fn newer(path: &Path) -> StoreError {
    StoreError::about(path, "a newer Claimgraph wrote this; update Claimgraph to read it")
}
