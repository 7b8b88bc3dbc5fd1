//! Reading reports, for every command that does: the options, and the loop.

use std::cell::RefCell;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::Args;
use thread_local::ThreadLocal;

use super::parallel::in_order;
use super::{Error, Outcome, message};
use crate::judge::Judge;
use crate::model::{Document, Report};
use crate::naming::Namer;
use crate::pipeline::{Knowledge, ReportReader};
use crate::read::{self, Refusal, Reports, Source};
use crate::vocab::BASE;

/// What to read, and with what knowledge.
#[derive(Debug, Args)]
pub(super) struct Reading {
    /// Files, folders or patterns such as 'reports/*.html'; `-` is JSON Lines on standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    #[command(flatten)]
    knowing: Knowing,

    /// Name things in the graph below this address
    #[arg(long, value_name = "IRI", default_value = BASE, hide_default_value = true)]
    base: String,

    /// How many files to read at the same time [default: one for each processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// Say nothing of inputs that cannot be read
    #[arg(long)]
    pub(super) quiet: bool,
}

/// With what knowledge to read.
#[derive(Debug, Args)]
pub(super) struct Knowing {
    /// Read with the relations in this folder instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    ontology: Option<PathBuf>,

    /// Know the names in this folder's CSV files, too
    #[arg(long, value_name = "DIR")]
    gazetteer: Option<PathBuf>,

    /// Let this model, which `learn` wrote, judge what is claimed instead of the built-in one
    #[arg(long, value_name = "MODEL", conflicts_with = "rules_only")]
    judge: Option<PathBuf>,

    /// Claim what the relations' rules read, all of it and nothing else
    #[arg(long)]
    rules_only: bool,

    /// Tell claims of at least this confidence, from 0 to 1 [default: what the model holds right]
    #[arg(long, value_name = "SHARE", value_parser = super::share, conflicts_with = "rules_only")]
    min_confidence: Option<f64>,
}

/// A report and what was read in it; nothing, where it was not to be read.
pub(super) type Read = Result<(Report, Option<Document>), Refusal>;

/// A whole file, or one report out of a file with many.
enum Work {
    Source(Source),
    Report(Box<Result<Report, Refusal>>),
}

impl Reading {
    pub(super) fn knowledge(&self) -> Result<Knowledge, Error> {
        let namer = Namer::below(&self.base).map_err(|error| Error::about("--base", error))?;
        Ok(self.knowing.knowledge()?.with_namer(namer))
    }

    /// The files that are to be read.
    pub(super) fn sources(&self) -> Result<Vec<Source>, Error> {
        read::sources(&self.inputs).map_err(|error| Error(error.to_string()))
    }

    /// Reads all reports that are `wanted`, side by side, and hands over what was read in order.
    pub(super) fn read(
        &self,
        sources: Vec<Source>,
        knowledge: &Knowledge,
        wanted: impl Fn(&Report) -> bool + Sync,
        take: impl FnMut(Vec<Vec<Read>>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let readers: ThreadLocal<RefCell<ReportReader<'_>>> = ThreadLocal::new();
        let read_one = |report: Result<Report, Refusal>| -> Read {
            let report = read::of_a_length(report?)?;
            let document = wanted(&report).then(|| {
                let reader = readers.get_or(|| RefCell::new(knowledge.reader()));
                reader.borrow_mut().read(&report)
            });
            Ok((report, document))
        };
        let each = |work: Work| -> Vec<Read> {
            let reports: Reports = match work {
                Work::Source(source) => source.read(),
                Work::Report(report) => Box::new(std::iter::once(*report)),
            };
            reports.map(read_one).collect()
        };
        let work = sources.into_iter().flat_map(|source| -> Box<dyn Iterator<Item = Work>> {
            if source.holds_many() {
                Box::new(source.read().map(|report| Work::Report(Box::new(report))))
            } else {
                Box::new(std::iter::once(Work::Source(source)))
            }
        });
        in_order(work, self.jobs, each, take)
    }

    /// Tells that an input could not be read.
    pub(super) fn refuse(&self, refusal: &Refusal, outcome: &mut Outcome) {
        *outcome = Outcome::SomeRefused;
        if !self.quiet {
            message(format_args!("refused: {refusal}"));
        }
    }
}

impl Knowing {
    /// What is built in, with what the options say instead.
    pub(super) fn knowledge(&self) -> Result<Knowledge, Error> {
        let mut knowledge = knowledge(self.ontology.as_deref(), self.gazetteer.as_deref())?;
        if let Some(path) = &self.judge {
            knowledge = knowledge.with_judge(judge(path)?);
        }
        if let Some(least) = self.min_confidence {
            knowledge = knowledge.with_least_confidence(least);
        }
        Ok(if self.rules_only { knowledge.without_judge() } else { knowledge })
    }
}

/// What is built in, with the ontology and the names in a user's folders.
pub(super) fn knowledge(
    ontology: Option<&Path>,
    gazetteer: Option<&Path>,
) -> Result<Knowledge, Error> {
    let fail = |error: Box<dyn std::error::Error + Send + Sync>| Error(error.to_string());
    let mut knowledge = Knowledge::built_in().map_err(fail)?;
    if let Some(folder) = ontology {
        knowledge = knowledge.with_ontology(folder).map_err(fail)?;
    }
    if let Some(folder) = gazetteer {
        knowledge = knowledge.with_gazetteer(folder).map_err(fail)?;
    }
    Ok(knowledge)
}

/// The judge in a file.
fn judge(path: &Path) -> Result<Judge, Error> {
    let bytes = fs::read(path).map_err(|error| Error::about(path.display(), error))?;
    Judge::from_bytes(&bytes).map_err(|error| Error::about(path.display(), error))
}
