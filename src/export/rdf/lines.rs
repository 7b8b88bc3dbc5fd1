//! Quads as lines that sort by triple or by graph, and back.

use std::io;

use oxigraph::model::{GraphName, Quad};
use oxttl::NQuadsParser;
use oxttl::nquads::LowLevelNQuadsParser;

use super::Sorter;

/// What stands between triple and graph; neither has one of these.
const BETWEEN: u8 = b'\t';

/// Takes a quad as "triple⇥graph"; the default graph has no name.
pub(super) fn push(triples: &mut Sorter, quad: &Quad) -> io::Result<()> {
    let Quad { subject, predicate, object, graph_name } = quad;
    triples.push(match graph_name {
        GraphName::DefaultGraph => format!("{subject} {predicate} {object}\t"),
        name => format!("{subject} {predicate} {object}\t{name}"),
    })
}

/// Hands over each triple once, in order, with the graphs that it is in.
///
/// What a report's graph holds the default graph need not repeat: `is_report` tells such graphs.
pub(super) fn each_triple(
    triples: Sorter,
    is_report: impl Fn(&[u8]) -> bool,
    mut take: impl FnMut(&[u8], &[Vec<u8>]) -> io::Result<()>,
) -> io::Result<()> {
    let mut last: Vec<u8> = Vec::new();
    let mut graphs: Vec<Vec<u8>> = Vec::new();
    let mut finish = |triple: &[u8], graphs: &mut Vec<Vec<u8>>| {
        graphs.dedup();
        if graphs.iter().any(|graph| is_report(graph)) {
            graphs.retain(|graph| !graph.is_empty());
        }
        let taken = if graphs.is_empty() { Ok(()) } else { take(triple, graphs) };
        graphs.clear();
        taken
    };
    triples.finish(|line| {
        let (triple, graph) = split(line);
        if triple != last {
            finish(&last, &mut graphs)?;
            last.clear();
            last.extend_from_slice(triple);
        }
        graphs.push(graph.to_vec());
        Ok(())
    })?;
    finish(&last, &mut graphs)
}

/// Both sides of the only tab of a line: literals write theirs as `\t`.
fn split(line: &[u8]) -> (&[u8], &[u8]) {
    let place = line.iter().position(|byte| *byte == BETWEEN).unwrap_or(line.len());
    (&line[..place], line.get(place + 1..).unwrap_or_default())
}

/// Hands over each quad once, in the order of graphs: the default graph first.
pub(super) fn each_quad(
    triples: Sorter,
    is_report: impl Fn(&[u8]) -> bool,
    mut take: impl FnMut(&Quad) -> io::Result<()>,
) -> io::Result<()> {
    let mut quads = Sorter::new();
    each_triple(triples, is_report, |triple, graphs| {
        graphs.iter().try_for_each(|graph| {
            let line = [graph, &[BETWEEN][..], triple].concat();
            quads.push(String::from_utf8(line).map_err(io::Error::other)?)
        })
    })?;
    let mut terms = Terms::new();
    quads.finish(|line| {
        let (graph, triple) = split(line);
        take(&terms.of(triple, graph)?)
    })
}

/// Reads lines of ours back as terms.
pub(super) struct Terms(LowLevelNQuadsParser);

impl Terms {
    pub(super) fn new() -> Terms {
        // What is not right by every letter is the consumer's to see, as in N-Quads.
        Terms(NQuadsParser::new().lenient().low_level())
    }

    /// The quad of a triple and a graph.
    pub(super) fn of(&mut self, triple: &[u8], graph: &[u8]) -> io::Result<Quad> {
        for part in [triple, b" ", graph, b" .\n"] {
            self.0.extend_from_slice(part);
        }
        match self.0.parse_next() {
            Some(quad) => quad.map_err(io::Error::other),
            None => Err(io::Error::other("a line of a temporary file is damaged")),
        }
    }
}
