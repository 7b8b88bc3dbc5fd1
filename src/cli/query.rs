//! `claimgraph query`: SPARQL, or one of the shipped questions.

mod table;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use oxigraph::io::RdfFormat;
use oxigraph::model::Term;
use oxigraph::sparql::results::QueryResultsFormat;

use super::view::Sight;
use super::{Error, Outcome, Output, write_to};
use crate::endpoint::{self, Endpoint};
use crate::query::{self, Answer, Labels, Names, ShippedQuestions};

/// Ask the store: one of the shipped questions, or SPARQL
///
/// `claimgraph query --list` shows the questions and what they can be asked of, as in
/// `claimgraph query deployments where=Iran`. A SPARQL query sees the record, the plain edges of a
/// view and the ontology; the usual prefixes need no declaration.
#[derive(Debug, Args)]
pub(super) struct Query {
    /// A question's name, or SPARQL
    #[arg(value_name = "QUESTION|SPARQL", required_unless_present_any = ["file", "list"])]
    question: Option<String>,

    /// What to ask it of, as in `where=Iran`
    #[arg(value_name = "NAME=VALUE")]
    values: Vec<String>,

    /// Read the SPARQL from this file; `-` is standard input
    #[arg(short, long, value_name = "FILE", conflicts_with = "list")]
    file: Option<PathBuf>,

    /// Show the questions that come with the store's ontology
    #[arg(long)]
    list: bool,

    /// Ask this SPARQL endpoint, into which the graph was loaded, instead of a store; nothing else
    /// in the program uses the network
    #[arg(long, value_name = "URL", conflicts_with_all = ["store", "view", "min_confidence"])]
    endpoint: Option<String>,

    #[command(flatten)]
    sight: Sight,

    /// How to write the answer [default: table; ttl for CONSTRUCT and DESCRIBE]
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Columns that fit the terminal, with names instead of addresses
    Table,
    /// Comma-separated values
    Csv,
    /// Tab-separated values, as SPARQL has them
    Tsv,
    /// SPARQL results in JSON
    Json,
    /// SPARQL results in XML
    Xml,
    /// Turtle, for CONSTRUCT and DESCRIBE
    Ttl,
    /// N-Triples, for CONSTRUCT and DESCRIBE
    Nt,
}

impl Query {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let fail = |error: &dyn std::fmt::Display| Error(error.to_string());
        if let Some(url) = self.endpoint.as_deref().filter(|_| !self.list) {
            return self.ask_endpoint(url);
        }
        if self.list && !self.sight.extent.store.exists() {
            let ontology = crate::ontology::Ontology::built_in().map_err(|error| fail(&error))?;
            return write_to(self.output.as_deref(), |output| {
                list(&ShippedQuestions::of(&ontology), output)
            });
        }
        let store = self.sight.open()?;
        let questions = ShippedQuestions::of(store.ontology());
        if self.list {
            return write_to(self.output.as_deref(), |output| list(&questions, output));
        }
        let file = self.text_of_file()?;
        let graph = self.sight.graph(&store)?;
        let sparql = self.sparql(file, &questions, &graph);
        graph.check().map_err(|error| fail(&error))?;
        let answer =
            query::ask(&graph, &sparql?, self.sight.view.name()).map_err(|error| fail(&error))?;
        write_to(self.output.as_deref(), |output| {
            let labels = Labels::new(&graph);
            self.write(&answer, &|term| labels.of(term), output)?;
            graph.check().map_err(io::Error::other)
        })
    }

    /// The same of a graph that others keep.
    fn ask_endpoint(&self, url: &str) -> Result<Outcome, Error> {
        let fail = |error: query::QueryError| Error(error.to_string());
        let endpoint = Endpoint::at(url).map_err(fail)?;
        let questions = ShippedQuestions::of(endpoint.ontology());
        let sparql = self.sparql(self.text_of_file()?, &questions, &endpoint)?;
        let answer = endpoint.ask(&sparql).map_err(fail)?;
        let is_for_people = self.format.unwrap_or(Format::Table) == Format::Table;
        let labels = match &answer {
            Answer::Table(table) if is_for_people => endpoint.labels(table).map_err(fail)?,
            _ => endpoint::Labels::default(),
        };
        write_to(self.output.as_deref(), |output| {
            self.write(&answer, &|term| labels.of(term), output)
        })
    }

    fn text_of_file(&self) -> Result<Option<String>, Error> {
        let Some(path) = &self.file else { return Ok(None) };
        let text = if path.as_os_str() == "-" {
            io::read_to_string(io::stdin())
        } else {
            std::fs::read_to_string(path)
        };
        text.map(Some).map_err(|error| Error::about(path.display(), error))
    }

    /// The query that is meant.
    fn sparql(
        &self,
        file: Option<String>,
        questions: &ShippedQuestions,
        names: &dyn Names,
    ) -> Result<String, Error> {
        let mut values = self.values.clone();
        if let Some(text) = file {
            if self.question.is_some() {
                return Err(Error("give a file or a question, not both".to_owned()));
            }
            return Ok(text);
        }
        let asked = self.question.as_deref().unwrap_or_default();
        if let Some(question) = questions.get(asked) {
            return question.with(&values, names).map_err(|error| Error(error.to_string()));
        }
        if !asked.contains('{') && !asked.to_uppercase().starts_with("DESCRIBE ") {
            let problem = "there is no such question; `claimgraph query --list` shows them";
            return Err(Error::about(asked, problem));
        }
        match values.pop() {
            Some(value) => Err(Error::about(value, "only the shipped questions take values")),
            None => Ok(asked.to_owned()),
        }
    }

    fn write(
        &self,
        answer: &Answer,
        named: &dyn Fn(&Term) -> String,
        output: &mut Output,
    ) -> io::Result<()> {
        let default =
            if matches!(answer, Answer::Triples(_)) { Format::Ttl } else { Format::Table };
        let results = match self.format.unwrap_or(default) {
            Format::Table => return table::write(answer, named, output),
            Format::Ttl => return answer.write_rdf(RdfFormat::Turtle, output),
            Format::Nt => return answer.write_rdf(RdfFormat::NTriples, output),
            Format::Csv => QueryResultsFormat::Csv,
            Format::Tsv => QueryResultsFormat::Tsv,
            Format::Json => QueryResultsFormat::Json,
            Format::Xml => QueryResultsFormat::Xml,
        };
        answer.write(results, output)?;
        // The formats in which a file does not end with a line do not say so.
        if matches!(results, QueryResultsFormat::Json | QueryResultsFormat::Xml)
            || matches!(answer, Answer::Truth(_))
        {
            output.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// The questions with what they can be asked of.
fn list(questions: &ShippedQuestions, output: &mut Output) -> io::Result<()> {
    for question in questions.iter() {
        writeln!(output, "{:<22} {}", question.name, question.title)?;
        for parameter in &question.parameters {
            writeln!(output, "{:<22}   {}=…  {}", "", parameter.name, parameter.about)?;
        }
    }
    Ok(())
}
