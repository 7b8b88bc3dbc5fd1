//! What each report brings to the graph, report by report.

use std::collections::BTreeSet;

use oxigraph::model::Quad;

use super::versions::versions;
use super::{Store, StoreError, heads, load, segment};

impl Store {
    /// Hands over the quads of each report with its address, as readings have them: labels are not
    /// settled. Claims below the confidence `least` are left out. One segment is in memory at a time.
    pub(crate) fn each_brought<E: From<StoreError>>(
        &self,
        least: f64,
        mut take: impl FnMut(&str, Vec<Quad>) -> Result<(), E>,
    ) -> Result<(), E> {
        let versions = versions(&heads(&self.folder)?);
        let mut known = BTreeSet::new();
        for path in segment::paths(&self.folder)? {
            let mut readings = segment::read(&path)?;
            readings.retain(|reading| known.insert(reading.iri.clone()));
            readings.iter_mut().for_each(|reading| load::leave_sure(reading, least));
            for batch in readings.chunks(load::BATCH) {
                let brought = load::encode(self, batch, &versions);
                for (reading, quads) in batch.iter().zip(brought) {
                    take(&reading.iri, quads)?;
                }
            }
        }
        Ok(())
    }
}
