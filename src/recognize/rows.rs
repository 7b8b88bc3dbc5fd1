//! The rows of the tables under `data/lexicon/`: three columns, tabs between them.

use std::fmt;

use super::EntityType;

/// A row of a table: three cells, the rest of the line in the last of them.
pub(super) struct Row<'a> {
    table: &'static str,
    line: usize,
    pub(super) cells: [&'a str; 3],
}

impl Row<'_> {
    pub(super) fn entity_type(&self, name: &str) -> Result<EntityType, LexiconError> {
        EntityType::named(name).ok_or_else(|| self.error(format!("no such type: {name}")))
    }

    /// `City=1.2`, or `person=0.6` for all types of people.
    pub(super) fn scores(&self, cell: &str) -> Result<Vec<(EntityType, f32)>, LexiconError> {
        let parts =
            cell.split_once('=').and_then(|(kind, score)| Some((kind, score.parse().ok()?)));
        let (kind, score) = parts.ok_or_else(|| self.error(format!("no score: {cell}")))?;
        let all = |pick: fn(EntityType) -> bool| {
            EntityType::ALL
                .into_iter()
                .filter(|&kind| pick(kind))
                .map(|kind| (kind, score))
                .collect()
        };
        Ok(match kind {
            "place" => all(EntityType::is_place),
            "person" => all(EntityType::is_person),
            "organization" => all(EntityType::is_organization),
            kind => vec![(self.entity_type(kind)?, score)],
        })
    }

    pub(super) fn error(&self, problem: String) -> LexiconError {
        LexiconError { table: self.table, line: self.line, problem }
    }
}

/// The rows of a table, without comments and empty lines.
pub(super) fn rows<'a>(
    table: &'static str,
    text: &'a str,
) -> impl Iterator<Item = Result<Row<'a>, LexiconError>> {
    let lines = text.lines().zip(1..);
    lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#')).map(move |(text, line)| {
        let mut cells = text.splitn(3, '\t');
        let mut cell = || cells.next().filter(|cell| !cell.is_empty());
        match (cell(), cell(), cell()) {
            (Some(a), Some(b), Some(c)) => Ok(Row { table, line, cells: [a, b, c] }),
            _ => Err(LexiconError { table, line, problem: "fewer than three columns".into() }),
        }
    })
}

/// A row of a table of words that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// The table: `titles.tsv`.
    pub table: &'static str,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: String,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.table, self.line, self.problem)
    }
}

impl std::error::Error for LexiconError {}
