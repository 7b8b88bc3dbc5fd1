//! The graph of a store in memory.

use std::error::Error;

use oxigraph::store::Store as Quads;

use super::labels::Labels;
use super::load::{self, BATCH};
use super::versions::versions_of;
use super::{Store, StoreError};
use crate::model::Reading;

/// All readings of a store as quads in memory, with the claims of at least this confidence. Claims
/// that nobody has weighed are there, whatever it is.
pub(super) fn open(store: &Store, least: f64) -> Result<Quads, StoreError> {
    let mut readings = store.readings()?;
    readings.iter_mut().for_each(|reading| load::leave_sure(reading, least));
    fill(store, &readings).map_err(|error| StoreError::about(&store.folder, error))
}

fn fill(store: &Store, readings: &[Reading]) -> Result<Quads, Box<dyn Error>> {
    let quads = Quads::new()?;
    let versions = versions_of(readings);
    let mut labels = Labels::default();
    let mut loader = quads.bulk_loader();
    for batch in readings.chunks(BATCH) {
        let mut brought = load::encode(store, batch, &versions);
        brought.iter_mut().for_each(|quads| labels.take(quads));
        loader.load_quads(brought.into_iter().flatten())?;
    }
    loader.load_quads(load::ontology(&store.namer, &store.ontology)?)?;
    loader.commit()?;
    labels.write(&quads)?;
    Ok(quads)
}
