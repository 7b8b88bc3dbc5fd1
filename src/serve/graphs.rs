//! The reading half of the Graph Store Protocol
//! (<https://www.w3.org/TR/sparql11-http-rdf-update/>).

use std::sync::Arc;

use oxigraph::model::{GraphName, GraphNameRef};

use super::answer::{self, Task, flushed, lost};
use super::formats;
use super::reply::{Refused, Reply};
use super::route::Asked;
use super::{Shared, sparql};

/// `?default` is the record, `?graph=ADDRESS` a view or the ontology; without either all quads.
pub(super) async fn reply(shared: &Arc<Shared>, asked: Asked) -> Result<Reply, Refused> {
    let parameters = asked.parameters()?;
    let graph: Option<GraphName> = match (parameters.has("default"), parameters.one("graph")?) {
        (true, Some(_)) => {
            return Err(Refused::new(400, "ask for `default` or for a `graph`, not for both"));
        }
        (true, None) => Some(GraphName::DefaultGraph),
        (false, Some(iri)) => Some(sparql::graph(iri)?.into()),
        (false, None) => None,
    };
    let accept = asked.accept();
    answer::run(shared, move |task| match graph {
        Some(graph) => write_graph(task, graph.as_ref(), accept.as_deref()),
        None => write_all(task, accept.as_deref()),
    })
    .await
}

fn write_graph(
    task: &mut Task,
    name: GraphNameRef<'_>,
    accept: Option<&str>,
) -> Result<&'static str, Refused> {
    let (media, format) = formats::triples(accept)?;
    let graph = &task.opened.graph;
    let mut quads = graph.matching(None, None, None, Some(name)).peekable();
    if quads.peek().is_none() && name != GraphNameRef::DefaultGraph {
        return Err(Refused::new(404, "there is no such graph"));
    }
    let serializer = answer::serializer(format).map_err(|error| lost(&error))?;
    let mut writer = serializer.for_writer(&mut task.output);
    for quad in quads {
        go_on(&task.cancel)?;
        writer.serialize_triple(quad.as_ref()).map_err(|error| lost(&error))?;
    }
    writer.finish().map_err(|error| lost(&error))?;
    whole(task).map(|()| media)
}

fn write_all(task: &mut Task, accept: Option<&str>) -> Result<&'static str, Refused> {
    let (media, format) = formats::quads(accept)?;
    let serializer = answer::serializer(format).map_err(|error| lost(&error))?;
    let mut writer = serializer.for_writer(&mut task.output);
    for quad in task.opened.graph.matching(None, None, None, None) {
        go_on(&task.cancel)?;
        writer.serialize_quad(&quad).map_err(|error| lost(&error))?;
    }
    writer.finish().map_err(|error| lost(&error))?;
    whole(task).map(|()| media)
}

fn go_on(cancel: &oxigraph::sparql::CancellationToken) -> Result<(), Refused> {
    if cancel.is_cancelled() { Err(Refused::new(504, "the request was cancelled")) } else { Ok(()) }
}

/// Whether all could be read and written.
fn whole(task: &mut Task) -> Result<(), Refused> {
    flushed(&mut task.output)?;
    task.opened.graph.check().map_err(|error| Refused::new(500, error.to_string()))
}
