//! Asking the graph: SPARQL, and the questions that come with the ontology.
//!
//! ```
//! use claimgraph::prelude::*;
//! use claimgraph::query::ShippedQuestions;
//!
//! let knowledge = Knowledge::built_in()?;
//! let report = Report::new("a", "Esmail Qaani visited Baghdad on Monday, Reuters reported.");
//! let readings = [knowledge.reader().reading(report)];
//! let graph = Graph::of_readings(&readings, knowledge.ontology(), knowledge.namer())?;
//!
//! let questions = ShippedQuestions::of(graph.ontology());
//! let visits = questions.get("visits").expect("it comes with the ontology");
//! let sparql = visits.with(&["who=Qaani".to_owned()], &graph)?;
//! let rows = ask(&graph, &sparql, Some(REPORTED))?.rows(&Labels::new(&graph));
//! assert_eq!((rows[0][0].as_str(), rows[0][1].as_str()), ("Esmail Qaani", "Baghdad"));
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```

mod answer;
mod labels;
mod question;

use std::fmt;

use oxigraph::model::GraphName;
use oxigraph::sparql::{QueryEvaluationError, QueryResults, SparqlEvaluator};

pub use answer::{Answer, Table};
pub use labels::{Labels, short};
pub use question::{Parameter, Question, ShippedQuestions, Value};

use crate::store::Graph;
use crate::vocab::PREFIXES;

/// Why a question has no answer, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError(pub(crate) String);

/// The answer to a SPARQL query. It sees the record, one view's plain edges (`None` for no view)
/// and the ontology; the prefixes of [`PREFIXES`] are declared.
///
/// Nothing is ever fetched: `SERVICE` fails, and `FROM` names graphs of the store.
///
/// # Errors
/// If the query is not SPARQL 1.1, or cannot be evaluated.
pub fn ask(graph: &Graph, sparql: &str, view: Option<&str>) -> Result<Answer, QueryError> {
    let mut evaluator = SparqlEvaluator::new();
    for (prefix, namespace) in PREFIXES {
        evaluator = evaluator.with_prefix(prefix, namespace).map_err(QueryError::because)?;
    }
    let mut query =
        evaluator.parse_query(sparql).map_err(|error| not_sparql(&error.to_string()))?;
    if query.dataset().is_default_dataset() {
        let mut graphs = vec![GraphName::DefaultGraph, graph.ontology_graph().into()];
        graphs.extend(view.map(|view| GraphName::NamedNode(graph.view(view))));
        query.dataset_mut().set_default_graph(graphs);
    }
    let results = query.on_store(graph.quads()).execute();
    let answer = results.and_then(|results| answer(results, answer::is_ordered(sparql)));
    answer.map_err(|error| {
        if let QueryEvaluationError::Dataset(error) = &error {
            graph.note(error);
        }
        QueryError::because(
            graph.check().map_or_else(|damage| damage.to_string(), |()| error.to_string()),
        )
    })
}

fn answer(results: QueryResults<'_>, is_ordered: bool) -> Result<Answer, QueryEvaluationError> {
    match results {
        QueryResults::Boolean(is_so) => Ok(Answer::Truth(is_so)),
        QueryResults::Solutions(solutions) => Ok(Answer::Table(Table::of(solutions, is_ordered)?)),
        QueryResults::Graph(triples) => {
            let mut triples: Vec<_> = triples.collect::<Result<_, _>>()?;
            triples.sort_by_cached_key(ToString::to_string);
            triples.dedup();
            Ok(Answer::Triples(triples))
        }
    }
}

impl QueryError {
    fn because(error: impl fmt::Display) -> QueryError {
        QueryError(one_line(&error.to_string()))
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for QueryError {}

/// What is wrong with a query, without the list of everything that could have stood there.
fn not_sparql(error: &str) -> QueryError {
    let error = one_line(error);
    let (place, expected) = error.split_once(": expected ").unwrap_or((&error, ""));
    let expected = if expected.len() > 80 { "something else" } else { expected };
    let expected =
        if expected.is_empty() { String::new() } else { format!(", {expected} is expected there") };
    QueryError(format!("this is not SPARQL: {place} (line:column){expected}"))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
