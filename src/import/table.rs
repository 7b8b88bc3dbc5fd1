//! A table as its file has it: a header and rows of cells.

use std::collections::HashMap;
use std::path::Path;

use csv::StringRecord;

use super::ImportError;
use super::mapping::Mapping;
use crate::gazetteer::nearest;
use crate::model::Diagnostic;
use crate::read;

/// A header and rows.
#[derive(Debug)]
pub struct Table {
    /// The file, as it was named.
    pub path: String,
    /// What the encoding had to be guessed from, if it had.
    pub note: Option<Diagnostic>,
    pub(super) header: Vec<String>,
    /// The rows below the header that are not blank.
    pub(super) rows: Vec<Row>,
    pub(super) separator: u8,
}

/// One row below the header.
#[derive(Debug)]
pub struct Row {
    /// Its place among the rows, the header being the first (RFC 7111, section 2.1).
    pub number: u64,
    /// The line of the file that it begins in, from 1.
    pub line: u64,
    pub(super) cells: StringRecord,
}

/// A cell larger than this is no cell.
const LARGEST: usize = 1 << 20;

impl Table {
    /// Reads a table. Separator and encoding are found out unless the mapping says them.
    ///
    /// # Errors
    /// If the file cannot be read, is no text, or has no rows.
    pub fn open(path: &Path, mapping: Option<&Mapping>) -> Result<Table, ImportError> {
        let layout = mapping.map(|mapping| &mapping.layout);
        let label = layout.and_then(|layout| layout.encoding.as_deref());
        let (text, note) =
            read::table(path, label).map_err(|refusal| ImportError(refusal.to_string()))?;
        let path = path.display().to_string();
        let separator = layout.and_then(|layout| layout.separator);
        let table = Table { note, ..Table::parse(path, &text, separator)? };
        if table.rows.is_empty() {
            let hint = "its first line must name the columns, each other line is a row";
            return Err(ImportError::about(&table.path, format!("it has no rows; {hint}")));
        }
        Ok(table)
    }

    fn parse(path: String, text: &str, given: Option<u8>) -> Result<Table, ImportError> {
        let (said, skipped, text) = without_sep_line(text);
        let separator = given.or(said).unwrap_or_else(|| guess(text));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut records = reader.records();
        let fail = |error| ImportError::about(&path, format!("it is no table: {error}"));
        let header = records.next().transpose().map_err(fail)?.unwrap_or_default();
        let header: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
        let mut rows = Vec::new();
        let mut lines = Lines { text: text.as_bytes(), at: 0, line: skipped + 1 };
        for (number, record) in (skipped + 2..).zip(records) {
            let cells = record.map_err(fail)?;
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                let start = cells.position().map_or(0, csv::Position::byte);
                rows.push(Row { number, line: lines.of(start as usize), cells });
            }
        }
        Ok(Table { path, note: None, header, rows, separator })
    }

    /// The rows below the header that are not blank.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Where the columns of a mapping stand. Case makes no difference.
    pub(super) fn columns<'m>(
        &self,
        mapping: &'m Mapping,
    ) -> Result<HashMap<&'m str, usize>, ImportError> {
        let mut columns = HashMap::new();
        for (line, name) in mapping.columns() {
            let fail =
                |problem: String| ImportError::about(format!("{}:{line}", mapping.path), problem);
            let wanted = name.trim().to_lowercase();
            let mut found =
                (0..self.header.len()).filter(|&at| self.header[at].to_lowercase() == wanted);
            let Some(place) = found.next() else {
                return Err(fail(self.no_column(name)));
            };
            if found.next().is_some() {
                let hint = "give each its own name";
                return Err(fail(format!("{} has several columns `{name}`; {hint}", self.path)));
            }
            columns.insert(name, place);
        }
        Ok(columns)
    }

    fn no_column(&self, name: &str) -> String {
        let mut known: Vec<&str> = self.header.iter().map(String::as_str).collect();
        known.retain(|name| !name.is_empty());
        let hint = nearest(name, &known).unwrap_or_else(|| {
            let names = known.join("`, `");
            let names: String = names.chars().filter(|c| !c.is_control()).take(600).collect();
            format!("its first line has the columns `{names}`")
        });
        format!("{} has no column `{name}`; {hint}", self.path)
    }

    /// What is wrong with the form of a row.
    pub(super) fn fault(&self, row: &Row) -> Option<String> {
        let (cells, columns) = (row.cells.len(), self.header.len());
        if let Some(large) = row.cells.iter().find(|cell| cell.len() > LARGEST) {
            let size = large.len() >> 20;
            return Some(format!("a cell has {size} MB; a quotation mark may not be closed"));
        }
        let more = row.cells.iter().skip(columns).any(|cell| !cell.trim().is_empty());
        if cells >= columns && !more {
            return None;
        }
        let several = row.cells.iter().any(|cell| cell.contains('\n'));
        let separator = match self.separator {
            b'\t' => "a tab".to_owned(),
            other => format!("`{}`", char::from(other)),
        };
        let hint = match (several, more) {
            (true, _) => "a quotation mark may not be closed".to_owned(),
            (_, true) => format!("put a cell with {separator} between quotation marks"),
            (_, false) => "the row may be cut short".to_owned(),
        };
        Some(format!("has {cells} cells where the header has {columns}; {hint}"))
    }
}

/// Counts lines as one goes through a text.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line in which a record begins that is told to begin at `byte`: line ends and blank lines
    /// may stand before it. Bytes must come in their order.
    fn of(&mut self, byte: usize) -> u64 {
        while let Some(&letter) = self.text.get(self.at) {
            let is_end = matches!(letter, b'\n' | b'\r');
            if self.at >= byte && !is_end {
                break;
            }
            self.at += 1;
            // "\r\n" is one end.
            let goes_on = letter == b'\r' && self.text.get(self.at) == Some(&b'\n');
            self.line += u64::from(is_end && !goes_on);
        }
        self.line
    }
}

/// Excel may say the separator in a first line of its own: `sep=;`.
fn without_sep_line(text: &str) -> (Option<u8>, u64, &str) {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    let said = first.trim().to_ascii_lowercase();
    match said.strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) => (Some(*separator), 1, &text[first.len()..]),
        // The separator itself was trimmed away: a tab.
        Some([]) => (Some(b'\t'), 1, &text[first.len()..]),
        _ => (None, 0, text),
    }
}

/// What separates the cells of the header: whatever is most frequent there outside of quotes.
fn guess(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut quoted = false;
    for byte in text.trim_start().bytes().take(LARGEST) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(c, _)| *c == byte).for_each(|(_, count)| *count += 1),
        }
    }
    // The first of those that are equal.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.map_or(b',', |(separator, _)| *separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Table {
        Table::parse("t.csv".to_owned(), text, None).expect("a table")
    }

    #[test]
    fn the_separator_is_the_headers() {
        for (text, separator) in [
            ("a,b;c,d\n", b','),
            ("a;b;\"c,d,e,f\"\n1;2;3\n", b';'),
            ("a\tb,c\td\n", b'\t'),
            ("sep=;\na,b;c\n", b';'),
            ("alone\n", b','),
        ] {
            assert_eq!(parse(text).separator, separator, "{text}");
        }
    }

    #[test]
    fn rows_know_their_lines_whatever_cells_hold() {
        let table = parse("a,b\n1,\"x\ny\"\n\n,\n2,z\n");
        let places: Vec<(u64, u64)> = table.rows.iter().map(|row| (row.number, row.line)).collect();
        assert_eq!(places, [(2, 2), (4, 6)]);
        let table = parse("sep=,\r\na,b\r\n1,x\r\n");
        assert_eq!((table.rows[0].number, table.rows[0].line), (3, 3));
    }
}
