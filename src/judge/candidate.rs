//! What might be claimed: every two entities of a sentence, every number with whom it may be of,
//! and all that the frames read.

use std::collections::BTreeMap;

use super::scene::{End, Scene};
use super::unsaid::unsaid;
use crate::extract::Reading;
use crate::model::Strength;

/// Two ends of which a relation may be claimed, and what the frames say of them.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'r> {
    pub(super) subject: End,
    pub(super) object: End,
    /// The number of a toll; its object is the noun that the number stands with.
    pub(super) strength: Option<usize>,
    /// What the frames read of these two.
    pub(super) readings: Vec<&'r Reading<'r>>,
}

/// How many ends away the other end of a candidate may be; keeps the work linear in the text.
const WINDOW: usize = 20;

/// All candidates of a text, sentence by sentence.
pub(super) fn candidates<'r>(scene: &Scene<'_>, readings: &'r [Reading<'r>]) -> Vec<Candidate<'r>> {
    let mut candidates = pairs(scene);
    candidates.extend(tolls(scene));
    candidates
        .extend(unsaid(scene).into_iter().map(|(person, country)| candidate(person, country)));
    add_readings(scene, readings, &mut candidates);
    candidates.sort_by_key(|candidate| {
        let Candidate { subject, object, .. } = candidate;
        (object.token, object.entity, subject.token, subject.entity)
    });
    candidates
}

fn candidate(subject: End, object: End) -> Candidate<'static> {
    Candidate { subject, object, strength: None, readings: Vec::new() }
}

/// Every ordered pair of different entities within a sentence.
fn pairs(scene: &Scene<'_>) -> Vec<Candidate<'static>> {
    let mut pairs = Vec::new();
    for sentence in scene.context.annotation.sentences() {
        let ends = scene.ends_in(sentence);
        for (index, one) in ends.iter().enumerate() {
            for other in ends[index + 1..].iter().take(WINDOW) {
                if one.entity != other.entity && one.token != other.token {
                    pairs.push(candidate(*one, *other));
                    pairs.push(candidate(*other, *one));
                }
            }
        }
    }
    pairs
}

/// Every number of people with every end in its sentence, and those of the sentence before.
fn tolls(scene: &Scene<'_>) -> Vec<Candidate<'static>> {
    let mut tolls = Vec::new();
    for (index, strength) in scene.context.strengths.iter().enumerate() {
        let token = strength.unit_token.unwrap_or(strength.tokens.start);
        let number = scene.number(token);
        let sentence = scene.sentence(token);
        let before = match sentence.start.checked_sub(1) {
            Some(last) => scene.ends_in(scene.sentence(last)),
            None => &[],
        };
        let here = scene.ends_in(sentence);
        let far = here.partition_point(|end| end.token < token).saturating_sub(WINDOW);
        let here = here[far..].iter().take(2 * WINDOW);
        for subject in before.iter().rev().take(WINDOW / 2).chain(here) {
            tolls.push(Candidate { strength: Some(index), ..candidate(*subject, number) });
        }
    }
    tolls
}

/// Gives each candidate what the frames read of its entities; readings of others become
/// candidates of their own.
fn add_readings<'r>(
    scene: &Scene<'_>,
    readings: &'r [Reading<'r>],
    candidates: &mut Vec<Candidate<'r>>,
) {
    let mut by_ends: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        by_ends.entry(key_of(scene, candidate)).or_default().push(index);
    }
    let keys = scene.context.resolution.entities.iter().enumerate();
    let by_key: BTreeMap<&str, usize> = keys.map(|(i, entity)| (&*entity.key, i)).collect();
    for reading in readings {
        let Some(&subject) = by_key.get(&*reading.claim.subject) else { continue };
        let object = reading.claim.object.as_deref().and_then(|key| by_key.get(key)).copied();
        let strength = reading.claim.strength.as_ref().filter(|_| object.is_none());
        let strength = strength.and_then(|number| strength_at(scene, reading, number));
        let sentence = scene.sentence(reading.predicate).start;
        let key = Key { sentence, subject, object, strength };
        if let Some(known) = by_ends.get(&key) {
            known.iter().for_each(|&index| candidates[index].readings.push(reading));
            continue;
        }
        let subject_end = scene.end(reading.ends.0, subject);
        let object_end = match (object, strength) {
            (Some(object), _) => scene.end(reading.ends.1.unwrap_or(reading.predicate), object),
            (None, Some(number)) => {
                let strength = &scene.context.strengths[number];
                scene.number(strength.unit_token.unwrap_or(strength.tokens.start))
            }
            (None, None) => scene.number(reading.ends.0),
        };
        by_ends.insert(key, vec![candidates.len()]);
        let readings = vec![reading];
        candidates.push(Candidate { strength, readings, ..candidate(subject_end, object_end) });
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    sentence: usize,
    subject: usize,
    object: Option<usize>,
    strength: Option<usize>,
}

fn key_of(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Key {
    Key {
        sentence: scene.sentence(candidate.object.token).start,
        subject: candidate.subject.entity.unwrap_or_default(),
        object: candidate.object.entity,
        strength: candidate.strength,
    }
}

/// Which of the text's numbers a toll was read from: the nearest of that number.
fn strength_at(scene: &Scene<'_>, reading: &Reading<'_>, number: &Strength) -> Option<usize> {
    let strengths = scene.context.strengths;
    let first = strengths.partition_point(|s| s.tokens.end + 60 < reading.predicate);
    let near = strengths.iter().enumerate().skip(first);
    let near = near.take_while(|(_, s)| s.tokens.start < reading.predicate + 60);
    let same = near.filter(|(_, s)| s.strength.min == number.min && s.strength.max == number.max);
    same.min_by_key(|(_, s)| s.tokens.start.abs_diff(reading.predicate)).map(|(index, _)| index)
}
