//! The graph of a store in memory.

use std::error::Error;

use oxigraph::model::GraphNameRef;
use oxigraph::store::Store as Quads;

use super::labels::Labels;
use super::load::{self, BATCH};
use super::scope::{Scope, Seen};
use super::{Store, StoreError};
use crate::corroborate::{Corroboration, Policy};
use crate::encode::{Encoder, REPORTED};

/// What is seen of a store as quads in memory, and how it stands.
pub(super) fn open(store: &Store, scope: &Scope) -> Result<(Quads, Corroboration), StoreError> {
    let seen = Seen::of(store, scope)?;
    let quads = fill(store, &seen, scope);
    let quads = quads.map_err(|error| StoreError::about(&store.folder, error))?;
    Ok((quads, seen.corroboration))
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
    loader.commit()?;
    Ok(quads)
}
