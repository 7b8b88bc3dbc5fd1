//! Classes and relations out of Turtle: subclasses, domains, ranges, symmetry.

use std::collections::BTreeMap;

use oxttl::TurtleParser;

use super::{OntologyError, Relation};

const NAMESPACE: &str = "https://w3id.org/claimgraph/ns#";
const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const PROPERTY: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property";
const SYMMETRIC: &str = "http://www.w3.org/2002/07/owl#SymmetricProperty";
const CLASS: &str = "http://www.w3.org/2002/07/owl#Class";
const SUBCLASS: &str = "http://www.w3.org/2000/01/rdf-schema#subClassOf";
const DOMAIN: &str = "http://www.w3.org/2000/01/rdf-schema#domain";
const RANGE: &str = "http://www.w3.org/2000/01/rdf-schema#range";

/// Adds what a file says to `parents` (class → classes right above it) and `relations`.
pub(super) fn read(
    path: &str,
    text: &str,
    parents: &mut BTreeMap<String, Vec<String>>,
    relations: &mut BTreeMap<String, Relation>,
) -> Result<(), OntologyError> {
    for triple in TurtleParser::new().for_slice(text) {
        let triple = triple.map_err(|error| OntologyError::new(path, error))?;
        let subject = triple.subject.to_string();
        let object = triple.object.to_string();
        let (Some(subject), Some(object)) = (iri(&subject), iri(&object)) else { continue };
        let name = local(subject);
        match (triple.predicate.as_str(), object) {
            (TYPE, CLASS) => {
                parents.entry(name.to_owned()).or_default();
            }
            (TYPE, PROPERTY) => {
                relation(relations, name);
            }
            (TYPE, SYMMETRIC) => relation(relations, name).symmetric = true,
            (TYPE, class) if local(class) == "TollRelation" => {
                relation(relations, name).toll = true;
            }
            (SUBCLASS, class) => {
                parents.entry(name.to_owned()).or_default().push(local(class).to_owned());
            }
            (DOMAIN, class) => relation(relations, name).domain = Some(local(class).to_owned()),
            (RANGE, class) => relation(relations, name).range = Some(local(class).to_owned()),
            _ => {}
        }
    }
    Ok(())
}

fn relation<'a>(relations: &'a mut BTreeMap<String, Relation>, name: &str) -> &'a mut Relation {
    let new = || Relation { name: name.to_owned(), ..Relation::default() };
    relations.entry(name.to_owned()).or_insert_with(new)
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
