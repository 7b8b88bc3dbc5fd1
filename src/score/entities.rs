//! Which entities are found, with which type, and which are torn apart.

use std::collections::HashMap;

use super::EntityTally;
use super::names::Names;
use crate::model::{Document, Entity};

/// A group without a name of its own; it is not expected to be found under a certain one.
pub(crate) const COLLECTIVE: &str = "Collective";

/// One step more general, or so near that the two are often confused.
const NEAR: [(&str, &[&str]); 12] = [
    ("Militia", &["ArmedGroup", "Organization", "StateForce"]),
    ("StateForce", &["ArmedGroup", "Organization", "GovernmentBody"]),
    ("ArmedGroup", &["Organization"]),
    ("Party", &["Organization", "ArmedGroup"]),
    ("GovernmentBody", &["Organization"]),
    ("Outlet", &["Organization"]),
    ("InternationalBody", &["Organization"]),
    ("Official", &["Person"]),
    ("Province", &["Region"]),
    ("Base", &["Site"]),
    ("BorderCrossing", &["Site", "City"]),
    ("City", &["Site"]),
];

/// The entities of a document by key, with their names as they are compared.
pub(super) struct Known<'a>(HashMap<&'a str, (&'a Entity, Names)>);

impl<'a> Known<'a> {
    pub(super) fn of(document: &'a Document) -> Known<'a> {
        let named = |entity: &'a Entity| (&*entity.key, (entity, Names::of(entity)));
        Known(document.entities.iter().map(named).collect())
    }

    pub(super) fn get(&self, key: &str) -> Option<&(&'a Entity, Names)> {
        self.0.get(key)
    }

    /// The entities that have a name of their own.
    fn proper(&self) -> impl Iterator<Item = &(&'a Entity, Names)> {
        self.0.values().filter(|(entity, _)| entity.kind != COLLECTIVE)
    }
}

/// Counts the entities of one report.
pub(super) fn count(gold: &Document, predicted: &Document, tally: &mut EntityTally) {
    let (gold, predicted) = (Known::of(gold), Known::of(predicted));
    for (entity, names) in gold.proper() {
        let hits = predicted.0.values().filter(|(_, other)| names.share_one(other));
        let hits: Vec<&Entity> = hits.map(|(hit, _)| *hit).collect();
        tally.gold += 1;
        tally.found += usize::from(!hits.is_empty());
        tally.split += usize::from(hits.len() > 1);
        tally.typed += usize::from(hits.iter().any(|hit| near(&entity.kind, &hit.kind)));
    }
    for (_, names) in predicted.proper() {
        tally.predicted += 1;
        tally.predicted_right +=
            usize::from(gold.0.values().any(|(_, other)| names.share_one(other)));
    }
}

/// Whether the types are equal, or one is a step more general than the other.
pub(super) fn near(one: &str, two: &str) -> bool {
    let more_general = |one: &str, two: &str| {
        NEAR.iter().any(|(kind, general)| *kind == one && general.contains(&two))
    };
    one == two || more_general(one, two) || more_general(two, one)
}
