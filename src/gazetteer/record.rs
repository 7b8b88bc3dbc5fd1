//! Reads the gazetteer's CSV files: one record a row, and every bad row told by file and line.
//!
//! The build script compiles this file too.

use std::fmt;
use std::path::Path;

/// The columns that a file may have, in the order in which the compact form keeps them.
pub(crate) const COLUMNS: [&str; 21] = [
    "id",
    "type",
    "name",
    "aliases",
    "demonyms",
    "parent",
    "located_in",
    "country",
    "capital",
    "iso2",
    "iso3",
    "sides",
    "roles",
    "domain",
    "owner",
    "lat",
    "lon",
    "population",
    "wikidata",
    "geonames",
    "source",
];

/// The types of the annotation guidelines; a row may have another that the ontology knows.
const TYPES: [&str; 17] = [
    "Militia",
    "StateForce",
    "ArmedGroup",
    "Party",
    "GovernmentBody",
    "Outlet",
    "InternationalBody",
    "Organization",
    "Official",
    "Person",
    "Country",
    "Province",
    "City",
    "BorderCrossing",
    "Base",
    "Site",
    "Region",
];

/// One row: a cell for each of [`COLUMNS`], empty where the file has no such column.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) cells: Vec<String>,
    pub(crate) file: String,
    pub(crate) line: u64,
}

impl Record {
    pub(crate) fn cell(&self, column: &str) -> &str {
        let index = COLUMNS.iter().position(|&known| known == column);
        index.map_or("", |index| &self.cells[index])
    }

    /// The parts of a cell between bars.
    pub(crate) fn parts(&self, column: &str) -> impl Iterator<Item = &str> {
        self.cell(column).split('|').map(str::trim).filter(|part| !part.is_empty())
    }
}

/// A row, or a file, that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// The file's name.
    pub file: String,
    /// The line in it; 0 if it is the file as a whole.
    pub line: u64,
    /// What is wrong.
    pub message: String,
    /// What to do about it, if there is a guess.
    pub hint: Option<String>,
}

impl fmt::Display for BadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, ": {}", self.message)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "; {hint}"))
    }
}

/// All CSV files of a folder in the order of their names, except the list of hazards.
pub(crate) fn read_folder(folder: &Path) -> Result<Vec<Record>, Vec<BadRow>> {
    let whole = |message: String| {
        vec![BadRow { file: folder.display().to_string(), line: 0, message, hint: None }]
    };
    let entries =
        std::fs::read_dir(folder).map_err(|error| whole(format!("cannot be read: {error}")))?;
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
    paths.retain(|path| !matches!(name_of(path).as_str(), "alias_hazards.csv" | "descriptors.csv"));
    paths.sort();
    if paths.is_empty() {
        return Err(whole("has no .csv file".to_owned()));
    }
    let (mut records, mut bad) = (Vec::new(), Vec::new());
    for path in &paths {
        read_file(path, &mut records, &mut bad);
    }
    if bad.is_empty() { Ok(records) } else { Err(bad) }
}

fn read_file(path: &Path, records: &mut Vec<Record>, bad: &mut Vec<BadRow>) {
    let file = name_of(path);
    let mut told = |line: u64, message: String, hint: Option<String>| {
        bad.push(BadRow { file: file.clone(), line, message, hint });
    };
    let mut reader =
        match csv::ReaderBuilder::new().comment(Some(b'#')).flexible(true).from_path(path) {
            Ok(reader) => reader,
            Err(error) => return told(0, format!("cannot be read: {error}"), None),
        };
    let header = match reader.headers() {
        Ok(header) => header.clone(),
        Err(error) => return told(1, format!("cannot be read: {error}"), None),
    };
    let mut columns = Vec::new();
    for name in header.iter().map(|name| name.trim().trim_start_matches('\u{feff}')) {
        let column = COLUMNS.iter().position(|&known| known == name);
        if column.is_none() {
            told(
                1,
                format!("there is no column `{name}`"),
                nearest(name, &COLUMNS)
                    .or_else(|| Some(format!("the columns are {}", COLUMNS.join(", ")))),
            );
        }
        columns.push(column);
    }
    if columns.contains(&None) {
        return;
    }
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(error) => {
                told(
                    error.position().map_or(0, csv::Position::line),
                    "is no UTF-8 CSV".to_owned(),
                    None,
                );
                continue;
            }
        };
        let line = row.position().map_or(0, csv::Position::line);
        if row.len() != columns.len() {
            told(
                line,
                format!("has {} cells where the header has {}", row.len(), columns.len()),
                Some("put quotes around a cell that has a comma".to_owned()),
            );
            continue;
        }
        let mut cells = vec![String::new(); COLUMNS.len()];
        for (cell, column) in row.iter().zip(columns.iter().flatten()) {
            cells[*column] = cell.trim().to_owned();
        }
        let record = Record { cells, file: file.clone(), line };
        match fault(&record) {
            Some((message, hint)) => told(line, message, hint),
            None => records.push(record),
        }
    }
}

/// What is wrong with a row, and a guess at what is meant.
fn fault(record: &Record) -> Option<(String, Option<String>)> {
    for column in ["id", "type", "name"] {
        if record.cell(column).is_empty() {
            return Some((format!("has no {column}"), None));
        }
    }
    let id = record.cell("id");
    if !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        let better: String = id
            .to_lowercase()
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        return Some((
            format!("the id `{id}` has other characters than a-z, 0-9 and -"),
            Some(format!("write `{better}`")),
        ));
    }
    let kind = record.cell("type");
    if !TYPES.contains(&kind)
        && let Some(hint) = nearest(kind, &TYPES)
    {
        return Some((format!("unknown type `{kind}`"), Some(hint)));
    }
    for (column, limit) in [("lat", 90.0), ("lon", 180.0)] {
        let cell = record.cell(column);
        if !cell.is_empty() && !cell.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= limit) {
            return Some((
                format!("the {column} `{cell}` is no number of degrees"),
                Some("write decimal degrees, as in 33.75".to_owned()),
            ));
        }
    }
    let population = record.cell("population");
    if !population.is_empty() && population.parse::<u64>().is_err() {
        return Some((format!("the population `{population}` is no whole number"), None));
    }
    None
}

/// "did you mean …", when a known word is two letters away or fewer.
pub(crate) fn nearest(word: &str, known: &[&str]) -> Option<String> {
    let lower = word.to_lowercase();
    let near =
        known.iter().map(|&other| (letters_apart(&lower, &other.to_lowercase()), other)).min()?;
    (near.0 <= 2).then(|| format!("did you mean `{}`?", near.1))
}

/// How many letters must be put in, left out or changed.
fn letters_apart(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for j in 0..b.len() {
            let change = corner + usize::from(x != b[j]);
            corner = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
