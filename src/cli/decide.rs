//! `claimgraph decide`: an analyst's judgement, written down and replayed from then on.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;

use super::view::Decided;
use super::{Error, Outcome, message, write_to};
use crate::decide::{self, Decision, Decisions, Known, Word};
use crate::store::Store;

/// Decide what the reader could not: who is who, which claim was read wrongly
///
/// A decision is a line of `decisions.csv` in the store's folder, or of the file that `--decisions`
/// names: your file, to be read, edited and kept in git. It is replayed whenever the store is opened;
/// take the line out, and all is as it was. Things are meant by their address, the end of it
/// (`entity/quds-force`, `claim/0f3a92bb`), or, if only one has it, their name.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
#[command(subcommand_negates_reqs = true, args_conflicts_with_subcommands = false)]
pub(super) struct Decide {
    #[command(subcommand)]
    what: Option<What>,

    /// Show what was decided
    #[arg(long, required = true)]
    list: bool,

    /// How to show it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// The store's folder
    #[arg(long, value_name = "DIR", default_value = "claimgraph-store", global = true)]
    store: PathBuf,

    /// The file of decisions [default: decisions.csv in the store's folder]
    #[arg(long, value_name = "FILE", global = true)]
    decisions: Option<PathBuf>,

    /// Say nothing when all is well
    #[arg(long, global = true)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Two entities are one: the second is the first
    Same(Two),
    /// Two entities are not one; or in one report, the entity is another
    Different(Apart),
    /// A claim was read wrongly: it stays in the record and does not count
    Reject(One),
    /// A claim was read rightly, whatever its confidence
    Accept(One),
    /// An entity is of a class of the ontology
    Type(Typed),
    /// An entity is called so
    Name(Named),
}

#[derive(Debug, Args)]
struct Two {
    /// The entity that keeps its address and its name
    a: String,
    /// The entity that is the same
    b: String,
    #[command(flatten)]
    reason: Reason,
}

#[derive(Debug, Args)]
struct Apart {
    /// An entity
    a: String,
    /// Another entity, or the report in which it is another
    b: String,
    #[command(flatten)]
    reason: Reason,
}

#[derive(Debug, Args)]
struct One {
    /// A claim, by its address or the digits that `query` shows
    claim: String,
    #[command(flatten)]
    reason: Reason,
}

#[derive(Debug, Args)]
struct Typed {
    /// An entity
    entity: String,
    /// A class of the ontology, such as Militia
    class: String,
    #[command(flatten)]
    reason: Reason,
}

#[derive(Debug, Args)]
struct Named {
    /// An entity
    entity: String,
    /// What it is called
    name: String,
    #[command(flatten)]
    reason: Reason,
}

#[derive(Debug, Args)]
struct Reason {
    /// Why, for whoever reads it in a year
    #[arg(long, value_name = "TEXT")]
    why: String,

    /// Who decides
    #[arg(long, value_name = "NAME")]
    by: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each, with its line in the file
    Text,
    /// JSON Lines
    Json,
}

impl Decide {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let decided = Decided { decisions: self.decisions.clone() };
        let Some(what) = &self.what else {
            return self.show(&decided.open(&self.store)?);
        };
        let store = decided.open_or_begin(&self.store)?;
        let decisions = store.decisions().map_err(|error| Error(error.to_string()))?;
        let readings = store.readings().map_err(|error| Error(error.to_string()))?;
        let known = Known::of(&readings, store.namer()).with(&decisions);
        let decision = what.decision(&known, &store).map_err(Error)?;
        let (_, is_new) = add(&store, &decision)?;
        if !self.quiet {
            let Decision { word, about, .. } = &decision;
            let place = store.decisions_path().display();
            let stands = if is_new { "stands in" } else { "stood already in" };
            message(format_args!("{word} {about}: {stands} {place}"));
        }
        Ok(Outcome::AllWell)
    }

    fn show(&self, store: &Store) -> Result<Outcome, Error> {
        let decisions = store.decisions().map_err(|error| Error(error.to_string()))?;
        let outcome = write_to(self.output.as_deref(), |output| match self.format {
            Format::Text => decisions.iter().try_for_each(|it| line(it, store, output)),
            Format::Json => decisions.iter().try_for_each(|it| json_line(it, output)),
        })?;
        tell_strays(store, &decisions)?;
        Ok(outcome)
    }
}

impl What {
    /// The decision with the addresses of what is meant.
    fn decision(&self, known: &Known, store: &Store) -> Result<Decision, String> {
        let (word, a, b, reason) = match self {
            What::Same(Two { a, b, reason }) => {
                (Word::Same, known.entity(a)?, known.entity(b)?, reason)
            }
            What::Different(Apart { a, b, reason }) => {
                (Word::Different, known.entity(a)?, entity_or_report(b, known)?, reason)
            }
            What::Reject(One { claim, reason }) => {
                (Word::Reject, known.claim(claim)?, String::new(), reason)
            }
            What::Accept(One { claim, reason }) => {
                (Word::Accept, known.claim(claim)?, String::new(), reason)
            }
            What::Type(Typed { entity, class, reason }) => {
                (Word::Type, known.entity(entity)?, class_of(class, store)?, reason)
            }
            What::Name(Named { entity, name, reason }) => {
                (Word::Name, known.entity(entity)?, name.trim().to_owned(), reason)
            }
        };
        if a == b {
            return Err(format!("both names mean {a}: there is nothing to decide"));
        }
        let called = [&a, &b].into_iter().filter_map(|iri| known.called(iri));
        let about = called.collect::<Vec<_>>().join(" / ");
        let (why, by) = (reason.why.clone(), reason.by.clone());
        let decision = Decision { word, a, b, why, by, about, line: 0 };
        match known.stray(&decision) {
            Some(stray) => Err(stray.problem()),
            None => Ok(decision),
        }
    }
}

fn entity_or_report(given: &str, known: &Known) -> Result<String, String> {
    match known.entity(given) {
        Ok(entity) => Ok(entity),
        Err(problem) if problem.contains("may be any of") => Err(problem),
        Err(_) => known.report(given).map_err(|_| {
            format!("`{given}`: the store has no entity and no report of this name or address")
        }),
    }
}

/// The class that is meant by its name, however its words are written.
fn class_of(given: &str, store: &Store) -> Result<String, String> {
    let fold = |name: &str| {
        let letters = name.trim_start_matches("cg:").chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    let mut classes = store.ontology().classes().map(|(name, _)| name);
    let class = classes.find(|name| fold(name) == fold(given));
    let problem = "the ontology has no such class; write one such as Militia";
    class.map(str::to_owned).ok_or(format!("`{given}`: {problem}"))
}

/// Adds a decision to a store's file.
pub(super) fn add(store: &Store, decision: &Decision) -> Result<(Decisions, bool), Error> {
    let path = store.decisions_path();
    decide::append(path, decision, store.ontology(), store.namer())
        .map_err(|problem| Error::about(path.display(), problem))
}

/// Says which decisions fit nothing in the store any more.
pub(super) fn tell_strays(store: &Store, decisions: &Decisions) -> Result<(), Error> {
    if decisions.is_empty() {
        return Ok(());
    }
    let readings = store.readings().map_err(|error| Error(error.to_string()))?;
    for stray in decisions.strays(&readings, store.namer()) {
        message(format_args!("{}: {stray}", store.decisions_path().display()));
    }
    Ok(())
}

fn line(decision: &Decision, store: &Store, output: &mut dyn Write) -> io::Result<()> {
    let Decision { word, a, b, why, by, about, line } = decision;
    let base = store.namer().base();
    let [a, b] = [a, b].map(|iri| iri.trim_start_matches(base));
    let end = if b.is_empty() { String::new() } else { format!(" {b}") };
    writeln!(output, "{line:>4}  {:<9} {a}{end}", word.word())?;
    for (name, text) in [("about", about), ("why", why), ("by", by)] {
        if !text.is_empty() {
            writeln!(output, "      {name:<9} {}", super::wording::shown(text))?;
        }
    }
    Ok(())
}

fn json_line(decision: &Decision, output: &mut dyn Write) -> io::Result<()> {
    let Decision { word, a, b, why, by, about, line } = decision;
    let object = json!({
        "line": line, "decision": word.word(), "a": a, "b": b, "why": why, "by": by, "about": about,
    });
    writeln!(output, "{object}")
}
