//! Reads reports from files, folders, globs and standard input.
//!
//! | ending | what the report's text is |
//! |---|---|
//! | `.txt` `.text` | the file as it is, without a byte order mark |
//! | `.md` `.markdown` | the file without its front matter; other markup stays |
//! | `.html` `.htm` `.xhtml` | the article in the page, its paragraphs separated by blank lines |
//! | `.json` | the field `text` of an object, or of each object in an array |
//! | `.jsonl` `.ndjson`, standard input | the field `text` of each line |
//!
//! Each may be gzipped (`.gz`). `NAME.json` beside `NAME.txt`, `.md` or `.html` holds the metadata
//! of that report. Where metadata are silent, a page's own tags are asked, then the first lines of
//! the text (`opening.rs`); nothing is guessed. Encodings are detected (`decode.rs`).
//!
//! What cannot be read is a [`Refusal`], and the others are read all the same:
//!
//! ```
//! let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/read/wire");
//! let mut titles = Vec::new();
//! for report in claimgraph::read::reports(&[folder])? {
//!     match report {
//!         Ok(report) => titles.push(report.title.unwrap_or(report.id)),
//!         Err(refusal) => eprintln!("refused: {refusal}"),
//!     }
//! }
//! assert_eq!(titles, ["Fighters cross at Mehran", "Convoy seen near Zurbatiyah"]);
//! # Ok::<(), claimgraph::read::Error>(())
//! ```

mod bytes;
mod claimed;
mod date;
mod dateline;
mod decode;
mod format;
mod html;
mod json;
mod length;
mod markdown;
mod metadata;
mod opening;
mod refusal;
mod source;
mod sources;
mod table;

use std::path::Path;

pub(crate) use length::of_a_length;
pub use refusal::{Error, Refusal};
pub use source::{Reports, Source};
pub use sources::sources;
pub(crate) use table::{date, table};

use crate::model::Report;

/// Reads every report in `inputs`, one file at a time, in the order of [`sources()`].
///
/// # Errors
///
/// When the inputs cannot be listed, see [`sources()`]. What is wrong with a single file or line
/// comes as a [`Refusal`] among the reports.
pub fn reports<P: AsRef<Path>>(
    inputs: &[P],
) -> Result<impl Iterator<Item = Result<Report, Refusal>> + Send + use<P>, Error> {
    Ok(sources(inputs)?.into_iter().flat_map(|source| source.read()))
}

/// Reads the reports in JSON Lines that are in memory; `name` says where they come from.
pub fn lines(bytes: Vec<u8>, name: &str) -> Reports {
    let name = name.to_owned();
    let reports = json::lines(Box::new(std::io::Cursor::new(bytes)), name.clone(), None);
    Box::new(reports.map(move |report| report.map_err(|refusal| refusal.of(&name))))
}
