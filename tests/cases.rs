//! Hundreds of short texts, most in pairs that differ by a word, say what they claim.

#[path = "common/ends.rs"]
mod ends;

use std::fs;
use std::path::PathBuf;

use claimgraph::model::{Certainty, Claim, Document, Polarity, Report};
use claimgraph::pipeline::Knowledge;
use serde::Deserialize;

/// The share of the texts that must be read without a mistake, in per cent. The frames alone read
/// more of them: the judge has learnt from long reports, and doubts what is short.
const WANTED: usize = 95;

#[derive(Deserialize)]
struct File {
    relation: String,
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    text: String,
    claims: Vec<String>,
}

#[test]
fn short_texts_claim_what_they_claim() {
    let knowledge = Knowledge::built_in().expect("all that is built in loads");
    let mut reader = knowledge.reader();
    let (mut all, mut wrong) = (0, Vec::new());
    for path in files() {
        let text = fs::read_to_string(&path).expect("a readable file");
        let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        for mut case in file.case {
            let document = reader.read(&Report::new("case", format!("{}\n", case.text)));
            let claims = document.claims.iter().filter(|claim| claim.relation == file.relation);
            let mut found: Vec<String> = claims.map(|claim| shown(claim, &document)).collect();
            if knowledge.ontology().relation(&file.relation).is_some_and(|known| known.symmetric) {
                found.iter_mut().chain(&mut case.claims).for_each(either_way);
            }
            found.sort();
            case.claims.sort();
            all += 1;
            if found != case.claims {
                let (relation, text, wanted) = (&file.relation, &case.text, &case.claims);
                wrong.push(format!("{relation}: {text:?} gives {found:?}, not {wanted:?}"));
            }
        }
    }
    println!("{} of {all} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(all >= 250, "only {all} texts");
    assert!((all - wrong.len()) * 100 >= all * WANTED, "{} of {all} are wrong", wrong.len());
}

/// The files of all relations, in the order of their names.
fn files() -> Vec<PathBuf> {
    let entries = fs::read_dir("tests/cases/claims").expect("the texts are in the repository");
    let mut paths: Vec<PathBuf> = entries.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    paths
}

/// "subject → object (denied, planned)", or "subject: number".
fn shown(claim: &Claim, document: &Document) -> String {
    let ends = ends::shown(claim, document);
    let marks = marks(claim);
    if marks.is_empty() { ends } else { format!("{ends} ({})", marks.join(", ")) }
}

/// "A → B (denied)" and "B → A (denied)" say the same of a symmetric relation.
fn either_way(claim: &mut String) {
    let (ends, marks) = claim.split_once(" (").unwrap_or((claim, ""));
    let mut ends: Vec<&str> = ends.split(" → ").collect();
    ends.sort_unstable();
    *claim = format!("{} ({marks}", ends.join(" → "));
}

/// What is not plain of a claim.
fn marks(claim: &Claim) -> Vec<&'static str> {
    let mut marks = Vec::new();
    if claim.polarity == Polarity::Denied {
        marks.push("denied");
    }
    if claim.planned {
        marks.push("planned");
    }
    match claim.certainty {
        Certainty::Certain => {}
        Certainty::Probable => marks.push("probable"),
        Certainty::Possible => marks.push("possible"),
    }
    marks
}
