//! What else is right about a claim that is right.

use super::FacetTally;
use super::names::{half_of_the_words, normalize};
use crate::model::{Certainty, Claim, Polarity, Strength, Time};

/// What is said of one facet of a claim that is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finding {
    /// As people read it.
    Right,
    /// Nothing, though people read something out of the ordinary.
    LeftOut,
    /// Something out of the ordinary, though people read nothing.
    MadeUp,
    /// Something else than people read.
    Other,
}

/// Compares all but relation, subject and object of two claims that are the same.
pub(super) fn count(gold: &Claim, predicted: &Claim, tally: &mut FacetTally) {
    let FacetTally { polarity, certainty, attribution, time, strength } = tally;
    let shares = [polarity, certainty, attribution, time, strength];
    for (share, finding) in shares.into_iter().zip(findings(gold, predicted)) {
        if let Some(finding) = finding {
            share.count(finding == Finding::Right);
        }
    }
}

/// What is found of each facet, in the order of [`FacetTally::named`]; nothing of a time or a
/// number that there is not.
pub(super) fn findings(gold: &Claim, predicted: &Claim) -> [Option<Finding>; 5] {
    let denied = |claim: &Claim| claim.polarity == Polarity::Denied;
    let hedged = |claim: &Claim| claim.certainty != Certainty::Certain;
    let (teller, other_teller) = (innermost(gold), innermost(predicted));
    let (time, other_time) = (time(gold), time(predicted));
    let (strength, other_strength) = (gold.strength.as_ref(), predicted.strength.as_ref());
    let overlaps = |time| other_time.is_some_and(|other| overlap(time, other));
    let same_number = bounds(strength) == bounds(other_strength);
    [
        Some(finding(denied(gold), denied(predicted), gold.polarity == predicted.polarity)),
        Some(finding(hedged(gold), hedged(predicted), gold.certainty == predicted.certainty)),
        Some(finding(
            !teller.is_empty(),
            !other_teller.is_empty(),
            same_teller(&teller, &other_teller),
        )),
        time.map(|time| finding(true, other_time.is_some(), overlaps(time))),
        strength.map(|_| finding(true, other_strength.is_some(), same_number)),
    ]
}

/// `there` and `said` are whether there is something out of the ordinary.
fn finding(there: bool, said: bool, right: bool) -> Finding {
    match (right, there, said) {
        (true, ..) => Finding::Right,
        (_, true, false) => Finding::LeftOut,
        (_, false, true) => Finding::MadeUp,
        _ => Finding::Other,
    }
}

/// The least and the greatest number; `(None, None)` where none is said.
pub(super) fn bounds(strength: Option<&Strength>) -> (Option<u64>, Option<u64>) {
    strength.map_or((None, None), |strength| (strength.min, strength.max))
}

/// The compared name of the one who is said to have said it first; empty in the report's voice.
fn innermost(claim: &Claim) -> String {
    claim.attribution.last().map(|link| normalize(&link.name)).unwrap_or_default()
}

/// "a senior Syrian army source" is "a Syrian army source".
fn same_teller(one: &str, two: &str) -> bool {
    one == two || half_of_the_words(one, two)
}

/// The time of a claim; one that says nothing is none.
fn time(claim: &Claim) -> Option<&Time> {
    claim.time.as_ref().filter(|time| **time != Time::default())
}

/// Whether two times have a day in common. A time without a start has always been, and one
/// without an end is its start, or for ever.
fn overlap(one: &Time, two: &Time) -> bool {
    *first_day(one) <= *last_day(two) && *first_day(two) <= *last_day(one)
}

fn first_day(time: &Time) -> &str {
    filled(&time.start).unwrap_or("0000")
}

/// A month or a year as an end includes its last day: `2026-01` is after `2026-01-31`.
fn last_day(time: &Time) -> String {
    format!("{}\u{FFFF}", filled(&time.end).or(filled(&time.start)).unwrap_or("9999"))
}

fn filled(day: &Option<String>) -> Option<&str> {
    day.as_deref().filter(|day| !day.is_empty())
}
