//! JSON-LD (<https://www.w3.org/TR/json-ld11/>) with a context of prefixes: a node a line, those of a
//! named graph inside it.

use std::io::{self, Write};

use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Term};
use serde_json::{Map, Value, json};

use super::prefixes::Prefixes;
use super::serialize::cannot;
use crate::vocab::{rdf, xsd};

/// Writes quads in the order of graphs and subjects, the default graph first.
pub(super) struct Json<'w> {
    output: &'w mut dyn Write,
    prefixes: Prefixes,
    graph: GraphName,
    /// Whether something is before the next node, so that a comma must be.
    follows: bool,
    /// The node that is being filled, with its subject.
    node: Option<(NamedOrBlankNode, Map<String, Value>)>,
}

impl<'w> Json<'w> {
    pub(super) fn new(output: &'w mut dyn Write, prefixes: Prefixes) -> io::Result<Json<'w>> {
        let context: Map<String, Value> = prefixes
            .iter()
            .map(|(prefix, namespace)| (prefix.to_owned(), namespace.into()))
            .collect();
        write!(output, "{{\"@context\":{},\n\"@graph\":[", Value::from(context))?;
        let graph = GraphName::DefaultGraph;
        Ok(Json { output, prefixes, graph, follows: false, node: None })
    }

    pub(super) fn take(&mut self, quad: &Quad) -> io::Result<()> {
        if quad.graph_name != self.graph {
            self.close_node()?;
            self.close_graph()?;
            self.open_graph(quad)?;
        }
        if self.node.as_ref().is_none_or(|(subject, _)| *subject != quad.subject) {
            self.close_node()?;
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
                return Err(cannot(quad, "a subject without an address"));
            };
            let node = Map::from_iter([("@id".to_owned(), self.name(subject, quad)?.into())]);
            self.node = Some((quad.subject.clone(), node));
        }
        let is_type = quad.predicate.as_str() == rdf::TYPE;
        let (key, value) = match &quad.object {
            Term::NamedNode(class) if is_type => ("@type".into(), self.name(class, quad)?.into()),
            _ => (self.name(&quad.predicate, quad)?, self.value(quad)?),
        };
        if let Some((_, node)) = &mut self.node {
            add(node, key, value);
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.close_node()?;
        self.close_graph()?;
        self.output.write_all(b"\n]}\n")
    }

    fn value(&self, quad: &Quad) -> io::Result<Value> {
        Ok(match &quad.object {
            Term::NamedNode(node) => json!({"@id": self.name(node, quad)?}),
            Term::Literal(literal) => match (literal.language(), literal.datatype().as_str()) {
                (Some(language), _) => json!({"@language": language, "@value": literal.value()}),
                (None, xsd::STRING) => literal.value().into(),
                (None, datatype) => {
                    let datatype = self.name(&NamedNode::new_unchecked(datatype), quad)?;
                    json!({"@type": datatype, "@value": literal.value()})
                }
            },
            _ => return Err(cannot(quad, "JSON-LD has no place for its object")),
        })
    }

    /// An address in its short form, if it has one. What begins like a short form and is none cannot be
    /// written: `geo:36.2,44.0` beside the prefix `geo`.
    fn name(&self, node: &NamedNode, quad: &Quad) -> io::Result<String> {
        let iri = node.as_str();
        if let Some((prefix, rest)) = self.prefixes.split(iri)
            && !rest.starts_with("//")
        {
            return Ok(format!("{prefix}:{rest}"));
        }
        let is_mistakable = iri
            .split_once(':')
            .is_some_and(|(scheme, rest)| self.prefixes.has(scheme) && !rest.starts_with("//"));
        if is_mistakable {
            return Err(cannot(quad, &format!("{node} would be read as a short form in JSON-LD")));
        }
        Ok(iri.to_owned())
    }

    fn open_graph(&mut self, quad: &Quad) -> io::Result<()> {
        self.graph = quad.graph_name.clone();
        if let GraphNameRef::NamedNode(name) = quad.graph_name.as_ref() {
            let name = Value::from(self.name(&name.into_owned(), quad)?);
            let comma = if self.follows { "," } else { "" };
            write!(self.output, "{comma}\n{{\"@id\":{name},\"@graph\":[")?;
            self.follows = false;
        }
        Ok(())
    }

    fn close_graph(&mut self) -> io::Result<()> {
        if self.graph.is_default_graph() {
            return Ok(());
        }
        self.follows = true;
        self.output.write_all(b"\n]}")
    }

    fn close_node(&mut self) -> io::Result<()> {
        let Some((_, node)) = self.node.take() else { return Ok(()) };
        let comma = if self.follows { "," } else { "" };
        self.follows = true;
        write!(self.output, "{comma}\n{}", Value::from(node))
    }
}

/// Adds a value to those of a key: one stands alone, several in a list.
fn add(node: &mut Map<String, Value>, key: String, value: Value) {
    match node.get_mut(&key) {
        None => {
            node.insert(key, value);
        }
        Some(Value::Array(values)) => values.push(value),
        Some(one) => *one = Value::Array(vec![one.take(), value]),
    }
}
