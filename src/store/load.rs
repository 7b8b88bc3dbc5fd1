//! Readings and the ontology as quads, on their way into memory or onto the disk.

use std::collections::BTreeMap;
use std::error::Error;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{BlankNode, GraphName, NamedNode, NamedOrBlankNode, Quad, Term};
use rayon::prelude::*;

use super::graph::ontology_graph;
use super::{Store, address};
use crate::encode::{Encoder, Version};
use crate::model::Reading;
use crate::naming::Namer;
use crate::ontology::{Ontology, SourceFile};
use crate::vocab::cg;

/// Readings turned into quads before any of them is stored.
pub(super) const BATCH: usize = 256;

/// What each reading brings.
pub(super) fn encode(
    store: &Store,
    readings: &[Reading],
    versions: &BTreeMap<String, Version>,
) -> Vec<Vec<Quad>> {
    let encoder = Encoder::new(&store.ontology, &store.namer);
    let quads = |reading: &Reading| {
        let version = versions.get(&reading.iri).cloned().unwrap_or_default();
        encoder.quads(reading, &version)
    };
    readings.par_iter().map(quads).collect()
}

/// Leaves the claims of at least this confidence, and those that nobody has weighed.
pub(super) fn leave_sure(reading: &mut Reading, least: f64) {
    reading.document.claims.retain(|claim| claim.confidence.is_none_or(|sure| sure >= least));
}

/// The ontology, and what is said of the terms of the record, in the graph that is theirs.
///
/// Nodes without an address get one: file and place in it name them, as the same file is parsed in
/// the same order everywhere.
pub(crate) fn ontology(namer: &Namer, ontology: &Ontology) -> Result<Vec<Quad>, Box<dyn Error>> {
    let graph = GraphName::NamedNode(ontology_graph(namer));
    let mut quads = Vec::new();
    for file in ontology.turtle() {
        quads.extend(turtle(file, namer, &graph)?);
    }
    if ontology.class_iri("Claim").is_none() {
        quads.extend(record_terms(namer, &graph)?);
    }
    Ok(quads)
}

/// What is said of the terms of the record: an ontology of a user's own need not describe them.
fn record_terms(namer: &Namer, graph: &GraphName) -> Result<Vec<Quad>, Box<dyn Error>> {
    let ontology = Ontology::built_in()?;
    let mut terms = Vec::new();
    for file in ontology.turtle() {
        terms.extend(turtle(file, namer, graph)?);
    }
    terms.retain(|quad| cg::ALL.contains(&address(&quad.subject)));
    Ok(terms)
}

fn turtle(
    file: &SourceFile,
    namer: &Namer,
    graph: &GraphName,
) -> Result<Vec<Quad>, Box<dyn Error>> {
    let parser = RdfParser::from_format(RdfFormat::Turtle)
        .without_named_graphs()
        .with_default_graph(graph.clone());
    let stem = file.name.trim_end_matches(".ttl");
    let mut known: BTreeMap<String, NamedNode> = BTreeMap::new();
    let mut named = |node: BlankNode| {
        let next = known.len() + 1;
        known
            .entry(node.into_string())
            .or_insert_with(|| NamedNode::new_unchecked(namer.ontology_node(stem, next)))
            .clone()
    };
    let mut quads = Vec::new();
    for quad in parser.for_slice(&file.text) {
        let mut quad = quad?;
        if let NamedOrBlankNode::BlankNode(node) = quad.subject {
            quad.subject = named(node).into();
        }
        if let Term::BlankNode(node) = quad.object {
            quad.object = named(node).into();
        }
        quads.push(quad);
    }
    Ok(quads)
}
