//! Titles and posts in a text: "Brigadier General", "the chief of staff".

use std::ops::Range;

use super::known::Known;
use super::layout::Layout;
use super::lexicon::Title;
use super::words::Words;
use super::{Lexicon, Mention};

/// The titles of a text.
#[derive(Debug)]
pub(super) struct Titles {
    marks: Vec<(Range<usize>, Title)>,
    /// For each token the title that it is part of.
    by_token: Vec<Option<u32>>,
}

impl Titles {
    /// Finds them, the longest first; inside the model's organizations there are none.
    pub(super) fn new(
        words: &Words<'_>,
        layout: &Layout,
        lexicon: &Lexicon,
        known: &Known<'_>,
    ) -> Titles {
        let mut titles = Titles { marks: Vec::new(), by_token: vec![None; words.len()] };
        let mut at = 0;
        while at < words.len() {
            match lexicon.titles.starting(words, at, words.len()) {
                Some((count, title))
                    if is_title(words, layout, lexicon, at..at + count)
                        && !begins_name(words, known, at..at + count) =>
                {
                    titles.by_token[at..at + count].fill(Some(titles.marks.len() as u32));
                    titles.marks.push((at..at + count, title));
                    at += count;
                }
                _ => at += 1,
            }
        }
        titles
    }

    /// The title that begins at a token.
    pub(super) fn starting(&self, at: usize) -> Option<(Range<usize>, Title)> {
        self.at(at).filter(|(tokens, _)| tokens.start == at)
    }

    /// The title that ends right before a token.
    pub(super) fn ending(&self, end: usize) -> Option<(Range<usize>, Title)> {
        self.at(end.checked_sub(1)?).filter(|(tokens, _)| tokens.end == end)
    }

    /// Whether a noun is a word of a title and not its first noun: "staff" in "chief of staff".
    pub(super) fn has_inside(&self, mention: &Mention) -> bool {
        let title = self.at(mention.head).map(|(title, _)| title);
        title.is_some_and(|title| {
            title.end == mention.head + 1 && title.start < mention.tokens.start
        })
    }

    /// The title that a token is part of.
    pub(super) fn at(&self, token: usize) -> Option<(Range<usize>, Title)> {
        let mark = (*self.by_token.get(token)?)?;
        self.marks.get(mark as usize).cloned()
    }
}

/// Whether a known name that is no person's has a title in it: "Sheikh Maqsoud", "Kataib Sayyid
/// al-Shuhada".
fn begins_name(words: &Words<'_>, known: &Known<'_>, title: Range<usize>) -> bool {
    let sentence = words.sentence_tokens(words.sentence(title.start));
    let end = sentence.end.min(title.start + 6);
    let earliest = title.start.saturating_sub(2).max(sentence.start);
    let starts = (earliest..=title.start).rev().take_while(|&start| words.is_capital(start));
    words.is_capital(title.start)
        && starts.into_iter().any(|start| {
            let longest = known.longest(words, start..end);
            longest.filter(|&length| start + length > title.end).is_some_and(|length| {
                let candidates = known.candidates(words, start..start + length);
                candidates.first().is_some_and(|best| !best.kind.is_person())
            })
        })
}

/// Whether words that can be a title are one here: not in "General Security Directorate".
fn is_title(words: &Words<'_>, layout: &Layout, lexicon: &Lexicon, tokens: Range<usize>) -> bool {
    let end = tokens.end;
    if !words.is_capital(tokens.start) {
        return true;
    }
    let goes_on = words.is_capital(end) && !layout.breaks(end);
    let organization = layout.label(tokens.start) == Some(super::layout::Label::Organization);
    let reach = (end..words.len().min(end + 5)).take_while(|&at| words.is_capital(at)).count();
    let ends = (1..=reach).any(|count| lexicon.last.ending(words, end, end + count).is_some());
    if goes_on && organization && layout.one_name(tokens.start, end) && (ends || reach != 2) {
        return false;
    }
    let earliest = tokens.start.saturating_sub(2);
    let opened = lexicon.first.ending(words, earliest, tokens.start);
    if opened.is_some_and(|(_, kind)| kind.is_force()) && words.is_capital(tokens.start - 1) {
        return false;
    }
    let body = || lexicon.last.starting(words, end, words.len()).is_some();
    !(goes_on && body()) && lexicon.first.starting(words, tokens.start, words.len()).is_none()
}
