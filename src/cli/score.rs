//! `claimgraph score`: how much of what annotated reports claim is found.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use thread_local::ThreadLocal;

use super::{Error, Outcome, Output, message, unless_closed};
use crate::model::{Document, Report};
use crate::pipeline::{Knowledge, ReportReader};
use crate::score::{self, Fault, GoldReport, GoldSet, Predictions, Scores};

/// Measure what is found against reports that people have annotated
///
/// Shows precision, recall and F1 of the claims, by relation and over all; how many entities are
/// found, with the right type; and what else is right about the claims that are: polarity,
/// certainty, attribution, time, strength.
#[derive(Debug, Args)]
pub(super) struct Score {
    /// Folders of annotated reports: NAME.json beside NAME.txt
    #[arg(required = true, value_name = "GOLD_DIR")]
    folders: Vec<PathBuf>,

    /// Claims to measure instead of our own, one JSON object a line as `extract` prints them; `-`
    /// is standard input
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,

    /// Write one JSON object a line for each folder instead of tables
    #[arg(long, conflicts_with = "misses")]
    json: bool,

    /// Show every claim that was missed, and every one that is not there
    #[arg(long)]
    misses: bool,

    /// Also write the scores to this Markdown file
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,

    /// Check the annotations themselves and measure nothing
    #[arg(long, conflicts_with_all = ["predictions", "json", "misses", "write"])]
    validate: bool,
}

impl Score {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let mut output = Output::open(None)?;
        if self.validate {
            return validate(&self.folders, &mut output);
        }
        if let Some(folder) = self.folders.iter().find(|path| self.misses && score::is_sealed(path))
        {
            return Err(Error::about(
                folder.display(),
                "this set is for measuring only, its misses are not shown",
            ));
        }
        let sets = self.folders.iter().map(|folder| GoldSet::open(folder));
        let sets: Vec<GoldSet> = sets.collect::<Result<_, _>>().map_err(unreadable)?;
        let (scores, outcome) = match &self.predictions {
            Some(path) => measure(path, &sets)?,
            None => (read(&sets)?, Outcome::AllWell),
        };
        if let Some(path) = &self.write {
            let mut file = Output::open(Some(path))?;
            let page = score::markdown(sets.iter().map(|set| &*set.name).zip(&scores));
            let written = file.write_all(page.as_bytes()).and_then(|()| file.finish());
            written.map_err(|error| Error::about(path.display(), error))?;
        }
        let shown = self.show(&sets, &scores, &mut output).and_then(|()| output.finish());
        unless_closed(shown, &output)?;
        Ok(outcome)
    }

    fn show(&self, sets: &[GoldSet], scores: &[Scores], output: &mut Output) -> io::Result<()> {
        for (index, (set, scores)) in sets.iter().zip(scores).enumerate() {
            if self.json {
                writeln!(output, "{}", score::json(&set.name, scores))?;
                continue;
            }
            if index > 0 {
                writeln!(output)?;
            }
            write!(output, "{}", score::text(&set.name, scores))?;
            for miss in scores.misses.iter().filter(|_| self.misses) {
                writeln!(output, "{miss}")?;
            }
        }
        Ok(())
    }
}

/// The scores of each set by the documents in a file.
fn measure(path: &Path, sets: &[GoldSet]) -> Result<(Vec<Scores>, Outcome), Error> {
    let mut outcome = Outcome::AllWell;
    let refuse = |error| {
        outcome = Outcome::SomeRefused;
        message(format_args!("refused: {error}"));
    };
    let predictions = Predictions::read(path, open(path)?, refuse);
    let predictions = predictions.map_err(|error| Error::about(path.display(), error))?;
    let score_set = |set: &GoldSet| {
        let documents = predictions.of(set);
        score::score(set, |report| documents.get(&*report.name).copied().cloned())
    };
    Ok((sets.iter().map(score_set).collect(), outcome))
}

/// Says what is wrong with the annotations; of a sealed set, only how much is.
fn validate(folders: &[PathBuf], output: &mut Output) -> Result<Outcome, Error> {
    let mut outcome = Outcome::AllWell;
    for folder in folders {
        let (files, faults) = score::validate(folder).map_err(unreadable)?;
        if !faults.is_empty() {
            outcome = Outcome::SomeRefused;
        }
        let shown: &[Fault] = if score::is_sealed(folder) { &[] } else { &faults };
        let mut lines: String = shown.iter().map(|fault| format!("{fault}\n")).collect();
        lines += &format!("{}: {files} reports, {} faults\n", folder.display(), faults.len());
        unless_closed(output.write_all(lines.as_bytes()), output)?;
    }
    unless_closed(output.finish(), output)?;
    Ok(outcome)
}

fn open(path: &Path) -> Result<Box<dyn BufRead>, Error> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).map_err(|error| Error::about(path.display(), error))?;
    Ok(Box::new(BufReader::new(file)))
}

fn unreadable(error: score::Unreadable) -> Error {
    Error(error.to_string())
}

/// What our own reader makes of the reports.
fn read(sets: &[GoldSet]) -> Result<Vec<Scores>, Error> {
    let knowledge = Knowledge::built_in().map_err(|error| Error(error.to_string()))?;
    let readers: ThreadLocal<RefCell<ReportReader<'_>>> = ThreadLocal::new();
    let predict = |gold: &GoldReport| -> Option<Document> {
        let reader = readers.get_or(|| RefCell::new(knowledge.reader()));
        let mut report = Report::new(gold.document.id.clone(), gold.text().ok()?);
        report.publisher.clone_from(&gold.document.publisher);
        report.published.clone_from(&gold.document.published);
        Some(reader.borrow_mut().read(&report))
    };
    Ok(sets.iter().map(|set| score::score(set, predict)).collect())
}
