//! `claimgraph export`: the graph for other programs.

mod network;
mod rdf;
mod tables;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::view::Sight;
use super::{Error, Outcome, write_to};
use crate::export::Syntax;
use network::NetworkOptions;
use rdf::RdfOptions;

/// Write the graph for other programs: a triple store, Gephi, a notebook
///
/// RDF holds the record (reports, statements, claims with their tellers and sentences) and the plain
/// edges of a view; `load` makes a store of it again. Networks (GraphML, GEXF, CSV, pictures) hold the
/// plain edges, with what stands behind each as columns, or with `--edges claims` the claims themselves.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// What to write; only --hash needs none
    #[arg(long, value_enum, required_unless_present = "hash")]
    format: Option<Format>,

    #[command(flatten)]
    sight: Sight,

    /// Compress what is written; files whose names end in .gz are compressed without being asked
    #[arg(long)]
    gzip: bool,

    /// Write to this file instead of standard output; of csv, to NAME-nodes.csv and NAME-edges.csv
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    rdf: RdfOptions,

    #[command(flatten)]
    network: NetworkOptions,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// N-Triples: all in one graph, a triple a line
    Nt,
    /// N-Quads: the record in the default graph, the view in its own
    Nq,
    /// Turtle: all in one graph
    Ttl,
    /// TriG: Turtle with graphs, as in nq
    Trig,
    /// JSON-LD with graphs, as in nq
    Jsonld,
    /// RDF/XML: all in one graph
    Rdfxml,
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

/// A format is a syntax of RDF, or one of networks.
enum Kind {
    Rdf(Syntax),
    Network(network::Format),
}

impl Format {
    fn kind(self) -> Kind {
        match self {
            Format::Nt => Kind::Rdf(Syntax::NTriples),
            Format::Nq => Kind::Rdf(Syntax::NQuads),
            Format::Ttl => Kind::Rdf(Syntax::Turtle),
            Format::Trig => Kind::Rdf(Syntax::TriG),
            Format::Jsonld => Kind::Rdf(Syntax::JsonLd),
            Format::Rdfxml => Kind::Rdf(Syntax::RdfXml),
            Format::Graphml => Kind::Network(network::Format::Graphml),
            Format::Gexf => Kind::Network(network::Format::Gexf),
            Format::Csv => Kind::Network(network::Format::Csv),
            Format::Svg => Kind::Network(network::Format::Svg),
            #[cfg(feature = "png")]
            Format::Png => Kind::Network(network::Format::Png),
        }
    }
}

impl Export {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        // A hash is that of the N-Quads.
        let format = self.format.unwrap_or(Format::Nq);
        match format.kind() {
            Kind::Rdf(syntax) => {
                self.network.refuse()?;
                self.rdf.run(&self, syntax)
            }
            Kind::Network(wanted) => {
                self.rdf.refuse_without_rdf(format)?;
                self.network.run(&self, wanted)
            }
        }
    }

    fn is_compressed(&self) -> bool {
        let path = self.output.as_deref();
        self.gzip || path.is_some_and(|path| path.extension().is_some_and(|ending| ending == "gz"))
    }

    /// Writes to the output, compressed where that is wanted.
    fn write(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Outcome, Error> {
        write_to(self.output.as_deref(), |output| {
            if !self.is_compressed() {
                return write(output);
            }
            // Neither name nor time is in the header: the same graph is the same bytes.
            let mut gzip = GzEncoder::new(output, Compression::default());
            write(&mut gzip)?;
            gzip.finish().map(drop)
        })
    }
}
