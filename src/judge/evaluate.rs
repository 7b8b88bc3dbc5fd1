//! Holds judged candidates against what people read, as the scorer does.

use std::collections::{BTreeMap, HashSet};

use super::company::Identity;
use super::lesson::Lesson;

/// A claim as the judge would make it, and what it would be of the annotated ones.
#[derive(Debug, Clone)]
pub(super) struct Guess {
    pub(super) relation: usize,
    pub(super) report: usize,
    pub(super) score: f32,
    /// Whether a frame reads it, too.
    pub(super) framed: bool,
    /// Whether its sentence is short.
    pub(super) short: bool,
    /// The annotated claims that it states, by number.
    pub(super) states: Vec<usize>,
    /// Whether it is right: each annotated claim is stated once.
    pub(super) right: bool,
}

/// Each claim once with its best score, the best first. `scores` are by report, example and
/// verdict.
pub(super) fn guesses(lessons: &[Lesson], scores: &[Vec<Vec<f32>>]) -> Vec<Guess> {
    let mut best: BTreeMap<(usize, usize, Identity), Guess> = BTreeMap::new();
    for (report, (lesson, of_report)) in lessons.iter().zip(scores).enumerate() {
        for (example, of_example) in lesson.examples.iter().zip(of_report) {
            let verdicts = example.verdicts.iter().zip(&example.framed).zip(of_example);
            for ((&(relation, _), &framed), &score) in verdicts {
                let known = best.get(&(report, relation, example.place.identity));
                if known.is_some_and(|known| known.score >= score) {
                    continue;
                }
                let states = example.right.iter().copied();
                let states = states.filter(|claim| lesson.claims[*claim] == relation).collect();
                let short = example.place.is_short;
                let guess = Guess { relation, report, score, framed, short, states, right: false };
                best.insert((report, relation, example.place.identity), guess);
            }
        }
    }
    let mut guesses: Vec<Guess> = best.into_values().collect();
    guesses.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut taken = HashSet::new();
    for guess in &mut guesses {
        let claims = guess.states.iter().map(|claim| (guess.report, *claim));
        guess.right = claims.into_iter().any(|claim| taken.insert(claim));
    }
    guesses
}

/// Right, predicted and annotated claims.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) right: usize,
    pub(super) predicted: usize,
    pub(super) gold: usize,
}

impl Tally {
    pub(super) fn precision(self) -> f64 {
        self.right as f64 / self.predicted.max(1) as f64
    }

    pub(super) fn recall(self) -> f64 {
        self.right as f64 / self.gold.max(1) as f64
    }

    pub(super) fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.predicted + self.gold).max(1) as f64
    }

    pub(super) fn and(self, other: Tally) -> Tally {
        Tally {
            right: self.right + other.right,
            predicted: self.predicted + other.predicted,
            gold: self.gold + other.gold,
        }
    }
}
