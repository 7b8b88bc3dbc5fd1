//! What the reader saw in a report, as far as it tells why a claim was missed.

use std::ops::Range;

use super::super::COLLECTIVE;
use super::super::Names;
use super::super::claims::is_symmetric;
use super::super::normalize;
use super::Cause;
use crate::annotate::Span;
use crate::extract::clause::Clauses;
use crate::extract::matching::is_part;
use crate::extract::{Context, FrameIndex, readings};
use crate::judge::Judge;
use crate::model::{Claim, Document, Entity};
use crate::ontology::Relation;
use crate::recognize::MentionKind;

/// A report under the eyes of the reader, beside its annotation.
pub(super) struct Sight<'a> {
    context: &'a Context<'a>,
    frames: &'a FrameIndex<'a>,
    clauses: Clauses<'a>,
    names: Vec<Names>,
    gold: &'a Document,
    /// Everything that a frame reads, and all that the judge holds likely to some degree.
    supposed: Vec<Claim>,
}

/// A sentence as the reader cut it.
pub(super) struct Sentence {
    tokens: Range<usize>,
    /// Its place in bytes, and in code points.
    span: Span,
    points: Range<usize>,
}

/// What is known of a word by which a relation is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Word {
    /// No frame of the relation has a word of the sentence.
    Unknown,
    /// A frame has it, but as another part of speech than the tagger found.
    Mistaken,
    Known,
}

/// What the judge gives less is no supposition.
const SUPPOSED: f64 = 0.1;

/// As far as the judge follows the way between two words.
const FARTHEST: usize = 14;

impl<'a> Sight<'a> {
    pub(super) fn new(
        context: &'a Context<'a>,
        frames: &'a FrameIndex<'a>,
        judge: Option<&Judge>,
        gold: &'a Document,
    ) -> Sight<'a> {
        let clauses = Clauses::new(context.annotation);
        let read = readings(context, &clauses, frames).into_iter().map(|reading| reading.claim);
        let mut supposed: Vec<Claim> = read.collect();
        if let Some(judge) = judge {
            supposed.extend(judge.claims(context, frames, Some(SUPPOSED)));
        }
        let names = context.resolution.entities.iter().map(Names::of).collect();
        Sight { context, frames, clauses, names, gold, supposed }
    }

    /// The relation of a claim.
    pub(super) fn relation(&self, claim: &Claim) -> Option<&Relation> {
        self.context.ontology.relation(&claim.relation)
    }

    /// The entities of the text that are an annotated one.
    pub(super) fn entities(&self, key: &str) -> Vec<usize> {
        let Some(entity) = self.gold.entities.iter().find(|entity| entity.key == key) else {
            return Vec::new();
        };
        let wanted = Names::of(entity);
        let is_it = |names: &Names| {
            wanted.share_one(names) || entity.kind == COLLECTIVE && wanted.share_words(names)
        };
        (0..self.names.len()).filter(|&index| is_it(&self.names[index])).collect()
    }

    /// Whether a relation may hold between two of these entities, either way round if it is
    /// symmetric.
    pub(super) fn may_hold(&self, claim: &Claim, subjects: &[usize], objects: &[usize]) -> bool {
        let Some(relation) = self.relation(claim) else { return false };
        let kind = |index: usize| &*self.context.resolution.entities[index].kind;
        let fits = |subject: usize, object: Option<usize>| {
            self.context.ontology.fits(relation, kind(subject), object.map(kind))
        };
        subjects.iter().any(|&subject| {
            let either = |&object: &usize| {
                fits(subject, Some(object)) || is_symmetric(claim) && fits(object, Some(subject))
            };
            if claim.object.is_none() { fits(subject, None) } else { objects.iter().any(either) }
        })
    }

    /// The sentences in which an annotated claim is told.
    pub(super) fn sentences(&self, claim: &Claim) -> Vec<Sentence> {
        let text = self.context.annotation.text();
        let quotes =
            std::iter::once(&claim.quote).chain(claim.also.iter().map(|telling| &telling.quote));
        let spans = quotes.filter(|quote| !quote.is_empty()).filter_map(|quote| {
            let start = text.find(&**quote)?;
            Some(Span { start, end: start + quote.len() })
        });
        let spans: Vec<Span> = spans.collect();
        let told = |sentence: &Sentence| {
            let Span { start, end } = sentence.span;
            spans.iter().any(|span| span.start < end && start < span.end)
        };
        self.context
            .annotation
            .sentences()
            .map(|tokens| self.sentence(tokens))
            .filter(told)
            .collect()
    }

    fn sentence(&self, tokens: Range<usize>) -> Sentence {
        let span = self.context.annotation.span(tokens.clone());
        let places = self.context.places;
        let points = places.code_points(span.start)..places.code_points(span.end);
        Sentence { tokens, span, points }
    }

    /// The words in a sentence that stand for one of these entities.
    pub(super) fn mentions(&self, sentence: &Sentence, entities: &[usize]) -> Vec<usize> {
        let mentions = self.context.resolution.mentions.iter();
        let of_these = mentions.filter(|found| {
            sentence.tokens.contains(&found.mention.head)
                && found.entity.is_some_and(|entity| entities.contains(&entity))
        });
        of_these.map(|found| found.mention.head).collect()
    }

    /// Why nothing in these sentences is taken for an annotated entity.
    pub(super) fn absence(&self, key: &str, sentences: &[Sentence]) -> Cause {
        let text = self.context.annotation.text();
        let entity = self.gold.entities.iter().find(|entity| entity.key == key);
        let is_named = |sentence: &Sentence| {
            let words = format!(" {} ", normalize(sentence.span.of(text)));
            let mut names = entity.into_iter().flat_map(Entity::names).map(normalize);
            names.any(|name| !name.is_empty() && words.contains(&format!(" {name} ")))
        };
        let refers = |sentence: &Sentence| {
            self.context.resolution.mentions.iter().any(|found| {
                let kind = found.mention.kind;
                let is_name = matches!(kind, MentionKind::Named | MentionKind::Demonym);
                !is_name && sentence.tokens.contains(&found.mention.head)
            })
        };
        if sentences.iter().any(is_named) {
            Cause::Unseen
        } else if sentences.iter().any(refers) {
            Cause::Reference
        } else {
            Cause::Elsewhere
        }
    }

    /// The sentence before another one.
    pub(super) fn before(&self, sentence: &Sentence) -> Option<Sentence> {
        let last = sentence.tokens.start.checked_sub(1)?;
        Some(self.sentence(self.context.places.sentence(last)))
    }

    /// Whether a number of people is read in a sentence.
    pub(super) fn has_number(&self, sentence: &Sentence) -> bool {
        let starts = self.context.strengths.iter().map(|strength| strength.tokens.start);
        starts.into_iter().any(|start| sentence.tokens.contains(&start))
    }

    /// Whether a claim is supposed in one of these sentences, if only with little confidence.
    pub(super) fn is_supposed(&self, claim: &Claim, sentences: &[Sentence]) -> bool {
        let is = |wanted: &str, key: &str| {
            let entities = self.entities(wanted);
            entities.iter().any(|&entity| self.context.resolution.entities[entity].key == key)
        };
        let same = |other: &Claim| match (claim.object.as_deref(), other.object.as_deref()) {
            (Some(wanted), Some(object)) => {
                is(&claim.subject, &other.subject) && is(wanted, object)
                    || is_symmetric(claim)
                        && is(wanted, &other.subject)
                        && is(&claim.subject, object)
            }
            (None, None) => is(&claim.subject, &other.subject),
            _ => false,
        };
        let here = |other: &&Claim| {
            other.relation == claim.relation
                && sentences.iter().any(|sentence| is_in(other, sentence))
        };
        self.supposed.iter().filter(here).any(same)
    }

    /// Whether a way through the grammar leads from one of these words to one of the others.
    pub(super) fn is_way(&self, from: &[usize], to: &[usize]) -> bool {
        let up = |token: usize| {
            let mut chain = vec![token];
            while chain.len() <= FARTHEST {
                let at = chain[chain.len() - 1];
                let head = self.clauses.token(at).head().index();
                if head == at {
                    break;
                }
                chain.push(head);
            }
            chain
        };
        let meet = |one: usize, other: usize| {
            let above = up(other);
            up(one).iter().any(|token| above.contains(token))
        };
        from.iter().any(|&one| to.iter().any(|&other| meet(one, other)))
    }

    /// Whether a word of a sentence is one of those by which frames read a relation.
    pub(super) fn word_for(&self, relation: &str, sentence: &Sentence) -> Word {
        let word = |token: usize| {
            let token = self.clauses.token(token);
            let lemma = token.lemma().to_lowercase();
            let forms = [lemma.as_str(), token.norm()];
            let frames = forms.into_iter().flat_map(|form| self.frames.by_lemma(form));
            let parts = frames.filter(|(frame, _)| frame.relation == relation);
            let known = parts.map(|(frame, _)| match is_part(&self.clauses, token, frame.part) {
                true => Word::Known,
                false => Word::Mistaken,
            });
            known.max().unwrap_or(Word::Unknown)
        };
        sentence.tokens.clone().map(word).max().unwrap_or(Word::Unknown)
    }
}

/// Whether a predicted claim was read in a sentence.
pub(super) fn is_in(claim: &Claim, sentence: &Sentence) -> bool {
    let place = claim.start.zip(claim.end);
    place.is_some_and(|(start, end)| start < sentence.points.end && sentence.points.start < end)
}
