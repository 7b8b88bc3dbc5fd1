//! The nodes of a network, and what is known of them.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedNodeRef, Term};

use super::Cut;
use super::claims::{Ground, local};
use super::palette::Palette;
use crate::query::{Labels, short};
use crate::store::{Graph, address};
use crate::vocab::{cg, rdf, skos, wgs84};

/// A thing; where edges are claims, also a claim or a report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Node {
    /// Its address.
    pub iri: String,
    /// Its usual name.
    pub label: String,
    /// Its class: `Militia`.
    pub class: String,
    /// The colour of its class: red, green, blue.
    pub colour: [u8; 3],
    /// The name of its country, where known.
    pub country: Option<String>,
    /// Degrees north (WGS 84), where known.
    pub lat: Option<f64>,
    /// Degrees east, where known.
    pub lon: Option<f64>,
    /// The first and last day on which a report with a claim of it was issued.
    pub seen: Option<(String, String)>,
    /// How many claims are behind the edges at it.
    pub claims: usize,
    /// How many tellers these go back to.
    pub origins: usize,
    /// How many nodes it has an edge with.
    pub degree: usize,
    /// The share of the shortest ways between others that pass it, from 0 to 1.
    pub betweenness: f64,
    /// The number of its community; 1 is the largest.
    pub community: usize,
    /// Where it stands, to the right and upward.
    pub position: (f64, f64),
    /// What is claimed, of a claim.
    pub claim: Option<ClaimColumns>,
}

/// What is known of a claim that is a node.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ClaimColumns {
    /// The relation: `deployedTo`.
    pub relation: String,
    /// `asserted` or `denied`.
    pub polarity: &'static str,
    /// How surely.
    pub certainty: &'static str,
    /// Whether it is only planned.
    pub planned: bool,
    /// When it happened, where known.
    pub start: Option<String>,
    /// Until when, where known.
    pub end: Option<String>,
    /// The words that show it.
    pub quote: String,
}

/// What is counted at the ends of edges.
#[derive(Debug, Default)]
pub(super) struct Tally<'c>(BTreeMap<String, Counted<'c>>);

#[derive(Debug, Default)]
struct Counted<'c> {
    claims: BTreeSet<&'c str>,
    origins: BTreeSet<&'c str>,
    days: BTreeSet<&'c str>,
}

impl<'c> Tally<'c> {
    /// Counts a claim at one of its ends.
    pub(super) fn count(&mut self, end: &str, ground: &'c Ground) {
        let counted = self.0.entry(end.to_owned()).or_default();
        counted.claims.insert(&ground.claim);
        counted.origins.insert(&ground.origin);
        counted.days.extend(ground.issued.as_deref());
    }

    /// The nodes, sorted by address, with those that a cut wants besides.
    pub(super) fn nodes(mut self, graph: &Graph, labels: &Labels<'_>, cut: &Cut) -> Vec<Node> {
        for centre in cut.centres() {
            self.0.entry(centre.clone()).or_default();
        }
        if cut.wants_isolated() {
            let named = NamedNodeRef::new_unchecked(skos::PREF_LABEL);
            for quad in graph.matching(None, Some(named), None, None) {
                let thing = address(&quad.subject);
                if cut.has_class(thing, labels) {
                    self.0.entry(thing.to_owned()).or_default();
                }
            }
        }
        let palette = Palette::of(graph.ontology());
        let known = |(iri, counted): (String, Counted<'_>)| {
            let day = |day: Option<&&str>| day.map(|day| (*day).to_owned());
            Node {
                seen: day(counted.days.first()).zip(day(counted.days.last())),
                claims: counted.claims.len(),
                origins: counted.origins.len(),
                ..node(iri, graph, labels, &palette)
            }
        };
        self.0.into_iter().map(known).collect()
    }
}

/// What the graph knows of a thing.
fn node(iri: String, graph: &Graph, labels: &Labels<'_>, palette: &Palette) -> Node {
    let thing = NamedNodeRef::new_unchecked(&iri);
    let degrees = |property| labels.value(thing, property).and_then(|degrees| degrees.parse().ok());
    let class = class(thing, labels);
    let label = match class.as_str() {
        "Report" => Some(labels.of(&Term::from(thing))),
        _ => labels.label(thing),
    };
    let label = label.filter(|label| !label.trim().is_empty());
    Node {
        label: label.unwrap_or_else(|| short(&iri, graph.namer().base())),
        country: labels.object(thing, cg::COUNTRY).map(|country| labels.of(&country)),
        lat: degrees(wgs84::LAT),
        lon: degrees(wgs84::LONG),
        colour: palette.colour(&class),
        class,
        iri,
        ..Node::default()
    }
}

/// The name of the class of a thing; empty if it has none.
pub(super) fn class(thing: NamedNodeRef<'_>, labels: &Labels<'_>) -> String {
    match labels.object(thing, rdf::TYPE) {
        Some(Term::NamedNode(class)) => local(class.as_str()).to_owned(),
        _ => String::new(),
    }
}
