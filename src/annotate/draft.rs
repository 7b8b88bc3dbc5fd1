//! A text while the components of a pipeline work on it, one after the other.

use std::ops::Range;

use super::annotation::Span;
use super::names::Name;
use super::words::{WordId, Words};

/// What has been found so far.
#[derive(Debug)]
pub(crate) struct Draft<'t> {
    pub(crate) text: &'t str,
    pub(crate) spans: Vec<Span>,
    /// Word number × 2, + 1 where a blank follows: all that the network knows of a token.
    pub(crate) keys: Vec<u32>,
    pub(crate) tokens: Vec<DraftToken>,
    /// Ranges of tokens with their labels, in order.
    pub(crate) entities: Vec<(Range<u32>, Name)>,
    /// Whether some component has set heads and labels.
    pub(crate) is_parsed: bool,
}

/// One token's values; names that are not set yet are empty.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DraftToken {
    pub(crate) tag: Name,
    pub(crate) pos: Name,
    pub(crate) morph: Name,
    pub(crate) lemma: Name,
    pub(crate) dep: Name,
    /// Itself, at the top of a sentence.
    pub(crate) head: u32,
    /// The leftmost token that depends on it, directly or not.
    pub(crate) left_edge: u32,
    /// The rightmost.
    pub(crate) right_edge: u32,
    pub(crate) boundary: Boundary,
}

/// Whether a sentence begins at a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Boundary {
    Unknown,
    Start,
    Inside,
}

impl<'t> Draft<'t> {
    pub(crate) fn new(text: &'t str, spans: Vec<Span>, keys: Vec<u32>) -> Draft<'t> {
        let token = |index| DraftToken {
            tag: Name::EMPTY,
            pos: Name::EMPTY,
            morph: Name::EMPTY,
            lemma: Name::EMPTY,
            dep: Name::EMPTY,
            head: index,
            left_edge: index,
            right_edge: index,
            boundary: Boundary::Unknown,
        };
        let tokens = (0..keys.len() as u32).map(token).collect();
        Draft { text, spans, keys, tokens, entities: Vec::new(), is_parsed: false }
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The letters of a token.
    pub(crate) fn text_of(&self, token: usize) -> &'t str {
        self.spans[token].of(self.text)
    }

    /// The word number of a token.
    pub(crate) fn word(&self, token: usize) -> WordId {
        self.keys[token] / 2
    }

    pub(crate) fn is_space(&self, token: usize, words: &Words) -> bool {
        words.is_space(self.word(token))
    }

    /// Whether a sentence is known to begin at this token; false beyond the last one.
    pub(crate) fn starts_sentence(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|token| token.boundary == Boundary::Start)
    }
}
