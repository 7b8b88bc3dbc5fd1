//! What a row says where the mapping asks.

use std::collections::HashMap;

use super::mapping::{Condition, Value};
use super::table::Row;

/// The cells of one row by the names of their columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells<'a> {
    pub(super) row: &'a Row,
    pub(super) columns: &'a HashMap<&'a str, usize>,
    /// Cells that say nothing.
    pub(super) absent: &'a [String],
}

impl<'a> Cells<'a> {
    /// A cell without the blanks around it; none if it says nothing.
    pub(super) fn cell(self, column: &str) -> Option<&'a str> {
        let cell = self.row.cells.get(*self.columns.get(column)?)?.trim();
        let said = !cell.is_empty() && !self.absent.iter().any(|absent| absent.trim() == cell);
        said.then_some(cell)
    }

    /// The word that a value gives; none if its cell says nothing.
    ///
    /// # Errors
    /// If the mapping does not know what the cell stands for.
    pub(super) fn word(self, value: &Value) -> Result<Option<String>, String> {
        let Some(column) = &value.column else { return Ok(value.fixed.clone()) };
        match self.cell(column) {
            Some(cell) => value.of(cell, column),
            None => Ok(None),
        }
    }

    /// The same of a value that need not be there.
    pub(super) fn maybe(self, value: Option<&Value>) -> Result<Option<String>, String> {
        value.map_or(Ok(None), |value| self.word(value))
    }

    /// Whether the row is as all conditions want it.
    pub(super) fn meets(self, conditions: &[Condition]) -> bool {
        conditions.iter().all(|condition| {
            let cell = self.cell(&condition.column).unwrap_or_default();
            let is_one = condition.values.iter().any(|value| is_same(value, cell));
            // Of a cell that says nothing, nothing else is known either.
            if condition.not { !is_one && !cell.is_empty() } else { is_one }
        })
    }
}

impl Value {
    /// What a cell stands for; none for nothing.
    ///
    /// # Errors
    /// If that is not known.
    pub(super) fn of(&self, cell: &str, column: &str) -> Result<Option<String>, String> {
        let known = self.values.iter().find(|(from, _)| is_same(from, cell)).map(|(_, to)| to);
        let word = match known.or(self.otherwise.as_ref()) {
            Some(word) => word.clone(),
            None if self.open => cell.to_owned(),
            None => {
                let known: Vec<&str> = self.values.iter().map(|(from, _)| from.as_str()).collect();
                let known: String = known.join("`, `").chars().take(300).collect();
                return Err(format!(
                    "the mapping does not know `{}` in the column `{column}`; it \
                     knows `{known}`",
                    shortened(cell)
                ));
            }
        };
        Ok(Some(word).filter(|word| !word.is_empty()))
    }
}

/// Whether two cells are equal but for case and blanks.
fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    a == b || a.to_lowercase() == b.to_lowercase()
}

/// A cell as messages show it.
pub(super) fn shortened(cell: &str) -> String {
    let line: String = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().filter(|c| !c.is_control()).take(60).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}
