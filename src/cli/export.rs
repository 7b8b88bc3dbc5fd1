//! `claimgraph export`: the graph for other programs.

mod rdf;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use flate2::Compression;
use flate2::write::GzEncoder;

use super::view::Sight;
use super::{Error, Outcome, write_to};
use crate::export::{self, Syntax};
use crate::graph::Network;
use rdf::RdfOptions;

/// Write the graph for other programs: a triple store, Gephi, a notebook
///
/// RDF holds the record (reports, statements, claims with their tellers and sentences) and the plain
/// edges of a view; `load` makes a store of it again. GraphML holds the plain edges alone, with what
/// stands behind each as columns.
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

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    rdf: RdfOptions,
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
    /// GraphML: things and plain edges, for Gephi, yEd, networkx, igraph
    Graphml,
}

impl Format {
    /// The syntax of RDF that it is, if it is one.
    fn syntax(self) -> Option<Syntax> {
        match self {
            Format::Nt => Some(Syntax::NTriples),
            Format::Nq => Some(Syntax::NQuads),
            Format::Ttl => Some(Syntax::Turtle),
            Format::Trig => Some(Syntax::TriG),
            Format::Jsonld => Some(Syntax::JsonLd),
            Format::Rdfxml => Some(Syntax::RdfXml),
            Format::Graphml => None,
        }
    }
}

impl Export {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        // A hash is that of the N-Quads.
        let format = self.format.unwrap_or(Format::Nq);
        if let Some(syntax) = format.syntax() {
            return self.rdf.run(&self, syntax);
        }
        self.rdf.refuse_without_rdf(format)?;
        let Some(view) = self.sight.view.name() else { return Err(rdf::nothing_left()) };
        let graph = self.sight.graph(&self.sight.open()?)?;
        self.write(|output| {
            let network = Network::of(&graph, view);
            graph.check().map_err(io::Error::other)?;
            export::graphml(&network, output)
        })
    }

    /// Writes to the output, compressed where that is wanted.
    fn write(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Outcome, Error> {
        let path = self.output.as_deref();
        let is_gzip =
            self.gzip || path.is_some_and(|path| path.extension().is_some_and(|e| e == "gz"));
        write_to(path, |output| {
            if !is_gzip {
                return write(output);
            }
            // Neither name nor time is in the header: the same graph is the same bytes.
            let mut gzip = GzEncoder::new(output, Compression::default());
            write(&mut gzip)?;
            gzip.finish().map(drop)
        })
    }
}
