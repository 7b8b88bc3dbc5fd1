//! GEXF 1.3 (<https://gexf.net/schema.html>), the format of Gephi: with the relation as the kind of
//! an edge, so that it keeps two relations of one pair apart, with the days of events, and with
//! colours, sizes and positions, so that it shows a picture at once.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::columns::{Column, Kind, clean, edge_columns, edge_id, node_columns, size};
use crate::graph::{Edge, Network, Node, Spell};

const NAMESPACE: &str = "http://gexf.net/1.3";

/// Writes a network.
///
/// # Errors
/// If the output cannot be written.
pub fn gexf(network: &Network, output: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(output, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = xml.create_element("gexf").with_attributes([
        ("xmlns", NAMESPACE),
        ("xmlns:viz", "http://gexf.net/1.3/viz"),
        ("version", "1.3"),
    ]);
    root.write_inner_content(|xml| {
        xml.create_element("meta").write_inner_content(|xml| {
            text(xml, "creator", "Claimgraph")?;
            text(xml, "description", "What reports claim of whom; a claim is not a fact")
        })?;
        graph(xml, network)
    })?;
    xml.get_mut().write_all(b"\n")
}

type Xml<'w> = Writer<&'w mut dyn Write>;

fn text(xml: &mut Xml<'_>, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(text))?;
    Ok(())
}

fn graph(xml: &mut Xml<'_>, network: &Network) -> io::Result<()> {
    let (of_nodes, of_edges) = (node_columns(network), edge_columns(network));
    let default = if network.is_directed() { "directed" } else { "undirected" };
    let mut element = xml.create_element("graph").with_attribute(("defaultedgetype", default));
    if network.edges.iter().any(|edge| !edge.spells.is_empty()) {
        // "date", since not every reader knows "dateTime"; it takes days with times as well.
        let dynamic =
            [("mode", "dynamic"), ("timeformat", "date"), ("timerepresentation", "interval")];
        element = element.with_attributes(dynamic);
    } else {
        element = element.with_attribute(("mode", "static"));
    }
    element.write_inner_content(|xml| {
        attributes(xml, "node", &of_nodes)?;
        attributes(xml, "edge", &of_edges)?;
        xml.create_element("nodes").write_inner_content(|xml| {
            network.nodes.iter().try_for_each(|found| node(xml, found, &of_nodes))
        })?;
        xml.create_element("edges").write_inner_content(|xml| {
            let mut edges = network.edges.iter().enumerate();
            edges.try_for_each(|(place, found)| edge(xml, found, place, &of_edges))
        })?;
        Ok(())
    })?;
    Ok(())
}

fn attributes<T>(xml: &mut Xml<'_>, of: &str, columns: &[Column<T>]) -> io::Result<()> {
    let element = xml.create_element("attributes");
    element.with_attribute(("class", of)).write_inner_content(|xml| {
        columns.iter().try_for_each(|column| {
            let kind = match column.kind {
                Kind::Text => "string",
                Kind::Whole => "integer",
                Kind::Real => "double",
                Kind::Truth => "boolean",
            };
            let attributes = [("id", column.name), ("title", column.name), ("type", kind)];
            xml.create_element("attribute").with_attributes(attributes).write_empty().map(drop)
        })
    })?;
    Ok(())
}

fn node(xml: &mut Xml<'_>, node: &Node, columns: &[Column<Node>]) -> io::Result<()> {
    let label = clean(&node.label);
    let element = xml.create_element("node");
    element.with_attributes([("id", node.iri.as_str()), ("label", &label)]).write_inner_content(
        |xml| {
            values(xml, node, columns)?;
            let [r, g, b] = node.colour.map(|part| part.to_string());
            let [size, x, y] =
                [size(node), node.position.0, node.position.1].map(|part| part.to_string());
            // Older versions of Gephi want the size before the rest.
            empty(xml, "viz:size", &[("value", &size)])?;
            empty(xml, "viz:color", &[("r", &r), ("g", &g), ("b", &b)])?;
            empty(xml, "viz:position", &[("x", &x), ("y", &y), ("z", "0")])
        },
    )?;
    Ok(())
}

fn edge(xml: &mut Xml<'_>, edge: &Edge, place: usize, columns: &[Column<Edge>]) -> io::Result<()> {
    let (id, label, weight) = (edge_id(place), clean(&edge.label), edge.weight.to_string());
    let element = xml.create_element("edge").with_attributes([
        ("id", id.as_str()),
        ("source", &edge.source),
        ("target", &edge.target),
        ("kind", &edge.relation),
        ("label", &label),
        ("weight", &weight),
    ]);
    element.write_inner_content(|xml| {
        values(xml, edge, columns)?;
        if edge.spells.is_empty() {
            return Ok(());
        }
        let element = xml.create_element("spells");
        element.write_inner_content(|xml| {
            edge.spells.iter().try_for_each(|found| spell(xml, found))
        })?;
        Ok(())
    })?;
    Ok(())
}

fn spell(xml: &mut Xml<'_>, spell: &Spell) -> io::Result<()> {
    let start = spell.start.as_ref().map(|day| format!("{day}T00:00:00Z"));
    let end = spell.end.as_ref().map(|day| format!("{day}T23:59:59Z"));
    let bounds = [("start", start), ("end", end)];
    let known: Vec<(&str, &str)> =
        bounds.iter().filter_map(|(name, bound)| Some((*name, bound.as_deref()?))).collect();
    empty(xml, "spell", &known)
}

fn values<T>(xml: &mut Xml<'_>, found: &T, columns: &[Column<T>]) -> io::Result<()> {
    xml.create_element("attvalues").write_inner_content(|xml| {
        columns.iter().try_for_each(|column| match column.value(found) {
            Some(value) => empty(xml, "attvalue", &[("for", column.name), ("value", &value)]),
            None => Ok(()),
        })
    })?;
    Ok(())
}

fn empty(xml: &mut Xml<'_>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.create_element(name).with_attributes(attributes.iter().copied()).write_empty()?;
    Ok(())
}
