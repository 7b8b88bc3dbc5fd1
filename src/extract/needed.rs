//! Keeps what is told of things without a name only where the report claims something else of
//! them: that "a warehouse in Dubai" is in Dubai is worth a claim if it was raided.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use crate::model::Claim;

/// The claims without those that only describe what nothing else is claimed of.
pub(crate) fn only(context: &Context<'_>, claims: Vec<Claim>) -> Vec<Claim> {
    let relation = |claim: &Claim| context.ontology.relation(&claim.relation);
    let describes = |claim: &Claim| relation(claim).is_some_and(|relation| relation.describes);
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
