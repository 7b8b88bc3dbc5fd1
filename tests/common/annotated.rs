//! Annotated reports as a store keeps them.

use std::path::PathBuf;

use claimgraph::model::Reading;
use claimgraph::pipeline::Knowledge;
use claimgraph::read;

/// The annotated reports of folders: their claims are taken as they are.
pub(crate) fn annotated(folders: &[PathBuf], knowledge: &Knowledge) -> Vec<Reading> {
    let mut reader = knowledge.reader();
    let mut readings = Vec::new();
    for folder in folders {
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
            .collect();
        files.sort();
        for path in files {
            let text = std::fs::read_to_string(&path).expect("a text");
            let gold = std::fs::read_to_string(path.with_extension("json")).expect("annotations");
            let mut object: serde_json::Value = serde_json::from_str(&gold).expect("JSON");
            object["text"] = text.into();
            let folder = tempfile::tempdir().expect("a temporary folder");
            let lines = folder.path().join("report.jsonl");
            std::fs::write(&lines, object.to_string()).expect("a temporary file");
            for source in read::sources(std::slice::from_ref(&lines)).expect("a file") {
                for report in source.read() {
                    let report = report.expect("an annotated report");
                    let document = reader.read(&report);
                    let iri = knowledge.namer().report(&report);
                    readings.push(Reading::new(iri, report, document));
                }
            }
        }
    }
    readings.sort_by(|a, b| a.iri.cmp(&b.iri));
    readings
}
