//! What the model knows: small whole numbers for features, and nothing else.
//!
//! Sums of whole numbers are the same in any order, on any machine.

use foldhash::HashMap;

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
    pub(super) sieve: Sieve,
}

/// Says of most features that are not known that they are not: it is small enough to stay in the
/// processor's cache, and most features are not known.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sieve(Vec<u64>);

impl Sieve {
    const BITS: u32 = 21;

    fn of<'f>(features: impl Iterator<Item = &'f Feature>) -> Sieve {
        let mut words = vec![0; 1 << (Sieve::BITS - 6)];
        for feature in features {
            let bit = feature >> (32 - Sieve::BITS);
            words[(bit / 64) as usize] |= 1 << (bit % 64);
        }
        Sieve(words)
    }

    fn may_have(&self, feature: Feature) -> bool {
        let bit = feature >> (32 - Sieve::BITS);
        self.0.get((bit / 64) as usize).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }
}

impl Weights {
    /// The same weights, ready to be looked up.
    pub(super) fn sifted(mut self) -> Weights {
        self.sieve = Sieve::of(self.own.keys());
        self
    }

    /// Adds up what features speak for each relation.
    pub(super) fn add_own(&self, features: &[Feature], sums: &mut [i32]) {
        for feature in features.iter().filter(|feature| self.sieve.may_have(**feature)) {
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

    /// The score of a relation's own sum with what is noticed with the relation in mind, which is
    /// looked for only where it can matter.
    pub(super) fn first_score(&self, own: i32, tied: impl FnOnce() -> i32) -> f32 {
        let hopeless = self.score(own) < HOPELESS;
        if hopeless { self.score(own) } else { self.score(own + tied()) }
    }

    /// The score of a sum: the logarithm of the odds, before they are calibrated.
    fn score(&self, sum: i32) -> f32 {
        sum as f32 * self.scale + BIAS
    }
}

/// Where a score begins: most candidates are nothing.
pub(super) const BIAS: f32 = -4.0;

/// A score of a relation's own weights that those which all share do not make up for.
const HOPELESS: f32 = -8.0;
