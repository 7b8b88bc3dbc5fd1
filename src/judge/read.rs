//! Reads a text: candidates, their probabilities, and claims of those that are likely enough.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::calibrate::rounded;
use super::candidate::{Candidate, candidates};
use super::company::{self, FAINT, Impression, place};
use super::features::features;
use super::lesson::may_be;
use super::model::{Model, worth};
use super::path::Path;
use super::scene::Scene;
use super::sink::{Feature, number};
use super::tied::tied;
use super::trigger::trigger;
use crate::extract::clause::Clauses;
use crate::extract::counted;
use crate::extract::{Context, FrameIndex, Manner, Reading, once_each, readings};
use crate::model::Claim;
use crate::ontology::Relation;

/// The claims of a text in its order.
pub(super) fn claims(
    model: &Model,
    context: &Context<'_>,
    frames: &FrameIndex<'_>,
    least: Option<f64>,
) -> Vec<Claim> {
    let clauses = Clauses::new(context.annotation);
    let readings = readings(context, &clauses, frames);
    let scene = Scene::new(context, &clauses, frames);
    let candidates = candidates(&scene, &readings);
    let known = Known::new(model, context);
    let is_made = |impression: &Impression, confidence: f64| match least {
        Some(least) => confidence >= least,
        None => {
            let Impression { is_framed, place, .. } = impression;
            worth(confidence as f32, *is_framed, place.is_short) >= model.threshold
        }
    };
    let mut made: Vec<Made> = Vec::new();
    for (impression, confidence) in known.judge(&scene, &candidates) {
        let Impression { candidate, is_framed, relation, .. } = impression;
        if is_made(&impression, confidence) {
            let (candidate, relation) = (&candidates[candidate], known.relation(relation));
            let claim = claim(&scene, candidate, relation, known.happens(relation));
            let subject = candidate.subject.token;
            made.extend(claim.map(|claim| Made {
                claim: Claim { confidence: Some(confidence), ..claim },
                subject,
                is_framed,
            }));
        }
    }
    let mut claims = without_doubles(made, context);
    // What the model does not know is left to the frames.
    let unknown = readings.iter().filter(|reading| !known.knows(&reading.frame.relation));
    claims.extend(unknown.map(|reading| reading.claim.clone()));
    claims.sort_by_key(|claim| {
        let confidence = claim.confidence.map(|confidence| (confidence * 1000.0) as u32);
        (Reverse(confidence), claim.start)
    });
    let mut claims = once_each(claims.into_iter(), context.ontology);
    claims.sort_by_key(|claim| (claim.start, claim.end));
    claims
}

/// A claim with what it was made of.
struct Made {
    claim: Claim,
    /// The word at its subject's end.
    subject: usize,
    is_framed: bool,
}

/// Where a frame reads "fighters of X" or "X fighters" as X, the fighters that the judge sees there
/// are nobody else: leaves out what it would claim of them beside the frame's claim.
fn without_doubles(made: Vec<Made>, context: &Context<'_>) -> Vec<Claim> {
    let name = |key: &str| {
        let entity = context.resolution.entities.iter().find(|entity| entity.key == key);
        entity.map_or_else(String::new, |entity| entity.name.clone())
    };
    let said = |made: &Made| (made.claim.relation.clone(), made.claim.object.clone());
    let mut read: BTreeMap<_, Vec<(usize, String)>> = BTreeMap::new();
    for framed in made.iter().filter(|made| made.is_framed) {
        let group = format!("{} ", name(&framed.claim.subject));
        read.entry(said(framed)).or_default().push((framed.subject, group));
    }
    let is_double = |made: &Made| {
        let of_group = |(subject, group): &(usize, String)| {
            *subject == made.subject || name(&made.claim.subject).starts_with(group)
        };
        !made.is_framed && read.get(&said(made)).is_some_and(|read| read.iter().any(of_group))
    };
    made.into_iter().filter(|made| !is_double(made)).map(|made| made.claim).collect()
}

/// How the rules of claims begin that no frame reads.
const OWN: &str = "judge/";

/// The relations that both the model and the ontology know.
struct Known<'m, 'o> {
    model: &'m Model,
    relations: Vec<(usize, &'o Relation, u32)>,
}

impl<'m, 'o> Known<'m, 'o> {
    fn new(model: &'m Model, context: &Context<'o>) -> Known<'m, 'o> {
        let relation = |(index, name): (usize, &String)| {
            Some((index, context.ontology.relation(name)?, number(name)))
        };
        Known {
            model,
            relations: model.relations.iter().enumerate().filter_map(relation).collect(),
        }
    }

    fn knows(&self, name: &str) -> bool {
        self.relations.iter().any(|(_, relation, _)| relation.name == name)
    }

    fn happens(&self, name: &Relation) -> bool {
        let found = self.relations.iter().find(|(_, relation, _)| relation.name == name.name);
        found.is_some_and(|(index, _, _)| self.model.happens[*index])
    }

    fn relation(&self, index: usize) -> &'o Relation {
        let found = self.relations.iter().find(|(number, _, _)| *number == index);
        found.expect("what was judged is a known relation").1
    }

    /// How likely candidates are claims of each relation that they may be of; nothing of those that
    /// are hardly any.
    fn judge(&self, scene: &Scene<'_>, candidates: &[Candidate<'_>]) -> Vec<(Impression, f64)> {
        let Model { second, calibration, .. } = self.model;
        let first = candidates.iter().enumerate();
        let impressions: Vec<Impression> = first
            .flat_map(|(index, candidate)| self.impressions(scene, index, candidate))
            .collect();
        let features = company::features(&impressions);
        let confidence = |(impression, features): (Impression, Vec<Feature>)| {
            let score = second.score(impression.score, &features);
            (impression, rounded(calibration.probability(impression.relation, score)))
        };
        impressions.into_iter().zip(features).map(confidence).collect()
    }

    /// What a candidate seems to be at first sight.
    fn impressions(
        &self,
        scene: &Scene<'_>,
        index: usize,
        candidate: &Candidate<'_>,
    ) -> Vec<Impression> {
        let may =
            self.relations.iter().filter(|(_, relation, _)| may_be(scene, candidate, relation));
        let may: Vec<_> = may.collect();
        if may.is_empty() {
            return Vec::new();
        }
        let weights = &self.model.weights;
        let path = Path::between(scene, candidate.subject.token, candidate.object.token);
        let mut sums = vec![0; self.model.relations.len()];
        weights.add_own(&features(scene, candidate, path.as_ref()), &mut sums);
        let place = place(scene, candidate);
        let impression = |&&(number, relation, class): &&(usize, &'o Relation, u32)| {
            let tied = || tied(scene, candidate, path.as_ref(), relation, class);
            let score = weights.first_score(sums[number], || weights.shared_sum(&tied()));
            let is_of = |reading: &&Reading<'_>| reading.frame.relation == relation.name;
            (score > FAINT).then(|| Impression {
                candidate: index,
                place,
                relation: number,
                trigger: trigger(scene, candidate, class),
                score,
                is_framed: candidate.readings.iter().any(is_of),
            })
        };
        may.iter().filter_map(impression).collect()
    }
}

/// The claim that a candidate is, as a frame reads it if one does; none if it is only supposed.
fn claim(
    scene: &Scene<'_>,
    candidate: &Candidate<'_>,
    relation: &Relation,
    happens: bool,
) -> Option<Claim> {
    let is_of = |reading: &&&Reading<'_>| reading.frame.relation == relation.name;
    let (subject, object) = (candidate.subject, candidate.object);
    let exact = |reading: &&&Reading<'_>| {
        reading.ends.0 == subject.token || reading.ends.1 == Some(object.token)
    };
    let of_this = || candidate.readings.iter().filter(is_of);
    if let Some(reading) = of_this().find(exact).or_else(|| of_this().next()) {
        return Some(reading.claim.clone());
    }
    let context = scene.context;
    let manner = Manner {
        relation: &relation.name,
        rule: format!("{OWN}{}", relation.name),
        denied: false,
        planned: false,
        tells_event: happens,
    };
    let ends = [subject.token, object.token];
    let trigger = trigger(scene, candidate, number(&relation.name));
    let claim = context.claim_in(manner, trigger, &ends)?;
    let key = |entity: usize| context.resolution.entities[entity].key.clone();
    let number = candidate.strength.map(|index| context.strengths[index].strength.clone().into());
    Some(Claim {
        subject: key(subject.entity?),
        object: object.entity.map(key),
        strength: number.or_else(|| counted::strength(context, scene.clauses, trigger, &ends)),
        ..claim
    })
}
