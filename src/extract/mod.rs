//! Claims out of an annotated text: frames found, their ends resolved, and how the report stands
//! to each of them.
//!
//! Nothing here knows what RDF is.

mod atom;
pub(crate) mod clause;
pub(crate) mod counted;
pub(crate) mod ends;
pub(crate) mod matching;
mod members;
pub(crate) mod needed;
mod number;
mod offices;
mod people;
mod places;
mod silence;
pub mod stance;
pub mod strength;
pub mod time;
mod toll;

use std::collections::BTreeSet;

use crate::annotate::{Annotation, Span};
use crate::gazetteer::Gazetteer;
use crate::model::{Attribution, Certainty, Claim, Entity, Polarity, Teller};
use crate::ontology::{Frame, Ontology, Part, Relation};
use crate::recognize::MentionKind;
use crate::resolve::Resolution;
use clause::Clauses;
use ends::Wanted;
pub use matching::FrameIndex;
use matching::Match;
pub use places::Places;
pub use silence::{Silence, silences};
use stance::{Kind, Link, Stance, Stances};
use strength::StrengthExpression;
use time::TimeExpression;

/// What is known of a text when its claims are read.
pub struct Context<'a> {
    /// The text with its grammar.
    pub annotation: &'a Annotation<'a>,
    /// Who and what is mentioned.
    pub resolution: &'a Resolution,
    /// What is known of the things in the world.
    pub gazetteer: &'a Gazetteer,
    /// What can be claimed.
    pub ontology: &'a Ontology,
    /// Who says what, and how surely.
    pub stances: &'a Stances<'a>,
    /// When.
    pub times: &'a [TimeExpression],
    /// How many.
    pub strengths: &'a [StrengthExpression],
    /// Where.
    pub places: &'a Places<'a>,
}

/// A claim as a frame reads it, and the words that it was read from.
#[derive(Debug, Clone)]
pub(crate) struct Reading<'o> {
    pub(crate) claim: Claim,
    pub(crate) frame: &'o Frame,
    /// The word that says it.
    pub(crate) predicate: usize,
    /// The words at its ends; of a toll only the victims.
    pub(crate) ends: (usize, Option<usize>),
}

/// How something is said, whichever way it was read: what a claim needs besides its words.
pub(crate) struct Manner<'a> {
    pub(crate) relation: &'a str,
    pub(crate) rule: String,
    /// Whether the words say that the relation does not hold.
    pub(crate) denied: bool,
    pub(crate) planned: bool,
    /// Whether it is something that happens, on a day.
    pub(crate) tells_event: bool,
}

/// The claims that the frames read in a text, in its order; each once.
pub fn claims(context: &Context<'_>, frames: &FrameIndex<'_>) -> Vec<Claim> {
    let clauses = Clauses::new(context.annotation);
    let readings = readings(context, &clauses, frames);
    let claims = readings.into_iter().map(|reading| reading.claim);
    needed::only(context, once_each(claims, context.ontology))
}

/// The claims without those that an earlier one says already.
pub(crate) fn once_each(claims: impl Iterator<Item = Claim>, ontology: &Ontology) -> Vec<Claim> {
    let mut known = BTreeSet::new();
    let is_new = |claim: &Claim| {
        ontology.relation(&claim.relation).is_some_and(|r| known.insert(identity(claim, r)))
    };
    claims.filter(is_new).collect()
}

/// Everything that the frames read in a text, in its order.
pub(crate) fn readings<'o>(
    context: &Context<'_>,
    clauses: &Clauses<'_>,
    frames: &FrameIndex<'o>,
) -> Vec<Reading<'o>> {
    let mut readings = Vec::new();
    for found in frames.find(clauses, context.annotation.len()) {
        let Some(relation) = context.ontology.relation(&found.frame.relation) else { continue };
        let claims = if relation.toll {
            toll::claim(context, clauses, &found).into_iter().collect()
        } else {
            claims_of(context, clauses, relation, &found)
        };
        let Match { frame, predicate, subject, object } = found;
        let reading = |claim| Reading { claim, frame, predicate, ends: (subject, object) };
        readings.extend(claims.into_iter().map(reading));
    }
    readings
}

/// The claims that a match makes: one for each pair of entities that its ends stand for, if they
/// may stand there.
fn claims_of(
    context: &Context<'_>,
    clauses: &Clauses<'_>,
    relation: &Relation,
    found: &Match<'_>,
) -> Vec<Claim> {
    let tokens = [found.subject, found.object.unwrap_or(found.predicate)];
    let frame = found.frame;
    if found.object.is_some_and(|object| context.is_one_mention(found.subject, object)) {
        return Vec::new();
    }
    let as_subject = Wanted {
        class: relation.domain.as_deref(),
        is: &frame.subject_is,
        people: &frame.subject_people,
        unnamed: frame.unnamed,
        weapons: frame.weapons,
    };
    let as_object = Wanted {
        class: relation.range.as_deref(),
        is: &frame.object_is,
        people: &frame.object_people,
        unnamed: frame.unnamed,
        weapons: frame.weapons,
    };
    let objects = match found.object {
        Some(object) => ends::entities(object, &as_object, context, clauses),
        None => {
            offices::nation(found.predicate, found.subject, context, clauses).into_iter().collect()
        }
    };
    let mut claims = Vec::new();
    for subject in ends::entities(found.subject, &as_subject, context, clauses) {
        for object in objects.iter().filter(|object| object.key != subject.key) {
            if frame.foreign && offices::is_at_home(subject, object, context) {
                continue;
            }
            let Some(mut claim) = context.claim_by(found.frame, found.predicate, &tokens) else {
                return claims;
            };
            claim.subject = subject.key.clone();
            claim.object = Some(object.key.clone());
            claim.strength = counted::strength(context, clauses, found.predicate, &tokens);
            claims.push(claim);
        }
    }
    claims
}

impl Context<'_> {
    /// The entity that a token stands for.
    fn entity(&self, token: usize) -> Option<&Entity> {
        self.resolution.entity_at(token)
    }

    /// Whether two tokens are words of one mention: "*foreign proxies* like X".
    fn is_one_mention(&self, one: usize, other: usize) -> bool {
        let tokens = |token| self.resolution.at(token).map(|found| found.mention.tokens.clone());
        tokens(one).is_some_and(|words| Some(words) == tokens(other))
    }

    /// The numbers of people in the sentence of a token, in its order.
    fn strengths_beside(
        &self,
        token: usize,
    ) -> impl DoubleEndedIterator<Item = &StrengthExpression> {
        let sentence = self.places.sentence(token);
        let behind =
            |place: usize| self.strengths.partition_point(move |found| found.tokens.start < place);
        self.strengths[behind(sentence.start)..behind(sentence.end)].iter()
    }

    /// Whether the text has a name for an entity, by its place in the resolution.
    fn is_proper(&self, entity: usize) -> bool {
        let mut mentions = self.resolution.mentions_of(entity);
        mentions.any(|found| found.mention.kind == MentionKind::Named)
    }

    /// A claim by a frame, without its ends.
    fn claim_by(&self, frame: &Frame, predicate: usize, ends: &[usize]) -> Option<Claim> {
        // A title or a name tells what holds; the day of its clause is that of something else.
        let manner = Manner {
            relation: &frame.relation,
            rule: frame.rule.clone(),
            denied: frame.denied,
            planned: frame.planned,
            tells_event: !matches!(frame.part, Part::Title | Part::Any | Part::Name),
        };
        self.claim_in(manner, predicate, ends)
    }

    /// A claim without its ends: polarity, certainty, tellers, time and words. None of what is
    /// only asked or supposed.
    pub(crate) fn claim_in(
        &self,
        manner: Manner<'_>,
        predicate: usize,
        ends: &[usize],
    ) -> Option<Claim> {
        let Stance { polarity, certainty, planned, hypothetical, attribution } =
            self.stances.of(predicate);
        if hypothetical {
            return None;
        }
        let polarity = match (polarity, manner.denied) {
            (polarity, false) => polarity,
            (Polarity::Asserted, true) => Polarity::Denied,
            (Polarity::Denied, true) => Polarity::Asserted,
        };
        let planned = planned || manner.planned;
        let certainty = if planned { certainty.max(Certainty::Probable) } else { certainty };
        let goes_on = !planned && !self.ontology.lasts(manner.relation);
        let time = manner.tells_event.then(|| self.time(predicate, ends, goes_on)).flatten();
        let quote = self.quote(predicate, ends);
        Some(Claim {
            relation: manner.relation.to_owned(),
            polarity,
            certainty,
            planned,
            attribution: attribution.iter().map(|link| self.attribution(link)).collect(),
            time: time.map(|found| found.time.clone().into()),
            quote: quote.of(self.annotation.text()).to_owned(),
            start: Some(self.places.code_points(quote.start)),
            end: Some(self.places.code_points(quote.end)),
            rule: Some(manner.rule),
            ..Claim::default()
        })
    }

    /// When it happened; if it `goes_on` from what is told around it, by that.
    fn time(&self, predicate: usize, ends: &[usize], goes_on: bool) -> Option<&TimeExpression> {
        let (times, annotation) = (self.times, self.annotation);
        let nearby = || time::nearby(times, annotation, predicate).filter(|_| goes_on);
        time::for_claim(times, annotation, predicate, ends).or_else(nearby)
    }

    /// The stretch of the sentence from the first to the last word that the claim rests on,
    /// with the phrases that those words head.
    fn quote(&self, predicate: usize, ends: &[usize]) -> Span {
        let sentence = self.places.sentence(predicate);
        let mut first = predicate;
        let mut last = predicate;
        for &end in ends.iter().filter(|end| sentence.contains(end)) {
            let phrase = self.resolution.at(end).map(|found| found.mention.tokens.clone());
            let phrase = phrase.unwrap_or(end..end + 1);
            first = first.min(phrase.start);
            last = last.max(phrase.end - 1);
        }
        self.annotation.span(first..last + 1)
    }

    /// A link of the chain with the name and kind of its teller.
    fn attribution(&self, link: &Link) -> Attribution {
        let words = self.annotation.span(link.tokens.clone()).of(self.annotation.text());
        let entity = self.entity(link.head);
        let kind = match (link.kind_hint, entity) {
            (Some(Kind::Anonymous), _) => Teller::Anonymous,
            (Some(Kind::Document), _) => Teller::Document,
            (None, Some(entity)) => self.teller(entity),
            (None, None) => Teller::Anonymous,
        };
        let named = entity.filter(|_| !matches!(kind, Teller::Anonymous | Teller::Document));
        let name = named.map_or_else(|| words.to_owned(), |entity| entity.name.clone());
        Attribution { name, kind }
    }

    fn teller(&self, entity: &Entity) -> Teller {
        let is = |wanted| self.ontology.is_a(&entity.kind, wanted);
        if is("Outlet") {
            Teller::Outlet
        } else if is("Person") {
            Teller::Person
        } else if is("Country") {
            Teller::Country
        } else if is("Collective") {
            Teller::Anonymous
        } else {
            Teller::Organization
        }
    }
}

/// What makes two claims of a report the same (the annotation guidelines, "same claim twice").
fn identity(claim: &Claim, relation: &Relation) -> String {
    let mut ends = [claim.subject.as_str(), claim.object.as_deref().unwrap_or_default()];
    if relation.symmetric {
        ends.sort_unstable();
    }
    let start = claim.time.as_ref().and_then(|time| time.start.clone());
    let number = claim.strength.as_ref().filter(|_| relation.toll).map(|s| (s.min, s.max));
    format!("{} {ends:?} {:?} {start:?} {number:?}", claim.relation, claim.polarity)
}
