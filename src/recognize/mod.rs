//! Finds the mentions of a text: names, demonyms, groups without a name, descriptions, pronouns.
//!
//! The model's spans of names are good and its types are not, so that this stage takes the spans
//! as one witness among others: the gazetteer, trigger words ("Kataib", "the crossing of"),
//! titles, capitals. What each mention may be is written down with its score, and who is meant is
//! left to [`crate::resolve`].

mod bodies;
mod context;
mod entity_type;
mod evidence;
mod groups;
mod joints;
mod known;
mod layout;
mod lexicon;
mod mention;
mod named;
mod offices;
mod phrases;
mod pronouns;
mod rows;
mod runs;
mod spelling;
mod split;
mod titles;
mod words;

pub(crate) use evidence::Evidence;
pub(crate) use known::Known;
pub(crate) use pronouns::relative_head;
pub use spelling::normal;
pub(crate) use words::Words;

pub use entity_type::EntityType;
pub use lexicon::Lexicon;
pub use mention::{Agreement, Gender, Mention, MentionKind, TypeScore};
pub use rows::LexiconError;

use std::cmp::Reverse;

use crate::annotate::Annotation;
pub use crate::gazetteer::Gazetteer;
use bodies::Bodies;
use context::Context;
use groups::Grouper;
use layout::Layout;
use named::Namer;
use split::{Part, Splitter};
use titles::Titles;

/// The mentions of a text in the order of their first tokens, outer ones before inner ones.
pub fn mentions(
    annotation: &Annotation<'_>,
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let words = &Words::new(annotation);
    let known = &Known::new(gazetteer);
    let layout = &Layout::new(words, lexicon);
    let titles = &Titles::new(words, layout, lexicon, known);
    let splitter = Splitter { words, layout, lexicon, titles, known };
    let context = &Context { words, lexicon, titles };
    let namer = Namer { words, layout, lexicon, known, context };
    let grouper = Grouper { words, lexicon, known };

    let runs = runs::runs(words, layout, lexicon, known);
    let parts = runs.into_iter().flat_map(|run| splitter.split(run));
    let bodies = Bodies { words, lexicon, known }.mentions();
    let mut mentions: Vec<Mention> = parts
        .filter_map(|part| match part {
            Part::Name(tokens) => namer.named(tokens),
            Part::Nation(tokens) => Some(namer.nation(tokens)),
        })
        .filter(|mention| !is_body(mention, &bodies))
        .collect();
    mentions.extend(bodies);
    mentions.extend(grouper.mentions().into_iter().filter(|mention| !titles.has_inside(mention)));
    let offices: Vec<Mention> =
        mentions.iter().filter_map(|mention| offices::office(words, titles, mention)).collect();
    mentions.extend(offices);
    mentions.extend((0..words.len()).filter_map(|token| pronouns::pronoun(words, token)));
    tidy(&mut mentions, words.len());
    mentions
}

/// Puts mentions in order, and keeps of those with one head the one that says most.
fn tidy(mentions: &mut Vec<Mention>, tokens: usize) {
    mentions
        .sort_by_key(|mention| (mention.tokens.start, Reverse(mention.tokens.end), mention.kind));
    let mut named: Vec<Option<MentionKind>> = vec![None; tokens];
    for mention in mentions.iter().filter(|mention| is_name(mention)) {
        named[mention.head] = Some(mention.kind);
    }
    mentions.retain(|mention| is_name(mention) || named[mention.head].is_none());
    mentions.dedup_by(|next, mention| {
        let again = next.tokens == mention.tokens || is_told_already(next, mention);
        again && next.kind != MentionKind::Office
    });
}

/// Whether a mention says by itself who or what is meant.
fn is_name(mention: &Mention) -> bool {
    mention.kind == MentionKind::Named || mention.body.is_some() && mention.nation.is_some()
}

/// Whether a name, "Interior Ministry", is only what a state's body is called.
fn is_body(mention: &Mention, bodies: &[Mention]) -> bool {
    let inside = |body: &Mention| {
        body.tokens.end == mention.tokens.end && body.tokens.start <= mention.tokens.start
            || body.tokens.start >= mention.tokens.start
                && body.tokens.end == mention.tokens.end
                && mention.known.is_empty()
    };
    mention.kind == MentionKind::Named && bodies.iter().any(inside)
}

/// Whether a phrase with the same head stands in front of a mention and says more.
fn is_told_already(next: &Mention, mention: &Mention) -> bool {
    next.head == mention.head
        && next.kind != MentionKind::Named
        && mention.tokens.start <= next.tokens.start
}
