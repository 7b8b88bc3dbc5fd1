//! Shapes files as triples, with the file that each node stands in.

use std::collections::BTreeMap;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term};

use super::ShapesError;
use super::data::as_node;
use crate::ontology::SourceFile;
use crate::vocab::{rdf, sh};

/// The triples of all shapes files.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// What each node has, property by property, in the order of the files.
    nodes: BTreeMap<String, Node>,
}

#[derive(Debug)]
struct Node {
    id: NamedOrBlankNode,
    file: String,
    values: BTreeMap<String, Vec<Term>>,
}

impl Source {
    /// Reads files. Nodes without a name are numbered in the order in which they come.
    pub(super) fn read(files: &[SourceFile]) -> Result<Source, ShapesError> {
        let mut source = Source::default();
        let mut blank = BTreeMap::new();
        for file in files {
            blank.clear();
            for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(&file.text) {
                let quad = quad.map_err(|error| ShapesError(format!("{}: {error}", file.name)))?;
                let subject = source.renamed(quad.subject.into(), &mut blank, file);
                let object = source.renamed(quad.object, &mut blank, file);
                if let Some(node) =
                    as_node(&subject).and_then(|id| source.nodes.get_mut(&id.to_string()))
                {
                    node.values.entry(quad.predicate.into_string()).or_default().push(object);
                }
            }
        }
        Ok(source)
    }

    /// A term with a blank node's label replaced by its number; a node gets its place among the nodes.
    fn renamed(
        &mut self,
        term: Term,
        blank: &mut BTreeMap<String, BlankNode>,
        file: &SourceFile,
    ) -> Term {
        let term = match term {
            Term::BlankNode(node) => {
                let next = || BlankNode::new_unchecked(format!("b{}", self.nodes.len()));
                blank.entry(node.into_string()).or_insert_with(next).clone().into()
            }
            term => term,
        };
        if let Some(id) = as_node(&term) {
            let values = BTreeMap::new();
            let new = || Node { id: id.clone(), file: file.name.clone(), values };
            self.nodes.entry(id.to_string()).or_insert_with(new);
        }
        term
    }

    /// All nodes that have a property.
    pub(super) fn with(&self, properties: &[&str]) -> Vec<NamedOrBlankNode> {
        let has = |node: &&Node| properties.iter().any(|name| node.values.contains_key(*name));
        self.nodes.values().filter(has).map(|node| node.id.clone()).collect()
    }

    /// All nodes of a class.
    pub(super) fn of_class(&self, class: &str) -> Vec<NamedOrBlankNode> {
        let is = |term: &Term| matches!(term, Term::NamedNode(node) if node.as_str() == class);
        let has =
            |node: &&Node| node.values.get(rdf::TYPE).is_some_and(|kinds| kinds.iter().any(is));
        self.nodes.values().filter(has).map(|node| node.id.clone()).collect()
    }

    /// The values of a property of a node.
    pub(super) fn values(&self, node: &NamedOrBlankNode, property: &str) -> &[Term] {
        let node = self.nodes.get(&node.to_string());
        node.and_then(|node| node.values.get(property)).map_or(&[], Vec::as_slice)
    }

    /// What a node has of SHACL's vocabulary: the names of the properties, each with its values.
    pub(super) fn shacl<'s>(
        &'s self,
        node: &NamedOrBlankNode,
    ) -> impl Iterator<Item = (&'s str, &'s Term)> + use<'s> {
        let values = self.nodes.get(&node.to_string()).map(|node| &node.values);
        values.into_iter().flatten().flat_map(|(property, values)| {
            let name = property.strip_prefix(sh::NAMESPACE);
            values.iter().filter_map(move |value| Some((name?, value)))
        })
    }

    /// The one value of a property, if there is any.
    pub(super) fn one(
        &self,
        node: &NamedOrBlankNode,
        property: &str,
    ) -> Result<Option<&Term>, ShapesError> {
        match self.values(node, property) {
            [] => Ok(None),
            [value] => Ok(Some(value)),
            _ => {
                Err(self.error(node, format!("<{property}> has several values, and must have one")))
            }
        }
    }

    /// The members of an RDF list.
    pub(super) fn list(
        &self,
        of: &NamedOrBlankNode,
        list: &Term,
    ) -> Result<Vec<Term>, ShapesError> {
        let broken = || self.error(of, "a list is broken off or goes in a circle".to_owned());
        let mut members = Vec::new();
        let mut rest = list.clone();
        while !matches!(&rest, Term::NamedNode(node) if node.as_str() == rdf::NIL) {
            let node = as_node(&rest).ok_or_else(broken)?;
            let (first, next) = (self.one(&node, rdf::FIRST)?, self.one(&node, rdf::REST)?);
            members.push(first.ok_or_else(broken)?.clone());
            rest = next.ok_or_else(broken)?.clone();
            if members.len() > self.nodes.len() {
                return Err(broken());
            }
        }
        Ok(members)
    }

    /// A value that must be an address.
    pub(super) fn iri(
        &self,
        of: &NamedOrBlankNode,
        value: &Term,
    ) -> Result<NamedNode, ShapesError> {
        match value {
            Term::NamedNode(node) => Ok(node.clone()),
            other => Err(self.error(of, format!("{other} stands where an address is wanted"))),
        }
    }

    /// A value that must be a literal.
    pub(super) fn literal(
        &self,
        of: &NamedOrBlankNode,
        value: &Term,
    ) -> Result<Literal, ShapesError> {
        match value {
            Term::Literal(literal) => Ok(literal.clone()),
            other => Err(self.error(of, format!("{other} stands where a literal is wanted"))),
        }
    }

    /// What is wrong with a node, with its file; of a node without a name, the one that it belongs to
    /// is told.
    pub(super) fn error(&self, node: &NamedOrBlankNode, problem: String) -> ShapesError {
        let file = self.nodes.get(&node.to_string()).map_or("shapes", |node| &node.file);
        let mut named = node;
        // No further than there are nodes: some go in a circle.
        for _ in 0..self.nodes.len() {
            let NamedOrBlankNode::BlankNode(_) = named else { break };
            let Some(above) = self.above(named) else { break };
            named = above;
        }
        let place = if named == node { format!("{node}") } else { format!("part of {named}") };
        ShapesError(format!("{file}: {place}: {problem}"))
    }

    /// A node that has another as a value.
    fn above(&self, node: &NamedOrBlankNode) -> Option<&NamedOrBlankNode> {
        let value = Term::from(node.clone());
        let has = |node: &&Node| node.values.values().flatten().any(|other| *other == value);
        self.nodes.values().find(has).map(|node| &node.id)
    }
}
