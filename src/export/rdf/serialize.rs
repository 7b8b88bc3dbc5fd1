//! The syntaxes of RDF, and how sorted lines are written in each.

use std::io::{self, Write};

use oxigraph::model::{GraphNameRef, Quad, TripleRef};
use oxttl::{TriGSerializer, TurtleSerializer};

use super::Sorter;
use super::json::Json;
use super::lines::{Terms, each_quad, each_triple};
use super::prefixes::Prefixes;
use super::xml::Xml;
use crate::naming::Namer;
use crate::store::Graph;

/// A syntax of RDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Syntax {
    /// N-Triples: <https://www.w3.org/TR/n-triples/>.
    NTriples,
    /// N-Quads, as RDFC-1.0 has them: <https://www.w3.org/TR/n-quads/>.
    NQuads,
    /// Turtle: <https://www.w3.org/TR/turtle/>.
    Turtle,
    /// TriG: <https://www.w3.org/TR/trig/>.
    TriG,
    /// JSON-LD: <https://www.w3.org/TR/json-ld11/>.
    JsonLd,
    /// RDF/XML: <https://www.w3.org/TR/rdf-syntax-grammar/>.
    RdfXml,
}

impl Syntax {
    /// Whether it keeps graphs apart.
    pub fn has_graphs(self) -> bool {
        matches!(self, Syntax::NQuads | Syntax::TriG | Syntax::JsonLd)
    }

    /// Whether it can write a triple as the object of another, as RDF 1.2 has it, so that others read
    /// it.
    pub fn has_triple_terms(self) -> bool {
        !matches!(self, Syntax::JsonLd | Syntax::RdfXml)
    }
}

/// Writes sorted lines in a syntax.
pub(super) fn write(
    triples: Sorter,
    graph: &Graph,
    syntax: Syntax,
    output: &mut dyn Write,
) -> io::Result<()> {
    let namer = graph.namer();
    let prefixes = Prefixes::below(namer);
    let is_report = of_reports(namer);
    match syntax {
        Syntax::NTriples => each_triple(triples, is_report, |triple, _| {
            output.write_all(triple)?;
            output.write_all(b" .\n")
        }),
        Syntax::NQuads => each_triple(triples, is_report, |triple, graphs| {
            graphs.iter().try_for_each(|graph| {
                let space: &[u8] = if graph.is_empty() { b"" } else { b" " };
                [triple, space, graph, b" .\n"].iter().try_for_each(|part| output.write_all(part))
            })
        }),
        Syntax::Turtle => turtle(triples, is_report, &prefixes, output),
        Syntax::TriG => trig(triples, is_report, &prefixes, output),
        Syntax::JsonLd => {
            let mut json = Json::new(output, prefixes)?;
            each_quad(triples, is_report, |quad| json.take(quad))?;
            json.finish()
        }
        Syntax::RdfXml => {
            let mut xml = Xml::new(output, prefixes)?;
            in_one_graph(triples, is_report, |quad| xml.take(quad))?;
            xml.finish()
        }
    }
}

/// Tells the graphs of reports by their names.
fn of_reports(namer: &Namer) -> impl Fn(&[u8]) -> bool + use<> {
    let start = format!("<{}report/", namer.base()).into_bytes();
    move |graph| graph.starts_with(&start)
}

/// Hands over all triples as quads of the default graph, in order.
fn in_one_graph(
    triples: Sorter,
    is_report: impl Fn(&[u8]) -> bool,
    mut take: impl FnMut(&Quad) -> io::Result<()>,
) -> io::Result<()> {
    let mut terms = Terms::new();
    each_triple(triples, is_report, |triple, _| take(&terms.of(triple, b"")?))
}

fn turtle(
    triples: Sorter,
    is_report: impl Fn(&[u8]) -> bool,
    prefixes: &Prefixes,
    output: &mut dyn Write,
) -> io::Result<()> {
    let mut serializer = TurtleSerializer::new();
    for (prefix, namespace) in prefixes.iter() {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(output);
    in_one_graph(triples, is_report, |quad| {
        writer.serialize_triple(TripleRef::from(quad.as_ref()))
    })?;
    writer.finish()?.flush()
}

fn trig(
    triples: Sorter,
    is_report: impl Fn(&[u8]) -> bool,
    prefixes: &Prefixes,
    output: &mut dyn Write,
) -> io::Result<()> {
    let mut serializer = TriGSerializer::new();
    for (prefix, namespace) in prefixes.iter() {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(output);
    each_quad(triples, is_report, |quad| writer.serialize_quad(quad))?;
    writer.finish()?.flush()
}

/// An error about something that a syntax cannot write.
pub(super) fn cannot(quad: &Quad, problem: &str) -> io::Error {
    let graph = match quad.graph_name.as_ref() {
        GraphNameRef::DefaultGraph => String::new(),
        name => format!(" in {name}"),
    };
    let place = format!("{} of {}{graph}", quad.predicate, quad.subject);
    io::Error::other(format!("{place}: {problem}; export as nq or ttl, which can"))
}
