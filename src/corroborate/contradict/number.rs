//! Numbers for one event and time that do not meet.

use std::collections::BTreeMap;

use super::{Contradiction, Evidence, Kind, Weight};
use crate::corroborate::accounts::Account;
use crate::model::Strength;

/// How many different figures for one thing are compared; more say that nobody knows.
const COMPARED: usize = 16;

/// Each two figures that cannot both be right, by the surest account of each.
pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for members in evidence.groups.iter() {
        let figures = figures(members, evidence);
        for (number, a) in figures.iter().enumerate() {
            for b in &figures[..number] {
                found.extend(compare(*a, *b, evidence));
            }
        }
    }
    found
}

/// The surest account of each figure that is told of one thing.
fn figures(members: &[usize], evidence: &Evidence<'_>) -> Vec<usize> {
    let mut by_figure: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for place in members {
        let account = &evidence.accounts[*place];
        if let Some(strength) = account.strength.as_ref().filter(|_| !account.denied) {
            let figure = (account.window, strength.min, strength.max, strength.approximate);
            by_figure.entry(figure).or_default().push(*place);
        }
    }
    let surest = by_figure.into_values().filter_map(|places| evidence.surest(places.into_iter()));
    surest.take(COMPARED).collect()
}

fn compare(a: usize, b: usize, evidence: &Evidence<'_>) -> Option<Contradiction> {
    let (one, other) = (&evidence.accounts[a], &evidence.accounts[b]);
    let (lower, higher) = apart(one, other)?;
    let same_time = lower.window.is_compatible(&higher.window)
        && lower.window.is_known()
        && higher.window.is_known();
    if !same_time {
        return None;
    }
    let relation = evidence.ontology.relations().find(|known| known.iri == lower.what.relation);
    let grows = relation.is_none_or(|relation| relation.toll);
    if grows && may_have_grown(lower, higher) {
        return None;
    }
    let mut contradiction = evidence.contradiction(Kind::Number, a, b);
    if is_later(lower, higher) {
        contradiction.weight = Weight::Weak;
    }
    Some(contradiction)
}

/// The lower and the higher of two figures that do not meet.
fn apart<'a>(one: &'a Account, other: &'a Account) -> Option<(&'a Account, &'a Account)> {
    let (a, b) = (range(one.strength.as_ref()?), range(other.strength.as_ref()?));
    if a.1 < b.0 {
        Some((one, other))
    } else if b.1 < a.0 {
        Some((other, one))
    } else {
        None
    }
}

/// The least and the most that a figure may mean; "about" leaves a tenth on either side.
fn range(strength: &Strength) -> (f64, f64) {
    let slack = if strength.approximate { 0.1 } else { 0.0 };
    let bound = |bound: Option<u64>, open: f64| bound.map_or(open, |bound| bound as f64);
    (bound(strength.min, 0.0) * (1.0 - slack), bound(strength.max, f64::INFINITY) * (1.0 + slack))
}

/// Whether the higher of two tolls may be the later one, or that of a longer time: a toll that is told
/// again the next day has grown.
fn may_have_grown(lower: &Account, higher: &Account) -> bool {
    is_later(lower, higher)
        || lower.window.end < higher.window.end
        || higher.window.start < lower.window.start
}

/// Whether the higher figure may have been told later; nobody knows where a day of publication is not
/// known, unless one report tells both.
fn is_later(lower: &Account, higher: &Account) -> bool {
    match (lower.published, higher.published) {
        (Some(before), Some(after)) => before < after,
        _ => lower.reading != higher.reading,
    }
}
