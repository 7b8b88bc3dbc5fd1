//! How near the count of origins comes to the truth in made-up worlds of which the truth is known, and what
//! holds in each of them.
//!
//! `UPDATE_DOCS=1 cargo test --test simulation` writes the tables of `docs/origins.md` anew.

#[path = "corroborate/dice.rs"]
mod dice;
#[path = "corroborate/measure.rs"]
mod measure;
#[path = "corroborate/properties.rs"]
mod properties;
#[path = "corroborate/rates.rs"]
mod rates;
#[path = "corroborate/readings.rs"]
mod readings;
#[path = "corroborate/truth.rs"]
mod truth;
#[path = "corroborate/words.rs"]
mod words;
#[path = "corroborate/world.rs"]
mod world;

use std::fmt::Write;
use std::fs;

use claimgraph::corroborate::{Corroboration, Input, Policy};
use claimgraph::model::Reading;
use claimgraph::naming::Namer;
use claimgraph::ontology::Ontology;
use measure::Measure;
use rates::Rates;
use world::World;

fn corroborated(readings: &[Reading]) -> Corroboration {
    let all: Vec<&Reading> = readings.iter().collect();
    Corroboration::of(Input {
        readings: &all,
        left_out: &[],
        ontology: &Ontology::built_in().expect("built in"),
        namer: &Namer::default(),
        policy: &Policy::default(),
    })
}

/// A world's size, and how four ways of counting fare in it: ours first.
fn measured(rates: &Rates) -> (String, [Measure; 4]) {
    let world = World::of(rates);
    let readings = readings::readings(&world);
    let measures = measure::measures(&world, &readings, &corroborated(&readings));
    let told: usize = readings.iter().map(|reading| reading.document.claims.len()).sum();
    let size = format!(
        "{} reports with {told} claims of {} statements, which have {} origins",
        readings.len(),
        measures[0].statements,
        measures[0].truth
    );
    (size, measures)
}

#[test]
fn origins_are_those_that_there_are() {
    let (size, measures) = measured(&Rates::default());
    let ours = &measures[0];
    assert!(ours.total_error().abs() < 5.0, "{ours}");
    assert!(ours.mean_error() < 5.0, "{ours}");
    assert!(ours.false_share() < 2.0, "{ours}");
    // What others count is further off, or the simulation would show nothing.
    assert!(measures[1..].iter().all(|other| other.mean_error() > 30.0), "{measures:?}");
    let mut table = format!("{size}:\n\n{}", measure::HEAD);
    for measure in &measures {
        writeln!(table, "{measure}").expect("a string");
    }
    is_in_docs("worlds", &table);
}

/// What the count is worth where the world is another.
#[test]
fn other_worlds_have_the_origins_that_there_are() {
    let base = Rates { reports: 2500, ..Rates::default() };
    let worlds = [
        ("another seed", Rates { seed: 7, ..base.clone() }),
        ("no wire is missing", Rates { wire_is_missing: 0, ..base.clone() }),
        ("half of what wires wrote is missing", Rates { wire_is_missing: 50, ..base.clone() }),
        ("nobody credits wrongly", Rates { ways: [17, 17, 10, 10, 36, 10, 0, 0], ..base.clone() }),
        (
            "one in seven credits wrongly",
            Rates { ways: [14, 14, 8, 8, 32, 10, 8, 6], ..base.clone() },
        ),
        ("every second copied sentence is edited", Rates { edited: 50, ..base.clone() }),
        ("nobody credits anybody", Rates { ways: [40, 0, 30, 0, 0, 30, 0, 0], ..base.clone() }),
        ("unnamed sources alone", Rates { kinds: [0, 0, 0, 100, 0], ..base.clone() }),
    ];
    let mut table = measure::HEAD.replace("counted by", "world");
    for (name, rates) in worlds {
        let (_, [ours, ..]) = measured(&rates);
        writeln!(table, "{}", Measure { name, ..ours }).expect("a string");
    }
    is_in_docs("other-worlds", &table);
}

/// Whether a table stands in `docs/origins.md` between the marks of its name.
fn is_in_docs(name: &str, table: &str) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/origins.md");
    let page = fs::read_to_string(path).expect("a page");
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let (before, rest) = page.split_once(&start).expect("a mark");
    let (written, after) = rest.split_once(&end).expect("a mark");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path, format!("{before}{start}{table}{end}{after}")).expect("written");
    } else {
        assert_eq!(written, table, "write it anew with UPDATE_DOCS=1");
    }
}
