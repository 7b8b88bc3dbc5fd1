//! Which cause a claim has that is not right: the first step of reading that fails.

use super::super::claims::{Ends, is_symmetric, is_toll};
use super::super::entities::near;
use super::Cause;
use super::sight::{Sentence, Sight, Word, is_in};
use crate::model::{Claim, Document, Entity};

/// Why an annotated claim was missed.
pub(super) fn of_missed(
    sight: &Sight<'_>,
    claim: &Claim,
    wrong: &[&Claim],
    ends: &Ends<'_>,
) -> Cause {
    let subjects = sight.entities(&claim.subject);
    let objects = claim.object.as_deref().map(|key| sight.entities(key)).unwrap_or_default();
    if subjects.is_empty() || objects.is_empty() && claim.object.is_some() {
        return Cause::Name;
    }
    if !sight.may_hold(claim, &subjects, &objects) {
        return Cause::Type;
    }
    let sentences = sight.sentences(claim);
    let is_supposed = sight.is_supposed(claim, &sentences);
    if !is_supposed && let Some(cause) = apart(sight, claim, &sentences, &subjects, &objects) {
        return cause;
    }
    if let Some(cause) = instead(claim, &sentences, wrong, ends) {
        return cause;
    }
    if is_supposed {
        return Cause::Unlikely;
    }
    unread(sight, claim, &sentences, &subjects, &objects)
}

/// The ends of a claim are not to be seen in one sentence.
fn apart(
    sight: &Sight<'_>,
    claim: &Claim,
    sentences: &[Sentence],
    subjects: &[usize],
    objects: &[usize],
) -> Option<Cause> {
    let is_in =
        |sentence: &Sentence, entities: &[usize]| !sight.mentions(sentence, entities).is_empty();
    if is_toll(claim) {
        let near = |sentence: &Sentence| {
            let before = sight.before(sentence);
            is_in(sentence, subjects) || before.is_some_and(|before| is_in(&before, subjects))
        };
        if !sentences.iter().any(|sentence| sight.has_number(sentence)) {
            return Some(Cause::Number);
        }
        return (!sentences.iter().any(near)).then(|| sight.absence(&claim.subject, sentences));
    }
    let ends = [(Some(&claim.subject), subjects), (claim.object.as_ref(), objects)];
    let is_absent = |entities: &[usize]| !sentences.iter().any(|s| is_in(s, entities));
    let absent = ends.into_iter().filter(|(_, entities)| is_absent(entities));
    let absences = absent.filter_map(|(key, _)| Some(sight.absence(key?, sentences)));
    if let Some(cause) = absences.max() {
        return Some(cause);
    }
    let together = sentences.iter().any(|s| is_in(s, subjects) && is_in(s, objects));
    (!together).then_some(Cause::Sentence)
}

/// What was claimed in its place.
fn instead(
    claim: &Claim,
    sentences: &[Sentence],
    wrong: &[&Claim],
    ends: &Ends<'_>,
) -> Option<Cause> {
    let here = wrong.iter().filter(|other| sentences.iter().any(|s| is_in(other, s)));
    let here: Vec<&Claim> = here.copied().collect();
    if here.iter().any(|other| same_ends(ends, claim, other)) {
        return Some(Cause::Relation);
    }
    here.iter().any(|other| one_end(ends, claim, other)).then_some(Cause::Argument)
}

/// Both ends stand in a sentence, and nothing was made of it.
fn unread(
    sight: &Sight<'_>,
    claim: &Claim,
    sentences: &[Sentence],
    subjects: &[usize],
    objects: &[usize],
) -> Cause {
    let hang_together = |sentence: &Sentence| {
        let object = sight.mentions(sentence, objects);
        sight.is_way(&sight.mentions(sentence, subjects), &object)
    };
    if !is_toll(claim) && !sentences.iter().any(hang_together) {
        return Cause::Parse;
    }
    let words = sentences.iter().map(|sentence| sight.word_for(&claim.relation, sentence));
    match words.max() {
        Some(Word::Known) => Cause::Construction,
        Some(Word::Mistaken) => Cause::Parse,
        Some(Word::Unknown) | None => Cause::Word,
    }
}

/// Why a predicted claim is wrong.
pub(super) fn of_wrong(
    sight: &Sight<'_>,
    claim: &Claim,
    gold: &Document,
    predicted: &Document,
    ends: &Ends<'_>,
) -> Cause {
    if gold.claims.iter().any(|other| ends.same(other, claim)) {
        return Cause::Twice;
    }
    let is_here = |other: &&Claim| sight.sentences(other).iter().any(|s| is_in(claim, s));
    let here: Vec<&Claim> = gold.claims.iter().filter(is_here).collect();
    if here.iter().any(|other| same_ends(ends, other, claim)) {
        return Cause::Relation;
    }
    if here.iter().any(|other| one_end(ends, other, claim)) {
        return Cause::Argument;
    }
    let annotated = |key: &str| -> Vec<&Entity> {
        let same = |entity: &&Entity| ends.one(Some(&entity.key), Some(key));
        gold.entities.iter().filter(same).collect()
    };
    let kind = |key: &str| predicted.entities.iter().find(|e| e.key == key).map(|e| &*e.kind);
    let keys = [Some(&*claim.subject), claim.object.as_deref()];
    let keys: Vec<&str> = keys.into_iter().flatten().collect();
    if keys.iter().any(|key| annotated(key).is_empty()) {
        return Cause::Name;
    }
    let is_of_type = |key: &&str| {
        let kind = kind(key).unwrap_or_default();
        annotated(key).iter().any(|entity| near(&entity.kind, kind))
    };
    if keys.iter().all(is_of_type) { Cause::Nothing } else { Cause::Type }
}

/// Whether two claims, the annotated one first, are about the same two.
fn same_ends(ends: &Ends<'_>, gold: &Claim, predicted: &Claim) -> bool {
    let (subject, object) = (Some(&*gold.subject), gold.object.as_deref());
    let (other_subject, other_object) = (Some(&*predicted.subject), predicted.object.as_deref());
    ends.one(subject, other_subject) && ends.one(object, other_object)
        || ends.one(subject, other_object) && ends.one(object, other_subject)
}

/// Whether two claims of one relation have an end in common.
fn one_end(ends: &Ends<'_>, gold: &Claim, predicted: &Claim) -> bool {
    if gold.relation != predicted.relation {
        return false;
    }
    let (subject, object) = (Some(&*gold.subject), gold.object.as_deref());
    let (other_subject, other_object) = (Some(&*predicted.subject), predicted.object.as_deref());
    let objects = object.is_some() && ends.one(object, other_object);
    let crosswise =
        is_symmetric(gold) && (ends.one(subject, other_object) || ends.one(object, other_subject));
    ends.one(subject, other_subject) || objects || crosswise
}
