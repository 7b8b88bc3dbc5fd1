//! `claimgraph learn`: teaches the judge by annotated reports.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;
use thread_local::ThreadLocal;

use super::reading::knowledge;
use super::{Error, Outcome, write_to};
use crate::judge::{self, Judge, Lesson};
use crate::model::Report;
use crate::ontology::Relation;
use crate::pipeline::{Knowledge, ReportReader};
use crate::score::{GoldReport, GoldSet, Unreadable};

/// Teach the judge which relations reports claim, by reports that people have annotated
///
/// The judge weighs what the relations' frames read, and everything else that a sentence may
/// claim, and gives each claim its confidence. Every relation of the ontology with enough
/// annotated claims is learnt, also one that has no frames. Shows how well reports are read that
/// were not learnt from.
#[derive(Debug, Args)]
pub(super) struct Learn {
    /// Folders of annotated reports: NAME.json beside NAME.txt
    #[arg(required = true, value_name = "GOLD_DIR")]
    folders: Vec<PathBuf>,

    /// Write the model to this file
    #[arg(short, long, value_name = "MODEL")]
    output: PathBuf,

    /// Learn the relations in this folder instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    ontology: Option<PathBuf>,

    /// The share of the claims that should be right
    #[arg(long, value_name = "SHARE", value_parser = super::share, default_value_t = 0.72)]
    precision: f64,
}

impl Learn {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let knowledge = knowledge(self.ontology.as_deref(), None)?;
        let sets = self.folders.iter().map(|folder| GoldSet::open(folder));
        let sets: Vec<GoldSet> = sets.collect::<Result<_, _>>().map_err(unreadable)?;
        let reports: Vec<&GoldReport> = sets.iter().flat_map(|set| &set.reports).collect();
        let documents = reports.iter().map(|report| &report.document);
        let names = judge::learnable(knowledge.ontology(), documents);
        let lessons = lessons(&knowledge, &names, &reports).map_err(unreadable)?;
        let (judge, account) = Judge::learn(&lessons, &names, self.precision);
        let written = fs::write(&self.output, judge.to_bytes());
        written.map_err(|error| Error::about(self.output.display(), error))?;
        write_to(None, |output| write!(output, "{account}"))
    }
}

/// What each report teaches, in their order.
fn lessons(
    knowledge: &Knowledge,
    names: &[String],
    reports: &[&GoldReport],
) -> Result<Vec<Lesson>, Unreadable> {
    let relations: Vec<&Relation> =
        names.iter().filter_map(|name| knowledge.ontology().relation(name)).collect();
    let readers: ThreadLocal<std::cell::RefCell<ReportReader<'_>>> = ThreadLocal::new();
    let lesson = |gold: &&GoldReport| -> Result<Lesson, Unreadable> {
        let mut report = Report::new(gold.document.id.clone(), gold.text()?);
        report.publisher.clone_from(&gold.document.publisher);
        report.published.clone_from(&gold.document.published);
        let reader = readers.get_or(|| knowledge.reader().into());
        let mut reader = reader.borrow_mut();
        Ok(reader.understand(&report, |context, frames| {
            judge::lesson(context, frames, &gold.document, &relations)
        }))
    };
    reports.par_iter().map(lesson).collect()
}

fn unreadable(error: Unreadable) -> Error {
    Error(error.to_string())
}
