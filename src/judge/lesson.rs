//! What an annotated report teaches: for each candidate, which relations people read of it.

use std::collections::BTreeSet;

use super::candidate::{Candidate, candidates};
use super::company::{Place, place};
use super::features::features;
use super::path::Path;
use super::scene::Scene;
use super::sink::{Feature, number};
use super::tied::tied;
use super::trigger::trigger;
use crate::annotate::Span;
use crate::extract::clause::Clauses;
use crate::extract::{Context, FrameIndex, readings};
use crate::model::{Claim, Document};
use crate::ontology::{Ontology, Relation};
use crate::score::{COLLECTIVE, Names};

/// What one report teaches.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lesson {
    pub(super) examples: Vec<Example>,
    /// The relation of each annotated claim.
    pub(super) claims: Vec<usize>,
    /// Of each whether it has a time.
    pub(super) timed: Vec<bool>,
}

/// A candidate with what people say of it.
#[derive(Debug, Clone)]
pub(super) struct Example {
    pub(super) features: Vec<Feature>,
    /// For each verdict the features with that relation in mind.
    pub(super) tied: Vec<Vec<Feature>>,
    /// For each relation that it may be of, by number, what is to be learnt of it.
    pub(super) verdicts: Vec<(usize, Verdict)>,
    /// Of each of these whether a frame reads it, too.
    pub(super) framed: Vec<bool>,
    /// Of each of these the token that says it.
    pub(super) triggers: Vec<usize>,
    pub(super) place: Place,
    /// The annotated claims that it would be right to find here, by number.
    pub(super) right: Vec<usize>,
}

impl Lesson {
    /// How many of its claims some candidate states.
    pub(super) fn reached(&self) -> usize {
        let states = |claim: &usize| {
            let relation = self.claims[*claim];
            self.examples.iter().any(|e| may(e, relation) && e.right.contains(claim))
        };
        (0..self.claims.len()).filter(states).count()
    }
}

/// What is to be learnt of a candidate for a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Yes,
    No,
    /// People read it of the same two, but in another place.
    Unsure,
}

/// The lesson of a report; relations are numbered as in `relations`.
pub(crate) fn lesson(
    context: &Context<'_>,
    frames: &FrameIndex<'_>,
    gold: &Document,
    relations: &[&Relation],
) -> Lesson {
    let clauses = Clauses::new(context.annotation);
    let readings = readings(context, &clauses, frames);
    let scene = Scene::new(context, &clauses, frames);
    let candidates = candidates(&scene, &readings);
    let mut examples: Vec<Example> =
        candidates.iter().map(|candidate| example(&scene, candidate, relations)).collect();
    let key = Key::new(context, gold);
    let known = |claim: &&Claim| relations.iter().any(|relation| relation.name == claim.relation);
    let claims: Vec<&Claim> = gold.claims.iter().filter(known).collect();
    let mut numbers = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        let relation = relations.iter().position(|relation| relation.name == claim.relation);
        let relation = relation.unwrap_or_default();
        numbers.push(relation);
        let same = |&place: &usize| {
            may(&examples[place], relation)
                && key.same(claim, relations[relation], &candidates[place], context)
        };
        let places: Vec<usize> = (0..candidates.len()).filter(same).collect();
        for &place in &places {
            examples[place].right.push(index);
            set(&mut examples[place], relation, Verdict::Unsure);
        }
        let best = places.into_iter().filter_map(|place| {
            Some((key.nearness(&scene, claim, relations[relation], &candidates[place])?, place))
        });
        if let Some((_, place)) = best.max() {
            set(&mut examples[place], relation, Verdict::Yes);
        } else {
            key.doubt(&scene, claim, relation, &candidates, &mut examples);
        }
    }
    examples.iter_mut().for_each(|example| forget_supposed(&scene, example));
    let timed = claims.iter().map(|claim| claim.time.is_some()).collect();
    Lesson { examples, claims: numbers, timed }
}

fn may(example: &Example, relation: usize) -> bool {
    example.verdicts.iter().any(|(known, _)| *known == relation)
}

fn set(example: &mut Example, relation: usize, verdict: Verdict) {
    for (known, old) in &mut example.verdicts {
        if *known == relation && *old != Verdict::Yes {
            *old = verdict;
        }
    }
}

/// What is only asked or supposed is no claim, whatever is between its ends: nothing is learnt.
fn forget_supposed(scene: &Scene<'_>, example: &mut Example) {
    for ((_, verdict), trigger) in example.verdicts.iter_mut().zip(&example.triggers) {
        if *verdict == Verdict::No && scene.context.stances.of(*trigger).hypothetical {
            *verdict = Verdict::Unsure;
        }
    }
}

/// A candidate of which nothing is known yet.
fn example(scene: &Scene<'_>, candidate: &Candidate<'_>, relations: &[&Relation]) -> Example {
    let numbers = relations.iter().enumerate();
    let may = numbers.filter(|(_, relation)| may_be(scene, candidate, relation));
    let path = Path::between(scene, candidate.subject.token, candidate.object.token);
    let verdicts: Vec<(usize, Verdict)> = may.map(|(index, _)| (index, Verdict::No)).collect();
    let reads = |relation: usize| {
        let name = &relations[relation].name;
        candidate.readings.iter().any(|reading| reading.frame.relation == *name)
    };
    let framed = verdicts.iter().map(|(relation, _)| reads(*relation)).collect();
    let says = |relation: usize| trigger(scene, candidate, number(&relations[relation].name));
    let triggers = verdicts.iter().map(|(relation, _)| says(*relation)).collect();
    let tied = verdicts.iter().map(|(relation, _)| {
        let relation = relations[*relation];
        tied(scene, candidate, path.as_ref(), relation, number(&relation.name))
    });
    let tied = tied.collect();
    Example {
        features: features(scene, candidate, path.as_ref()),
        tied,
        verdicts,
        framed,
        triggers,
        place: place(scene, candidate),
        right: Vec::new(),
    }
}

/// Whether the ends of a candidate are such as a relation has.
pub(super) fn may_be(scene: &Scene<'_>, candidate: &Candidate<'_>, relation: &Relation) -> bool {
    let ontology: &Ontology = scene.context.ontology;
    let kind = |entity: Option<usize>| {
        entity.map(|entity| &*scene.context.resolution.entities[entity].kind)
    };
    let Some(subject) = kind(candidate.subject.entity) else { return false };
    let object = kind(candidate.object.entity);
    // A symmetric relation is read once, from left to right.
    let is_turned = relation.symmetric && candidate.subject.token > candidate.object.token;
    relation.toll == object.is_none() && !is_turned && ontology.fits(relation, subject, object)
}

/// Which entities of a text are those of the annotation, and where its claims stand.
struct Key<'g> {
    /// Pairs of an annotated entity's key and an entity of the text.
    same: BTreeSet<(&'g str, usize)>,
    text: &'g str,
}

impl<'g> Key<'g> {
    fn new(context: &'g Context<'_>, gold: &'g Document) -> Key<'g> {
        let mut same = BTreeSet::new();
        let names: Vec<Names> = context.resolution.entities.iter().map(Names::of).collect();
        for entity in &gold.entities {
            let wanted = Names::of(entity);
            for (index, names) in names.iter().enumerate() {
                let shares = wanted.share_one(names)
                    || entity.kind == COLLECTIVE && wanted.share_words(names);
                if shares {
                    same.insert((&*entity.key, index));
                }
            }
        }
        Key { same, text: context.annotation.text() }
    }

    /// Whether a candidate has the ends of an annotated claim, and its number.
    fn same(
        &self,
        claim: &'g Claim,
        relation: &Relation,
        candidate: &Candidate<'_>,
        context: &Context<'_>,
    ) -> bool {
        let Some(subject) = candidate.subject.entity else { return false };
        let is = |key: &'g str, entity: usize| self.same.contains(&(key, entity));
        match (claim.object.as_deref(), candidate.object.entity) {
            (Some(wanted), Some(object)) => {
                is(&claim.subject, subject) && is(wanted, object)
                    || relation.symmetric && is(wanted, subject) && is(&claim.subject, object)
            }
            (None, None) => {
                let number = candidate.strength.map(|index| &context.strengths[index].strength);
                let wanted = claim.strength.as_ref();
                let same_number =
                    number.map(|s| s.min) == wanted.map(|s| s.min) || wanted.is_none();
                is(&claim.subject, subject) && same_number
            }
            _ => false,
        }
    }

    /// An annotated claim that no candidate has: those of its sentence that share an end with it
    /// may be it, under another name.
    fn doubt(
        &self,
        scene: &Scene<'_>,
        claim: &'g Claim,
        relation: usize,
        candidates: &[Candidate<'_>],
        examples: &mut [Example],
    ) {
        let Some(start) = self.text.find(&*claim.quote) else { return };
        let span = Span { start, end: start + claim.quote.len() };
        let is = |key: &'g str, entity: Option<usize>| {
            entity.is_some_and(|entity| self.same.contains(&(key, entity)))
        };
        let known = |key: &'g str| {
            self.same.range((key, 0)..).next().is_some_and(|(found, _)| *found == key)
        };
        let object = claim.object.as_deref();
        let is_known = known(&claim.subject) || object.is_some_and(known);
        for (candidate, example) in candidates.iter().zip(examples) {
            let sentence = scene.context.annotation.span(scene.sentence(candidate.object.token));
            if sentence.start >= span.end || span.start >= sentence.end {
                continue;
            }
            let shares = is(&claim.subject, candidate.subject.entity)
                || object.is_some_and(|object| {
                    is(object, candidate.object.entity) || is(object, candidate.subject.entity)
                })
                || is(&claim.subject, candidate.object.entity);
            if shares || !is_known || object.is_none() {
                set(example, relation, Verdict::Unsure);
            }
        }
    }

    /// How near a candidate is to the words that show a claim; none if it is in another sentence.
    fn nearness(
        &self,
        scene: &Scene<'_>,
        claim: &Claim,
        relation: &Relation,
        candidate: &Candidate<'_>,
    ) -> Option<(bool, i64, bool, i64)> {
        let quotes =
            std::iter::once(&claim.quote).chain(claim.also.iter().map(|telling| &telling.quote));
        let spans = quotes.filter_map(|quote| {
            let start = self.text.find(&**quote).filter(|_| !quote.is_empty())?;
            Some(Span { start, end: start + quote.len() })
        });
        let (subject, object) = (candidate.subject.token, candidate.object.token);
        let sentence = scene.context.annotation.span(scene.sentence(object));
        let near = spans.filter(|span| span.start < sentence.end && sentence.start < span.end);
        let within = |span: Span| {
            let inside = |token: usize| {
                let place = scene.context.annotation.token(token).span();
                span.start <= place.start && place.end <= span.end
            };
            inside(subject) && inside(object)
        };
        let inside = near.map(within).max()?;
        let is_read =
            candidate.readings.iter().any(|reading| reading.frame.relation == relation.name);
        let said = -i64::from(candidate.subject.unsaid + candidate.object.unsaid);
        Some((inside, said, is_read, -(subject.abs_diff(object) as i64)))
    }
}
