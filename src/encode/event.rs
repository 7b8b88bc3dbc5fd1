//! Events: what one sentence describes, told by all claims that rest on the same words.

use std::collections::BTreeMap;

use super::Encoder;
use super::quads::{Quads, node};
use super::time::time;
use crate::model::{Claim, Reading};
use crate::ontology::Relation;
use crate::vocab::{cg, rdf};

/// A word for what holds and does not happen; such a claim tells of nothing but itself.
const STATE: &str = "https://w3id.org/claimgraph/ns#State";

impl Encoder<'_> {
    /// The address of the event that each claim of a report tells of.
    ///
    /// Claims tell of one event if they are of one class, time and number, rest on words that
    /// overlap, and have a subject or an object in common: "X and Y crossed into A via B".
    pub(super) fn events(
        &self,
        reading: &Reading,
        entities: &BTreeMap<&str, &str>,
    ) -> Vec<Option<String>> {
        let claims = &reading.document.claims;
        let mut order: Vec<usize> = (0..claims.len()).collect();
        order.sort_by_key(|&index| (claims[index].start, index));
        let mut events: Vec<Option<String>> = vec![None; claims.len()];
        // The claims before, as long as their words can still reach into those of the next.
        let mut near: Vec<usize> = Vec::new();
        for index in order {
            let claim = &claims[index];
            let known = entities.contains_key(claim.subject.as_str());
            let Some(relation) = self.ontology.relation(&claim.relation).filter(|_| known) else {
                continue;
            };
            near.retain(|&other| claims[other].end > claim.start);
            let class = self.event_class(relation);
            let same = near.iter().find(|&&other| {
                let told = self.ontology.relation(&claims[other].relation);
                told.is_some_and(|told| self.event_class(told) == class && !told.toll)
                    && !relation.toll
                    && is_one_event(claim, &claims[other])
            });
            let shared = same.and_then(|&other| events[other].clone()).filter(|_| class != STATE);
            let own = || {
                let about = [class, claim.iri.as_deref().unwrap_or_default()];
                self.namer.event(&reading.iri, &about)
            };
            events[index] = Some(claim.event.clone().or(shared).unwrap_or_else(own));
            near.push(index);
        }
        events
    }

    /// What is known of the events: class, roles, time, number.
    pub(super) fn event_quads(
        &self,
        reading: &Reading,
        events: &[Option<String>],
        entities: &BTreeMap<&str, &str>,
        quads: &mut Quads,
    ) {
        for (claim, event) in reading.document.claims.iter().zip(events) {
            let relation = self.ontology.relation(&claim.relation);
            let (Some(iri), Some(relation)) = (event, relation) else { continue };
            let event = node(iri);
            quads.link(&event, rdf::TYPE, self.event_class(relation));
            quads.link(&event, cg::STATED_IN, &reading.iri);
            let ends = [
                (&relation.subject_role, Some(&claim.subject)),
                (&relation.object_role, claim.object.as_ref()),
            ];
            for (role, key) in ends {
                let filler = key.and_then(|key| entities.get(key.as_str()));
                if let (Some(role), Some(filler)) = (role, filler) {
                    quads.link(&event, role, filler);
                }
            }
            let place = claim.place.as_ref().and_then(|key| entities.get(key.as_str()));
            if let Some(place) = place {
                quads.link(&event, cg::LOCATION, place);
            }
            if let Some(when) = &claim.time {
                time(&event, when, quads);
            }
            if let Some(strength) = &claim.strength {
                let bounds = [(cg::STRENGTH_MIN, strength.min), (cg::STRENGTH_MAX, strength.max)];
                for (property, bound) in bounds {
                    bound.into_iter().for_each(|bound| quads.number(&event, property, bound));
                }
                if strength.approximate {
                    quads.truth(&event, cg::STRENGTH_APPROXIMATE);
                }
                if !strength.unit.is_empty() {
                    quads.text(&event, cg::STRENGTH_UNIT, &strength.unit);
                }
            }
        }
    }

    /// Whether a claim tells of something that happens, and not of what holds.
    pub(crate) fn tells_an_event(&self, claim: &Claim) -> bool {
        let relation = self.ontology.relation(&claim.relation);
        relation.is_some_and(|relation| self.event_class(relation) != STATE)
    }

    fn event_class<'r>(&self, relation: &'r Relation) -> &'r str {
        relation.event_class.as_deref().unwrap_or(cg::EVENT_CLASS)
    }
}

fn is_one_event(claim: &Claim, other: &Claim) -> bool {
    let shares_end = claim.subject == other.subject || claim.object == other.object;
    shares_end
        && claim.polarity == other.polarity
        && claim.planned == other.planned
        && claim.time == other.time
        && claim.strength == other.strength
}
