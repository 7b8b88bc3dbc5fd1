//! Takes a run of capitals apart: nation, title and name in "Iraqi Foreign Minister Fuad Hussein".

use std::ops::Range;

use super::known::Known;
use super::layout::{Label, Layout};
use super::lexicon::Title;
use super::titles::Titles;
use super::words::Words;
use super::{EntityType, Lexicon};

/// A part of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// "Fuad Hussein", "Harakat al-Nujaba", "Syrian Arab Army".
    Name(Range<usize>),
    /// "Iraqi" before something that is a mention of its own.
    Nation(Range<usize>),
}

pub(super) struct Splitter<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) layout: &'a Layout,
    pub(super) lexicon: &'a Lexicon,
    pub(super) titles: &'a Titles,
    pub(super) known: &'a Known<'a>,
}

impl Splitter<'_> {
    /// The parts of a run in order; titles are left out.
    pub(super) fn split(&self, run: Range<usize>) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut start = run.start;
        let mut at = start;
        while at < run.end {
            let title = self.titles.starting(at).filter(|(title, _)| title.end <= run.end);
            match title.filter(|title| !self.is_inside(title, start, &run)) {
                Some((title, _)) => {
                    self.push(start..at, &mut parts);
                    at = title.end;
                    start = at;
                }
                None => at += 1,
            }
        }
        self.push(start..run.end, &mut parts);
        parts
    }

    /// Whether a title is a word of the name around it: "Hassan Sheikh Mohamud", "Republican Guard".
    fn is_inside(
        &self,
        (tokens, title): &(Range<usize>, Title),
        start: usize,
        run: &Range<usize>,
    ) -> bool {
        let first = tokens.start;
        if first == start || tokens.len() > 1 || self.nation(start..first).is_some() {
            return false;
        }
        let before = start..first;
        let is_known = self.known.longest(self.words, before.clone()) == Some(before.len());
        let person = self.layout.label(first) == Some(Label::Person)
            && self.layout.one_name(first - 1, first)
            && !is_known;
        let organization = self.lexicon.last.ending(self.words, start, tokens.end).is_some();
        let honorific = title.kind == EntityType::Person && !self.words.is_glued(first);
        match tokens.end < run.end {
            true => person || honorific || !title.before_name,
            false => person || organization || !title.before_name,
        }
    }

    /// Adds what stands between two titles, a nation at its front by itself if need be.
    fn push(&self, tokens: Range<usize>, parts: &mut Vec<Part>) {
        let tokens = self.trimmed(tokens);
        if tokens.is_empty() {
            return;
        }
        let nation = self.nation(tokens.clone());
        match nation {
            Some(end) if self.is_pair(end, tokens.end) => {
                parts.push(Part::Nation(tokens.start..end));
                self.push(end + 1..tokens.end, parts);
            }
            Some(end) if end == tokens.end => parts.push(Part::Nation(tokens)),
            Some(end) if self.stands_alone(tokens.clone(), end) => {
                parts.push(Part::Nation(tokens.start..end));
                self.push_names(end..tokens.end, parts);
            }
            _ => self.push_names(tokens, parts),
        }
    }

    /// Whether a hyphen and another nation follow: "Iraqi-Syrian".
    fn is_pair(&self, hyphen: usize, end: usize) -> bool {
        let dash = hyphen < end && matches!(self.words.lower(hyphen), "-" | "–");
        dash && hyphen + 1 < end && self.nation(hyphen + 1..end).is_some()
    }

    /// Whether many nations have something of this name: "Air Force", "Foreign Ministry".
    fn is_shared(&self, tokens: Range<usize>) -> bool {
        let body = self.lexicon.body(self.words, tokens.start, tokens.end);
        body.is_some_and(|(length, ..)| length == tokens.len())
    }

    /// Two names that stand side by side, "PMF Badr Organization", are two mentions.
    fn push_names(&self, tokens: Range<usize>, parts: &mut Vec<Part>) {
        if let Some(length) = self.known.longest(self.words, tokens.clone()) {
            let rest = self.trimmed(tokens.start + length..tokens.end);
            let whole = self.known.longest(self.words, rest.clone()) == Some(rest.len());
            if !rest.is_empty()
                && whole
                && self.is_body(tokens.start..tokens.start + length)
                && self.is_body(rest.clone())
            {
                parts.push(Part::Name(tokens.start..tokens.start + length));
                return parts.push(Part::Name(rest));
            }
        }
        let Some(person) = self.person_inside(tokens.clone()) else {
            return parts.push(Part::Name(tokens));
        };
        let before = self.trimmed(tokens.start..person);
        if before.len() > 1 || self.is_body(before.clone()) {
            parts.push(Part::Name(before));
        }
        parts.push(Part::Name(person..tokens.end));
    }

    /// Where a person begins behind what his office is for: "Financial Intelligence John Hurley", but
    /// not in "Liwa Ali al-Akbar" and "John F. Kennedy Airport".
    fn person_inside(&self, tokens: Range<usize>) -> Option<usize> {
        let (words, lexicon) = (self.words, self.lexicon);
        let begins = |&at: &usize| {
            let apart = !self.layout.one_name(at - 1, at) && words.is_capital(at - 1);
            let given = |at: usize| lexicon.given.contains(words.lower(at));
            let person = self.layout.label(at) == Some(Label::Person);
            person && apart && given(at) && !given(at - 1)
        };
        let person = (tokens.start + 1..tokens.end.saturating_sub(1)).find(begins)?;
        let one = self.known.longest(words, tokens.clone()) == Some(tokens.len())
            || lexicon.last.ending(words, tokens.start, tokens.end).is_some()
            || lexicon.first.starting(words, tokens.start, tokens.end).is_some();
        (!one).then_some(person)
    }

    /// Whether a known name is an organization's or a person's.
    fn is_body(&self, tokens: Range<usize>) -> bool {
        let candidates = self.known.candidates(self.words, tokens);
        candidates.first().is_some_and(|best| !best.kind.is_place())
    }

    /// Without hyphens, possessive marks and small words at the edges.
    fn trimmed(&self, mut tokens: Range<usize>) -> Range<usize> {
        let edge = |at: usize| {
            let text = self.words.text(at);
            !text.chars().any(char::is_alphanumeric)
                || matches!(self.words.lower(at), "'s" | "of" | "the" | "and")
        };
        while !tokens.is_empty() && edge(tokens.start) {
            tokens.start += 1;
        }
        while !tokens.is_empty() && edge(tokens.end - 1) {
            tokens.end -= 1;
        }
        tokens
    }

    /// Where the adjective or name of a nation at the front of a run ends.
    fn nation(&self, tokens: Range<usize>) -> Option<usize> {
        if let Some(length) = self.known.nation(self.words, tokens.clone()) {
            return Some(tokens.start + length);
        }
        let adjective = |&at: &usize| {
            self.layout.label(at) == Some(Label::Nation) && self.words.tag(at).starts_with("JJ")
        };
        if self.known.longest(self.words, tokens.clone()).is_some() {
            return None;
        }
        let length = tokens.clone().take_while(adjective).count();
        (length > 0).then_some(tokens.start + length)
    }

    /// Whether what follows a nation is a name without it: "Lebanese Hezbollah", not "Syrian Army".
    fn stands_alone(&self, tokens: Range<usize>, nation_end: usize) -> bool {
        if self.known.longest(self.words, tokens.clone()) == Some(tokens.len()) {
            return false;
        }
        let rest = nation_end..tokens.end;
        let body = self.lexicon.last.ending(self.words, rest.start, rest.end).is_some();
        let known = self.known.longest(self.words, rest.clone()) == Some(rest.len());
        known && !self.is_shared(rest.clone())
            || !body && self.layout.label(rest.start) == Some(Label::Person)
    }
}
