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

/// Counts the claims of one report. Each annotated claim takes the first predicted one that is the
/// same and not taken yet; a toll rather takes one with its number.
pub(super) fn count(report: &str, gold: &Document, predicted: &Document, scores: &mut Scores) {
    let comparison = Comparison { gold: Known::of(gold), predicted: Known::of(predicted) };
    let guesses = once_each(&predicted.claims);
    let mut taken = vec![false; guesses.len()];
    for claim in once_each(&gold.claims) {
        scores.relation(&claim.relation).gold += 1;
        let same = |&index: &usize| !taken[index] && comparison.same(claim, guesses[index]);
        let best = (0..guesses.len()).filter(same).min_by_key(|&i| other_number(claim, guesses[i]));
        let Some(index) = best else {
            scores.misses.push(Miss::missed(report, gold, claim));
            continue;
        };
        taken[index] = true;
        scores.relation(&claim.relation).right += 1;
        facets::count(claim, guesses[index], &mut scores.facets);
    }
    for (claim, taken) in guesses.into_iter().zip(taken) {
        scores.relation(&claim.relation).predicted += 1;
        if !taken {
            scores.misses.push(Miss::wrong(report, predicted, claim));
        }
    }
}

/// The entities of the two documents whose claims are compared.
struct Comparison<'a> {
    gold: Known<'a>,
    predicted: Known<'a>,
}

impl Comparison<'_> {
    /// Whether two claims state the same.
    fn same(&self, gold: &Claim, predicted: &Claim) -> bool {
        if gold.relation != predicted.relation {
            return false;
        }
        let (subject, object) = ends(gold);
        let (other_subject, other_object) = ends(predicted);
        if is_toll(gold) {
            return self.one(subject, other_subject);
        }
        let straight = self.one(subject, other_subject) && self.one(object, other_object);
        let symmetric = SYMMETRIC.contains(&gold.relation.as_str());
        straight || symmetric && self.one(subject, other_object) && self.one(object, other_subject)
    }

    /// Whether two keys stand for one thing: for nothing both, or for entities that share a name;
    /// for a collective half of the words will do.
    fn one(&self, gold: Option<&str>, predicted: Option<&str>) -> bool {
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

fn ends(claim: &Claim) -> (Option<&str>, Option<&str>) {
    (Some(&claim.subject), claim.object.as_deref())
}

pub(super) fn is_toll(claim: &Claim) -> bool {
    TOLLS.contains(&claim.relation.as_str())
}
