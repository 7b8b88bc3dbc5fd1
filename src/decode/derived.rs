//! What stands in an export and is not read back, as it is computed anew: the one list of it.

use std::collections::BTreeSet;

use super::dump::{Dump, Row};
use crate::naming::Namer;
use crate::ontology::Ontology;
use crate::store::ontology_quads;
use crate::vocab::{cg, prov, rdf};

/// What statements say that was counted over all reports.
const PROPERTIES: [&str; 11] = [
    cg::REPORTS,
    cg::ORIGINS,
    cg::DENIALS,
    cg::UNTRACED,
    cg::STATUS,
    cg::FIRST_CLAIMED,
    cg::LAST_CLAIMED,
    cg::CONTRADICTS,
    cg::BROADER,
    cg::COPIES,
    prov::WAS_DERIVED_FROM,
];

/// Things that are made of several statements.
const CLASSES: [&str; 1] = [cg::CONTRADICTION];

/// Tells what is derived.
pub(super) struct Derived<'d> {
    dump: &'d Dump,
    /// Properties, reification, and the relations, which are those of plain edges.
    properties: BTreeSet<u32>,
    /// Things of classes that are derived.
    things: BTreeSet<u32>,
    views: String,
    dataset: String,
    ontology: BTreeSet<[u32; 3]>,
}

impl<'d> Derived<'d> {
    pub(super) fn of(dump: &'d Dump, namer: &Namer, ontology: &Ontology) -> Derived<'d> {
        let relations = ontology.relations().map(|relation| relation.iri.as_str());
        let properties = PROPERTIES.into_iter().chain([rdf::REIFIES]).chain(relations);
        let classes: Vec<u32> = CLASSES.iter().filter_map(|class| dump.find(class)).collect();
        let is_a = dump.find(rdf::TYPE);
        let is_thing = |row: &&Row| Some(row[1]) == is_a && classes.contains(&row[2]);
        // An ontology that was parsed when it was opened can be parsed again.
        let terms = ontology_quads(namer, ontology).unwrap_or_default();
        let rows = terms.iter().flat_map(|quad| &dump.rows()[dump.places(quad)]);
        Derived {
            properties: properties.filter_map(|property| dump.find(property)).collect(),
            things: dump.rows().iter().filter(is_thing).map(|row| row[0]).collect(),
            views: namer.view(""),
            dataset: namer.dataset(),
            ontology: rows.map(|row| [row[0], row[1], row[2]]).collect(),
            dump,
        }
    }

    /// Whether a quad is made anew and need not be understood.
    pub(super) fn has(&self, row: &Row) -> bool {
        let [subject, predicate, object, graph] = *row;
        let is_of_view = || self.is_view(graph);
        let is_of_dataset = || {
            let iri = self.dump.iri(subject).unwrap_or_default();
            let rest = iri.strip_prefix(&self.dataset);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.properties.contains(&predicate)
            || self.things.contains(&subject)
            || is_of_view()
            || is_of_dataset()
            || self.ontology.contains(&[subject, predicate, object])
    }

    fn is_view(&self, graph: u32) -> bool {
        graph != super::dump::DEFAULT
            && self.dump.iri(graph).is_some_and(|iri| iri.starts_with(&self.views))
    }
}
