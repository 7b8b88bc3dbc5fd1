//! RDF in every syntax, sorted, however large the graph is: no more than a few megabytes of it are in
//! memory, the rest waits in temporary files until its turn.
//!
//! ```text
//! graph ─→ "triple⇥graph", sorted ─┬─→ N-Triples, N-Quads
//!                                  ├─→ Turtle, RDF/XML
//!                                  └─→ "graph⇥triple", sorted ─→ TriG, JSON-LD
//! ```

mod description;
mod json;
mod lines;
mod prefixes;
mod serialize;
mod xml;

use std::io::{self, Write};

use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedNodeRef, Quad, Term, Triple};

use super::sort::Sorter;
use crate::model::sha256_of;
use crate::query::Labels;
use crate::store::{Graph, Scope, Store, settled};
use crate::vocab::rdf;
use description::Description;
use lines::push;
pub use serialize::Syntax;

/// Which part of a graph is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'a> {
    /// Whether the record is: reports, entities, statements, claims, events.
    pub record: bool,
    /// The view whose plain edges are written, if any.
    pub view: Option<&'a str>,
}

/// A graph as RDF: what of it, and how.
#[derive(Debug, Clone)]
pub struct Rdf<'a> {
    part: Part<'a>,
    licence: Option<NamedNode>,
    ontology: bool,
    reifiers: bool,
    reports: Option<(&'a Store, &'a Scope)>,
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

impl<'a> Rdf<'a> {
    /// The record in the default graph, plain edges in that of their view. With the record goes a
    /// description of the data set.
    pub fn new(part: Part<'a>) -> Rdf<'a> {
        Rdf { part, licence: None, ontology: false, reifiers: false, reports: None }
    }

    /// Says under which licence the data set is published.
    ///
    /// # Errors
    /// If `licence` is no absolute IRI.
    pub fn with_licence(self, licence: &str) -> Result<Rdf<'a>, String> {
        let node = NamedNode::new(licence)
            .map_err(|error| format!("`{licence}` is no address of a licence ({error})"))?;
        Ok(Rdf { licence: Some(node), ..self })
    }

    /// Adds the ontology, in a graph of its own.
    pub fn with_ontology(self) -> Rdf<'a> {
        Rdf { ontology: true, ..self }
    }

    /// Adds RDF 1.2 reifiers (<https://www.w3.org/TR/rdf12-concepts/#section-triple-terms>): every
    /// statement that has an object `rdf:reifies` the triple that it states, so that it annotates the
    /// plain edge where there is one. The syntaxes that can write this are those of
    /// [`Syntax::has_triple_terms`].
    pub fn with_reifiers(self) -> Rdf<'a> {
        Rdf { reifiers: true, ..self }
    }

    /// Puts what each report that is seen of a store brings into a named graph with the report's address. What several reports bring is in the graph of each; what
    /// no report brings stays in the default graph. All these graphs together are the record.
    pub fn with_graph_per_report(self, store: &'a Store, scope: &'a Scope) -> Rdf<'a> {
        Rdf { reports: Some((store, scope)), ..self }
    }

    /// Writes it in a syntax, in one graph if that has no named graphs.
    ///
    /// # Errors
    /// If the output or a temporary file cannot be written, if the graph cannot be read, or if the
    /// syntax has no way to write something that is in it.
    pub fn write(&self, graph: &Graph, syntax: Syntax, output: &mut dyn Write) -> io::Result<()> {
        let mut triples = Sorter::new();
        self.gather(graph, &mut triples)?;
        serialize::write(triples, graph, syntax, output)
    }

    /// The SHA-256 of its canonical N-Quads, in hexadecimal: the hash of the data set by RDFC-1.0
    /// (<https://www.w3.org/TR/rdf-canon/>), which without blank nodes is that of the N-Quads that
    /// [`Rdf::write`] writes.
    ///
    /// # Errors
    /// If a temporary file cannot be written, or if the graph cannot be read.
    pub fn hash(&self, graph: &Graph) -> io::Result<String> {
        sha256_of(|output| self.write(graph, Syntax::NQuads, output))
    }

    /// Takes all quads as lines, in no order, each maybe more than once.
    fn gather(&self, graph: &Graph, triples: &mut Sorter) -> io::Result<()> {
        let mut description = Description::of(graph.ontology());
        self.part.for_each(graph, |quad| {
            description.count(&quad);
            if self.reifiers {
                reifier(&quad, graph).iter().try_for_each(|quad| push(triples, quad))?;
            }
            push(triples, &quad)
        })?;
        if self.part.record {
            let quads = description.quads(graph.namer(), self.licence.as_ref());
            quads.iter().try_for_each(|quad| push(triples, quad))?;
        }
        if self.ontology {
            let name = graph.ontology_graph();
            let quads = graph.matching(None, None, None, Some(name.as_ref().into()));
            quads.into_iter().try_for_each(|quad| push(triples, &quad))?;
        }
        if let Some((store, scope)) = self.reports.filter(|_| self.part.record) {
            store.each_brought(scope, |report, quads| brought(report, quads, graph, triples))?;
        }
        graph.check().map_err(io::Error::other)
    }
}

/// What a report brings to the record, in its own graph, with labels as the record has them.
fn brought(report: &str, quads: Vec<Quad>, graph: &Graph, triples: &mut Sorter) -> io::Result<()> {
    let own = GraphName::NamedNode(NamedNode::new_unchecked(report));
    let labels = Labels::new(graph);
    for quad in quads.into_iter().filter(|quad| quad.graph_name.is_default_graph()) {
        let quad = settled(quad, |thing| labels.label(thing));
        push(triples, &Quad { graph_name: own.clone(), ..quad })?;
    }
    Ok(())
}

/// The triple that a statement states as what it reifies, if the quad is the statement's subject.
fn reifier(quad: &Quad, graph: &Graph) -> Option<Quad> {
    if quad.predicate.as_str() != rdf::SUBJECT || !quad.graph_name.is_default_graph() {
        return None;
    }
    let record = GraphNameRef::DefaultGraph;
    let one = |part| {
        let part = Some(NamedNodeRef::new_unchecked(part));
        let statement = Some(quad.subject.as_ref());
        let term = graph.matching(statement, part, None, Some(record)).next()?.object;
        if let Term::NamedNode(node) = term { Some(node) } else { None }
    };
    let Term::NamedNode(subject) = &quad.object else { return None };
    let stated = Triple::new(subject.clone(), one(rdf::PREDICATE)?, one(rdf::OBJECT)?);
    let reifies = NamedNode::new_unchecked(rdf::REIFIES);
    Some(Quad::new(quad.subject.clone(), reifies, stated, GraphName::DefaultGraph))
}
