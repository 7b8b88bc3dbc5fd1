//! What the endpoint says of itself (<https://www.w3.org/TR/sparql11-service-description/>).

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Triple};

use super::answer::serializer;
use super::current::Opened;
use super::reply::{self, Refused, Reply};
use super::route::Asked;
use super::{Shared, formats};

const TEMPLATE: &str = include_str!("description.ttl");

/// The description, in the format that is wanted most; people are sent to the desk.
pub(super) fn reply(shared: &Shared, asked: &Asked) -> Result<Reply, Refused> {
    let accept = asked.accept();
    let is_browser = accept.as_deref().is_some_and(|accept| accept.starts_with("text/html"));
    if is_browser {
        let mut reply = reply::text("the desk is at /\n".to_owned());
        *reply.status_mut() = hyper::StatusCode::SEE_OTHER;
        reply::set(&mut reply, hyper::header::LOCATION, "/");
        return Ok(reply);
    }
    let (media, format) = formats::triples(accept.as_deref())?;
    let fail = |error: &dyn std::fmt::Display| Refused::new(500, error.to_string());
    let triples = triples(&asked.address("/sparql"), &shared.current.get());
    let serializer = serializer(format).map_err(|error| fail(&error))?;
    let mut writer = serializer.for_writer(Vec::new());
    for triple in triples.map_err(|error| fail(&error))? {
        writer.serialize_triple(&triple).map_err(|error| fail(&error))?;
    }
    let bytes = writer.finish().map_err(|error| fail(&error))?;
    Ok(reply::bytes(&formats::content_type(media), bytes))
}

fn triples(
    endpoint: &str,
    opened: &Opened,
) -> Result<Vec<Triple>, Box<dyn std::error::Error + Send + Sync>> {
    let parser = RdfParser::from_format(RdfFormat::Turtle).with_base_iri(endpoint)?;
    let mut triples: Vec<Triple> = Vec::new();
    for quad in parser.for_slice(TEMPLATE) {
        triples.push(quad?.into());
    }
    let sd = |name: &str| {
        NamedNode::new_unchecked(format!("http://www.w3.org/ns/sparql-service-description#{name}"))
    };
    let dataset = NamedNode::new(format!("{endpoint}#dataset"))?;
    for (number, name) in opened.graph.quads().named_graphs().enumerate() {
        let NamedOrBlankNode::NamedNode(name) = name? else { continue };
        let graph = NamedNode::new(format!("{endpoint}#graph-{}", number + 1))?;
        triples.push(Triple::new(dataset.clone(), sd("namedGraph"), graph.clone()));
        triples.push(Triple::new(graph.clone(), rdf::TYPE, sd("NamedGraph")));
        triples.push(Triple::new(graph, sd("name"), name));
    }
    if let Some(quads) = opened.quads {
        let void = NamedNodeRef::new_unchecked("http://rdfs.org/ns/void#triples");
        triples.push(Triple::new(dataset, void, Literal::from(quads as u64)));
    }
    Ok(triples)
}
