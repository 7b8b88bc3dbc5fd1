//! `claimgraph export`: the graph for other programs.

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::view::Sight;
use super::{Error, Outcome, write_to};
use crate::encode::REPORTED;
use crate::export::{self, Part};
use crate::graph::Network;

/// Write the graph for other programs: a triple store, Gephi, a notebook
///
/// RDF holds the record (reports, statements, claims with their tellers and sentences) and the plain
/// edges of a view. GraphML holds the plain edges alone, with what stands behind each as columns.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// What to write
    #[arg(long, value_enum)]
    format: Format,

    /// Leave the record out: plain edges only
    #[arg(long)]
    no_record: bool,

    #[command(flatten)]
    sight: Sight,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// N-Quads: the record in the default graph, the view in its own
    Nq,
    /// Turtle: all in one graph
    Ttl,
    /// GraphML: things and plain edges, for Gephi, yEd, networkx, igraph
    Graphml,
}

impl Export {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let view = self.sight.view.name();
        let part = Part { record: !self.no_record, view };
        if view.is_none() && (self.no_record || matches!(self.format, Format::Graphml)) {
            return Err(Error::about("--view none", "there is nothing left to write"));
        }
        let graph = self.sight.graph(&self.sight.open()?)?;
        write_to(self.output.as_deref(), |output| match self.format {
            Format::Nq => export::nquads(&graph, part, output),
            Format::Ttl => export::turtle(&graph, part, output),
            Format::Graphml => {
                let network = Network::of(&graph, view.unwrap_or(REPORTED));
                graph.check().map_err(io::Error::other)?;
                export::graphml(&network, output)
            }
        })
    }
}
