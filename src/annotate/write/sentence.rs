//! What the writers share: a sentence's words without its white space, its names, its line.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::iter::Peekable;
use std::mem;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

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
    let places = places(annotation, &sentence);
    let tokens = sentence.clone().map(|index| annotation.token(index));
    let above = |token: Token<'_>| token.head().index().wrapping_sub(sentence.start);
    tokens
        .filter(|token| !token.is_space())
        .enumerate()
        .map(|(place, token)| {
            let head = places.get(above(token)).copied().flatten();
            Word { token, head: head.filter(|&head| head != place) }
        })
        .collect()
}

/// The text from the first to the last word of a sentence that has some.
pub(super) fn text<'t>(annotation: &Annotation<'t>, words: &[Word<'_>]) -> &'t str {
    let range = words[0].token.index()..words[words.len() - 1].token.index() + 1;
    annotation.span(range).of(annotation.text())
}

/// For each token of a sentence the word that stands for it: itself, or the nearest one above.
fn places(annotation: &Annotation<'_>, sentence: &Range<usize>) -> Vec<Option<usize>> {
    let first = sentence.start;
    let is_space = |index: usize| sentence.contains(&index) && annotation.token(index).is_space();
    let mut count = 0..;
    let mut places: Vec<Option<usize>> =
        sentence.clone().map(|index| if is_space(index) { None } else { count.next() }).collect();
    let mut climbed = vec![false; sentence.len()];
    for space in sentence.clone().filter(|&index| is_space(index)) {
        // What one climb finds holds for all that it passed, so no step is taken twice.
        let (mut at, mut passed) = (space, Vec::new());
        while is_space(at) && !mem::replace(&mut climbed[at - first], true) {
            passed.push(at);
            at = annotation.token(at).head().index();
        }
        let place = places.get(at.wrapping_sub(first)).copied().flatten();
        for index in passed {
            places[index - first] = place;
        }
    }
    places
}

/// Goes along the entities of a text, in step with its tokens.
pub(super) struct EntityCursor<'a, I: Iterator<Item = Entity<'a>>> {
    ahead: Peekable<I>,
}

impl<'a, I: Iterator<Item = Entity<'a>>> EntityCursor<'a, I> {
    pub(super) fn new(entities: I) -> EntityCursor<'a, I> {
        let ahead = entities.peekable();
        EntityCursor { ahead }
    }

    /// The entity that a token belongs to; `index` must not become smaller from call to call.
    pub(super) fn at(&mut self, index: usize) -> Option<Entity<'a>> {
        while self.ahead.next_if(|entity| entity.tokens().end <= index).is_some() {}
        let entity = self.ahead.peek().copied();
        entity.filter(|entity| entity.tokens().contains(&index))
    }
}

/// The stretches of a text between its white space: with one blank between them, they are the
/// text on one line.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(unicode::is_space).filter(|piece| !piece.is_empty())
}

/// A sentence's name: that of its text, with `/`, `%` and white space in percent-encoding, and
/// its number, counted from 1 among the sentences that have words.
pub(super) struct SentenceId<'a>(pub(super) &'a str, pub(super) usize);

impl fmt::Display for SentenceId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SentenceId(name, number) = self;
        for c in name.chars() {
            if c == '/' || c == '%' || c.is_control() || unicode::is_space(c) {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    write!(f, "%{byte:02X}")?;
                }
            } else {
                f.write_char(c)?;
            }
        }
        write!(f, "{}{number}", if name.is_empty() { "" } else { "-" })
    }
}

/// A text, or as much of its beginning as is not wider than `widest` columns of a terminal.
///
/// Accents take no place; still there are no more than `4 * widest` characters.
pub(super) fn cut(text: &str, widest: usize) -> Cow<'_, str> {
    let (mut width, mut end) = (0, 0);
    for (count, (start, c)) in text.char_indices().enumerate() {
        width += c.width().unwrap_or(0);
        if width > widest || count >= 4 * widest {
            return format!("{}…", &text[..end]).into();
        }
        // The three dots need a column.
        if width < widest {
            end = start + c.len_utf8();
        }
    }
    text.into()
}

#[cfg(test)]
mod tests {
    use super::super::tests::annotated;
    use super::*;

    #[test]
    fn white_space_gives_way_to_the_word_above_it() {
        let rows = [
            ("\n", "", "", "", "", 2, ""), // below the next white space
            ("a", "", "", "", "", 0, ""),  // below both
            ("\t", "", "", "", "", 3, ""), // below "b"
            ("b", "", "", "", "", 3, ""),  // at the top
            ("\n", "", "", "", "", 4, ""), // a top of its own
            ("c", "", "", "", "", 4, ""),  // with nothing else above it
            ("d", "", "", "", "", 9, ""),  // below another sentence
            ("\n", "", "", "", "", 8, ""), // in a circle
            ("\t", "", "", "", "", 7, ""), // with this
            ("e", "", "", "", "", 9, ""),
        ];
        let annotation = annotated("\na\tb\nc d\n\te", &rows, &[0, 9], &[]);
        let heads = words(&annotation, 0..9).into_iter().map(|word| word.head);
        assert_eq!(heads.collect::<Vec<_>>(), [Some(1), None, None, None]);
    }
}
