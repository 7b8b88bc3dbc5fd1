//! The graph of a store, for queries and exports.

use std::collections::BTreeMap;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{
    GraphName, GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term,
};
use oxigraph::store::Store as Quads;
use rayon::prelude::*;

use super::versions::versions;
use super::{Store, StoreError};
use crate::encode::Encoder;
use crate::naming::Namer;
use crate::ontology::Ontology;
use crate::vocab::{cg, skos};

/// The quads of all readings: the record in the default graph, views and the ontology beside it.
pub struct Graph {
    quads: Quads,
    namer: Namer,
    ontology: Ontology,
}

/// Readings turned into quads before any of them is stored.
const BATCH: usize = 256;

impl Graph {
    pub(super) fn of(store: &Store) -> Result<Graph, StoreError> {
        let fail = |error: &dyn std::fmt::Display| StoreError::about(&store.folder, error);
        let quads = Quads::new().map_err(|error| fail(&error))?;
        let readings = store.readings()?;
        let heads: Vec<_> = readings.iter().map(Into::into).collect();
        let versions = versions(&heads);
        let encoder = Encoder::new(&store.ontology, &store.namer);
        let mut loader = quads.bulk_loader();
        for batch in readings.chunks(BATCH) {
            let encoded: Vec<Vec<Quad>> = batch
                .par_iter()
                .map(|reading| {
                    let version = versions.get(&reading.iri).cloned().unwrap_or_default();
                    encoder.quads(reading, &version)
                })
                .collect();
            loader.load_quads(encoded.into_iter().flatten()).map_err(|error| fail(&error))?;
        }
        let graph = GraphName::NamedNode(ontology_graph(&store.namer));
        for file in store.ontology.turtle() {
            let parser = RdfParser::from_format(RdfFormat::Turtle)
                .without_named_graphs()
                .with_default_graph(graph.clone());
            loader
                .load_from_slice(parser, &file.text)
                .map_err(|error| StoreError::about(&store.folder, error))?;
        }
        if store.ontology.class_iri("Claim").is_none() {
            let terms = record_terms(&graph).map_err(|error| fail(&error))?;
            loader.load_quads(terms).map_err(|error| fail(&error))?;
        }
        loader.commit().map_err(|error| fail(&error))?;
        let graph = Graph { quads, namer: store.namer.clone(), ontology: store.ontology.clone() };
        graph.settle_labels().map_err(|error| fail(&error))?;
        Ok(graph)
    }

    /// The quads themselves.
    pub fn quads(&self) -> &Quads {
        &self.quads
    }

    /// What names the things in it.
    pub fn namer(&self) -> &Namer {
        &self.namer
    }

    /// The classes and relations that it was built with.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// The graph with the plain edges of a view.
    pub fn view(&self, name: &str) -> NamedNode {
        NamedNode::new_unchecked(self.namer.view(name))
    }

    /// The graph that holds the ontology.
    pub fn ontology_graph(&self) -> NamedNode {
        ontology_graph(&self.namer)
    }

    /// Leaves each thing one preferred label, as SKOS demands: the first in the order of letters.
    /// The others are alternative ones. So the order of reading does not matter.
    fn settle_labels(&self) -> Result<(), oxigraph::store::StorageError> {
        let preferred = NamedNodeRef::new_unchecked(skos::PREF_LABEL);
        let mut labels: BTreeMap<String, Vec<Literal>> = BTreeMap::new();
        for quad in self.quads.quads_for_pattern(
            None,
            Some(preferred),
            None,
            Some(GraphNameRef::DefaultGraph),
        ) {
            let quad = quad?;
            if let Term::Literal(label) = quad.object {
                labels.entry(address(&quad.subject).to_owned()).or_default().push(label);
            }
        }
        let mut change = self.quads.start_transaction()?;
        for (subject, mut labels) in labels {
            labels.sort_by(|a, b| a.value().cmp(b.value()));
            let subject = NamedNode::new_unchecked(subject);
            let quad = |property: &str, label: Literal| {
                let property = NamedNode::new_unchecked(property);
                Quad::new(subject.clone(), property, label, GraphName::DefaultGraph)
            };
            for label in labels.drain(1..) {
                let alternative = Literal::new_simple_literal(label.value());
                change.remove(&quad(skos::PREF_LABEL, label));
                change.insert(&quad(skos::ALT_LABEL, alternative));
            }
            let label = Literal::new_simple_literal(labels[0].value());
            change.remove(&quad(skos::ALT_LABEL, label));
        }
        change.commit()
    }
}

/// The address of a thing; the graph has no blank nodes.
pub(crate) fn address(node: &NamedOrBlankNode) -> &str {
    match node {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(node) => node.as_str(),
    }
}

/// What is said of the terms of the record: an ontology of a user's own need not describe them.
fn record_terms(graph: &GraphName) -> Result<Vec<Quad>, Box<dyn std::error::Error>> {
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

fn ontology_graph(namer: &Namer) -> NamedNode {
    NamedNode::new_unchecked(namer.view("ontology"))
}
