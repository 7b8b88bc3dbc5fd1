//! `claimgraph export`: the graph for other programs.

mod network;
mod tables;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::view::Sight;
use super::{Error, Outcome, write_to};
use crate::export::{self, Part};
use network::NetworkOptions;

/// Write the graph for other programs: a triple store, Gephi, a notebook
///
/// RDF holds the record (reports, statements, claims with their tellers and sentences) and the plain
/// edges of a view. Networks (GraphML, GEXF, CSV, pictures) hold the plain edges, with what stands
/// behind each as columns, or with `--edges claims` the claims themselves.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// What to write
    #[arg(long, value_enum)]
    format: Format,

    /// Of RDF, leave the record out: plain edges only
    #[arg(long)]
    no_record: bool,

    #[command(flatten)]
    sight: Sight,

    /// Write to this file instead of standard output; of csv, to NAME-nodes.csv and NAME-edges.csv
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    network: NetworkOptions,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// N-Quads: the record in the default graph, the view in its own
    Nq,
    /// Turtle: all in one graph
    Ttl,
    /// GraphML: a network for Gephi, yEd, networkx, igraph
    Graphml,
    /// GEXF: a network for Gephi, with days, colours and positions
    Gexf,
    /// CSV: a table of nodes and one of edges, for Gephi and spreadsheets
    Csv,
    /// SVG: a picture of a small network
    Svg,
    /// PNG: the same picture as pixels
    #[cfg(feature = "png")]
    Png,
}

impl Format {
    /// The format of a network that is meant; none for RDF.
    fn of_network(self) -> Option<network::Format> {
        match self {
            Format::Nq | Format::Ttl => None,
            Format::Graphml => Some(network::Format::Graphml),
            Format::Gexf => Some(network::Format::Gexf),
            Format::Csv => Some(network::Format::Csv),
            Format::Svg => Some(network::Format::Svg),
            #[cfg(feature = "png")]
            Format::Png => Some(network::Format::Png),
        }
    }
}

impl Export {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        if let Some(format) = self.format.of_network() {
            return self.network.run(&self, format);
        }
        self.network.refuse()?;
        let view = self.sight.view.name();
        let part = Part { record: !self.no_record, view };
        if view.is_none() && self.no_record {
            return Err(Error::about("--view none", "there is nothing left to write"));
        }
        let graph = self.sight.graph(&self.sight.open()?)?;
        self.write(|output| match self.format {
            Format::Ttl => export::turtle(&graph, part, output),
            _ => export::nquads(&graph, part, output),
        })
    }

    /// Writes to the output.
    fn write(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Outcome, Error> {
        write_to(self.output.as_deref(), |output| write(output))
    }
}
