//! `claimgraph explain`: the sentence, who says so, the rule, how each name was understood.

mod claim;
mod decided;
mod find;
mod origins;
mod sentence;

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::reading::knowledge;
use super::tree::Lines;
use super::view::Extent;
use super::{Error, Outcome, write_to};
use crate::dossier::Dossier;
use crate::model::{Document, Reading, Report};
use crate::pipeline::Knowledge;
use crate::store::Store;
use find::Found;
pub(super) use find::goes_by;

/// Show why a claim is in the store, or what the reader makes of a sentence
///
/// For a claim (its eight digits, as `query` shows them) or an edge (`'Kataib Hezbollah' crossedVia
/// Mehran`): the sentence with the words that show it, who says so through whom, the rule that read
/// it, and how each name was understood. Before the claims of an edge, or of a statement by its address
/// (`statement/` and digits), stands who else says so: its status, its independent origins with the
/// reports that go back to each, those that add none and why, denials and contradictions. For a sentence of your own: what is claimed in it, and
/// where it claims nothing, why.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// A claim or statement, or subject, relation and object of an edge (a toll has no object)
    #[arg(value_name = "CLAIM|EDGE", required_unless_present = "sentence", num_args = 1..=3)]
    what: Vec<String>,

    /// Explain this sentence instead
    #[arg(long, value_name = "TEXT", conflicts_with = "what")]
    sentence: Option<String>,

    /// The day on which the sentence was published, as in 2026-01-06
    #[arg(long, value_name = "DAY", requires = "sentence")]
    published: Option<String>,

    /// Draw with the letters that every terminal knows
    #[arg(long)]
    ascii: bool,

    #[command(flatten)]
    extent: Extent,

    /// The relations that the store was built with, if they were not the built-in ones
    #[arg(long, value_name = "DIR")]
    ontology: Option<PathBuf>,

    /// The names that the store was built with, besides the built-in ones
    #[arg(long, value_name = "DIR")]
    gazetteer: Option<PathBuf>,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Explain {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        match &self.sentence {
            Some(text) => self.explain_sentence(text),
            None => self.explain_claims(),
        }
    }

    fn explain_sentence(&self, text: &str) -> Result<Outcome, Error> {
        let mut report = Report::new("sentence", text);
        if let Some(day) = &self.published {
            let day: jiff::civil::Date = day
                .parse()
                .map_err(|_| Error::about(day, "is no day; write one as in 2026-01-06"))?;
            report.published = Some(day.to_string());
        }
        let knowledge = self.knowledge()?;
        write_to(self.output.as_deref(), |output| sentence::write(&knowledge, &report, output))
    }

    fn explain_claims(&self) -> Result<Outcome, Error> {
        let store = self.extent.open()?;
        let decisions = store.decisions().map_err(|error| Error(error.to_string()))?;
        let readings = store.readings_decided().map_err(|error| Error(error.to_string()))?;
        let (found, page) = match self.what.as_slice() {
            [claim] if !claim.contains("statement/") => {
                (find::claims(readings, &store, &self.what)?, Vec::new())
            }
            what => self.explain_statements(what, readings, &store)?,
        };
        let knowledge = self.knowledge()?.with_namer(store.namer().clone());
        write_to(self.output.as_deref(), |output| {
            io::Write::write_all(output, &page)?;
            for (place, Found { reading, claim, telling }) in found.iter().enumerate() {
                if place > 0 {
                    io::Write::write_all(output, b"\n")?;
                }
                let look = look(&knowledge, reading);
                claim::write(reading, claim, *telling, look.as_ref(), output)?;
                decided::write(claim, *telling, &decisions, store.namer(), output)?;
            }
            Ok(())
        })
    }

    /// The claims of an edge or a statement, and a page on who else says so.
    fn explain_statements(
        &self,
        what: &[String],
        readings: Vec<Reading>,
        store: &Store,
    ) -> Result<(Vec<Found>, Vec<u8>), Error> {
        let graph = self.extent.graph_in_memory(store)?;
        let Some(dossier) = Dossier::of(&graph) else { return Ok((Vec::new(), Vec::new())) };
        let named = what.first().filter(|_| what.len() == 1);
        let named = named.and_then(|given| origins::statements(given, &dossier));
        let (statements, found) = match named {
            Some(statements) if statements.is_empty() => {
                return Err(Error::about(what.join(" "), "no such statement in the store"));
            }
            Some(statements) => {
                let claims = origins::claims(&statements, &dossier);
                (statements, find::of_addresses(readings, store, &claims))
            }
            None => {
                let found = find::claims(readings, store, what)?;
                let claims = found.iter().filter_map(|found| found.claim.iri.as_deref());
                (origins::stated(claims, &dossier), found)
            }
        };
        let mut page = Vec::new();
        origins::write(&statements, &dossier, Lines::of(self.ascii), &mut page)?;
        Ok((found, page))
    }

    fn knowledge(&self) -> Result<Knowledge, Error> {
        knowledge(self.ontology.as_deref(), self.gazetteer.as_deref())
    }
}

/// What our reader saw in a report; nothing, where another reader's claims came without a text.
fn look(knowledge: &Knowledge, reading: &Reading) -> Option<crate::explain::Look> {
    // A table's rows are no sentences.
    if reading.text.is_empty() || reading.document.table.is_some() {
        return None;
    }
    let Document { id, title, publisher, published, url, .. } = reading.document.clone();
    let report = Report { title, publisher, published, url, ..Report::new(id, &*reading.text) };
    Some(crate::explain::look(&mut knowledge.reader(), &report))
}
