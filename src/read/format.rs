//! What a file's name says of it: its format, and the name of the report in it.

use std::path::{Path, PathBuf};

/// How a report is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Markdown,
    Html,
    Json,
    JsonLines,
}

/// Endings, each with its format. `.gz` may follow any of them.
const ENDINGS: [(&str, Format); 10] = [
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
];

impl Format {
    /// The format that the ending of a file's name stands for.
    pub(super) fn of(path: &Path) -> Option<Format> {
        let (_, ending) = parts(path)?;
        let known = |(name, _): &&(&str, Format)| ending.eq_ignore_ascii_case(name);
        ENDINGS.iter().find(known).map(|(_, format)| *format)
    }

    /// The format of a file whose name does not say: what is neither a page nor JSON is text.
    pub(super) fn sniff(bytes: &[u8]) -> Format {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let begins = |with: &str| {
            bytes.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with.as_bytes()))
        };
        if begins("<!doctype html") || begins("<html") {
            Format::Html
        } else if begins("{\"") {
            Format::JsonLines
        } else {
            Format::Text
        }
    }
}

/// The name of a report in a file: `news/x.html.gz` holds `x`.
pub(super) fn stem(path: &Path) -> String {
    parts(path).map_or_else(|| name(path), |(stem, _)| stem)
}

/// The files beside `path` that may hold its metadata.
pub(super) fn metadata_of(path: &Path) -> impl Iterator<Item = PathBuf> {
    beside(path, ["json"])
}

/// The reports beside `path`, a `.json` file, whose metadata it holds: then it is no report itself.
pub(super) fn described_by(path: &Path) -> impl Iterator<Item = PathBuf> {
    beside(path, ["txt", "text", "md", "markdown", "html", "htm", "xhtml"])
}

fn beside<const N: usize>(path: &Path, endings: [&str; N]) -> impl Iterator<Item = PathBuf> {
    let stem = stem(path);
    let names = endings.map(|ending| [format!("{stem}.{ending}"), format!("{stem}.{ending}.gz")]);
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    names.into_iter().flatten().map(move |name| folder.join(name)).filter(|path| path.is_file())
}

/// A file's name and ending, without `.gz`.
fn parts(path: &Path) -> Option<(String, String)> {
    let mut name = name(path);
    if name.to_ascii_lowercase().ends_with(".gz") {
        name.truncate(name.len() - 3);
    }
    let (stem, ending) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())?;
    Some((stem.to_owned(), ending.to_owned()))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
