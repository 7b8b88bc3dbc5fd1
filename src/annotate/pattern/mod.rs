//! Finds what a Python `re` pattern finds, in time proportional to the text.
//!
//! spaCy's tokenizers are data: four regular expressions written for Python, with
//! look-ahead and look-behind, in which the first alternative wins. No crate we know
//! reads that dialect without backtracking, and a backtracking matcher can be held
//! up for hours by one hostile word. So: a parser ([`syntax`]) builds a tree
//! ([`node`]), [`emit`] turns it into a small non-deterministic program
//! ([`program`]) over classes of characters ([`alphabet`]), and [`search`] walks
//! all its threads at once.

mod alphabet;
mod charset;
mod emit;
mod error;
mod escape;
mod first;
mod group;
mod look;
mod node;
mod program;
mod search;
mod syntax;
#[cfg(test)]
mod tests;
mod threads;

use std::ops::Range;

pub(crate) use self::error::PatternError;
use self::program::{Direction, Program};
use self::search::{Goal, Run, Search};

/// A compiled pattern: immutable, and free to be shared between threads.
///
/// All results are those of Python 3.11's `re`, as byte ranges of the text.
#[derive(Debug)]
pub(crate) struct Pattern {
    program: Program,
    /// Every match begins at the start of the text.
    starts_anchored: bool,
    /// ASCII characters without which no text matches.
    required: Vec<u8>,
}

impl Pattern {
    /// Compiles a pattern.
    ///
    /// Fails on what Python refuses too, and on what a linear-time matcher cannot
    /// or need not do: backreferences, conditionals, atomic groups, possessive
    /// quantifiers, and the flags other than `u`, `i` and `s`.
    pub(crate) fn new(source: &str) -> Result<Pattern, PatternError> {
        let syntax = syntax::parse(source)?;
        let required = syntax.tree.required(&syntax.sets);
        Ok(Pattern {
            starts_anchored: syntax.tree.starts_anchored(),
            required: (0..128).filter(|byte| required >> byte & 1 == 1).collect(),
            program: emit::program(&syntax)?,
        })
    }

    /// `re.search`: the first match anywhere in the text.
    pub(crate) fn search(&self, text: &str) -> Option<Range<usize>> {
        if !self.has_required(text) {
            return None;
        }
        let run = self.forward(!self.starts_anchored, Goal::First);
        Search::of(&self.program, text, &run)
    }

    /// `re.match` is not `None`: some match begins where the text begins.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let run = self.forward(false, Goal::Any);
        self.has_required(text) && Search::of(&self.program, text, &run).is_some()
    }

    /// `re.finditer`: all matches, from left to right, not overlapping.
    ///
    /// As in Python since 3.7, an empty match may touch the match before it, but
    /// two empty matches are never at the same place.
    pub(crate) fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        let run = self.forward(!self.starts_anchored, Goal::First);
        if !self.has_required(text) || !Search::may_begin(&self.program, text, &run) {
            return Vec::new();
        }
        self.all_matches(&mut Search::new(&self.program, text).remembering_failures())
    }

    /// How many bytes at the start of the text have as many characters as what
    /// [`search`](Self::search) finds, 0 when that is nothing.
    ///
    /// Where all alternatives begin with `^`, as in spaCy's `prefix_search`, this
    /// reads no more of the text than the match needs.
    pub(crate) fn prefix_len(&self, text: &str) -> usize {
        let range = if self.starts_anchored {
            // Not through `search`, whose look for required characters reads it all.
            let run = self.forward(false, Goal::First);
            Search::of(&self.program, text, &run)
        } else {
            self.search(text)
        };
        match range {
            Some(range) if range.start > 0 => {
                let count = text[range].chars().count();
                text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)
            }
            range => range.map_or(0, |range| range.end),
        }
    }

    /// How many bytes at the end of the text have as many characters as what
    /// [`search`](Self::search) finds, 0 when that is nothing.
    ///
    /// Where all alternatives end in `$`, as in spaCy's `suffix_search`, this reads
    /// the text backwards from its end, and no more of it than a match can cover.
    pub(crate) fn suffix_len(&self, text: &str) -> usize {
        // Before a final newline `$` holds twice, so that the end is not known.
        let backward = self.program.backward.as_ref().filter(|_| !text.ends_with('\n'));
        let Some(entry) = backward else {
            let Some(range) = self.search(text) else { return 0 };
            let count = text[range].chars().count();
            let from_end = text.char_indices().rev().take(count);
            return from_end.last().map_or(0, |(at, _)| text.len() - at);
        };
        // All matches end where the text ends: the leftmost is the longest.
        let run = Run {
            pc: entry.pc,
            direction: Direction::Backward,
            from: text.len(),
            first: Some(&entry.first),
            unanchored: false,
            must_advance: false,
            goal: Goal::Longest,
        };
        Search::of(&self.program, text, &run).map_or(0, |range| range.len())
    }

    fn all_matches(&self, search: &mut Search<'_>) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut run = self.forward(!self.starts_anchored, Goal::First);
        while let Some(range) = search.run(&run) {
            run.from = range.end;
            run.must_advance = range.is_empty();
            found.push(range);
            if self.starts_anchored && run.from > 0 {
                break;
            }
        }
        found
    }

    fn forward(&self, unanchored: bool, goal: Goal) -> Run<'_> {
        Run {
            pc: self.program.forward.pc,
            direction: Direction::Forward,
            from: 0,
            first: Some(&self.program.forward.first),
            unanchored,
            must_advance: false,
            goal,
        }
    }

    fn has_required(&self, text: &str) -> bool {
        self.required.iter().all(|byte| text.as_bytes().contains(byte))
    }
}
