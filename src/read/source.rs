//! One file with reports, or standard input: listed, not yet read.

use std::fmt;
use std::io::{self, BufReader, Cursor};
use std::path::{Path, PathBuf};

use super::format::{Format, metadata_of, stem};
use super::metadata::Metadata;
use super::refusal::Refusal;
use super::{bytes, decode, html, json, markdown, opening};
use crate::model::Report;

/// The reports of one [`Source`], read as they are asked for.
pub type Reports = Box<dyn Iterator<Item = Result<Report, Refusal>> + Send>;

/// One file with reports, or standard input. Sources can be read in any order, and in parallel.
#[derive(Debug, Clone)]
pub struct Source {
    path: PathBuf,
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    File,
    StandardInput,
    /// A folder that could not be looked into, for this reason.
    Unlisted(String),
}

impl Source {
    pub(super) fn file(path: PathBuf) -> Source {
        Source { path, kind: Kind::File }
    }

    pub(super) fn standard_input() -> Source {
        Source { path: PathBuf::from("-"), kind: Kind::StandardInput }
    }

    pub(super) fn unlisted(path: PathBuf, error: &walkdir::Error) -> Source {
        let reason = match error.io_error() {
            Some(error) => format!("the folder cannot be read: {error}"),
            None => "a link in it leads back to it".to_owned(),
        };
        Source { path, kind: Kind::Unlisted(reason) }
    }

    /// The file's path as it was named; `-` is standard input.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is one of those that are read report by report: JSON Lines.
    pub fn holds_many(&self) -> bool {
        match self.kind {
            Kind::StandardInput => true,
            Kind::File => Format::of(&self.path) == Some(Format::JsonLines),
            Kind::Unlisted(_) => false,
        }
    }

    /// Reads it. JSON Lines are read line by line, anything else is one file in memory at most.
    pub fn read(&self) -> Reports {
        let name = self.to_string();
        let reports = match &self.kind {
            Kind::Unlisted(reason) => Err(Refusal::because(reason.as_str())),
            Kind::StandardInput => Ok(read_standard_input()),
            Kind::File => read_file(&self.path),
        };
        match reports {
            Ok(reports) => Box::new(reports.map(move |report| report.map_err(|r| r.of(&name)))),
            Err(refusal) => one(Err(refusal.of(&name))),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::StandardInput => f.write_str("standard input"),
            _ => self.path.display().fmt(f),
        }
    }
}

fn read_standard_input() -> Reports {
    match bytes::unzipped(BufReader::new(io::stdin())) {
        Ok(reader) => json::lines(reader, "stdin".to_owned(), None),
        Err(error) => one(Err(error.into())),
    }
}

fn read_file(path: &Path) -> Result<Reports, Refusal> {
    let reader = bytes::open(path)?;
    let format = Format::of(path);
    let named = path.display().to_string();
    if format == Some(Format::JsonLines) {
        return Ok(json::lines(reader, stem(path), Some(named)));
    }
    let bytes = bytes::whole(reader)?;
    match format.unwrap_or_else(|| Format::sniff(&bytes)) {
        Format::JsonLines => Ok(json::lines(Box::new(Cursor::new(bytes)), stem(path), Some(named))),
        Format::Json => json::file(bytes, stem(path), named),
        Format::Text => read_text(path, bytes).map(|report| one(Ok(report))),
        Format::Markdown => read_markdown(path, bytes).map(|report| one(Ok(report))),
        Format::Html => read_page(path, bytes).map(|report| one(Ok(report))),
    }
}

fn read_text(path: &Path, bytes: Vec<u8>) -> Result<Report, Refusal> {
    let (text, note) = decode::text(bytes)?;
    let known = given(path)?.or(opening::of_text(&text));
    Ok(known.noting(note).report(path, text))
}

fn read_markdown(path: &Path, bytes: Vec<u8>) -> Result<Report, Refusal> {
    let (file, note) = decode::text(bytes)?;
    let (front, text) = markdown::front_matter(&file);
    if text.trim().is_empty() {
        return Err(Refusal::because("it has front matter but no text"));
    }
    let known = given(path)?.or(front).or(opening::of_markdown(text));
    Ok(known.noting(note).report(path, text.to_owned()))
}

fn read_page(path: &Path, bytes: Vec<u8>) -> Result<Report, Refusal> {
    let (source, note) = decode::page(bytes)?;
    let (text, own) = html::article(&source)?;
    let known = given(path)?.or(own).or(opening::of_article(&text));
    Ok(known.noting(note).report(path, text))
}

/// The metadata in the `.json` beside a report; none if there is no such file.
fn given(path: &Path) -> Result<Metadata, Refusal> {
    let Some(beside) = metadata_of(path).next() else {
        return Ok(Metadata::default());
    };
    let object = bytes::open(&beside).and_then(bytes::whole).and_then(json::object);
    let object = object.map_err(|refusal| {
        let reason =
            format!("its metadata in {} cannot be read: {}", beside.display(), refusal.reason);
        Refusal::because(reason).with_hint("correct that file, or move it away")
    })?;
    Ok(Metadata::from_json(&object))
}

fn one(report: Result<Report, Refusal>) -> Reports {
    Box::new(std::iter::once(report))
}
