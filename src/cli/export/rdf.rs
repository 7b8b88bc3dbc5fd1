//! The options of an export as RDF, and the export.

use std::io::Write as _;

use clap::{Args, ValueEnum};

use super::{Export, Format};
use crate::cli::{Error, Outcome, write_to};
use crate::export::{Part, Rdf, Syntax};

/// What belongs to RDF alone.
#[derive(Debug, Args)]
#[command(next_help_heading = "RDF")]
pub(super) struct RdfOptions {
    /// Write the record, too; this is so unless --no-record says otherwise
    #[arg(long, overrides_with = "no_record")]
    record: bool,

    /// Leave the record out: plain edges only
    #[arg(long, overrides_with = "record")]
    no_record: bool,

    /// Write the ontology, too: classes and relations with their labels
    #[arg(long)]
    ontology: bool,

    /// Put what each report says into a named graph with the report's address (nq, trig, jsonld)
    #[arg(long)]
    graph_per_report: bool,

    /// Say in RDF 1.2 which triple each statement states, so that it annotates the plain edge (nt, nq,
    /// ttl, trig)
    #[arg(long)]
    rdf12: bool,

    /// Say in the description of the data set that it is published under this licence
    #[arg(long, value_name = "IRI")]
    licence: Option<String>,

    /// Print the SHA-256 of the graph instead of the graph, as RDFC-1.0 has it: that of `--format nq`
    #[arg(long, conflicts_with_all = ["format", "gzip"])]
    pub(super) hash: bool,
}

impl RdfOptions {
    /// Writes the graph, or its hash.
    pub(super) fn run(&self, export: &Export, syntax: Syntax) -> Result<Outcome, Error> {
        let sight = &export.sight;
        let part = Part { record: !self.no_record, view: sight.view.name() };
        self.refuse_for(syntax, part, export)?;
        let mut rdf = Rdf::new(part);
        if let Some(licence) = &self.licence {
            rdf = rdf.with_licence(licence).map_err(|error| Error::about("--licence", error))?;
        }
        if self.ontology {
            rdf = rdf.with_ontology();
        }
        if self.rdf12 {
            rdf = rdf.with_reifiers();
        }
        let (store, scope) = (sight.open()?, sight.scope()?);
        if self.graph_per_report {
            rdf = rdf.with_graph_per_report(&store, &scope);
        }
        let graph = sight.graph(&store)?;
        if self.hash {
            return write_to(export.output.as_deref(), |output| {
                writeln!(output, "{}", rdf.hash(&graph)?)
            });
        }
        export.write(|output| rdf.write(&graph, syntax, output))
    }

    /// Refuses what the syntax, or the part that is written, has no place for.
    fn refuse_for(&self, syntax: Syntax, part: Part<'_>, export: &Export) -> Result<(), Error> {
        let format = export.format.map(name).unwrap_or_default();
        if !part.record && part.view.is_none() {
            return Err(nothing_left());
        }
        if self.graph_per_report && !syntax.has_graphs() {
            let problem = format!("{format} has one graph only; export as nq, trig or jsonld");
            return Err(Error::about("--graph-per-report", problem));
        }
        if self.rdf12 && !syntax.has_triple_terms() {
            let problem = format!("{format} cannot say it; export as nt, nq, ttl or trig");
            return Err(Error::about("--rdf12", problem));
        }
        let of_record = [
            ("--graph-per-report", self.graph_per_report),
            ("--rdf12", self.rdf12),
            ("--licence", self.licence.is_some()),
        ];
        match of_record.into_iter().find(|(_, is_wanted)| *is_wanted && !part.record) {
            Some((option, _)) => {
                Err(Error::about(option, "needs the record; leave out --no-record"))
            }
            None => Ok(()),
        }
    }

    /// Refuses options that mean nothing to a format that is no RDF.
    pub(super) fn refuse_without_rdf(&self, format: Format) -> Result<(), Error> {
        let options = [
            ("--record", self.record),
            ("--ontology", self.ontology),
            ("--graph-per-report", self.graph_per_report),
            ("--rdf12", self.rdf12),
            ("--licence", self.licence.is_some()),
        ];
        match options.into_iter().find(|(_, is_wanted)| *is_wanted) {
            Some((option, _)) => Err(Error::about(
                option,
                format!("{} is no RDF and has no place for it", name(format)),
            )),
            None => Ok(()),
        }
    }
}

/// A format as it is written on the command line.
fn name(format: Format) -> String {
    format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// Why an export of nothing is refused.
pub(super) fn nothing_left() -> Error {
    Error::about("--view none", "there is nothing left to write")
}
