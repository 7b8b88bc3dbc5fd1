//! The sentences in the relations' files say what the files say that they say.

#[path = "common/examples.rs"]
mod examples;

use claimgraph::model::Report;
use claimgraph::ontology::Ontology;
use claimgraph::pipeline::Knowledge;

#[test]
fn every_relation_has_examples_and_they_hold() {
    let ontology = Ontology::built_in().expect("the built-in ontology loads");
    let knowledge = Knowledge::built_in().expect("all that is built in loads").without_judge();
    let wrong = examples::wrong(&ontology, &knowledge);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_relations_of_the_guidelines_are_there() {
    let ontology = Ontology::built_in().expect("the built-in ontology loads");
    let names: Vec<&str> = ontology.relations().map(|relation| relation.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "accused",
            "assembledAt",
            "attacked",
            "captured",
            "clashedWith",
            "commands",
            "crossedInto",
            "crossedVia",
            "deployedTo",
            "detained",
            "holdsPostAt",
            "killed",
            "locatedIn",
            "memberOf",
            "metWith",
            "partOf",
            "recruited",
            "sanctioned",
            "supports",
            "visited",
            "withdrewFrom",
            "wounded",
        ]
    );
    for name in names {
        assert!(ontology.frames().iter().any(|frame| frame.relation == name), "{name}");
    }
}

#[test]
fn every_quote_is_the_text_at_its_span() {
    // Unlikely claims, too, are quoted rightly.
    let knowledge =
        Knowledge::built_in().expect("all that is built in loads").with_least_confidence(0.05);
    let mut reader = knowledge.reader();
    let mut claims = 0;
    let mut paths: Vec<_> = std::fs::read_dir("tests/parity/texts")
        .expect("the texts are in the repository")
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let document = reader.read(&Report::new("text", text.clone()));
        let characters: Vec<char> = text.chars().collect();
        for claim in &document.claims {
            let (start, end) = (claim.start.expect("a start"), claim.end.expect("an end"));
            assert!(!claim.quote.is_empty(), "{claim:?}");
            assert_eq!(characters[start..end].iter().collect::<String>(), claim.quote);
            assert!(claim.rule.is_some(), "{claim:?}");
            claims += 1;
        }
    }
    assert!(claims > 25, "only {claims} claims");
}

#[test]
fn an_ontology_on_disk_is_the_one_inside_or_refused_by_name() {
    let folder = std::path::Path::new("ontology");
    let opened = Ontology::open(folder).expect("our own ontology");
    let built_in = Ontology::built_in().expect("the built-in ontology loads");
    assert_eq!(opened.frames().len(), built_in.frames().len());
    let error = Ontology::open("tests/parity".as_ref()).expect_err("no ontology");
    assert!(error.to_string().contains("no .ttl file"), "{error}");
}
