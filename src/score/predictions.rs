//! What some reader made of the reports: JSON Lines, as `claimgraph extract` prints them.

use std::collections::HashMap;
use std::io::{self, BufRead};
use std::path::Path;

use serde_json::Value;

use super::{GoldSet, Unreadable};
use crate::model::Document;

/// Documents that were read, and the report that each is of.
#[derive(Debug, Default)]
pub struct Predictions {
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    /// What the line may be called: the names in its `id`, `path` and `source`, in that order.
    names: Vec<String>,
    document: Document,
}

impl Predictions {
    /// Reads one document a line; lines that are none are given to `refuse`, the others count.
    pub fn read(
        path: &Path,
        input: impl BufRead,
        mut refuse: impl FnMut(Unreadable),
    ) -> io::Result<Predictions> {
        let mut predictions = Predictions::default();
        for (number, line) in input.split(b'\n').enumerate() {
            let line = line?;
            if line.trim_ascii().is_empty() {
                continue;
            }
            match Line::read(&line) {
                Ok(line) => predictions.lines.push(line),
                Err(error) => refuse(Unreadable {
                    path: path.to_owned(),
                    line: Some(number + 1),
                    problem: error.to_string(),
                }),
            }
        }
        Ok(predictions)
    }

    /// The documents that are of a report of this set; the last one, where there are several.
    pub fn of<'a>(&'a self, set: &'a GoldSet) -> HashMap<&'a str, &'a Document> {
        let reports: HashMap<&str, &str> =
            set.reports.iter().map(|report| (&*report.name, &*report.name)).collect();
        let report_of = |line: &Line| line.names.iter().find_map(|name| reports.get(&**name));
        self.lines.iter().filter_map(|line| Some((*report_of(line)?, &line.document))).collect()
    }
}

impl Line {
    fn read(bytes: &[u8]) -> serde_json::Result<Line> {
        let value: Value = serde_json::from_slice(bytes)?;
        let names = ["id", "path", "source"].into_iter().filter_map(|key| named(&value, key));
        Ok(Line { names: names.collect(), document: serde_json::from_value(value)? })
    }
}

/// The report's name in one of the fields that may hold it, at the top or under `report`.
fn named(value: &Value, key: &str) -> Option<String> {
    let places = [value.get(key), value.get("report").and_then(|report| report.get(key))];
    let mut names = places.into_iter().flatten().filter_map(Value::as_str);
    names.find(|name| !name.is_empty()).map(|name| stem(name).to_owned())
}

/// The last part of a path without its ending, as Python's `PurePath.stem` has it.
fn stem(path: &str) -> &str {
    let name = path.split('/').rfind(|part| !matches!(*part, "" | ".")).unwrap_or_default();
    match name.rfind('.') {
        Some(dot) if dot > 0 && dot + 1 < name.len() => &name[..dot],
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn the_name_of_a_report_is_its_files() {
        let cases = [
            ("a/b.txt", "b"),
            ("b", "b"),
            ("b.v2.txt", "b.v2"),
            ("a/b/", "b"),
            ("a/b.", "b."),
            (".b", ".b"),
            ("..", ".."),
            ("/", ""),
        ];
        for (path, name) in cases {
            assert_eq!(stem(path), name, "{path}");
        }
    }
}
