//! What the writers share: a sentence's words without its white space, its names, its line.

use std::iter::Peekable;
use std::ops::Range;

use crate::annotate::annotation::{Annotation, Entity, Token};
use crate::annotate::unicode;

/// A token that is not white space.
pub(super) struct Word<'a> {
    pub(super) token: Token<'a>,
    /// The word it depends on, by its place in the sentence; none at the top of it.
    pub(super) head: Option<usize>,
}

/// The words of a sentence.
///
/// A word whose head is white space depends on the nearest word above that; one with nothing
/// but white space above it, or with a head outside of the sentence, is at the top.
pub(super) fn words<'a>(annotation: &'a Annotation<'_>, sentence: Range<usize>) -> Vec<Word<'a>> {
    let places = places(annotation, sentence.clone());
    let tokens = sentence.clone().map(|index| annotation.token(index));
    let above = |token: Token<'_>| {
        let head = token.head().index();
        match places.get(head.wrapping_sub(sentence.start)) {
            Some(&place) if head != token.index() => place,
            _ => None,
        }
    };
    tokens
        .filter(|token| !token.is_space())
        .map(|token| Word {
            token,
            head: above(token),
        })
        .collect()
}

/// For each token of a sentence the word that stands for it: itself, or the nearest one above.
fn places(annotation: &Annotation<'_>, sentence: Range<usize>) -> Vec<Option<usize>> {
    let mut places = vec![None; sentence.len()];
    let (mut words, mut climbs) = (0, Vec::new());
    for index in sentence.clone() {
        if annotation.token(index).is_space() {
            climbs.push(index);
        } else {
            places[index - sentence.start] = Some(words);
            words += 1;
        }
    }
    let mut climbed = vec![false; sentence.len()];
    for space in climbs {
        // What one climb finds holds for all that it passed, so no step is taken twice.
        let (mut at, mut passed) = (space, Vec::new());
        while sentence.contains(&at)
            && annotation.token(at).is_space()
            && !std::mem::replace(&mut climbed[at - sentence.start], true)
        {
            passed.push(at);
            at = annotation.token(at).head().index();
        }
        let place = places.get(at.wrapping_sub(sentence.start));
        let place = place.copied().flatten();
        for index in passed {
            places[index - sentence.start] = place;
        }
    }
    places
}

/// Walks along the names of a text, in step with its tokens.
pub(super) struct Names<'a, I: Iterator<Item = Entity<'a>>>(Peekable<I>);

impl<'a, I: Iterator<Item = Entity<'a>>> Names<'a, I> {
    pub(super) fn new(entities: I) -> Names<'a, I> {
        Names(entities.peekable())
    }

    /// The name that a token belongs to; `index` must not become smaller from call to call.
    pub(super) fn at(&mut self, index: usize) -> Option<Entity<'a>> {
        while self.0.next_if(|name| name.tokens().end <= index).is_some() {}
        let name = self.0.peek().copied()?;
        name.tokens().contains(&index).then_some(name)
    }
}

/// The stretches of a text between its white space: with one blank between them, they are the
/// text on one line.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(unicode::is_space)
        .filter(|piece| !piece.is_empty())
}
