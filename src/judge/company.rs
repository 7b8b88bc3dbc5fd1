//! What is noticed of a impression in the company of the others: the second look.
//!
//! Of several that might be the one who was sent, most are not. Whether a impression is the best of
//! those with the same subject, object or predicate, and how likely the others are, is known only
//! when all of a text have been looked at once.

use std::collections::BTreeMap;

use super::candidate::Candidate;
use super::exp::logistic;
use super::scene::Scene;
use super::sink::{Feature, Sink};

/// What makes two candidates the same claim: subject, object, and the number of a toll.
pub(super) type Identity = (usize, Option<usize>, Option<(Option<u64>, Option<u64>)>);

/// Where a candidate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The first token of its sentence.
    pub(super) sentence: usize,
    /// Whether that sentence is short.
    pub(super) is_short: bool,
    /// The tokens at its ends.
    pub(super) ends: [usize; 2],
    /// What its ends are, as numbers of their types.
    pub(super) kinds: [u32; 2],
    /// How its ends refer.
    pub(super) manners: [u32; 2],
    pub(super) identity: Identity,
}

/// A short sentence has so many tokens, with its full stop.
const SHORT: usize = 14;

/// Where a candidate stands.
pub(super) fn place(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Place {
    let Candidate { subject, object, .. } = candidate;
    let strength = candidate.strength.map(|index| &scene.context.strengths[index].strength);
    let number = strength.map(|strength| (strength.min, strength.max));
    let sentence = scene.sentence(object.token);
    Place {
        sentence: sentence.start,
        is_short: sentence.len() <= SHORT,
        ends: [subject.token, object.token],
        kinds: [subject.kind, object.kind],
        manners: [subject.manner, object.manner],
        identity: (subject.entity.unwrap_or_default(), object.entity, number),
    }
}

/// A candidate taken for a claim of a relation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Impression {
    /// The number of the candidate.
    pub(super) candidate: usize,
    pub(super) place: Place,
    pub(super) relation: usize,
    /// The token that says it.
    pub(super) trigger: usize,
    /// The score at first sight.
    pub(super) score: f32,
    pub(super) is_framed: bool,
}

/// Impressions with a lower score are not looked at twice.
pub(super) const FAINT: f32 = -5.0;

/// What a impression shares with those that it is compared with.
type Group = fn(&Impression) -> [usize; 5];

/// The companies in which a impression is seen; the first number tells them apart.
const GROUPS: [Group; 13] = [
    |i| [0, i.relation, i.place.sentence, i.place.identity.0, 0],
    |i| [1, i.relation, i.place.sentence, object(i), i.place.ends[1] * is_toll(i)],
    |i| [2, i.relation, i.place.sentence, 0, 0],
    |i| [3, i.relation, i.trigger, 0, 0],
    |i| [4, i.relation, i.trigger, i.place.ends[0], 0],
    |i| [5, i.relation, i.trigger, i.place.ends[1], 0],
    |i| [6, i.candidate, 0, 0, 0],
    |i| [7, i.place.sentence, i.trigger, 0, 0],
    |i| {
        [
            8,
            i.relation,
            i.place.ends[0].min(i.place.ends[1]),
            i.place.ends[0].max(i.place.ends[1]),
            0,
        ]
    },
    |i| [9, i.relation, i.place.identity.0, object(i), is_toll(i)],
    |i| [10, i.relation, i.place.identity.0, 0, 0],
    |i| [11, i.relation, object(i), 0, is_toll(i)],
    |i| [12, i.relation, 0, 0, 0],
];

fn object(impression: &Impression) -> usize {
    impression.place.identity.1.unwrap_or_default()
}

fn is_toll(impression: &Impression) -> usize {
    usize::from(impression.place.identity.1.is_none())
}

/// The features of each impression of a text among the others.
pub(super) fn features(impressions: &[Impression]) -> Vec<Vec<Feature>> {
    let mut sinks: Vec<Sink> = impressions.iter().map(alone).collect();
    for (index, group) in GROUPS.iter().enumerate() {
        let mut companies: BTreeMap<[usize; 5], Vec<usize>> = BTreeMap::new();
        for (place, impression) in impressions.iter().enumerate() {
            companies.entry(group(impression)).or_default().push(place);
        }
        for company in companies.values() {
            compare(impressions, company, 10 * (index as u32 + 1), &mut sinks);
        }
    }
    sinks.iter_mut().map(Sink::take).collect()
}

/// What a impression is without others.
fn alone(impression: &Impression) -> Sink {
    let mut sink = Sink::default();
    let Impression { place, relation, score, is_framed, .. } = *impression;
    let relation = relation as u32;
    let distance = place.ends[0].abs_diff(place.ends[1]);
    sink.add(500, &[step(score)]);
    sink.add(501, &[relation]);
    sink.add(502, &[is_framed.into(), step(score)]);
    sink.add(503, &[relation, is_framed.into()]);
    sink.add(504, &[place.kinds[0]]);
    sink.add(505, &[place.kinds[1]]);
    sink.add(506, &[place.manners[0]]);
    sink.add(507, &[place.manners[1]]);
    sink.add(508, &[distance.min(12) as u32]);
    sink
}

/// Compares the impressions of one company.
fn compare(impressions: &[Impression], company: &[usize], template: u32, sinks: &mut [Sink]) {
    let mut order = company.to_vec();
    order.sort_by(|a, b| impressions[*b].score.total_cmp(&impressions[*a].score).then(a.cmp(b)));
    let likely = |place: &usize| logistic(impressions[*place].score);
    let all: f32 = order.iter().map(likely).sum();
    let several = order.iter().filter(|place| likely(place) > LIKELY).count();
    for (rank, place) in order.iter().enumerate() {
        let own = impressions[*place].score;
        let other = order.get(usize::from(rank == 0)).map(|best| impressions[*best].score);
        let others = (all - likely(place)).max(0.0);
        let sink = &mut sinks[*place];
        sink.add(template, &[rank.min(5) as u32]);
        sink.add(template + 1, &[other.map_or(99, step)]);
        sink.add(template + 2, &[other.map_or(99, |other| step(own - other))]);
        sink.add(template + 3, &[several.min(4) as u32]);
        sink.add(template + 4, &[(others * 4.0).min(12.0) as u32]);
    }
}

/// A impression that is as likely as this is one to be reckoned with.
const LIKELY: f32 = 0.3;

/// A score by steps of one.
fn step(score: f32) -> u32 {
    (score.clamp(-7.0, 7.0) + 7.0) as u32
}
