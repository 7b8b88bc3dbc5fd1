//! `claimgraph corroborate`: what the reports of a store say together.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::build::summary;
use super::view::Sight;
use super::{Error, Outcome, write_to};

/// Bring the reports of a store together: origins, contradictions, corrections
///
/// Every command that looks into a store does this when it opens it; nothing is kept, so that reports may
/// come and go. This one tells how many statements stand how, by a policy of your own if you like. Ask
/// for them with `query corroborated`, `query contradictions`, `explain`.
#[derive(Debug, Args)]
pub(super) struct Corroborate {
    #[command(flatten)]
    sight: Sight,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Corroborate {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let store = self.sight.open()?;
        let together = store.together(&self.sight.scope()?);
        let together = together.map_err(|error| Error(error.to_string()))?;
        let name = self.sight.extent.store.display();
        let name = format!("{name}, {} reports", together.reports.len());
        write_to(self.output.as_deref(), |output| {
            writeln!(output, "{}", summary::together(&name, &together))
        })
    }
}
