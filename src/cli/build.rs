//! `claimgraph build`: from reports to a store.

pub(super) mod summary;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};

use super::history::line;
use super::reading::{Read, Reading};
use super::remove::named;
use super::{Error, Outcome, message};
use crate::history::difference;
use crate::model::{Reading as ReadReport, Report};
use crate::pipeline::Knowledge;
use crate::read::Source;
use crate::store::{Scope, Store, Writer};
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

    /// The one report that is read is a later version of this one, which the store has
    #[arg(long, value_name = "REPORT")]
    revises: Option<String>,
}

impl Build {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let start = Instant::now();
        let knowledge = self.reading.knowledge()?;
        let sources = self.reading.sources()?;
        let revised = self.revised()?;
        let writer = Store::writer(&self.store, knowledge.namer(), knowledge.ontology());
        let mut writer = writer.map_err(|error| Error(error.to_string()))?;
        let mut outcome = Outcome::AllWell;
        let mut summary = Summary::default();
        let progress = self.progress(&sources);
        let mut new = BTreeSet::new();
        let added = self.add(sources, &knowledge, &mut writer, revised.as_deref(), |read| {
            progress.inc(1);
            match read {
                Ok((report, document)) => {
                    summary.add(report, document.as_ref());
                    if document.is_some() {
                        new.insert(knowledge.namer().report(report));
                    }
                }
                Err(refusal) => {
                    summary.refused += 1;
                    progress.suspend(|| self.reading.refuse(refusal, &mut outcome));
                }
            }
        });
        progress.finish_and_clear();
        added?;
        if !self.reading.quiet {
            self.tell_corrections(&new)?;
            let store = format!("{}, {} reports", self.store.display(), writer.len());
            let elapsed = start.elapsed();
            let together = Store::open(&self.store)
                .and_then(|store| store.together(&Scope::default()))
                .map_err(|error| Error(error.to_string()))?;
            message(format_args!("{}", summary.page(&store, &together, elapsed)));
        }
        Ok(outcome)
    }

    /// Reads what the store does not have, and commits it batch by batch.
    fn add(
        &self,
        sources: Vec<Source>,
        knowledge: &Knowledge,
        writer: &mut Writer,
        revises: Option<&str>,
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
                    let reading = ReadReport::new(namer.report(&report), report, document);
                    let revises = revises.filter(|earlier| *earlier != reading.iri);
                    readings.push(ReadReport { revises: revises.map(str::to_owned), ..reading });
                }
            }
            writer.add(readings).map_err(|error| Error(error.to_string()))
        })
    }

    /// The address of the report that the one that is read revises.
    fn revised(&self) -> Result<Option<String>, Error> {
        let Some(earlier) = &self.revises else { return Ok(None) };
        let fail = |error: crate::store::StoreError| Error(error.to_string());
        let sources = self.reading.sources()?;
        if sources.len() != 1 || sources.iter().any(Source::holds_many) {
            return Err(Error::about("--revises", "one report can revise one; give one file"));
        }
        let readings = Store::open(&self.store).and_then(|store| store.readings()).map_err(fail)?;
        Ok(Some(named(earlier, &readings)?.iri.clone()))
    }

    /// Tells what new versions of reports make of the claims of those that they replace.
    fn tell_corrections(&self, new: &BTreeSet<String>) -> Result<(), Error> {
        let fail = |error: crate::store::StoreError| Error(error.to_string());
        let store = Store::open(&self.store).map_err(fail)?;
        if new.is_empty() || !store.has_versions(new).map_err(fail)? {
            return Ok(());
        }
        let readings = store.readings().map_err(fail)?;
        let versions = Store::versions(&readings);
        for after in readings.iter().filter(|reading| new.contains(&reading.iri)) {
            let before = versions.get(&after.iri).and_then(|version| version.revises.as_ref());
            let before = readings.iter().find(|reading| Some(&reading.iri) == before);
            let Some(before) = before else { continue };
            message(format_args!("{}\nrevises {}", after.name(), before.name()));
            for change in difference(before, after, store.ontology()) {
                message(format_args!("{}", line(&change, store.ontology())));
            }
            message(format_args!(""));
        }
        Ok(())
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
