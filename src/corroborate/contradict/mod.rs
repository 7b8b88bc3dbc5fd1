//! What cannot both be right: two claims, each with its words.

mod denial;
mod number;
mod office;
mod place;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::accounts::Account;
use super::groups::Groups;
use super::things::Things;
use crate::model::Certainty;
use crate::ontology::Ontology;

/// Two claims that cannot both be right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contradiction {
    /// In what way.
    pub kind: Kind,
    /// How much it weighs.
    pub weight: Weight,
    /// The places of the two accounts.
    pub between: [usize; 2],
}

/// In what way two claims contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// One says that it is so, the other that it is not.
    Denial,
    /// They give numbers for one event and time that do not meet.
    Number,
    /// They put two people at the head of one body at one time.
    Office,
    /// They put one person in two countries on one day.
    Place,
}

/// How much a contradiction weighs: as much as the less certain of the two claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Both are told as certain.
    Strong,
    /// One is told as probable.
    Moderate,
    /// One is told as possible.
    Weak,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 4] = [Kind::Denial, Kind::Number, Kind::Office, Kind::Place];

    /// Its name in the ontology.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Denial => "Denial",
            Kind::Number => "Number",
            Kind::Office => "Office",
            Kind::Place => "ImpossiblePlace",
        }
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Denial => "denial",
            Kind::Number => "number",
            Kind::Office => "office",
            Kind::Place => "place",
        }
    }
}

impl Weight {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Weight::Strong => "strong",
            Weight::Moderate => "moderate",
            Weight::Weak => "weak",
        }
    }

    fn of(a: &Account, b: &Account) -> Weight {
        match a.certainty.max(b.certainty) {
            Certainty::Certain => Weight::Strong,
            Certainty::Probable => Weight::Moderate,
            Certainty::Possible => Weight::Weak,
        }
    }
}

/// All accounts, what they are about, and what may be said of it once only.
pub(super) struct Evidence<'e> {
    pub(super) accounts: &'e [Account],
    pub(super) groups: &'e Groups,
    pub(super) things: &'e Things,
    pub(super) ontology: &'e Ontology,
}

/// All contradictions, sorted.
pub(super) fn contradictions(evidence: &Evidence<'_>) -> Vec<Contradiction> {
    let mut found = denial::find(evidence);
    found.extend(number::find(evidence));
    found.extend(office::find(evidence));
    found.extend(place::find(evidence));
    found.sort();
    found.dedup();
    found
}

impl Evidence<'_> {
    fn contradiction(&self, kind: Kind, a: usize, b: usize) -> Contradiction {
        let [first, second] = [a.min(b), a.max(b)];
        let weight = Weight::of(&self.accounts[first], &self.accounts[second]);
        Contradiction { kind, weight, between: [first, second] }
    }

    /// Of accounts that are alike for a comparison only the first two, by two reports: what the others
    /// clash with, one of these does.
    fn first_two<K: Ord>(&self, places: &[usize], alike: impl Fn(&Account) -> K) -> Vec<usize> {
        let mut seen: BTreeMap<(K, Certainty), (usize, bool)> = BTreeMap::new();
        let mut first = Vec::new();
        for place in places {
            let account = &self.accounts[*place];
            match seen.entry((alike(account), account.certainty)) {
                Entry::Vacant(entry) => {
                    entry.insert((account.reading, false));
                    first.push(*place);
                }
                Entry::Occupied(mut entry) => {
                    let (reading, has_second) = *entry.get();
                    if !has_second && reading != account.reading {
                        entry.get_mut().1 = true;
                        first.push(*place);
                    }
                }
            }
        }
        first
    }

    /// For each two of several lists the surest two accounts that clash.
    fn clashes(
        &self,
        kind: Kind,
        lists: &[Vec<usize>],
        is_clash: impl Fn(&Account, &Account) -> bool,
    ) -> Vec<Contradiction> {
        let accounts = self.accounts;
        let clash = |one: &[usize], other: &[usize]| {
            let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (*a, *b)));
            let clashing = pairs.filter(|(a, b)| is_clash(&accounts[*a], &accounts[*b]));
            let surest = clashing.min_by_key(|(a, b)| {
                let mut claims = [&accounts[*a].claim, &accounts[*b].claim];
                claims.sort();
                (accounts[*a].certainty.max(accounts[*b].certainty), claims)
            })?;
            Some(self.contradiction(kind, surest.0, surest.1))
        };
        let each = lists.iter().enumerate();
        let twos = each.flat_map(|(number, one)| lists[..number].iter().map(move |it| (one, it)));
        twos.filter_map(|(one, other)| clash(one, other)).collect()
    }

    /// The surest of some accounts, then the earliest.
    fn surest(&self, places: impl Iterator<Item = usize>) -> Option<usize> {
        places.min_by_key(|place| {
            let account = &self.accounts[*place];
            (account.certainty, account.published.is_none(), account.published, &account.claim)
        })
    }
}
