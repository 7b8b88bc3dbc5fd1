//! `claimgraph extract`: what reports claim, for programs or for people.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::reading;
use super::{Error, Outcome, Output, unless_closed, wording};
use crate::encode::{Encoder, Version};
use crate::model::{Document, Reading, Report};
use crate::pipeline::Knowledge;

/// Show what reports claim: who says what of whom, in which words, how surely and when
///
/// Reads plain text, Markdown, web pages, JSON and JSON Lines, also gzipped, and prints each
/// report's entities and claims.
#[derive(Debug, Args)]
pub(super) struct Extract {
    #[command(flatten)]
    reading: reading::Reading,

    /// How to write it down
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// One JSON object a line for each report
    Json,
    /// Claim by claim, for reading
    Text,
    /// The graph that `build` would make of each report, one quad a line
    Nquads,
}

impl Extract {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let knowledge = self.reading.knowledge()?;
        let sources = self.reading.sources()?;
        let mut output = Output::open(self.output.as_deref())?;
        let mut outcome = Outcome::AllWell;
        let mut written = Ok(());
        self.reading.read(
            sources,
            &knowledge,
            |_| true,
            |batch| {
                for read in batch.into_iter().flatten() {
                    match read {
                        Ok((report, Some(document))) if written.is_ok() => {
                            written = self.format.write(report, document, &knowledge, &mut output);
                        }
                        Ok(_) => {}
                        Err(refusal) => self.reading.refuse(&refusal, &mut outcome),
                    }
                }
                Ok(())
            },
        )?;
        let finished = written.and_then(|()| output.finish());
        unless_closed(finished, &output)?;
        Ok(outcome)
    }
}

impl Format {
    fn write(
        self,
        report: Report,
        document: Document,
        knowledge: &Knowledge,
        output: &mut Output,
    ) -> io::Result<()> {
        match self {
            Format::Json => {
                serde_json::to_writer(&mut *output, &document)?;
                output.write_all(b"\n")
            }
            Format::Text => wording::claims(&document, output),
            Format::Nquads => {
                let encoder = Encoder::new(knowledge.ontology(), knowledge.namer());
                let reading = Reading::new(knowledge.namer().report(&report), report, document);
                let quads = encoder.quads(&reading, &Version::default());
                let lines: BTreeSet<String> = quads.iter().map(ToString::to_string).collect();
                lines.iter().try_for_each(|line| writeln!(output, "{line} ."))
            }
        }
    }
}
