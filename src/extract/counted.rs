//! How many people a claim speaks of: the number that stands with those who do it.

use super::Context;
use super::clause::Clauses;
use crate::model::Strength;

/// The number of people that stands with the ends of a claim: "*800* fighters crossed", "two
/// battalions, *1,100* soldiers, crossed", "a column of *70*", "it moved *60* men".
pub(crate) fn strength(
    context: &Context<'_>,
    clauses: &Clauses<'_>,
    predicate: usize,
    ends: &[usize],
) -> Option<Strength> {
    let beside = |&end: &usize| {
        let mut words = vec![end];
        words.extend(clauses.appositives(end));
        words.extend(clauses.fillers(end, "of", &[]));
        words
    };
    let moved = clauses.fillers(predicate, "patient", &[]);
    let mut words = ends.iter().flat_map(beside).chain(moved);
    words.find_map(|word| {
        let is_counted = |unit: Option<usize>, tokens: &std::ops::Range<usize>| {
            unit == Some(word) || tokens.contains(&word)
        };
        let mut found = context.strengths_beside(word);
        let found = found.find(|found| is_counted(found.unit_token, &found.tokens))?;
        Some(found.strength.clone().into())
    })
}
