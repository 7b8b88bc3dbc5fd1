//! Reads expressions of time: a preposition and one or two phrases that name days.

mod dates;
mod parts;
mod relative;

use super::phrase::{Phrase, Reading};
use super::words::{self, Class};
use crate::annotate::{Annotation, Token};
use crate::extract::atom::{Atom, AtomKind};
use crate::extract::number::Read;

/// What the grammar reads from.
pub(super) struct Grammar<'a> {
    pub(super) atoms: &'a [Atom<'a>],
    pub(super) annotation: &'a Annotation<'a>,
}

impl Grammar<'_> {
    /// The longest expression that begins here.
    pub(super) fn reading(&self, at: usize) -> Read<Reading> {
        let ever = self.skip(at, Class::Ever);
        if let Some((phrase, end)) = self.governed(ever, Class::Since) {
            return Some((Reading::Since(phrase), end));
        }
        self.clock(at)
            .or_else(|| self.from(at))
            .or_else(|| self.between(at))
            .or_else(|| self.bounded(at))
            .or_else(|| self.at(at))
    }

    /// "from 3 to 5 March", "from January on"
    fn from(&self, at: usize) -> Read<Reading> {
        self.is(at, Class::From).then_some(())?;
        if let Some((reading, end)) = self.range(at + 1, |at| self.is(at, Class::To)) {
            return Some((reading, end));
        }
        match self.governed(at, Class::From)? {
            (Phrase::Days { year, month, from, to }, end) => {
                Some((Reading::At(Phrase::Days { year, month, from, to }), end))
            }
            (phrase, end) => Some((Reading::Since(phrase), self.skip(end, Class::Onward))),
        }
    }

    /// "between Thursday night and Saturday", "between 6 and 9 March"
    fn between(&self, at: usize) -> Read<Reading> {
        self.is(at, Class::Between).then_some(())?;
        if let Some((days @ (Phrase::Days { .. } | Phrase::Years(..)), end)) = self.phrase(at + 1) {
            return Some((Reading::At(days), end));
        }
        self.range(at + 1, |at| self.is(at, Class::And) || self.is(at, Class::To))
    }

    /// "until Monday", "by dawn on Tuesday"
    fn bounded(&self, at: usize) -> Read<Reading> {
        type Bound = (Class, fn(Phrase) -> Reading);
        const BOUNDS: [Bound; 4] = [
            (Class::Until, Reading::Until),
            (Class::By, Reading::By),
            (Class::Before, Reading::Before),
            (Class::After, Reading::After),
        ];
        let read = |(class, bound): Bound| {
            let (phrase, end) = self.governed(at, class)?;
            let is_within_day = matches!(phrase, Phrase::Daypart { .. }) && class != Class::Until;
            Some((if is_within_day { Reading::At(phrase) } else { bound(phrase) }, end))
        };
        BOUNDS.into_iter().find_map(read)
    }

    /// "on Monday", "January 6-8", "in 2015 and 2016"
    fn at(&self, at: usize) -> Read<Reading> {
        let behind = self.skip(at, Class::Point);
        let is_joint = |at| self.sign(at, "-–—/") || self.is(at, Class::To);
        let (phrase, end) = match self.governed(at, Class::Point) {
            Some(governed) => governed,
            None => self.phrase(at).filter(|(phrase, end)| self.stands_alone(phrase, at, *end))?,
        };
        if let Some((reading, end)) = self.range(behind, is_joint) {
            return Some((reading, end));
        }
        match self.range(behind, |at| self.is(at, Class::And)) {
            Some((Reading::Between(first, second), end)) if follows(&first, &second) => {
                Some((Reading::Between(first, second), end))
            }
            _ => Some((Reading::At(phrase), end)),
        }
    }

    /// A preposition of a class with its phrase.
    fn governed(&self, at: usize, class: Class) -> Read<Phrase> {
        self.is(at, class).then_some(())?;
        let (phrase, end) = self.phrase(at + 1)?;
        let is_loose = self.is(at, Class::Loose) && self.is_weak(&phrase);
        let counts = (at + 1..end).any(|at| self.counts(at));
        (!is_loose || !counts).then_some((phrase, end))
    }

    /// Two phrases with a joint between them.
    fn range(&self, at: usize, is_joint: impl Fn(usize) -> bool) -> Read<Reading> {
        let (first, end) = self.phrase(at)?;
        is_joint(end).then_some(())?;
        let (second, end) = self.phrase(end + 1)?;
        let is_day = |phrase: &Phrase| matches!(phrase, Phrase::Day { month: None, .. });
        (!is_day(&second) || is_day(&first)).then_some((Reading::Between(first, second), end))
    }

    /// Whether a phrase is one of time without a preposition, too.
    fn stands_alone(&self, phrase: &Phrase, at: usize, end: usize) -> bool {
        let is_strong = !self.is_weak(phrase) || self.is_heading(at, end);
        is_strong || self.is_bracketed(at, end) || self.is_modifier(phrase, at, end)
    }

    /// "the January fighting"
    fn is_modifier(&self, phrase: &Phrase, at: usize, end: usize) -> bool {
        let is_month =
            matches!(phrase, Phrase::Month { .. }) && at > 0 && self.is(at - 1, Class::Article);
        is_month && self.token(end).is_some_and(|next| next.pos() == "NOUN")
    }

    /// "2019", "May", "spring" and "the 12th" may be something else.
    fn is_weak(&self, phrase: &Phrase) -> bool {
        match phrase {
            Phrase::Day { month, .. } => month.is_none(),
            Phrase::Month { year, view, .. } => year.is_none() && view.is_none(),
            Phrase::Season { year, view, .. } => year.is_none() && view.is_none(),
            Phrase::Year(_) => true,
            Phrase::Years(first, last) => first / 100 != last / 100 && last < first,
            Phrase::Weekend { view } => view.is_none(),
            Phrase::Daypart { of, .. } => self.is_weak(of),
            _ => false,
        }
    }

    /// Whether atoms stand alone at the head of a line: "26 February: a barge left", "2016 – …".
    pub(super) fn is_heading(&self, at: usize, end: usize) -> bool {
        let is_line_end = |at: usize| self.atoms.get(at).is_none_or(Atom::is_break);
        let begins_line = |at: usize| at == 0 || self.atoms[at - 1].is_break();
        // "- 26 February", "**26 February**"
        let is_sign = |at: &usize| self.atoms[*at].kind == AtomKind::Sign;
        let signs = (at.saturating_sub(3)..at).rev().take_while(is_sign).count();
        let begins = begins_line(at - signs);
        let behind = (end..end + 2).find(|end| !self.sign(*end, "*_")).unwrap_or(end + 2);
        let is_behind =
            is_line_end(behind) || is_line_end(behind + 1) || self.sign(behind, ":–—-|");
        // "On 26 March, rebels" is no heading, "26 March, Malakal:" and "30 Nov. Aleppo fell" are.
        let is_dated = self.is_bare(at) && (self.sign(end, ",(;.") || self.sign(end - 1, "."));
        begins && (is_behind || is_dated)
    }

    /// Whether no preposition stands here.
    pub(super) fn is_bare(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| token.pos() != "ADP" && token.pos() != "SCONJ")
    }

    pub(super) fn is_article(&self, at: usize) -> bool {
        self.is(at, Class::Article)
    }

    fn is_bracketed(&self, at: usize, end: usize) -> bool {
        at > 0 && self.sign(at - 1, "([") && self.sign(end, ")];,")
    }

    /// Whether a number counts a noun behind it: "2000 soldiers".
    pub(super) fn counts(&self, at: usize) -> bool {
        let Some(atom) = self.atoms.get(at).filter(|atom| atom.kind == AtomKind::Digits) else {
            return false;
        };
        let token = self.annotation.token(atom.token);
        let head = token.head();
        ["nummod", "quantmod", "compound"].contains(&token.dep())
            && head.index() > token.index()
            && head.tag().starts_with("NNS")
    }

    /// The value of the word here in a class.
    fn value(&self, at: usize, class: Class) -> Option<i32> {
        self.atoms.get(at).and_then(|atom| words::value(&atom.lower, class))
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.value(at, class).is_some()
    }

    /// The place behind a word of a class, if there is one.
    fn skip(&self, at: usize, class: Class) -> usize {
        if self.is(at, class) { at + 1 } else { at }
    }

    fn sign(&self, at: usize, signs: &str) -> bool {
        let is_sign = |atom: &Atom<'_>| atom.kind == AtomKind::Sign && signs.contains(atom.text);
        self.atoms.get(at).is_some_and(is_sign)
    }

    fn skip_sign(&self, at: usize, signs: &str) -> usize {
        if self.sign(at, signs) { at + 1 } else { at }
    }

    fn token(&self, at: usize) -> Option<Token<'_>> {
        self.atoms.get(at).map(|atom| self.annotation.token(atom.token))
    }

    fn is_capital(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.text.starts_with(char::is_uppercase))
    }
}

/// Whether the second follows on the first, as in "on 2 and 3 March", "in 2015 and 2016".
fn follows(first: &Phrase, second: &Phrase) -> bool {
    match (first, second) {
        (Phrase::Year(first), Phrase::Year(second)) => *second == first + 1,
        (Phrase::Month { month: first, .. }, Phrase::Month { month: second, .. }) => {
            *second == first % 12 + 1
        }
        (Phrase::Weekday { weekday: first, .. }, Phrase::Weekday { weekday: second, .. }) => {
            *second == first % 7 + 1
        }
        _ => false,
    }
}
