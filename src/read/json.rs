//! Reads reports in JSON: an object, an array of objects, or an object a line.

use std::io::{BufRead, Read};

use serde_json::{Map, Value};

use super::bytes::{LIMIT, Reader, too_large, unreadable};
use super::metadata::Metadata;
use super::refusal::Refusal;
use super::source::Reports;
use super::{claimed, decode, opening};
use crate::model::{Report, sha256};

/// The reports of a `.json` file; those of an array are named after their place in it.
pub(super) fn file(bytes: Vec<u8>, stem: String, path: String) -> Result<Reports, Refusal> {
    let (text, _) = decode::text(bytes)?;
    match serde_json::from_str(&text) {
        Ok(Value::Array(values)) => {
            Ok(Box::new(values.into_iter().enumerate().map(move |(at, value)| {
                let place = |refusal: Refusal| Refusal {
                    reason: format!("element {}: {}", at + 1, refusal.reason),
                    ..refusal
                };
                report(value, format!("{stem}-{}", at + 1), Some(&path)).map_err(place)
            })))
        }
        Ok(value) => Ok(Box::new(std::iter::once(report(value, stem, Some(&path))))),
        // Many tools name JSON Lines `.json`: the first line then is JSON of its own.
        Err(_) if text.lines().next().is_some_and(|line| parse(line).is_ok()) => {
            Ok(lines(Box::new(std::io::Cursor::new(text)), stem, Some(path)))
        }
        Err(error) => Err(not_json(&error, &text)),
    }
}

/// A file that is one JSON object.
pub(super) fn object(bytes: Vec<u8>) -> Result<Map<String, Value>, Refusal> {
    let (text, _) = decode::text(bytes)?;
    parse(&text)
}

/// The reports in JSON Lines, one after the other; a broken line is refused, the others are read.
pub(super) fn lines(reader: Reader, stem: String, path: Option<String>) -> Reports {
    Box::new(Lines { reader, stem, path, number: 0, found: false, ended: false })
}

struct Lines {
    reader: Reader,
    stem: String,
    path: Option<String>,
    number: usize,
    found: bool,
    ended: bool,
}

impl Iterator for Lines {
    type Item = Result<Report, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let line = match self.line() {
                Ok(line) if line.is_empty() => break,
                Ok(line) => line,
                Err(refusal) => {
                    // What follows cannot be told from what is broken.
                    self.ended = true;
                    return Some(Err(refusal.at_line(self.number)));
                }
            };
            if !line.trim_ascii().is_empty() {
                self.found = true;
                return Some(self.report(&line).map_err(|refusal| refusal.at_line(self.number)));
            }
        }
        let empty = !self.found && !self.ended;
        self.ended = true;
        empty.then(|| Err(Refusal::because("it is empty")))
    }
}

impl Lines {
    /// The next line with its end; without anything after the last.
    fn line(&mut self) -> Result<Vec<u8>, Refusal> {
        let mut line = Vec::new();
        let mut limited = self.reader.by_ref().take(LIMIT + 1);
        let read = limited.read_until(b'\n', &mut line);
        self.number += usize::from(!line.is_empty() || read.is_err());
        read.map_err(unreadable)?;
        if line.len() as u64 > LIMIT {
            return Err(too_large("the line"));
        }
        if self.number == 1 && (line.starts_with(b"\xff\xfe") || line.starts_with(b"\xfe\xff")) {
            line = self.recoded(line)?;
        }
        Ok(line)
    }

    /// Windows writes UTF-16, in which lines cannot be told before all is decoded.
    fn recoded(&mut self, mut bytes: Vec<u8>) -> Result<Vec<u8>, Refusal> {
        self.reader.by_ref().take(LIMIT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > LIMIT {
            return Err(too_large("it").with_hint("save it as UTF-8"));
        }
        let (text, _) = decode::text(bytes)?;
        self.reader = Box::new(std::io::Cursor::new(text));
        let mut line = Vec::new();
        self.reader.read_until(b'\n', &mut line).map_err(unreadable)?;
        Ok(line)
    }

    fn report(&self, line: &[u8]) -> Result<Report, Refusal> {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        let line = std::str::from_utf8(line.trim_ascii()).map_err(|error| {
            let at = error.valid_up_to() + 1;
            Refusal::because(format!("not UTF-8 at byte {at} of the line"))
                .with_hint("JSON Lines are UTF-8: write the file so")
        })?;
        let id = format!("{}-{}", self.stem, self.number);
        report(Value::Object(parse(line)?), id, self.path.as_deref())
    }
}

/// The report that a JSON value is; `id` and `path` are its own only if it names none.
fn report(value: Value, id: String, path: Option<&str>) -> Result<Report, Refusal> {
    let Value::Object(object) = value else {
        return Err(not_an_object());
    };
    let claimed = object.get("claims").is_some_and(Value::is_array);
    let text = match object.get("text") {
        Some(Value::String(text)) if !text.trim().is_empty() => text.clone(),
        _ if claimed => String::new(),
        Some(Value::String(_)) => return Err(Refusal::because("its `text` is empty")),
        Some(_) => return Err(Refusal::because("its `text` is not a string")),
        None => {
            return Err(Refusal::because("it has no `text`").with_hint(
                "a report is an object with `text` and, if known, `id`, `title`, `publisher`, \
                 `published`, `url` and `language`",
            ));
        }
    };
    // Claims that somebody read stand with the metadata that they knew: nothing is added.
    let opening = if claimed { Metadata::default() } else { opening::of_text(&text) };
    let metadata = Metadata::from_json(&object).or(opening);
    let string = |name| object.get(name).and_then(Value::as_str).map(str::to_owned);
    let mut report = metadata.complete(Report::new(id, text));
    report.path = string("path").or_else(|| path.map(str::to_owned));
    if report.text.is_empty() {
        let named = string("sha256").filter(|hash| is_hash(hash));
        report.sha256 =
            named.unwrap_or_else(|| sha256(Value::from(object.clone()).to_string().as_bytes()));
    }
    if claimed {
        report.document = Some(claimed::document(Value::Object(object), &report)?);
    }
    Ok(report)
}

fn parse(text: &str) -> Result<Map<String, Value>, Refusal> {
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(not_an_object()),
        Err(error) => Err(not_json(&error, text)),
    }
}

fn not_an_object() -> Refusal {
    Refusal::because("it is JSON, but not an object")
        .with_hint("a report is an object with the field `text`")
}

fn not_json(error: &serde_json::Error, text: &str) -> Refusal {
    let (line, column) = (error.line(), error.column());
    let place = format!(" at line {line} column {column}");
    let problem = error.to_string().replace(&place, "");
    // Of a JSON Lines file, the refusal says the line.
    let place = if text.contains('\n') { place } else { format!(" at column {column}") };
    Refusal::because(format!("it is not JSON: {problem}{place}"))
        .with_hint("JSON Lines have one whole object a line, as `jq -c` writes them")
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
