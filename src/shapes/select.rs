//! SPARQL-based constraints (<https://www.w3.org/TR/shacl/#sparql-constraints>): what a SELECT query
//! finds is not as it must be.

use std::fmt;

use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Term, Variable};
use oxigraph::sparql::{
    PreparedSparqlQuery, QueryEvaluationError, QueryResults, QuerySolution, SparqlEvaluator,
};
use oxigraph::store::Store;

use super::ShapesError;
use super::data::{Data, as_node};
use super::path::Path;
use super::read::{is_active, messages};
use super::source::Source;
use crate::vocab::sh;

/// A query that finds what is wrong with a node, `$this`.
#[derive(Clone)]
pub(super) struct Select {
    pub(super) id: NamedOrBlankNode,
    pub(super) is_active: bool,
    query: PreparedSparqlQuery,
    messages: Vec<Literal>,
}

/// One thing that the query found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: Option<Path>,
    pub(super) value: Option<Term>,
    /// What the query or its constraint says of it; empty where they say nothing.
    pub(super) messages: Vec<Literal>,
}

impl Select {
    /// The query that a shape has as a value of `sh:sparql`.
    pub(super) fn read(
        shape: &NamedOrBlankNode,
        value: &Term,
        path: Option<&Path>,
        source: &Source,
    ) -> Result<Select, ShapesError> {
        let id = as_node(value)
            .ok_or_else(|| source.error(shape, format!("sh:sparql has {value} and no query")))?;
        let known = ["select", "message", "prefixes", "deactivated"];
        if let Some((name, _)) = source.shacl(&id).find(|(name, _)| !known.contains(name)) {
            return Err(source.error(&id, format!("sh:{name} is not supported")));
        }
        let text = match source.one(&id, sh::SELECT)? {
            Some(text) => source.literal(&id, text)?.value().to_owned(),
            None => return Err(source.error(&id, "a query is wanted in sh:select".to_owned())),
        };
        for variable in ["currentShape", "shapesGraph"] {
            if text.contains(&format!("${variable}")) || text.contains(&format!("?{variable}")) {
                return Err(source.error(&id, format!("${variable} is not supported")));
            }
        }
        let text = match path {
            Some(path) => text.replace("$PATH", &path.to_string()),
            None => text,
        };
        let mut evaluator = SparqlEvaluator::new();
        for (prefix, namespace) in prefixes(&id, source)? {
            evaluator = evaluator
                .with_prefix(&prefix, namespace)
                .map_err(|error| source.error(&id, format!("{prefix}: {error}")))?;
        }
        let mut query = evaluator.parse_query(&text).map_err(|error| {
            let error = error.to_string();
            let words: Vec<&str> = error.split_whitespace().collect();
            source.error(&id, format!("sh:select is not SPARQL: {}", words.join(" ")))
        })?;
        query.dataset_mut().set_default_graph_as_union();
        let (is_active, messages) = (is_active(&id, source)?, messages(&id, source)?);
        let select = Select { id, is_active, query, messages };
        match select.try_out() {
            Ok(()) => Ok(select),
            Err(problem) => Err(source.error(&select.id, format!("sh:select {problem}"))),
        }
    }

    /// Asks the query of a store without anything, so that one which can never answer is refused.
    fn try_out(&self) -> Result<(), String> {
        let nothing = Store::new().map_err(|error| error.to_string())?;
        match self
            .about(&NamedNode::new_unchecked(sh::NAMESPACE).into())
            .on_store(&nothing)
            .execute()
        {
            Ok(QueryResults::Solutions(_)) => Ok(()),
            Ok(_) => Err("must be a SELECT query".to_owned()),
            Err(error) => Err(format!("cannot be evaluated, does it select $this? ({error})")),
        }
    }

    /// The query with `$this` bound to a node.
    fn about(&self, node: &Term) -> PreparedSparqlQuery {
        self.query.clone().substitute_variable(Variable::new_unchecked("this"), node.clone())
    }

    /// What the query finds of a node.
    pub(super) fn find(
        &self,
        node: &Term,
        data: &Data<'_>,
    ) -> Result<Vec<Found>, QueryEvaluationError> {
        let results = self.about(node).on_store(data.graph.quads()).execute()?;
        let QueryResults::Solutions(solutions) = results else {
            unreachable!("queries of another kind are refused when they are read")
        };
        solutions.map(|solution| Ok(self.found(&solution?))).collect()
    }

    fn found(&self, solution: &QuerySolution) -> Found {
        let path = match solution.get("path") {
            Some(Term::NamedNode(property)) => Some(Path::Property(property.clone())),
            _ => None,
        };
        let messages = match solution.get("message") {
            Some(Term::Literal(message)) => vec![message.clone()],
            _ => self.messages.iter().map(|message| filled(message, solution)).collect(),
        };
        Found { path, value: solution.get("value").cloned(), messages }
    }
}

impl fmt::Debug for Select {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Select").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The prefixes that a constraint names with `sh:prefixes`.
fn prefixes(id: &NamedOrBlankNode, source: &Source) -> Result<Vec<(String, String)>, ShapesError> {
    let mut prefixes = Vec::new();
    for ontology in source.values(id, sh::PREFIXES).iter().filter_map(as_node) {
        for declared in source.values(&ontology, sh::DECLARE).iter().filter_map(as_node) {
            let part = |property| match source.one(&declared, property)? {
                Some(value) => Ok(source.literal(&declared, value)?.value().to_owned()),
                None => Err(source.error(&ontology, "a prefix has no namespace".to_owned())),
            };
            prefixes.push((part(sh::PREFIX)?, part(sh::NAMESPACE_OF)?));
        }
    }
    Ok(prefixes)
}

/// A message with what the query found instead of `{?variable}`.
fn filled(message: &Literal, solution: &QuerySolution) -> Literal {
    let mut words = message.value().to_owned();
    for (variable, term) in solution {
        let value = match term {
            Term::NamedNode(node) => node.as_str().to_owned(),
            Term::Literal(literal) => literal.value().to_owned(),
            other => other.to_string(),
        };
        for sign in ["?", "$"] {
            words = words.replace(&format!("{{{sign}{}}}", variable.as_str()), &value);
        }
    }
    match message.language() {
        Some(language) => Literal::new_language_tagged_literal_unchecked(words, language),
        None => Literal::new_simple_literal(words),
    }
}
