//! What most needs a person: pairs of entities that may be one, claims that much rests on and that may
//! be misread, claims that stand alone against others.

mod alike;
mod claims;
mod pairs;
mod said;

use super::{Decision, Decisions, Word};
use crate::corroborate::Corroboration;
use crate::model::Reading;
use crate::ontology::Ontology;
use said::Said;

/// A question that a person can answer with yes or no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Why it is asked.
    pub ground: Ground,
    /// How many claims the answer touches.
    pub touches: usize,
    /// The two entities; or the claim, and some of those that it stands with or against.
    pub sides: Vec<Side>,
}

/// Why something needs a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// Two entities have a name in common.
    SameName,
    /// Their names sound alike.
    Spelling,
    /// The initials of one name are the other.
    Initials,
    /// One name is a part of the other.
    PartOfName,
    /// A claim stands alone against several origins.
    Opposed,
    /// A claim that may be misread corroborates or contradicts.
    Unsure,
}

/// An entity or a claim, as far as a person needs it to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Its address.
    pub iri: String,
    /// What it is called, or what it says.
    pub name: String,
    /// The class of an entity; how surely a claim was read.
    pub kind: String,
    /// How many claims are about it or by its word.
    pub claims: usize,
    /// Words of reports that show it, each with its report.
    pub quotes: Vec<String>,
}

impl Ground {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Ground::SameName => "a name in common",
            Ground::Spelling => "another spelling",
            Ground::Initials => "initials",
            Ground::PartOfName => "part of the name",
            Ground::Opposed => "alone against several origins",
            Ground::Unsure => "not read surely, and much rests on it",
        }
    }

    /// Whether it is about two entities.
    pub fn is_pair(self) -> bool {
        !matches!(self, Ground::Opposed | Ground::Unsure)
    }
}

impl Doubt {
    /// What is asked.
    pub fn question(&self) -> &'static str {
        if self.ground.is_pair() { "are these one?" } else { "is this read rightly?" }
    }

    /// What is decided by an answer.
    pub fn decision(&self, yes: bool, why: &str, by: &str) -> Decision {
        let word = match (self.ground.is_pair(), yes) {
            (true, true) => Word::Same,
            (true, false) => Word::Different,
            (false, true) => Word::Accept,
            (false, false) => Word::Reject,
        };
        let side =
            |place: usize| self.sides.get(place).filter(|_| place == 0 || self.ground.is_pair());
        let iri = |place| side(place).map(|side| side.iri.clone()).unwrap_or_default();
        let names: Vec<&str> = (0..2).filter_map(side).map(|side| side.name.as_str()).collect();
        let own = str::to_owned;
        let about = names.join(" / ");
        Decision { word, a: iri(0), b: iri(1), why: own(why), by: own(by), about, line: 0 }
    }

    /// Whether decisions have answered it, one by one or by what follows from them.
    pub fn is_answered(&self, decisions: &Decisions) -> bool {
        let Some(first) = self.sides.first() else { return true };
        if !self.ground.is_pair() {
            let is_judged = |it: &Decision| it.word.is_of_a_claim() && it.a == first.iri;
            return decisions.iter().any(is_judged);
        }
        let [a, b] = [0, 1].map(|place| self.sides.get(place).map_or("", |side| &side.iri));
        decisions.address(a) == decisions.address(b) || decisions.are_different(a, b)
    }
}

/// All doubts, those that touch the most claims first.
///
/// `readings` are as `decisions` have them, and `corroboration` is what they say together.
pub fn doubts(
    readings: &[Reading],
    corroboration: &Corroboration,
    ontology: &Ontology,
    decisions: &Decisions,
) -> Vec<Doubt> {
    let said = Said::of(readings);
    let mut doubts = pairs::doubts(readings, &said, ontology);
    doubts.extend(claims::doubts(corroboration, &said));
    doubts.retain(|doubt| !doubt.is_answered(decisions));
    doubts.sort_by(|a, b| {
        let key = |doubt: &Doubt| (std::cmp::Reverse(doubt.touches), doubt.ground);
        let iris =
            |doubt: &Doubt| doubt.sides.iter().map(|side| side.iri.clone()).collect::<Vec<_>>();
        key(a).cmp(&key(b)).then_with(|| iris(a).cmp(&iris(b)))
    });
    doubts
}
