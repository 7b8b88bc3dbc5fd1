//! How much speaks for each type: small sums of evidence.

use super::{EntityType, TypeScore};

/// A sum of evidence for each type.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Evidence([f32; EntityType::ALL.len()]);

impl Evidence {
    pub(crate) fn add(&mut self, kind: EntityType, score: f32) {
        self.0[kind as usize] += score;
    }

    /// Raises what speaks for a type to a score, if it is not higher already.
    pub(crate) fn raise(&mut self, kind: EntityType, score: f32) {
        self.0[kind as usize] = self.0[kind as usize].max(score);
    }

    pub(crate) fn add_all(&mut self, kinds: &[(EntityType, f32)]) {
        for &(kind, score) in kinds {
            self.add(kind, score);
        }
    }

    /// More for every type that a predicate picks.
    pub(crate) fn add_where(&mut self, score: f32, pick: impl Fn(EntityType) -> bool) {
        for kind in EntityType::ALL.into_iter().filter(|&kind| pick(kind)) {
            self.add(kind, score);
        }
    }

    pub(crate) fn merge(&mut self, scores: &[TypeScore]) {
        for score in scores {
            self.add(score.kind, score.score);
        }
    }

    pub(crate) fn of(&self, kind: EntityType) -> f32 {
        self.0[kind as usize]
    }

    /// The types that anything speaks for, the likeliest first.
    pub(crate) fn ranked(&self) -> Vec<TypeScore> {
        let all = EntityType::ALL.into_iter().map(|kind| TypeScore { kind, score: self.of(kind) });
        let mut scores: Vec<TypeScore> = all.filter(|score| score.score > 0.0).collect();
        scores.sort_by(|a, b| b.score.total_cmp(&a.score));
        scores
    }
}
