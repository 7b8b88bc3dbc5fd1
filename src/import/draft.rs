//! Rows put together to one reading: their lines, entities and claims.

use std::collections::BTreeMap;

use super::row::RowReading;
use crate::model::{Claim, Diagnostic, Entity, Mention, Severity};

/// A reading in work.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) text: String,
    /// Of the text, in code points.
    pub(super) length: usize,
    pub(super) entities: BTreeMap<String, Entity>,
    pub(super) claims: Vec<Claim>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Draft {
    /// Adds what row `number` says.
    pub(super) fn add(&mut self, read: RowReading, number: u64) {
        let start = self.length;
        let moved = |place: Option<usize>| place.map(|place| place + start);
        for (entity, mention) in read.entities {
            let Mention { start: from, end, text } = mention;
            let mention = Mention { start: from + start, end: end + start, text };
            let known = self.entities.entry(entity.key.clone()).or_insert_with(|| Entity {
                // Where it stands first says that its name has been weighed.
                mentions: vec![mention],
                ..(*entity).clone()
            });
            for alias in entity.names() {
                if alias != known.name && !known.aliases.iter().any(|other| other == alias) {
                    known.aliases.push(alias.to_owned());
                }
            }
            known.position = known.position.or(entity.position);
        }
        for mut claim in read.claims {
            (claim.start, claim.end) = (moved(claim.start), moved(claim.end));
            for telling in &mut claim.also {
                (telling.start, telling.end) = (moved(telling.start), moved(telling.end));
            }
            self.claims.push(claim);
        }
        let length = read.text.chars().count();
        if read.is_odd {
            let message =
                format!("row {number} names sources of which it is not clear who passed on whom");
            let (start, end) = (Some(start), Some(start + length));
            let hint = Some("they are left out; the evidence has them".to_owned());
            self.diagnostics.push(Diagnostic {
                severity: Severity::Note,
                message,
                start,
                end,
                hint,
            });
        }
        self.text.push_str(&read.text);
        self.text.push('\n');
        self.length += length + 1;
    }
}
