//! `claimgraph review`: what most needs a person, one key an answer.

mod page;

use std::io::{self, BufRead, IsTerminal};
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use console::Term;

use super::decide::add;
use super::view::Decided;
use super::{Error, Outcome, message, write_to};
use crate::decide::{Doubt, doubts};
use crate::store::Store;

/// Go through what most needs a person: names that may be one, claims that much rests on
///
/// Lists pairs of entities with names alike that nothing joins, unsure readings that corroborate or
/// contradict, and claims that stand alone against several origins; those that touch the most claims
/// first. With `--by NAME` each is asked: y, n, s to skip it, q to stop, as keys in a terminal, or as
/// lines on standard input. Each answer is a decision from then on (see `decide`).
#[derive(Debug, Args)]
pub(super) struct Review {
    /// The store's folder
    #[arg(long, value_name = "DIR", default_value = "claimgraph-store")]
    store: PathBuf,

    #[command(flatten)]
    decided: Decided,

    /// Who answers; without it the questions are listed
    #[arg(long, value_name = "NAME")]
    by: Option<String>,

    /// Why, for all answers [default: what the question rests on]
    #[arg(long, value_name = "TEXT", requires = "by")]
    why: Option<String>,

    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<NonZeroUsize>,

    /// How to list them
    #[arg(long, value_enum, default_value_t = Format::Text, conflicts_with = "by")]
    format: Format,

    /// Write the list to this file instead of standard output
    #[arg(short, long, value_name = "FILE", conflicts_with = "by")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// JSON Lines
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
    Skip,
    Quit,
}

impl Review {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let store = match self.by {
            Some(_) => self.decided.open_or_begin(&self.store)?,
            None => self.decided.open(&self.store)?,
        };
        let fail = |error: crate::store::StoreError| Error(error.to_string());
        let decisions = store.decisions().map_err(fail)?;
        let (readings, corroboration) = store.decided().map_err(fail)?;
        let mut doubts = doubts(&readings, &corroboration, store.ontology(), &decisions);
        doubts.truncate(self.limit.map_or(usize::MAX, NonZeroUsize::get));
        if let Some(by) = &self.by {
            return self.ask(&doubts, by, &store);
        }
        write_to(self.output.as_deref(), |output| {
            for (number, doubt) in (1..).zip(&doubts) {
                match self.format {
                    Format::Text => page::text(number, doubt, &store, output)?,
                    Format::Json => page::json(doubt, output)?,
                }
            }
            Ok(())
        })
    }

    fn ask(&self, doubts: &[Doubt], by: &str, store: &Store) -> Result<Outcome, Error> {
        let mut decisions = store.decisions().map_err(|error| Error(error.to_string()))?;
        let mut count = 0;
        for (number, doubt) in (1..).zip(doubts) {
            // What was answered before may answer this, too.
            if doubt.is_answered(&decisions) {
                continue;
            }
            let mut page = Vec::new();
            let written = page::text(number, doubt, store, &mut page);
            written.map_err(|error| Error(error.to_string()))?;
            message(format_args!("{}", String::from_utf8_lossy(&page).trim_end()));
            let yes = match answer()? {
                Answer::Yes => true,
                Answer::No => false,
                Answer::Skip => continue,
                Answer::Quit => break,
            };
            let why = self.why.as_deref().unwrap_or(doubt.ground.words());
            match add(store, &doubt.decision(yes, why, by)) {
                Ok((known, _)) => {
                    decisions = known;
                    count += 1;
                }
                Err(problem) => message(format_args!("not decided: {problem}")),
            }
        }
        let place = store.decisions_path().display();
        message(format_args!("{count} decided, of {} questions; see {place}", doubts.len()));
        Ok(Outcome::AllWell)
    }
}

/// A key in a terminal, or a line of standard input; its end is the end of the review.
fn answer() -> Result<Answer, Error> {
    let term = Term::stderr();
    let is_terminal = term.is_term() && io::stdin().is_terminal();
    loop {
        let key = if is_terminal { term.read_char().map(Some) } else { first_of_line() };
        let key = match key {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => None,
            other => other.map_err(|error| Error::about("standard input", error))?,
        };
        match key.map(|key| key.to_ascii_lowercase()) {
            Some('y') => return Ok(Answer::Yes),
            Some('n') => return Ok(Answer::No),
            Some('s') => return Ok(Answer::Skip),
            Some('q' | '\u{1b}' | '\u{3}') | None => return Ok(Answer::Quit),
            Some(_) => message(format_args!("  y, n, s or q?")),
        }
    }
}

/// The first letter of the next line; none at the end.
fn first_of_line() -> io::Result<Option<char>> {
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line)?;
    Ok((read > 0).then(|| line.trim_start().chars().next().unwrap_or(' ')))
}
