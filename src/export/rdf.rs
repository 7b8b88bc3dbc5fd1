//! N-Quads and Turtle.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphNameRef, Quad, Triple};

use super::sort::Sorter;
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
    /// Hands over the quads of this part, in no order.
    fn for_each(
        self,
        graph: &Graph,
        mut take: impl FnMut(Quad) -> io::Result<()>,
    ) -> io::Result<()> {
        let view = self.view.map(|view| graph.view(view));
        let record = self.record.then_some(GraphNameRef::DefaultGraph);
        let graphs = record.into_iter().chain(view.as_ref().map(|view| view.as_ref().into()));
        for name in graphs {
            for quad in graph.matching(None, None, None, Some(name)) {
                take(quad)?;
            }
        }
        graph.check().map_err(io::Error::other)
    }
}

/// Writes one quad a line, sorted (<https://www.w3.org/TR/n-quads/>); the record is in the default
/// graph, the view in its own. However large the graph is, no more than a few megabytes of it are in
/// memory: the rest waits in temporary files until its turn.
///
/// # Errors
/// If the output or a temporary file cannot be written.
pub fn nquads(graph: &Graph, part: Part<'_>, output: &mut dyn Write) -> io::Result<()> {
    let mut lines = Sorter::new();
    part.for_each(graph, |quad| lines.push(quad.to_string()))?;
    lines.finish(|line| {
        output.write_all(line)?;
        output.write_all(b" .\n")
    })
}

/// Writes record and plain edges as one graph, sorted by subject
/// (<https://www.w3.org/TR/turtle/>).
///
/// # Errors
/// If the output cannot be written.
pub fn turtle(graph: &Graph, part: Part<'_>, output: &mut dyn Write) -> io::Result<()> {
    let mut triples: Vec<Triple> = Vec::new();
    part.for_each(graph, |quad| {
        triples.push(quad.into());
        Ok(())
    })?;
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
