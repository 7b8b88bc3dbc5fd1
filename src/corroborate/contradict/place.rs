//! One person in two countries on one day. One after the other is a journey, and none.

use std::collections::BTreeMap;

use super::{Contradiction, Evidence, Kind};
use crate::corroborate::accounts::Account;

/// Each two countries that different accounts put one person in.
pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Contradiction> {
    let presences: Vec<&str> = evidence
        .ontology
        .relations()
        .filter(|relation| relation.presence)
        .map(|relation| relation.iri.as_str())
        .collect();
    let mut people: BTreeMap<&str, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
    for (place, account) in evidence.accounts.iter().enumerate() {
        let what = &account.what;
        let is_told = !account.denied && !what.planned && account.window.is_known();
        if !is_told || !presences.contains(&what.relation.as_str()) {
            continue;
        }
        let is_person = evidence.things.is_person(&what.subject, evidence.ontology);
        if let Some(country) = evidence.things.country(&what.object).filter(|_| is_person) {
            let countries = people.entry(&what.subject).or_default();
            countries.entry(country).or_default().push(place);
        }
    }
    let mut found = Vec::new();
    for countries in people.values() {
        let countries: Vec<Vec<usize>> = countries
            .values()
            .map(|places| evidence.first_two(places, |account| account.window))
            .collect();
        found.extend(evidence.clashes(Kind::Place, &countries, is_impossible));
    }
    found
}

/// Whether nobody can have been in both. Several days are a stay; who leaves one country on the day on
/// which the other begins has travelled, and so has who is in both on one day by one report.
fn is_impossible(one: &Account, other: &Account) -> bool {
    let days = |account: &Account| account.window.start.zip(account.window.end);
    let (Some(a), Some(b)) = (days(one), days(other)) else { return false };
    let same_day = a.0 == a.1 && a == b && one.reading != other.reading;
    same_day || (a.1 > b.0 && b.1 > a.0)
}
