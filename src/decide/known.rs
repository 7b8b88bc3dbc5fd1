//! What a store has that can be decided on: addresses, and names that lead to them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Decision, Decisions, Word};
use crate::model::{Polarity, Reading};
use crate::naming::Namer;
use crate::recognize::normal;

/// Everything in some readings that a decision can be about.
#[derive(Debug, Clone)]
pub struct Known {
    namer: Namer,
    /// The names of each entity, by its address: the preferred one first.
    entities: BTreeMap<String, Vec<String>>,
    /// The reports that each entity is in.
    presence: BTreeMap<String, BTreeSet<String>>,
    /// What each claim says, by its address.
    claims: BTreeMap<String, String>,
    /// What each report is called, by its address.
    reports: BTreeMap<String, String>,
}

/// A decision that fits nothing, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// The line that it stands in.
    pub line: u64,
    /// The address that nothing has.
    pub address: String,
    /// What it was to be: an entity, a claim, a report.
    wanted: &'static str,
}

impl Stray {
    /// What the store does not have.
    pub fn problem(&self) -> String {
        format!("the store has no {} {}", self.wanted, self.address)
    }
}

impl fmt::Display for Stray {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} fits nothing: {}", self.line, self.problem())
    }
}

impl Known {
    /// What readings have, as they were read.
    pub fn of(readings: &[Reading], namer: &Namer) -> Known {
        let mut known = Known {
            namer: namer.clone(),
            entities: BTreeMap::new(),
            presence: BTreeMap::new(),
            claims: BTreeMap::new(),
            reports: BTreeMap::new(),
        };
        readings.iter().for_each(|reading| known.add(reading));
        known
    }

    fn add(&mut self, reading: &Reading) {
        let document = &reading.document;
        self.reports.insert(reading.iri.clone(), document.id.clone());
        for entity in document.entities.iter().chain(&document.tellers) {
            let Some(iri) = &entity.iri else { continue };
            let names = self.entities.entry(iri.clone()).or_default();
            let new: Vec<&str> = entity
                .names()
                .filter(|name| !name.is_empty() && !names.iter().any(|it| it == name))
                .collect();
            names.extend(new.into_iter().map(str::to_owned));
            self.presence.entry(iri.clone()).or_default().insert(reading.iri.clone());
        }
        let entities = document.entities.iter();
        let names: BTreeMap<&String, &str> =
            entities.map(|it| (&it.key, it.name.as_str())).collect();
        for claim in &document.claims {
            let Some(iri) = &claim.iri else { continue };
            let name =
                |key| names.get(key).map_or_else(|| String::clone(key), |name| (*name).to_owned());
            let object = claim.object.as_ref().map(name).unwrap_or_default();
            let denied = if claim.polarity == Polarity::Denied { "NOT " } else { "" };
            let said = format!("{} {denied}{} {object}", name(&claim.subject), claim.relation);
            for also in &claim.also {
                let start = also.start.unwrap_or_default();
                let telling = self.namer.telling(iri, also.attribution.last(), start);
                self.claims.insert(telling, said.trim_end().to_owned());
            }
            self.claims.insert(iri.clone(), said.trim_end().to_owned());
        }
    }

    /// The entities that decisions give an address of their own are there, too.
    pub fn with(mut self, decisions: &Decisions) -> Known {
        for Decision { a, b, .. } in decisions.iter().filter(|it| it.word == Word::Different) {
            if self.presence.get(a).is_some_and(|reports| reports.contains(b)) {
                let iri = self.namer.apart(a, b);
                let names = self.entities.get(a).cloned().unwrap_or_default();
                self.entities.insert(iri, names);
            }
        }
        self
    }

    /// Why a decision fits nothing, if it does not.
    pub fn stray(&self, decision: &Decision) -> Option<Stray> {
        let Decision { word, a, b, line, .. } = decision;
        let stray = |address: &String, wanted| {
            Some(Stray { line: *line, address: address.clone(), wanted })
        };
        if word.is_of_a_claim() {
            return if self.claims.contains_key(a) { None } else { stray(a, "claim") };
        }
        if !self.entities.contains_key(a) {
            return stray(a, "entity");
        }
        match word {
            Word::Same if !self.entities.contains_key(b) => stray(b, "entity"),
            Word::Different if self.reports.contains_key(b) => {
                let is_there = self.presence.get(a).is_some_and(|reports| reports.contains(b));
                if is_there { None } else { stray(a, "entity in that report") }
            }
            Word::Different if !self.entities.contains_key(b) => stray(b, "entity or report"),
            _ => None,
        }
    }

    /// The address of the entity that is meant by an address, the end of one, or a name.
    ///
    /// # Errors
    /// If nothing goes by that name, or several things do.
    pub fn entity(&self, given: &str) -> Result<String, String> {
        if let Some(iri) = self.namer.address(given).filter(|iri| self.entities.contains_key(iri)) {
            return Ok(iri);
        }
        let wanted = normal(given);
        let words: Vec<&str> = wanted.split(' ').collect();
        let has_all = |name: &String| {
            let name = normal(name);
            !wanted.is_empty() && words.iter().all(|word| name.split(' ').any(|it| it == *word))
        };
        let of = |fits: &dyn Fn(&[String]) -> bool| -> Vec<&String> {
            self.entities.iter().filter(|(_, names)| fits(names)).map(|(iri, _)| iri).collect()
        };
        let mut found = of(&|names| names.iter().any(|name| normal(name) == wanted));
        if found.is_empty() {
            found = of(&|names| names.first().is_some_and(has_all));
        }
        self.only_one(given, "entity", &found)
    }

    /// The address of the claim that is meant by an address or by its digits, or some of the first of them.
    ///
    /// # Errors
    /// If there is none, or if there are several.
    pub fn claim(&self, given: &str) -> Result<String, String> {
        self.hashed(given, "claim", &self.claims)
    }

    /// The address of the report that is meant by an address, its digits, or the name that it was given.
    ///
    /// # Errors
    /// If there is none, or if there are several.
    pub fn report(&self, given: &str) -> Result<String, String> {
        let named: Vec<&String> =
            self.reports.iter().filter(|(_, id)| *id == given).map(|(iri, _)| iri).collect();
        if named.is_empty() {
            return self.hashed(given, "report", &self.reports);
        }
        self.only_one(given, "report", &named)
    }

    /// What an address is called by people: an entity's name, what a claim says, a report's name.
    pub fn called(&self, iri: &str) -> Option<&str> {
        let entity = self.entities.get(iri).and_then(|names| names.first());
        let name = entity.or_else(|| self.claims.get(iri)).or_else(|| self.reports.get(iri));
        name.map(String::as_str)
    }

    fn hashed<T>(
        &self,
        given: &str,
        wanted: &str,
        among: &BTreeMap<String, T>,
    ) -> Result<String, String> {
        let prefix = format!("{}{wanted}/", self.namer.base());
        let digits = given.trim_start_matches(&prefix).trim_start_matches(&format!("{wanted}/"));
        let begin = format!("{prefix}{digits}");
        let is_meant =
            |iri: &&String| **iri == given || digits.len() >= 4 && iri.starts_with(&begin);
        let found: Vec<&String> = among.keys().filter(is_meant).collect();
        self.only_one(given, wanted, &found)
    }

    fn only_one(&self, given: &str, wanted: &str, found: &[&String]) -> Result<String, String> {
        match found {
            [one] => Ok((*one).clone()),
            [] => Err(format!("`{given}`: the store has no {wanted} of this name or address")),
            several => {
                let base = self.namer.base();
                let ends = several.iter().take(6).map(|iri| iri.trim_start_matches(base));
                let ends: Vec<&str> = ends.collect();
                let many = several.len();
                let among = ends.join(", ");
                Err(format!("`{given}` may be any of {many}: {among}; give the address"))
            }
        }
    }
}

impl Decisions {
    /// Those that readings have something for, in the order of the file.
    pub fn fitting(&self, readings: &[Reading], namer: &Namer) -> Vec<Decision> {
        if self.is_empty() {
            return Vec::new();
        }
        let known = Known::of(readings, namer).with(self);
        self.iter().filter(|decision| known.stray(decision).is_none()).cloned().collect()
    }

    /// Those that readings have nothing for, in the order of the file.
    pub fn strays(&self, readings: &[Reading], namer: &Namer) -> Vec<Stray> {
        if self.is_empty() {
            return Vec::new();
        }
        let known = Known::of(readings, namer).with(self);
        self.iter().filter_map(|decision| known.stray(decision)).collect()
    }
}
