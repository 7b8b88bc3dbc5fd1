//! The data graph: what is validated, asked node by node.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, RwLock};

use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Term};

use super::shape::Target;
use crate::store::Graph;
use crate::vocab::{rdf, rdfs};

/// A graph of the store with all that is in it, record, views and ontology, as one.
pub(super) struct Data<'g> {
    pub(super) graph: &'g Graph,
    /// Each class that was asked for, with the classes below it.
    classes: RwLock<BTreeMap<NamedNode, Arc<BTreeSet<NamedNode>>>>,
}

impl<'g> Data<'g> {
    pub(super) fn new(graph: &'g Graph) -> Data<'g> {
        Data { graph, classes: RwLock::default() }
    }

    /// What a node has as values of a property, each once.
    pub(super) fn objects(&self, node: &Term, property: &NamedNode) -> Vec<Term> {
        let Some(subject) = subject(node) else { return Vec::new() };
        let quads = self.graph.matching(Some(subject), Some(property.as_ref()), None, None);
        without_doubles(quads.map(|quad| quad.object).collect())
    }

    /// What has a node as a value of a property, each once.
    pub(super) fn subjects(&self, property: &NamedNode, node: &Term) -> Vec<Term> {
        let property = Some(property.as_ref());
        let quads = self.graph.matching(None, property, Some(node.as_ref()), None);
        without_doubles(quads.map(|quad| quad.subject.into()).collect())
    }

    /// Whether a node is of a class or of one below it.
    pub(super) fn is_a(&self, node: &Term, class: &NamedNode) -> bool {
        let Some(subject) = subject(node) else { return false };
        let property = Some(NamedNodeRef::new_unchecked(rdf::TYPE));
        let below = self.with_subclasses(class);
        let mut types = self.graph.matching(Some(subject), property, None, None);
        types.any(|quad| matches!(&quad.object, Term::NamedNode(kind) if below.contains(kind)))
    }

    /// The nodes that a target names, each once, in the order of their names.
    pub(super) fn targeted(&self, targets: &[Target]) -> Vec<Term> {
        let mut nodes: BTreeMap<String, Term> = BTreeMap::new();
        for target in targets {
            for node in self.targets(target) {
                nodes.insert(node.to_string(), node);
            }
        }
        nodes.into_values().collect()
    }

    fn targets(&self, target: &Target) -> Vec<Term> {
        let with = |property: &NamedNode| {
            self.graph.matching(None, Some(property.as_ref()), None, None).collect::<Vec<_>>()
        };
        match target {
            Target::Node(node) => vec![node.clone()],
            Target::SubjectsOf(property) => {
                with(property).into_iter().map(|quad| quad.subject.into()).collect()
            }
            Target::ObjectsOf(property) => {
                with(property).into_iter().map(|quad| quad.object).collect()
            }
            Target::Class(class) => {
                let kind = NamedNode::new_unchecked(rdf::TYPE);
                let classes = self.with_subclasses(class);
                let of = |class: &NamedNode| self.subjects(&kind, &class.clone().into());
                classes.iter().flat_map(of).collect()
            }
        }
    }

    /// A class and all below it.
    fn with_subclasses(&self, class: &NamedNode) -> Arc<BTreeSet<NamedNode>> {
        let known =
            self.classes.read().expect("nobody panics while holding it").get(class).cloned();
        if let Some(known) = known {
            return known;
        }
        let below = NamedNode::new_unchecked(rdfs::SUB_CLASS_OF);
        let mut found = BTreeSet::new();
        let mut open = vec![class.clone()];
        while let Some(class) = open.pop() {
            if found.insert(class.clone()) {
                let subclasses = self.subjects(&below, &class.into()).into_iter();
                open.extend(subclasses.filter_map(|class| match class {
                    Term::NamedNode(class) => Some(class),
                    _ => None,
                }));
            }
        }
        let found = Arc::new(found);
        let mut classes = self.classes.write().expect("nobody panics while holding it");
        classes.insert(class.clone(), Arc::clone(&found));
        found
    }
}

/// A term as the subject of triples; a literal is none.
fn subject(node: &Term) -> Option<NamedOrBlankNodeRef<'_>> {
    match node {
        Term::NamedNode(node) => Some(node.as_ref().into()),
        Term::BlankNode(node) => Some(node.as_ref().into()),
        _ => None,
    }
}

/// The name of a node in a shapes graph or a report.
pub(super) fn as_node(term: &Term) -> Option<NamedOrBlankNode> {
    match term {
        Term::NamedNode(node) => Some(node.clone().into()),
        Term::BlankNode(node) => Some(node.clone().into()),
        _ => None,
    }
}

/// What is in several graphs comes once for each.
fn without_doubles(mut terms: Vec<Term>) -> Vec<Term> {
    if terms.len() > 1 {
        terms.sort_by_cached_key(ToString::to_string);
        terms.dedup();
    }
    terms
}
