//! An ontology of another field needs no Rust: `examples/takeovers`, from its files to an answer.

#[path = "common/examples.rs"]
mod examples;
#[path = "common/program.rs"]
mod program;

use claimgraph::ontology::Ontology;
use claimgraph::pipeline::Knowledge;

const ONTOLOGY: &str = "examples/takeovers/ontology";
const GAZETTEER: &str = "examples/takeovers/gazetteer";
const REPORTS: &str = "examples/takeovers/reports";

#[test]
fn the_examples_of_its_relations_hold() {
    let ontology = Ontology::open(ONTOLOGY.as_ref()).expect("the ontology loads");
    let knowledge = Knowledge::built_in()
        .and_then(|built_in| built_in.with_ontology(ONTOLOGY.as_ref()))
        .and_then(|knowledge| knowledge.with_gazetteer(GAZETTEER.as_ref()))
        .expect("ontology and gazetteer load");
    let wrong = examples::wrong(&ontology, &knowledge);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn its_classes_stand_on_those_that_the_reader_gives() {
    let ontology = Ontology::open(ONTOLOGY.as_ref()).expect("the ontology loads");
    assert!(ontology.is_a("Investor", "Organization"));
    assert!(ontology.is_a("Official", "Person"));
    assert!(!ontology.is_a("Company", "Person"));
    assert_eq!(ontology.class_iri("Company"), Some("https://example.org/takeovers#Company"));
    let organization = ontology.class_iri("Organization");
    assert_eq!(organization, Some("https://w3id.org/claimgraph/ns#Organization"));
}

#[test]
fn its_reports_become_a_store_that_answers_its_questions() {
    let build = [REPORTS, "--ontology", ONTOLOGY, "--gazetteer", GAZETTEER];
    let store = program::store("takeovers", &build);
    let ask = |arguments: &[&str]| program::run(&[&["query"], arguments].concat(), &store);

    let list = ask(&["--list"]);
    assert!(list.contains("acquisitions") && !list.contains("deployments"), "{list}");

    // Names instead of addresses, those of the record included, which this ontology does not give.
    let readme = std::fs::read_to_string("examples/takeovers/README.md").expect("the README");
    let shown: Vec<&str> = readme.split("```text\n").skip(1).collect();
    let questions =
        [["acquisitions", "buyer=Halvorsen Shipping"], ["heads", "company=Baltic Ferries"]];
    for (question, shown) in questions.iter().zip(shown) {
        let said: Vec<String> = ask(question).lines().map(|line| line.trim_end().into()).collect();
        let shown: Vec<&str> = shown.lines().take_while(|line| *line != "```").collect();
        assert_eq!(said, shown, "{question:?}");
    }

    let answer = ask(&["mergers", "--format", "csv"]);
    let merger = "entity/baltic-ferries,https://w3id.org/claimgraph/id/entity/oresund-lines,2021";
    assert!(answer.contains(merger), "{answer}");

    let answer = ask(&[
        "PREFIX tk: <https://example.org/takeovers#>
         SELECT ?name WHERE { ?company a tk:Company ; skos:prefLabel ?name } ORDER BY ?name",
        "--format=csv",
    ]);
    let companies: Vec<&str> = answer.lines().collect();
    assert_eq!(companies, ["name", "Baltic Ferries", "Halvorsen Shipping", "Oresund Lines"]);
}

#[test]
fn a_relation_without_frames_is_learnt_from_annotated_reports() {
    let model = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("advisers.bin");
    let model = model.to_str().expect("a path in UTF-8");
    let learn = ["learn", "examples/takeovers/gold", "--ontology", ONTOLOGY];
    let told = program::say(&[&learn[..], &["--precision", "0.7", "--output", model]].concat());
    let readme = std::fs::read_to_string("examples/takeovers/README.md").expect("the README");
    assert!(readme.contains(&told), "the README shows another account:\n{told}");

    let score = ["score", "examples/takeovers/gold-check", "--ontology", ONTOLOGY, "--json"];
    let untaught: serde_json::Value =
        serde_json::from_str(&program::say(&score)).expect("scores as JSON");
    let taught = program::say(&[&score[..], &["--judge", model]].concat());
    let taught: serde_json::Value = serde_json::from_str(&taught).expect("scores as JSON");
    let right = |scores: &serde_json::Value| scores["relations"]["advises"]["right"].as_u64();
    assert_eq!(right(&untaught), Some(0), "nothing else reads it: {untaught}");
    assert!(right(&taught) >= Some(3), "{taught}");
}
