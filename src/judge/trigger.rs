//! Which word says a candidate's relation: what decides on polarity, certainty, tellers and time.

use super::candidate::Candidate;
use super::path::Path;
use super::scene::Scene;

/// The word that says it: a predicate for which both ends play a part, one whose word can say the
/// relation first; else the word above both.
pub(super) fn trigger(scene: &Scene<'_>, candidate: &Candidate<'_>, relation: u32) -> usize {
    let (subject, object) = (candidate.subject, candidate.object);
    let says = |token: &usize| scene.words[*token].classes.binary_search(&relation).is_ok();
    if candidate.strength.is_some() {
        let roles = &scene.roles[object.token];
        let governors: Vec<usize> = roles.iter().map(|role| role.predicate).collect();
        let best = governors.iter().find(|token| says(token)).or(governors.first());
        return best.copied().unwrap_or_else(|| predicate_above(scene, object.token));
    }
    let mut shared = Vec::new();
    for one in [subject.token, subject.anchor] {
        for other in [object.token, object.anchor] {
            let common = scene.roles[one].iter().filter(|role| {
                scene.roles[other].iter().any(|found| found.predicate == role.predicate)
            });
            shared.extend(common.map(|role| role.predicate));
        }
    }
    if let Some(best) = shared.iter().copied().find(says) {
        return best;
    }
    let path = Path::between(scene, subject.token, object.token);
    let on_path = path.as_ref().and_then(|path| path.inner().find(says));
    let top = path.map(|path| path.top);
    on_path
        .or_else(|| shared.into_iter().next())
        .or_else(|| top.map(|top| predicate_above(scene, top)))
        .unwrap_or(subject.token)
}

/// A token, or the nearest above it that can say something.
fn predicate_above(scene: &Scene<'_>, token: usize) -> usize {
    let mut at = token;
    for _ in 0..6 {
        let word = scene.clauses.token(at);
        if matches!(word.pos(), "VERB" | "AUX" | "NOUN" | "ADJ") || scene.words[at].head == at {
            return at;
        }
        at = scene.words[at].head;
    }
    token
}
