//! Readings and the ontology as quads, on their way into memory or onto the disk.

use std::collections::BTreeMap;
use std::error::Error;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedNode, NamedOrBlankNode, Quad};
use oxigraph::store::BulkLoader;
use rayon::prelude::*;

use super::Store;
use super::graph::ontology_graph;
use crate::encode::{Encoder, Version};
use crate::model::Reading;
use crate::ontology::Ontology;
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

/// Loads the ontology, and what is said of the terms of the record.
pub(super) fn ontology(store: &Store, loader: &mut BulkLoader<'_>) -> Result<(), Box<dyn Error>> {
    let graph = GraphName::NamedNode(ontology_graph(&store.namer));
    for file in store.ontology.turtle() {
        let parser = RdfParser::from_format(RdfFormat::Turtle)
            .without_named_graphs()
            .with_default_graph(graph.clone());
        loader.load_from_slice(parser, &file.text)?;
    }
    if store.ontology.class_iri("Claim").is_none() {
        loader.load_quads(record_terms(&graph)?)?;
    }
    Ok(())
}

/// What is said of the terms of the record: an ontology of a user's own need not describe them.
fn record_terms(graph: &GraphName) -> Result<Vec<Quad>, Box<dyn Error>> {
    let ontology = Ontology::built_in()?;
    let mut terms = Vec::new();
    for file in ontology.turtle() {
        let parser = RdfParser::from_format(RdfFormat::Turtle).with_default_graph(graph.clone());
        for quad in parser.for_slice(&file.text) {
            let quad = quad?;
            let is_ours = |node: &NamedNode| cg::ALL.contains(&node.as_str());
            if matches!(&quad.subject, NamedOrBlankNode::NamedNode(node) if is_ours(node)) {
                terms.push(quad);
            }
        }
    }
    Ok(terms)
}
