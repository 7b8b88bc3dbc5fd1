//! N-Quads and Turtle.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphNameRef, Quad, Triple};

use crate::store::Graph;
use crate::vocab::PREFIXES;

/// Which part of a graph is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    /// Whether the record is: reports, entities, statements, claims, events.
    pub record: bool,
    /// The view whose plain edges are written, if any.
    pub view: Option<&'a str>,
}

impl Part<'_> {
    /// The quads of this part.
    fn quads(self, graph: &Graph) -> io::Result<Vec<Quad>> {
        let view = self.view.map(|view| graph.view(view));
        let record = self.record.then_some(GraphNameRef::DefaultGraph);
        let graphs = record.into_iter().chain(view.as_ref().map(|view| view.as_ref().into()));
        let mut quads = Vec::new();
        for name in graphs {
            for quad in graph.quads().quads_for_pattern(None, None, None, Some(name)) {
                quads.push(quad.map_err(io::Error::other)?);
            }
        }
        Ok(quads)
    }
}

/// Writes one quad a line, sorted (<https://www.w3.org/TR/n-quads/>); the record is in the default
/// graph, the view in its own.
///
/// # Errors
/// If the output cannot be written.
pub fn nquads(graph: &Graph, part: Part<'_>, output: &mut dyn Write) -> io::Result<()> {
    let mut lines: Vec<String> = part.quads(graph)?.iter().map(ToString::to_string).collect();
    lines.sort_unstable();
    for line in lines {
        writeln!(output, "{line} .")?;
    }
    Ok(())
}

/// Writes record and plain edges as one graph, sorted by subject
/// (<https://www.w3.org/TR/turtle/>).
///
/// # Errors
/// If the output cannot be written.
pub fn turtle(graph: &Graph, part: Part<'_>, output: &mut dyn Write) -> io::Result<()> {
    let quads = part.quads(graph)?.into_iter();
    let mut triples: Vec<Triple> = quads.map(Triple::from).collect();
    triples.sort_by_cached_key(ToString::to_string);
    triples.dedup();
    let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(output);
    for triple in &triples {
        writer.serialize_triple(triple)?;
    }
    writer.finish()?;
    Ok(())
}
