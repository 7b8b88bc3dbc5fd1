//! What else is right about a claim that is right.

use super::FacetTally;
use super::names::{half_of_the_words, normalize};
use crate::model::{Claim, Strength, Time};

/// Compares all but relation, subject and object of two claims that are the same.
pub(super) fn count(gold: &Claim, predicted: &Claim, tally: &mut FacetTally) {
    tally.polarity.count(gold.polarity == predicted.polarity);
    tally.certainty.count(gold.certainty == predicted.certainty);
    tally.attribution.count(same_teller(&innermost(gold), &innermost(predicted)));
    if let Some(time) = time(gold) {
        tally.time.count(self::time(predicted).is_some_and(|other| overlap(time, other)));
    }
    if let Some(strength) = &gold.strength {
        tally.strength.count(bounds(Some(strength)) == bounds(predicted.strength.as_ref()));
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
