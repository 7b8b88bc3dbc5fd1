//! Claims as nodes: each leads to what it is of, where it is stated, and who says so.

use std::collections::BTreeMap;

use oxigraph::model::NamedNodeRef;

use super::claims::{Ground, iri, relation_names};
use super::nodes::{ClaimColumns, Tally};
use super::{Cut, Edge, Edges, Network};
use crate::query::Labels;
use crate::store::Graph;
use crate::vocab::dct;

/// The record of a graph: claims, denied and planned ones too, and what they lead to.
pub(super) fn network(graph: &Graph, claims: &[Ground], cut: &Cut) -> Network {
    let labels = Labels::new(graph);
    let is_wanted = |ground: &&Ground| {
        let ends = [Some(&ground.subject), ground.object.as_ref()];
        ends.into_iter().flatten().all(|end| cut.has_class(end, &labels))
    };
    let claims: Vec<&Ground> = claims.iter().filter(is_wanted).collect();
    let mut tally = Tally::default();
    let mut edges = BTreeMap::new();
    for ground in &claims {
        tally.count(&ground.claim, ground);
        let mut add = |source: &str, relation: &'static str, target: &str| {
            tally.count(target, ground);
            let key = (source.to_owned(), target.to_owned(), relation);
            edges.entry(key).or_insert_with(|| link(source, relation, target));
        };
        for (relation, target) in links(ground) {
            add(&ground.claim, relation, target);
        }
        let publisher = labels.object(NamedNodeRef::new_unchecked(&ground.report), dct::PUBLISHER);
        if let Some(publisher) = publisher.as_ref().and_then(iri) {
            add(&ground.report, "published by", &publisher);
        }
    }
    let mut nodes = tally.nodes(graph, &labels, cut);
    let by_address: BTreeMap<&str, &Ground> =
        claims.iter().map(|ground| (ground.claim.as_str(), *ground)).collect();
    for node in &mut nodes {
        let Some(ground) = by_address.get(node.iri.as_str()) else { continue };
        let (relation, label) = relation_names(&ground.relation, graph);
        node.label = label.to_owned();
        node.claim = Some(ClaimColumns {
            relation: relation.to_owned(),
            polarity: if ground.is_asserted { "asserted" } else { "denied" },
            certainty: ground.certainty(),
            planned: ground.is_planned,
            start: ground.earliest.clone(),
            end: ground.latest.clone(),
            quote: ground.quote.clone(),
        });
    }
    let (edges, base) = (edges.into_values().collect(), graph.namer().base().to_owned());
    Network { kind: Edges::Claims, nodes, edges, base, pivots: None, is_geographic: false }
}

/// Where a claim leads.
fn links(ground: &Ground) -> Vec<(&'static str, &str)> {
    let object = ground.object.as_deref().map(|object| ("object", object));
    let tellers = ground.tellers.iter().map(|teller| ("told by", teller.as_str()));
    let rest = [("stated in", ground.report.as_str()), ("origin", ground.origin.as_str())];
    let links = std::iter::once(("subject", ground.subject.as_str()));
    links.chain(object).chain(rest).chain(tellers).filter(|(_, end)| !end.is_empty()).collect()
}

fn link(source: &str, relation: &str, target: &str) -> Edge {
    Edge {
        source: source.to_owned(),
        target: target.to_owned(),
        relation: relation.to_owned(),
        label: relation.to_owned(),
        weight: 1,
        ..Edge::default()
    }
}
