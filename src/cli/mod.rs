//! The command line: a thin door. One file a subcommand, its arguments on top, its work below.

mod annotate;
mod build;
mod corroborate;
mod explain;
mod export;
mod extract;
mod history;
mod import;
mod learn;
mod load;
mod output;
mod parallel;
mod query;
mod reading;
mod remove;
mod report;
mod score;
mod serve;
mod tree;
mod view;
mod wording;

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use output::Output;

/// Turns news reports into a knowledge graph in which every edge says who claimed it
#[derive(Debug, Parser)]
#[command(version, disable_help_subcommand = true, arg_required_else_help = true)]
#[command(after_help = "Results go to standard output, everything else to standard error.\n\
    Exit status: 0 all well, 1 failed, 2 wrong usage, 3 some inputs were refused.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Build),
    Import(import::ImportTable),
    Extract(extract::Extract),
    Query(query::Query),
    Explain(explain::Explain),
    Report(report::Report),
    Export(export::Export),
    Load(load::Load),
    Score(score::Score),
    Serve(serve::Serve),
    Annotate(annotate::Annotate),
    Learn(learn::Learn),
    Corroborate(corroborate::Corroborate),
    History(history::History),
    Remove(remove::Remove),
}

/// Why a command stopped, for the person who must act on it.
#[derive(Debug)]
pub(crate) struct Error(String);

/// How a command that did not fail ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    AllWell,
    SomeRefused,
}

/// Runs the command that the process was called with.
pub fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Build(build) => build.run(),
        Command::Import(import) => import.run(),
        Command::Extract(extract) => extract.run(),
        Command::Query(query) => query.run(),
        Command::Explain(explain) => explain.run(),
        Command::Report(report) => report.run(),
        Command::Export(export) => export.run(),
        Command::Load(load) => load.run(),
        Command::Score(score) => score.run(),
        Command::Serve(serve) => serve.run(),
        Command::Annotate(annotate) => annotate.run(),
        Command::Learn(learn) => learn.run(),
        Command::Corroborate(corroborate) => corroborate.run(),
        Command::History(history) => history.run(),
        Command::Remove(remove) => remove.run(),
    };
    match result {
        Ok(Outcome::AllWell) => ExitCode::SUCCESS,
        Ok(Outcome::SomeRefused) => ExitCode::from(3),
        Err(error) => {
            message(format_args!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// A share, from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a number from 0 to 1 is wanted".to_owned())
}

/// Tells the user something, on standard error.
fn message(text: fmt::Arguments<'_>) {
    anstream::eprintln!("{text}");
}

impl Error {
    /// An error about something that has a name (a path, an option).
    fn about(name: impl fmt::Display, problem: impl fmt::Display) -> Error {
        Error(format!("{name}: {problem}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Writes results to standard output or to the file at `path`.
fn write_to(
    path: Option<&Path>,
    write: impl FnOnce(&mut Output) -> io::Result<()>,
) -> Result<Outcome, Error> {
    let mut output = Output::open(path)?;
    let finished = write(&mut output).and_then(|()| output.finish());
    unless_closed(finished, &output)?;
    Ok(Outcome::AllWell)
}

/// A reader that has read enough and went away is not an error: the command just ends.
fn unless_closed(result: io::Result<()>, output: &Output) -> Result<(), Error> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| Error::about(output, error)),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn every_argument_is_well_formed_and_described() {
        let mut cli = super::Cli::command();
        cli.build();
        cli.clone().debug_assert();
        for command in cli.get_subcommands() {
            assert!(command.get_about().is_some(), "{} has no description", command.get_name());
            for argument in command.get_arguments() {
                let described = argument.get_help().is_some();
                assert!(described, "{} {}", command.get_name(), argument.get_id());
            }
        }
    }
}
