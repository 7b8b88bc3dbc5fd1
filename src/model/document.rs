//! One report read: what it is, the entities it names, the claims it makes.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Claim, Entity, Report, Sketch, or_default, sketches};

/// One line of `claimgraph extract`, and one annotated report.
///
/// Fields that it does not know are passed over when reading. When writing, the order of the
/// fields is fixed, and `title`, `publisher`, `published` and `url` are there even when unknown.
///
/// ```
/// use claimgraph::model::Document;
///
/// let line = r#"{"id": "a", "reader": "Ada", "entities": [{"key": "kh", "name": "Kataib Hezbollah"}]}"#;
/// let document: Document = serde_json::from_str(line)?;
/// assert_eq!(document.entities[0].name, "Kataib Hezbollah");
/// assert!(document.claims.is_empty());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The report's name: given, or that of its file without the ending.
    #[serde(default, deserialize_with = "or_default")]
    pub id: String,
    /// The file that it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Its headline.
    #[serde(default)]
    pub title: Option<String>,
    /// The outlet, organization or person that published it.
    #[serde(default)]
    pub publisher: Option<String>,
    /// The day of publication, as in `2026-01-06`.
    #[serde(default)]
    pub published: Option<String>,
    /// Where it stands on the web.
    #[serde(default)]
    pub url: Option<String>,
    /// The table whose rows it is, if it is of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<TableVersion>,
    /// What it names.
    #[serde(default, deserialize_with = "or_default")]
    pub entities: Vec<Entity>,
    /// What it claims.
    #[serde(default, deserialize_with = "or_default")]
    pub claims: Vec<Claim>,
    /// Its publisher and those who are said to say something, as the graph knows them; their key is
    /// kind and name: `outlet:Reuters`.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub tellers: Vec<Entity>,
    /// What the reader noticed on the way.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Diagnostic>,
}

/// A report with what was read in it: all that the graph is made of, and all that a store keeps.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// What the report is called in the graph.
    pub iri: String,
    /// SHA-256 of the text's UTF-8, in hexadecimal.
    pub sha256: String,
    /// The language it says it is in, as in `en` or `ar-IQ`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The report that it is a later version of, where somebody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revises: Option<String>,
    /// What it says; empty where claims came without their text.
    pub text: String,
    /// What its copies are known by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sketches: Vec<Sketch>,
    /// What was read in it.
    pub document: Document,
}

impl Reading {
    /// What was read in a report that is called `iri`.
    ///
    /// Where the file lies is no part of it, so that it is the same on every machine.
    pub fn new(iri: String, report: Report, document: Document) -> Reading {
        let Report { sha256, language, text, .. } = report;
        // Rows that look alike are no copies of each other, and a table says itself whom it cites.
        let sketches = if document.table.is_some() { Vec::new() } else { sketches(&text) };
        let document = Document { path: None, ..document };
        Reading { iri, sha256, language, revises: None, text, sketches, document }
    }

    /// The day of publication; none if it is not known, or is no day.
    pub fn published(&self) -> Option<Date> {
        self.document.published.as_deref()?.parse().ok()
    }

    /// What people call the report: publisher, title or id, and day, as far as they are known.
    pub fn name(&self) -> String {
        let Document { publisher, title, published, id, .. } = &self.document;
        let title = title.as_deref().unwrap_or(id);
        let parts = [publisher.as_deref(), Some(title), published.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// One version of a table. A large table is several reports, which share it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TableVersion {
    /// What all versions of the table share: its address on the web, or else the name of its file.
    pub table: String,
    /// SHA-256 of what its rows say, in any order, and of the mapping; in hexadecimal.
    pub version: String,
    /// How many versions of the same day were there before this one.
    #[serde(default)]
    pub revision: u32,
}

/// Something that was noticed in a text; the run goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What was noticed, in the reader's words.
    pub message: String,
    /// Where it begins in the text, in code points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// Where it ends, exclusive, in code points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    /// What might be done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// How bad something that was noticed is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Something may have been misread.
    Warning,
    /// Something could not be read.
    Error,
}
