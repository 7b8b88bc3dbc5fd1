//! The columns of nodes and edges, the same in every format.

use crate::graph::{ClaimColumns, Edge, Edges, Network, Node};

/// What values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Whole,
    Real,
    Truth,
}

/// A column: its name, and its value for each thing that has one.
pub(super) struct Column<T> {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    value: fn(&T) -> Option<String>,
}

impl<T> Column<T> {
    /// The value on one line, without the characters that XML 1.0 does not have; none if that leaves
    /// nothing.
    pub(super) fn value(&self, of: &T) -> Option<String> {
        (self.value)(of).map(|value| clean(&value)).filter(|value| !value.is_empty())
    }
}

/// A value on one line, without the characters that XML 1.0 does not have
/// (<https://www.w3.org/TR/xml/#charsets>).
pub(super) fn clean(value: &str) -> String {
    let is_allowed =
        |c: &char| c.is_whitespace() || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let value: String = value.chars().filter(is_allowed).collect();
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn column<T>(name: &'static str, kind: Kind, value: fn(&T) -> Option<String>) -> Column<T> {
    Column { name, kind, value }
}

/// The columns of nodes besides id and label.
pub(super) fn node_columns(network: &Network) -> Vec<Column<Node>> {
    use Kind::{Real, Text, Truth, Whole};
    let mut columns: Vec<Column<Node>> = vec![
        column("iri", Text, |node| Some(node.iri.clone())),
        column("type", Text, |node| Some(node.class.clone())),
        column("country", Text, |node| node.country.clone()),
        column("lat", Real, |node| node.lat.map(|degrees| degrees.to_string())),
        column("lon", Real, |node| node.lon.map(|degrees| degrees.to_string())),
        column("first_seen", Text, |node| Some(node.seen.as_ref()?.0.clone())),
        column("last_seen", Text, |node| Some(node.seen.as_ref()?.1.clone())),
        column("claims", Whole, |node| Some(node.claims.to_string())),
        column("origins", Whole, |node| Some(node.origins.to_string())),
        column("degree", Whole, |node| Some(node.degree.to_string())),
        // Nine digits: a last one that fractions were rounded to says nothing.
        column("betweenness", Real, |node| Some(short(format!("{:.9}", node.betweenness)))),
        column("community", Whole, |node| Some(node.community.to_string())),
    ];
    if network.kind == Edges::Claims {
        columns.extend([
            column("relation", Text, |node: &Node| claim(node, |claim| claim.relation.clone())),
            column("polarity", Text, |node| claim(node, |claim| claim.polarity.to_owned())),
            column("certainty", Text, |node| claim(node, |claim| claim.certainty.to_owned())),
            column("planned", Truth, |node| claim(node, |claim| claim.planned.to_string())),
            column("event_start", Text, |node| node.claim.as_ref()?.start.clone()),
            column("event_end", Text, |node| node.claim.as_ref()?.end.clone()),
            column("quote", Text, |node| claim(node, |claim| claim.quote.clone())),
        ]);
    }
    columns
}

/// The columns of edges besides ends, label and weight.
pub(super) fn edge_columns(network: &Network) -> Vec<Column<Edge>> {
    use Kind::{Text, Truth, Whole};
    let mut columns: Vec<Column<Edge>> =
        vec![column("relation", Text, |edge| Some(edge.relation.clone()))];
    if network.kind != Edges::Claims {
        columns.extend([
            column("symmetric", Truth, |edge: &Edge| Some(edge.symmetric.to_string())),
            column("status", Text, |edge| edge.status.clone()),
            column("claims", Whole, |edge| Some(edge.claims.to_string())),
            column("reports", Whole, |edge| Some(edge.reports.to_string())),
            column("origins", Whole, |edge| Some(edge.origins.to_string())),
            column("certainty", Text, |edge| Some(edge.certainty.to_owned())),
            column("first_claimed", Text, |edge| Some(edge.claimed.as_ref()?.0.clone())),
            column("last_claimed", Text, |edge| Some(edge.claimed.as_ref()?.1.clone())),
            column("event_start", Text, |edge| edge.happened().0.map(str::to_owned)),
            column("event_end", Text, |edge| edge.happened().1.map(str::to_owned)),
            column("sources", Text, |edge| Some(edge.sources.join("; "))),
            column("quote", Text, |edge| Some(edge.quote.clone())),
        ]);
    }
    columns
}

fn claim(node: &Node, value: fn(&ClaimColumns) -> String) -> Option<String> {
    node.claim.as_ref().map(value)
}

/// A decimal without zeros at its end.
fn short(decimal: String) -> String {
    decimal.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// How large a node is drawn, by what it is linked with.
pub(super) fn size(node: &Node) -> f64 {
    let size = 10.0 + 6.0 * (node.degree as f64).sqrt();
    (size * 10.0).round() / 10.0
}

/// The id of an edge, by its place in the list.
pub(super) fn edge_id(place: usize) -> String {
    format!("e{}", place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_does_not_have_is_left_out_and_lines_are_joined() {
        assert_eq!(clean("a\u{0}\u{1}\u{8}b \n\t c\u{b}d \u{fffe} \u{ffff}é"), "ab c d é");
        assert_eq!(clean("\u{1b}[31m \u{85}"), "[31m");
        assert_eq!(short("0.250000000".to_owned()), "0.25");
        assert_eq!(short("0.000000000".to_owned()), "0");
    }
}
