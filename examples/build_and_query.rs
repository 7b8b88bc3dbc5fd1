//! Three texts become a store, and the store answers a question.
//!
//! Run it with `cargo run --release --example build_and_query`. It prints
//!
//! ```text
//! 2026-01-07 Badr Organization crossed into Iran: asserted, says a senior Iraqi border official
//!            “fighters of the Badr Organization crossed into Iran”
//! 2026-01-07 Badr Organization crossed via Mehran–Zurbatiyah border crossing: asserted, says a senior Iraqi border official
//!            “fighters of the Badr Organization crossed into Iran via the Mehran crossing”
//! 2026-01-08 Badr Organization crossed into Iran: asserted, says Tigris News
//!            “Fighters of the Badr Organization have entered Iran”
//! 2026-01-09 Badr Organization crossed into Iran: denied, says Popular Mobilization Forces
//!            “Badr Organization had crossed into Iran”
//!
//! edges: 2 reported, 0 corroborated
//! ```
//!
//! The texts are invented. `claimgraph build` and `claimgraph query` do the same with files.

use claimgraph::prelude::*;

/// Publisher, day, and what it says.
const REPORTS: [[&str; 3]; 3] = [
    [
        "Tigris News",
        "2026-01-07",
        "About 200 fighters of the Badr Organization crossed into Iran via the Mehran crossing on \
         Monday, a senior Iraqi border official told Tigris News.",
    ],
    [
        "Levant Dispatch",
        "2026-01-08",
        "Fighters of the Badr Organization have entered Iran, Tigris News reported.",
    ],
    [
        "Baghdad Gazette",
        "2026-01-09",
        "The Popular Mobilization Forces denied on Friday that the Badr Organization had crossed into \
         Iran.",
    ],
];

fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    // What the reader knows is loaded once; a reader is for one thread, and for many reports.
    let knowledge = Knowledge::built_in()?;
    let mut reader = knowledge.reader();
    let reports = REPORTS.map(|[publisher, day, text]| Report {
        publisher: Some(publisher.to_owned()),
        published: Some(day.to_owned()),
        ..Report::new(publisher, text)
    });

    // A store is a folder. What is added is on the disk before `add` returns, all of it or nothing.
    let folder = tempfile::tempdir()?;
    let mut store = Store::writer(folder.path(), knowledge.namer(), knowledge.ontology())?;
    store.add(reports.into_iter().map(|report| reader.reading(report)).collect())?;

    // Opened, it is a graph. Every claim knows its statement, its report, and who is said to say it.
    let graph = Store::open(folder.path())?.graph()?;
    let answer = ask(
        &graph,
        "SELECT ?day ?who ?relation ?where ?how ?says ?words WHERE {
             ?claim cg:states ?statement ; cg:polarity ?how ; cg:origin ?says ; cg:statedIn ?report ;
                 cg:evidence/oa:hasSelector/oa:exact ?words .
             ?statement rdf:subject ?who ; rdf:predicate ?relation ; rdf:object ?where .
             ?report dct:issued ?day .
         } ORDER BY ?day ?relation ?where",
        Some(REPORTED),
    )?;
    for row in answer.rows(&Labels::new(&graph)) {
        println!("{} {} {} {}: {}, says {}", row[0], row[1], row[2], row[3], row[4], row[5]);
        println!("           “{}”", row[6]);
    }

    // An edge is corroborated where two who know it say so, and nobody denies it.
    let edges = |view| Network::of_view(&graph, view).edges.len();
    println!("\nedges: {} reported, {} corroborated", edges(REPORTED), edges(CORROBORATED));
    Ok(())
}
