//! The SPARQL 1.1 Protocol: what a request asks, and of which graphs
//! (<https://www.w3.org/TR/sparql11-protocol/#query-operation>).

use std::sync::Arc;

use hyper::Method;
use oxigraph::model::NamedNode;

use super::Shared;
use super::answer;
use super::description;
use super::parameters::Parameters;
use super::reply::{Refused, Reply};
use super::route::Asked;
use crate::query::Dataset;

/// What a client sends as a query, and of which graphs it asks it.
struct Query {
    sparql: String,
    /// None where the query itself says it.
    dataset: Option<Dataset>,
}

/// Answers what is asked of `/sparql`.
pub(super) async fn reply(shared: &Arc<Shared>, asked: Asked) -> Result<Reply, Refused> {
    let accept = asked.accept();
    let Some(query) = query(&asked)? else {
        return description::reply(shared, &asked);
    };
    let view = shared.options.view;
    answer::run(shared, move |task| {
        answer::ask(task, &query.sparql, view, query.dataset.as_ref(), accept.as_deref())
    })
    .await
}

/// The query in a request; none if a GET has none.
fn query(asked: &Asked) -> Result<Option<Query>, Refused> {
    let mut parameters = asked.parameters()?;
    let mut sparql = None;
    if asked.method == Method::POST {
        match asked.content_type().as_str() {
            "application/sparql-query" => sparql = Some(asked.text()?),
            "application/x-www-form-urlencoded" => {
                parameters.extend(Parameters::parse(&asked.content)?);
            }
            "application/sparql-update" => return Err(no_update()),
            _ => {
                let problem = "send application/sparql-query or application/x-www-form-urlencoded";
                return Err(Refused::new(415, problem));
            }
        }
    }
    if parameters.has("update") {
        return Err(no_update());
    }
    let sparql = match (sparql, parameters.one("query")?) {
        (Some(_), Some(_)) => return Err(Refused::new(400, "the query is given twice")),
        (Some(sparql), None) => sparql,
        (None, Some(sparql)) => sparql.to_owned(),
        (None, None) if asked.method == Method::POST => {
            return Err(Refused::new(400, "there is no `query`"));
        }
        (None, None) => return Ok(None),
    };
    Ok(Some(Query { sparql, dataset: dataset(&parameters)? }))
}

/// The graphs that a request names; they take the place of what the query's `FROM` says.
fn dataset(parameters: &Parameters) -> Result<Option<Dataset>, Refused> {
    let graphs = |name: &str| -> Result<Vec<NamedNode>, Refused> {
        parameters.all(name).map(graph).collect()
    };
    let dataset =
        Dataset { default: graphs("default-graph-uri")?, named: graphs("named-graph-uri")? };
    Ok((dataset != Dataset::default()).then_some(dataset))
}

/// A graph's address.
pub(super) fn graph(iri: &str) -> Result<NamedNode, Refused> {
    let problem = |error| Refused::new(400, format!("`{iri}` is no address of a graph: {error}"));
    NamedNode::new(iri).map_err(problem)
}

fn no_update() -> Refused {
    let problem = "the graph is made of what reports say and cannot be updated; reports are added \
                   with `claimgraph build`, or where the server may write with POST /reports";
    Refused::new(403, problem)
}
