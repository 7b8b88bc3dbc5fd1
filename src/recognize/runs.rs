//! Stretches of words that look like names: capitals and what may stand between them.

use std::ops::Range;

use super::known::Known;
use super::layout::{Label, Layout};
use super::words::Words;
use super::{EntityType, Lexicon};

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

struct Finder<'a> {
    words: &'a Words<'a>,
    layout: &'a Layout,
    lexicon: &'a Lexicon,
    known: &'a Known<'a>,
}

/// Parts of names of people and places that are written small.
const PARTICLES: [&str; 24] = [
    "de", "del", "la", "las", "los", "da", "do", "dos", "das", "di", "du", "des", "bin", "ibn",
    "bint", "al", "el", "ul", "ud", "wal", "van", "von", "ag", "ould",
];

/// Articles of Arabic names, which a hyphen ties to the next word: "al-Nujaba", "ash-Shaab".
const ARTICLES: [&str; 15] =
    ["al", "el", "an", "ar", "as", "ash", "at", "ad", "adh", "az", "ul", "es", "et", "ez", "ath"];

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
    fn unit(&self, at: usize, opens: bool) -> Option<usize> {
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

    /// The end of what stands behind "Ministry of": "the Interior", "Foreign Affairs".
    fn complement(&self, at: usize) -> Option<usize> {
        let at = if self.words.lower(at) == "the" { at + 1 } else { at };
        self.unit(at, false)
    }

    /// Whether the words so far are a name that goes on with "of": "Ministry", "Panel".
    fn takes_complement(&self, start: usize, end: usize) -> bool {
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
    fn joins_in(&self, run: Range<usize>) -> bool {
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
    fn is_wing(&self, slash: usize) -> bool {
        let words = self.words;
        let glued = words.is_glued(slash) && words.is_glued(slash + 1);
        glued && is_acronym(words.text(slash - 1)) && words.text(slash + 1).len() < 3
    }

    /// Whether the model holds the words on both sides of a connector for one name.
    fn inside_one_name(&self, at: usize) -> bool {
        at > 0 && self.layout.one_name(at - 1, at + 1)
    }

    fn goes_on_behind_possessive(&self, at: usize) -> bool {
        self.lexicon.possessive.contains(self.words.lower(at).trim_end_matches('s'))
            || self.lexicon.possessive.contains(self.words.lower(at))
    }

    /// Whether a word is part of a name: a capital that grammar does not explain.
    fn is_name_word(&self, at: usize, opens: bool) -> bool {
        let words = self.words;
        let marks_turn = opens && matches!(words.text(at), "A." | "Q.") && self.layout.is_initial(at);
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
        self.layout.names_at(at) || self.layout.is_repeated(at) || self.is_first_of_several(at)
    }

    /// Whether the first word of a sentence is a common one that the tagger took for a name.
    fn is_common_opening(&self, at: usize) -> bool {
        let words = self.words;
        !self.layout.names_at(at)
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

    /// "10th", "33rd": part of a name when a capital follows.
    fn is_ordinal(&self, at: usize) -> bool {
        let lower = self.words.lower(at);
        let digits = lower.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
        digits.len() + 2 == lower.len()
            && !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// "division", "brigade" behind a number.
    fn is_force_noun(&self, at: usize) -> bool {
        let singular = at < self.words.len() && self.words.tag(at) == "NN";
        singular && self.lexicon.nouns.of_word(self.words.lower(at)).any(EntityType::is_force)
    }

    /// A number that belongs to the name before it: "Highway 1", "Air Base 101", "Badri 313".
    fn is_numeral_part(&self, at: usize) -> bool {
        let words = self.words;
        self.is_number(at)
            && at > 0
            && words.head(at) == at - 1
            && words.dep(at) == "nummod"
            && words.tag(at - 1) == "NNP"
            && !self.layout.is_skipped(at - 1)
    }

    /// A small number in digits.
    fn is_number(&self, at: usize) -> bool {
        let text = self.words.text(at);
        text.len() < 4 && text.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn is_article(&self, at: usize) -> bool {
        ARTICLES.contains(&self.words.lower(at))
            && self.is_hyphen(at + 1)
            && self.words.is_capital(at + 2)
    }

    /// Lower-case parts behind a hyphen: "Tehreek-e-Taliban", "Umm-al-Qura", "Kim Jong-un".
    fn small_part(&self, at: usize) -> bool {
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

    fn is_hyphen(&self, at: usize) -> bool {
        matches!(self.words.lower(at), "-" | "–" | "—")
            && self.words.is_glued(at)
            && self.words.is_glued(at + 1)
    }
}

/// "PMF", "M23", "PJAK": capitals and digits only.
pub(super) fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    capitals > 0 && word.chars().count() > 1 && !word.chars().any(char::is_lowercase)
}
