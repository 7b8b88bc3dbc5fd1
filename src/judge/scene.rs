//! A text as the judge looks at it: its words as numbers, the parts that they play, who is where.

use super::facts::Facts;
use super::roles::{Role, roles};
use super::sink::number;
use crate::annotate::Token;
use crate::extract::clause::Clauses;
use crate::extract::matching::is_part;
use crate::extract::{Context, FrameIndex, ends};
use crate::recognize::MentionKind;
use crate::resolve::ResolvedMention;

/// Everything about a text that several candidates need.
pub(super) struct Scene<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) clauses: &'a Clauses<'a>,
    pub(super) words: Vec<Word>,
    /// For each token the predicates that it plays a part for.
    pub(super) roles: Vec<Vec<Role>>,
    /// What may stand at the end of a claim, in the order of the text.
    pub(super) ends: Vec<End>,
    pub(super) facts: Facts<'a>,
    /// How often each entity is mentioned.
    pub(super) mentioned: Vec<u32>,
    /// For each token the top of its sentence.
    pub(super) tops: Vec<usize>,
}

/// A word by numbers.
#[derive(Debug, Clone, Default)]
pub(super) struct Word {
    /// Its lemma; of a name only what it is, so that nothing is learnt of names.
    pub(super) lemma: u32,
    pub(super) norm: u32,
    pub(super) pos: u32,
    pub(super) dep: u32,
    pub(super) head: usize,
    /// The relations that frames let this word say.
    pub(super) classes: Vec<u32>,
    /// Whether it only leads on to whom it is about: "fighters of", "hundreds of".
    pub(super) leads_on: bool,
    pub(super) is_name: bool,
}

/// A token that stands for an entity, or for a number of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    pub(super) token: usize,
    /// The token that plays its part in the sentence: of "fighters of X" and "W and X" the first.
    pub(super) anchor: usize,
    /// None for a number.
    pub(super) entity: Option<usize>,
    /// Its place among the mentions, if it is one.
    pub(super) mention: Option<usize>,
    /// The type of its entity.
    pub(super) kind: u32,
    /// How it refers.
    pub(super) manner: u32,
    /// Whether no word stands for it: the country of "Prime Minister X".
    pub(super) unsaid: u32,
    /// How surely it is its entity: how it was resolved, how sure that is, whether it has a name.
    pub(super) surety: [u32; 4],
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        context: &'a Context<'a>,
        clauses: &'a Clauses<'a>,
        frames: &FrameIndex<'_>,
    ) -> Scene<'a> {
        let resolution = context.resolution;
        let mut mentioned = vec![0; resolution.entities.len()];
        for mention in &resolution.mentions {
            if let Some(entity) = mention.entity {
                mentioned[entity] += 1;
            }
        }
        let names = names(context);
        let annotation = context.annotation;
        let words =
            annotation.tokens().map(|token| word(token, names[token.index()], clauses, frames));
        let words: Vec<Word> = words.collect();
        let tops = tops(context, &words);
        let roles = roles(clauses, &words);
        let facts = Facts::new(context.gazetteer, &resolution.entities);
        let mut scene =
            Scene { facts, context, clauses, words, roles, ends: Vec::new(), mentioned, tops };
        scene.ends = scene.all_ends();
        scene
    }

    /// The tokens of the sentence that a token stands in.
    pub(super) fn sentence(&self, token: usize) -> std::ops::Range<usize> {
        self.context.places.sentence(token)
    }

    /// The end that a token is, standing for this entity.
    pub(super) fn end(&self, token: usize, entity: usize) -> End {
        let here = self.ends_in(token..token + 1);
        let known = here.iter().find(|end| end.entity == Some(entity));
        known.copied().unwrap_or_else(|| End {
            token,
            anchor: self.anchor(token),
            entity: Some(entity),
            mention: None,
            kind: number(&self.context.resolution.entities[entity].kind),
            manner: number("none"),
            unsaid: 0,
            surety: [number("none"); 4],
        })
    }

    /// The end that a number of people is.
    pub(super) fn number(&self, token: usize) -> End {
        let kind = number("number");
        let anchor = self.anchor(token);
        End {
            token,
            anchor,
            entity: None,
            mention: None,
            kind,
            manner: kind,
            unsaid: 0,
            surety: [kind; 4],
        }
    }

    /// The ends within a range of tokens.
    pub(super) fn ends_in(&self, tokens: std::ops::Range<usize>) -> &[End] {
        let first = self.ends.partition_point(|end| end.token < tokens.start);
        let behind = self.ends.partition_point(|end| end.token < tokens.end);
        &self.ends[first..behind.max(first)]
    }

    fn all_ends(&self) -> Vec<End> {
        let resolution = self.context.resolution;
        let end = |(index, found): (usize, &ResolvedMention)| {
            let (token, entity) = (found.mention.head, found.entity?);
            Some(End {
                token,
                anchor: self.anchor(token),
                entity: Some(entity),
                mention: Some(index),
                kind: number(&resolution.entities[entity].kind),
                manner: found.mention.kind as u32,
                unsaid: 0,
                surety: self.surety(found, entity),
            })
        };
        let mut ends: Vec<End> = resolution.mentions.iter().enumerate().filter_map(end).collect();
        ends.sort_by_key(|end| (end.token, end.entity));
        ends.dedup_by_key(|end| (end.token, end.entity));
        ends
    }

    fn surety(&self, found: &ResolvedMention, entity: usize) -> [u32; 4] {
        let mention = &found.mention;
        let named = self.context.resolution.is_named(entity);
        let known = !mention.known.is_empty();
        let single = mention.tokens.len() == 1;
        let flags = u32::from(named) | u32::from(known) << 1 | u32::from(single) << 2;
        let second = mention.types.get(1).map_or(0.0, |second| second.score);
        let margin = mention.types.first().map_or(0.0, |first| first.score - second);
        [
            number(found.reason),
            (found.score * 10.0) as u32,
            flags,
            (margin * 4.0).clamp(0.0, 8.0) as u32,
        ]
    }

    /// Up from a token to the one that plays its part: over coordination, apposition, and nouns
    /// that only lead on.
    fn anchor(&self, token: usize) -> usize {
        let mut at = token;
        for _ in 0..8 {
            let word = self.clauses.token(at);
            let head = word.head();
            let next = match word.dep() {
                "conj" if matches!(head.pos(), "NOUN" | "PROPN" | "PRON" | "NUM" | "ADJ") => head,
                "appos" => head,
                "compound" | "nmod" | "poss" | "amod" if self.words[head.index()].leads_on => head,
                "pobj"
                    if matches!(head.norm(), "of" | "from" | "among")
                        && self.words[head.head().index()].leads_on =>
                {
                    head.head()
                }
                _ => break,
            };
            at = next.index();
        }
        at
    }
}

/// For each token the first top of its sentence; the sentence's first token if it has none.
fn tops(context: &Context<'_>, words: &[Word]) -> Vec<usize> {
    let mut tops = Vec::with_capacity(words.len());
    for sentence in context.annotation.sentences() {
        let top = sentence.clone().find(|token| words[*token].head == *token);
        tops.resize(sentence.end, top.unwrap_or(sentence.start));
    }
    tops
}

/// For each token within a name the number of what it names.
fn names(context: &Context<'_>) -> Vec<Option<u32>> {
    let mut names = vec![None; context.annotation.len()];
    for resolved in &context.resolution.mentions {
        if !matches!(resolved.mention.kind, MentionKind::Named | MentionKind::Demonym) {
            continue;
        }
        let entity = resolved.entity.map(|entity| &context.resolution.entities[entity]);
        let kind = entity.map_or("name", |entity| &entity.kind);
        for token in resolved.mention.core.clone() {
            names[token] = Some(number(kind));
        }
    }
    names
}

fn word(
    token: Token<'_>,
    name: Option<u32>,
    clauses: &Clauses<'_>,
    frames: &FrameIndex<'_>,
) -> Word {
    let lemma = token.lemma().to_lowercase();
    let is_number = token.pos() == "NUM" || token.text().starts_with(|c: char| c.is_ascii_digit());
    let is_title = token.pos() == "PROPN" && name.is_none();
    let plain = match name {
        Some(name) => name,
        None if is_number => number("number"),
        None => number(&lemma),
    };
    let mut classes = Vec::new();
    for form in [lemma.as_str(), token.norm()] {
        for (frame, _) in frames.by_lemma(form) {
            if is_part(clauses, token, frame.part) && (name.is_none() || is_title) {
                classes.push(number(&frame.relation));
            }
        }
    }
    classes.sort_unstable();
    classes.dedup();
    Word {
        lemma: plain,
        norm: name.unwrap_or_else(|| number(token.norm())),
        pos: number(token.pos()),
        dep: number(token.dep()),
        head: token.head().index(),
        classes,
        leads_on: ends::leads_on(&lemma),
        is_name: name.is_some(),
    }
}
