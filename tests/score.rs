//! The scorer counts what the annotation guidelines say, and what `score.py` counts.
//!
//! `tests/score/` holds a report for each thing that is counted, and the numbers here were worked
//! out by hand. The project's own annotated reports are read where they are there; the tests say so
//! and pass where they are not.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use claimgraph::model::Document;
use claimgraph::pipeline::Knowledge;
use claimgraph::score::census::Census;
use claimgraph::score::reliability::Reliability;
use claimgraph::score::{
    self, Count, EntityTally, FacetTally, GoldReport, GoldSet, Miss, Predictions, Scores, Share,
    score,
};
use serde_json::Value;

/// The scores of one report of `tests/score`.
fn report(name: &str) -> Scores {
    let mut set = gold();
    set.reports.retain(|report| report.name == name);
    assert_eq!(set.reports.len(), 1, "{name}");
    scores(&set)
}

#[test]
fn symmetric_relations_hold_either_way_round_and_count_once() {
    let scores = report("symmetric");
    // The meeting is predicted both ways round, and only one of the two is right.
    assert_eq!(scores.relations["metWith"], count(1, 2, 1));
    assert_eq!(scores.relations["clashedWith"], count(1, 1, 1));
    // A visit has a direction.
    assert_eq!(scores.relations["visited"], count(0, 1, 1));
    assert_eq!(scores.all(), count(2, 4, 3));
    assert_eq!(scores.all().precision(), 0.5);
    assert!((scores.all().f1() - 4.0 / 7.0).abs() < 1e-12);
    assert_eq!(scores.mission(), count(1, 3, 2));
}

#[test]
fn one_place_may_have_several_tolls() {
    let scores = report("tolls");
    // "30" finds the predicted 30, though 15 comes first; "12" is left with 15. The 30 that is
    // predicted twice counts once.
    assert_eq!(scores.relations["killed"], count(2, 2, 2));
    // A toll has no object, and one that is predicted is not looked at.
    assert_eq!(scores.relations["wounded"], count(1, 1, 1));
    // 12 is not 15, and 24 to 99 is not "24 or more".
    assert_eq!(scores.facets.strength, share(1, 3));
}

#[test]
fn a_collective_is_known_by_half_of_its_words() {
    let scores = report("collectives");
    // "Shiite militias" has 2 of 3 words, "armed factions, new units" 2 of 4, "foreign volunteers
    // from Syria" 1 of 5; and "Badr Organization forces" is not the name of a named militia.
    assert_eq!(scores.relations["deployedTo"], count(2, 4, 4));
    // Collectives are no entities to be found; "Mehran" is an alias.
    let found =
        EntityTally { gold: 2, found: 1, typed: 1, split: 0, predicted: 2, predicted_right: 1 };
    assert_eq!(scores.entities, found);
}

#[test]
fn an_entity_is_found_by_a_name_typed_by_a_near_type_and_may_be_split() {
    let scores = report("entities");
    // Found: Kataib Hezbollah, as two; the chief; the driver; Amara. Typed: the militia as an armed
    // group, the official as a person, the person as an official; but no city is a country.
    // Nothing was said of Reuters, and nobody of the organization "Driver".
    let found =
        EntityTally { gold: 5, found: 4, typed: 3, split: 1, predicted: 6, predicted_right: 5 };
    assert_eq!(scores.entities, found);
    assert_eq!(scores.entities.recall(), 0.8);
    assert_eq!(scores.all(), count(1, 1, 1));
}

#[test]
fn the_innermost_teller_is_compared_loosely() {
    let FacetTally { attribution, polarity, certainty, .. } = report("tellers").facets;
    // Right: none and none; "a senior Syrian army source" as "The Syrian army source"; an official
    // without the agency that cites him. Wrong: Reuters and nobody; the official of another state.
    assert_eq!(attribution, share(3, 5));
    // A polarity or a certainty that is left out is asserted, certain.
    assert_eq!(polarity, share(4, 5));
    assert_eq!(certainty, share(3, 5));
}

#[test]
fn times_are_right_when_they_overlap() {
    // Right: an end that is the other's start; no start at all; a month as all its days; words
    // without a day. Wrong: the day after; none. Not counted: a time that the report does not give.
    let scores = report("times");
    assert_eq!(scores.facets.time, share(4, 6));
    assert_eq!(scores.all(), count(7, 7, 7));
}

#[test]
fn a_report_that_was_not_read_is_missed() {
    let scores = report("unread");
    assert_eq!((scores.reports, scores.read), (1, 0));
    assert_eq!(scores.relations["partOf"], count(0, 0, 1));
    assert_eq!(scores.all().f1(), 0.0);
    let misses: Vec<String> = scores.misses.iter().map(ToString::to_string).collect();
    let line =
        "missed unread: Badr Organization partOf PMF | The Badr Organization is part of the PMF.";
    assert_eq!(misses, [line]);
}

#[test]
fn the_page_is_the_same_for_the_same_scores() {
    let set = gold();
    let page = score::markdown([(&*set.name, &scores(&set))]);
    let expected = fs::read_to_string(folder("SCORES.md")).expect("the expected page is there");
    assert_eq!(page, expected);
}

#[test]
fn every_claim_that_is_not_right_has_a_cause() {
    let (set, knowledge) = (gold(), Knowledge::built_in().expect("the knowledge is there"));
    let read = |report: &GoldReport| Some(knowledge.reader().read(&report.report().ok()?));
    let census = Census::take(&set, &knowledge).expect("the texts are there");
    let misses: Vec<Miss> = census.failures.into_iter().map(|failure| failure.miss).collect();
    assert_eq!(misses, score(&set, read).misses);
}

#[test]
fn confidence_is_held_against_what_is_right() {
    let set = gold();
    // The first claim of each report is sure, and right; the others are neither.
    let predict = |report: &GoldReport| {
        let mut document = report.document.clone();
        for (index, claim) in document.claims.iter_mut().enumerate() {
            claim.confidence = Some(if index == 0 { 0.95 } else { 0.25 });
            if index > 0 {
                claim.relation = "recruited".to_owned();
            }
        }
        Some(document)
    };
    let reliability = Reliability::of(&set, predict);
    let [_, _, low, .., high] = reliability.tenths;
    assert_eq!((high.claims, high.right), (7, 7));
    assert_eq!((low.right, low.mean()), (0, 0.25));
    let apart = 7.0 * 0.05 + low.claims as f64 * 0.25;
    assert!((reliability.error() - apart / (7 + low.claims) as f64).abs() < 1e-9);
    let sure = reliability.at_precision(1.0).expect("some are sure");
    assert_eq!((sure.least, sure.count.right, sure.count.predicted), (0.26, 7, 7));
    assert_eq!(reliability.best(), Some(sure));
}

#[test]
fn annotations_are_checked_by_file_and_claim() {
    let (reports, faults) = score::validate(&folder("gold")).expect("the set is there");
    assert_eq!((reports, faults.len()), (7, 0), "{faults:?}");
    let (_, faults) = score::validate(&folder("faulty")).expect("the set is there");
    let root = folder("faulty/").display().to_string();
    let faults: String =
        faults.iter().map(|fault| format!("{fault}\n").replace(&root, "")).collect();
    let expected = fs::read_to_string(folder("faulty/expected.txt")).expect("it is there");
    assert_eq!(faults, expected);
}

#[test]
fn misses_of_a_check_set_are_not_shown() {
    let check = Path::new(env!("CARGO_TARGET_TMPDIR")).join("score/check");
    fs::create_dir_all(&check).expect("the folder can be made");
    for name in ["unread.json", "unread.txt"] {
        fs::copy(folder("gold").join(name), check.join(name)).expect("the report can be copied");
    }
    let check = check.join("../check/.");
    let predicted = folder("predicted.jsonl");
    let options = ["--predictions", predicted.to_str().expect("a plain path")];
    let shown = claimgraph(&check, &options);
    assert!(shown.status.success());
    let census = ["--misses", "--census", check.to_str().expect("a plain path")];
    let refused = claimgraph(&folder("gold"), &census);
    assert_eq!(refused.status.code(), Some(1));
    let refused = claimgraph(&check, &[&options[..], &["--misses"]].concat());
    assert_eq!(refused.status.code(), Some(1));
    assert!(refused.stdout.is_empty());
}

#[test]
fn a_line_that_is_no_document_is_refused_and_the_others_count() {
    let lines = folder("predicted.jsonl");
    let lines = fs::read_to_string(lines).expect("the predictions are there");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("refused.jsonl");
    fs::write(&path, format!("{{\"id\": 3\n{lines}")).expect("the file can be written");
    let options = ["--json", "--predictions", path.to_str().expect("a plain path")];
    let output = claimgraph(&folder("gold"), &options);
    assert_eq!(output.status.code(), Some(3));
    let message = String::from_utf8(output.stderr).expect("messages are text");
    assert!(message.contains("refused.jsonl:1: "), "{message}");
    let scores: Value = serde_json::from_slice(&output.stdout).expect("a JSON object");
    assert_eq!(scores["read"], 6);
}

#[test]
fn annotated_reports_lose_nothing_when_read_and_written() {
    for set in annotated_sets() {
        for report in &set.reports {
            let text = fs::read_to_string(&report.path).expect("it was read before");
            let before: Value = serde_json::from_str(&text).expect("it was read before");
            let after = serde_json::to_value(&report.document).expect("documents are JSON");
            assert_eq!(after, before, "{}", report.path.display());
        }
        let rewritten = score(&set, |report| {
            let line = serde_json::to_string(&report.document).expect("documents are JSON");
            Some(serde_json::from_str::<Document>(&line).expect("what is written is read"))
        });
        assert_eq!(rewritten.all().f1(), 1.0, "{}", set.name);
        assert_eq!(rewritten.entities.recall(), 1.0, "{}", set.name);
        assert_eq!(rewritten.entities.precision(), 1.0, "{}", set.name);
        assert!(rewritten.facets.named().iter().all(|(_, share)| share.right == share.of));
        assert!(rewritten.misses.is_empty(), "{}", set.name);
    }
}

#[test]
fn annotated_reports_are_without_fault() {
    for set in annotated_sets() {
        let (_, faults) = score::validate(&set.folder).expect("it was read before");
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

/// The project's annotated reports, but for those that are kept for measuring. They are no part of
/// the package.
fn annotated_sets() -> Vec<GoldSet> {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/gold");
    let folders = ["dev", "own", "train"].map(|name| gold.join(name));
    let there = folders.iter().filter(|folder| folder.is_dir());
    there.map(|folder| GoldSet::open(folder).unwrap_or_else(|error| panic!("{error}"))).collect()
}

fn gold() -> GoldSet {
    GoldSet::open(&folder("gold")).unwrap_or_else(|error| panic!("{error}"))
}

fn scores(set: &GoldSet) -> Scores {
    let path = folder("predicted.jsonl");
    let file = File::open(&path).expect("the predictions are there");
    let refuse = |error| panic!("{error}");
    let predictions = Predictions::read(&path, BufReader::new(file), refuse);
    let predictions = predictions.expect("the predictions are readable");
    let documents = predictions.of(set);
    score(set, |report| documents.get(&*report.name).copied().cloned())
}

fn claimgraph(folder: &Path, options: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
    command.arg("score").arg(folder).args(options).output().expect("claimgraph runs")
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/score").join(name)
}

fn count(right: usize, predicted: usize, gold: usize) -> Count {
    Count { right, predicted, gold }
}

fn share(right: usize, of: usize) -> Share {
    Share { right, of }
}
