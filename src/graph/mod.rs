//! The plain graph of a view, for programs that draw: things as nodes, what is claimed of them as
//! edges, one for each pair and relation, with what stands behind it.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, Quad, Term};

use crate::query::Labels;
use crate::store::Graph;
use crate::vocab::{cg, dct, oa, rdf, wgs84};

/// Nodes and edges, each sorted by address.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Network {
    /// What has an edge.
    pub nodes: Vec<Node>,
    /// What is claimed.
    pub edges: Vec<Edge>,
}

/// A thing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Node {
    /// Its address.
    pub iri: String,
    /// Its usual name.
    pub label: String,
    /// Its class: `Militia`.
    pub class: String,
    /// The name of its country, where known.
    pub country: Option<String>,
    /// Degrees north (WGS 84), where known.
    pub lat: Option<f64>,
    /// Degrees east, where known.
    pub lon: Option<f64>,
    /// How many claims the edges at it rest on.
    pub claims: usize,
}

/// All claims of one relation between two things.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edge {
    /// The address of the subject.
    pub source: String,
    /// The address of the object.
    pub target: String,
    /// The relation: `deployedTo`.
    pub relation: String,
    /// What people call it: "deployed to".
    pub label: String,
    /// Whether it holds both ways.
    pub symmetric: bool,
    /// How many claims assert it.
    pub claims: usize,
    /// How many reports do.
    pub reports: usize,
    /// How many tellers they go back to, counted by name.
    pub tellers: usize,
    /// How surely it is claimed, at the surest.
    pub certainty: &'static str,
    /// The first and last day on which a report that claims it was issued.
    pub claimed: Option<(String, String)>,
    /// The first and last day of the events, where known.
    pub happened: Option<(String, String)>,
    /// The names of the tellers.
    pub sources: Vec<String>,
    /// The words that show it, of the surest claim.
    pub quote: String,
}

/// One claim behind an edge.
#[derive(Debug, Clone, Default)]
struct Ground {
    surety: usize,
    claim: String,
    report: String,
    origin: String,
    issued: Option<String>,
    earliest: Option<String>,
    latest: Option<String>,
    quote: String,
}

/// Words for how surely something is claimed, the surest first.
const CERTAINTIES: [(&str, &str); 3] =
    [(cg::CERTAIN, "certain"), (cg::PROBABLE, "probable"), (cg::POSSIBLE, "possible")];

impl Network {
    /// The network of a view of a graph.
    pub fn of(graph: &Graph, view: &str) -> Network {
        let labels = Labels::new(graph);
        let grounds = grounds(graph, &labels);
        let view = graph.view(view);
        let name = GraphNameRef::NamedNode(view.as_ref());
        let mut plain: Vec<Quad> = graph.matching(None, None, None, Some(name)).collect();
        let mut network = Network::default();
        let mut ends: BTreeMap<String, usize> = BTreeMap::new();
        plain.sort_by_cached_key(ToString::to_string);
        for quad in &plain {
            let Some(key) = key(quad) else { continue };
            let Some(grounds) = grounds.get(&key) else { continue };
            let edge = edge(&key, grounds, graph, &labels);
            for end in [&edge.source, &edge.target] {
                *ends.entry(end.clone()).or_default() += edge.claims;
            }
            network.edges.push(edge);
        }
        network.nodes =
            ends.into_iter().map(|(iri, claims)| node(iri, claims, graph, &labels)).collect();
        network
    }
}

type Key = (String, String, String);

fn key(quad: &Quad) -> Option<Key> {
    let subject = iri(&Term::from(quad.subject.clone()))?;
    Some((subject, quad.predicate.as_str().to_owned(), iri(&quad.object)?))
}

fn iri(term: &Term) -> Option<String> {
    match term {
        Term::NamedNode(node) => Some(node.as_str().to_owned()),
        _ => None,
    }
}

/// The claims that assert each subject, relation and object, as what has happened.
fn grounds(graph: &Graph, labels: &Labels<'_>) -> BTreeMap<Key, Vec<Ground>> {
    let states = NamedNodeRef::new_unchecked(cg::STATES);
    let mut grounds: BTreeMap<Key, Vec<Ground>> = BTreeMap::new();
    for quad in graph.matching(None, Some(states), None, None) {
        let (Some(claim), Some(statement)) =
            (iri(&Term::from(quad.subject.clone())), iri(&quad.object))
        else {
            continue;
        };
        let one = |subject: &str, property: &str| {
            labels.object(NamedNodeRef::new_unchecked(subject), property)
        };
        let link = |subject: &str, property: &str| one(subject, property).as_ref().and_then(iri);
        let text = |subject: &str, property: &str| {
            labels.value(NamedNodeRef::new_unchecked(subject), property)
        };
        let asserted = link(&claim, cg::POLARITY).as_deref() == Some(cg::ASSERTED);
        if !asserted || one(&claim, cg::PLANNED).is_some() {
            continue;
        }
        let parts = [rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT].map(|part| link(&statement, part));
        let [Some(subject), Some(relation), Some(object)] = parts else { continue };
        let report = link(&claim, cg::STATED_IN).unwrap_or_default();
        let event = link(&claim, cg::EVENT).unwrap_or_default();
        let certainty = link(&claim, cg::CERTAINTY).unwrap_or_default();
        let surety = CERTAINTIES.iter().position(|(iri, _)| *iri == certainty).unwrap_or(2);
        let origin = link(&claim, cg::ORIGIN).unwrap_or_default();
        let ground = Ground {
            surety,
            issued: text(&report, dct::ISSUED),
            earliest: text(&event, cg::EARLIEST),
            latest: text(&event, cg::LATEST),
            quote: text(&format!("{claim}/evidence/quote"), oa::EXACT).unwrap_or_default(),
            origin,
            report,
            claim,
        };
        grounds.entry((subject, relation, object)).or_default().push(ground);
    }
    for grounds in grounds.values_mut() {
        grounds
            .sort_by(|a, b| (a.surety, &a.issued, &a.claim).cmp(&(b.surety, &b.issued, &b.claim)));
    }
    grounds
}

fn edge(key: &Key, grounds: &[Ground], graph: &Graph, labels: &Labels<'_>) -> Edge {
    let (source, relation, target) = key.clone();
    let known = graph.ontology().relations().find(|known| known.iri == relation);
    let distinct = |of: fn(&Ground) -> &String| grounds.iter().map(of).collect::<BTreeSet<_>>();
    let span = |first: fn(&Ground) -> Option<&String>, last: fn(&Ground) -> Option<&String>| {
        let start = grounds.iter().filter_map(first).min()?.clone();
        let end = grounds.iter().filter_map(last).max()?.clone();
        Some(if start <= end { (start, end) } else { (end, start) })
    };
    let tellers = distinct(|ground| &ground.origin);
    let sources: BTreeSet<String> = tellers
        .iter()
        .map(|origin| labels.of(&NamedNode::new_unchecked(origin.as_str()).into()))
        .collect();
    Edge {
        label: known.map_or_else(|| relation.clone(), |known| known.label.clone()),
        relation: known.map_or_else(|| relation.clone(), |known| known.name.clone()),
        symmetric: known.is_some_and(|known| known.symmetric),
        claims: grounds.len(),
        reports: distinct(|ground| &ground.report).len(),
        tellers: tellers.len(),
        certainty: grounds.first().map_or("", |ground| CERTAINTIES[ground.surety].1),
        claimed: span(|ground| ground.issued.as_ref(), |ground| ground.issued.as_ref()),
        happened: span(
            |ground| ground.earliest.as_ref().or(ground.latest.as_ref()),
            |ground| ground.latest.as_ref().or(ground.earliest.as_ref()),
        ),
        sources: sources.into_iter().collect(),
        quote: grounds.first().map(|ground| ground.quote.clone()).unwrap_or_default(),
        source,
        target,
    }
}

fn node(iri: String, claims: usize, graph: &Graph, labels: &Labels<'_>) -> Node {
    let thing = NamedNodeRef::new_unchecked(&iri);
    let label_of = |term: Term| labels.of(&term);
    let class = labels.object(thing, rdf::TYPE).map(|class| match class {
        Term::NamedNode(class) => {
            class.as_str().rsplit(['#', '/']).next().unwrap_or_default().to_owned()
        }
        other => other.to_string(),
    });
    let degrees = |property| labels.value(thing, property).and_then(|degrees| degrees.parse().ok());
    let country = labels.object(thing, cg::COUNTRY).map(label_of);
    let (lat, lon) = (degrees(wgs84::LAT), degrees(wgs84::LONG));
    let label =
        labels.label(thing).unwrap_or_else(|| crate::query::short(&iri, graph.namer().base()));
    Node { label, class: class.unwrap_or_default(), country, lat, lon, claims, iri }
}
