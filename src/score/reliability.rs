//! Whether confidence means something: how many claims of each confidence are right, and what
//! asking for more of it costs.

use std::fmt::Write;

use rayon::prelude::*;

use super::claims::{Comparison, compare};
use super::{Count, GoldReport, GoldSet};
use crate::model::{Claim, Document};

/// What the claims of a set are worth by their confidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// The claims by tenths of confidence: the first is below 0.1, the last from 0.9.
    pub tenths: [Tenth; 10],
    /// Precision and recall by the least confidence that is asked for, from 0 to 0.99 in
    /// hundredths.
    pub curve: Vec<Point>,
}

/// The claims within a tenth of confidence.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tenth {
    /// How many there are.
    pub claims: usize,
    /// How many of them are right.
    pub right: usize,
    /// Their confidence, added up.
    pub confidence: f64,
}

/// What is found if claims of some confidence are asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The least confidence.
    pub least: f64,
    /// What claims there are then.
    pub count: Count,
}

impl Reliability {
    /// Holds what `predict` says against what people say. Claims without a confidence do not
    /// count; `predict` should leave out as few of the unlikely ones as can be.
    pub fn of<P>(set: &GoldSet, predict: P) -> Reliability
    where
        P: Fn(&GoldReport) -> Option<Document> + Sync,
    {
        let one = |report: &GoldReport| {
            let mut predicted = predict(report).unwrap_or_default();
            predicted.claims.retain(|claim| claim.confidence.is_some());
            of_report(&report.document, predicted)
        };
        let parts: Vec<Reliability> = set.reports.par_iter().map(one).collect();
        let mut sum = Reliability { tenths: Default::default(), curve: leasts().collect() };
        parts.iter().for_each(|part| sum.add(part));
        sum
    }

    /// The expected calibration error: how far confidence and the share that is right are apart,
    /// over all claims.
    pub fn error(&self) -> f64 {
        let claims: usize = self.tenths.iter().map(|tenth| tenth.claims).sum();
        let apart = |tenth: &Tenth| (tenth.confidence - tenth.right as f64).abs();
        self.tenths.iter().map(apart).sum::<f64>() / claims.max(1) as f64
    }

    /// Where precision and recall are best together.
    pub fn best(&self) -> Option<Point> {
        self.curve
            .iter()
            .copied()
            .reduce(|best, point| if point.count.f1() > best.count.f1() { point } else { best })
    }

    /// The least confidence from which on so large a share is right.
    pub fn at_precision(&self, precision: f64) -> Option<Point> {
        self.curve.iter().copied().find(|point| point.count.precision() >= precision)
    }

    fn add(&mut self, other: &Reliability) {
        for (sum, tenth) in self.tenths.iter_mut().zip(&other.tenths) {
            sum.claims += tenth.claims;
            sum.right += tenth.right;
            sum.confidence += tenth.confidence;
        }
        for (sum, point) in self.curve.iter_mut().zip(&other.curve) {
            sum.count = sum.count.and(point.count);
        }
    }
}

impl Tenth {
    /// The mean confidence of its claims.
    pub fn mean(&self) -> f64 {
        self.confidence / self.claims.max(1) as f64
    }

    /// The share of its claims that are right.
    pub fn share(&self) -> f64 {
        self.right as f64 / self.claims.max(1) as f64
    }
}

/// The points of the curve, with nothing counted yet.
fn leasts() -> impl Iterator<Item = Point> {
    (0..100)
        .map(|hundredths| Point { least: f64::from(hundredths) / 100.0, count: Count::default() })
}

fn of_report(gold: &Document, mut predicted: Document) -> Reliability {
    let Comparison { right, wrong, .. } = compare(gold, &predicted);
    let mut tenths = [Tenth::default(); 10];
    let mut count = |claim: &Claim, right: bool| {
        let confidence = claim.confidence.unwrap_or_default();
        let tenth = &mut tenths[((confidence * 10.0) as usize).min(9)];
        tenth.claims += 1;
        tenth.right += usize::from(right);
        tenth.confidence += confidence;
    };
    right.iter().for_each(|(_, claim)| count(claim, true));
    wrong.iter().for_each(|claim| count(claim, false));
    let mut curve: Vec<Point> = leasts().collect();
    for point in &mut curve {
        predicted.claims.retain(|claim| claim.confidence >= Some(point.least));
        let Comparison { right, missed, wrong } = compare(gold, &predicted);
        let right = right.len();
        point.count = Count { right, predicted: right + wrong.len(), gold: right + missed.len() };
    }
    Reliability { tenths, curve }
}

/// The tenths of a set, and the points of its curve that people ask for, for a terminal.
pub fn text(set: &str, reliability: &Reliability) -> String {
    let mut page = format!("{set}: expected calibration error {:.3}\n\n", reliability.error());
    page.push_str("confidence  claims   mean   right\n");
    for (index, tenth) in reliability.tenths.iter().enumerate() {
        let (claims, mean, share) = (tenth.claims, tenth.mean(), tenth.share());
        line(&mut page, format_args!(" 0.{index} to    {claims:6}  {mean:.3}   {share:.3}"));
    }
    page.push_str("\n                --min-confidence      P      R      F\n");
    for (what, point) in asked_for(reliability) {
        let Some(Point { least, count }) = point else { continue };
        let (p, r, f) = (count.precision(), count.recall(), count.f1());
        line(&mut page, format_args!("{what:14}              {least:.2}   {p:.3}  {r:.3}  {f:.3}"));
    }
    page
}

/// The points of the curve that people ask for.
pub fn asked_for(reliability: &Reliability) -> [(&'static str, Option<Point>); 4] {
    [
        ("precision 0.95", reliability.at_precision(0.95)),
        ("precision 0.90", reliability.at_precision(0.90)),
        ("precision 0.80", reliability.at_precision(0.80)),
        ("best F1", reliability.best()),
    ]
}

fn line(page: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(page, "{line}").expect("a string takes everything");
}
