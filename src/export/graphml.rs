//! GraphML (<http://graphml.graphdrawing.org/specification.html>), as Gephi, yEd, networkx and
//! igraph read it.
//!
//! Keys have names, since older importers take `d0` … for columns of their own; nodes and edges have
//! keys apart; empty values are left out. All edges are directed, as Gephi does not mix: a symmetric
//! relation says so in a column.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::graph::{Edge, Network, Node};

const NODE_KEYS: [(&str, &str); 7] = [
    ("label", "string"),
    ("iri", "string"),
    ("type", "string"),
    ("country", "string"),
    ("lat", "double"),
    ("lon", "double"),
    ("claims", "int"),
];

const EDGE_KEYS: [(&str, &str); 14] = [
    ("relation", "string"),
    ("label", "string"),
    ("weight", "double"),
    ("symmetric", "boolean"),
    ("claims", "int"),
    ("reports", "int"),
    ("tellers", "int"),
    ("certainty", "string"),
    ("first_claimed", "string"),
    ("last_claimed", "string"),
    ("event_start", "string"),
    ("event_end", "string"),
    ("sources", "string"),
    ("quote", "string"),
];

/// Writes a network.
///
/// # Errors
/// If the output cannot be written.
pub fn graphml(network: &Network, output: &mut dyn Write) -> io::Result<()> {
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
            keys(xml, "node", &NODE_KEYS)?;
            keys(xml, "edge", &EDGE_KEYS)?;
            let graph = xml.create_element("graph");
            let graph = graph.with_attributes([("id", "claims"), ("edgedefault", "directed")]);
            graph.write_inner_content(|xml| {
                network.nodes.iter().try_for_each(|found| node(xml, found))?;
                network.edges.iter().zip(1..).try_for_each(|(found, id)| edge(xml, found, id))
            })?;
            Ok(())
        })?;
    xml.get_mut().write_all(b"\n")
}

type Xml<'w> = Writer<&'w mut dyn Write>;

fn keys(xml: &mut Xml<'_>, of: &str, keys: &[(&str, &str)]) -> io::Result<()> {
    for (name, kind) in keys {
        xml.create_element("key")
            .with_attributes([
                ("id", key_id(of, name).as_str()),
                ("for", of),
                ("attr.name", name),
                ("attr.type", kind),
            ])
            .write_empty()?;
    }
    Ok(())
}

/// An id is unique in the file: node and edge have a label each.
fn key_id(of: &str, name: &str) -> String {
    format!("{of}_{name}")
}

fn node(xml: &mut Xml<'_>, node: &Node) -> io::Result<()> {
    let values = [
        Some(node.label.clone()),
        Some(node.iri.clone()),
        Some(node.class.clone()),
        node.country.clone(),
        node.lat.map(|degrees| degrees.to_string()),
        node.lon.map(|degrees| degrees.to_string()),
        Some(node.claims.to_string()),
    ];
    let element = xml.create_element("node").with_attribute(("id", node.iri.as_str()));
    element.write_inner_content(|xml| data(xml, "node", &NODE_KEYS, &values))?;
    Ok(())
}

fn edge(xml: &mut Xml<'_>, edge: &Edge, id: usize) -> io::Result<()> {
    let day = |days: &Option<(String, String)>| {
        days.clone().map_or((None, None), |(first, last)| (Some(first), Some(last)))
    };
    let (first_claimed, last_claimed) = day(&edge.claimed);
    let (event_start, event_end) = day(&edge.happened);
    let values = [
        Some(edge.relation.clone()),
        Some(edge.label.clone()),
        Some(edge.reports.to_string()),
        Some(edge.symmetric.to_string()),
        Some(edge.claims.to_string()),
        Some(edge.reports.to_string()),
        Some(edge.tellers.to_string()),
        Some(edge.certainty.to_owned()),
        first_claimed,
        last_claimed,
        event_start,
        event_end,
        Some(edge.sources.join("; ")),
        Some(edge.quote.clone()),
    ];
    let element = xml.create_element("edge").with_attributes([
        ("id", format!("e{id}").as_str()),
        ("source", &edge.source),
        ("target", &edge.target),
    ]);
    element.write_inner_content(|xml| data(xml, "edge", &EDGE_KEYS, &values))?;
    Ok(())
}

fn data(
    xml: &mut Xml<'_>,
    of: &str,
    keys: &[(&str, &str)],
    values: &[Option<String>],
) -> io::Result<()> {
    for ((name, _), value) in keys.iter().zip(values) {
        let value = value.as_deref().map(clean).filter(|value| !value.is_empty());
        if let Some(value) = value {
            xml.create_element("data")
                .with_attribute(("key", key_id(of, name).as_str()))
                .write_text_content(BytesText::new(&value))?;
        }
    }
    Ok(())
}

/// A value on one line, without the characters that XML 1.0 does not have
/// (<https://www.w3.org/TR/xml/#charsets>).
fn clean(value: &str) -> String {
    let words: Vec<&str> = value.split_whitespace().collect();
    let is_allowed = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    words.join(" ").chars().filter(is_allowed).collect()
}
