//! A cue: a place in the text that says who says something, and which words he is said to say.

use std::ops::Range;

use super::effect::Effect;
use super::lexicon::{Class, StanceLexicon};
use super::name::name_around;
use super::quotation::{is_speech, quotations};
use super::teller::{Phrase, is_outlet, phrase};
use super::tree::Tree;
use super::{citing, noun, setting, turns, verb};

/// A verb, noun or phrase that tells.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    /// The word itself.
    pub(super) token: usize,
    pub(super) class: Class,
    pub(super) effect: Effect,
    /// Who tells, from the outermost to the innermost; empty if nobody is named.
    pub(super) tellers: Vec<Phrase>,
    /// What is told.
    pub(super) scope: Vec<Range<usize>>,
    /// The words of the telling itself, which are not told.
    pub(super) own: Range<usize>,
}

/// What the finders of cues look at.
#[derive(Debug)]
pub(super) struct Context<'a, 'l> {
    pub(super) tree: &'a Tree<'a>,
    pub(super) lexicon: &'l StanceLexicon,
    pub(super) publisher: Option<String>,
}

/// The most cues of one sentence that are looked at; sentences with more are no sentences.
const MOST: usize = 64;

/// All cues of a text, in order.
pub(super) fn cues(context: &Context<'_, '_>) -> Vec<Cue> {
    let tree = context.tree;
    let mut cues = Vec::new();
    for sentence in &tree.sentences {
        let found = sentence.clone().filter_map(|token| {
            verb::cue(context, token)
                .or_else(|| noun::cue(context, token))
                .or_else(|| setting::cue(context, token))
        });
        cues.extend(found.take(MOST));
    }
    citing::add_cited(context, &mut cues);
    add_quotations(tree, &mut cues);
    cues.extend(turns::cues(context));
    cues.sort_by_key(|cue| cue.token);
    cues
}

impl Cue {
    pub(super) fn covers(&self, token: usize) -> bool {
        self.scope.iter().any(|range| range.contains(&token)) && !self.own.contains(&token)
    }

    /// Whether its teller says it himself, so that quotation marks around it are his words.
    fn speaks(&self) -> bool {
        !matches!(self.class, Class::Telling | Class::Show) && !self.tellers.is_empty()
    }
}

impl Context<'_, '_> {
    pub(super) fn phrase(&self, head: usize) -> Option<Phrase> {
        phrase(self.tree, self.lexicon, head)
    }

    /// A hearer who passes it on: "told the Daily News", but not in the Daily News itself.
    pub(super) fn outlet(&self, hearer: usize) -> Option<Phrase> {
        let (tree, lexicon) = (self.tree, self.lexicon);
        let phrase = self.phrase(hearer)?;
        let named = name_around(tree, phrase.head).or_else(|| name_around(tree, hearer));
        let is_body = phrase.tokens.clone().any(|token| {
            lexicon.is_noun(tree, token, &[Class::Body])
                && !lexicon.is_noun(tree, token, &[Class::Outlet])
        });
        let is_press =
            is_outlet(tree, lexicon, hearer) || matches!(named, Some((_, "ORG"))) && !is_body;
        let is_here = matches!(
            tree.child(hearer, &["det", "poss"]).map(|det| tree.norm(det)),
            Some("this" | "our")
        );
        (is_press && !is_here && !self.is_publisher(&phrase)).then_some(phrase)
    }

    /// Whether somebody is the report's own publisher, who as a hearer adds nothing.
    fn is_publisher(&self, phrase: &Phrase) -> bool {
        let Some(publisher) = &self.publisher else { return false };
        let name = self.tree.annotation.span(phrase.tokens.clone()).of(self.tree.annotation.text());
        let name = plain(name);
        !name.is_empty() && (name == *publisher || publisher.starts_with(&format!("{name} ")))
    }
}

/// A name in lower case and without its article.
pub(super) fn plain(name: &str) -> String {
    let name = name.to_lowercase();
    name.strip_prefix("the ").unwrap_or(&name).trim().to_owned()
}

/// A scope of one stretch.
pub(super) fn only(stretch: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(stretch).collect()
}

/// Lets tellers say the whole of a quotation that they are said to say a part of, and goes on with
/// the last speaker in a quotation without one of its own.
///
/// What a denier is quoted to say is his own word, and not what he denies.
fn add_quotations(tree: &Tree<'_>, cues: &mut Vec<Cue>) {
    let mut words = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    for quotation in quotations(tree) {
        if !is_speech(tree, &quotation) {
            continue;
        }
        let speaker = speaker(tree, cues, &quotation).or_else(|| {
            last.filter(|&(_, end)| follows(tree, end, &quotation)).map(|(cue, _)| cue)
        });
        if let Some(cue) = speaker {
            if cues[cue].class == Class::Deny {
                let scope = only(quotation.clone());
                words.push(Cue {
                    class: Class::Say,
                    effect: Effect::default(),
                    scope,
                    ..cues[cue].clone()
                });
            } else {
                cues[cue].scope.push(quotation.clone());
            }
            last = Some((cue, quotation.end.max(cues[cue].own.end)));
        }
    }
    cues.append(&mut words);
}

/// The cue right behind a quotation ("…", X said), right before it (X said: "…"), or around it.
fn speaker(tree: &Tree<'_>, cues: &[Cue], quotation: &Range<usize>) -> Option<usize> {
    let first = tree.sentence(quotation.start.saturating_sub(3)).start;
    let last = tree.sentence((quotation.end + 2).min(tree.len() - 1)).end;
    let start = cues.partition_point(|cue| cue.token < first);
    let near = || {
        let near = cues[start..].iter().enumerate().take_while(|(_, cue)| cue.token < last);
        near.filter(|(_, cue)| cue.speaks() && !quotation.contains(&cue.token))
    };
    let around = near()
        .filter(|(_, cue)| cue.covers(quotation.start) || cue.covers(quotation.start + 1))
        .last();
    let behind = || {
        near().find(|(_, cue)| {
            let own = cue.own.start;
            (quotation.end..quotation.end + 3).contains(&own)
                && tree.segment(cue.token).contains(&own)
        })
    };
    let before = || {
        near()
            .filter(|(_, cue)| {
                cue.token < quotation.start
                    && (cue.own.end.min(quotation.start)..quotation.start).len() < 3
            })
            .last()
    };
    around.or_else(behind).or_else(before).map(|(number, _)| start + number)
}

/// Whether a quotation stands in the sentence in which the last speaker ended, or begins the next
/// one of the same paragraph.
fn follows(tree: &Tree<'_>, end: usize, quotation: &Range<usize>) -> bool {
    let between = end.min(quotation.start)..quotation.start;
    let is_filler = |token: usize| {
        let word = tree.token(token);
        matches!(word.pos(), "PUNCT" | "SPACE" | "CCONJ")
    };
    let breaks =
        |token: usize| tree.token(token).is_space() && tree.token(token).text().contains("\n\n");
    if between.clone().any(breaks) {
        return false;
    }
    let near = tree.sentence_of[quotation.start]
        .abs_diff(tree.sentence_of[end.saturating_sub(1).min(tree.len() - 1)])
        < 2;
    near && (tree.sentence(quotation.start).start + 1 >= quotation.start
        || between.clone().all(is_filler))
}
