//! Two tables, of nodes and of edges, as Gephi's import of spreadsheets wants them
//! (<https://docs.gephi.org/desktop/User_Manual/Import/CSV_Data_Import/>), with the columns of the
//! other formats behind its own.

use std::io::{self, Write};

use super::columns::{Column, clean, edge_columns, edge_id, node_columns};
use crate::graph::Network;

/// Writes the table of nodes.
///
/// # Errors
/// If the output cannot be written.
pub fn nodes_csv(network: &Network, output: &mut dyn Write) -> io::Result<()> {
    let columns = node_columns(network);
    let mut table = csv::Writer::from_writer(output);
    table.write_record(["Id", "Label"].into_iter().chain(names(&columns)))?;
    for node in &network.nodes {
        let first = [node.iri.clone(), clean(&node.label)];
        table.write_record(first.into_iter().chain(values(&columns, node)))?;
    }
    table.flush()
}

/// Writes the table of edges.
///
/// # Errors
/// If the output cannot be written.
pub fn edges_csv(network: &Network, output: &mut dyn Write) -> io::Result<()> {
    let columns = edge_columns(network);
    let mut table = csv::Writer::from_writer(output);
    let first = ["Id", "Source", "Target", "Type", "Kind", "Label", "Weight"];
    table.write_record(first.into_iter().chain(names(&columns)))?;
    let direction = if network.is_directed() { "Directed" } else { "Undirected" };
    for (place, edge) in network.edges.iter().enumerate() {
        let first = [
            edge_id(place),
            edge.source.clone(),
            edge.target.clone(),
            direction.to_owned(),
            edge.relation.clone(),
            clean(&edge.label),
            edge.weight.to_string(),
        ];
        table.write_record(first.into_iter().chain(values(&columns, edge)))?;
    }
    table.flush()
}

fn names<T>(columns: &[Column<T>]) -> impl Iterator<Item = &'static str> {
    columns.iter().map(|column| column.name)
}

fn values<T>(columns: &[Column<T>], of: &T) -> impl Iterator<Item = String> {
    columns.iter().map(|column| column.value(of).unwrap_or_default())
}
