//! Property paths (<https://www.w3.org/TR/shacl/#property-paths>).

use std::fmt;

use oxigraph::model::{BlankNode, NamedNode, NamedOrBlankNode, Term, Triple};

use super::data::Data;
use crate::vocab::rdf;

/// A way from a node to others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Path {
    /// Along a property.
    Property(NamedNode),
    /// Against the direction of a path.
    Inverse(Box<Path>),
    /// One path after the other.
    Sequence(Vec<Path>),
    /// Any of several paths.
    Alternative(Vec<Path>),
}

impl Path {
    /// The nodes at the end of the path, each once.
    pub(super) fn values(&self, from: &Term, data: &Data<'_>) -> Vec<Term> {
        self.follow(from, false, data)
    }

    fn follow(&self, from: &Term, backward: bool, data: &Data<'_>) -> Vec<Term> {
        match self {
            Path::Property(property) if backward => data.subjects(property, from),
            Path::Property(property) => data.objects(from, property),
            Path::Inverse(path) => path.follow(from, !backward, data),
            Path::Alternative(paths) => {
                once(paths.iter().flat_map(|path| path.follow(from, backward, data)))
            }
            Path::Sequence(paths) => {
                let step = |nodes: Vec<Term>, path: &Path| {
                    once(nodes.iter().flat_map(|node| path.follow(node, backward, data)))
                };
                let start = vec![from.clone()];
                if backward {
                    paths.iter().rev().fold(start, step)
                } else {
                    paths.iter().fold(start, step)
                }
            }
        }
    }

    /// The path in RDF: the node that stands for it, and triples about that node.
    pub(super) fn to_rdf(&self, name: &str, triples: &mut Vec<Triple>) -> Term {
        const SH: &str = "http://www.w3.org/ns/shacl#";
        let node = || BlankNode::new_unchecked(name);
        match self {
            Path::Property(property) => property.clone().into(),
            Path::Inverse(path) => {
                let inside = path.to_rdf(&format!("{name}i"), triples);
                let property = NamedNode::new_unchecked(format!("{SH}inversePath"));
                triples.push(Triple::new(node(), property, inside));
                node().into()
            }
            Path::Sequence(paths) => list(paths, name, triples),
            Path::Alternative(paths) => {
                let inside = list(paths, &format!("{name}a"), triples);
                let property = NamedNode::new_unchecked(format!("{SH}alternativePath"));
                triples.push(Triple::new(node(), property, inside));
                node().into()
            }
        }
    }
}

/// An RDF list of paths.
fn list(paths: &[Path], name: &str, triples: &mut Vec<Triple>) -> Term {
    let mut rest: Term = NamedNode::new_unchecked(rdf::NIL).into();
    for (place, path) in paths.iter().enumerate().rev() {
        let node = BlankNode::new_unchecked(format!("{name}l{place}"));
        let first = path.to_rdf(&format!("{name}p{place}"), triples);
        let property = |name: &str| NamedNode::new_unchecked(name);
        let subject = NamedOrBlankNode::from(node.clone());
        triples.push(Triple::new(subject.clone(), property(rdf::FIRST), first));
        triples.push(Triple::new(subject, property(rdf::REST), rest));
        rest = node.into();
    }
    rest
}

/// Each node once, in the order in which they come.
fn once(nodes: impl Iterator<Item = Term>) -> Vec<Term> {
    let mut found = Vec::new();
    for node in nodes {
        if !found.contains(&node) {
            found.push(node);
        }
    }
    found
}

/// As in SPARQL: `<a>`, `^<a>`, `(<a>/<b>)`, `(<a>|<b>)`.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut joined = |paths: &[Path], with: &str| {
            let paths: Vec<String> = paths.iter().map(ToString::to_string).collect();
            write!(f, "({})", paths.join(with))
        };
        match self {
            Path::Sequence(paths) => joined(paths, "/"),
            Path::Alternative(paths) => joined(paths, "|"),
            Path::Inverse(path) => write!(f, "^{path}"),
            Path::Property(property) => property.fmt(f),
        }
    }
}
