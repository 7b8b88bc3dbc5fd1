//! The sentences in the files of relations, and what is read in them.

use claimgraph::model::Report;
use claimgraph::ontology::Ontology;
use claimgraph::pipeline::Knowledge;

#[path = "ends.rs"]
mod ends;
use ends::shown;

/// The examples that are not read as their files say, with what is read instead.
pub(crate) fn wrong(ontology: &Ontology, knowledge: &Knowledge) -> Vec<String> {
    let mut reader = knowledge.reader();
    let mut wrong = Vec::new();
    let has_frames = |name: &str| ontology.frames().iter().any(|frame| frame.relation == name);
    // A relation without frames is learnt; it has no examples that frames must read.
    for relation in ontology.relations().filter(|relation| has_frames(&relation.name)) {
        let said = relation.examples.iter().filter(|example| !example.claims.is_empty()).count();
        let unsaid = relation.examples.len() - said;
        assert!(said >= 1 && unsaid >= 1, "{} lacks examples", relation.name);
        for example in &relation.examples {
            let text = format!("{}\n", example.text);
            let document = reader.read(&Report::new("example", text));
            let claims = document.claims.iter().filter(|claim| claim.relation == relation.name);
            let mut found: Vec<String> = claims.map(|claim| shown(claim, &document)).collect();
            found.sort();
            if found != example.claims {
                wrong.push(format!("{:?} gives {found:?}", example.text));
            }
        }
    }
    wrong
}
