//! An index holds what the graph in memory does, whatever comes in which order, and whatever
//! happens to its files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::*;
use crate::encode::REPORTED;
use crate::model::Reading;
use crate::naming::Namer;
use crate::ontology::Ontology;

/// A store of its own for each test, empty.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let folder = std::env::temp_dir().join(format!("claimgraph-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        Scratch(folder)
    }

    fn add(&self, readings: Vec<Reading>) -> Store {
        let ontology = Ontology::built_in().expect("ours");
        let mut writer = Store::writer(&self.0, &Namer::default(), &ontology).expect("a store");
        writer.add(readings).expect("written");
        Store::open(&self.0).expect("a store")
    }

    fn index(&self) -> PathBuf {
        self.0.join("index")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A report of what a militia did, which calls it and its country by names of its own.
fn reading(number: usize, page: Option<usize>, day: usize) -> Reading {
    let namer = Namer::default();
    let report = format!("{}report/{number:016}", namer.base());
    let militia = format!("{}entity/militia-{}", namer.base(), number % 3);
    let place = format!("{}entity/place-{}", namer.base(), number % 2);
    let names = ["Badr", "Badr Corps", "The Badr Organization", "Al-Badr"];
    let name = |place: usize| names[(number / place.max(1) + place) % names.len()];
    let entity = |key: &str, kind: &str, iri: &str, place: usize| -> Value {
        json!({"key": key, "type": kind, "name": name(place), "iri": iri,
            "aliases": [name(place + 1), name(place + 2)],
            "gazetteer": {"id": "x", "country": format!("country-{}", number % 2),
                "country_name": name(place + 3), "wikidata": format!("Q{}", number % 4)}})
    };
    // Every third claim stands in other reports, too, under the address that somebody gave it.
    let claim = match number % 3 {
        0 => format!("https://example.org/claim/{}", number % 6),
        _ => format!("{}claim/{number:016}", namer.base()),
    };
    let claim = json!({"relation": "deployedTo", "subject": "m", "object": "p", "iri": claim,
        "quote": "deployed there", "start": 0, "end": 14, "planned": number.is_multiple_of(5)});
    let reading = json!({"iri": report, "sha256": format!("{number:064}"), "text": "deployed there",
        "document": {"id": format!("report-{number}"), "published": format!("2026-01-{day:02}"),
            "url": page.map(|page| format!("https://example.org/page/{page}")),
            "entities": [entity("m", "Militia", &militia, number % 3),
                entity("p", "City", &place, number % 2)],
            "claims": [claim]}});
    serde_json::from_value(reading).expect("a reading")
}

/// What queries and exports see, sorted.
fn seen(quads: &Quads) -> BTreeSet<String> {
    let lines = quads.iter().map(|quad| quad.expect("readable").to_string());
    // The ontology's lists have nodes that are named anew each time.
    lines.filter(|line| !line.contains("_:")).collect()
}

fn on_disk(store: &Store) -> BTreeSet<String> {
    seen(&open(store).expect("opened").expect("the folder can be written").0)
}

fn in_memory(store: &Store) -> BTreeSet<String> {
    seen(store.graph_in_memory().expect("opened").quads())
}

fn followed(store: &Store, index: &Path) -> Added {
    let _lock = lock(index).expect("a lock");
    follow(store, index, &Covered::by(store).expect("segments")).expect("followed")
}

#[test]
fn what_is_there_is_not_added_again() {
    let scratch = Scratch::new("again");
    let store = scratch.add((0..20).map(|number| reading(number, None, 1)).collect());
    let first = followed(&store, &scratch.index());
    assert_eq!(first.reports, 20);
    let store = scratch.add(vec![reading(20, None, 1)]);
    let second = followed(&store, &scratch.index());
    assert_eq!((second.reports, second.changed), (1, 0));
    assert!(second.quads * 10 < first.quads, "{second:?} after {first:?}");
    assert!(on_disk(&store).iter().any(|line| line.ends_with(&format!("view/{REPORTED}>"))));
    assert_eq!(on_disk(&store), in_memory(&store));
    let generations = || fs::read_dir(scratch.index()).expect("there").count();
    let before = generations();
    assert_eq!(on_disk(&store), in_memory(&store));
    assert_eq!(before, generations(), "opening what is up to date makes nothing");
}

#[test]
fn versions_may_come_in_any_order() {
    let mut dice = 1_usize;
    let mut roll = |sides: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) % sides
    };
    let mut changed = 0;
    for round in 0..6 {
        let scratch = Scratch::new(&format!("versions-{round}"));
        let mut number = 0;
        for _ in 0..8 {
            let mut readings = Vec::new();
            for _ in 0..=roll(3) {
                readings.push(reading(number, Some(roll(4)).filter(|page| *page > 0), 1 + roll(5)));
                number += 1;
            }
            let count = readings.len();
            let store = scratch.add(readings);
            let added = followed(&store, &scratch.index());
            assert_eq!(added.reports, count, "nothing is made anew");
            changed += added.changed;
            let (disk, memory) = (on_disk(&store), in_memory(&store));
            let differ: Vec<_> = disk.symmetric_difference(&memory).collect();
            assert!(differ.is_empty(), "round {round}, {number} reports: {differ:#?}");
        }
    }
    assert!(changed > 20, "{changed} reports were replaced");
}

#[test]
fn a_claim_of_one_address_in_two_versions_is_kept_as_long_as_one_stands() {
    let scratch = Scratch::new("shared");
    let mut early = reading(1, Some(1), 1);
    early.document.claims[0].planned = true;
    let mut late = reading(4, Some(1), 2);
    late.document.claims[0].iri = early.document.claims[0].iri.clone();
    followed(&scratch.add(vec![early]), &scratch.index());
    let store = scratch.add(vec![late]);
    assert_eq!(on_disk(&store), in_memory(&store));
}

#[test]
fn a_damaged_index_is_made_anew() {
    let scratch = Scratch::new("damaged");
    let store = scratch.add((0..30).map(|number| reading(number, None, 1)).collect());
    let expected = in_memory(&store);
    assert_eq!(on_disk(&store), expected);
    let last = || {
        let folders = fs::read_dir(scratch.index()).expect("there").flatten();
        folders.map(|entry| entry.path()).filter(|path| path.is_dir()).max().expect("one")
    };
    let databases = fs::read_dir(last().join("quads")).expect("there").flatten();
    let names: Vec<_> = databases.map(|entry| entry.file_name()).collect();
    assert!(names.len() > 5, "{names:?}");
    for name in &names {
        let file = last().join("quads").join(name);
        if file.exists() {
            fs::remove_file(file).expect("removed");
            assert_eq!(on_disk(&store), expected, "without {name:?}");
        }
        let file = last().join("quads").join(name);
        if let Some(bytes) = fs::read(&file).ok().filter(|bytes| bytes.len() > 1) {
            fs::remove_file(&file).expect("removed");
            fs::write(&file, &bytes[..bytes.len() / 2]).expect("written");
            assert_eq!(on_disk(&store), expected, "half of {name:?}");
        }
    }
    fs::write(last().join("covers.json"), "{").expect("written");
    assert_eq!(on_disk(&store), expected, "no marker");
    fs::remove_dir_all(scratch.index()).expect("removed");
    assert_eq!(on_disk(&store), expected, "no index");
}

#[test]
fn another_history_of_segments_is_not_continued() {
    let scratch = Scratch::new("history");
    let store = scratch.add(vec![reading(1, None, 1), reading(2, None, 1)]);
    assert_eq!(on_disk(&store), in_memory(&store));
    fs::remove_file(scratch.0.join("segments/00000001.seg")).expect("removed");
    let store = scratch.add(vec![reading(3, None, 1)]);
    assert_eq!(on_disk(&store), in_memory(&store));
    assert!(!on_disk(&store).iter().any(|line| line.contains("report-1")));
}

#[test]
fn who_reads_keeps_what_was_opened() {
    let scratch = Scratch::new("readers");
    let store = scratch.add(vec![reading(1, None, 1)]);
    let (quads, in_use) = open(&store).expect("opened").expect("written");
    let before = in_memory(&store);
    for number in 2..6 {
        let store = scratch.add(vec![reading(number, None, 1)]);
        assert_eq!(on_disk(&store), in_memory(&store));
    }
    assert_eq!(seen(&quads), before, "the old one is still there");
    drop((quads, in_use));
    let store = scratch.add(vec![reading(6, None, 1)]);
    assert_eq!(on_disk(&store), in_memory(&store));
    let left = fs::read_dir(scratch.index()).expect("there").count();
    assert_eq!(left, 2, "a lock and the last generation");
}
