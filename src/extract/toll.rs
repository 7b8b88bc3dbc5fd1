//! Tolls: how many people were killed, wounded or detained, and where or of whom.

use super::clause::Clauses;
use super::matching::Match;
use super::{Context, StrengthExpression};
use crate::model::{Claim, Entity};

/// The toll that a match tells, if it gives a number.
///
/// The subject is the group that was hit, if it is an actor with a name; else the most exact
/// place that the clause or its sentence names; else the class of people.
pub(super) fn claim(
    context: &Context<'_>,
    clauses: &Clauses<'_>,
    found: &Match<'_>,
) -> Option<Claim> {
    let victims = found.subject;
    let strength = number(context, victims, found.predicate)?;
    let subject = subject(context, clauses, victims, found.predicate)?;
    let mut claim = context.claim_by(found.frame, found.predicate, &[victims])?;
    claim.subject = subject.key.clone();
    claim.strength = Some(strength.strength.clone().into());
    Some(claim)
}

/// The number that stands with the victims, or with the word for what happened to them.
fn number<'a>(
    context: &'a Context<'_>,
    victims: usize,
    predicate: usize,
) -> Option<&'a StrengthExpression> {
    let of = |token| {
        context.strengths.iter().find(move |strength| {
            strength.unit_token == Some(token) || strength.tokens.contains(&token)
        })
    };
    of(victims).or_else(|| of(predicate))
}

fn subject<'a>(
    context: &'a Context<'_>,
    clauses: &Clauses<'_>,
    victims: usize,
    predicate: usize,
) -> Option<&'a Entity> {
    let is = |entity: &Entity, class| context.ontology.is_a(&entity.kind, class);
    let people = context.entity(victims);
    if let Some(group) = people.filter(|entity| is(entity, "Organization") && is(entity, "Actor")) {
        return Some(group);
    }
    const WHERE: [&str; 10] =
        ["in", "at", "near", "on", "outside", "inside", "across", "around", "of", "from"];
    let place_of = |word: usize| {
        let behind = WHERE.iter().flat_map(|place| clauses.fillers(word, place, &[]));
        let mut places = behind.filter_map(|token| context.entity(token));
        places.find(|entity| is(entity, "Place"))
    };
    let near = place_of(predicate).or_else(|| place_of(victims));
    near.or_else(|| place_in_sentence(context, predicate)).or(people)
}

/// The first place that the sentence names, the smallest kind first.
fn place_in_sentence<'a>(context: &'a Context<'_>, predicate: usize) -> Option<&'a Entity> {
    let sentence = context.places.sentence(predicate);
    let named: Vec<&Entity> = sentence.filter_map(|token| context.entity(token)).collect();
    const KINDS: [&str; 5] = ["Site", "City", "Province", "Region", "Country"];
    KINDS.iter().find_map(|kind| {
        named.iter().find(|entity| context.ontology.is_a(&entity.kind, kind)).copied()
    })
}
