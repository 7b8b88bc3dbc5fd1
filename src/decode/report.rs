//! Reports: what each is, and what of the dump is its.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use oxigraph::model::Term;
use rayon::prelude::*;

use super::claim::Claims;
use super::dump::{DEFAULT, Dump, Row};
use super::entity::Entities;
use super::facts::Facts;
use super::{Finding, Findings};
use crate::model::{Document, Reading, Sketch, TableVersion};
use crate::naming::Namer;
use crate::ontology::Ontology;
use crate::vocab::{cg, dct, oa, prov, rdf, schema, xsd};

/// Classes of the record: whatever else a report states is an entity or an event.
const RECORD: [&str; 8] = [
    cg::REPORT,
    cg::CLAIM,
    cg::WITHDRAWN_CLAIM,
    cg::ATTRIBUTION_CLASS,
    oa::SPECIFIC_RESOURCE,
    oa::TEXT_QUOTE_SELECTOR,
    oa::TEXT_POSITION_SELECTOR,
    oa::FRAGMENT_SELECTOR,
];

/// The reports of a dump.
pub(super) struct Reports<'d> {
    pub(super) dump: &'d Dump,
    pub(super) ontology: &'d Ontology,
    pub(super) namer: Namer,
    /// What is not understood of the reports themselves.
    pub(super) findings: Vec<Finding>,
    /// What each report states.
    stated: BTreeMap<u32, Stated>,
    facts: Facts,
}

/// What one report states.
#[derive(Debug, Default)]
struct Stated {
    entities: Vec<u32>,
    claims: Vec<u32>,
}

/// A node as one report sees it: what is in the report's graph, and what is in none.
#[derive(Clone, Copy)]
pub(super) struct Node<'d> {
    pub(super) dump: &'d Dump,
    rows: &'d [Row],
    report: u32,
}

impl<'d> Reports<'d> {
    /// Finds the reports and what they state.
    pub(super) fn of(dump: &'d mut Dump, ontology: &'d Ontology) -> Result<Reports<'d>, String> {
        let reports: BTreeSet<u32> = of_class(dump, cg::REPORT).collect();
        let namer = base(dump, &reports)?;
        let views = namer.view("");
        let is_view = |graph: u32| dump.iri(graph).is_some_and(|iri| iri.starts_with(&views));
        let graphs: BTreeSet<u32> = dump.rows().iter().map(|row| row[3]).collect();
        let kept: BTreeSet<u32> = graphs
            .into_iter()
            .filter(|graph| *graph != DEFAULT && (reports.contains(graph) || is_view(*graph)))
            .collect();
        // A triple store may have put all into a graph of its own.
        dump.rename_graphs(|graph| if kept.contains(&graph) { graph } else { DEFAULT });
        let dump: &Dump = dump;
        let stated = stated(dump, &reports);
        let facts = Facts::of(dump, stated.values().flat_map(|stated| &stated.entities).copied());
        Ok(Reports { dump, ontology, namer, findings: Vec::new(), stated, facts })
    }

    /// The readings, sorted by address.
    pub(super) fn readings(&mut self) -> Vec<Reading> {
        let decoded: Vec<(Result<Reading, String>, Findings)> =
            self.stated.par_iter().map(|(report, stated)| self.reading(*report, stated)).collect();
        let mut all = Findings::default();
        let mut readings = Vec::new();
        for (reading, findings) in decoded {
            all.extend(findings);
            match reading {
                Ok(reading) => readings.push(reading),
                Err(report) => all.add("reports without cg:id or cg:sha256 are left out", report),
            }
        }
        self.findings = all.finish();
        readings.sort_by(|a, b| a.iri.cmp(&b.iri));
        readings
    }

    fn reading(&self, report: u32, stated: &Stated) -> (Result<Reading, String>, Findings) {
        let mut findings = Findings::default();
        let node = self.node(report, report);
        let iri = self.dump.iri(report).unwrap_or_default().to_owned();
        let (Some(id), Some(sha256)) = (node.text(cg::ID), node.text(cg::SHA256)) else {
            return (Err(iri), findings);
        };
        let mut entities = Entities::new(self, report, &stated.entities, &mut findings);
        let publisher = node.links(dct::PUBLISHER).next();
        let publisher = publisher.map(|outlet| entities.publisher(outlet));
        let claims = Claims { reports: self, report, publisher: publisher.as_ref() };
        let claims = claims.decode(&stated.claims, &mut entities, &mut findings);
        let (entities, tellers) = entities.finish(&claims);
        let document = Document {
            id: id.to_owned(),
            path: None,
            title: node.text(dct::TITLE).map(str::to_owned),
            publisher: publisher.map(|(name, _)| name),
            published: node.day(dct::ISSUED),
            url: node.typed(schema::URL, xsd::ANY_URI).next().map(str::to_owned),
            table: node.text(cg::TABLE).map(|table| TableVersion {
                table: table.to_owned(),
                version: node.text(cg::TABLE_VERSION).unwrap_or_default().to_owned(),
                revision: number(node, cg::TABLE_REVISION),
            }),
            entities,
            claims,
            tellers,
            diagnostics: Vec::new(),
        };
        let language = node.text(dct::LANGUAGE).map(str::to_owned);
        let sha256 = sha256.to_owned();
        let mut sketches: Vec<Sketch> =
            node.typed(cg::SKETCH, xsd::STRING).filter_map(Sketch::parse).collect();
        sketches.sort_unstable();
        // Versions of one web address find each other; others were said to be such.
        let revises = node.links(prov::WAS_REVISION_OF).next().and_then(|it| self.dump.iri(it));
        let revises = revises.filter(|_| document.url.is_none()).map(str::to_owned);
        let text = String::new();
        (Ok(Reading { iri, sha256, language, revises, text, sketches, document }), findings)
    }

    /// A node as a report sees it.
    pub(super) fn node(&self, number: u32, report: u32) -> Node<'d> {
        Node { dump: self.dump, rows: self.dump.of(number), report }
    }

    /// What is known of entities.
    pub(super) fn facts(&self) -> &Facts {
        &self.facts
    }
}

impl<'d> Node<'d> {
    /// The values of a property.
    pub(super) fn values(self, property: &'static str) -> impl Iterator<Item = u32> + use<'d> {
        let Node { dump, rows, report } = self;
        let is_seen = move |row: &&Row| row[3] == DEFAULT || row[3] == report;
        let is_of = move |row: &&Row| dump.iri(row[1]) == Some(property);
        let mut values: Vec<u32> = Vec::new();
        for row in rows.iter().filter(is_of).filter(is_seen) {
            if values.last() != Some(&row[2]) {
                values.push(row[2]);
            }
        }
        if values.len() > 1 {
            // Numbers depend on the order of the file.
            values.sort_by_cached_key(|value| dump.term(*value).to_string());
        }
        values.into_iter()
    }

    /// The nodes that a property leads to.
    pub(super) fn links(self, property: &'static str) -> impl Iterator<Item = u32> + use<'d> {
        let dump = self.dump;
        self.values(property).filter(move |value| dump.iri(*value).is_some())
    }

    /// The values of a property that are literals of a datatype.
    pub(super) fn typed(
        self,
        property: &'static str,
        datatype: &'static str,
    ) -> impl Iterator<Item = &'d str> + use<'d> {
        let dump = self.dump;
        self.values(property).filter_map(move |value| match dump.term(value) {
            Term::Literal(literal) if literal.datatype().as_str() == datatype => {
                Some(literal.value())
            }
            _ => None,
        })
    }

    /// The first plain text that a property has.
    pub(super) fn text(self, property: &'static str) -> Option<&'d str> {
        self.typed(property, xsd::STRING).next()
    }

    /// The first day that a property has, if it is one.
    pub(super) fn day(self, property: &'static str) -> Option<String> {
        self.typed(property, xsd::DATE)
            .find(|day| day.parse::<Date>().is_ok_and(|date| date.to_string() == **day))
            .map(str::to_owned)
    }

    /// Whether something plays a role in an event.
    pub(super) fn plays(self, end: u32, role: &str) -> bool {
        let is_it = |row: &&Row| row[2] == end && self.dump.iri(row[1]) == Some(role);
        self.rows.iter().any(|row| is_it(&row))
    }
}

/// The first whole number that a property has; none is 0.
fn number(node: Node<'_>, property: &'static str) -> u32 {
    node.typed(property, xsd::INTEGER).find_map(|text| text.parse().ok()).unwrap_or_default()
}

/// The subjects that are of a class.
fn of_class<'d>(dump: &'d Dump, class: &str) -> impl Iterator<Item = u32> + use<'d> {
    let (is_a, class) = (dump.find(rdf::TYPE), dump.find(class));
    let is_one = move |row: &&Row| Some(row[1]) == is_a && Some(row[2]) == class;
    dump.rows().iter().filter(is_one).map(|row| row[0])
}

/// The base of the reports' addresses.
fn base(dump: &Dump, reports: &BTreeSet<u32>) -> Result<Namer, String> {
    let mut bases: BTreeSet<&str> = BTreeSet::new();
    for report in reports {
        let iri = dump.iri(*report).unwrap_or_default();
        if let Some((base, _)) = iri.rsplit_once("report/") {
            bases.insert(base);
        }
    }
    match bases.iter().collect::<Vec<_>>()[..] {
        [] => Err("there is no report of Claimgraph's in it (cg:Report)".to_owned()),
        [base] => Namer::below(base),
        [one, other, ..] => Err(format!(
            "there are reports below {one} and below {other}; load them into stores of their own"
        )),
    }
}

/// What each report states: entities and claims.
fn stated(dump: &Dump, reports: &BTreeSet<u32>) -> BTreeMap<u32, Stated> {
    let mut stated: BTreeMap<u32, Stated> =
        reports.iter().map(|report| (*report, Stated::default())).collect();
    let claims: BTreeSet<u32> =
        of_class(dump, cg::CLAIM).chain(of_class(dump, cg::WITHDRAWN_CLAIM)).collect();
    let mut others: BTreeSet<u32> = RECORD.iter().flat_map(|class| of_class(dump, class)).collect();
    let event = dump.find(cg::EVENT);
    others.extend(dump.rows().iter().filter(|row| Some(row[1]) == event).map(|row| row[2]));
    let stated_in = dump.find(cg::STATED_IN);
    let mut last = None;
    for row in dump.rows().iter().filter(|row| Some(row[1]) == stated_in) {
        // The same triple may be in several graphs.
        if last.replace((row[0], row[2])) == Some((row[0], row[2])) {
            continue;
        }
        let Some(stated) = stated.get_mut(&row[2]) else { continue };
        if claims.contains(&row[0]) {
            stated.claims.push(row[0]);
        } else if !others.contains(&row[0]) {
            stated.entities.push(row[0]);
        }
    }
    stated
}
