//! The shipped questions, asked of the example reports: `tests/cases/questions.txt`.

#[path = "common/program.rs"]
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use claimgraph::query::ShippedQuestions;
use claimgraph::store::Store;

const CASES: &str = include_str!("cases/questions.txt");

/// A row of an answer: what each column says.
type Row = BTreeMap<String, String>;

/// A question with its values, rows that it must bring, and rows that it must not.
#[derive(Debug)]
struct Case {
    asked: String,
    there: Vec<Row>,
    not_there: Vec<Row>,
}

#[test]
fn the_questions_answer_what_the_reports_say() {
    let ids = ids();
    let mut failures = Vec::new();
    for case in cases() {
        let rows = answer(&case.asked, &ids);
        let has = |wanted: &Row| {
            rows.iter()
                .any(|row| wanted.iter().all(|(column, value)| row.get(column) == Some(value)))
        };
        let missing = case.there.iter().filter(|row| !has(row)).map(|row| ("lacks", row));
        let wrong = case.not_there.iter().filter(|row| has(row)).map(|row| ("has", row));
        for (verb, row) in missing.chain(wrong) {
            failures.push(format!("{} {verb} {row:?}\nin {rows:#?}", case.asked));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_question_is_asked_and_of_something_where_it_takes_a_value() {
    let store = Store::open(store()).expect("the store");
    let questions = ShippedQuestions::of(store.ontology());
    let cases = cases();
    let asked: BTreeSet<&str> = cases.iter().map(|case| name(&case.asked)).collect();
    let shipped: BTreeSet<&str> = questions.iter().map(|question| question.name.as_str()).collect();
    assert_eq!(asked, shipped);
    for question in questions.iter().filter(|question| !question.parameters.is_empty()) {
        let of_it = |case: &&Case| name(&case.asked) == question.name;
        let with_value = cases.iter().filter(of_it).any(|case| case.asked.contains('='));
        assert!(with_value, "{} is never asked of anything", question.name);
    }
}

#[test]
fn what_cannot_be_asked_is_refused_with_a_hint() {
    let refused = |values: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_claimgraph"));
        command.arg("query").args(values).arg("--store").arg(store());
        let output = command.output().expect("the program runs");
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).expect("UTF-8")
    };
    assert!(refused(&["deployments", "place=Iran"]).contains("it takes who=…, where=…"));
    assert!(refused(&["deployments", "who=Nobody"]).contains("query entities"));
    assert!(refused(&["timeline", "since=Monday"]).contains("2026-01-06"));
    assert!(refused(&["entities", "class=Spaceship"]).contains("no class `Spaceship`"));
}

/// The store of the example reports, built once.
fn store() -> &'static Path {
    static STORE: OnceLock<PathBuf> = OnceLock::new();
    STORE.get_or_init(|| program::store("questions", &["examples/reports"]))
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in CASES.lines().filter(|line| !line.trim_start().starts_with('#') && !line.is_empty())
    {
        let Some(row) = line.strip_prefix("    ") else {
            let (there, not_there) = (Vec::new(), Vec::new());
            cases.push(Case { asked: line.to_owned(), there, not_there });
            continue;
        };
        let case = cases.last_mut().expect("a question above its rows");
        match row.strip_prefix("not ") {
            Some(row) => case.not_there.push(parsed(row)),
            None => case.there.push(parsed(row)),
        }
    }
    cases
}

fn parsed(row: &str) -> Row {
    let cells = row.split(" | ").map(|cell| cell.split_once('=').expect("column=value"));
    cells.map(|(column, value)| (column.to_owned(), value.to_owned())).collect()
}

fn name(asked: &str) -> &str {
    asked.split(' ').next().unwrap_or(asked)
}

/// The rows that a question brings, with reports by their ids.
fn answer(asked: &str, ids: &BTreeMap<String, String>) -> Vec<Row> {
    let mut arguments = vec!["query".to_owned(), name(asked).to_owned()];
    // A word with a `=` begins a value, which may have blanks.
    for word in asked.split(' ').skip(1) {
        match arguments.last_mut().filter(|_| !word.contains('=')) {
            Some(value) => *value = format!("{value} {word}"),
            None => arguments.push(word.to_owned()),
        }
    }
    arguments.push("--format=csv".to_owned());
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let csv = program::run(&arguments, store());
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows = reader.deserialize().map(|row| {
        let row: Row = row.expect("CSV");
        let cell = |(column, value): (String, String)| {
            let value = ids.get(&value).cloned().unwrap_or_else(|| short(&value));
            (column, value)
        };
        row.into_iter().map(cell).collect()
    });
    rows.collect()
}

/// The id of each report by its address.
fn ids() -> BTreeMap<String, String> {
    let store = Store::open(store()).expect("the store");
    let readings = store.readings().expect("readings");
    readings.into_iter().map(|reading| (reading.iri, reading.document.id)).collect()
}

/// An address without what all of its kind begin with, and without the report's hash.
fn short(value: &str) -> String {
    let Some(rest) = value.strip_prefix("https://w3id.org/claimgraph/") else {
        return value.to_owned();
    };
    let last = rest.rsplit(['/', '#']).next().unwrap_or(rest);
    let hash = |end: &str| end.len() == 16 && end.chars().all(|c| c.is_ascii_hexdigit());
    match last.rsplit_once('-') {
        Some((name, end)) if hash(end) => name.to_owned(),
        _ => last.to_owned(),
    }
}
