//! Which reports say what of things that other reports may speak of, too: names, classes, positions,
//! statements, plain edges. When a later version replaces a report, this tells what nobody else says.
//!
//! Kept as triples `thing, hash of what is said of it, report`.

use oxigraph::model::{
    GraphName, NamedNode, NamedNodeRef, NamedOrBlankNodeRef, Quad, QuadRef, Term,
};
use oxigraph::store::{StorageError, Store as Quads};

use crate::model::sha256;
use crate::naming::Namer;
use crate::store::address;

/// The sources of an index.
pub(super) struct Sources {
    triples: Quads,
    /// What the addresses of things begin with that belong to one report.
    own: [String; 2],
}

impl Sources {
    pub(super) fn new(triples: Quads, namer: &Namer) -> Sources {
        Sources { triples, own: ["claim/", "event/"].map(|kind| format!("{}{kind}", namer.base())) }
    }

    /// Whether a quad says something of the report itself, or links a thing to it.
    pub(super) fn is_link(report: &str, quad: &Quad) -> bool {
        let object = matches!(&quad.object, Term::NamedNode(node) if node.as_str() == report);
        object || address(&quad.subject) == report
    }

    /// Whether the subject of a quad is a claim or an event, or a part of one: by their addresses
    /// they belong to one report.
    pub(super) fn is_own(&self, quad: &Quad) -> bool {
        self.own.iter().any(|own| address(&quad.subject).starts_with(own))
    }

    /// Adds what reports say.
    pub(super) fn add<'q>(
        &self,
        brought: impl Iterator<Item = (&'q str, &'q [Quad])>,
    ) -> Result<(), StorageError> {
        let said = brought.flat_map(|(report, quads)| {
            let shared = |quad: &&Quad| !self.is_own(quad) && !Sources::is_link(report, quad);
            quads.iter().filter(shared).map(move |quad| source(report, quad))
        });
        // One call: each writes tables of its own.
        let mut loader = self.triples.bulk_loader();
        loader.load_quads(said)?;
        loader.commit()
    }

    /// Forgets that a report says something.
    pub(super) fn remove(&self, report: &str, quad: &Quad) -> Result<(), StorageError> {
        self.triples.remove(QuadRef::from(&source(report, quad)))
    }

    /// Whether any report says something.
    pub(super) fn knows(&self, quad: &Quad) -> Result<bool, StorageError> {
        let Quad { subject, predicate, .. } = source("", quad);
        let (subject, predicate) =
            (NamedOrBlankNodeRef::from(&subject), NamedNodeRef::from(&predicate));
        let mut told = self.triples.quads_for_pattern(Some(subject), Some(predicate), None, None);
        told.next().transpose().map(|source| source.is_some())
    }

    /// Makes sure that all is on the disk.
    pub(super) fn flush(&self) -> Result<(), StorageError> {
        self.triples.flush()
    }
}

fn source(report: &str, quad: &Quad) -> Quad {
    let said = format!("{} {} {}", quad.predicate, quad.object, quad.graph_name);
    // Half of it tells all quads apart.
    let said = NamedNode::new_unchecked(format!("urn:said:{}", &sha256(said.as_bytes())[..32]));
    let report = NamedNode::new_unchecked(report);
    Quad::new(quad.subject.clone(), said, report, GraphName::DefaultGraph)
}
