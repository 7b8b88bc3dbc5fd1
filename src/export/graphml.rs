//! GraphML (<http://graphml.graphdrawing.org/specification.html>), as Gephi, yEd, networkx and
//! igraph read it.
//!
//! Keys have names, since older importers take `d0` … for columns of their own; nodes and edges have
//! keys apart; empty values are left out. Edges are all directed or all undirected, as Gephi does not
//! mix: a symmetric relation says so in a column. Gephi takes `r`, `g`, `b`, `x`, `y` and `size` for
//! how a node is drawn.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::columns::{Column, Kind, clean, edge_columns, edge_id, node_columns, size};
use crate::graph::{Edge, Network, Node};

/// How a node is drawn.
const LOOKS: [(&str, &str); 6] = [
    ("r", "int"),
    ("g", "int"),
    ("b", "int"),
    ("x", "double"),
    ("y", "double"),
    ("size", "double"),
];

/// Writes a network.
///
/// # Errors
/// If the output cannot be written.
pub fn graphml(network: &Network, output: &mut dyn Write) -> io::Result<()> {
    let (of_nodes, of_edges) = (node_columns(network), edge_columns(network));
    let mut xml = Writer::new_with_indent(output, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let namespace = "http://graphml.graphdrawing.org/xmlns";
    xml.create_element("graphml")
        .with_attributes([
            ("xmlns", namespace),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://graphml.graphdrawing.org/xmlns \
                 http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
            ),
        ])
        .write_inner_content(|xml| {
            key(xml, "node", "label", "string")?;
            keys(xml, "node", &of_nodes)?;
            LOOKS.iter().try_for_each(|(name, kind)| key(xml, "node", name, kind))?;
            key(xml, "edge", "label", "string")?;
            key(xml, "edge", "weight", "double")?;
            keys(xml, "edge", &of_edges)?;
            let default = if network.is_directed() { "directed" } else { "undirected" };
            let graph = xml.create_element("graph");
            let graph = graph.with_attributes([("id", "claims"), ("edgedefault", default)]);
            graph.write_inner_content(|xml| {
                network.nodes.iter().try_for_each(|found| node(xml, found, network, &of_nodes))?;
                let mut edges = network.edges.iter().enumerate();
                edges.try_for_each(|(place, found)| {
                    edge(xml, found, &edge_id(place), network, &of_edges)
                })
            })?;
            Ok(())
        })?;
    xml.get_mut().write_all(b"\n")
}

type Xml<'w> = Writer<&'w mut dyn Write>;

fn keys<T>(xml: &mut Xml<'_>, of: &str, columns: &[Column<T>]) -> io::Result<()> {
    columns.iter().try_for_each(|column| {
        let kind = match column.kind {
            Kind::Text => "string",
            Kind::Whole => "int",
            Kind::Real => "double",
            Kind::Truth => "boolean",
        };
        key(xml, of, column.name, kind)
    })
}

fn key(xml: &mut Xml<'_>, of: &str, name: &str, kind: &str) -> io::Result<()> {
    xml.create_element("key")
        .with_attributes([
            ("id", key_id(of, name).as_str()),
            ("for", of),
            ("attr.name", name),
            ("attr.type", kind),
        ])
        .write_empty()?;
    Ok(())
}

/// An address as the schema wants an id: made of letters, digits and `.-_:`
/// (<https://www.w3.org/TR/xml/#NT-Nmtoken>). Different addresses have different ids.
fn token(iri: &str, base: &str) -> String {
    let mut token = String::new();
    for c in iri.strip_prefix(base).unwrap_or(iri).chars() {
        match c {
            '/' => token.push(':'),
            c if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') => token.push(c),
            c => token.push_str(&format!(".{:x}.", u32::from(c))),
        }
    }
    token
}

/// An id is unique in the file: node and edge have a label each.
fn key_id(of: &str, name: &str) -> String {
    format!("{of}_{name}")
}

fn node(
    xml: &mut Xml<'_>,
    node: &Node,
    network: &Network,
    columns: &[Column<Node>],
) -> io::Result<()> {
    let id = token(&node.iri, &network.base);
    let element = xml.create_element("node").with_attribute(("id", id.as_str()));
    element.write_inner_content(|xml| {
        data(xml, "node", "label", &clean(&node.label))?;
        values(xml, "node", node, columns)?;
        let colour = node.colour.map(|part| part.to_string());
        let place = [node.position.0, node.position.1, size(node)].map(|part| part.to_string());
        let looks = colour.iter().chain(&place);
        LOOKS.iter().zip(looks).try_for_each(|((name, _), value)| data(xml, "node", name, value))
    })?;
    Ok(())
}

fn edge(
    xml: &mut Xml<'_>,
    edge: &Edge,
    id: &str,
    network: &Network,
    columns: &[Column<Edge>],
) -> io::Result<()> {
    let [source, target] = [&edge.source, &edge.target].map(|end| token(end, &network.base));
    let ends = [("id", id), ("source", source.as_str()), ("target", target.as_str())];
    let element = xml.create_element("edge").with_attributes(ends);
    element.write_inner_content(|xml| {
        data(xml, "edge", "label", &clean(&edge.label))?;
        data(xml, "edge", "weight", &edge.weight.to_string())?;
        values(xml, "edge", edge, columns)
    })?;
    Ok(())
}

fn values<T>(xml: &mut Xml<'_>, of: &str, found: &T, columns: &[Column<T>]) -> io::Result<()> {
    columns.iter().try_for_each(|column| match column.value(found) {
        Some(value) => data(xml, of, column.name, &value),
        None => Ok(()),
    })
}

fn data(xml: &mut Xml<'_>, of: &str, name: &str, value: &str) -> io::Result<()> {
    xml.create_element("data")
        .with_attribute(("key", key_id(of, name).as_str()))
        .write_text_content(BytesText::new(value))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_tokens_and_none_is_that_of_another() {
        let base = "https://w3id.org/claimgraph/id/";
        let id = |iri: &str| token(iri, base);
        assert_eq!(
            id("https://w3id.org/claimgraph/id/entity/kataib-hezbollah"),
            "entity:kataib-hezbollah"
        );
        assert_eq!(id("https://w3id.org/claimgraph/id/entity/بدر"), "entity:.628..62f..631.");
        assert_ne!(id("urn:a/b"), id("urn:a:b"));
        assert_ne!(id("a.62f.b"), id("aدb"));
    }
}
