//! Claims: what each states, how surely, by whose account, in which words.

use std::collections::BTreeMap;

use super::Findings;
use super::entity::Entities;
use super::event::{is_true, strength, times};
use super::report::{Node, Reports};
use crate::encode::key_of;
use crate::model::{Attribution, Certainty, Claim, Polarity, Teller, Time};
use crate::ontology::Relation;
use crate::vocab::{cg, oa, rdf, xsd};

/// The claims of one report.
pub(super) struct Claims<'r> {
    pub(super) reports: &'r Reports<'r>,
    pub(super) report: u32,
    /// The name and the number of the publisher.
    pub(super) publisher: Option<&'r (String, u32)>,
}

/// What is stated: a relation of the ontology between entities of the report.
struct Stated<'r> {
    relation: &'r Relation,
    subject: u32,
    object: Option<u32>,
}

impl<'r> Claims<'r> {
    /// The claims, in the order of the text. Each further telling of a claim is one of its own.
    pub(super) fn decode(
        &self,
        claims: &[u32],
        entities: &mut Entities<'r>,
        findings: &mut Findings,
    ) -> Vec<Claim> {
        let mut decoded = Vec::new();
        for claim in claims {
            let node = self.node(*claim);
            // Two claims of one address differ in something: what is there twice tells how many.
            let counts = TWICE.iter().map(|property| node.values(property).count());
            let agents = node.links(cg::ATTRIBUTION).map(|link| self.node(link).values(cg::AGENT));
            let count = counts.chain(agents.map(Iterator::count)).max();
            for place in 0..count.unwrap_or(1).max(1) {
                match self.claim(*claim, place, entities) {
                    Ok(claim) => decoded.push(claim),
                    Err(why) => findings.add(why, self.iri(*claim).to_owned()),
                }
            }
        }
        decoded.sort_by(|a: &Claim, b| (a.start, &a.iri).cmp(&(b.start, &b.iri)));
        decoded
    }

    fn node(&self, number: u32) -> Node<'r> {
        self.reports.node(number, self.report)
    }

    fn iri(&self, number: u32) -> &'r str {
        self.reports.dump.iri(number).unwrap_or_default()
    }

    /// A claim with the values that its properties have at a place, or the first.
    fn claim(
        &self,
        number: u32,
        place: usize,
        entities: &mut Entities<'r>,
    ) -> Result<Claim, &'static str> {
        let node = self.node(number);
        let at = |property| nth(node.links(property), place);
        let statement = at(cg::STATES).or_else(|| at(cg::FORMERLY_STATED));
        let statement = statement.ok_or("claims state nothing and are left out")?;
        let stated = self.stated(statement)?;
        let missing = "claims are of entities that their report does not state, and are left out";
        let mut subject = entities.key(stated.subject).ok_or(missing)?;
        let mut object = match stated.object {
            Some(object) => Some(entities.key(object).ok_or(missing)?),
            None => None,
        };
        let event = at(cg::EVENT);
        if event.is_some_and(|event| self.is_turned(&stated, event)) {
            object = object.map(|object| std::mem::replace(&mut subject, object));
        }
        let place_of = |event| self.node(event).links(cg::LOCATION).next();
        let location = event.and_then(place_of).and_then(|place| entities.key(place));
        let confidence = nth(node.typed(cg::CONFIDENCE, xsd::DECIMAL), place);
        let mut claim = Claim {
            relation: stated.relation.name.clone(),
            subject,
            object,
            polarity: polarity(at(cg::POLARITY).map(|value| self.iri(value)))?,
            certainty: certainty(at(cg::CERTAINTY).map(|value| self.iri(value)))?,
            planned: is_true(node, cg::PLANNED),
            attribution: self.chain(node, place, entities),
            time: event.and_then(|event| self.time(statement, &stated, event)),
            strength: event.and_then(|event| strength(self.node(event))),
            place: location,
            iri: Some(self.iri(number).to_owned()),
            event: event.map(|event| self.iri(event).to_owned()),
            rule: nth(node.typed(cg::RULE, xsd::STRING), place).map(str::to_owned),
            confidence: confidence.and_then(|confidence| confidence.parse().ok()),
            ..Claim::default()
        };
        self.evidence(node, place, &mut claim);
        Ok(claim)
    }

    fn stated(&self, statement: u32) -> Result<Stated<'r>, &'static str> {
        let node = self.node(statement);
        let one = |property| node.links(property).next();
        let parts = "claims state something without subject or predicate, and are left out";
        let subject = one(rdf::SUBJECT).ok_or(parts)?;
        let predicate = self.iri(one(rdf::PREDICATE).ok_or(parts)?);
        let mut relations = self.reports.ontology.relations();
        let relation = relations.find(|relation| relation.iri == predicate).ok_or(
            "claims are of relations that the ontology does not have, and are left out; \
             give theirs with --ontology",
        )?;
        Ok(Stated { relation, subject, object: one(rdf::OBJECT) })
    }

    /// Whether the event tells that the claim has subject and object the other way round: statements of
    /// symmetric relations have theirs in the order of letters.
    fn is_turned(&self, stated: &Stated<'_>, event: u32) -> bool {
        let (Some(object), Relation { symmetric: true, subject_role, object_role, .. }) =
            (stated.object, stated.relation)
        else {
            return false;
        };
        let (Some(subject_role), Some(object_role)) = (subject_role, object_role) else {
            return false;
        };
        let event = self.node(event);
        !event.plays(stated.subject, subject_role) && event.plays(object, subject_role)
            || !event.plays(object, object_role) && event.plays(stated.subject, object_role)
    }

    /// The time that the statement's address is made of; the likeliest where none fits.
    fn time(&self, statement: u32, stated: &Stated<'_>, event: u32) -> Option<Time> {
        let wanted = self.iri(statement);
        let (subject, relation) = (self.iri(stated.subject), stated.relation.iri.as_str());
        let object = stated.object.map(|object| self.iri(object)).unwrap_or_default();
        let times = times(self.node(event));
        let is_it = |time: &&Option<Time>| {
            self.reports.namer.statement(subject, relation, object, &key_of(time.as_ref()))
                == wanted
        };
        times.iter().find(is_it).or(times.first()).cloned().flatten()
    }

    /// The tellers from the report inward. Where one is not known nobody stands for it.
    fn chain(&self, node: Node<'r>, place: usize, entities: &mut Entities<'r>) -> Vec<Attribution> {
        let mut agents: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for link in node.links(cg::ATTRIBUTION) {
            let link = self.node(link);
            let depth = link.typed(cg::DEPTH, xsd::INTEGER).find_map(|depth| depth.parse().ok());
            // Nobody has a chain of a hundred; a number in a file must not fill the memory.
            let Some(depth) = depth.filter(|depth| (1..=100).contains(depth)) else { continue };
            agents.entry(depth).or_default().extend(link.links(cg::AGENT));
        }
        let nobody = || Attribution { name: String::new(), kind: Teller::Anonymous };
        let mut chain = Vec::new();
        let mut innermost = None;
        for depth in 1..=agents.keys().last().copied().unwrap_or(0) {
            let agent = agents.get(&depth).and_then(|agents| nth(agents.iter().copied(), place));
            innermost = agent;
            chain.push(agent.map_or_else(nobody, |agent| entities.teller(agent)));
        }
        let expected =
            if chain.is_empty() { self.publisher.map(|(_, outlet)| *outlet) } else { innermost };
        let origin = nth(node.links(cg::ORIGIN), place);
        if origin == Some(self.report) && expected.is_some() {
            chain.push(nobody());
        }
        chain
    }

    /// Quote and place of what shows a claim.
    fn evidence(&self, node: Node<'r>, place: usize, claim: &mut Claim) {
        let Some(evidence) = node.links(cg::EVIDENCE).next() else { return };
        for selector in self.node(evidence).links(oa::HAS_SELECTOR) {
            let selector = self.node(selector);
            let number = |property| {
                nth(selector.typed(property, xsd::INTEGER), place)
                    .and_then(|text| text.parse::<usize>().ok())
            };
            if let Some(words) = nth(selector.typed(oa::EXACT, xsd::STRING), place) {
                words.clone_into(&mut claim.quote);
            }
            if let Some(cells) = nth(selector.typed(rdf::VALUE, xsd::STRING), place) {
                claim.cells = Some(cells.to_owned());
            }
            if let (Some(start), Some(end)) = (number(oa::START), number(oa::END)) {
                (claim.start, claim.end) = (Some(start), Some(end));
            }
        }
    }
}

/// Properties of which a claim has one value, unless there are two claims of one address.
const TWICE: [&str; 8] = [
    cg::STATES,
    cg::FORMERLY_STATED,
    cg::POLARITY,
    cg::CERTAINTY,
    cg::EVENT,
    cg::CONFIDENCE,
    cg::RULE,
    cg::ORIGIN,
];

/// The value at a place, or the first.
fn nth<T>(mut values: impl Iterator<Item = T>, place: usize) -> Option<T> {
    let first = values.next()?;
    Some(if place == 0 { first } else { values.nth(place - 1).unwrap_or(first) })
}

fn polarity(value: Option<&str>) -> Result<Polarity, &'static str> {
    match value {
        Some(cg::ASSERTED) => Ok(Polarity::Asserted),
        Some(cg::DENIED) => Ok(Polarity::Denied),
        _ => Err("claims say neither that it is so nor that it is not, and are left out"),
    }
}

fn certainty(value: Option<&str>) -> Result<Certainty, &'static str> {
    match value {
        Some(cg::CERTAIN) => Ok(Certainty::Certain),
        Some(cg::PROBABLE) => Ok(Certainty::Probable),
        Some(cg::POSSIBLE) => Ok(Certainty::Possible),
        _ => Err("claims do not say how sure they are, and are left out"),
    }
}
