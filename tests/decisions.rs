//! What an analyst decides: every kind of decision does what it says, taking it out undoes it, and nothing is
//! lost on the way.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use claimgraph::decide::Known;
use claimgraph::export::{Part, Rdf, Syntax};
use claimgraph::model::Reading;
use claimgraph::store::{Scope, Store};
use proptest::prelude::*;
use serde_json::Value;

const BASE: &str = "https://w3id.org/claimgraph/id/";
const HEADER: &str = "decision,a,b,why,by\n";
const SUBH: &str = "entity/militia/liwa-al-subh";
const BRIGADE: &str = "entity/militia/subh-brigade";
const RAWI: &str = "entity/official/qasim-rawi";

/// Eight annotated reports of one town.
const REPORTS: [&str; 8] = [
    r#"{"id": "tigris", "publisher": "Tigris News", "published": "2026-01-07", "text": "Liwa al-Subh sent its fighters to Dur Kala, General Qasim Rawi said. He leads it.",
        "entities": [{"key": "m", "type": "Militia", "name": "Liwa al-Subh"}, {"key": "c", "type": "City", "name": "Dur Kala"}, {"key": "r", "type": "Official", "name": "Qasim Rawi"}],
        "claims": [{"relation": "deployedTo", "subject": "m", "object": "c", "confidence": 0.95, "quote": "Liwa al-Subh sent its fighters to Dur Kala", "attribution": [{"name": "Qasim Rawi", "kind": "person"}]},
                   {"relation": "commands", "subject": "r", "object": "m", "confidence": 0.7, "quote": "He leads it"}]}"#,
    r#"{"id": "courier", "publisher": "Gulf Courier", "published": "2026-01-08", "text": "The Subh Brigade is in Dur Kala now, a shepherd told the Courier.",
        "entities": [{"key": "b", "type": "ArmedGroup", "name": "Subh Brigade", "iri": "https://w3id.org/claimgraph/id/entity/militia/subh-brigade"}, {"key": "c", "type": "City", "name": "Dur Kala"}],
        "claims": [{"relation": "deployedTo", "subject": "b", "object": "c", "confidence": 0.6, "quote": "The Subh Brigade is in Dur Kala now", "attribution": [{"name": "a shepherd", "kind": "anonymous"}]}]}"#,
    r#"{"id": "both", "publisher": "Marsh Radio", "published": "2026-01-09", "text": "Liwa al-Subh left Dur Kala. The Subh Brigade, said Liwa al-Subh, clashed with the Sawt Group.",
        "entities": [{"key": "m", "type": "Militia", "name": "Liwa al-Subh"}, {"key": "b", "type": "Militia", "name": "Subh Brigade", "aliases": ["the Brigade"]}, {"key": "c", "type": "City", "name": "Dur Kala"}, {"key": "s", "type": "Militia", "name": "Sawt Group"}],
        "claims": [{"relation": "withdrewFrom", "subject": "m", "object": "c", "quote": "Liwa al-Subh left Dur Kala"},
                   {"relation": "clashedWith", "subject": "b", "object": "s", "quote": "The Subh Brigade, said Liwa al-Subh, clashed with the Sawt Group", "attribution": [{"name": "Subh Brigade", "kind": "organization"}]}]}"#,
    r#"{"id": "football", "publisher": "Border Watch", "published": "2026-01-10", "text": "The striker Qasim Rawi visited Dur Kala.",
        "entities": [{"key": "r", "type": "Official", "name": "Qasim Rawi"}, {"key": "c", "type": "City", "name": "Dur Kala"}],
        "claims": [{"relation": "visited", "subject": "r", "object": "c", "quote": "Qasim Rawi visited Dur Kala"}]}"#,
    r#"{"id": "spelling", "publisher": "Karun Press", "published": "2026-01-11", "text": "Qasem Rawi met the mayor of Dur Kala, witnesses say.",
        "entities": [{"key": "r", "type": "Person", "name": "Qasem Rawi"}, {"key": "c", "type": "City", "name": "Dur Kala"}],
        "claims": [{"relation": "visited", "subject": "r", "object": "c", "quote": "Qasem Rawi met the mayor of Dur Kala", "also": [{"attribution": [{"name": "witnesses", "kind": "anonymous"}], "quote": "witnesses say"}]}]}"#,
    r#"{"id": "capture", "publisher": "Shatt Post", "published": "2026-01-12", "text": "The Sawt Group took Dur Kala.",
        "entities": [{"key": "s", "type": "Militia", "name": "Sawt Group"}, {"key": "c", "type": "City", "name": "Dur Kala"}],
        "claims": [{"relation": "captured", "subject": "s", "object": "c", "quote": "The Sawt Group took Dur Kala"}]}"#,
    r#"{"id": "denial", "publisher": "Zab Daily", "published": "2026-01-12", "text": "Nobody took Dur Kala, least of all the Sawt Group, the mayor Salim Atta said.",
        "entities": [{"key": "s", "type": "Militia", "name": "Sawt Group"}, {"key": "c", "type": "City", "name": "Dur Kala"}],
        "claims": [{"relation": "captured", "subject": "s", "object": "c", "polarity": "denied", "quote": "Nobody took Dur Kala, least of all the Sawt Group", "attribution": [{"name": "Salim Atta", "kind": "person"}]}]}"#,
    r#"{"id": "again", "publisher": "Harbour Times", "published": "2026-01-13", "text": "The Sawt Group never held Dur Kala, Colonel Nabil Shams told us by phone.",
        "entities": [{"key": "s", "type": "Militia", "name": "Sawt Group"}, {"key": "c", "type": "City", "name": "Dur Kala"}],
        "claims": [{"relation": "captured", "subject": "s", "object": "c", "polarity": "denied", "quote": "The Sawt Group never held Dur Kala", "attribution": [{"name": "Nabil Shams", "kind": "person"}]}]}"#,
];

/// A store of the reports, built once and copied for each test.
fn store(name: &str) -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("decisions");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        let lines = REPORTS.map(|report| report.replace('\n', " ")).join("\n");
        fs::write(folder.join("all.jsonl"), lines).expect("written");
        let input = folder.join("all.jsonl");
        let store = folder.join("built");
        succeed(&store, &["build", input.to_str().expect("UTF-8"), "--quiet"], "");
        store
    });
    let copy = built.with_file_name(name);
    let _ = fs::remove_dir_all(&copy);
    fs::create_dir_all(copy.join("segments")).expect("a folder");
    for file in ["claimgraph.json", "lock", "segments/00000001.seg"] {
        fs::copy(built.join(file), copy.join(file)).expect("copied");
    }
    copy
}

fn run(store: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
    command.args(arguments).arg("--store").arg(store);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    let written = child.stdin.take().expect("piped").write_all(input.as_bytes());
    // A program that reads nothing may be gone by now.
    drop(written);
    child.wait_with_output().expect("it ends")
}

fn succeed(store: &Path, arguments: &[&str], input: &str) -> String {
    let output = run(store, arguments, input);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn fail(store: &Path, arguments: &[&str]) -> String {
    let output = run(store, arguments, "");
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {output:?}");
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(told.lines().count(), 1, "one clear line: {told}");
    told
}

fn decide(store: &Path, what: &[&str]) {
    succeed(store, &[&["decide"], what, &["--why", "seen", "--by", "ada"]].concat(), "");
}

fn write(store: &Path, lines: &[String]) {
    let text = format!("{HEADER}{}", lines.iter().map(|it| format!("{it}\n")).collect::<String>());
    fs::write(store.join("decisions.csv"), text).expect("written");
}

/// The graph as N-Quads, sorted, with all that a scope leaves.
fn graph_of(store: &Path, scope: &Scope) -> String {
    let store = Store::open(store).expect("a store");
    let graph = store.graph_seen(scope).unwrap_or_else(|error| panic!("{error}"));
    let mut bytes = Vec::new();
    let part = Part { record: true, view: Some("reported") };
    Rdf::new(part).write(&graph, Syntax::NQuads, &mut bytes).expect("memory");
    String::from_utf8(bytes).expect("UTF-8")
}

fn graph(store: &Path) -> String {
    graph_of(store, &Scope::default())
}

fn readings(store: &Path) -> Vec<Reading> {
    Store::open(store).expect("a store").readings().expect("readings")
}

/// The address of the claim of a report with this relation.
fn claim(store: &Path, report: &str, relation: &str) -> String {
    let readings = readings(store);
    let reading = readings.iter().find(|it| it.document.id == report).expect("a report");
    let claim = reading.document.claims.iter().find(|it| it.relation == relation).expect("a claim");
    claim.iri.clone().expect("an address")
}

/// Whether the graph has a quad of these ends of addresses; the object may be a literal.
fn has(graph: &str, subject: &str, property: &str, object: &str) -> bool {
    let is_end = |term: &str, end: &str| {
        term.trim_start_matches(['<', '"']).trim_end_matches(['>']).ends_with(end)
            || term.starts_with(&format!("\"{end}\""))
    };
    graph.lines().any(|line| {
        let mut terms = line.splitn(3, ' ');
        let (s, p) = (terms.next().unwrap_or(""), terms.next().unwrap_or(""));
        let rest = terms.next().unwrap_or("").trim_end_matches(" .");
        let o = if rest.starts_with('<') { rest.split(' ').next().unwrap_or("") } else { rest };
        is_end(s, subject) && is_end(p, property) && is_end(o, object)
    })
}

#[test]
fn two_that_are_the_same_count_together_and_are_two_again_without_the_line() {
    let store = store("same");
    let before = graph(&store);
    assert!(has(&before, BRIGADE, "deployedTo", "entity/city/dur-kala"));
    decide(&store, &["same", "Liwa al-Subh", BRIGADE]);
    let after = graph(&store);
    assert!(has(&after, SUBH, "prefLabel", "Liwa al-Subh"));
    assert!(has(&after, SUBH, "altLabel", "Subh Brigade"));
    assert!(has(&after, SUBH, "altLabel", "the Brigade"));
    assert!(
        has(&after, SUBH, "clashedWith", "sawt-group")
            || has(&after, "sawt-group", "clashedWith", SUBH)
    );
    assert!(has(&after, "", "#origins", "2"), "the general and the shepherd");
    // The class of the first wins.
    assert!(has(&after, SUBH, "type", "#Militia") && !has(&after, SUBH, "type", "#ArmedGroup"));
    // What the second was called stays where it was claimed, and nowhere else.
    let place = claim(&store, "courier", "deployedTo");
    assert!(has(&after, &place, "statedOf", BRIGADE));
    assert!(
        has(
            &after,
            &format!("{}/attribution/1", claim(&store, "both", "clashedWith")),
            "statedOf",
            BRIGADE
        ) || !before.contains("organization/subh-brigade")
    );
    assert!(!after.lines().any(|line| line.starts_with(&format!("<{BASE}{BRIGADE}>"))));
    let claims = |text: &str| text.lines().filter(|line| line.ends_with("/ns#Claim> .")).count();
    assert_eq!(claims(&before), claims(&after), "no claim is lost");
    fs::write(store.join("decisions.csv"), HEADER).expect("written");
    assert!(before == graph(&store), "the exact earlier graph");
}

#[test]
fn in_one_report_a_name_may_be_another_man() {
    let store = store("different");
    decide(&store, &["different", "entity/official/qasim-rawi", "football"]);
    let graph = graph(&store);
    assert!(!has(&graph, RAWI, "visited", "dur-kala"));
    assert!(has(&graph, RAWI, "commands", SUBH), "elsewhere he is who he was");
    let report = readings(&store).into_iter().find(|it| it.document.id == "football");
    let iri = report.expect("a report").iri;
    let other = format!("{RAWI}-{}", iri.rsplit('/').next().expect("a hash"));
    assert!(has(&graph, &other, "visited", "dur-kala"));
    assert!(has(&graph, &other, "prefLabel", "Qasim Rawi"));
    // He can be decided on like everybody else.
    decide(&store, &["name", &other, "Qasim Rawi (striker)"]);
    assert!(has(&self::graph(&store), &other, "prefLabel", "Qasim Rawi (striker)"));
    let told = fail(&store, &["decide", "same", RAWI, &other, "--why", "", "--by", "ada"]);
    assert!(told.contains("line 4") || told.contains("line 2"), "{told}");
}

#[test]
fn a_rejected_claim_stays_in_the_record_and_does_not_count() {
    let store = store("reject");
    let wrong = claim(&store, "courier", "deployedTo");
    decide(&store, &["reject", &wrong]);
    let rejected = graph(&store);
    assert!(
        has(&rejected, &wrong, "type", "#RejectedClaim")
            && !has(&rejected, &wrong, "type", "#Claim")
    );
    assert!(has(&rejected, &wrong, "#decision", "#Rejected"));
    assert!(!has(&rejected, BRIGADE, "deployedTo", "dur-kala"), "no plain edge");
    assert!(rejected.contains("The Subh Brigade is in Dur Kala now"), "its words stay");
    assert!(has(&rejected, "", "#why", "seen") && has(&rejected, "", "#by", "ada"));
    let explained = succeed(&store, &["explain", &wrong], "");
    let end = wrong.trim_start_matches(BASE);
    assert!(explained.contains(&format!("decided   reject {end}, by ada: seen")), "{explained}");
    // Of two tellings one is left.
    let first = claim(&store, "spelling", "visited");
    decide(&store, &["reject", &first]);
    assert!(has(&graph(&store), "entity/person/qasem-rawi", "visited", "dur-kala"));
}

#[test]
fn an_accepted_claim_is_never_hidden() {
    let store = store("accept");
    let unsure = claim(&store, "courier", "deployedTo");
    let scope = Scope { least_confidence: 0.9, ..Scope::default() };
    assert!(!graph_of(&store, &scope).contains(&unsure));
    decide(&store, &["accept", &unsure.trim_start_matches(BASE)[..14]]);
    let accepted = graph_of(&store, &scope);
    assert!(has(&accepted, &unsure, "#decision", "#Accepted"));
    assert!(has(
        &accepted,
        &unsure,
        "#confidence",
        "1\"^^<http://www.w3.org/2001/XMLSchema#decimal"
    ));
}

#[test]
fn a_thing_is_of_the_class_and_has_the_name_that_is_decided() {
    let store = store("type");
    decide(&store, &["type", "Dur Kala", "base"]);
    decide(&store, &["name", "Dur Kala", "Camp Dur Kala"]);
    let graph = graph(&store);
    let place = "entity/city/dur-kala";
    assert!(has(&graph, place, "type", "#Base") && !has(&graph, place, "type", "#City"));
    assert!(has(&graph, place, "prefLabel", "Camp Dur Kala"));
    assert!(has(&graph, place, "altLabel", "Dur Kala"));
    let told = fail(&store, &["decide", "type", "Dur Kala", "starship", "--why", "", "--by", "a"]);
    assert!(told.contains("starship"), "{told}");
}

#[test]
fn what_was_decided_can_be_asked_for() {
    let store = store("ask");
    decide(&store, &["same", SUBH, BRIGADE]);
    decide(&store, &["type", "Dur Kala", "Base"]);
    let sparql = "SELECT ?a ?why ?by WHERE { ?d a cg:Decision ; cg:decision cg:Same ; cg:decides ?a ; \
        cg:decidedBeside ?b ; cg:why ?why ; cg:by ?by }";
    let answer = succeed(&store, &["query", sparql, "--format", "csv"], "");
    assert_eq!(answer.lines().nth(1), Some(&*format!("{BASE}{SUBH},seen,ada")), "{answer}");
    let listed = succeed(&store, &["decide", "--list", "--format", "json"], "");
    let listed: Vec<Value> =
        listed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(listed[1]["decision"], "type");
    assert_eq!(listed[1]["b"], "Base");
    assert_eq!(listed[0]["about"], "Liwa al-Subh / Subh Brigade");
}

#[test]
fn what_fits_nothing_is_told_and_what_means_nothing_is_refused() {
    let store = store("strays");
    let before = graph(&store);
    write(&store, &["same,entity/militia/nobody,entity/official/qasim-rawi,,".to_owned()]);
    let listed = run(&store, &["decide", "--list"], "");
    let told = String::from_utf8(listed.stderr).expect("UTF-8");
    assert!(told.contains("line 2 fits nothing") && told.contains("militia/nobody"), "{told}");
    let reports = store.with_file_name("all.jsonl");
    let built = run(&store, &["build", reports.to_str().expect("UTF-8")], "");
    assert!(String::from_utf8_lossy(&built.stderr).contains("line 2 fits nothing"), "{built:?}");
    write(&store, &["reject,claim/0000000000000000,,,".to_owned()]);
    assert!(before == graph(&store), "what fits nothing changes nothing");
    write(&store, &["resurrect,claim/0000000000000000,,,".to_owned()]);
    let told = fail(&store, &["export", "--format", "nq"]);
    assert!(told.contains("decisions.csv: line 2: `resurrect` is no decision"), "{told}");
    let told = fail(&store, &["query", "--decisions", "nowhere.csv", "entities"]);
    assert!(told.contains("nowhere.csv: there is no such file"), "{told}");
}

#[test]
fn a_contradiction_is_refused_and_the_file_stays_as_it_was() {
    let store = store("contradiction");
    decide(&store, &["same", SUBH, BRIGADE]);
    decide(&store, &["same", BRIGADE, "Sawt Group"]);
    let before = fs::read(store.join("decisions.csv")).expect("a file");
    let told =
        fail(&store, &["decide", "different", SUBH, "Sawt Group", "--why", "", "--by", "bo"]);
    assert!(told.contains("line 4") && told.contains("line 2, 3"), "{told}");
    assert_eq!(before, fs::read(store.join("decisions.csv")).expect("a file"));
    let told =
        fail(&store, &["decide", "reject", "claim/ffffffffffffffff", "--why", "", "--by", "bo"]);
    assert!(told.contains("no claim"), "{told}");
    let told = fail(&store, &["decide", "type", "Rawi", "Person", "--why", "", "--by", "bo"]);
    assert!(told.contains("may be any of 2"), "{told}");
    assert_eq!(before, fs::read(store.join("decisions.csv")).expect("a file"));
}

#[test]
fn remarks_stay_and_nothing_is_written_twice() {
    let store = store("remarks");
    let path = store.join("decisions.csv");
    let text =
        format!("{HEADER}# Ada, after the call with Basra\nname,{BRIGADE},\"The, Brigade\",,ada");
    fs::write(&path, &text).expect("written");
    decide(&store, &["same", SUBH, BRIGADE]);
    decide(&store, &["same", SUBH, BRIGADE]);
    let written = fs::read_to_string(&path).expect("a file");
    assert!(written.starts_with(&text), "{written}");
    assert_eq!(written.lines().count(), 4, "{written}");
    assert!(has(&graph(&store), SUBH, "prefLabel", "The, Brigade"));
}

#[test]
fn several_at_once_lose_nothing_and_a_killed_one_leaves_nothing_half() {
    let store = store("killed");
    let names: Vec<String> = (0..6).map(|number| format!("Name {number}")).collect();
    let entities = [SUBH, BRIGADE, RAWI, "Dur Kala", "Sawt Group", "Qasem Rawi"];
    let spawn = |entity: &str, name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
        command.args([
            "decide", "name", entity, name, "--why", "w", "--by", "b", "--quiet", "--store",
        ]);
        command.arg(&store).stderr(Stdio::null()).spawn().expect("the program runs")
    };
    let all: Vec<_> =
        entities.iter().zip(&names).map(|(entity, name)| spawn(entity, name)).collect();
    for mut child in all {
        assert!(child.wait().expect("it ends").success());
    }
    let path = store.join("decisions.csv");
    let whole = fs::read_to_string(&path).expect("a file");
    assert_eq!(whole.lines().count(), 7, "{whole}");
    let mut before = whole;
    for pause in 0..12 {
        let other = ["same", "different"][pause % 2];
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
        let [a, b] =
            if pause % 2 == 0 { [SUBH, BRIGADE] } else { [SUBH, "entity/militia/sawt-group"] };
        command.args(["decide", other, a, b, "--why", "w", "--by", "b", "--store"]).arg(&store);
        let mut child = command.stderr(Stdio::null()).spawn().expect("the program runs");
        std::thread::sleep(Duration::from_millis(2 * pause as u64));
        // It may have ended by itself.
        let _ = child.kill();
        let _ = child.wait();
        let after = fs::read_to_string(&path).expect("a file");
        assert!(after.starts_with(&before) && after.ends_with('\n'), "{after}");
        let decisions = Store::open(&store).expect("a store").decisions();
        assert!(decisions.is_ok(), "{decisions:?}");
        before = after;
    }
}

#[test]
fn a_review_asks_for_what_needs_a_person_and_keeps_the_answers() {
    let store = store("review");
    let list = || -> Vec<Value> {
        let text = succeed(&store, &["review", "--format", "json"], "");
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    };
    let is_pair = |it: &&Value| it["yes"]["decision"] == "same";
    let first = list();
    let pair = first.iter().find(is_pair).expect("Qasim and Qasem");
    assert_eq!(pair["ground"], "another spelling");
    assert_eq!(pair["yes"]["a"], format!("{BASE}{RAWI}"), "he of whom more is said");
    assert!(pair["sides"][1]["quotes"][0].as_str().expect("a quote").contains("met the mayor"));
    let alone = first.iter().find(|it| it["ground"] == "alone against several origins");
    let alone = &alone.expect("one says so, two deny it")["sides"];
    assert_eq!(alone[0]["iri"], claim(&store, "capture", "captured"));
    assert!(alone[1]["name"].as_str().is_some_and(|name| name.contains("NOT captured")), "{alone}");
    let touches: Vec<u64> = first.iter().filter_map(|it| it["touches"].as_u64()).collect();
    assert!(touches.is_sorted_by(|a, b| a >= b), "{touches:?}");
    let answers: String = first.iter().map(|it| if is_pair(&it) { "n\n" } else { "s\n" }).collect();
    succeed(&store, &["review", "--by", "ada"], &answers);
    let written = fs::read_to_string(store.join("decisions.csv")).expect("a file");
    assert!(written.contains(",another spelling,ada,"), "{written}");
    assert!(list().iter().find(is_pair).is_none(), "it is not asked again");
    // Now that they are one, a misread claim would corroborate.
    decide(&store, &["same", SUBH, BRIGADE]);
    let unsure = claim(&store, "courier", "deployedTo");
    let asked = list();
    let about = asked.iter().find(|it| it["sides"][0]["iri"] == unsure).expect("an unsure reading");
    assert_eq!(
        (&about["yes"]["decision"], &about["no"]["decision"]),
        (&"accept".into(), &"reject".into())
    );
    let answers = "s\n".repeat(asked.iter().position(|it| it == about).expect("there")) + "n\nq\n";
    succeed(&store, &["review", "--by", "ada", "--why", "a shepherd saw others"], &answers);
    assert!(has(&graph(&store), &unsure, "#decision", "#Rejected"));
}

/// All addresses of entities that decisions can be about.
fn entities(store: &Path) -> Vec<String> {
    let readings = readings(store);
    let documents = readings.iter().map(|reading| &reading.document);
    let entities = documents.flat_map(|it| it.entities.iter().chain(&it.tellers));
    let iris: BTreeSet<String> = entities.filter_map(|entity| entity.iri.clone()).collect();
    iris.into_iter().collect()
}

#[test]
fn merging_and_unmerging_any_pairs_is_the_identity_and_the_order_of_lines_does_not_matter() {
    let store = store("random");
    let iris = entities(&store);
    let before = graph(&store);
    let claims = |text: &str| text.lines().filter(|line| line.ends_with("/ns#Claim> .")).count();
    let pairs = proptest::collection::vec((0..iris.len(), 0..iris.len()), 1..5);
    let mut config = ProptestConfig::with_cases(24);
    config.failure_persistence = None;
    config.rng_seed = proptest::test_runner::RngSeed::Fixed(7);
    proptest!(config, |(pairs in pairs, turn in 0..4usize)| {
        let mut lines: Vec<String> = pairs
            .iter()
            .filter(|(a, b)| a != b)
            .map(|(a, b)| format!("same,{},{},,", iris[*a], iris[*b]))
            .collect();
        write(&store, &lines);
        let merged = graph(&store);
        prop_assert_eq!(claims(&before), claims(&merged));
        lines.reverse();
        let turn = turn % lines.len().max(1);
        lines.rotate_left(turn);
        write(&store, &lines);
        prop_assert!(merged == graph(&store), "the order matters: {:?}", lines);
        write(&store, &[]);
        prop_assert!(before == graph(&store), "something stays of {:?}", lines);
    });
}

#[test]
fn a_chain_leads_to_its_first_and_the_same_names_lead_to_it() {
    let store = store("chain");
    write(
        &store,
        &[
            format!("same,{BRIGADE},entity/militia/sawt-group,,"),
            format!("same,{SUBH},{BRIGADE},,"),
        ],
    );
    let chained = graph(&store);
    assert!(has(&chained, SUBH, "altLabel", "Sawt Group"));
    assert!(has(&chained, SUBH, "prefLabel", "Liwa al-Subh"));
    assert!(has(&chained, SUBH, "clashedWith", SUBH), "what is claimed is not hidden");
    let opened = Store::open(&store).expect("a store");
    let known = Known::of(&opened.readings().expect("readings"), opened.namer());
    assert_eq!(known.entity("sawt group"), Ok(format!("{BASE}entity/militia/sawt-group")));
}
