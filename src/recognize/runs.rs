//! Stretches of words that look like names: capitals and what may stand between them.

use std::ops::Range;

use super::Lexicon;
use super::known::Known;
use super::layout::Layout;
use super::words::Words;

/// The stretches of a text that look like names, in order; they do not overlap.
///
/// "Iraqi Foreign Minister Fuad Hussein met Harakat al-Nujaba's envoy": three of them begin with
/// "Iraqi", "Harakat"; what the parts of the first are is for `split` to say.
pub(super) fn runs(
    words: &Words<'_>,
    layout: &Layout,
    lexicon: &Lexicon,
    known: &Known<'_>,
) -> Vec<Range<usize>> {
    let finder = Finder { words, layout, lexicon, known };
    let mut runs = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match finder.run_at(at) {
            Some(end) => {
                runs.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    runs
}

/// Looks for names from the left to the right.
pub(super) struct Finder<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) layout: &'a Layout,
    pub(super) lexicon: &'a Lexicon,
    pub(super) known: &'a Known<'a>,
}

/// Parts of names of people and places that are written small.
const PARTICLES: [&str; 24] = [
    "de", "del", "la", "las", "los", "da", "do", "dos", "das", "di", "du", "des", "bin", "ibn",
    "bint", "al", "el", "ul", "ud", "wal", "van", "von", "ag", "ould",
];

impl Finder<'_> {
    /// Where the run that begins at a token ends, if one begins there.
    fn run_at(&self, start: usize) -> Option<usize> {
        if self.is_unit_number(start) {
            return Some(self.run_at(start + 1).unwrap_or(start + 1));
        }
        if self.is_number(start) && self.words.is_capital(start + 1) {
            return Some(self.known_end(start, start + 1)).filter(|&end| end > start);
        }
        let mut end = self.unit(start, true)?;
        while let Some(next) = self.continued(start, end) {
            end = next;
        }
        Some(end.max(self.known_end(start, end)))
    }

    /// Where a name of the gazetteer ends that begins at a token, small words and all: "Justice
    /// and Equality Movement"; but "Hezbollah of Lebanon" is two.
    fn known_end(&self, start: usize, end: usize) -> usize {
        let words = self.words;
        let sentence = words.sentence_tokens(words.sentence(start));
        let reach = sentence.end.min(start + 10);
        let known = start + self.known.longest(words, start..reach).unwrap_or(0);
        let whole = || (start + 1..known).all(|at| !self.layout.breaks(at));
        let nation = || {
            let of = words.lower(end) == "of";
            of && self.known.nation(words, end + 1..known) == Some(known - end - 1)
        };
        let last = words.text(known.max(start + 1) - 1);
        let longer = known > end && !last.starts_with(char::is_lowercase);
        if longer && whole() && !nation() { known } else { start }
    }

    /// The number before a unit of a force: "444" in "the 444 Combat Brigade".
    fn is_unit_number(&self, at: usize) -> bool {
        let words = self.words;
        if !self.is_number(at) || !words.is_capital(at + 1) || self.layout.breaks(at + 1) {
            return false;
        }
        let end = (at + 1..words.len().min(at + 6)).find(|&next| !words.is_capital(next));
        let end = end.unwrap_or(at + 1);
        let unit = self.lexicon.last.ending(words, at + 1, end);
        let whole = words.tag(end - 1) == "NNP" && words.dep(end - 1) != "compound";
        whole && unit.is_some_and(|(_, kind)| kind.is_force())
    }

    /// The end of one word of a name, with its glued parts: "al-Nujaba", "Abdel-Fattah", "M23".
    pub(super) fn unit(&self, at: usize, opens: bool) -> Option<usize> {
        let words = self.words;
        let mut end = at + 1;
        if self.is_article(at) {
            end = at + 3;
        } else if self.is_ordinal(at) && words.is_capital(at + 1) {
            return self.unit(at + 1, false);
        } else if self.is_ordinal(at) && self.is_force_noun(at + 1) {
            return Some(at + 2);
        } else if !self.is_name_word(at, opens) {
            return None;
        }
        while self.is_hyphen(end) && (words.is_capital(end + 1) || self.small_part(end + 1)) {
            end += 2;
        }
        Some(end)
    }

    /// Where a run goes on to behind `end`: another word, or one behind a connector.
    fn continued(&self, start: usize, end: usize) -> Option<usize> {
        let words = self.words;
        if end >= words.len() || self.layout.breaks(end) {
            return None;
        }
        if let Some(next) = self.unit(end, false) {
            return Some(next);
        }
        let next = words.lower(end);
        let behind = |count: usize| {
            self.unit(end + count, false).filter(|_| !self.layout.breaks(end + count))
        };
        match next {
            "&" => behind(1),
            "'s" | "'" if self.goes_on_behind_possessive(end - 1) => behind(1),
            "of" | "for" | "on" | "to" if self.takes_complement(start, end) => {
                self.complement(end + 1)
            }
            "and" if self.inside_one_name(end) && self.joins_in(start..end) => behind(1),
            "/" if self.is_wing(end) => behind(1),
            "-" | "–" if words.is_glued(end) && words.is_glued(end + 1) => behind(1),
            _ if PARTICLES.contains(&next) => behind(1)
                .or_else(|| PARTICLES.contains(&words.lower(end + 1)).then(|| behind(2)).flatten()),
            _ if self.is_numeral_part(end) => Some(end + 1),
            _ => None,
        }
    }

    /// Whether a word is part of a name: a capital that grammar does not explain.
    fn is_name_word(&self, at: usize, opens: bool) -> bool {
        let words = self.words;
        let marks_turn =
            opens && matches!(words.text(at), "A." | "Q.") && self.layout.is_initial(at);
        if !words.is_capital(at) || self.layout.is_skipped(at) || marks_turn {
            return false;
        }
        let token = words.token(at);
        if matches!(token.tag(), "NNP" | "NNPS") {
            return !(self.layout.is_initial(at) && self.is_common_opening(at));
        }
        if !self.layout.is_initial(at) {
            let function =
                matches!(token.pos(), "DET" | "PRON" | "ADP" | "CCONJ" | "SCONJ" | "AUX" | "PART");
            return !function || (!opens && words.is_capital(at + 1)) && words.text(at).len() > 3;
        }
        self.layout.names_at(at)
            || self.layout.is_repeated(at)
            || self.is_first_of_several(at)
            || self.is_opening_acronym(at)
    }

    /// "MONUSCO ought to", where the tagger sees a common noun; but no line in capitals.
    fn is_opening_acronym(&self, at: usize) -> bool {
        let words = self.words;
        let alone = !is_acronym(words.text(at + 1)) || self.layout.breaks(at + 1);
        words.text(at).chars().count() > 2
            && is_acronym(words.text(at))
            && alone
            && self.known.longest(words, at..at + 1).is_some()
    }

    /// Whether the first word of a sentence is a common one that the tagger took for a name.
    fn is_common_opening(&self, at: usize) -> bool {
        let words = self.words;
        !self.layout.names_at(at)
            && !self.is_opening_acronym(at)
            && !words.is_capital(at + 1)
            && words.dep(at) == "ROOT"
            && !self.layout.is_repeated(at)
    }

    /// The first word of a sentence is part of a name when the next one is: "Special Forces".
    fn is_first_of_several(&self, at: usize) -> bool {
        let words = self.words;
        let nominal = matches!(words.token(at).pos(), "NOUN" | "PROPN" | "ADJ");
        nominal && self.layout.is_repeated(at)
            || nominal
                && words.is_capital(at + 1)
                && words.tag(at + 1).starts_with("NNP")
                && words.head(at) > at
    }
}

/// "PMF", "M23", "PJAK": capitals and digits only.
pub(super) fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    capitals > 0 && word.chars().count() > 1 && !word.chars().any(char::is_lowercase)
}
