//! From RDF back to what was read: the inverse of [`encode`](crate::encode).
//!
//! The record says all that a [`Reading`](crate::model::Reading) holds but the text, the places where
//! entities are mentioned, and what the reader noticed. What is decoded is encoded once more and
//! compared with what was there (`check.rs`): so nothing counts as understood that would not come out
//! again, and nothing is invented.
//!
//! ```text
//! files ─parse→ Dump ─report by report→ entities, claims ─→ Readings ─check→ what is not understood
//! ```
//!
//! In the default graph names and classes of an entity do not say which report they are of; then every
//! report that states the entity is taken to know all of them. In an export with a graph for each
//! report each keeps its own.

mod check;
mod claim;
mod derived;
mod dump;
mod entity;
mod event;
mod facts;
mod parse;
mod report;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

pub use parse::InputError;

use crate::export::Syntax;
use crate::model::Reading;
use crate::naming::Namer;
use crate::ontology::Ontology;
use dump::Dump;
use report::Reports;

/// Takes RDF of ours, file by file, and makes readings of it.
#[derive(Debug)]
pub struct Decoder<'o> {
    ontology: &'o Ontology,
    dump: Dump,
}

/// What was decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// What names things below the base that the reports have.
    pub namer: Namer,
    /// The readings, sorted by address.
    pub readings: Vec<Reading>,
    /// What was not understood.
    pub findings: Vec<Finding>,
}

/// Something that was not understood, or not as it should be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Finding {
    /// What is so: "triples are not understood and left out".
    pub what: String,
    /// How often.
    pub count: usize,
    /// The first few.
    pub examples: Vec<String>,
    /// Whether something of ours is lost by it.
    pub is_loss: bool,
}

/// How many examples a finding has.
const EXAMPLES: usize = 3;

impl<'o> Decoder<'o> {
    /// A decoder of what was encoded with the relations and classes of an ontology.
    pub fn new(ontology: &'o Ontology) -> Decoder<'o> {
        Decoder { ontology, dump: Dump::default() }
    }

    /// Takes a file, gzipped or not; without a syntax its name's ending says which it is. `-` is
    /// standard input.
    ///
    /// # Errors
    /// If it cannot be read, is malformed, or is in a syntax that nobody names.
    pub fn add(&mut self, path: &Path, syntax: Option<Syntax>) -> Result<(), InputError> {
        parse::parse(path, syntax, &mut self.dump)
    }

    /// Makes readings of all that was taken.
    ///
    /// # Errors
    /// If there is no report of ours in it, or if the reports are below different bases.
    pub fn decode(mut self) -> Result<Decoded, String> {
        self.dump.sort();
        let mut reports = Reports::of(&mut self.dump, self.ontology)?;
        let readings = reports.readings();
        let mut findings = std::mem::take(&mut reports.findings);
        findings.extend(check::check(reports.dump, &readings, &reports.namer, self.ontology));
        Ok(Decoded { namer: reports.namer, readings, findings })
    }
}

/// Findings as they are made, by what is so.
#[derive(Debug, Default)]
struct Findings(BTreeMap<&'static str, Finding>);

impl Findings {
    /// Notes that something of ours is lost.
    fn add(&mut self, what: &'static str, example: String) {
        self.note(what, true, 1, vec![example]);
    }

    /// Notes something, as often as it is so, with some examples.
    fn note(&mut self, what: &'static str, is_loss: bool, count: usize, examples: Vec<String>) {
        let finding = self.0.entry(what).or_default();
        finding.what = what.to_owned();
        finding.count += count;
        finding.is_loss = is_loss;
        let free = EXAMPLES.saturating_sub(finding.examples.len());
        finding.examples.extend(examples.into_iter().take(free));
    }

    fn extend(&mut self, others: Findings) {
        for (what, other) in others.0 {
            self.note(what, other.is_loss, other.count, other.examples);
        }
    }

    fn finish(self) -> Vec<Finding> {
        self.0.into_values().collect()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.count, self.what)?;
        let such_as = if self.count > self.examples.len() { ", such as " } else { ": " };
        write!(f, "{such_as}{}", self.examples.join(" · "))
    }
}
