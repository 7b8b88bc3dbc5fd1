//! How what is claimed came about: which report brought it, which version took it back, and how many
//! independent origins there were on each day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::corroborate::{Account, Corroboration, Fate, fates};
use crate::model::{Claim, Polarity, Reading};
use crate::ontology::Ontology;
use crate::store::Store;

/// Something that happened to a claim.
#[derive(Debug, Clone)]
pub struct Change<'r> {
    /// The day of publication of the report that did it, where known.
    pub day: Option<Date>,
    /// The report.
    pub by: &'r Reading,
    /// The report that makes the claim: the same, or an earlier version of it.
    pub of: &'r Reading,
    /// The claim.
    pub claim: &'r Claim,
    /// What was done to it: nothing if it was made.
    pub fate: Option<Fate>,
}

/// What reports did to claims, in the order of their days; those without a day come last.
///
/// A first version makes all its claims. A later one makes those that are new in it, and does something
/// to those of the version before that it does not make again.
pub fn changes<'r>(readings: &'r [Reading], ontology: &Ontology) -> Vec<Change<'r>> {
    let versions = Store::versions(readings);
    let by_iri: BTreeMap<&str, &Reading> =
        readings.iter().map(|reading| (reading.iri.as_str(), reading)).collect();
    let mut changes = Vec::new();
    for reading in readings {
        let before = versions.get(&reading.iri).and_then(|version| version.revises.as_deref());
        match before.and_then(|before| by_iri.get(before).copied()) {
            Some(before) => changes.extend(difference(before, reading, ontology)),
            None => changes.extend(made(reading, reading.document.claims.iter())),
        }
    }
    changes.sort_by_key(|change| (change.day.is_none(), change.day, &change.by.iri));
    changes
}

/// What a version makes of the one before.
pub fn difference<'r>(
    before: &'r Reading,
    after: &'r Reading,
    ontology: &Ontology,
) -> Vec<Change<'r>> {
    let of_before = fates(before, &[after], ontology);
    let lost = before.document.claims.iter().zip(of_before);
    let lost = lost.filter(|(_, fate)| *fate != Fate::Kept).map(|(claim, fate)| Change {
        day: after.published(),
        by: after,
        of: before,
        claim,
        fate: Some(fate),
    });
    // What the version before would keep of this one was there already.
    let of_after = fates(after, &[before], ontology);
    let new = after.document.claims.iter().zip(of_after);
    let new = new.filter(|(_, fate)| *fate != Fate::Kept).map(|(claim, _)| claim);
    lost.chain(made(after, new)).collect()
}

fn made<'r>(reading: &'r Reading, claims: impl Iterator<Item = &'r Claim>) -> Vec<Change<'r>> {
    let day = reading.published();
    claims.map(|claim| Change { day, by: reading, of: reading, claim, fate: None }).collect()
}

/// What a claim says, in a line: "denied: Quds Force deployed to Basra (200)".
pub fn phrase(reading: &Reading, claim: &Claim, ontology: &Ontology) -> String {
    let name = |key: &str| {
        let entity = reading.document.entities.iter().find(|entity| entity.key == key);
        entity.map_or_else(|| key.to_owned(), |entity| entity.name.clone())
    };
    let label = ontology.relation(&claim.relation).map(|relation| relation.label.clone());
    let number = claim.strength.as_ref().map(|strength| match (strength.min, strength.max) {
        (Some(min), Some(max)) if min == max => format!("({min})"),
        (Some(min), Some(max)) => format!("({min} to {max})"),
        (Some(min), None) => format!("(at least {min})"),
        (None, Some(max)) => format!("(at most {max})"),
        (None, None) => format!("({})", strength.unit),
    });
    let parts = [
        (claim.polarity == Polarity::Denied).then(|| "denied:".to_owned()),
        Some(name(&claim.subject)),
        claim.planned.then(|| "to be".to_owned()),
        Some(label.unwrap_or_else(|| claim.relation.clone())),
        claim.object.as_deref().map(name),
        number,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// How a statement stood at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The day; none for reports whose day is not known, which come last.
    pub day: Option<Date>,
    /// Reports that asserted it by then.
    pub reports: usize,
    /// Their independent origins.
    pub origins: usize,
    /// Reports that denied it by then.
    pub denials: usize,
}

/// How the counts of a statement grew from day to day.
pub fn counts(corroboration: &Corroboration, statement: &str) -> Vec<Count> {
    let asserting = corroboration.accounts_of(statement, false);
    let denying = corroboration.accounts_of(statement, true);
    let mut days: Vec<Option<Date>> =
        asserting.iter().chain(&denying).map(|account| account.published).collect();
    days.sort_by_key(|day| (day.is_none(), *day));
    days.dedup();
    let by = |accounts: &[&Account], day: Option<Date>| {
        let is_by = |account: &&Account| {
            day.is_none() || account.published.is_some_and(|published| Some(published) <= day)
        };
        let accounts: Vec<&Account> = accounts.iter().copied().filter(is_by).collect();
        corroboration.support(&accounts)
    };
    let count = |day| {
        let (asserted, denied) = (by(&asserting, day), by(&denying, day));
        Count {
            day,
            reports: asserted.reports.len(),
            origins: asserted.origins(),
            denials: denied.reports.len(),
        }
    };
    days.into_iter().map(count).collect()
}
