//! What a data set says of itself, for catalogues and for those who find it: VoID
//! (<https://www.w3.org/TR/void/>) and DCAT (<https://www.w3.org/TR/vocab-dcat-3/>).

use std::collections::BTreeSet;

use oxigraph::model::{NamedNode, NamedOrBlankNode, Quad, Term};

use crate::encode::{Quads, node};
use crate::naming::Namer;
use crate::ontology::Ontology;
use crate::store::address;
use crate::vocab::{cg, dcat, dct, oa, prov, rdf, rdfs, schema, void, xsd};

/// Classes of the record, beside events: what is of another class is an entity.
const RECORD: [&str; 7] = [
    cg::REPORT,
    cg::STATEMENT,
    cg::CLAIM,
    cg::ATTRIBUTION_CLASS,
    oa::SPECIFIC_RESOURCE,
    oa::TEXT_QUOTE_SELECTOR,
    oa::TEXT_POSITION_SELECTOR,
];

/// Counts what is in a data set.
#[derive(Debug, Default)]
pub(super) struct Description {
    triples: u64,
    reports: u64,
    claims: u64,
    statements: u64,
    /// Entities have as many types as reports disagree on.
    entities: BTreeSet<String>,
    /// The latest day on which a report was issued.
    newest: Option<String>,
    /// The classes of events.
    events: BTreeSet<String>,
}

impl Description {
    /// Of a data set with the classes of an ontology, in which nothing is counted yet.
    pub(super) fn of(ontology: &Ontology) -> Description {
        let classes = ontology.relations().filter_map(|relation| relation.event_class.clone());
        let events = classes.chain([cg::EVENT_CLASS.to_owned()]).collect();
        Description { events, ..Description::default() }
    }

    /// Counts a quad of the record or of a view.
    pub(super) fn count(&mut self, quad: &Quad) {
        self.triples += 1;
        match (quad.predicate.as_str(), &quad.object) {
            (rdf::TYPE, Term::NamedNode(class)) => self.count_thing(&quad.subject, class.as_str()),
            (dct::ISSUED, Term::Literal(day)) => {
                self.newest = self.newest.take().max(Some(day.value().to_owned()));
            }
            _ => {}
        }
    }

    fn count_thing(&mut self, thing: &NamedOrBlankNode, class: &str) {
        match class {
            cg::REPORT => self.reports += 1,
            cg::CLAIM => self.claims += 1,
            cg::STATEMENT => self.statements += 1,
            _ if RECORD.contains(&class) || self.events.contains(class) => {}
            _ => {
                self.entities.insert(address(thing).to_owned());
            }
        }
    }

    /// The description. What it says depends on the data set, the licence and the program's version,
    /// and on no clock; its own triples are not counted.
    pub(super) fn quads(&self, namer: &Namer, licence: Option<&NamedNode>) -> Vec<Quad> {
        let dataset = node(&namer.dataset());
        let mut quads = Quads::default();
        quads.link(&dataset, rdf::TYPE, void::DATASET);
        quads.link(&dataset, rdf::TYPE, dcat::DATASET);
        quads.english(
            &dataset,
            dct::TITLE,
            &format!("Who claims what in {} reports", self.reports),
        );
        if let Some(day) = &self.newest {
            quads.typed(&dataset, dct::MODIFIED, day, xsd::DATE);
        }
        if let Some(licence) = licence {
            quads.link(&dataset, dct::LICENSE, licence.as_str());
        }
        let program = self.program(&dataset, &mut quads);
        quads.link(&dataset, prov::WAS_ATTRIBUTED_TO, program.as_str());
        quads.text(&dataset, void::URI_SPACE, namer.base());
        quads.link(&dataset, void::VOCABULARY, "https://w3id.org/claimgraph/ns#");
        quads.number(&dataset, void::TRIPLES, self.triples);
        quads.number(&dataset, void::ENTITIES, self.entities.len() as u64);
        let classes = [
            ("claims", cg::CLAIM, self.claims),
            ("reports", cg::REPORT, self.reports),
            ("statements", cg::STATEMENT, self.statements),
        ];
        for (name, class, count) in classes {
            let part = node(&format!("{}/{name}", dataset.as_str()));
            quads.link(&dataset, void::CLASS_PARTITION, part.as_str());
            quads.link(&part, rdf::TYPE, void::DATASET);
            quads.link(&part, void::CLASS, class);
            quads.number(&part, void::ENTITIES, count);
        }
        quads.finish()
    }

    /// The program that made it.
    fn program(&self, dataset: &NamedNode, quads: &mut Quads) -> NamedNode {
        let program = node(&format!("{}/program", dataset.as_str()));
        quads.link(&program, rdf::TYPE, prov::SOFTWARE_AGENT);
        quads.text(&program, rdfs::LABEL, "Claimgraph");
        quads.text(&program, schema::SOFTWARE_VERSION, env!("CARGO_PKG_VERSION"));
        program
    }
}
