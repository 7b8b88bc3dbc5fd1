//! Decisions: what an analyst has judged, replayed whenever a store is opened.
//!
//! They stand in a plain CSV file that belongs to the analyst, one line each; taking a line out undoes
//! it. Nothing that was read is changed for them: they make of the readings what the graph is made of.
//!
//! ```text
//! decisions.csv ─parse→ Decisions (no two contradict each other)
//!               ─fitting→ those that this store has something for
//!               ─apply→ readings as they are to be understood
//! ```

mod apply;
mod doubt;
mod file;
mod joined;
mod known;
mod profile;

use std::fmt;

pub use doubt::{Doubt, Ground, Side, doubts};
pub use file::{FILE, append};
pub use known::{Known, Stray};

use crate::naming::Namer;
use joined::Joined;

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// Two entities are one; the first gives its address and its name.
    Same,
    /// Two entities are two; or in one report, the entity of this address is another.
    Different,
    /// A claim was read wrongly, and does not count.
    Reject,
    /// A claim was read rightly.
    Accept,
    /// An entity is of a class.
    Type,
    /// An entity is called so.
    Name,
}

impl Word {
    /// All of them.
    pub const ALL: [Word; 6] =
        [Word::Same, Word::Different, Word::Reject, Word::Accept, Word::Type, Word::Name];

    /// The word itself, as the file has it.
    pub fn word(self) -> &'static str {
        match self {
            Word::Same => "same",
            Word::Different => "different",
            Word::Reject => "reject",
            Word::Accept => "accept",
            Word::Type => "type",
            Word::Name => "name",
        }
    }

    /// Its name in the ontology.
    pub fn name(self) -> &'static str {
        match self {
            Word::Same => "Same",
            Word::Different => "Different",
            Word::Reject => "Rejected",
            Word::Accept => "Accepted",
            Word::Type => "Typed",
            Word::Name => "Named",
        }
    }

    /// Whether it is about a claim and nothing else.
    pub fn is_of_a_claim(self) -> bool {
        matches!(self, Word::Reject | Word::Accept)
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What is decided.
    pub word: Word,
    /// The address of the entity or the claim that it is about.
    pub a: String,
    /// The address of the other entity, or of the report; a class, a name; empty where a claim is judged.
    pub b: String,
    /// Why.
    pub why: String,
    /// Who decided.
    pub by: String,
    /// What it is about, in names: for people who read the file; nothing depends on it.
    pub about: String,
    /// The line of the file.
    pub line: u64,
}

impl Decision {
    /// Whether another decides the same of the same.
    pub fn is_like(&self, other: &Decision) -> bool {
        (self.word, &self.a, &self.b) == (other.word, &other.a, &other.b)
    }
}

/// Decisions that do not contradict each other, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    list: Vec<Decision>,
    joined: Joined,
}

impl Decisions {
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Decision> {
        self.list.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The address that stands for an entity: its own, unless a decision has another in its place.
    pub fn address<'d>(&'d self, iri: &'d str) -> &'d str {
        self.joined.first(iri)
    }

    /// Whether two entities are decided to be two, whatever they were joined with.
    pub fn are_different(&self, a: &str, b: &str) -> bool {
        self.joined.are_apart(a, b)
    }

    /// The decision that says the same, if there is one.
    pub fn known(&self, decision: &Decision) -> Option<&Decision> {
        self.list.iter().find(|known| known.is_like(decision))
    }

    fn of(list: Vec<Decision>, namer: &Namer) -> Result<Decisions, String> {
        let joined = Joined::of(&list, namer)?;
        let decisions = Decisions { list, joined };
        decisions.refuse_two_verdicts()?;
        Ok(decisions)
    }

    /// One claim is read rightly or wrongly; one thing has one class and one name.
    fn refuse_two_verdicts(&self) -> Result<(), String> {
        let mut verdicts = std::collections::BTreeMap::new();
        for decision in &self.list {
            let topic = match decision.word {
                Word::Same | Word::Different => continue,
                Word::Reject | Word::Accept => "whether",
                word => word.word(),
            };
            let verdict = (decision.word, &decision.b, decision.line);
            let about = (topic, self.address(&decision.a));
            let (word, b, line) = *verdicts.entry(about).or_insert(verdict);
            if (word, b) != (decision.word, &decision.b) {
                let (here, a) = (decision.line, &decision.a);
                let texts = [format!("{word} {b}"), format!("{} {}", decision.word, decision.b)];
                let [one, other] = texts.map(|text| text.trim_end().to_owned());
                return Err(format!(
                    "lines {line} and {here} contradict each other about {a}: `{one}` and `{other}`; take \
                     one out"
                ));
            }
        }
        Ok(())
    }
}
