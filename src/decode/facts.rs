//! What graphs say of entities and countries: class, names, what the gazetteer knew of them.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::Term;

use super::dump::{DEFAULT, Dump, Row};
use crate::vocab::{cg, geo, rdf, skos, xsd};

const WIKIDATA: &str = "http://www.wikidata.org/entity/";
const GEONAMES: &str = "https://sws.geonames.org/";

/// What the dump says of entities and their countries, graph by graph.
#[derive(Debug, Default)]
pub(super) struct Facts {
    known: BTreeMap<(u32, u32), Facets>,
    /// The one preferred label of a thing.
    pub(super) preferred: BTreeMap<u32, String>,
    /// The things that some report states; a country may be known through its places alone.
    stated: BTreeSet<u32>,
}

/// What a graph says of a thing: several values where reports did not agree.
#[derive(Debug, Clone, Default)]
pub(super) struct Facets {
    pub(super) classes: Vec<String>,
    pub(super) preferred: Vec<String>,
    pub(super) alternative: Vec<String>,
    pub(super) wikidata: Vec<String>,
    pub(super) geonames: Vec<String>,
    pub(super) positions: Vec<String>,
    pub(super) owners: Vec<String>,
    pub(super) countries: Vec<(String, u32)>,
}

impl Facts {
    pub(super) fn of(dump: &Dump, entities: impl Iterator<Item = u32>) -> Facts {
        let stated: BTreeSet<u32> = entities.collect();
        let country = dump.find(cg::COUNTRY);
        let countries = dump.rows().iter().filter(|row| Some(row[1]) == country).map(|row| row[2]);
        let all: BTreeSet<u32> = stated.iter().copied().chain(countries).collect();
        let mut facts = Facts { stated, ..Facts::default() };
        for row in all.iter().flat_map(|thing| dump.of(*thing)) {
            facts.known.entry((row[0], row[3])).or_default().add(dump, row);
        }
        for ((thing, _), facets) in &mut facts.known {
            facets.sort();
            if let Some(label) = facets.preferred.first() {
                facts.preferred.entry(*thing).or_insert_with(|| label.clone());
            }
        }
        facts
    }

    /// What a report sees of a thing.
    pub(super) fn seen(&self, thing: u32, report: u32) -> Facets {
        let mut all = self.known.get(&(thing, DEFAULT)).cloned().unwrap_or_default();
        if let Some(own) = self.known.get(&(thing, report)) {
            all.extend(own);
        }
        all
    }

    /// The names by which a report knows a country through one of its places.
    pub(super) fn country_names(&self, country: u32, report: u32) -> Vec<String> {
        let seen = self.seen(country, report);
        if self.stated.contains(&country) {
            return seen.name(self.preferred.get(&country)).into_iter().collect();
        }
        // Nothing else says them.
        [seen.preferred, seen.alternative].concat()
    }
}

impl Facets {
    fn add(&mut self, dump: &Dump, row: &Row) {
        let property = dump.iri(row[1]).unwrap_or_default();
        match dump.term(row[2]) {
            Term::NamedNode(node) => self.add_link(property, node.as_str(), row[2]),
            Term::Literal(literal) => {
                let value = literal.value().to_owned();
                match (property, literal.language(), literal.datatype().as_str()) {
                    (skos::PREF_LABEL, Some("en"), _) => self.preferred.push(value),
                    (skos::ALT_LABEL, None, xsd::STRING) => {
                        self.alternative.push(value);
                    }
                    (cg::OWNER, None, xsd::STRING) => self.owners.push(value),
                    (geo::AS_WKT, None, geo::WKT_LITERAL) => self.positions.push(value),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn add_link(&mut self, property: &str, node: &str, number: u32) {
        match property {
            rdf::TYPE => self.classes.push(node.to_owned()),
            cg::COUNTRY => self.countries.push((node.to_owned(), number)),
            skos::EXACT_MATCH => {
                if let Some(id) = node.strip_prefix(WIKIDATA) {
                    self.wikidata.push(id.to_owned());
                } else if let Some(id) = node.strip_prefix(GEONAMES) {
                    self.geonames.push(id.trim_end_matches('/').to_owned());
                }
            }
            _ => {}
        }
    }

    fn extend(&mut self, other: &Facets) {
        self.classes.extend_from_slice(&other.classes);
        self.preferred.extend_from_slice(&other.preferred);
        self.alternative.extend_from_slice(&other.alternative);
        self.wikidata.extend_from_slice(&other.wikidata);
        self.geonames.extend_from_slice(&other.geonames);
        self.positions.extend_from_slice(&other.positions);
        self.owners.extend_from_slice(&other.owners);
        self.countries.extend_from_slice(&other.countries);
        self.sort();
    }

    fn sort(&mut self) {
        let lists = [
            &mut self.classes,
            &mut self.preferred,
            &mut self.alternative,
            &mut self.wikidata,
            &mut self.geonames,
            &mut self.positions,
            &mut self.owners,
        ];
        for list in lists {
            list.sort();
            list.dedup();
        }
        self.countries.sort();
        self.countries.dedup();
    }

    /// The usual name of a thing whose preferred label is `first`. A report may call it by another,
    /// which comes later in the order of letters and is an alternative label.
    pub(super) fn name(&self, first: Option<&String>) -> Option<String> {
        let own = self.preferred.first();
        own.or_else(|| {
            self.alternative.iter().find(|label| first.is_some_and(|first| *label > first))
        })
        .cloned()
    }
}
