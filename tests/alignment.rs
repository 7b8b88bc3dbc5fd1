//! `ontology/alignment.ttl` speaks of terms that are there, and adds none of its own.

use std::collections::BTreeSet;

use claimgraph::ontology::Ontology;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedOrBlankNode, Quad};

const OURS: &str = "https://w3id.org/claimgraph/ns#";

#[test]
fn every_term_of_ours_is_one_of_the_ontology() {
    let defined: BTreeSet<String> =
        quads(include_str!("../ontology/claimgraph.ttl")).iter().filter_map(subject).collect();
    for quad in quads(include_str!("../ontology/alignment.ttl")) {
        let term = subject(&quad).expect("no blank nodes");
        assert!(term.starts_with(OURS), "{term} is not ours to describe");
        assert!(defined.contains(&term), "{term} is not in claimgraph.ttl");
        let object = quad.object.to_string();
        assert!(!object.contains(OURS), "{quad} does not lead out of our terms");
    }
}

#[test]
fn classes_of_other_vocabularies_do_not_become_ours() {
    let ontology = Ontology::built_in().expect("the built-in ontology loads");
    for foreign in ["Agent", "Feature", "FormalOrganization", "Group", "NewsArticle", "PublicBody"]
    {
        assert_eq!(ontology.class_iri(foreign), None, "{foreign}");
    }
    assert!(!ontology.is_a("Militia", "Agent") && !ontology.is_a("City", "Feature"));
    assert_eq!(ontology.class_iri("Person"), Some("https://w3id.org/claimgraph/ns#Person"));
    assert!(ontology.is_a("Militia", "Actor") && ontology.is_a("Country", "Place"));
}

fn quads(turtle: &str) -> Vec<Quad> {
    let parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle);
    parser.collect::<Result<_, _>>().expect("Turtle")
}

fn subject(quad: &Quad) -> Option<String> {
    match &quad.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node.as_str().to_owned()),
        NamedOrBlankNode::BlankNode(_) => None,
    }
}
