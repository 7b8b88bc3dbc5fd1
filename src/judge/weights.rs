//! What the model knows: small whole numbers for features, and nothing else.
//!
//! Sums of whole numbers are the same in any order, on any machine.

use std::collections::HashMap;

use super::sink::Feature;

/// Weights for features: of each relation, and shared by all.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Weights {
    /// What one step of a weight is worth.
    pub(super) scale: f32,
    /// The relations' own weights: by feature a range of `entries`.
    pub(super) own: HashMap<Feature, (u32, u32)>,
    /// Relation and weight.
    pub(super) entries: Vec<(u16, i8)>,
    /// Weights that all relations share.
    pub(super) shared: HashMap<Feature, i8>,
}

impl Weights {
    /// Adds up what features speak for each relation.
    pub(super) fn add_own(&self, features: &[Feature], sums: &mut [i32]) {
        for feature in features {
            let Some(&(start, end)) = self.own.get(feature) else { continue };
            for &(relation, weight) in &self.entries[start as usize..end as usize] {
                sums[usize::from(relation)] += i32::from(weight);
            }
        }
    }

    /// What features speak for a relation by the weights that all share.
    pub(super) fn shared_sum(&self, features: &[Feature]) -> i32 {
        features.iter().filter_map(|feature| self.shared.get(feature)).map(|w| i32::from(*w)).sum()
    }

    /// The score of a sum: the logarithm of the odds, before they are calibrated.
    pub(super) fn score(&self, sum: i32) -> f32 {
        sum as f32 * self.scale + BIAS
    }
}

/// Where a score begins: most candidates are nothing.
pub(super) const BIAS: f32 = -4.0;
