//! How are two things tied to each other, and by whose word? A walk over the graph of claims.
//!
//! Run it with `cargo run --release --example walk`. It prints
//!
//! ```text
//! most tied: Kataib Hezbollah (10), Iran (8), Harakat Hezbollah al-Nujaba (6)
//!
//! Esmail Qaani met with Hadi al-Amiri
//!     a source in the Coordination Framework says probable: “Qaani met Hadi al-Amiri”
//! Hadi al-Amiri commands Badr Organization
//!     Zab Weekly says certain: “Hadi al-Amiri, the leader of the Badr Organization”
//! Badr Organization deployed to Ahvaz
//!     two security sources, two security sources in Basra says probable: “fighters of the Badr Organization arrived in Ahvaz”
//! ```
//!
//! about the invented reports in `examples/reports`.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use claimgraph::graph::{Edge, Node};
use claimgraph::prelude::*;
use claimgraph::read;
use petgraph::algo::astar;
use petgraph::graph::{NodeIndex, UnGraph};

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    // A graph needs no folder: readings are enough.
    let knowledge = Knowledge::built_in()?;
    let mut reader = knowledge.reader();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/reports");
    let reports = read::reports(&[folder])?.collect::<Result<Vec<Report>, _>>()?;
    let readings: Vec<Reading> = reports.into_iter().map(|report| reader.reading(report)).collect();
    let graph = Graph::of_readings(&readings, knowledge.ontology(), knowledge.namer())?;

    // A network is a view of it: things, and one edge for all claims of a relation between two.
    let network = Network::of_view(&graph, REPORTED);
    let mut ties: UnGraph<&Node, &Edge> = UnGraph::new_undirected();
    let places: BTreeMap<&str, NodeIndex> =
        network.nodes.iter().map(|node| (node.iri.as_str(), ties.add_node(node))).collect();
    for edge in &network.edges {
        ties.add_edge(places[edge.source.as_str()], places[edge.target.as_str()], edge);
    }

    let mut known: Vec<(usize, &str)> = ties
        .node_indices()
        .map(|place| (ties.neighbors(place).count(), ties[place].label.as_str()))
        .collect();
    known.sort_by_key(|(count, label)| (std::cmp::Reverse(*count), *label));
    let known: Vec<String> =
        known.iter().take(3).map(|(count, label)| format!("{label} ({count})")).collect();
    println!("most tied: {}\n", known.join(", "));

    // The shortest way; one that rests on many reports counts as shorter.
    let place = |label: &str| {
        ties.node_indices().find(|place| ties[*place].label == label).ok_or("nobody of that name")
    };
    let (from, to) = (place("Esmail Qaani")?, place("Ahvaz")?);
    let cost =
        |edge: petgraph::graph::EdgeReference<'_, &Edge>| 1.0 + 1.0 / edge.weight().reports as f64;
    let (_, way) = astar(&ties, from, |at| at == to, cost, |_| 0.0).ok_or("they are not tied")?;
    for step in way.windows(2) {
        let tie =
            ties.find_edge(step[0], step[1]).map(|edge| ties[edge]).ok_or("a step is an edge")?;
        let name = |iri: &str| ties[places[iri]].label.as_str();
        println!("{} {} {}", name(&tie.source), tie.label, name(&tie.target));
        println!("    {} says {}: “{}”", tie.sources.join(", "), tie.certainty, tie.quote);
    }
    Ok(())
}
