//! Things without a name in several reports that are one: "an unpaved track" that the same men took on
//! the same night.
//!
//! They keep their addresses. Only what is said of them counts together.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::accounts::{Account, What};
use super::window::{Window, days_between};
use crate::model::{Entity, Reading};

/// For each thing that is another's, the first of them in the order of addresses.
#[derive(Debug, Clone, Default)]
pub(super) struct Alike(BTreeMap<String, String>);

/// How far apart the reports of one event may be.
const NEAR_DAYS: u32 = 3;

/// With how many before it each is compared.
const COMPARED: usize = 24;

/// A thing without a name at one end of an account.
struct End<'r> {
    entity: &'r Entity,
    iri: &'r str,
    reading: usize,
    published: Option<Date>,
    window: Window,
}

/// What two ends must have in common: the relation, the other end, and which end they are.
type Place<'a> = (&'a str, &'a str, bool, bool);

impl Alike {
    pub(super) fn of(accounts: &[Account], readings: &[&Reading], links: &[Vec<usize>]) -> Alike {
        let described: Vec<BTreeMap<&str, &Entity>> =
            readings.iter().map(|reading| described(reading)).collect();
        let mut places: BTreeMap<Place<'_>, Vec<End<'_>>> = BTreeMap::new();
        for account in accounts {
            let What { subject, relation, object, planned } = &account.what;
            for (end, other, is_subject) in [(subject, object, true), (object, subject, false)] {
                let Some((iri, entity)) = described[account.reading].get_key_value(end.as_str())
                else {
                    continue;
                };
                let (reading, published, window) =
                    (account.reading, account.published, account.window);
                places.entry((relation, other, is_subject, *planned)).or_default().push(End {
                    entity,
                    iri,
                    reading,
                    published,
                    window,
                });
            }
        }
        let mut alike = Alike::default();
        for ends in places.values_mut() {
            ends.sort_by_key(|end| (end.published, end.iri));
            ends.dedup_by_key(|end| (end.iri, end.window));
            for (place, end) in ends.iter().enumerate() {
                for other in ends[..place].iter().rev().take(COMPARED) {
                    if end.is(other, links) {
                        alike.join(end.iri, other.iri);
                    }
                }
            }
        }
        alike
    }

    /// The same with the first of those that are one.
    pub(super) fn settled<'w>(&self, what: &'w What) -> Cow<'w, What> {
        let [subject, object] = [&what.subject, &what.object].map(|iri| self.first(iri));
        if *subject == what.subject && *object == what.object {
            return Cow::Borrowed(what);
        }
        let (subject, object) = (subject.to_owned(), object.to_owned());
        Cow::Owned(What { subject, object, ..what.clone() })
    }

    fn first<'s>(&'s self, iri: &'s str) -> &'s str {
        let mut iri = iri;
        while let Some(before) = self.0.get(iri) {
            iri = before;
        }
        iri
    }

    fn join(&mut self, a: &str, b: &str) {
        let [first, second] = [a, b].map(|iri| self.first(iri).to_owned());
        let (first, second) = if first < second { (first, second) } else { (second, first) };
        // Straight to the first, so that no chain grows long.
        for iri in [a, b, &*second] {
            if iri != first {
                self.0.insert(iri.to_owned(), first.clone());
            }
        }
    }
}

impl End<'_> {
    fn is(&self, other: &End<'_>, links: &[Vec<usize>]) -> bool {
        let is_near =
            days_between(self.published, other.published).is_none_or(|days| days <= NEAR_DAYS);
        let is_copy = links[self.reading].binary_search(&other.reading).is_ok();
        let are_known = self.window.is_known() && other.window.is_known();
        self.reading != other.reading
            && (is_copy || are_known)
            && self.entity.kind == other.entity.kind
            && is_near
            && self.window.is_compatible(&other.window)
            && share_a_name(self.entity, other.entity, is_copy)
    }
}

/// The things of a reading that have a description and no name.
fn described(reading: &Reading) -> BTreeMap<&str, &Entity> {
    let entities = reading.document.entities.iter().filter(|entity| {
        entity.gazetteer.is_none() && entity.name.starts_with(|c: char| !c.is_uppercase())
    });
    entities.filter_map(|entity| Some((entity.iri.as_deref()?, entity))).collect()
}

/// Whether two things are described in the same words: half of the words for a track or a base; all of
/// them, and two at least, for people, of whom "fighters" says little.
fn share_a_name(one: &Entity, other: &Entity, is_copy: bool) -> bool {
    let is_people = one.kind == "Collective";
    one.names().map(content).any(|a| {
        other.names().map(content).any(|b| {
            let shared = a.intersection(&b).count();
            let (fewer, more) = (a.len().min(b.len()), a.len().max(b.len()));
            if is_people {
                shared == more && (is_copy || more >= 2) && more > 0
            } else {
                shared > 0 && shared * 2 >= fewer
            }
        })
    })
}

/// The words of a description that say something.
fn content(name: &str) -> BTreeSet<String> {
    let words = name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let words = words.filter(|word| word.len() > 2 && !EMPTY.contains(&word.as_str()));
    words.filter(|word| !word.contains(|c: char| c.is_numeric())).collect()
}

const EMPTY: [&str; 9] = ["the", "that", "which", "from", "with", "some", "about", "least", "into"];
