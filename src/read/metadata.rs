//! What is known of a report besides its text, and which of two sources is believed.

use std::path::Path;

use serde_json::{Map, Value};

use super::date::{self, Day};
use super::format::stem;
use crate::model::{Diagnostic, Report, Severity};

/// What one source (a `.json`, a page's tags, the first lines of the text) says of a report.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Metadata {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// A year or a month (`2026`, `2026-01`), where no day is given.
    pub(super) period: Option<String>,
    /// The day in a dateline without its year.
    pub(super) day: Option<Day>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Metadata {
    /// The fields of a JSON object; others are passed over.
    pub(super) fn from_json(object: &Map<String, Value>) -> Metadata {
        let mut metadata = Metadata::default();
        for name in ["id", "title", "publisher", "published", "url", "language"] {
            match object.get(name) {
                None | Some(Value::Null) => {}
                Some(Value::String(value)) => metadata.set(name, value),
                Some(Value::Number(value)) => metadata.set(name, &value.to_string()),
                Some(_) => metadata.warn(format!("`{name}` is not a string and was passed over")),
            }
        }
        metadata
    }

    /// Sets the field that is called `name` where reports are written down.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        let value = value.trim();
        let field = match name {
            "id" => &mut self.id,
            "title" => &mut self.title,
            "publisher" => &mut self.publisher,
            "url" => &mut self.url,
            "language" => &mut self.language,
            _ => return self.set_published(value),
        };
        *field = Some(value.to_owned()).filter(|value| !value.is_empty());
    }

    fn set_published(&mut self, value: &str) {
        self.published = date::parse(value);
        let is_period = value.len() >= 4 && value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if self.published.is_none() && is_period {
            self.period = Some(value.to_owned());
        } else if self.published.is_none() && !value.is_empty() {
            self.warn(format!("`published` is no date that can be read: \"{value}\""));
        }
    }

    fn warn(&mut self, message: String) {
        let hint = message.starts_with("`published`").then(|| "write it as 2026-01-06".to_owned());
        let severity = Severity::Warning;
        self.diagnostics.push(Diagnostic { severity, message, start: None, end: None, hint });
    }

    /// These metadata, and where they are silent those of a source that is believed less.
    pub(super) fn or(mut self, weaker: Metadata) -> Metadata {
        self.diagnostics.extend(weaker.diagnostics);
        Metadata {
            id: self.id.or(weaker.id),
            title: self.title.or(weaker.title),
            publisher: self.publisher.or(weaker.publisher),
            published: self.published.or(weaker.published),
            url: self.url.or(weaker.url),
            language: self.language.or(weaker.language),
            period: self.period.or(weaker.period),
            day: self.day.or(weaker.day),
            diagnostics: self.diagnostics,
        }
    }

    /// The same, with something that was noticed while reading.
    pub(super) fn noting(mut self, note: Option<Diagnostic>) -> Metadata {
        self.diagnostics.extend(note);
        self
    }

    /// The report in a file.
    pub(super) fn report(self, path: &Path, text: String) -> Report {
        let report = Report::new(stem(path), text);
        self.complete(Report { path: Some(path.display().to_string()), ..report })
    }

    /// Fills in what is known of a report.
    pub(super) fn complete(mut self, report: Report) -> Report {
        let within = self.day.zip(self.period.as_deref());
        let published = within.and_then(|(day, period)| date::complete(day, period));
        self.published = self.published.or(published);
        if let (None, Some(period)) = (&self.published, &self.period) {
            self.warn(format!("`published` is no day and was passed over: \"{period}\""));
        }
        Report {
            id: self.id.unwrap_or(report.id),
            title: self.title,
            publisher: self.publisher,
            published: self.published,
            url: self.url,
            language: self.language,
            diagnostics: self.diagnostics,
            ..report
        }
    }
}
