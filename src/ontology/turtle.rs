//! Classes and relations out of Turtle: subclasses, domains, ranges, symmetry.

use std::collections::BTreeMap;

use oxttl::TurtleParser;

use super::{Classes, Ontology, OntologyError, Relation};

const NAMESPACE: &str = "https://w3id.org/claimgraph/ns#";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const PROPERTY: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property";
const SYMMETRIC: &str = "http://www.w3.org/2002/07/owl#SymmetricProperty";
const CLASS: &str = "http://www.w3.org/2002/07/owl#Class";
const SUBCLASS: &str = "http://www.w3.org/2000/01/rdf-schema#subClassOf";
const DOMAIN: &str = "http://www.w3.org/2000/01/rdf-schema#domain";
const RANGE: &str = "http://www.w3.org/2000/01/rdf-schema#range";
const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const EVENT_CLASS: &str = "https://w3id.org/claimgraph/ns#eventClass";
const SUBJECT_ROLE: &str = "https://w3id.org/claimgraph/ns#subjectRole";
const OBJECT_ROLE: &str = "https://w3id.org/claimgraph/ns#objectRole";

/// Adds what a file says to the classes, and to the relations of the ontology.
pub(super) fn read(
    path: &str,
    text: &str,
    classes: &mut Classes,
    ontology: &mut Ontology,
) -> Result<(), OntologyError> {
    let mut labels = BTreeMap::new();
    for triple in TurtleParser::new().for_slice(text) {
        let triple = triple.map_err(|error| OntologyError::new(path, error))?;
        let subject = triple.subject.to_string();
        let object = triple.object.to_string();
        let Some(subject) = iri(&subject) else { continue };
        if triple.predicate.as_str() == LABEL {
            labels.entry(subject.to_owned()).or_insert_with(|| words(&object));
        }
        let Some(object) = iri(&object) else { continue };
        let name = local(subject).to_owned();
        match (triple.predicate.as_str(), object) {
            (TYPE, CLASS) => {
                classes.names.insert(subject.to_owned(), name);
            }
            (SUBCLASS, class) => {
                classes.names.insert(subject.to_owned(), name);
                if class.starts_with(NAMESPACE) {
                    // Another ontology may stand on our classes without describing them again.
                    classes.names.insert(class.to_owned(), local(class).to_owned());
                }
                classes.parents.entry(subject.to_owned()).or_default().push(class.to_owned());
            }
            (predicate, object) => of_relation(&mut ontology.relations, subject, predicate, object),
        }
    }
    for relation in ontology.relations.values_mut() {
        if let Some(label) = labels.remove(&relation.iri) {
            relation.label = label;
        }
    }
    Ok(())
}

/// The classes of relations.
const KINDS: [&str; 5] = [
    "TollRelation",
    "DescribingRelation",
    "OfficeRelation",
    "PresenceRelation",
    "ContainmentRelation",
];

/// Adds what a triple says of a relation. A property becomes one by its type.
fn of_relation(
    relations: &mut BTreeMap<String, Relation>,
    subject: &str,
    predicate: &str,
    object: &str,
) {
    let name = local(subject).to_owned();
    let marks = predicate == TYPE
        && (matches!(object, PROPERTY | SYMMETRIC) || KINDS.contains(&local(object)));
    if marks {
        let (iri, label) = (subject.to_owned(), name.clone());
        let new = Relation { name: name.clone(), iri, label, ..Relation::default() };
        relations.entry(name.clone()).or_insert(new);
    }
    let Some(relation) = relations.get_mut(&name) else { return };
    match (predicate, object) {
        (TYPE, SYMMETRIC) => relation.symmetric = true,
        (TYPE, class) if local(class) == "TollRelation" => relation.toll = true,
        (TYPE, class) if local(class) == "DescribingRelation" => relation.describes = true,
        (TYPE, class) if local(class) == "OfficeRelation" => relation.one_subject = true,
        (TYPE, class) if local(class) == "PresenceRelation" => relation.presence = true,
        (TYPE, class) if local(class) == "ContainmentRelation" => relation.containment = true,
        (DOMAIN, class) => relation.domain = Some(local(class).to_owned()),
        (RANGE, class) => relation.range = Some(local(class).to_owned()),
        (EVENT_CLASS, class) => relation.event_class = Some(class.to_owned()),
        (SUBJECT_ROLE, role) => relation.subject_role = Some(role.to_owned()),
        (OBJECT_ROLE, role) => relation.object_role = Some(role.to_owned()),
        _ => {}
    }
}

/// What stands between the quotation marks of a literal.
fn words(literal: &str) -> String {
    let inside = literal.strip_prefix('"').and_then(|rest| rest.rsplit_once('"'));
    inside.map_or_else(String::new, |(words, _)| words.to_owned())
}

/// The address in `<…>`; literals and blank nodes have none.
fn iri(term: &str) -> Option<&str> {
    term.strip_prefix('<')?.strip_suffix('>')
}

/// The name behind our namespace, or behind the last `#` or `/` of another.
fn local(iri: &str) -> &str {
    let ours = iri.strip_prefix(NAMESPACE);
    ours.unwrap_or_else(|| iri.rsplit(['#', '/']).next().unwrap_or(iri))
}
