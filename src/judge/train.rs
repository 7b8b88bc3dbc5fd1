//! Finds the weights: logistic regression of all relations at once, by AdaGrad in a fixed order.
//!
//! Duchi et al. 2011, "Adaptive subgradient methods". One candidate after the other, on one
//! thread, with additions, products, quotients and square roots only: the same examples give the
//! same weights to the last bit.

use foldhash::HashMap;

use super::exp::logistic;
use super::lesson::{Example, Verdict};
use super::sink::Feature;
use super::weights::{BIAS, Weights};

/// A feature must be seen in so many candidates.
const LEAST: u32 = 4;
const EPOCHS: usize = 6;
const RATE: f32 = 0.03;
/// How strongly weights are drawn to zero.
const DECAY: f32 = 0.05;
/// Errors smaller than this teach nothing, and cost most of the time.
const SMALL: f32 = 2e-3;
/// Weights smaller than this are left out.
const NEGLIGIBLE: f32 = 0.04;

/// Weights by which the examples are told apart.
pub(super) fn train(examples: &[&Example], relations: usize) -> Weights {
    let own = vocabulary(examples.iter().map(|example| &example.features));
    let shared = vocabulary(examples.iter().flat_map(|example| &example.tied));
    let mut trainer = Trainer {
        relations,
        own: Slots::new(own.len() * relations),
        shared: Slots::new(shared.len()),
    };
    let indexed = examples.iter().map(|example| Indexed {
        example,
        own: places(&own, &example.features),
        tied: example.tied.iter().map(|tied| places(&shared, tied)).collect(),
    });
    let indexed: Vec<Indexed<'_>> = indexed.collect();
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    let mut random = 1;
    for _ in 0..EPOCHS {
        shuffle(&mut order, &mut random);
        for &place in &order {
            trainer.learn(&indexed[place as usize]);
        }
    }
    trainer.weights(&own, &shared)
}

/// An example by the places of its features' weights.
struct Indexed<'e> {
    example: &'e Example,
    own: Vec<u32>,
    tied: Vec<Vec<u32>>,
}

/// Weights in work, and the squares of the steps that each has made.
struct Slots {
    weights: Vec<f32>,
    squares: Vec<f32>,
}

struct Trainer {
    relations: usize,
    own: Slots,
    shared: Slots,
}

impl Slots {
    fn new(count: usize) -> Slots {
        Slots { weights: vec![0.0; count], squares: vec![1e-2; count] }
    }

    fn step(&mut self, place: usize, error: f32) {
        let gradient = error + DECAY * self.weights[place];
        self.squares[place] += gradient * gradient;
        self.weights[place] -= RATE * gradient / self.squares[place].sqrt();
    }
}

impl Trainer {
    fn learn(&mut self, indexed: &Indexed<'_>) {
        let verdicts = &indexed.example.verdicts;
        let mut scores = vec![BIAS; verdicts.len()];
        for &feature in &indexed.own {
            let row = &self.own.weights[feature as usize * self.relations..][..self.relations];
            for (score, (relation, _)) in scores.iter_mut().zip(verdicts) {
                *score += row[*relation];
            }
        }
        for (place, &(relation, verdict)) in verdicts.iter().enumerate() {
            let wanted = match verdict {
                Verdict::Yes => 1.0,
                Verdict::No => 0.0,
                Verdict::Unsure => continue,
            };
            let tied = indexed.tied[place].iter();
            let shared: f32 = tied.map(|&feature| self.shared.weights[feature as usize]).sum();
            let error = logistic(scores[place] + shared) - wanted;
            if error.abs() < SMALL {
                continue;
            }
            for &feature in &indexed.own {
                self.own.step(feature as usize * self.relations + relation, error);
            }
            for &feature in &indexed.tied[place] {
                self.shared.step(feature as usize, error);
            }
        }
    }

    /// The weights as small whole numbers, without those that do nothing.
    fn weights(&self, own: &HashMap<Feature, u32>, shared: &HashMap<Feature, u32>) -> Weights {
        let all = self.own.weights.iter().chain(&self.shared.weights);
        let most = all.fold(NEGLIGIBLE, |most, weight| most.max(weight.abs()));
        let scale = most / 127.0;
        let small = |weight: f32| {
            let step = (weight / scale).round() as i8;
            (weight.abs() >= NEGLIGIBLE && step != 0).then_some(step)
        };
        let mut weights = Weights { scale, ..Weights::default() };
        let mut features: Vec<(Feature, u32)> = own.iter().map(|(f, place)| (*f, *place)).collect();
        features.sort_unstable();
        for (feature, place) in features {
            let row = &self.own.weights[place as usize * self.relations..][..self.relations];
            let start = weights.entries.len() as u32;
            let kept = row.iter().enumerate();
            weights.entries.extend(kept.filter_map(|(r, w)| Some((r as u16, small(*w)?))));
            let end = weights.entries.len() as u32;
            if end > start {
                weights.own.insert(feature, (start, end));
            }
        }
        let kept = shared.iter();
        let kept =
            kept.filter_map(|(f, place)| Some((*f, small(self.shared.weights[*place as usize])?)));
        weights.shared = kept.collect();
        weights.sifted()
    }
}

/// A place for each feature that is seen often enough.
fn vocabulary<'e>(lists: impl Iterator<Item = &'e Vec<Feature>>) -> HashMap<Feature, u32> {
    let mut counts: HashMap<Feature, u32> = HashMap::default();
    for feature in lists.flatten() {
        *counts.entry(*feature).or_default() += 1;
    }
    let kept = counts.into_iter().filter(|(_, count)| *count >= LEAST);
    let mut kept: Vec<Feature> = kept.map(|(feature, _)| feature).collect();
    kept.sort_unstable();
    kept.into_iter().zip(0..).collect()
}

fn places(vocabulary: &HashMap<Feature, u32>, features: &[Feature]) -> Vec<u32> {
    features.iter().filter_map(|feature| vocabulary.get(feature).copied()).collect()
}

/// Puts numbers into an order that looks random and is always the same.
fn shuffle(order: &mut [u32], random: &mut u64) {
    for last in (1..order.len()).rev() {
        *random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(last, ((*random >> 33) % (last as u64 + 1)) as usize);
    }
}
