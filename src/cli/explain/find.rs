//! Which claims are meant: one by its address, or all of an edge.

use std::collections::BTreeSet;

use crate::cli::Error;
use crate::model::{Claim, Entity, Reading};
use crate::ontology::Ontology;
use crate::recognize::normal;
use crate::store::Store;

/// A claim and the reading that it stands in.
pub(super) struct Found {
    pub(super) reading: Reading,
    pub(super) claim: Claim,
    /// Which of its further tellings is meant, if one of these is.
    pub(super) telling: Option<usize>,
}

/// The claims that a user means, in the order of their reports' days.
pub(super) fn claims(
    readings: Vec<Reading>,
    store: &Store,
    what: &[String],
) -> Result<Vec<Found>, Error> {
    let found = match what {
        [claim] => by_address(readings, claim, store)?,
        [subject, relation] => by_edge(readings, subject, relation, None, store.ontology())?,
        [subject, relation, object, ..] => {
            by_edge(readings, subject, relation, Some(object), store.ontology())?
        }
        [] => Vec::new(),
    };
    if found.is_empty() {
        let problem = "no such claim in the store; `claimgraph query about what=NAME` lists claims";
        return Err(Error::about(what.join(" "), problem));
    }
    Ok(found)
}

/// The claims with these addresses, in the order of their reports.
pub(super) fn of_addresses(
    readings: Vec<Reading>,
    store: &Store,
    wanted: &BTreeSet<String>,
) -> Vec<Found> {
    in_all(readings, store, &|iri| wanted.contains(iri))
}

/// The claims whose address begins so; `claim/` and what stands before it may be left out.
fn by_address(readings: Vec<Reading>, given: &str, store: &Store) -> Result<Vec<Found>, Error> {
    let hash = given.rsplit('/').next().unwrap_or(given);
    if hash.len() < 4 || !hash.chars().all(|c| c.is_ascii_hexdigit()) {
        let problem =
            "is no claim; write the digits that `query` shows, or subject, relation and object";
        return Err(Error::about(given, problem));
    }
    let wanted = format!("{}claim/{hash}", store.namer().base());
    Ok(in_all(readings, store, &|iri| iri.starts_with(&wanted) || iri == given))
}

/// The claims and further tellings of an address that is wanted.
fn in_all(readings: Vec<Reading>, store: &Store, is_wanted: &dyn Fn(&str) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    for reading in readings {
        for claim in &reading.document.claims {
            let Some(iri) = &claim.iri else { continue };
            let tellings = claim.also.iter().enumerate().filter(|(_, also)| {
                let start = also.start.unwrap_or_default();
                is_wanted(&store.namer().telling(iri, also.attribution.last(), start))
            });
            let telling = tellings.map(|(index, _)| index).next();
            if is_wanted(iri) || telling.is_some() {
                let telling = telling.filter(|_| !is_wanted(iri));
                found.push(Found { reading: reading.clone(), claim: claim.clone(), telling });
            }
        }
    }
    found
}

fn by_edge(
    mut readings: Vec<Reading>,
    subject: &str,
    relation: &str,
    object: Option<&str>,
    ontology: &Ontology,
) -> Result<Vec<Found>, Error> {
    let wanted = normal(relation.trim_start_matches("cg:"));
    let is_meant = |name: &str, label: &str| normal(name) == wanted || normal(label) == wanted;
    let Some(relation) = ontology.relations().find(|known| is_meant(&known.name, &known.label))
    else {
        let known: Vec<&str> = ontology.relations().map(|known| known.name.as_str()).collect();
        let problem = format!("is no relation; there are {}", known.join(", "));
        return Err(Error::about(relation, problem));
    };
    readings.sort_by(|a, b| (&a.document.published, &a.iri).cmp(&(&b.document.published, &b.iri)));
    let mut found = Vec::new();
    for reading in readings {
        let entities = &reading.document.entities;
        let is = |key: Option<&str>, wanted: Option<&str>| match (key, wanted) {
            (None, None) => true,
            (Some(key), Some(wanted)) => {
                let entity = entities.iter().find(|entity| entity.key == key);
                entity.is_some_and(|entity| goes_by(entity, wanted))
            }
            _ => false,
        };
        let claims = reading.document.claims.iter().filter(|claim| {
            let (one, other) = (Some(claim.subject.as_str()), claim.object.as_deref());
            let straight = is(one, Some(subject)) && is(other, object);
            let reversed = relation.symmetric && is(one, object) && is(other, Some(subject));
            claim.relation == relation.name && (straight || reversed)
        });
        let claims: Vec<Claim> = claims.cloned().collect();
        for claim in claims {
            found.push(Found { reading: reading.clone(), claim, telling: None });
        }
    }
    Ok(found)
}

/// Whether a thing has this name or address.
pub(in crate::cli) fn goes_by(entity: &Entity, wanted: &str) -> bool {
    let name = normal(wanted);
    entity.names().any(|known| normal(known) == name)
        || entity
            .iri
            .as_deref()
            .is_some_and(|iri| iri == wanted || iri.ends_with(&format!("/{wanted}")))
}
