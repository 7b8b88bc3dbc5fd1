//! `claimgraph build`: from reports to a store.

mod summary;

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::reading::{Read, Reading};
use super::{Error, Outcome, message};
use crate::model::{Reading as ReadReport, Report};
use crate::pipeline::Knowledge;
use crate::read::Source;
use crate::store::{Store, Writer};
use summary::Summary;

/// Read reports into a store: who claims what, with every claim's sentence
///
/// Reads plain text, Markdown, web pages, JSON and JSON Lines, also gzipped. Reports that are in
/// the store already are passed over. Ask the store with `query`, look into it with `explain`,
/// take it elsewhere with `export`.
#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    reading: Reading,

    /// The store's folder; it is made if it is not there
    #[arg(long, value_name = "DIR", default_value = "claimgraph-store")]
    store: PathBuf,
}

impl Build {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let start = Instant::now();
        let knowledge = self.reading.knowledge()?;
        let sources = self.reading.sources()?;
        let writer = Store::writer(&self.store, knowledge.namer(), knowledge.ontology());
        let mut writer = writer.map_err(|error| Error(error.to_string()))?;
        let mut outcome = Outcome::AllWell;
        let mut summary = Summary::default();
        let progress = self.progress(&sources);
        let added = self.add(sources, &knowledge, &mut writer, |read| {
            progress.inc(1);
            match read {
                Ok((report, document)) => summary.add(report, document.as_ref()),
                Err(refusal) => {
                    summary.refused += 1;
                    progress.suspend(|| self.reading.refuse(refusal, &mut outcome));
                }
            }
        });
        progress.finish_and_clear();
        added?;
        if !self.reading.quiet {
            let store = format!("{}, {} reports", self.store.display(), writer.len());
            message(format_args!("{}", summary.page(&store, start.elapsed())));
        }
        Ok(outcome)
    }

    /// Reads what the store does not have, and commits it batch by batch.
    fn add(
        &self,
        sources: Vec<Source>,
        knowledge: &Knowledge,
        writer: &mut Writer,
        mut tell: impl FnMut(&Read),
    ) -> Result<(), Error> {
        let namer = knowledge.namer();
        let known = writer.known().clone();
        let is_new = |report: &Report| !known.contains(&namer.report(report));
        self.reading.read(sources, knowledge, is_new, |batch| {
            let mut readings = Vec::new();
            for read in batch.into_iter().flatten() {
                tell(&read);
                if let Ok((report, Some(document))) = read {
                    readings.push(ReadReport::new(namer.report(&report), report, document));
                }
            }
            writer.add(readings).map_err(|error| Error(error.to_string()))
        })
    }

    /// A bar where the number of files is the number of reports, on a terminal.
    fn progress(&self, sources: &[Source]) -> ProgressBar {
        if self.reading.quiet {
            return ProgressBar::hidden();
        }
        if sources.iter().any(Source::holds_many) {
            return ProgressBar::new_spinner().with_style(style("{spinner} {pos} reports"));
        }
        let bar = "{bar:40} {pos} of {len} reports, {eta} left";
        ProgressBar::new(sources.len() as u64).with_style(style(bar))
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
