//! Which claims are right: the right relation between the right entities.

use std::collections::HashSet;

use super::entities::{COLLECTIVE, Known};
use super::facets::{self, bounds};
use super::{Miss, Scores};
use crate::model::{Claim, Document};

/// Relations that hold either way round.
const SYMMETRIC: [&str; 2] = ["metWith", "clashedWith"];

/// Relations whose object is a number: of these one subject may have several.
const TOLLS: [&str; 3] = ["killed", "wounded", "detained"];

/// What became of the claims of one report; none is repeated.
pub(super) struct Comparison<'a> {
    /// The annotated claims that were found, each with the predicted one.
    pub(super) right: Vec<(&'a Claim, &'a Claim)>,
    /// The annotated claims that were not.
    pub(super) missed: Vec<&'a Claim>,
    /// The predicted claims that are not annotated.
    pub(super) wrong: Vec<&'a Claim>,
}

/// Counts the claims of one report.
pub(super) fn count(report: &str, gold: &Document, predicted: &Document, scores: &mut Scores) {
    let Comparison { right, missed, wrong } = compare(gold, predicted);
    for (claim, guess) in right {
        let count = scores.relation(&claim.relation);
        (count.right, count.predicted, count.gold) =
            (count.right + 1, count.predicted + 1, count.gold + 1);
        facets::count(claim, guess, &mut scores.facets);
    }
    for claim in missed {
        scores.relation(&claim.relation).gold += 1;
        scores.misses.push(Miss::missed(report, gold, claim));
    }
    for claim in wrong {
        scores.relation(&claim.relation).predicted += 1;
        scores.misses.push(Miss::wrong(report, predicted, claim));
    }
}

/// Holds the claims of one report against each other. Each annotated claim takes the first
/// predicted one that is the same and not taken yet; a toll rather takes one with its number.
pub(super) fn compare<'a>(gold: &'a Document, predicted: &'a Document) -> Comparison<'a> {
    let ends = Ends::of(gold, predicted);
    let guesses = once_each(&predicted.claims);
    let mut taken = vec![false; guesses.len()];
    let (mut right, mut missed) = (Vec::new(), Vec::new());
    for claim in once_each(&gold.claims) {
        let same = |&index: &usize| !taken[index] && ends.same(claim, guesses[index]);
        let best = (0..guesses.len()).filter(same).min_by_key(|&i| other_number(claim, guesses[i]));
        match best {
            Some(index) => {
                taken[index] = true;
                right.push((claim, guesses[index]));
            }
            None => missed.push(claim),
        }
    }
    let wrong = guesses.into_iter().zip(taken).filter(|(_, taken)| !taken);
    Comparison { right, missed, wrong: wrong.map(|(claim, _)| claim).collect() }
}

/// The entities of the two documents whose claims are compared.
pub(super) struct Ends<'a> {
    gold: Known<'a>,
    predicted: Known<'a>,
}

impl<'a> Ends<'a> {
    pub(super) fn of(gold: &'a Document, predicted: &'a Document) -> Ends<'a> {
        Ends { gold: Known::of(gold), predicted: Known::of(predicted) }
    }

    /// Whether two claims state the same.
    pub(super) fn same(&self, gold: &Claim, predicted: &Claim) -> bool {
        if gold.relation != predicted.relation {
            return false;
        }
        let (subject, object) = (Some(&*gold.subject), gold.object.as_deref());
        let (other_subject, other_object) =
            (Some(&*predicted.subject), predicted.object.as_deref());
        if is_toll(gold) {
            return self.one(subject, other_subject);
        }
        let straight = self.one(subject, other_subject) && self.one(object, other_object);
        straight
            || is_symmetric(gold)
                && self.one(subject, other_object)
                && self.one(object, other_subject)
    }

    /// Whether two keys stand for one thing: for nothing both, or for entities that share a name;
    /// for a collective half of the words will do.
    pub(super) fn one(&self, gold: Option<&str>, predicted: Option<&str>) -> bool {
        let (Some(gold), Some(predicted)) = (gold, predicted) else {
            return gold == predicted;
        };
        let known = self.gold.get(gold).zip(self.predicted.get(predicted));
        known.is_some_and(|((entity, names), (_, others))| {
            names.share_one(others) || entity.kind == COLLECTIVE && names.share_words(others)
        })
    }
}

/// The claims without repetitions; a toll with another number is another claim.
fn once_each(claims: &[Claim]) -> Vec<&Claim> {
    let mut seen = HashSet::new();
    let number = |claim: &Claim| is_toll(claim).then(|| bounds(claim.strength.as_ref()));
    let identity = |claim: &Claim| {
        (claim.relation.clone(), claim.subject.clone(), claim.object.clone(), number(claim))
    };
    claims.iter().filter(|claim| seen.insert(identity(claim))).collect()
}

/// Whether two tolls differ in their number; other claims may have any.
fn other_number(gold: &Claim, predicted: &Claim) -> bool {
    let least = |claim: &Claim| bounds(claim.strength.as_ref()).0;
    is_toll(gold) && least(gold) != least(predicted)
}

pub(super) fn is_symmetric(claim: &Claim) -> bool {
    SYMMETRIC.contains(&claim.relation.as_str())
}

pub(super) fn is_toll(claim: &Claim) -> bool {
    TOLLS.contains(&claim.relation.as_str())
}
