//! `claimgraph import`: from analysts' tables to a store.

mod preview;
mod summary;

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use rayon::prelude::*;

use super::{Error, Outcome, message, write_to};
use crate::gazetteer::Gazetteer;
use crate::import::{self, Import, Mapping, RowReader, Summary, Table};
use crate::naming::Namer;
use crate::ontology::Ontology;
use crate::store::{Store, Writer};
use crate::vocab::BASE;

/// Read a table into a store, each row as claims: your own tables, ACLED's, UCDP's
///
/// Reads CSV with any separator and in any encoding, also gzipped. A mapping says what the columns
/// mean; `--suggest` writes one to begin with, `--dry-run` shows what it makes of the first rows.
/// Rows that cannot be claimed go to TABLE.rejected.csv with the reason: mend them there and import
/// that file. A table that is imported again replaces what it said before.
#[derive(Debug, Args)]
pub(super) struct ImportTable {
    /// The table; `-` is standard input
    #[arg(value_name = "TABLE")]
    table: PathBuf,

    /// What its columns mean: a file such as those in examples/mappings
    #[arg(short, long, value_name = "FILE", required_unless_present = "suggest")]
    mapping: Option<PathBuf>,

    /// The store's folder; it is made if it is not there
    #[arg(long, value_name = "DIR", default_value = "claimgraph-store")]
    store: PathBuf,

    /// Show what the first rows claim, and change nothing
    #[arg(long, conflicts_with = "suggest")]
    dry_run: bool,

    /// How many rows --dry-run shows
    #[arg(long, value_name = "N", default_value_t = 5, requires = "dry_run")]
    rows: usize,

    /// Write a mapping to begin with, guessed from the columns, to standard output
    #[arg(long, conflicts_with = "mapping")]
    suggest: bool,

    /// The day of the table, as in 2026-11-22: of several versions the last one stands
    #[arg(long, value_name = "DAY")]
    published: Option<String>,

    /// What all versions of the table share [default: the mapping's `url`, or the file's name]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// Where rows go that cannot be claimed [default: TABLE.rejected.csv beside the table]
    #[arg(long, value_name = "FILE")]
    rejected: Option<PathBuf>,

    /// Use the relations in this folder instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    ontology: Option<PathBuf>,

    /// Know the names in this folder's CSV files, too
    #[arg(long, value_name = "DIR")]
    gazetteer: Option<PathBuf>,

    /// Name things in the graph below this address
    #[arg(long, value_name = "IRI", default_value = BASE, hide_default_value = true)]
    base: String,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// How many threads to read with [default: one for each processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// Say nothing of rows that are refused, and no summary
    #[arg(long)]
    quiet: bool,
}

/// Readings of one commit; a larger table takes several.
const BATCH: usize = 8;

impl ImportTable {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let threads = self.jobs.map_or(0, NonZeroUsize::get);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.map_err(|error| Error(error.to_string()))?.install(|| self.run_here())
    }

    fn run_here(&self) -> Result<Outcome, Error> {
        let start = Instant::now();
        let fail = |error: &dyn std::fmt::Display| Error(error.to_string());
        let ontology = match &self.ontology {
            Some(folder) => Ontology::open(folder),
            None => Ontology::built_in(),
        };
        let ontology = ontology.map_err(|error| fail(&error))?;
        let Some(mapping) = &self.mapping else {
            let table = Table::open(&self.table, None).map_err(|error| fail(&error))?;
            let suggested = import::suggest(&table, &ontology, &self.names()?);
            return write_to(self.output.as_deref(), |output| {
                std::io::Write::write_all(output, suggested.as_bytes())
            });
        };
        let namer = Namer::below(&self.base).map_err(|error| Error::about("--base", error))?;
        let gazetteer = self.names()?;
        let published = self.day()?;
        let mapping = Mapping::open(mapping, &ontology).map_err(|error| fail(&error))?;
        let named = self.name.is_some() || mapping.names_the_table() || self.dry_run;
        if self.table == Path::new("-") && !named {
            let problem = "has no name; say with --name what all versions of the table share";
            return Err(Error::about("standard input", problem));
        }
        let table = Table::open(&self.table, Some(&mapping)).map_err(|error| fail(&error))?;
        let reader = RowReader::new(&mapping, &table, &gazetteer, &ontology, &namer);
        let reader = reader.map_err(|error| fail(&error))?;
        if let Some(note) = table.note.as_ref().filter(|_| !self.quiet) {
            message(format_args!("{}: {}", table.path, note.message));
        }
        if self.dry_run {
            return write_to(self.output.as_deref(), |output| {
                preview::write(&table, &reader, &gazetteer, self.rows, output)
            });
        }
        let mut plan = Import::plan(&reader, published.as_deref());
        if let Some(name) = self.name.as_ref().filter(|_| !plan.is_mended) {
            name.clone_into(&mut plan.version.table);
        }
        let rejected = self.reject(&table, &plan)?;
        let writer = Store::writer(&self.store, &namer, &ontology);
        let mut writer = writer.map_err(|error| fail(&error))?;
        let before = self.place(&mut plan, &writer)?;
        let mut summary = Summary::default();
        let there = writer.len();
        add(&plan, &mut writer, &mut summary)?;
        if !self.quiet {
            self.tell_refused(&table, &plan, rejected.as_deref());
            let page = summary::Page {
                plan: &plan,
                rows: table.rows().len(),
                summary: &summary,
                state: state(&plan, &writer, before, writer.len() > there),
                rejected: rejected.as_deref(),
                store: format!("{}, {} reports", self.store.display(), writer.len()),
                time: start.elapsed(),
            };
            message(format_args!("{page}"));
        }
        Ok(if plan.refused.is_empty() { Outcome::AllWell } else { Outcome::SomeRefused })
    }

    fn names(&self) -> Result<Gazetteer, Error> {
        let built_in = Gazetteer::built_in();
        match &self.gazetteer {
            Some(folder) => built_in.with_folder(folder).map_err(|error| Error(error.to_string())),
            None => Ok(built_in),
        }
    }

    fn day(&self) -> Result<Option<String>, Error> {
        let Some(day) = &self.published else { return Ok(None) };
        let read: Result<jiff::civil::Date, _> = day.parse();
        let problem = "is no day; write one as in 2026-11-22";
        read.map(|day| Some(day.to_string())).map_err(|_| Error::about(day, problem))
    }

    /// Puts rejected rows where they go, unless others are there that somebody may be mending.
    fn reject(&self, table: &Table, plan: &Import<'_>) -> Result<Option<PathBuf>, Error> {
        if plan.refused.is_empty() {
            return Ok(None);
        }
        let place = self.rejected.clone().unwrap_or_else(|| import::rejected_place(&self.table));
        let rows = import::rejected_table(table, plan).map_err(|error| Error(error.to_string()))?;
        // A device or a pipe holds nothing that could be lost.
        let there = if place.is_file() { fs::read(&place).ok() } else { None };
        if there.as_ref().is_some_and(|there| *there == rows) {
            return Ok(Some(place));
        }
        if there.is_some() {
            let advice = "import it, move it away, or name another place with --rejected";
            let problem = "is there already, with other rows than are rejected now";
            return Err(Error::about(place.display(), format!("{problem}; {advice}")));
        }
        write_to(Some(&place), |output| std::io::Write::write_all(output, &rows))?;
        Ok(Some(place))
    }

    /// Finds the place of this version among those that are there; says whether it follows another.
    fn place(&self, plan: &mut Import<'_>, writer: &Writer) -> Result<bool, Error> {
        let versions = writer.versions_of(&plan.version.table);
        let known = versions.iter().position(|it| it.version == plan.version.version);
        if plan.is_mended && known.is_some_and(|at| at + 1 < versions.len()) {
            let problem = format!(
                "{} was imported anew since these rows were rejected; mend them there and import it",
                plan.version.table
            );
            return Err(Error::about(self.table.display(), problem));
        }
        let next = versions.iter().map(|it| it.revision + 1).max().unwrap_or(0);
        plan.version.revision = known.map_or(next, |at| versions[at].revision);
        Ok(known.is_none() && !versions.is_empty())
    }

    /// Tells the first rows that were refused; all of them are in their file.
    fn tell_refused(&self, table: &Table, plan: &Import<'_>, rejected: Option<&Path>) {
        const TOLD: usize = 5;
        for (place, reason) in plan.refused.iter().take(TOLD) {
            let line = table.rows()[*place].line;
            message(format_args!("refused: {}:{line}: {reason}", table.path));
        }
        if let (Some(place), true) = (rejected, plan.refused.len() > TOLD) {
            let more = plan.refused.len() - TOLD;
            message(format_args!("refused: {more} more rows, see {}", place.display()));
        }
    }
}

const LATER: &str = "a later version of the table stands, so that these rows are kept but not shown; \
    --published DAY makes them the latest";

/// How the table stands to its other versions.
fn state(plan: &Import<'_>, writer: &Writer, follows: bool, is_new: bool) -> Option<&'static str> {
    let versions = writer.versions_of(&plan.version.table);
    let stands = versions.last().is_none_or(|last| last.version == plan.version.version);
    match (is_new, stands) {
        (_, false) => Some(LATER),
        (false, true) => Some("all of it was there already"),
        (true, true) => follows.then_some("it replaces what it said before"),
    }
}

/// Makes the readings side by side, and commits them batch by batch.
fn add(plan: &Import<'_>, writer: &mut Writer, summary: &mut Summary) -> Result<(), Error> {
    let parts: Vec<usize> = (0..plan.len()).collect();
    for batch in parts.chunks(BATCH) {
        let readings: Vec<_> = batch.par_iter().map(|&part| plan.reading(part)).collect();
        readings.iter().for_each(|reading| summary.add(reading));
        writer.add(readings).map_err(|error| Error(error.to_string()))?;
    }
    Ok(())
}
