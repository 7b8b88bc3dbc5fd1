//! What ties the words of a name: hyphens, "of", "and", numbers, articles.

use std::ops::Range;

use super::EntityType;
use super::layout::Label;
use super::runs::{Finder, is_acronym};

/// Articles of Arabic names, which a hyphen ties to the next word: "al-Nujaba", "ash-Shaab".
const ARTICLES: [&str; 15] =
    ["al", "el", "an", "ar", "as", "ash", "at", "ad", "adh", "az", "ul", "es", "et", "ez", "ath"];

impl Finder<'_> {
    /// The end of what stands behind "Ministry of": "the Interior", "Foreign Affairs".
    pub(super) fn complement(&self, at: usize) -> Option<usize> {
        let at = if self.words.lower(at) == "the" { at + 1 } else { at };
        self.unit(at, false)
    }

    /// Whether the words so far are a name that goes on with "of": "Ministry", "Panel".
    pub(super) fn takes_complement(&self, start: usize, end: usize) -> bool {
        let words = self.words;
        let opens = |phrase: usize| self.lexicon.first.starting(words, phrase, end + 1);
        let complete =
            (start..end).any(|at| opens(at).is_some_and(|(count, _)| at + count == end + 1));
        let organization = || {
            let last = self.lexicon.last.ending(words, start, end);
            last.is_some_and(|(_, kind)| kind.is_organization())
                && self.layout.one_name(end - 1, end + 1)
        };
        complete || organization() || self.inside_one_name(end)
    }

    /// Whether "and" belongs to the name that it stands in: "Front for Change and Concord",
    /// "Justice and Equality Movement".
    pub(super) fn joins_in(&self, run: Range<usize>) -> bool {
        let words = self.words;
        let complement = run.clone().any(|at| matches!(words.lower(at), "of" | "for"));
        let complete = || {
            is_acronym(words.text(run.start))
                || self.lexicon.last.ending(words, run.start, run.end).is_some()
                || self.known.longest(words, run.clone()) == Some(run.len())
        };
        let organization = self.layout.label(run.start) == Some(Label::Organization);
        complement || organization && !complete()
    }

    /// "SPLM/A", "SLM/A-MM": a slash that ties the letter of an army to a movement's.
    pub(super) fn is_wing(&self, slash: usize) -> bool {
        let words = self.words;
        let glued = words.is_glued(slash) && words.is_glued(slash + 1);
        glued && is_acronym(words.text(slash - 1)) && words.text(slash + 1).len() < 3
    }

    /// Whether the model holds the words on both sides of a connector for one name.
    pub(super) fn inside_one_name(&self, at: usize) -> bool {
        at > 0 && self.layout.one_name(at - 1, at + 1)
    }

    pub(super) fn goes_on_behind_possessive(&self, at: usize) -> bool {
        self.lexicon.possessive.contains(self.words.lower(at).trim_end_matches('s'))
            || self.lexicon.possessive.contains(self.words.lower(at))
    }

    /// A number that belongs to the name before it: "Highway 1", "Air Base 101", "Badri 313".
    pub(super) fn is_numeral_part(&self, at: usize) -> bool {
        let words = self.words;
        self.is_number(at)
            && at > 0
            && (words.head(at) == at - 1 && words.dep(at) == "nummod" || self.ends_unit(at))
            && words.tag(at - 1) == "NNP"
            && !self.layout.is_skipped(at - 1)
    }

    /// Whether the words before a number end in a unit of a force: "Infantry Battalion 275".
    fn ends_unit(&self, at: usize) -> bool {
        let words = self.words;
        let unit = self.lexicon.last.ending(words, at.saturating_sub(3), at);
        let follows = words.tag(at + 1) == "NNS";
        words.is_capital(at - 1) && !follows && unit.is_some_and(|(_, kind)| kind.is_force())
    }

    /// A small number in digits.
    pub(super) fn is_number(&self, at: usize) -> bool {
        let text = self.words.text(at);
        text.len() < 4 && text.bytes().all(|byte| byte.is_ascii_digit())
    }

    pub(super) fn is_article(&self, at: usize) -> bool {
        ARTICLES.contains(&self.words.lower(at))
            && self.is_hyphen(at + 1)
            && self.words.is_capital(at + 2)
    }

    /// Lower-case parts behind a hyphen: "Tehreek-e-Taliban", "Umm-al-Qura", "Kim Jong-un".
    pub(super) fn small_part(&self, at: usize) -> bool {
        let last =
            || self.layout.one_name(at - 2, at) && self.layout.label(at) == Some(Label::Person);
        let named = self.words.tag(at.min(self.words.len() - 1)) == "NNP";
        if at < self.words.len() && (named || last()) {
            return true;
        }
        let short = self.words.text(at.min(self.words.len() - 1)).chars().count() <= 3;
        short && self.is_hyphen(at + 1) && self.words.is_capital(at + 2)
            || short && self.words.is_capital(at + 1) && !self.words.is_glued(at + 1)
    }

    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        matches!(self.words.lower(at), "-" | "–" | "—")
            && self.words.is_glued(at)
            && self.words.is_glued(at + 1)
    }

    /// "10th", "33rd": part of a name when a capital follows.
    pub(super) fn is_ordinal(&self, at: usize) -> bool {
        let lower = self.words.lower(at);
        let digits = lower.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
        digits.len() + 2 == lower.len()
            && !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// "division", "brigade" behind a number.
    pub(super) fn is_force_noun(&self, at: usize) -> bool {
        let singular = at < self.words.len() && self.words.tag(at) == "NN";
        singular && self.lexicon.nouns.of_word(self.words.lower(at)).any(EntityType::is_force)
    }
}
