//! Tolls: how many people were killed, wounded or detained, and where or of whom.

use super::clause::Clauses;
use super::matching::Match;
use super::{Context, StrengthExpression, ends, people};
use crate::model::{Claim, Entity};

/// The toll that a match tells, if it gives a number.
///
/// The subject is the group that was hit, if it is an actor with a name; else the most exact
/// place that the clause, its sentence or the ones before it name; else the class of people.
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
        context.strengths_beside(token).find(move |strength| {
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
    let mut people = ends::meant(victims, context, clauses);
    if people.is_empty() && goes_on_counting(clauses, victims) {
        people = victims_before(context, clauses, victims);
    }
    let loser = clauses.fillers(predicate, "loser", &[]).into_iter();
    let loser = loser.flat_map(|token| ends::meant(token, context, clauses));
    let group = people.iter().copied().chain(loser).find(|entity| is_group(context, entity));
    // Soldiers and rebels are somebody's; the place would not say whose.
    let lemma = clauses.token(victims).lemma().to_lowercase();
    let are_armed = people::sort(&lemma).is_some_and(|sort| sort != "civil");
    if group.is_none() && are_armed {
        return people.first().copied().filter(|people| !people::is_bare(&people.name));
    }
    group
        .or_else(|| place_beside(context, clauses, &[predicate, victims]))
        .or_else(|| place_before(context, predicate))
        .or_else(|| country(context))
        .or_else(|| people.first().copied().filter(|people| !people::is_bare(&people.name)))
}

/// The country that a report is about: it speaks of it more often than of all others together.
fn country<'a>(context: &'a Context<'_>) -> Option<&'a Entity> {
    let entities = context.resolution.entities.iter().enumerate();
    let countries = entities.filter(|(_, entity)| entity.kind == "Country");
    let counted: Vec<(usize, &Entity)> = countries
        .map(|(place, entity)| (context.resolution.mentions_of(place).count(), entity))
        .collect();
    let all: usize = counted.iter().map(|(count, _)| count).sum();
    counted
        .into_iter()
        .find(|(count, _)| *count > SELDOM && count * 2 > all)
        .map(|(_, entity)| entity)
}

/// A country that is spoken of no more often is not what a report is about.
const SELDOM: usize = 5;

/// "wounded *seven*", "injured three *others*".
fn goes_on_counting(clauses: &Clauses<'_>, victims: usize) -> bool {
    let word = clauses.token(victims);
    word.pos() == "NUM" || matches!(word.lemma(), "other" | "more" | "another")
}

/// Those whom a bare number goes on counting: "three soldiers dead, *40* wounded".
fn victims_before<'a>(
    context: &'a Context<'_>,
    clauses: &Clauses<'_>,
    number: usize,
) -> Vec<&'a Entity> {
    let sentence = context.places.sentence(number);
    let units = context.strengths_beside(number).rev().filter_map(|strength| strength.unit_token);
    let mut before = units.filter(|unit| sentence.contains(unit) && *unit < number);
    before.next().map_or_else(Vec::new, |unit| ends::meant(unit, context, clauses))
}

fn is_group(context: &Context<'_>, entity: &Entity) -> bool {
    let is = |class| context.ontology.is_a(&entity.kind, class);
    is("ArmedGroup") || is("InternationalBody") || is("Party")
}

/// The place that a preposition of one of these words names.
fn place_beside<'a>(
    context: &'a Context<'_>,
    clauses: &Clauses<'_>,
    words: &[usize],
) -> Option<&'a Entity> {
    const WHERE: [&str; 10] =
        ["in", "at", "near", "on", "outside", "inside", "across", "around", "of", "from"];
    let behind = words.iter().flat_map(|word| {
        WHERE.iter().flat_map(|place| clauses.fillers(*word, place, &[]).into_iter())
    });
    let places = behind.filter_map(|token| place(context, token));
    places.min_by_key(|(rank, _)| *rank).map(|(_, entity)| entity)
}

/// How many sentences a toll's place may stand before it.
const SENTENCES: usize = 1;

/// The most exact place that the sentence names, or else the nearest sentence before it that
/// names one.
fn place_before<'a>(context: &'a Context<'_>, predicate: usize) -> Option<&'a Entity> {
    let mut sentence = context.places.sentence(predicate);
    for _ in 0..SENTENCES {
        let named = sentence.clone().filter(|token| !context.stances.is_telling(*token));
        let named = named.filter_map(|token| Some((token, place(context, token)?)));
        let nearest = named.min_by_key(|(token, (rank, _))| (*rank, token.abs_diff(predicate)));
        if let Some((_, (_, entity))) = nearest {
            return Some(entity);
        }
        sentence = context.places.sentence(sentence.start.checked_sub(1)?);
    }
    None
}

/// The named place that a token stands for, and how exact it is.
fn place<'a>(context: &'a Context<'_>, token: usize) -> Option<(usize, &'a Entity)> {
    const KINDS: [&str; 5] = ["Site", "City", "Province", "Region", "Country"];
    let entity = context.entity(token)?;
    let rank = KINDS.iter().position(|kind| context.ontology.is_a(&entity.kind, kind))?;
    let is_named = entity.name.contains(char::is_uppercase);
    is_named.then_some((rank, entity))
}
