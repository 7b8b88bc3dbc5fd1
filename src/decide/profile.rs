//! What is known of an entity that several addresses stand for, or that was renamed or retyped.

use std::collections::BTreeMap;

use super::{Decisions, Word};
use crate::model::{Entity, Known, Reading};

/// Name, class and what the gazetteer knows, the same in all readings.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    pub(super) name: String,
    kind: String,
    known: Option<Known>,
    /// Whether an analyst gave the name.
    is_named: bool,
    /// Whether an analyst gave the class.
    is_typed: bool,
}

/// The profiles by the addresses that stand for the entities.
pub(super) fn profiles(decisions: &Decisions, readings: &[Reading]) -> BTreeMap<String, Profile> {
    let mut profiles: BTreeMap<String, Profile> = BTreeMap::new();
    for (_, first) in decisions.joined.iter() {
        profiles.entry(first.to_owned()).or_default();
    }
    for decision in decisions.iter() {
        if matches!(decision.word, Word::Type | Word::Name) {
            let first = decisions.address(&decision.a).to_owned();
            let profile = profiles.entry(first).or_default();
            profile.is_typed |= decision.word == Word::Type;
            profile.is_named |= decision.word == Word::Name;
        }
    }
    fill(&mut profiles, decisions, readings);
    for decision in decisions.iter() {
        let Some(profile) = profiles.get_mut(decisions.address(&decision.a)) else { continue };
        match decision.word {
            Word::Type => profile.kind.clone_from(&decision.b),
            Word::Name => profile.name.clone_from(&decision.b),
            _ => (),
        }
    }
    profiles
}

/// The address that stands for an entity, whether this is another, and this one: in the order in which
/// their records are asked.
type Place<'r> = (&'r str, bool, &'r str);

/// Takes name, class and knowledge from the records of the address that stands for an entity; where there
/// are none, from the next in the order of letters.
fn fill(profiles: &mut BTreeMap<String, Profile>, decisions: &Decisions, readings: &[Reading]) {
    let mut records: BTreeMap<Place<'_>, (Vec<&Entity>, Option<&Known>)> = BTreeMap::new();
    let documents = readings.iter().map(|reading| &reading.document);
    for entity in documents.flat_map(|it| it.entities.iter().chain(&it.tellers)) {
        let Some(iri) = entity.iri.as_deref() else { continue };
        let first = decisions.address(iri);
        if profiles.contains_key(first) {
            let (entities, known) = records.entry((first, first != iri, iri)).or_default();
            entities.push(entity);
            *known = known.or(entity.gazetteer.as_ref());
        }
    }
    for ((first, _, _), (entities, known)) in records {
        let Some(profile) = profiles.get_mut(first) else { continue };
        let least = |of: fn(&&&Entity) -> bool| entities.iter().filter(of).copied();
        if profile.name.is_empty() {
            let names = least(|it| !it.name.is_empty()).map(|it| &it.name);
            profile.name = names.min().cloned().unwrap_or_default();
        }
        if profile.kind.is_empty() {
            let kinds = least(|it| !it.kind.is_empty()).map(|it| &it.kind);
            profile.kind = kinds.min().cloned().unwrap_or_default();
        }
        profile.known = profile.known.take().or_else(|| known.cloned());
    }
}

impl Profile {
    /// Makes a record one of the entity; `is_own` if it has the address that stands for it. What it was
    /// called it is called still, after the preferred name.
    pub(super) fn put_on(&self, entity: &mut Entity, is_own: bool) {
        if (!is_own || self.is_named) && entity.name != self.name {
            let before = std::mem::replace(&mut entity.name, self.name.clone());
            if !before.is_empty() && !entity.aliases.contains(&before) {
                entity.aliases.push(before);
            }
        }
        if !is_own || self.is_typed {
            entity.kind.clone_from(&self.kind);
        }
        if !is_own || entity.gazetteer.is_none() {
            entity.gazetteer.clone_from(&self.known);
        }
    }
}
