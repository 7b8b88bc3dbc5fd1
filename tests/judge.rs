//! The judge learns a relation from annotated sentences, reads it, and is the same each time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use claimgraph::judge::Judge;
use claimgraph::model::Report;
use claimgraph::pipeline::Knowledge;

/// A folder of its own for a test, empty at first.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// An ontology with one relation of its own, which has no frames.
fn ontology() -> PathBuf {
    let folder = folder("judge-ontology");
    let classes = fs::read_to_string("ontology/claimgraph.ttl").expect("our own ontology");
    let relation = "\ncg:guards a rdf:Property ;\n    rdfs:label \"guards\"@en ;\n    \
        rdfs:comment \"A force guards a place.\"@en ;\n    rdfs:domain cg:Actor ;\n    \
        rdfs:range cg:Place ;\n    cg:eventClass cg:State .\n";
    fs::write(folder.join("own.ttl"), classes + relation).expect("a file");
    fs::create_dir(folder.join("relations")).expect("a folder");
    folder
}

/// Thirty short reports, half of which say that somebody guards a place.
fn reports() -> PathBuf {
    let folder = folder("judge-reports");
    let forces = [
        "Kataib Hezbollah",
        "the Badr Organization",
        "Hezbollah",
        "Asaib Ahl al-Haq",
        "the Quds Force",
    ];
    let places = ["Basra", "Mosul", "Tikrit", "Damascus", "Aleppo", "Kirkuk"];
    for number in 0..30 {
        let (force, place) = (forces[number % 5], places[number % 6]);
        let said = number % 2 == 0;
        let verb = if said { "guards" } else { "praised" };
        let text = format!("On Monday {force} {verb} the city of {place}.\n");
        let name = force.trim_start_matches("the ");
        let claim = format!(
            r#"{{"relation": "guards", "subject": "f", "object": "p", "attribution": [], "quote": "{force} {verb} the city of {place}"}}"#
        );
        let gold = format!(
            r#"{{"id": "{number:02}", "title": "", "publisher": null, "published": "2026-01-06", "url": null,
                "entities": [{{"key": "f", "type": "Militia", "name": "{name}", "aliases": []}},
                             {{"key": "p", "type": "City", "name": "{place}", "aliases": []}}],
                "claims": [{}]}}"#,
            if said { claim.as_str() } else { "" }
        );
        fs::write(folder.join(format!("{number:02}.txt")), text).expect("a file");
        fs::write(folder.join(format!("{number:02}.json")), gold).expect("a file");
    }
    folder
}

/// Learns from the reports, and gives the model and what was said of it.
fn learn(ontology: &Path, reports: &Path, model: &str) -> (Vec<u8>, String) {
    let model = folder("judge-models").with_extension(model);
    let output = Command::new(env!("CARGO_BIN_EXE_claimgraph"))
        .args(["learn", "--ontology"])
        .args([ontology, reports, Path::new("--output"), &model])
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (fs::read(&model).expect("a model"), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_relation_that_no_frame_knows_is_learnt_and_read() {
    let (ontology, reports) = (ontology(), reports());
    let (model, account) = learn(&ontology, &reports, "one");
    assert!(
        account.starts_with("learnt from 30 reports with 15 claims of 1 relations"),
        "{account}"
    );
    let (again, _) = learn(&ontology, &reports, "two");
    assert!(model == again, "two trainings give two models");

    let judge = Judge::from_bytes(&model).expect("a model");
    let knowledge = Knowledge::built_in().expect("all that is built in loads");
    let knowledge = knowledge.with_ontology(&ontology).expect("an ontology").with_judge(judge);
    let mut reader = knowledge.reader();
    let mut read = |text: &str| reader.read(&Report::new("new", text)).claims;
    let claims = read("On Friday Kataib Hezbollah guards the city of Ramadi.\n");
    assert_eq!(claims.len(), 1, "{claims:?}");
    assert_eq!(claims[0].relation, "guards");
    assert_eq!(claims[0].rule.as_deref(), Some("judge/guards"));
    let confidence = claims[0].confidence.expect("a judged claim has one");
    assert!((0.0..=1.0).contains(&confidence), "{confidence}");
    assert_eq!(read("On Friday Kataib Hezbollah praised the city of Ramadi.\n"), []);
}

#[test]
fn a_damaged_model_is_refused() {
    let judge = Judge::built_in().expect("the built-in judge loads");
    let bytes = judge.to_bytes();
    assert_eq!(Judge::from_bytes(&bytes).as_ref(), Ok(&judge));
    for length in (0..bytes.len()).step_by(bytes.len() / 50) {
        assert!(Judge::from_bytes(&bytes[..length]).is_err(), "cut at {length}");
        let mut damaged = bytes.clone();
        damaged[length] ^= 0x10;
        assert!(Judge::from_bytes(&damaged).is_err(), "damaged at {length}");
    }
}
