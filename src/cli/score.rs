//! `claimgraph score`: how much of what annotated reports claim is found.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use thread_local::ThreadLocal;

use super::reading::Knowing;
use super::{Error, Outcome, Output, message, unless_closed};
use crate::model::Document;
use crate::pipeline::{Knowledge, ReportReader};
use crate::score::across;
use crate::score::census::{self, Census};
use crate::score::reliability::{self, Reliability};
use crate::score::{self, Fault, GoldReport, GoldSet, Predictions, Scores};

/// Measure what is found against reports that people have annotated
///
/// Shows precision, recall and F1 of the claims, by relation and over all; how many entities are
/// found, with the right type; and what else is right about the claims that are: polarity,
/// certainty, attribution, time, strength.
#[derive(Debug, Args)]
pub(super) struct Score {
    /// Folders of annotated reports: NAME.json beside NAME.txt
    #[arg(required_unless_present_any = ["census", "across"], value_name = "GOLD_DIR")]
    folders: Vec<PathBuf>,

    /// Sort what is missed and what is wrong in this folder by cause
    #[arg(long, value_name = "GOLD_DIR", conflicts_with = "json")]
    census: Option<PathBuf>,

    /// Count what the reports of these folders say together: reports, origins, contradictions
    #[arg(long, value_name = "GOLD_DIR", num_args = 1.., conflicts_with = "json")]
    across: Vec<PathBuf>,

    /// Show how many claims of each confidence are right, and what to ask for
    #[arg(long, conflicts_with_all = ["census", "json", "misses", "write", "rules_only"])]
    reliability: bool,

    /// Claims to measure instead of our own, one JSON object a line as `extract` prints them; `-`
    /// is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = OURS)]
    predictions: Option<PathBuf>,

    /// Write one JSON object a line for each folder instead of tables
    #[arg(long, conflicts_with = "misses")]
    json: bool,

    /// Show every claim that was missed, and every one that is not there; with its cause, if there
    /// is a census
    #[arg(long)]
    misses: bool,

    /// Also write the scores to this Markdown file
    #[arg(long, value_name = "FILE")]
    write: Option<PathBuf>,

    /// Check the annotations themselves and measure nothing
    #[arg(long, conflicts_with_all = ["predictions", "json", "misses", "write"], conflicts_with_all = OURS)]
    validate: bool,

    #[command(flatten)]
    knowing: Knowing,
}

/// Options for how we read.
const OURS: [&str; 8] = [
    "across",
    "census",
    "reliability",
    "ontology",
    "gazetteer",
    "judge",
    "rules_only",
    "min_confidence",
];

/// Claims of less confidence than this are hardly ever right, and very many.
const LEAST: f64 = 0.05;

impl Score {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let mut output = Output::open(None)?;
        if self.validate {
            return validate(&self.folders, &mut output);
        }
        let mut listed = self.folders.iter().chain(&self.census).filter(|_| self.misses);
        if let Some(folder) = listed.find(|path| score::is_sealed(path)) {
            return Err(Error::about(
                folder.display(),
                "this set is for measuring only, its misses are not shown",
            ));
        }
        let sets = self.folders.iter().map(|folder| open(folder));
        let sets: Vec<GoldSet> = sets.collect::<Result<_, _>>()?;
        if self.reliability {
            return self.reliability(&sets, &mut output);
        }
        let (scores, outcome) = match &self.predictions {
            Some(path) => measure(path, &sets)?,
            None => (self.scores(&sets)?, Outcome::AllWell),
        };
        let census = self.census.as_deref().map(|folder| self.census(folder)).transpose()?;
        let across = self.across()?;
        if let Some(path) = &self.write {
            let mut file = Output::open(Some(path))?;
            let mut page = score::markdown(sets.iter().map(|set| &*set.name).zip(&scores));
            page.extend(across.iter().cloned());
            page.extend(census.iter().map(|(set, census)| census::markdown(set, census)));
            let written = file.write_all(page.as_bytes()).and_then(|()| file.finish());
            written.map_err(|error| Error::about(path.display(), error))?;
        }
        let shown = self.show(&sets, &scores, &mut output);
        let shown = shown.and_then(|()| match &across {
            Some(page) => output.write_all(page.as_bytes()),
            None => Ok(()),
        });
        let shown = shown.and_then(|()| self.show_census(census.as_ref(), &mut output));
        unless_closed(shown.and_then(|()| output.finish()), &output)?;
        Ok(outcome)
    }

    /// What our own reader makes of the reports.
    fn scores(&self, sets: &[GoldSet]) -> Result<Vec<Scores>, Error> {
        if sets.is_empty() {
            return Ok(Vec::new());
        }
        let knowledge = self.knowing.knowledge()?;
        let predict = predictor(&knowledge);
        Ok(sets.iter().map(|set| score::score(set, &predict)).collect())
    }

    fn census(&self, folder: &Path) -> Result<(String, Census), Error> {
        let set = open(folder)?;
        let census = Census::take(&set, &self.knowing.knowledge()?).map_err(unreadable)?;
        Ok((set.name, census))
    }

    /// What the reports of several folders say together, as a section of the page.
    fn across(&self) -> Result<Option<String>, Error> {
        if self.across.is_empty() {
            return Ok(None);
        }
        let sets: Vec<GoldSet> =
            self.across.iter().map(|folder| open(folder)).collect::<Result<_, _>>()?;
        let knowledge = self.knowing.knowledge()?;
        let across =
            across::across(&sets, predictor(&knowledge), &knowledge).map_err(unreadable)?;
        let names: Vec<String> = sets.into_iter().map(|set| set.name).collect();
        Ok(Some(across::markdown(&names, &across)))
    }

    /// How often claims of each confidence are right.
    fn reliability(&self, sets: &[GoldSet], output: &mut Output) -> Result<Outcome, Error> {
        let knowledge = self.knowing.knowledge()?.with_least_confidence(LEAST);
        let predict = predictor(&knowledge);
        let page = |set: &GoldSet| reliability::text(&set.name, &Reliability::of(set, &predict));
        let pages: Vec<String> = sets.iter().map(page).collect();
        let written = output.write_all(pages.join("\n").as_bytes());
        unless_closed(written.and_then(|()| output.finish()), output)?;
        Ok(Outcome::AllWell)
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
            for miss in scores.misses.iter().filter(|_| self.misses && self.census.is_none()) {
                writeln!(output, "{miss}")?;
            }
        }
        Ok(())
    }

    fn show_census(
        &self,
        sorted: Option<&(String, Census)>,
        output: &mut Output,
    ) -> io::Result<()> {
        let Some((set, census)) = sorted else { return Ok(()) };
        if !self.folders.is_empty() {
            writeln!(output)?;
        }
        write!(output, "{}", census::text(set, census))?;
        for failure in census.failures.iter().filter(|_| self.misses) {
            writeln!(output, "{}: {}", failure.cause.name(), failure.miss)?;
        }
        Ok(())
    }
}

/// Reads an annotated report as any other.
fn predictor(knowledge: &Knowledge) -> impl Fn(&GoldReport) -> Option<Document> + Sync {
    let readers: ThreadLocal<RefCell<ReportReader<'_>>> = ThreadLocal::new();
    move |gold| {
        let reader = readers.get_or(|| RefCell::new(knowledge.reader()));
        Some(reader.borrow_mut().read(&gold.report().ok()?))
    }
}

/// The scores of each set by the documents in a file.
fn measure(path: &Path, sets: &[GoldSet]) -> Result<(Vec<Scores>, Outcome), Error> {
    let mut outcome = Outcome::AllWell;
    let refuse = |error| {
        outcome = Outcome::SomeRefused;
        message(format_args!("refused: {error}"));
    };
    let predictions = Predictions::read(path, lines(path)?, refuse);
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

fn lines(path: &Path) -> Result<Box<dyn BufRead>, Error> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).map_err(|error| Error::about(path.display(), error))?;
    Ok(Box::new(BufReader::new(file)))
}

fn open(folder: &Path) -> Result<GoldSet, Error> {
    GoldSet::open(folder).map_err(unreadable)
}

fn unreadable(error: score::Unreadable) -> Error {
    Error(error.to_string())
}
