//! From annotated reports to a model, and how well such a model reads reports it has not seen.

use std::fmt;

use rayon::prelude::*;

use super::calibrate::{Calibration, Outcome};
use super::company::{self, FAINT, Impression};
use super::evaluate::{Guess, Tally, guesses};
use super::lesson::{Example, Lesson, Verdict};
use super::model::{FRAMED, FRAMED_SHORT, Model, worth};
use super::second::{Instance, Second};
use super::sink::Feature;
use super::train::train;
use super::weights::Weights;

/// The reports are dealt into so many parts; each is read by a model that has not seen it.
const FOLDS: usize = 5;
/// Relations with fewer annotated claims are left to the frames.
const FEWEST: usize = 8;

/// What was learnt, and what it is worth on reports that were not learnt from.
#[derive(Debug, Clone)]
pub struct Account {
    reports: usize,
    claims: usize,
    reached: usize,
    relations: Vec<(String, Tally)>,
    confidence: f32,
    off_by: f64,
}

/// A model of what the lessons teach, and an account of it. `precision` is the share of its claims
/// that should be right; as many claims are made as that allows.
pub(super) fn learn(lessons: &[Lesson], relations: &[String], precision: f64) -> (Model, Account) {
    let first = cross_scores(lessons, relations.len());
    let glances: Vec<Glance> = lessons.iter().zip(&first).map(|(l, s)| Glance::new(l, s)).collect();
    let scores = second_scores(&glances, first);
    let guesses = guesses(lessons, &scores);
    let gold = gold_counts(lessons, relations.len());
    let outcomes: Vec<Outcome> = guesses
        .iter()
        .filter(|guess| guess.score > LOWEST)
        .map(|guess| (guess.relation, guess.score, guess.right))
        .collect();
    let calibration = Calibration::fit(&outcomes, relations.len());
    let confidence = |guess: &Guess| calibration.probability(guess.relation, guess.score);
    let threshold = threshold(&guesses, confidence, gold.iter().sum(), precision);
    let tallies = tallies(&guesses, confidence, &gold, threshold);
    let account = Account {
        reports: lessons.len(),
        claims: gold.iter().sum(),
        reached: lessons.iter().map(Lesson::reached).sum(),
        relations: relations.iter().cloned().zip(tallies).collect(),
        confidence: threshold,
        off_by: off_by(&guesses, confidence),
    };
    let happens = happens(lessons, relations.len());
    let examples: Vec<&Example> = lessons.iter().flat_map(|lesson| &lesson.examples).collect();
    let weights = train(&examples, relations.len());
    let second = Second::learn(&instances(glances.iter()));
    let relations = relations.to_vec();
    (Model { relations, happens, weights, second, calibration, threshold }, account)
}

/// The impressions of a report at first sight, and what is noticed of them in company.
struct Glance {
    impressions: Vec<Impression>,
    /// The place of each among its example's verdicts, and what is to be learnt of it.
    verdicts: Vec<(usize, Verdict)>,
    features: Vec<Vec<Feature>>,
}

impl Glance {
    /// `scores` are by example and verdict.
    fn new(lesson: &Lesson, scores: &[Vec<f32>]) -> Glance {
        let (mut impressions, mut verdicts) = (Vec::new(), Vec::new());
        for (candidate, (example, scores)) in lesson.examples.iter().zip(scores).enumerate() {
            for (index, (&(relation, verdict), &score)) in
                example.verdicts.iter().zip(scores).enumerate()
            {
                if score > FAINT {
                    let (trigger, is_framed) = (example.triggers[index], example.framed[index]);
                    let place = example.place;
                    let found =
                        Impression { candidate, place, relation, trigger, score, is_framed };
                    impressions.push(found);
                    verdicts.push((index, verdict));
                }
            }
        }
        let features = company::features(&impressions);
        Glance { impressions, verdicts, features }
    }
}

/// What the second look is to learn from.
fn instances<'g>(glances: impl Iterator<Item = &'g Glance>) -> Vec<Instance<'g>> {
    let of_glance = |glance: &'g Glance| {
        let all = glance.impressions.iter().zip(&glance.verdicts).zip(&glance.features);
        let known = all.filter(|((_, (_, verdict)), _)| *verdict != Verdict::Unsure);
        known.map(|((impression, (_, verdict)), features)| Instance {
            first: impression.score,
            features,
            right: *verdict == Verdict::Yes,
        })
    };
    glances.flat_map(of_glance).collect()
}

/// The scores at second sight, each by what was learnt of other reports.
fn second_scores(glances: &[Glance], mut scores: Vec<Vec<Vec<f32>>>) -> Vec<Vec<Vec<f32>>> {
    let of_fold = |fold: usize| {
        let others = glances.iter().enumerate().filter(|(index, _)| index % FOLDS != fold);
        Second::learn(&instances(others.map(|(_, glance)| glance)))
    };
    let folds: Vec<Second> = (0..FOLDS).into_par_iter().map(of_fold).collect();
    for (report, glance) in glances.iter().enumerate() {
        let all = glance.impressions.iter().zip(&glance.verdicts).zip(&glance.features);
        for ((impression, (verdict, _)), features) in all {
            let score = folds[report % FOLDS].score(impression.score, features);
            scores[report][impression.candidate][*verdict] = score;
        }
    }
    scores
}

/// So few claims do not show how many of them are right.
const FEW: usize = 20;

/// Scores lower than this say nothing about calibration.
const LOWEST: f32 = -6.0;

/// For each report the scores by a model that has not seen it.
fn cross_scores(lessons: &[Lesson], relations: usize) -> Vec<Vec<Vec<f32>>> {
    let of_fold = |fold: usize| -> Vec<Vec<Vec<f32>>> {
        let others = lessons.iter().enumerate().filter(|(index, _)| index % FOLDS != fold);
        let examples: Vec<&Example> = others.flat_map(|(_, lesson)| &lesson.examples).collect();
        let weights = train(&examples, relations);
        let own = lessons.iter().skip(fold).step_by(FOLDS);
        own.map(|lesson| lesson.examples.iter().map(|e| scores(&weights, e, relations)).collect())
            .collect()
    };
    let mut folds: Vec<_> =
        (0..FOLDS).into_par_iter().map(|fold| of_fold(fold).into_iter()).collect();
    let next = |index: usize| folds[index % FOLDS].next().expect("each report is in one fold");
    (0..lessons.len()).map(next).collect()
}

/// The score of each verdict of an example.
fn scores(weights: &Weights, example: &Example, relations: usize) -> Vec<f32> {
    let mut sums = vec![0; relations];
    weights.add_own(&example.features, &mut sums);
    let tied = example.verdicts.iter().zip(&example.tied);
    tied.map(|((relation, _), tied)| {
        weights.first_score(sums[*relation], || weights.shared_sum(tied))
    })
    .collect()
}

fn gold_counts(lessons: &[Lesson], relations: usize) -> Vec<usize> {
    let mut counts = vec![0; relations];
    lessons.iter().flat_map(|lesson| &lesson.claims).for_each(|relation| counts[*relation] += 1);
    counts
}

/// The confidence from which on claims are made: where F1 is best and the precision is reached;
/// where precision is best if it never is.
fn threshold(
    guesses: &[Guess],
    confidence: impl Fn(&Guess) -> f32,
    gold: usize,
    precision: f64,
) -> f32 {
    let worth_of = |g: &Guess| (worth(confidence(g), g.framed, g.short), g.right);
    let mut sure: Vec<(f32, bool)> = guesses.iter().map(worth_of).collect();
    sure.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut best = (false, 0.0, 1.0);
    let mut tally = Tally { gold, ..Tally::default() };
    for (confidence, right) in sure {
        tally = tally.and(Tally { right: right.into(), predicted: 1, gold: 0 });
        // A handful of claims measures nothing.
        if tally.predicted < FEW.min(gold / 2) || confidence < 0.05 {
            continue;
        }
        let reached = tally.precision() >= precision;
        let worth = if reached { tally.f1() } else { tally.precision() };
        if (reached, worth) > (best.0, best.1) {
            best = (reached, worth, confidence);
        }
    }
    best.2
}

fn tallies(
    guesses: &[Guess],
    confidence: impl Fn(&Guess) -> f32,
    gold: &[usize],
    threshold: f32,
) -> Vec<Tally> {
    let new = |gold: &usize| Tally { gold: *gold, ..Tally::default() };
    let mut tallies: Vec<Tally> = gold.iter().map(new).collect();
    let is_made = |guess: &&Guess| worth(confidence(guess), guess.framed, guess.short) >= threshold;
    for guess in guesses.iter().filter(is_made) {
        let tally = &mut tallies[guess.relation];
        *tally = tally.and(Tally { right: guess.right.into(), predicted: 1, gold: 0 });
    }
    tallies
}

/// How far confidence is from the truth, on the average of claims with at least 0.1 (expected
/// calibration error over tenths).
fn off_by(guesses: &[Guess], confidence: impl Fn(&Guess) -> f32) -> f64 {
    let mut tenths = [(0.0, 0.0, 0.0); 10];
    for guess in guesses {
        let sure = confidence(guess);
        let tenth = &mut tenths[((sure * 10.0) as usize).min(9)];
        *tenth =
            (tenth.0 + 1.0, tenth.1 + f64::from(sure), tenth.2 + f64::from(u8::from(guess.right)));
    }
    let counted = &tenths[1..];
    let all: f64 = counted.iter().map(|tenth| tenth.0).sum();
    counted.iter().map(|tenth| (tenth.1 - tenth.2).abs()).sum::<f64>() / all.max(1.0)
}

/// Of each relation whether most of its annotated claims have a time.
fn happens(lessons: &[Lesson], relations: usize) -> Vec<bool> {
    let mut counts = vec![(0, 0); relations];
    for lesson in lessons {
        for (relation, timed) in lesson.claims.iter().zip(&lesson.timed) {
            counts[*relation].0 += usize::from(*timed);
            counts[*relation].1 += 1;
        }
    }
    counts.into_iter().map(|(timed, all)| 3 * timed > all).collect()
}

/// Which relations have enough annotated claims to be learnt, of those that an ontology has.
pub(super) fn learnable<'n>(names: impl Iterator<Item = &'n str>, claims: &[&str]) -> Vec<String> {
    let count = |name: &str| claims.iter().filter(|claim| **claim == name).count();
    names.filter(|name| count(name) >= FEWEST).map(str::to_owned).collect()
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.relations.iter().map(|(name, _)| name.len()).max().unwrap_or(0).max(7);
        writeln!(
            f,
            "learnt from {} reports with {} claims of {} relations; {} claims are within reach",
            self.reports,
            self.claims,
            self.relations.len(),
            self.reached
        )?;
        writeln!(f, "read by models that had not seen them, {FOLDS} parts in turn:\n")?;
        writeln!(f, "{:width$}      P      R      F  right/predicted/gold", "")?;
        let all = self.relations.iter().fold(Tally::default(), |all, (_, tally)| all.and(*tally));
        let rows = std::iter::once(("all", all));
        for (name, tally) in rows.chain(self.relations.iter().map(|(name, t)| (name.as_str(), *t)))
        {
            let (p, r, f1) = (tally.precision(), tally.recall(), tally.f1());
            let Tally { right, predicted, gold } = tally;
            writeln!(f, "{name:width$}  {p:.3}  {r:.3}  {f1:.3}  {right}/{predicted}/{gold}")?;
        }
        writeln!(
            f,
            "\nclaims are made from confidence {:.3} on, where a frame reads them from {:.3} on; \
             in short sentences from {:.3} on; confidence is off by {:.3} on average",
            self.confidence,
            self.confidence / FRAMED,
            self.confidence / FRAMED_SHORT,
            self.off_by
        )
    }
}
