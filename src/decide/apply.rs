//! Readings as they are to be understood once all is decided.

use std::collections::{BTreeMap, BTreeSet};

use super::profile::{Profile, profiles};
use super::{Decision, Decisions, Word};
use crate::model::{Claim, Document, Entity, Reading, Verdict};
use crate::naming::Namer;

/// What decisions say, ready to be looked up.
struct Rulings<'d> {
    decisions: &'d Decisions,
    namer: &'d Namer,
    /// The entities that are others in a report.
    apart: BTreeSet<(&'d str, &'d str)>,
    verdicts: BTreeMap<&'d str, Verdict>,
    /// What is known of entities that are several, are retyped or renamed, by the address that stands for them.
    profiles: BTreeMap<String, Profile>,
}

impl Decisions {
    /// Makes of readings what the decisions make of them. What a decision has nothing to say of stays
    /// as it is, and the order of decisions does not matter.
    ///
    /// Entities that are one get one address, in one reading one record; the claims and tellers keep the
    /// address that they were read with beside it. Claims that were judged carry their verdict.
    pub fn apply(&self, readings: &mut [Reading], namer: &Namer) {
        if self.is_empty() {
            return;
        }
        let mut rulings = Rulings::of(self, namer);
        for reading in readings.iter_mut() {
            rulings.part(reading);
        }
        rulings.profiles = profiles(self, readings);
        for reading in readings {
            rulings.rename(&mut reading.document);
            rulings.judge(&mut reading.document.claims);
        }
    }
}

impl<'d> Rulings<'d> {
    fn of(decisions: &'d Decisions, namer: &'d Namer) -> Rulings<'d> {
        let of = |word: Word| decisions.iter().filter(move |decision| decision.word == word);
        let pair = |decision: &'d Decision| (decision.a.as_str(), decision.b.as_str());
        let verdicts = [(Word::Accept, Verdict::Accepted), (Word::Reject, Verdict::Rejected)];
        let verdicts = verdicts.into_iter().flat_map(|(word, verdict)| {
            of(word).map(move |decision| (decision.a.as_str(), verdict))
        });
        Rulings {
            decisions,
            namer,
            apart: of(Word::Different).map(pair).collect(),
            verdicts: verdicts.collect(),
            profiles: BTreeMap::new(),
        }
    }

    /// Gives an entity that is another in this report an address of its own. What the gazetteer knows is
    /// of the one that it was taken for.
    fn part(&self, reading: &mut Reading) {
        let Document { entities, tellers, .. } = &mut reading.document;
        for entity in entities.iter_mut().chain(tellers) {
            let Some(iri) = entity.iri.clone() else { continue };
            if self.apart.contains(&(iri.as_str(), reading.iri.as_str())) {
                entity.iri = Some(self.namer.apart(&iri, &reading.iri));
                entity.gazetteer = None;
                entity.stated_as = Some(iri);
            }
        }
    }

    fn rename(&self, document: &mut Document) {
        for entity in document.entities.iter_mut().chain(&mut document.tellers) {
            self.rename_entity(entity);
        }
        state_of(document);
        join(document);
    }

    fn rename_entity(&self, entity: &mut Entity) {
        let Some(iri) = entity.iri.clone() else { return };
        let first = self.decisions.address(&iri);
        if let Some(profile) = self.profiles.get(first) {
            profile.put_on(entity, first == iri);
        }
        if first != iri {
            entity.iri = Some(first.to_owned());
            entity.stated_as.get_or_insert(iri);
        }
        self.settle_country(entity);
    }

    /// The country of a place is named in the place's own record.
    fn settle_country(&self, entity: &mut Entity) {
        let Some(known) = &mut entity.gazetteer else { return };
        let Some(country) = known.country.as_ref().map(|id| self.namer.row(id)) else { return };
        let first = self.decisions.address(&country);
        if let Some(id) = first.strip_prefix(&self.namer.row("")) {
            known.country = Some(id.to_owned());
        }
        if let Some(profile) = self.profiles.get(first).filter(|it| !it.name.is_empty()) {
            known.country_name = Some(profile.name.clone());
        }
    }

    fn judge(&self, claims: &mut [Claim]) {
        if self.verdicts.is_empty() {
            return;
        }
        let verdict = |iri: &str| self.verdicts.get(iri).copied();
        for claim in claims {
            let Some(iri) = claim.iri.clone() else { continue };
            claim.verdict = verdict(&iri);
            for also in &mut claim.also {
                let start = also.start.unwrap_or_default();
                also.verdict = verdict(&self.namer.telling(&iri, also.attribution.last(), start));
            }
            let further = claim.also.iter().map(|also| also.verdict);
            if std::iter::once(claim.verdict).chain(further).any(|it| it == Some(Verdict::Accepted))
            {
                claim.confidence = Some(1.0);
            }
        }
    }
}

/// Keeps beside each claim the addresses that its ends were read as.
fn state_of(document: &mut Document) {
    let entities = document.entities.iter();
    let moved: BTreeMap<&str, &str> =
        entities.filter_map(|it| Some((it.key.as_str(), it.stated_as.as_deref()?))).collect();
    if moved.is_empty() {
        return;
    }
    for claim in &mut document.claims {
        let ends = std::iter::once(&claim.subject).chain(&claim.object);
        let stated: BTreeSet<&str> =
            ends.filter_map(|key| moved.get(key.as_str()).copied()).collect();
        claim.stated_of = stated.into_iter().map(str::to_owned).collect();
    }
}

/// Makes one record of those that have one address now; the one that had it before is kept.
fn join(document: &mut Document) {
    let mut kept: BTreeMap<String, Entity> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    let mut addresses: BTreeMap<String, String> = BTreeMap::new();
    let moved = document.entities.iter().filter(|entity| entity.stated_as.is_some());
    let moved: BTreeSet<String> = moved.filter_map(|entity| entity.iri.clone()).collect();
    if moved.is_empty() {
        return;
    }
    let mut untouched = Vec::new();
    for entity in std::mem::take(&mut document.entities) {
        let Some(iri) = entity.iri.clone().filter(|iri| moved.contains(iri)) else {
            untouched.push(entity);
            continue;
        };
        addresses.insert(entity.key.clone(), iri.clone());
        let Some(known) = kept.remove(&iri) else {
            order.push(iri.clone());
            kept.insert(iri, entity);
            continue;
        };
        let is_first = known.stated_as.is_none() || entity.stated_as.is_some();
        let (mut stays, goes) = if is_first { (known, entity) } else { (entity, known) };
        let names = goes.names().filter(|name| !name.is_empty()).map(str::to_owned);
        let new: Vec<String> = names.filter(|name| !stays.names().any(|it| it == name)).collect();
        stays.aliases.extend(new);
        stays.mentions.extend(goes.mentions);
        stays.mentions.sort_by_key(|mention| (mention.start, mention.end));
        stays.mentions.dedup();
        kept.insert(iri, stays);
    }
    for claim in &mut document.claims {
        for key in std::iter::once(&mut claim.subject).chain(&mut claim.object) {
            if let Some(stays) = addresses.get(key).and_then(|iri| kept.get(iri)) {
                key.clone_from(&stays.key);
            }
        }
    }
    let joined = order.iter().filter_map(|iri| kept.remove(iri));
    document.entities = joined.chain(untouched).collect();
}
