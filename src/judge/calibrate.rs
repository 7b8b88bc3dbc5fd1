//! From scores to probabilities: of the claims that get 0.7, seven of ten should be right.
//!
//! Platt 1999, "Probabilistic outputs for support vector machines": one slope for all relations,
//! and a shift for each, drawn towards none where a relation has few examples.

use super::exp::logistic;

/// Turns scores into probabilities.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Calibration {
    pub(super) slope: f32,
    /// For each relation.
    pub(super) shifts: Vec<f32>,
}

/// A score, its relation, and whether the claim was right.
pub(super) type Outcome = (usize, f32, bool);

/// How much a shift has to be worth.
const PRIOR: f64 = 0.1;
const ROUNDS: usize = 40;

impl Calibration {
    /// The calibration under which the outcomes are likeliest.
    pub(super) fn fit(outcomes: &[Outcome], relations: usize) -> Calibration {
        let mut calibration = Calibration { slope: 1.0, shifts: vec![0.0; relations] };
        for _ in 0..ROUNDS {
            calibration.improve_slope(outcomes);
            calibration.improve_shifts(outcomes);
        }
        calibration
    }

    /// The probability that a claim of a relation with this score is right.
    pub(super) fn probability(&self, relation: usize, score: f32) -> f32 {
        logistic(self.slope * score + self.shifts[relation])
    }

    /// One step of Newton's method for the slope.
    fn improve_slope(&mut self, outcomes: &[Outcome]) {
        let (mut gradient, mut curvature) = (0.0, 1.0);
        for &(relation, score, right) in outcomes {
            let p = f64::from(self.probability(relation, score));
            gradient += (p - f64::from(u8::from(right))) * f64::from(score);
            curvature += p * (1.0 - p) * f64::from(score) * f64::from(score);
        }
        self.slope -= (gradient / curvature).clamp(-0.2, 0.2) as f32;
    }

    fn improve_shifts(&mut self, outcomes: &[Outcome]) {
        let mut sums: Vec<(f64, f64)> =
            self.shifts.iter().map(|shift| (PRIOR * f64::from(*shift), PRIOR)).collect();
        for &(relation, score, right) in outcomes {
            let p = f64::from(self.probability(relation, score));
            sums[relation].0 += p - f64::from(u8::from(right));
            sums[relation].1 += p * (1.0 - p);
        }
        for (shift, (gradient, curvature)) in self.shifts.iter_mut().zip(sums) {
            *shift -= (gradient / curvature).clamp(-0.5, 0.5) as f32;
        }
    }
}

/// A probability as it is written: rounded, so that it is the same bytes everywhere.
pub(super) fn rounded(probability: f32) -> f64 {
    (f64::from(probability) * 1000.0).round() / 1000.0
}
