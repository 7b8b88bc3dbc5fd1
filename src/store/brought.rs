//! What each report brings to the graph, report by report.

use oxigraph::model::Quad;

use super::scope::{Scope, Seen};
use super::{Store, StoreError, load};

impl Store {
    /// Hands over the quads of each report that is seen with its address, as readings have them: labels are
    /// not settled.
    pub(crate) fn each_brought<E: From<StoreError>>(
        &self,
        scope: &Scope,
        mut take: impl FnMut(&str, Vec<Quad>) -> Result<(), E>,
    ) -> Result<(), E> {
        let seen = Seen::of(self, scope)?;
        for batch in seen.readings.chunks(load::BATCH) {
            let brought = load::encode(self, batch, &seen.versions);
            for (reading, quads) in batch.iter().zip(brought) {
                take(&reading.iri, quads)?;
            }
        }
        Ok(())
    }
}
