//! A row as evidence quotes it: the cells that were read, each behind the name of its column.

use std::collections::BTreeSet;
use std::ops::Range;

use super::table::{Row, Table};
use crate::model::Mention;

/// One line of a report's text.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// "date: 2026-01-06 | group: Kataib Hezbollah".
    pub(super) text: String,
    /// The columns in it, each with the bytes of its cell.
    cells: Vec<(usize, Range<usize>)>,
}

impl Line {
    /// The cells of a row in these columns, in their order; blank ones are left out.
    pub(super) fn of(row: &Row, table: &Table, columns: &BTreeSet<usize>) -> Line {
        let mut line = Line::default();
        for &column in columns {
            let words: Vec<&str> =
                row.cells.get(column).unwrap_or_default().split_whitespace().collect();
            if words.is_empty() {
                continue;
            }
            if !line.text.is_empty() {
                line.text.push_str(" | ");
            }
            let name: Vec<&str> = table.header[column].split_whitespace().collect();
            line.text.push_str(&name.join(" "));
            line.text.push_str(": ");
            let start = line.text.len();
            line.text.push_str(&words.join(" "));
            line.cells.push((column, start..line.text.len()));
        }
        line
    }

    /// Where a column's cell names something; the whole line where no cell does.
    pub(super) fn mention(&self, column: Option<usize>, name: &str) -> Mention {
        let cell = self.cells.iter().find(|(other, _)| Some(*other) == column);
        let place = cell.map_or(0..self.text.len(), |(_, cell)| {
            let found = self.text[cell.clone()].find(name).map(|at| cell.start + at);
            found.map_or(cell.clone(), |start| start..start + name.len())
        });
        let start = self.text[..place.start].chars().count();
        let text = self.text[place].to_owned();
        Mention { start, end: start + text.chars().count(), text }
    }
}

/// Cells of a row as a fragment identifier: `cell=12,3;12,5-12,7` are the third and the fifth to seventh
/// cell of row 12, where the header is row 1 (<https://www.rfc-editor.org/rfc/rfc7111#section-2.3>).
pub(super) fn fragment(row: u64, columns: &BTreeSet<usize>) -> String {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for column in columns.iter().map(|column| column + 1) {
        match runs.last_mut() {
            Some(run) if run.end == column => run.end += 1,
            _ => runs.push(column..column + 1),
        }
    }
    let runs = runs.into_iter().map(|run| match run.len() {
        1 => format!("{row},{}", run.start),
        _ => format!("{row},{}-{row},{}", run.start, run.end - 1),
    });
    format!("cell={}", runs.collect::<Vec<_>>().join(";"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_cells_are_a_range() {
        assert_eq!(fragment(12, &BTreeSet::from([2, 4, 5, 6])), "cell=12,3;12,5-12,7");
        assert_eq!(fragment(2, &BTreeSet::from([0])), "cell=2,1");
    }
}
