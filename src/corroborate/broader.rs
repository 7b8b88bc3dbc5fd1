//! Statements that say less than others: of a body that the subject belongs to, or of a place that the
//! object lies in. They are never merged: who saw men of a group cross at a gate has not seen the army
//! enter the country, but agrees with who has.

use std::collections::{BTreeMap, BTreeSet};

use super::accounts::{Account, What};
use super::groups::Groups;
use super::things::Things;
use crate::gazetteer::Gazetteer;
use crate::ontology::Ontology;

/// How far a thing in a thing in a thing is followed.
const DEPTH: usize = 3;

/// Each narrower statement with each broader one, by their addresses, sorted.
pub(super) fn find(
    accounts: &[Account],
    groups: &Groups,
    things: &Things,
    ontology: &Ontology,
) -> Vec<(String, String)> {
    let inside = Inside::of(accounts, things, ontology);
    let mut statements: BTreeMap<&What, BTreeMap<&str, &Account>> = BTreeMap::new();
    for members in groups.iter() {
        for place in members {
            let account = &accounts[*place];
            statements.entry(&account.what).or_default().insert(&account.statement, account);
        }
    }
    let mut found = BTreeSet::new();
    for (what, narrower) in &statements {
        for (subject, object) in inside.around(what) {
            let broader = What { subject, object, ..(*what).clone() };
            for other in statements.get(&broader).into_iter().flat_map(BTreeMap::values) {
                let narrower = narrower.values();
                let same_time = narrower.filter(|it| it.window.is_compatible(&other.window));
                found.extend(same_time.map(|it| (it.statement.clone(), other.statement.clone())));
            }
        }
    }
    found.into_iter().collect()
}

/// What each thing lies in or belongs to.
struct Inside(BTreeMap<String, BTreeSet<String>>);

impl Inside {
    fn of(accounts: &[Account], things: &Things, ontology: &Ontology) -> Inside {
        let containing: Vec<&str> = ontology
            .relations()
            .filter(|relation| relation.containment)
            .map(|relation| relation.iri.as_str())
            .collect();
        let mut inside: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut put = |thing: &str, container: &str| {
            if thing != container {
                inside.entry(thing.to_owned()).or_default().insert(container.to_owned());
            }
        };
        for account in accounts.iter().filter(|account| !account.denied) {
            if containing.contains(&account.what.relation.as_str()) {
                put(&account.what.subject, &account.what.object);
            }
        }
        for place in things.of_class("Place", ontology) {
            if let Some(country) = things.country(place) {
                put(place, country);
            }
        }
        for (thing, people) in peoples(things, ontology) {
            put(thing, people);
        }
        Inside(inside)
    }

    /// The pairs of a subject and an object that say less.
    fn around(&self, what: &What) -> Vec<(String, String)> {
        let subjects = self.with_containers(&what.subject);
        let objects = self.with_containers(&what.object);
        let pairs = subjects.iter().flat_map(|subject| {
            objects.iter().map(move |object| ((*subject).to_owned(), (*object).to_owned()))
        });
        pairs
            .filter(|(subject, object)| (subject, object) != (&what.subject, &what.object))
            .collect()
    }

    fn with_containers<'t>(&'t self, thing: &'t str) -> BTreeSet<&'t str> {
        let mut all = BTreeSet::from([thing]);
        for _ in 0..DEPTH {
            let next: Vec<&str> =
                all.iter().filter_map(|it| self.0.get(*it)).flatten().map(String::as_str).collect();
            all.extend(next);
        }
        all
    }
}

/// Armed groups and their fighters, each with the people of their country that reports speak of: a militia
/// of Iraq is among "Iraqi militias", and "Badr fighters" are of Badr.
fn peoples<'t>(things: &'t Things, ontology: &'t Ontology) -> Vec<(&'t str, &'t str)> {
    let groups: Vec<&str> = things.of_class("ArmedGroup", ontology).collect();
    let collectives: Vec<&str> = things.of_class("Collective", ontology).collect();
    if collectives.is_empty() {
        return Vec::new();
    }
    let gazetteer = Gazetteer::built_in();
    let mut found = Vec::new();
    for people in &collectives {
        let Some((nation, noun)) = things.name(people).split_once(' ') else { continue };
        for group in &groups {
            let is_of_group = things.name(people).strip_prefix(things.name(group));
            if is_of_group.is_some_and(|rest| rest.starts_with(' ')) {
                found.push((*people, *group));
            }
        }
        let demonyms = gazetteer.candidates(nation).filter(|candidate| candidate.demonym);
        let countries: Vec<String> =
            demonyms.map(|candidate| candidate.row.id().to_owned()).collect();
        // "Iraqi Shiite militias" are some of them only; "Iraqi militias" may be any.
        if !noun.contains(' ') && is_armed(noun) {
            let of_country = groups.iter().filter(|group| {
                things.country(group).is_some_and(|country| {
                    countries.iter().any(|id| country.ends_with(&format!("/{id}")))
                })
            });
            found.extend(of_country.map(|group| (*group, *people)));
        }
    }
    found
}

/// Whether a word is for several people who fight: "militias", "gunmen".
fn is_armed(plural: &str) -> bool {
    let nouns = include_str!("../../data/lexicon/collectives.tsv").lines();
    nouns.filter(|line| !line.starts_with('#') && line.ends_with("\tarmed")).any(|line| {
        let noun = line.split('\t').next().unwrap_or_default();
        plural.strip_suffix('s') == Some(noun)
            || noun.strip_suffix("man").is_some_and(|men| plural.strip_suffix("men") == Some(men))
    })
}
