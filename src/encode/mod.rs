//! From what was read to RDF: a report's part of the graph, as quads.
//!
//! The record (reports, entities, statements, claims, events) is in the default graph; a plain edge
//! for what is asserted is in the graph of a view. Nothing before this stage knows RDF, nothing here
//! looks at text. What one report brings does not depend on any other.

mod claim;
mod derived;
mod entity;
mod event;
mod quads;
mod time;

use std::borrow::Cow;
use std::collections::BTreeMap;

use oxigraph::model::{GraphName, NamedNode, Quad};

use crate::corroborate::Fate;
use crate::model::{Claim, Polarity, Reading};
use crate::naming::{Namer, publisher_key};
use crate::ontology::Ontology;
use crate::vocab::{cg, dct, prov, rdf, schema, xsd};
pub(crate) use quads::{Quads, node};
pub(crate) use time::key_of;

/// The view of everything that somebody asserts.
pub const REPORTED: &str = "reported";

/// The view of what is asserted, and neither denied nor contradicted.
pub const UNDISPUTED: &str = "undisputed";

/// The view of what several independent origins assert, and nobody denies or contradicts.
pub const CORROBORATED: &str = "corroborated";

/// Turns readings into quads.
#[derive(Debug, Clone)]
pub struct Encoder<'o> {
    ontology: &'o Ontology,
    namer: &'o Namer,
}

/// What later or earlier versions of a report make of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Version {
    /// The address of the version that it replaces.
    pub revises: Option<String>,
    /// Whether a later version has replaced it: then only the report itself is left in the graph, and
    /// those of its claims that a fate is told of.
    pub is_replaced: bool,
    /// The day of publication of that later version, where known.
    pub replaced_on: Option<String>,
    /// The versions that came after it, the last one last.
    pub later: Vec<String>,
    /// What became of its claims, by their addresses, if a later version has replaced it.
    pub fates: BTreeMap<String, Fate>,
}

/// What stands around a claim.
struct Setting<'s> {
    reading: &'s Reading,
    /// What became of it, and on which day, if a later version of its report leaves it out.
    fate: Option<(Fate, Option<&'s str>)>,
    event: Option<&'s str>,
}

impl Version {
    /// What became of a claim, and on which day.
    fn fate(&self, claim: &Claim) -> Option<(Fate, Option<&str>)> {
        let fate = *self.fates.get(claim.iri.as_ref()?)?;
        Some((fate, self.replaced_on.as_deref()))
    }

    /// A reading with those claims that are told of it, and what they need.
    fn told<'r>(&self, reading: &'r Reading) -> Cow<'r, Reading> {
        if !self.is_replaced {
            return Cow::Borrowed(reading);
        }
        let mut reading = reading.clone();
        let document = &mut reading.document;
        document.claims.retain(|claim| self.fate(claim).is_some());
        let claims = &document.claims;
        let is_needed = |key: &String| {
            claims.iter().any(|claim| {
                let others = [&claim.object, &claim.place];
                claim.subject == *key || others.into_iter().flatten().any(|other| other == key)
            })
        };
        document.entities.retain(|entity| is_needed(&entity.key));
        if document.claims.is_empty() {
            document.tellers.clear();
        }
        Cow::Owned(reading)
    }
}

impl<'o> Encoder<'o> {
    /// An encoder for the relations of an ontology and a way to name things.
    pub fn new(ontology: &'o Ontology, namer: &'o Namer) -> Encoder<'o> {
        Encoder { ontology, namer }
    }

    /// All quads that a report brings: its part of the record, and its plain edges in the view of
    /// what is reported.
    pub fn quads(&self, reading: &Reading, version: &Version) -> Vec<Quad> {
        let mut quads = Quads::default();
        self.report(reading, version, &mut quads);
        let reading = &version.told(reading);
        if version.is_replaced && reading.document.claims.is_empty() {
            return quads.finish();
        }
        let document = &reading.document;
        for entity in document.entities.iter().chain(&document.tellers) {
            self.entity(entity, &reading.iri, &mut quads);
        }
        let entities: BTreeMap<&str, &str> = document
            .entities
            .iter()
            .filter_map(|entity| Some((entity.key.as_str(), entity.iri.as_deref()?)))
            .collect();
        let events = self.events(reading, &entities);
        for (claim, event) in document.claims.iter().zip(&events) {
            let Some(statement) = self.statement(claim, &entities) else { continue };
            quads.extend(statement.quads());
            let fate = version.fate(claim);
            let setting = Setting { reading, fate, event: event.as_deref() };
            self.claim(claim, &statement, &setting, &mut quads);
            let stands = fate.is_none_or(|(fate, _)| fate == Fate::LeftOut);
            if claim.polarity == Polarity::Asserted && !claim.planned && stands {
                quads.extend(statement.edge(self.namer));
            }
        }
        self.event_quads(reading, &events, &entities, &mut quads);
        quads.finish()
    }

    fn report(&self, reading: &Reading, version: &Version, quads: &mut Quads) {
        let report = node(&reading.iri);
        let document = &reading.document;
        quads.link(&report, rdf::TYPE, cg::REPORT);
        quads.text(&report, cg::ID, &document.id);
        quads.text(&report, cg::SHA256, &reading.sha256);
        for sketch in &reading.sketches {
            quads.text(&report, cg::SKETCH, &sketch.to_string());
        }
        if let Some(table) = &document.table {
            quads.text(&report, cg::TABLE, &table.table);
            quads.text(&report, cg::TABLE_VERSION, &table.version);
            quads.number(&report, cg::TABLE_REVISION, table.revision.into());
        }
        if let Some(title) = &document.title {
            quads.text(&report, dct::TITLE, title);
        }
        if let Some(language) = &reading.language {
            quads.text(&report, dct::LANGUAGE, language);
        }
        if let Some(day) = &document.published {
            quads.typed(&report, dct::ISSUED, day, xsd::DATE);
        }
        if let Some(url) = &document.url {
            quads.typed(&report, schema::URL, url, xsd::ANY_URI);
        }
        if let Some(publisher) = self.publisher(reading) {
            quads.link(&report, dct::PUBLISHER, &publisher);
        }
        if let Some(earlier) = &version.revises {
            quads.link(&report, prov::WAS_REVISION_OF, earlier);
        }
        if let Some(day) = version.replaced_on.as_ref().filter(|_| version.is_replaced) {
            quads.typed(&report, prov::INVALIDATED_AT_TIME, day, xsd::DATE);
        }
    }

    fn publisher(&self, reading: &Reading) -> Option<String> {
        let key = publisher_key(reading.document.publisher.as_deref()?);
        let teller = reading.document.tellers.iter().find(|teller| teller.key == key)?;
        teller.iri.clone()
    }

    /// What a claim states; none if it is of a relation or an entity that nobody knows.
    pub(crate) fn statement(
        &self,
        claim: &Claim,
        entities: &BTreeMap<&str, &str>,
    ) -> Option<Statement> {
        let relation = self.ontology.relation(&claim.relation)?;
        let mut subject = *entities.get(claim.subject.as_str())?;
        let mut object = match &claim.object {
            Some(key) => Some(*entities.get(key.as_str())?),
            None => None,
        };
        if relation.symmetric && object.is_some_and(|object| object < subject) {
            // "A met B" and "B met A" are one statement, written in one way.
            object = Some(std::mem::replace(&mut subject, object?));
        }
        let time = key_of(claim.time.as_ref());
        let iri = self.namer.statement(subject, &relation.iri, object.unwrap_or_default(), &time);
        Some(Statement {
            iri: node(&iri),
            subject: node(subject),
            relation: node(&relation.iri),
            object: object.map(node),
        })
    }
}

/// What is claimed, whoever claims it.
pub(crate) struct Statement {
    pub(crate) iri: NamedNode,
    pub(crate) subject: NamedNode,
    pub(crate) relation: NamedNode,
    pub(crate) object: Option<NamedNode>,
}

impl Statement {
    fn quads(&self) -> Vec<Quad> {
        let mut quads = Quads::default();
        quads.link(&self.iri, rdf::TYPE, cg::STATEMENT);
        quads.link(&self.iri, rdf::SUBJECT, self.subject.as_str());
        quads.link(&self.iri, rdf::PREDICATE, self.relation.as_str());
        if let Some(object) = &self.object {
            quads.link(&self.iri, rdf::OBJECT, object.as_str());
        }
        quads.finish()
    }

    /// The plain edge in the view of what is reported; a toll has none.
    fn edge(&self, namer: &Namer) -> Option<Quad> {
        let view = GraphName::NamedNode(node(&namer.view(REPORTED)));
        let object = self.object.clone()?;
        Some(Quad::new(self.subject.clone(), self.relation.clone(), object, view))
    }
}
