//! How long it takes to count origins, and how much memory, in made-up archives of any size:
//!
//! ```console
//! $ cargo run --release --example corroborate -- 10000 30000 100000
//! ```
//!
//! For each number of claims it writes a store of reports with about ten claims each, of which a few events
//! are told by thousands of reports, and opens it in a process of its own, so that peaks of memory are its
//! own. With `graph` before the numbers it opens the whole graph, too, and once more with one more report.

#[path = "../tests/corroborate/dice.rs"]
mod dice;
#[path = "../tests/corroborate/rates.rs"]
mod rates;
#[path = "../tests/corroborate/readings.rs"]
mod readings;
#[path = "../tests/corroborate/truth.rs"]
mod truth;
#[path = "../tests/corroborate/words.rs"]
mod words;
#[path = "../tests/corroborate/world.rs"]
mod world;

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use claimgraph::corroborate::{Corroboration, Input, Policy};
use claimgraph::model::Reading;
use claimgraph::naming::Namer;
use claimgraph::ontology::Ontology;
use claimgraph::store::Store;
use rates::Rates;
use world::World;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [order, folder] = &arguments[..]
        && order == "open"
    {
        return open(Path::new(folder));
    }
    let wants_graph = arguments.iter().any(|argument| argument == "graph");
    println!("| claims | reports | statements | read | counted | counted with one more | peak |");
    println!("|---:|---:|---:|---:|---:|---:|---:|");
    for claims in arguments.iter().filter_map(|argument| argument.parse::<usize>().ok()) {
        let folder = tempfile::tempdir()?;
        let last = archive(claims / 10, folder.path())?;
        Command::new(env::current_exe()?).arg("open").arg(folder.path()).status()?;
        if wants_graph {
            graph(folder.path(), last)?;
        }
    }
    Ok(())
}

/// Writes a store of so many reports but one, which it hands over.
fn archive(reports: usize, folder: &Path) -> Result<Reading, Box<dyn Error>> {
    let rates = Rates {
        reports,
        claims: 26,
        largest: reports / 5,
        outlets: 400,
        wires: 8,
        officials: 2000,
        agencies: 400,
        documents: 100,
        groups: 1500,
        ..Rates::default()
    };
    let mut readings = readings::readings(&World::of(&rates));
    let last = readings.pop().ok_or("no reports")?;
    let mut writer = Store::writer(folder, &Namer::default(), &Ontology::built_in()?)?;
    while !readings.is_empty() {
        writer.add(readings.split_off(readings.len().saturating_sub(1000)))?;
    }
    Ok(last)
}

/// Counts the origins of a store, and tells how it went.
fn open(folder: &Path) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let readings = Store::open(folder)?.readings()?;
    let read = start.elapsed();
    let start = Instant::now();
    let claims = readings.iter().map(|reading| reading.document.claims.len()).sum::<usize>();
    let statements = count(&readings[1..])?;
    let counted = start.elapsed();
    let start = Instant::now();
    count(&readings)?;
    println!(
        "| {claims} | {} | {statements} | {:.2} s | {:.2} s | {:.2} s | {} |",
        readings.len(),
        read.as_secs_f64(),
        counted.as_secs_f64(),
        start.elapsed().as_secs_f64(),
        peak().unwrap_or_else(|| "unknown".to_owned())
    );
    Ok(())
}

fn count(readings: &[Reading]) -> Result<usize, Box<dyn Error>> {
    let all: Vec<&Reading> = readings.iter().collect();
    let counted = Corroboration::of(Input {
        readings: &all,
        left_out: &[],
        ontology: &Ontology::built_in()?,
        namer: &Namer::default(),
        policy: &Policy::default(),
    });
    Ok(counted.standings.len())
}

/// Opens a store as a graph, and once more when one more report has come.
fn graph(folder: &Path, last: Reading) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let quads = Store::open(folder)?.graph_in_memory()?.quads().len()?;
    println!("\nopened as a graph of {quads} quads in {:.2} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    let mut writer = Store::writer(folder, &Namer::default(), &Ontology::built_in()?)?;
    writer.add(vec![last])?;
    println!("one more report added in {:.2} s", start.elapsed().as_secs_f64());
    let start = Instant::now();
    Store::open(folder)?.graph_in_memory()?;
    println!("opened again in {:.2} s\n", start.elapsed().as_secs_f64());
    Ok(())
}

/// The most memory that this process has had, where the system says so.
fn peak() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(format!("{:.2} GB", kilobytes / 1e6))
}
