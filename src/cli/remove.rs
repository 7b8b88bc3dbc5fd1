//! `claimgraph remove`: a report withdrawn whole.

use std::path::PathBuf;

use clap::Args;

use super::{Error, Outcome, message};
use crate::model::Reading;
use crate::store::Store;

/// Take reports out of a store, with all that they claim
///
/// What they claimed does not count any more; `history` still tells of it. A report that is built
/// again is there again as if it had never been away. To replace a report by its correction, build the
/// correction: the same web address, or `build --revises`, makes it a later version.
#[derive(Debug, Args)]
pub(super) struct Remove {
    /// Reports, by their ids, web addresses or addresses in the graph
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<String>,

    /// The store's folder
    #[arg(long, value_name = "DIR", default_value = "claimgraph-store")]
    store: PathBuf,

    /// Say nothing of what was taken out
    #[arg(long)]
    quiet: bool,
}

impl Remove {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let fail = |error: crate::store::StoreError| Error(error.to_string());
        let store = Store::open(&self.store).map_err(fail)?;
        let readings = store.readings().map_err(fail)?;
        let found: Vec<&Reading> =
            self.reports.iter().map(|report| named(report, &readings)).collect::<Result<_, _>>()?;
        let mut writer =
            Store::writer(&self.store, store.namer(), store.ontology()).map_err(fail)?;
        for reading in found {
            writer.remove(&reading.iri).map_err(fail)?;
            if !self.quiet {
                let claims = reading.document.claims.len();
                let name = reading.name();
                message(format_args!("taken out: {name}, with {claims} claims"));
            }
        }
        Ok(Outcome::AllWell)
    }
}

/// The report that is meant by an id, a web address, an address in the graph or the end of one.
pub(super) fn named<'r>(wanted: &str, readings: &'r [Reading]) -> Result<&'r Reading, Error> {
    let is_meant = |reading: &&Reading| {
        let ends = reading.iri.rsplit('/').next() == wanted.rsplit('/').next();
        reading.document.id == wanted
            || reading.document.url.as_deref() == Some(wanted)
            || reading.iri == wanted
            || (ends && reading.iri.ends_with(wanted))
    };
    let mut meant = readings.iter().filter(is_meant);
    match (meant.next(), meant.next()) {
        (Some(reading), None) => Ok(reading),
        (Some(one), Some(other)) => {
            let problem = format!("may be {} or {}; write one of these", one.iri, other.iri);
            Err(Error::about(wanted, problem))
        }
        (None, _) => {
            let problem = "no such report in the store; `claimgraph query reports` lists them";
            Err(Error::about(wanted, problem))
        }
    }
}
