//! From what was read to RDF: a report's part of the graph, as quads.
//!
//! The record (reports, entities, statements, claims, events) is in the default graph; a plain edge
//! for what is asserted is in the graph of a view. Nothing before this stage knows RDF, nothing here
//! looks at text. What one report brings does not depend on any other.

mod claim;
mod entity;
mod event;
mod quads;
mod time;

use std::collections::BTreeMap;

use oxigraph::model::{GraphName, NamedNode, Quad};

use crate::model::{Claim, Entity, Polarity, Reading};
use crate::naming::{Namer, publisher_key};
use crate::ontology::Ontology;
use crate::vocab::{cg, dct, prov, rdf, schema, xsd};
use quads::{Quads, node};

/// The view of everything that somebody asserts.
pub const REPORTED: &str = "reported";

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
    /// Whether a later version has replaced it: then only the report itself and its publisher are
    /// left in the graph.
    pub is_replaced: bool,
    /// The day of publication of that later version, where known.
    pub replaced_on: Option<String>,
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
        if version.is_replaced {
            // Who published it is said of it still.
            if let Some(publisher) = self.publisher_of(reading) {
                self.entity(publisher, &reading.iri, &mut quads);
            }
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
            self.claim(claim, &statement, event.as_deref(), reading, &mut quads);
            if claim.polarity == Polarity::Asserted && !claim.planned {
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
        self.publisher_of(reading)?.iri.clone()
    }

    fn publisher_of<'r>(&self, reading: &'r Reading) -> Option<&'r Entity> {
        let key = publisher_key(reading.document.publisher.as_deref()?);
        reading.document.tellers.iter().find(|teller| teller.key == key)
    }

    /// What a claim states; none if it is of a relation or an entity that nobody knows.
    fn statement(&self, claim: &Claim, entities: &BTreeMap<&str, &str>) -> Option<Statement> {
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
        let time = claim.time.as_ref().map_or_else(String::new, |time| {
            let day = |day: &Option<String>| day.clone().unwrap_or_default();
            format!("{}/{}", day(&time.start), day(&time.end))
        });
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
struct Statement {
    iri: NamedNode,
    subject: NamedNode,
    relation: NamedNode,
    object: Option<NamedNode>,
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
