//! Keeps what is told of things without a name only where the report claims something else of
//! them: that "a warehouse in Dubai" is in Dubai is worth a claim if it was raided.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use crate::model::Claim;

/// Relations that tell where and what a thing is, not what happens to it.
const TELLS_WHAT_IT_IS: [&str; 2] = ["locatedIn", "partOf"];

/// The claims without those that only describe what nothing else is claimed of.
pub(super) fn only(context: &Context<'_>, claims: Vec<Claim>) -> Vec<Claim> {
    let describes = |claim: &Claim| TELLS_WHAT_IT_IS.contains(&claim.relation.as_str());
    let events = claims.iter().filter(|claim| !describes(claim));
    let ends = events.flat_map(|claim| [Some(&claim.subject), claim.object.as_ref()]);
    let needed: BTreeSet<String> = ends.flatten().cloned().collect();
    let entities = context.resolution.entities.iter().enumerate();
    let places: BTreeMap<&str, usize> = entities.map(|(i, entity)| (&*entity.key, i)).collect();
    let has_no_name = |key: &str| places.get(key).is_some_and(|place| !context.is_proper(*place));
    let is_kept = |claim: &Claim| {
        !describes(claim) || needed.contains(&claim.subject) || !has_no_name(&claim.subject)
    };
    claims.into_iter().filter(is_kept).collect()
}
