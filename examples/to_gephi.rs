//! From reports to a drawing in Gephi: the surer claims, as GraphML.
//!
//! Run it with `cargo run --release --example to_gephi -- claims.graphml`, and open the file in Gephi, yEd
//! or networkx. Without a file to write to it only tells what it would draw:
//!
//! ```text
//! 50 things, 50 edges
//! 8 City, 4 Collective, 3 Country, 2 GovernmentBody, 1 InternationalBody, 9 Militia, 13 Official, 1 Person, 2 Province, 1 Region, 4 Site, 2 StateForce
//!
//! Harakat Hezbollah al-Nujaba crossed into Iran: 4 reports, a senior Iraqi border official, the official
//! Harakat Hezbollah al-Nujaba crossed via Mehran: 3 reports, a senior Iraqi border official
//! Harakat Hezbollah al-Nujaba crossed via Shalamcheh: 3 reports, a senior Iraqi border official, the official
//! Kataib Hezbollah crossed into Iran: 3 reports, a bus driver, a senior Iraqi border official
//! Kataib Hezbollah crossed via Mehran: 3 reports, a bus driver, a senior Iraqi border official
//! ```
//!
//! about the invented reports in `examples/reports`.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use claimgraph::prelude::*;
use claimgraph::{export, read};

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let knowledge = Knowledge::built_in()?;
    let mut reader = knowledge.reader();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/reports");
    let reports = read::reports(&[folder])?.collect::<Result<Vec<Report>, _>>()?;
    let readings: Vec<Reading> = reports.into_iter().map(|report| reader.reading(report)).collect();
    let graph = Graph::of_readings(&readings, knowledge.ontology(), knowledge.namer())?;

    // What is denied or contradicted stays out of the drawing, and so does what is only possible.
    let mut network = Network::of_view(&graph, UNDISPUTED);
    network.edges.retain(|edge| edge.certainty != "possible");
    let ends: BTreeSet<&String> =
        network.edges.iter().flat_map(|edge| [&edge.source, &edge.target]).collect();
    network.nodes.retain(|node| ends.contains(&node.iri));

    let mut graphml = Vec::new();
    export::graphml(&network, &mut graphml)?;
    if let Some(path) = std::env::args().nth(1) {
        fs::write(path, &graphml)?;
    }

    println!("{} things, {} edges", network.nodes.len(), network.edges.len());
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    for node in &network.nodes {
        *classes.entry(&node.class).or_default() += 1;
    }
    let classes: Vec<String> =
        classes.iter().map(|(class, count)| format!("{count} {class}")).collect();
    println!("{}\n", classes.join(", "));

    // Every edge has columns: how many reports, by whose word, since when. The ones that most reports have:
    let name = |iri: &str| {
        let node = network.nodes.iter().find(|node| node.iri == *iri);
        node.map_or("", |node| node.label.as_str())
    };
    for edge in network.edges.iter().filter(|edge| edge.reports > 2) {
        let (source, target) = (name(&edge.source), name(&edge.target));
        println!(
            "{source} {} {target}: {} reports, {}",
            edge.label,
            edge.reports,
            edge.sources.join(", ")
        );
    }
    Ok(())
}
