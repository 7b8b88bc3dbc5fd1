//! The graph of a store in memory.

use std::error::Error;

use oxigraph::store::Store as Quads;

use super::labels::Labels;
use super::load::{self, BATCH};
use super::versions::versions;
use super::{Store, StoreError};
use crate::model::Reading;

/// All readings of a store as quads in memory, with the claims of at least this confidence. Claims
/// that nobody has weighed are there, whatever it is.
pub(super) fn open(store: &Store, least: f64) -> Result<Quads, StoreError> {
    let mut readings = store.readings()?;
    for reading in &mut readings {
        reading.document.claims.retain(|claim| claim.confidence.is_none_or(|sure| sure >= least));
    }
    fill(store, &readings).map_err(|error| StoreError::about(&store.folder, error))
}

fn fill(store: &Store, readings: &[Reading]) -> Result<Quads, Box<dyn Error>> {
    let quads = Quads::new()?;
    let heads: Vec<_> = readings.iter().map(Into::into).collect();
    let versions = versions(&heads);
    let mut labels = Labels::default();
    let mut loader = quads.bulk_loader();
    for batch in readings.chunks(BATCH) {
        let mut brought = load::encode(store, batch, &versions);
        brought.iter_mut().for_each(|quads| labels.take(quads));
        loader.load_quads(brought.into_iter().flatten())?;
    }
    load::ontology(store, &mut loader)?;
    loader.commit()?;
    labels.write(&quads)?;
    Ok(quads)
}
