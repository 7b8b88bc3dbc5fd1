//! A cue: a place in the text that says who says something, and which words he is said to say.

use std::ops::Range;

use super::effect::Effect;
use super::lexicon::{Class, StanceLexicon};
use super::name::name_around;
use super::teller::{Phrase, is_outlet, phrase};
use super::tree::Tree;
use super::{citing, noun, setting, speaker, turns, verb};

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
    speaker::add_quotations(tree, &mut cues);
    cues.extend(turns::cues(context));
    cues.sort_by_key(|cue| cue.token);
    cues
}

impl Cue {
    pub(super) fn covers(&self, token: usize) -> bool {
        self.scope.iter().any(|range| range.contains(&token)) && !self.own.contains(&token)
    }

    /// Whether its teller says it himself, so that quotation marks around it are his words.
    pub(super) fn speaks(&self) -> bool {
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
