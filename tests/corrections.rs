//! New versions of reports, reports taken out, and the store as of a day: reports of our own making.

#[path = "common/program.rs"]
mod program;

use std::fs;
use std::path::{Path, PathBuf};

use claimgraph::corroborate::Fate;
use claimgraph::encode::REPORTED;
use claimgraph::export::{Part, Rdf, Syntax};
use claimgraph::history::{changes, counts, difference, phrase};
use claimgraph::model::Reading;
use claimgraph::store::{Graph, Scope, Store};
use serde_json::{Value, json};

use program::{run, store};

/// A report of the "Lindau Post" on a fire at a depot.
fn report(id: &str, published: &str, claims: Value) -> Value {
    json!({
        "id": id, "publisher": "Lindau Post", "published": published,
        "url": "https://post.example.org/depot", "title": "Fire at the depot",
        "text": format!("Version of {published}. Fire at the depot of the Lake Guard."),
        "entities": [
            {"key": "guard", "type": "Militia", "name": "Lake Guard", "aliases": []},
            {"key": "weber", "type": "Official", "name": "Ida Weber", "aliases": []},
            {"key": "wenger", "type": "Official", "name": "Ida Wenger", "aliases": []},
            {"key": "bregen", "type": "City", "name": "Bregenhafen", "aliases": []},
        ],
        "claims": claims,
    })
}

fn claim(relation: &str, subject: &str, object: Option<&str>, number: Option<u64>) -> Value {
    let strength = number.map(|it| json!({"min": it, "max": it, "approximate": false, "unit": ""}));
    json!({
        "relation": relation, "subject": subject, "object": object, "polarity": "asserted",
        "certainty": "certain", "attribution": [], "strength": strength,
        "quote": "Fire at the depot of the Lake Guard.",
    })
}

fn denied(mut claim: Value) -> Value {
    claim["polarity"] = "denied".into();
    claim
}

fn first() -> Value {
    let claims = json!([
        claim("killed", "guard", None, Some(4)),
        claim("wounded", "guard", None, Some(6)),
        claim("commands", "weber", Some("guard"), None),
        claim("deployedTo", "guard", Some("bregen"), None),
        claim("visited", "weber", Some("bregen"), None),
    ]);
    report("fire", "2026-02-01", claims)
}

fn second() -> Value {
    let claims = json!([
        claim("killed", "guard", None, Some(3)),
        denied(claim("killed", "guard", None, Some(4))),
        claim("wounded", "guard", None, Some(7)),
        claim("commands", "wenger", Some("guard"), None),
        claim("deployedTo", "guard", Some("bregen"), None),
    ]);
    report("fire-corrected", "2026-02-03", claims)
}

fn other() -> Value {
    let claims = json!([claim("deployedTo", "guard", Some("bregen"), None)]);
    let mut other = report("other", "2026-02-02", claims);
    other["publisher"] = "Rhine Courier".into();
    other["url"] = "https://courier.example.org/guard".into();
    other["text"] = "The Lake Guard is in Bregenhafen.".into();
    other
}

/// A store with these reports, each built by itself.
fn built(name: &str, reports: &[Value]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut path = PathBuf::new();
    for (number, report) in reports.iter().enumerate() {
        let file = folder.join(format!("{name}-{number}.jsonl"));
        fs::write(&file, report.to_string()).expect("a file");
        let file = file.to_str().expect("a path in UTF-8").to_owned();
        if number == 0 {
            path = store(name, &[&file]);
        } else {
            run(&["build", "--quiet", &file], &path);
        }
    }
    path
}

fn graph(store: &Path, as_of: Option<&str>) -> Graph {
    let as_of = as_of.map(|day| day.parse().expect("a day"));
    let scope = Scope { as_of, ..Scope::default() };
    Store::open(store).and_then(|store| store.graph_seen(&scope)).expect("a store")
}

fn bytes(graph: &Graph) -> Vec<u8> {
    let mut bytes = Vec::new();
    let part = Part { record: true, view: Some(REPORTED) };
    Rdf::new(part).write(graph, Syntax::NQuads, &mut bytes).expect("memory");
    bytes
}

#[test]
fn a_correction_takes_back_supersedes_and_leaves_out() {
    let store = built("corrections", &[first(), second()]);
    let store = Store::open(&store).expect("a store");
    let readings = store.readings().expect("readings");
    let by_id = |id: &str| -> &Reading {
        readings.iter().find(|reading| reading.document.id == id).expect(id)
    };
    let (before, after) = (by_id("fire"), by_id("fire-corrected"));
    let mut found: Vec<String> = difference(before, after, store.ontology())
        .iter()
        .map(|it| format!("{:?} {}", it.fate, phrase(it.of, it.claim, store.ontology())))
        .collect();
    found.sort();
    let expected = [
        "None Ida Wenger commands Lake Guard",
        "None Lake Guard killed (3)",
        "None Lake Guard wounded (7)",
        "None denied: Lake Guard killed (4)",
        "Some(LeftOut) Ida Weber visited Bregenhafen",
        "Some(Superseded) Ida Weber commands Lake Guard",
        "Some(Superseded) Lake Guard wounded (6)",
        "Some(TakenBack) Lake Guard killed (4)",
    ];
    assert_eq!(found, expected);
    let made_first = changes(&readings, store.ontology());
    assert_eq!(made_first.iter().filter(|change| change.by.iri == before.iri).count(), 5);
}

#[test]
fn what_was_taken_back_does_not_count_and_what_was_left_out_does() {
    let store = built("counted", &[first(), second()]);
    let graph = graph(&store, None);
    let corroboration = graph.corroboration().expect("in memory");
    let told = |relation: &str| -> Vec<(Option<u64>, bool, bool)> {
        let accounts = corroboration.accounts.iter();
        let accounts = accounts.filter(|it| it.what.relation.ends_with(&format!("#{relation}")));
        let figure = |it: &claimgraph::corroborate::Account| it.strength.as_ref()?.min;
        let mut told: Vec<_> = accounts.map(|it| (figure(it), it.denied, it.left_out)).collect();
        told.sort();
        told
    };
    assert_eq!(told("killed"), [(Some(3), false, false), (Some(4), true, false)]);
    assert_eq!(told("wounded"), [(Some(7), false, false)]);
    assert_eq!(told("visited"), [(None, false, true)]);
    assert_eq!(told("deployedTo"), [(None, false, false)], "one report, whatever its versions");
    assert!(corroboration.contradictions.is_empty(), "{:?}", corroboration.contradictions);
    let edges = String::from_utf8(bytes(&graph)).expect("UTF-8");
    let weber = "entity/official/ida-weber> <https://w3id.org/claimgraph/ns#commands>";
    assert!(!edges.contains(weber), "a withdrawn office has no edge");
    assert!(edges.contains("entity/official/ida-weber> <https://w3id.org/claimgraph/ns#visited>"));
    assert!(edges.contains(Fate::TakenBack.name().expect("told")));
}

#[test]
fn a_report_taken_out_and_built_again_leaves_the_same_bytes() {
    let reports = [first(), second(), other()];
    let store = built("taken-out", &reports);
    let before = bytes(&graph(&store, None));
    run(&["remove", "--quiet", "fire-corrected"], &store);
    let without = bytes(&graph(&store, None));
    assert_ne!(before, without);
    assert_eq!(without, bytes(&graph(&built("never-there", &[first(), other()]), None)));
    let history = run(&["history", "fire-corrected"], &store);
    assert!(history.contains("taken out of the store, with 5 claims"), "{history}");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("taken-out-1.jsonl");
    run(&["build", "--quiet", file.to_str().expect("UTF-8")], &store);
    assert_eq!(before, bytes(&graph(&store, None)));
}

#[test]
fn the_order_of_arrival_does_not_matter() {
    let reports = [first(), second(), other()];
    let orders = [[0, 1, 2], [2, 1, 0], [1, 0, 2]];
    let stores = orders.map(|order| {
        let name = format!("order-{order:?}").replace([' ', ',', '[', ']'], "");
        bytes(&graph(&built(&name, &order.map(|place| reports[place].clone())), None))
    });
    assert!(stores[0] == stores[1] && stores[1] == stores[2]);
}

#[test]
fn the_store_as_of_a_day_knows_nothing_of_later_days() {
    let store = built("as-of", &[first(), second(), other()]);
    let on = |day| bytes(&graph(&store, Some(day)));
    assert_eq!(on("2026-02-01"), bytes(&graph(&built("as-of-1", &[first()]), None)));
    assert_eq!(on("2026-02-02"), bytes(&graph(&built("as-of-2", &[first(), other()]), None)));
    assert_eq!(on("2026-02-03"), bytes(&graph(&store, None)));
    let graph = graph(&store, None);
    let corroboration = graph.corroboration().expect("in memory");
    let mut accounts = corroboration.accounts.iter();
    let deployed = accounts.find(|it| it.what.relation.ends_with("#deployedTo")).expect("told");
    let grown = counts(corroboration, &deployed.statement);
    let grown: Vec<(String, usize, usize)> = grown
        .iter()
        .map(|it| (it.day.map(|day| day.to_string()).unwrap_or_default(), it.reports, it.origins))
        .collect();
    let expected = [("2026-02-02".to_owned(), 1, 1), ("2026-02-03".to_owned(), 2, 2)];
    assert_eq!(grown, expected);
}

#[test]
fn a_report_without_an_address_may_be_said_to_revise_another() {
    let without = |mut report: Value| {
        report["url"] = Value::Null;
        report
    };
    let store = built("revises", &[without(first())]);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("revises-second.jsonl");
    fs::write(&file, without(second()).to_string()).expect("a file");
    // JSON Lines may hold many reports: one file of one report is what can revise another.
    let text = Path::new(env!("CARGO_TARGET_TMPDIR")).join("revises-second.txt");
    fs::write(&text, "The Lake Guard was deployed to Bregenhafen.").expect("a file");
    run(&["build", "--quiet", "--revises", "fire", text.to_str().expect("UTF-8")], &store);
    let store = Store::open(&store).expect("a store");
    let readings = store.readings().expect("readings");
    let versions = Store::versions(&readings);
    let fire = readings.iter().find(|reading| reading.document.id == "fire").expect("fire");
    assert!(versions[&fire.iri].is_replaced);
}

/// Killed at any moment, a correction or a removal was made or was not.
#[test]
fn a_correction_and_a_removal_that_are_killed_are_whole_or_not_at_all() {
    let path = built("killed-correction", &[first(), other()]);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let correction = folder.join("killed-correction-2.jsonl");
    fs::write(&correction, second().to_string()).expect("a file");
    let correction = correction.to_str().expect("a path in UTF-8");
    let with = bytes(&graph(&built("killed-with", &[first(), other(), second()]), None));
    let without = bytes(&graph(&path, None));
    let steps: [&[&str]; 2] =
        [&["build", "--quiet", correction], &["remove", "--quiet", "fire-corrected"]];
    let mut made = false;
    for round in 0..20 {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_claimgraph"));
        command.args(steps[usize::from(made)]).arg("--store").arg(&path);
        let mut process = command.stderr(std::process::Stdio::null()).spawn().expect("it starts");
        std::thread::sleep(std::time::Duration::from_millis(round * 37 % 230));
        process.kill().expect("it can be killed");
        process.wait().expect("it ends");
        let now = bytes(&graph(&path, None));
        assert!(now == with || now == without, "round {round}");
        made = now == with;
    }
}
