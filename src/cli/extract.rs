//! `claimgraph extract`: what reports claim, for programs or for people.

mod text;

use std::cell::RefCell;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rayon::prelude::*;
use thread_local::ThreadLocal;

use super::{Error, Outcome, Output, message, unless_closed};
use crate::model::Document;
use crate::pipeline::{Knowledge, ReportReader};
use crate::read::{self, Refusal, Source};

/// Show what reports claim: who says what of whom, in which words, how surely and when
///
/// Reads plain text, Markdown, web pages, JSON and JSON Lines, also gzipped, and prints each
/// report's entities and claims.
#[derive(Debug, Args)]
pub(super) struct Extract {
    /// Files, folders or patterns such as 'reports/*.html'; `-` is JSON Lines on standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// How to write it down
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,

    /// Read with the relations in this folder instead of the built-in ones
    #[arg(long, value_name = "DIR")]
    ontology: Option<PathBuf>,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// How many files to read at the same time [default: one for each processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// Say nothing of inputs that cannot be read
    #[arg(long)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// One JSON object a line for each report
    Json,
    /// Claim by claim, for reading
    Text,
}

/// Files read between two writes.
const BATCH: usize = 256;

impl Extract {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let mut knowledge = Knowledge::built_in().map_err(|error| Error(error.to_string()))?;
        if let Some(folder) = &self.ontology {
            let other = knowledge.with_ontology(folder);
            knowledge = other.map_err(|error| Error(error.to_string()))?;
        }
        let sources = read::sources(&self.inputs).map_err(|error| Error(error.to_string()))?;
        let mut output = Output::open(self.output.as_deref())?;
        let mut outcome = Outcome::AllWell;
        let written = self.write(&knowledge, &sources, &mut output, &mut outcome);
        let finished = written.and_then(|()| output.finish());
        unless_closed(finished, &output)?;
        Ok(outcome)
    }

    /// Files are read side by side and written in order.
    fn write(
        &self,
        knowledge: &Knowledge,
        sources: &[Source],
        output: &mut Output,
        outcome: &mut Outcome,
    ) -> io::Result<()> {
        let threads = self.jobs.map_or(0, NonZeroUsize::get);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(io::Error::other)?;
        let readers: ThreadLocal<RefCell<ReportReader<'_>>> = ThreadLocal::new();
        for batch in sources.chunks(BATCH) {
            let read_one = |source: &Source| -> Vec<Result<Document, Refusal>> {
                let reader = readers.get_or(|| RefCell::new(knowledge.reader()));
                let reports = source.read();
                reports.map(|report| Ok(reader.borrow_mut().read(&report?))).collect()
            };
            let read: Vec<_> =
                pool.install(|| batch.par_iter().with_max_len(1).map(read_one).collect());
            for result in read.into_iter().flatten() {
                match result {
                    Ok(document) => {
                        self.format.write(&document, output)?;
                    }
                    Err(refusal) => {
                        *outcome = Outcome::SomeRefused;
                        if !self.quiet {
                            message(format_args!("refused: {refusal}"));
                        }
                    }
                }
            }
        }
        Ok(())
    }
}

impl Format {
    fn write(self, document: &Document, output: &mut Output) -> io::Result<()> {
        match self {
            Format::Json => {
                serde_json::to_writer(&mut *output, document)?;
                output.write_all(b"\n")
            }
            Format::Text => text::write(document, output),
        }
    }
}
