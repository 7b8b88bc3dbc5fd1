//! Two people at the head of one body at one time. One after the other is a succession, and none.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Contradiction, Evidence, Kind};
use crate::corroborate::accounts::Account;
use crate::corroborate::window::Window;
use crate::model::Certainty;

/// How long before and after a report what it says of an office is taken to hold, in days.
const HOLDS_DAYS: i32 = 60;

/// Each two people whom different reports put at the head of one body.
pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Contradiction> {
    let exclusive: Vec<&str> = evidence
        .ontology
        .relations()
        .filter(|relation| relation.one_subject)
        .map(|relation| relation.iri.as_str())
        .collect();
    let mut bodies: BTreeMap<(&str, &str), BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
    for (place, account) in evidence.accounts.iter().enumerate() {
        let what = &account.what;
        let is_told = !account.denied && !what.planned && account.certainty != Certainty::Possible;
        if is_told && exclusive.contains(&what.relation.as_str()) {
            let heads = bodies.entry((&what.relation, &what.object)).or_default();
            heads.entry(&what.subject).or_default().push(place);
        }
    }
    let mut found = Vec::new();
    for heads in bodies.values() {
        let heads: Vec<Vec<usize>> =
            heads.values().map(|places| evidence.first_two(places, holding)).collect();
        found.extend(evidence.clashes(Kind::Office, &heads, is_clash));
    }
    found
}

/// Whether different reports put both there at one time.
fn is_clash(one: &Account, other: &Account) -> bool {
    let windows = holding(one).zip(holding(other));
    one.reading != other.reading && windows.is_some_and(|(a, b)| a.is_compatible(&b))
}

/// When somebody is said to hold an office; not known where neither the claim nor its report has a day.
fn holding(account: &Account) -> Option<Window> {
    let around = |days: i32| -> Option<Date> { account.published?.checked_add(days.days()).ok() };
    let start = account.window.start.or_else(|| around(-HOLDS_DAYS))?;
    let end = account.window.end.or_else(|| around(HOLDS_DAYS))?;
    Some(Window { start: Some(start), end: Some(end) })
}
