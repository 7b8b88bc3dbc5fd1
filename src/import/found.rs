//! What a row names.

use std::sync::Arc;

use super::cells::Cells;
use super::mapping::{EntityRule, Value};
use super::names::Asked;
use super::number;
use super::quote::Line;
use super::row::RowReader;
use super::tellers::pieces;
use crate::model::{Entity, Mention};

/// What one entity of the mapping is in a row.
pub(super) type Found = Vec<(Arc<Entity>, Mention)>;

impl RowReader<'_> {
    /// What a row names by one rule; nothing, if the cell of the name says nothing.
    pub(super) fn found(
        &self,
        rule: &EntityRule,
        cells: Cells<'_>,
        line: &Line,
    ) -> Result<Found, String> {
        let column = rule.name.column.as_deref();
        let written = match column {
            Some(column) => cells.cell(column),
            None => rule.name.fixed.as_deref(),
        };
        let Some(written) = written else { return Ok(Vec::new()) };
        let kind = cells.word(&rule.kind)?.ok_or_else(|| {
            let column = rule.kind.column.as_deref().unwrap_or_default();
            format!("nothing says what `{written}` is: the column `{column}` is empty")
        })?;
        let (lat, lon) = (cells.maybe(rule.lat.as_ref())?, cells.maybe(rule.lon.as_ref())?);
        let position = number::position(lat, lon)?;
        let position = position.map(|degrees| degrees.map(|part| (part * 1e6).round() as i64));
        let mut found = Vec::new();
        for piece in pieces(written, rule.split.as_deref()) {
            let name = named(&rule.name, piece)?;
            let Some(name) = name else { continue };
            let (country, admin1) =
                (cells.maybe(rule.country.as_ref())?, cells.maybe(rule.admin1.as_ref())?);
            let kind = kind.clone();
            let entity = self.names.entity(Asked { name, kind, country, admin1, position });
            let place = column.and_then(|column| self.columns.get(column).copied());
            let words: Vec<&str> = piece.split_whitespace().collect();
            found.push((entity, line.mention(place, &words.join(" "))));
        }
        Ok(found)
    }
}

/// The name that a piece of a cell stands for.
fn named(value: &Value, piece: &str) -> Result<Option<String>, String> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let piece = words.join(" ");
    match &value.column {
        Some(column) => value.of(&piece, column),
        None => Ok(Some(piece)),
    }
}
