//! What is noticed of a candidate with a relation in mind: whether its words say that relation.
//!
//! These features have one weight for all relations. What a way through the grammar is worth
//! between a word that says a relation and its ends is learnt from all relations together, so that
//! a relation with few examples is read too.

use super::candidate::Candidate;
use super::path::Path;
use super::scene::{End, Scene};
use super::sink::{Feature, Sink};
use crate::ontology::Relation;

/// The features of a candidate with a relation in mind, sorted.
pub(super) fn tied(
    scene: &Scene<'_>,
    candidate: &Candidate<'_>,
    path: Option<&Path>,
    relation: &Relation,
    class: u32,
) -> Vec<Feature> {
    let mut sink = Sink::default();
    let view = View { scene, candidate, path, class };
    view.readings(relation, &mut sink);
    view.on_path(&mut sink);
    view.roles(&mut sink);
    view.nearest(&mut sink);
    view.ends(&mut sink);
    sink.take()
}

struct View<'s, 'a> {
    scene: &'s Scene<'a>,
    candidate: &'s Candidate<'s>,
    path: Option<&'s Path>,
    class: u32,
}

impl View<'_, '_> {
    fn says(&self, token: usize) -> bool {
        self.scene.words[token].classes.binary_search(&self.class).is_ok()
    }

    /// How many relations a word may say: one that says many says little.
    fn ambiguity(&self, token: usize) -> u32 {
        self.scene.words[token].classes.len().min(4) as u32
    }

    fn readings(&self, relation: &Relation, sink: &mut Sink) {
        let Candidate { subject, object, readings, .. } = self.candidate;
        let mut of_this = readings.iter().filter(|r| r.frame.relation == relation.name);
        if let Some(reading) = of_this.next() {
            let exact = reading.ends.0 == subject.token || reading.ends.0 == subject.anchor;
            let object_exact =
                reading.ends.1 == Some(object.token) || reading.ends.1 == Some(object.anchor);
            sink.add(200, &[]);
            sink.add(201, &[exact.into(), object_exact.into()]);
            sink.add(202, &[reading.frame.part as u32]);
            sink.add(203, &[self.ambiguity(reading.predicate)]);
            sink.add(204, &[subject.manner, object.manner]);
        } else if !readings.is_empty() {
            sink.add(205, &[]);
        }
    }

    fn on_path(&self, sink: &mut Sink) {
        let Some(path) = self.path else { return };
        let word = |token: usize| &self.scene.words[token];
        let first = u32::from(self.candidate.subject.token < self.candidate.object.token);
        let up = path.up.iter().map(|t| word(*t).dep ^ 1);
        let labels: Vec<u32> = up.chain(path.down.iter().map(|t| word(*t).dep)).collect();
        if self.says(path.top) {
            sink.add(210, &[]);
            sink.add(211, &labels);
            sink.add(212, &[word(path.top).pos, first]);
            sink.add(213, &[path.up.len() as u32, path.down.len() as u32]);
            sink.add(214, &[self.ambiguity(path.top)]);
            let down = path.down.iter().map(|t| word(*t).dep).collect::<Vec<_>>();
            let up = path.up.iter().map(|t| word(*t).dep).collect::<Vec<_>>();
            sink.add(215, &up);
            sink.add(216, &down);
        }
        let tokens: Vec<usize> = path.tokens().collect();
        for (place, token) in tokens.iter().enumerate() {
            if self.says(*token) && place > 0 && place + 1 < tokens.len() {
                let side = u32::from(path.up.contains(token)) + 2 * u32::from(*token == path.top);
                sink.add(217, &[side]);
                sink.add(218, &[side, word(*token).pos, word(*token).dep]);
                sink.add(219, &[place.min(5) as u32, (tokens.len() - place).min(5) as u32]);
                sink.add(220, &[side, word(tokens[place - 1]).dep, word(tokens[place + 1]).dep]);
                sink.add(221, &[self.ambiguity(*token)]);
            }
        }
        let inner_says = path.inner().any(|token| self.says(token));
        sink.add(223, &[inner_says.into(), tokens.len().min(9) as u32]);
    }

    fn roles(&self, sink: &mut Sink) {
        let scene = self.scene;
        let Candidate { subject, object, .. } = self.candidate;
        let of = |end: &End| {
            let own = scene.roles[end.token].iter();
            let anchored = scene.roles[end.anchor].iter().filter(|_| end.anchor != end.token);
            own.chain(anchored).copied().collect::<Vec<_>>()
        };
        let (subject_roles, object_roles) = (of(subject), of(object));
        let mut shared = false;
        for one in subject_roles.iter().filter(|role| self.says(role.predicate)) {
            sink.add(230, &[one.slot]);
            sink.add(231, &[one.slot, self.ambiguity(one.predicate)]);
            for other in object_roles.iter().filter(|other| other.predicate == one.predicate) {
                shared = true;
                sink.add(232, &[one.slot, other.slot]);
                sink.add(233, &[one.slot, other.slot, self.ambiguity(one.predicate)]);
            }
        }
        for other in object_roles.iter().filter(|role| self.says(role.predicate)) {
            sink.add(234, &[other.slot]);
            sink.add(235, &[other.slot, self.ambiguity(other.predicate)]);
            if other.predicate == subject.token || other.predicate == subject.anchor {
                sink.add(236, &[other.slot]);
            }
        }
        for one in subject_roles.iter().filter(|role| self.says(role.predicate)) {
            if one.predicate == object.token || one.predicate == object.anchor {
                sink.add(237, &[one.slot]);
            }
        }
        sink.add(238, &[shared.into()]);
    }

    /// The word that can say the relation nearest to the ends, and who else is nearer to it.
    fn nearest(&self, sink: &mut Sink) {
        let Candidate { subject, object, .. } = self.candidate;
        let (low, high) = (subject.token.min(object.token), subject.token.max(object.token));
        let sentence = self.scene.sentence(object.token);
        let from = low.saturating_sub(12).max(sentence.start);
        let to = (high + 12).min(sentence.end);
        let distance = |token: usize| {
            if token < low { low - token } else { token.saturating_sub(high) }
        };
        let says = (from..to.max(from)).filter(|token| self.says(*token));
        let Some(nearest) = says.min_by_key(|token| distance(*token)) else {
            sink.add(240, &[]);
            return;
        };
        let side = u32::from(nearest > low) + u32::from(nearest > high);
        let first = u32::from(subject.token < object.token);
        sink.add(241, &[side, first, distance(nearest).min(4) as u32]);
        sink.add(242, &[self.ambiguity(nearest)]);
        sink.add(243, &[side, first, self.scene.words[nearest].pos]);
        let ends = |end: &End| {
            let (a, b) = (nearest.min(end.token), nearest.max(end.token));
            let between = self.scene.ends_in(a + 1..b);
            let same = between.iter().filter(|other| other.kind == end.kind).count();
            (between.len().min(4) as u32, same.min(3) as u32)
        };
        let (one, other) = (ends(subject), ends(object));
        sink.add(244, &[one.0, first, side]);
        sink.add(245, &[other.0, first, side]);
        sink.add(246, &[one.1, other.1]);
    }

    fn ends(&self, sink: &mut Sink) {
        let Candidate { subject, object, .. } = self.candidate;
        sink.add(260, &[object.unsaid, subject.manner, object.manner]);
        for (place, end) in [(270, subject), (280, object)] {
            let [reason, score, flags, margin] = end.surety;
            sink.add(place, &[reason]);
            sink.add(place + 1, &[reason, end.kind]);
            sink.add(place + 2, &[end.manner, score]);
            sink.add(place + 3, &[end.manner, flags]);
            sink.add(place + 4, &[end.manner, flags, end.kind]);
            sink.add(place + 5, &[margin, end.kind]);
            sink.add(place + 6, &[margin]);
        }
        for (place, end) in [(250, subject), (255, object)] {
            if self.says(end.token) {
                sink.add(place, &[]);
            }
            let Some(mention) = end.mention else { continue };
            let mention = &self.scene.context.resolution.mentions[mention].mention;
            let title = mention.title.clone().into_iter().flatten();
            if title.into_iter().any(|token| self.says(token)) {
                sink.add(place + 1, &[]);
            }
        }
    }
}
