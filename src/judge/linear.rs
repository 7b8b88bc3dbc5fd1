//! Logistic regression over features: one weight for each feature and relation, and one for each
//! feature that all relations share.

use std::collections::HashMap;

use super::exp::logistic;
use super::lesson::{Example, Verdict};
use super::sink::Feature;

/// Weights of features.
#[derive(Debug, Clone, Default)]
pub(super) struct Linear {
    pub(super) relations: usize,
    /// The place of each feature's weights, in steps of `relations`.
    pub(super) own: HashMap<Feature, u32>,
    pub(super) weights: Vec<f32>,
    pub(super) shared: HashMap<Feature, u32>,
    pub(super) shared_weights: Vec<f32>,
}

/// How the weights are found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    pub(super) least: u32,
    pub(super) epochs: usize,
    pub(super) rate: f32,
    pub(super) decay: f32,
}

pub(super) struct Indexed {
    pub(super) own: Vec<u32>,
    pub(super) tied: Vec<Vec<u32>>,
}

impl Linear {
    /// The weights that tell the examples apart best.
    pub(super) fn train(examples: &[&Example], relations: usize, settings: Settings) -> Linear {
        let mut model = Linear { relations, ..Linear::default() };
        model.own = vocabulary(examples.iter().map(|e| &e.features), settings.least);
        model.shared = vocabulary(examples.iter().flat_map(|e| &e.tied), settings.least);
        model.weights = vec![0.0; model.own.len() * relations];
        model.shared_weights = vec![0.0; model.shared.len()];
        let indexed: Vec<Indexed> = examples.iter().map(|example| model.index(example)).collect();
        let mut sums = (vec![1e-2_f32; model.weights.len()], vec![1e-2_f32; model.shared_weights.len()]);
        let mut order: Vec<u32> = (0..examples.len() as u32).collect();
        let mut random = 1_u64;
        for _ in 0..settings.epochs {
            shuffle(&mut order, &mut random);
            for &at in &order {
                model.learn(examples[at as usize], &indexed[at as usize], &mut sums, settings);
            }
        }
        model
    }

    pub(super) fn index(&self, example: &Example) -> Indexed {
        let find = |map: &HashMap<Feature, u32>, features: &[Feature]| -> Vec<u32> {
            features.iter().filter_map(|feature| map.get(feature).copied()).collect()
        };
        Indexed {
            own: find(&self.own, &example.features),
            tied: example.tied.iter().map(|tied| find(&self.shared, tied)).collect(),
        }
    }

    fn learn(
        &mut self,
        example: &Example,
        indexed: &Indexed,
        (sums, shared_sums): &mut (Vec<f32>, Vec<f32>),
        settings: Settings,
    ) {
        let scores = self.scores(example, indexed);
        for (place, (&(relation, verdict), score)) in example.verdicts.iter().zip(scores).enumerate() {
            if verdict == Verdict::Unsure {
                continue;
            }
            let wanted = if verdict == Verdict::Yes { 1.0 } else { 0.0 };
            let error = logistic(score) - wanted;
            if error.abs() < 2e-3 {
                continue;
            }
            let step = |weight: &mut f32, sum: &mut f32| {
                let gradient = error + settings.decay * *weight;
                *sum += gradient * gradient;
                *weight -= settings.rate * gradient / sum.sqrt();
            };
            for &feature in &indexed.own {
                let index = feature as usize * self.relations + relation;
                step(&mut self.weights[index], &mut sums[index]);
            }
            for &feature in &indexed.tied[place] {
                step(&mut self.shared_weights[feature as usize], &mut shared_sums[feature as usize]);
            }
        }
    }

    /// The score of each relation that an example may be of.
    pub(super) fn scores(&self, example: &Example, indexed: &Indexed) -> Vec<f32> {
        let mut scores = vec![-4.0; example.verdicts.len()];
        for &feature in &indexed.own {
            let row = &self.weights[feature as usize * self.relations..][..self.relations];
            for (score, (relation, _)) in scores.iter_mut().zip(&example.verdicts) {
                *score += row[*relation];
            }
        }
        for (score, tied) in scores.iter_mut().zip(&indexed.tied) {
            *score += tied.iter().map(|&feature| self.shared_weights[feature as usize]).sum::<f32>();
        }
        scores
    }
}

/// A number for each feature that is seen often enough.
fn vocabulary<'e>(
    lists: impl Iterator<Item = &'e Vec<Feature>>,
    least: u32,
) -> HashMap<Feature, u32> {
    let mut counts: HashMap<Feature, u32> = HashMap::new();
    for feature in lists.flatten() {
        *counts.entry(*feature).or_default() += 1;
    }
    let mut kept: Vec<Feature> =
        counts.into_iter().filter(|(_, count)| *count >= least).map(|(feature, _)| feature).collect();
    kept.sort_unstable();
    kept.into_iter().zip(0..).collect()
}

/// The next of a fixed sequence of numbers that look random.
fn next(random: &mut u64) -> u64 {
    *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *random >> 33
}

fn shuffle(order: &mut [u32], random: &mut u64) {
    for last in (1..order.len()).rev() {
        order.swap(last, (next(random) % (last as u64 + 1)) as usize);
    }
}
