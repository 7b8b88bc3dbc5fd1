//! Asking the graph: SPARQL, and the questions that come with the ontology.

mod answer;
mod depth;
mod guard;
mod labels;
mod names;
mod paths;
mod question;

use std::fmt;

use oxigraph::model::{GraphName, NamedNode};
use oxigraph::sparql::{
    CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator, SparqlSyntaxError,
};
use spargebra::SparqlParser;

pub use answer::{Answer, Table};
pub(crate) use guard::Cancelled;
pub(crate) use labels::named;
pub use labels::{Labels, short};
pub use names::Names;
pub use question::{Parameter, Question, ShippedQuestions, Value};
pub(crate) use question::{classes, things};

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
    let results = evaluate(graph, sparql, view, None, CancellationToken::new());
    let results = results.map_err(|fault| fault.problem(graph))?;
    answer(results, answer::is_ordered(sparql)).map_err(|error| Fault::from(error).problem(graph))
}

/// Graphs that a query is asked of instead of those that it sees by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Dataset {
    /// Merged, they are the default graph.
    pub(crate) default: Vec<NamedNode>,
    /// Those that `GRAPH` finds.
    pub(crate) named: Vec<NamedNode>,
}

/// Begins to evaluate a query as [`ask`] does; rows and triples are found as they are taken, until
/// somebody cancels it. A `dataset` stands in the place of what the query's `FROM` says.
pub(crate) fn evaluate(
    graph: &Graph,
    sparql: &str,
    view: Option<&str>,
    dataset: Option<&Dataset>,
    cancel: CancellationToken,
) -> Result<QueryResults<'static>, Fault> {
    let evaluator = SparqlEvaluator::new().with_cancellation_token(cancel.clone());
    let mut parser = SparqlParser::new();
    for (prefix, namespace) in PREFIXES {
        parser = parser.with_prefix(prefix, namespace).map_err(Fault::malformed)?;
    }
    depth::check(sparql).map_err(Fault::Malformed)?;
    let query = parser.parse_query(sparql).map_err(|error| Fault::Malformed(not_sparql(&error)))?;
    let (query, evaluator) = guard::guarded(query, evaluator, cancel);
    let mut query = evaluator.for_query(query);
    let names = |graphs: &[NamedNode]| graphs.iter().cloned().map(Into::into).collect();
    if let Some(dataset) = dataset {
        let default = dataset.default.iter().cloned().map(GraphName::NamedNode).collect();
        query.dataset_mut().set_default_graph(default);
        query.dataset_mut().set_available_named_graphs(names(&dataset.named));
    } else if query.dataset().is_default_dataset() {
        let mut graphs = vec![GraphName::DefaultGraph, graph.ontology_graph().into()];
        graphs.extend(view.map(|view| GraphName::NamedNode(graph.view(view))));
        query.dataset_mut().set_default_graph(graphs);
    }
    Ok(query.on_store(graph.quads()).execute()?)
}

/// Why a query has no answer.
#[derive(Debug)]
pub(crate) enum Fault {
    /// It is not SPARQL.
    Malformed(QueryError),
    /// Somebody cancelled it.
    Cancelled,
    /// It cannot be evaluated.
    Failed(QueryEvaluationError),
}

impl Fault {
    fn malformed(error: impl fmt::Display) -> Fault {
        Fault::Malformed(QueryError::because(error))
    }

    /// What to say of it; damage that it tells of is noted in the graph.
    pub(crate) fn problem(self, graph: &Graph) -> QueryError {
        match self {
            Fault::Malformed(error) => error,
            Fault::Cancelled => QueryError("the query was cancelled".to_owned()),
            Fault::Failed(error) => {
                if let QueryEvaluationError::Dataset(error) = &error {
                    graph.note(error);
                }
                let problem =
                    graph.check().map_or_else(|it| it.to_string(), |()| error.to_string());
                QueryError::because(problem)
            }
        }
    }
}

impl From<QueryEvaluationError> for Fault {
    fn from(error: QueryEvaluationError) -> Fault {
        match error {
            QueryEvaluationError::Cancelled => Fault::Cancelled,
            error => Fault::Failed(error),
        }
    }
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
fn not_sparql(error: &SparqlSyntaxError) -> QueryError {
    let error = one_line(&error.to_string());
    let (place, expected) = error.split_once(": expected ").unwrap_or((&error, ""));
    let expected = if expected.len() > 80 { "something else" } else { expected };
    let expected =
        if expected.is_empty() { String::new() } else { format!(", {expected} is expected there") };
    QueryError(format!("this is not SPARQL: {place} (line:column){expected}"))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
