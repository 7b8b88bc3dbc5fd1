//! What holds in every world, tried on worlds of random seeds.

use std::fs;
use std::path::Path;

use claimgraph::export::{Part, Rdf, Syntax};
use claimgraph::gazetteer::Gazetteer;
use claimgraph::model::{Reading, Report};
use claimgraph::naming::Namer;
use claimgraph::ontology::Ontology;
use claimgraph::store::Store;
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::corroborated;
use super::dice::Dice;
use super::rates::Rates;
use super::readings::readings;
use super::world::World;

fn small(seed: u64) -> Vec<Reading> {
    let rates = Rates {
        seed,
        reports: 30,
        largest: 12,
        outlets: 12,
        owners: 2,
        officials: 8,
        agencies: 4,
        documents: 2,
        groups: 6,
        again: 20,
        ..Rates::default()
    };
    readings(&World::of(&rates))
}

/// The same report in another outlet, some days later and without a word of where it is from.
fn copied(reading: &Reading, days: i64) -> Reading {
    let published: Option<Date> =
        reading.document.published.as_deref().and_then(|day| day.parse().ok());
    let published = published.map(|day| (day + days.days()).to_string());
    let publisher = Some("The Copyist".to_owned());
    let report = Report {
        publisher: publisher.clone(),
        published: published.clone(),
        ..Report::new("copy", reading.text.clone())
    };
    let iri = Namer::default().report(&report);
    let mut document = reading.document.clone();
    (document.id, document.publisher, document.published, document.url) =
        ("copy".to_owned(), publisher, published, None);
    document.claims.iter_mut().for_each(|claim| claim.iri = None);
    Namer::default().name(&mut document, &iri, &Gazetteer::built_in());
    // Naming knows nothing of the made-up owners.
    for teller in &mut document.tellers {
        let known = reading.document.tellers.iter().find(|known| known.name == teller.name);
        teller.gazetteer = known.and_then(|known| known.gazetteer.clone());
    }
    Reading::new(iri, report, document)
}

/// The graph of readings that come to a store in these commits, as N-Quads: the record, what is derived
/// of it, all views.
fn exported(commits: &[&[Reading]]) -> Vec<u8> {
    let folder = tempfile::tempdir_in(Path::new(env!("CARGO_TARGET_TMPDIR"))).expect("a folder");
    let ontology = Ontology::built_in().expect("built in");
    let path = folder.path().join("store");
    let mut writer = Store::writer(&path, &Namer::default(), &ontology).expect("a store");
    for commit in commits {
        writer.add(commit.to_vec()).expect("written");
    }
    let graph = Store::open(&path).expect("a store").graph_in_memory().expect("a graph");
    let mut bytes = Vec::new();
    let mut write = |part| {
        Rdf::new(part).write(&graph, Syntax::NQuads, &mut bytes).expect("memory");
    };
    write(Part { record: true, view: None });
    for view in ["reported", "undisputed", "corroborated"] {
        write(Part { record: false, view: Some(view) });
    }
    fs::remove_dir_all(&path).expect("removed");
    bytes
}

fn shuffled(readings: &[Reading], seed: u64) -> Vec<Reading> {
    let (mut rest, mut dice) = (readings.to_vec(), Dice(seed));
    let mut shuffled = Vec::new();
    while !rest.is_empty() {
        shuffled.push(rest.swap_remove(dice.below(rest.len())));
    }
    shuffled
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(2026),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn a_copy_never_raises_the_origins_of_anything(seed: u64, which: usize, days in 1..15_i64) {
        let mut readings = small(seed);
        let before = corroborated(&readings);
        let copy = copied(&readings[which % readings.len()], days);
        let iri = copy.iri.clone();
        readings.push(copy);
        readings.sort_by(|a, b| a.iri.cmp(&b.iri));
        let after = corroborated(&readings);
        let mut told = 0;
        for standing in &after.standings {
            let known = before.standing(&standing.statement).map_or(0, |it| it.asserted.origins());
            let ways = (before.standing(&standing.statement), standing);
            prop_assert!(standing.asserted.origins() <= known, "{iri}: {ways:?}");
            let reports = standing.asserted.reports.iter();
            told += reports.filter(|place| readings[**place].iri == iri).count();
        }
        prop_assert!(told > 0);
    }
}

proptest! {
    #![proptest_config(config(8))]

    #[test]
    fn a_report_that_comes_last_leaves_the_graph_as_if_it_had_come_first(
        seed: u64, which: usize, order: u64, cut: usize,
    ) {
        let readings = small(seed);
        let whole = exported(&[&readings]);
        prop_assert!(String::from_utf8_lossy(&whole).contains("ns#origins"));
        let mut others = readings.clone();
        let last = others.remove(which % readings.len());
        prop_assert_ne!(&whole, &exported(&[&others]));
        prop_assert!(whole == exported(&[&others, &[last]]));
        let shuffled = shuffled(&readings, order);
        let (first, second) = shuffled.split_at(cut % shuffled.len());
        prop_assert!(whole == exported(&[first, second]));
    }

    #[test]
    fn one_thread_counts_as_many_do(seed: u64) {
        let readings = small(seed);
        let [one, many] = [1, 4].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("threads").install(|| exported(&[&readings]))
        });
        prop_assert!(one == many);
    }
}
