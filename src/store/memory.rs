//! The graph of a store in memory.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{BlankNode, GraphNameRef, NamedOrBlankNode, Quad, Term};
use oxigraph::store::{StorageError, Store as Quads};

use super::labels::Labels;
use super::load::{self, BATCH};
use super::scope::{Scope, Seen};
use super::{Store, StoreError};
use crate::corroborate::{Corroboration, Policy};
use crate::encode::{Encoder, REPORTED};
use crate::model::Reading;

/// What is seen of a store as quads in memory, and how it stands.
pub(super) fn open(store: &Store, scope: &Scope) -> Result<(Quads, Corroboration), StoreError> {
    together(store, Seen::of(store, scope)?, scope)
}

/// The same of readings, whatever the store's folder holds.
pub(super) fn of_readings(
    store: &Store,
    readings: &[Reading],
) -> Result<(Quads, Corroboration), StoreError> {
    let mut readings = readings.to_vec();
    readings.sort_by(|a, b| a.iri.cmp(&b.iri));
    readings.dedup_by(|a, b| a.iri == b.iri);
    let scope = Scope::default();
    together(store, Seen::of_readings(store, readings, &scope)?, &scope)
}

fn together(
    store: &Store,
    seen: Seen,
    scope: &Scope,
) -> Result<(Quads, Corroboration), StoreError> {
    let quads = fill(store, &seen, scope);
    let quads = quads.map_err(|error| StoreError::about(&store.folder, error))?;
    Ok((quads, seen.corroboration))
}

/// RDF files as quads in memory, with the ontology beside them. Nodes without a name are numbered.
pub(super) fn of_rdf(store: &Store, files: &[PathBuf]) -> Result<Quads, StoreError> {
    let fail = |error: StorageError| StoreError::about(&store.folder, error);
    let quads = Quads::new().map_err(fail)?;
    let mut loader = quads.bulk_loader();
    let mut count = 0;
    for path in files {
        loader.load_quads(rdf(path, &mut count)?).map_err(fail)?;
    }
    let ontology = load::ontology(&store.namer, &store.ontology);
    let ontology = ontology.map_err(|error| StoreError::about(&store.folder, error))?;
    loader.load_quads(ontology).map_err(|error| StoreError::about(&store.folder, error))?;
    loader.commit().map_err(fail)?;
    Ok(quads)
}

/// The quads of a file; `count` nodes without a name have been met before.
fn rdf(path: &Path, count: &mut usize) -> Result<Vec<Quad>, StoreError> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let format = RdfFormat::from_extension(&ending).ok_or_else(|| {
        StoreError::about(path, "is no RDF by its ending; nq, nt, ttl, trig, rdf, jsonld are known")
    })?;
    let file = File::open(path)
        .map_err(|error| StoreError::about(path, format!("cannot be read: {error}")))?;
    let mut names: BTreeMap<String, BlankNode> = BTreeMap::new();
    let mut numbered = |node: BlankNode| -> BlankNode {
        let next = || {
            *count += 1;
            BlankNode::new_unchecked(format!("b{count}"))
        };
        names.entry(node.into_string()).or_insert_with(next).clone()
    };
    let mut quads = Vec::new();
    for quad in RdfParser::from_format(format).for_reader(BufReader::new(file)) {
        let mut quad = quad.map_err(|error| StoreError::about(path, error))?;
        if let NamedOrBlankNode::BlankNode(node) = quad.subject {
            quad.subject = numbered(node).into();
        }
        if let Term::BlankNode(node) = quad.object {
            quad.object = numbered(node).into();
        }
        quads.push(quad);
    }
    Ok(quads)
}

fn fill(store: &Store, seen: &Seen, scope: &Scope) -> Result<Quads, Box<dyn Error>> {
    let quads = Quads::new()?;
    let mut labels = Labels::default();
    let mut loader = quads.bulk_loader();
    for batch in seen.readings.chunks(BATCH) {
        let mut brought = load::encode(store, batch, &seen.versions);
        brought.iter_mut().for_each(|quads| labels.take(quads));
        loader.load_quads(brought.into_iter().flatten())?;
    }
    loader.load_quads(load::ontology(&store.namer, &store.ontology)?)?;
    loader.commit()?;
    labels.write(&quads)?;
    if scope.policy != Policy::default() {
        // What a report asserts need not count.
        let reported = oxigraph::model::NamedNode::new(store.namer.view(REPORTED))?;
        quads.clear_graph(GraphNameRef::NamedNode(reported.as_ref()))?;
    }
    let mut loader = quads.bulk_loader();
    let encoder = Encoder::new(&store.ontology, &store.namer);
    loader.load_quads(encoder.derived(&seen.corroboration))?;
    loader.load_quads(encoder.decided(&seen.decisions))?;
    loader.commit()?;
    Ok(quads)
}
