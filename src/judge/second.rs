//! The second look: corrects the scores of first sight by the company that a guess is in.

use foldhash::HashMap;

use super::exp::logistic;
use super::sink::Feature;

/// What has been learnt of companies: small whole numbers for features, as at first sight.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Second {
    /// What one step of a weight is worth.
    pub(super) scale: f32,
    pub(super) weights: HashMap<Feature, i8>,
}

/// The score at first sight, what is noticed in company, and whether it is right.
pub(super) struct Instance<'f> {
    pub(super) first: f32,
    pub(super) features: &'f [Feature],
    pub(super) right: bool,
}

/// A feature must be seen so often.
const LEAST: u32 = 10;
const EPOCHS: usize = 12;
const RATE: f32 = 0.02;
/// How strongly weights are drawn to zero.
const DECAY: f32 = 0.02;

impl Second {
    /// The score at second sight.
    pub(super) fn score(&self, first: f32, features: &[Feature]) -> f32 {
        let weights = features.iter().filter_map(|feature| self.weights.get(feature));
        first + weights.map(|weight| i32::from(*weight)).sum::<i32>() as f32 * self.scale
    }

    /// Learns by AdaGrad, one instance after the other.
    pub(super) fn learn(instances: &[Instance<'_>]) -> Second {
        let mut places: HashMap<Feature, u32> = HashMap::default();
        for feature in instances.iter().flat_map(|instance| instance.features) {
            *places.entry(*feature).or_default() += 1;
        }
        let kept = places.iter().filter(|(_, count)| **count >= LEAST);
        let mut kept: Vec<Feature> = kept.map(|(feature, _)| *feature).collect();
        kept.sort_unstable();
        let place_of: HashMap<Feature, usize> = kept.iter().copied().zip(0..).collect();
        let mut weights = vec![(0.0_f32, 1e-2_f32); kept.len()];
        let known: Vec<Vec<usize>> = instances
            .iter()
            .map(|instance| instance.features.iter().filter_map(|f| place_of.get(f).copied()))
            .map(Iterator::collect)
            .collect();
        for _ in 0..EPOCHS {
            for (instance, places) in instances.iter().zip(&known) {
                let sum: f32 = places.iter().map(|place| weights[*place].0).sum();
                let wanted = if instance.right { 1.0 } else { 0.0 };
                let error = logistic(instance.first + sum) - wanted;
                for &place in places {
                    let (weight, squares) = &mut weights[place];
                    let gradient = error + DECAY * *weight * error.abs();
                    *squares += gradient * gradient;
                    *weight -= RATE * gradient / squares.sqrt();
                }
            }
        }
        Second::rounded(&kept, &weights)
    }

    fn rounded(features: &[Feature], weights: &[(f32, f32)]) -> Second {
        let most = weights.iter().fold(1e-3_f32, |most, (weight, _)| most.max(weight.abs()));
        let scale = most / 127.0;
        let small = |weight: f32| (weight / scale).round() as i8;
        let all =
            features.iter().zip(weights).map(|(feature, (weight, _))| (*feature, small(*weight)));
        Second { scale, weights: all.filter(|(_, weight)| *weight != 0).collect() }
    }
}
