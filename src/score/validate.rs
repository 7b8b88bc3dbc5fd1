//! Whether annotations can be relied on: quotes stand in the text, keys have an entity, values are
//! known. Which types a relation goes with is the ontology's business and not checked here.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::claims::is_toll;
use super::entities::COLLECTIVE;
use super::gold::{Unreadable, annotations};
use crate::model::{Attribution, Claim, Document, Entity, Strength, Teller, Time};

/// Something wrong with an annotated report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The annotation's file.
    pub path: PathBuf,
    /// The claim or the entity, where it is one: `claim 3 crossedVia(kh, mehran)`.
    pub place: Option<String>,
    /// What is wrong.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.path.display())?;
        self.place.as_ref().map_or(Ok(()), |place| write!(f, "{place}: "))?;
        f.write_str(&self.problem)
    }
}

/// Checks every annotation of a folder; the folder's size, and what is wrong in it.
pub fn validate(folder: &Path) -> Result<(usize, Vec<Fault>), Unreadable> {
    let paths = annotations(folder)?;
    let faults = paths.iter().flat_map(|path| faults_of(path)).collect();
    Ok((paths.len(), faults))
}

fn faults_of(path: &Path) -> Vec<Fault> {
    let mut check = Check { path, text: String::new(), faults: Vec::new() };
    match fs::read_to_string(path.with_extension("txt")) {
        Ok(text) => check.text = text,
        Err(error) => check.say(None, format!("its text cannot be read: {error}")),
    }
    let json = fs::read_to_string(path).map_err(|error| error.to_string());
    match json.and_then(|json| serde_json::from_str(&json).map_err(|error| error.to_string())) {
        Ok(value) => check.report(value),
        Err(problem) => check.say(None, problem),
    }
    check.faults
}

/// One report under examination.
struct Check<'a> {
    path: &'a Path,
    text: String,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn report(&mut self, mut value: Value) {
        let entities = self.items(&mut value, "entities", "entity");
        let entities: Vec<Entity> = entities.into_iter().map(|(_, entity)| entity).collect();
        let claims: Vec<(usize, Claim)> = self.items(&mut value, "claims", "claim");
        match serde_json::from_value(value) {
            Ok(head) => self.head(&head),
            Err(error) => self.say(None, error.to_string()),
        }
        self.entities(&entities, &claims);
        let known = Known::of(&entities);
        for (number, claim) in &claims {
            self.claim(*number, claim, &known);
        }
    }

    /// Takes a list out of the report and reads what can be read of it, each with its number.
    fn items<T: DeserializeOwned>(
        &mut self,
        report: &mut Value,
        key: &str,
        one: &str,
    ) -> Vec<(usize, T)> {
        let Some(Value::Array(items)) = report.get_mut(key).map(Value::take) else {
            self.say(None, format!("no list of {key}"));
            return Vec::new();
        };
        let mut read = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            match serde_json::from_value(item) {
                Ok(item) => read.push((index + 1, item)),
                Err(error) => self.say(Some(&format!("{one} {}", index + 1)), error.to_string()),
            }
        }
        read
    }

    fn head(&mut self, head: &Document) {
        if self.path.file_stem().is_none_or(|stem| stem != head.id.as_str()) {
            self.say(None, format!("id {:?} is not the file's name", head.id));
        }
        if let Some(day) = head.published.as_deref().filter(|day| !is_day(day)) {
            self.say(None, format!("published {day:?} is not a day like 2026-01-06"));
        }
    }

    fn entities(&mut self, entities: &[Entity], claims: &[(usize, Claim)]) {
        let text = self.text.to_lowercase();
        let mut seen = HashSet::new();
        for entity in entities {
            let place = format!("entity {}", entity.key);
            if !seen.insert(&entity.key) {
                self.say(Some(&place), "another one has this key");
            }
            if entity.kind.is_empty() {
                self.say(Some(&place), "no type");
            }
            if entity.names().any(|name| name.trim().is_empty()) {
                self.say(Some(&place), "an empty name or alias");
            }
            let used = |(_, claim): &(usize, Claim)| {
                claim.subject == entity.key || claim.object.as_ref() == Some(&entity.key)
            };
            let named = |name: &str| !name.is_empty() && text.contains(&name.to_lowercase());
            if entity.kind == COLLECTIVE && !claims.iter().any(used) {
                self.say(Some(&place), "a Collective that no claim is about");
            }
            if entity.kind != COLLECTIVE && !entity.names().any(named) {
                self.say(Some(&place), "none of its names is in the text");
            }
        }
    }

    fn claim(&mut self, number: usize, claim: &Claim, known: &Known<'_>) {
        let Claim { relation, subject, object, .. } = claim;
        let place =
            format!("claim {number} {relation}({subject}, {})", object.as_deref().unwrap_or("-"));
        let mut say = |problem: String| self.say(Some(&place), problem);
        for key in [Some(subject), object.as_ref()].into_iter().flatten() {
            if !known.keys.contains(key.as_str()) {
                say(format!("no entity has the key {key:?}"));
            }
        }
        let time = claim.time.as_ref().and_then(wrong_time);
        let strength = claim.strength.as_ref().and_then(wrong_strength);
        [wrong_ends(claim), time, strength].into_iter().flatten().for_each(say);
        self.telling(&place, &claim.quote, &claim.attribution, known);
        for telling in &claim.also {
            self.telling(&format!("{place} also"), &telling.quote, &telling.attribution, known);
        }
    }

    fn telling(&mut self, place: &str, quote: &str, chain: &[Attribution], known: &Known<'_>) {
        if quote.trim().is_empty() {
            self.say(Some(place), "no quote");
        } else if !self.text.contains(quote) {
            self.say(Some(place), format!("the quote is not in the text: {quote:?}"));
        }
        for Attribution { name, kind } in chain {
            let named = !matches!(kind, Teller::Anonymous | Teller::Document);
            if named && !known.forms.contains(&name.to_lowercase()) {
                self.say(Some(place), format!("the teller {name:?} is no entity"));
            }
        }
    }

    fn say(&mut self, place: Option<&str>, problem: impl Into<String>) {
        let place = place.map(str::to_owned);
        self.faults.push(Fault { path: self.path.to_owned(), place, problem: problem.into() });
    }
}

/// What the claims of a report may refer to.
struct Known<'a> {
    keys: HashSet<&'a str>,
    forms: HashSet<String>,
}

impl<'a> Known<'a> {
    fn of(entities: &'a [Entity]) -> Known<'a> {
        let forms = entities.iter().flat_map(Entity::names).map(str::to_lowercase);
        Known { keys: entities.iter().map(|entity| &*entity.key).collect(), forms: forms.collect() }
    }
}

fn wrong_ends(claim: &Claim) -> Option<String> {
    let wrong = match (is_toll(claim), &claim.object) {
        (true, Some(_)) => "a toll has no object",
        (true, None) if claim.strength.is_none() => "a toll needs a strength",
        (false, None) => "no object",
        (false, Some(object)) if *object == claim.subject => "subject and object are one",
        _ => return None,
    };
    Some(wrong.to_owned())
}

fn wrong_time(time: &Time) -> Option<String> {
    let days = [&time.start, &time.end].into_iter().flatten();
    if let Some(day) = days.into_iter().find(|day| !is_day(day)) {
        return Some(format!("{day:?} is not a day like 2026-01-06"));
    }
    let backwards =
        time.start.as_ref().zip(time.end.as_ref()).is_some_and(|(start, end)| start > end);
    backwards.then(|| "the time runs backwards".to_owned())
}

fn wrong_strength(strength: &Strength) -> Option<String> {
    let wrong = match (strength.min, strength.max) {
        (None, None) => "a strength without a number",
        (Some(min), Some(max)) if min > max => "the strength's min is greater than its max",
        _ => return None,
    };
    Some(wrong.to_owned())
}

fn is_day(day: &str) -> bool {
    let mut parts = day.split('-').map(|part| (part.len(), part.parse::<u32>()));
    let (Some((4, Ok(year))), Some((2, Ok(month))), Some((2, Ok(day))), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return false,
    };
    (1..=last).contains(&day)
}
