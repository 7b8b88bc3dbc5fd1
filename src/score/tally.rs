//! What is counted, and what the counts come to.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::Miss;

/// The relations that the project was started for.
const MISSION: [&str; 8] = [
    "deployedTo",
    "crossedInto",
    "crossedVia",
    "metWith",
    "visited",
    "commands",
    "memberOf",
    "partOf",
];

/// What else may be right about a claim that is right, in the order of the tables.
pub(super) const FACETS: [&str; 5] = ["polarity", "certainty", "attribution", "time", "strength"];

/// What was counted over the reports of a set.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scores {
    /// How many annotated reports there are.
    pub reports: usize,
    /// Of how many of them there is a prediction.
    pub read: usize,
    /// The claims, by relation.
    pub relations: BTreeMap<String, Count>,
    /// The entities.
    pub entities: EntityTally,
    /// What else is right about the claims that are right.
    pub facets: FacetTally,
    /// The claims that are not right, report by report.
    pub misses: Vec<Miss>,
}

/// How many claims are right, of how many that were predicted and how many that there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Predicted, and there.
    pub right: usize,
    /// Predicted.
    pub predicted: usize,
    /// There.
    pub gold: usize,
}

/// How many entities are found; collectives are not counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EntityTally {
    /// Annotated entities.
    pub gold: usize,
    /// Those that a predicted entity shares a name with.
    pub found: usize,
    /// Those that a predicted entity of a near type shares a name with.
    pub typed: usize,
    /// Those that several predicted entities share a name with.
    pub split: usize,
    /// Predicted entities.
    pub predicted: usize,
    /// Those that an annotated entity shares a name with.
    pub predicted_right: usize,
}

/// What else is right about the claims that are right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FacetTally {
    /// The same polarity.
    pub polarity: Share,
    /// The same certainty.
    pub certainty: Share,
    /// The same innermost teller.
    pub attribution: Share,
    /// Times that overlap, of those that have one.
    pub time: Share,
    /// The same number of people, of those that have one.
    pub strength: Share,
}

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many are right.
    pub right: usize,
    /// Of how many.
    pub of: usize,
}

impl Scores {
    /// The claims of all relations.
    pub fn all(&self) -> Count {
        self.relations.values().copied().fold(Count::default(), Count::and)
    }

    /// The claims of the relations that the project was started for.
    pub fn mission(&self) -> Count {
        let mission = MISSION.iter().filter_map(|relation| self.relations.get(*relation));
        mission.copied().fold(Count::default(), Count::and)
    }

    /// The counts of a relation, to count on.
    pub(super) fn relation(&mut self, name: &str) -> &mut Count {
        self.relations.entry(name.to_owned()).or_default()
    }

    /// Adds what was counted in other reports.
    pub(super) fn add(&mut self, other: Scores) {
        self.reports += other.reports;
        self.read += other.read;
        self.entities += other.entities;
        self.facets += other.facets;
        self.misses.extend(other.misses);
        for (name, count) in other.relations {
            let sum = self.relations.entry(name).or_default();
            *sum = sum.and(count);
        }
    }
}

impl Count {
    /// The share of the predicted claims that are right.
    pub fn precision(&self) -> f64 {
        share(self.right, self.predicted)
    }

    /// The share of the claims that were found.
    pub fn recall(&self) -> f64 {
        share(self.right, self.gold)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        let sum = precision + recall;
        if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }
    }

    pub(super) fn and(self, other: Count) -> Count {
        Count {
            right: self.right + other.right,
            predicted: self.predicted + other.predicted,
            gold: self.gold + other.gold,
        }
    }
}

impl EntityTally {
    /// The share of the entities that are found.
    pub fn recall(&self) -> f64 {
        share(self.found, self.gold)
    }

    /// The share of the entities that are found with a near type.
    pub fn typed(&self) -> f64 {
        share(self.typed, self.gold)
    }

    /// The share of the predicted entities that are there.
    pub fn precision(&self) -> f64 {
        share(self.predicted_right, self.predicted)
    }

    /// The share of the entities that several predicted ones stand for.
    pub fn split(&self) -> f64 {
        share(self.split, self.gold)
    }
}

impl FacetTally {
    /// Each facet with its name.
    pub fn named(&self) -> [(&'static str, Share); 5] {
        let FacetTally { polarity, certainty, attribution, time, strength } = *self;
        let shares = [polarity, certainty, attribution, time, strength];
        std::array::from_fn(|facet| (FACETS[facet], shares[facet]))
    }
}

impl Share {
    /// The quotient; 0 of nothing.
    pub fn value(&self) -> f64 {
        share(self.right, self.of)
    }

    pub(super) fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }
}

impl AddAssign for EntityTally {
    fn add_assign(&mut self, other: EntityTally) {
        self.gold += other.gold;
        self.found += other.found;
        self.typed += other.typed;
        self.split += other.split;
        self.predicted += other.predicted;
        self.predicted_right += other.predicted_right;
    }
}

impl AddAssign for FacetTally {
    fn add_assign(&mut self, other: FacetTally) {
        self.polarity += other.polarity;
        self.certainty += other.certainty;
        self.attribution += other.attribution;
        self.time += other.time;
        self.strength += other.strength;
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Share) {
        self.right += other.right;
        self.of += other.of;
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
