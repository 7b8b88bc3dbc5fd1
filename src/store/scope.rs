//! How much of a store is seen, and by which policy edges stand in its views.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::load;
use super::versions::versions_of;
use super::{Store, StoreError};
use crate::corroborate::{Corroboration, Fate, Input, LeftOut, Policy};
use crate::decide::Decision;
use crate::encode::Version;
use crate::model::Reading;

/// What of a store is seen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scope {
    /// The least confidence of a claim, from 0 to 1; those that nobody has weighed are seen in any case.
    pub least_confidence: f64,
    /// The day as of which the store is seen: what was published later, and what has no day, is not
    /// there, and corrections that came later are not made.
    pub as_of: Option<Date>,
    /// What counts, and how much of it is enough.
    pub policy: Policy,
}

/// What is seen of a store, brought together.
pub(super) struct Seen {
    /// All versions of all reports, sorted by address.
    pub(super) readings: Vec<Reading>,
    /// What later versions make of earlier ones.
    pub(super) versions: BTreeMap<String, Version>,
    /// What the last versions say together.
    pub(super) corroboration: Corroboration,
    /// The decisions that made the readings what they are.
    pub(super) decisions: Vec<Decision>,
}

impl Seen {
    pub(super) fn of(store: &Store, scope: &Scope) -> Result<Seen, StoreError> {
        Seen::of_readings(store, store.readings()?, scope)
    }

    /// What is seen of readings, which are sorted by address.
    pub(super) fn of_readings(
        store: &Store,
        mut readings: Vec<Reading>,
        scope: &Scope,
    ) -> Result<Seen, StoreError> {
        if let Some(day) = scope.as_of {
            readings
                .retain(|reading| reading.published().is_some_and(|published| published <= day));
        }
        let decisions = store.decisions()?;
        let fitting = decisions.fitting(&readings, &store.namer);
        decisions.apply(&mut readings, &store.namer);
        let least = scope.least_confidence;
        readings.iter_mut().for_each(|reading| load::leave_sure(reading, least));
        let versions = versions_of(&readings, &store.ontology);
        let corroboration = corroborate(store, &readings, &versions, &scope.policy);
        Ok(Seen { readings, versions, corroboration, decisions: fitting })
    }
}

fn corroborate(
    store: &Store,
    readings: &[Reading],
    versions: &BTreeMap<String, Version>,
    policy: &Policy,
) -> Corroboration {
    let version = |reading: &Reading| versions.get(&reading.iri);
    let (replaced, last): (Vec<&Reading>, Vec<&Reading>) = readings
        .iter()
        .partition(|reading| version(reading).is_some_and(|version| version.is_replaced));
    let left_out: Vec<LeftOut<'_>> = replaced
        .into_iter()
        .filter_map(|earlier| {
            let version = version(earlier)?;
            let newest = version.later.last()?;
            let last = last.binary_search_by(|reading| reading.iri.cmp(newest)).ok()?;
            let stands = |iri: &Option<String>| {
                iri.as_ref().is_some_and(|iri| version.fates.get(iri) == Some(&Fate::LeftOut))
            };
            let claims = earlier.document.claims.iter().enumerate();
            let claims: Vec<usize> =
                claims.filter(|(_, claim)| stands(&claim.iri)).map(|(place, _)| place).collect();
            (!claims.is_empty()).then_some(LeftOut { last, earlier, claims })
        })
        .collect();
    Corroboration::of(Input {
        readings: &last,
        left_out: &left_out,
        ontology: &store.ontology,
        namer: &store.namer,
        policy,
    })
}
