//! Mentions without a name: "Iraqi Shiite militias", "the group", "the commander".

use std::ops::Range;

use super::evidence::Evidence;
use super::known::Known;
use super::lexicon::{Group, Sort, Title};
use super::words::Words;
use super::{Agreement, EntityType, Gender, Lexicon, Mention, MentionKind};
use EntityType::*;

pub(super) struct Grouper<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) known: &'a Known<'a>,
}

/// So many words before a noun are looked at.
const LONGEST: usize = 12;

/// What the noun of a phrase says, by the table that knows it.
#[derive(Clone, Copy)]
enum Meaning {
    Person(Title),
    Group(Group),
    Thing(EntityType),
    /// What only a name that ends in the same word can be.
    Echo(EntityType),
    /// What nearly every state has: an army, a parliament.
    Body(EntityType),
}

impl Grouper<'_> {
    /// The mentions that the noun phrases of a text are: those that hang on a verb or a preposition,
    /// and those that qualify a noun, "the army's division", "army trucks".
    pub(super) fn mentions(&self) -> Vec<Mention> {
        let words = self.words;
        let mut is_head = vec![false; words.len()];
        let mut mentions = Vec::new();
        for chunk in words.annotation().noun_chunks() {
            is_head[words.root_of(chunk.clone())] = true;
            mentions.extend(self.mention(chunk));
        }
        let inner = (0..words.len()).filter(|&token| !is_head[token] && self.is_inner(token));
        mentions.extend(inner.filter_map(|token| self.mention(self.phrase(token))));
        mentions.extend((1..words.len()).filter_map(|token| self.numbered(token)));
        mentions
    }

    /// A unit by its number alone: "the 25th" for the 25th Brigade.
    fn numbered(&self, token: usize) -> Option<Mention> {
        let words = self.words;
        let digits = words.lower(token).trim_end_matches(|letter: char| letter.is_alphabetic());
        let number = (1..4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let ordinal = matches!(&words.lower(token)[digits.len()..], "st" | "nd" | "rd" | "th" | "");
        let alone = words.head(token) < token || !words.tag(words.head(token)).starts_with('N');
        if !number || !ordinal || !alone || words.lower(token - 1) != "the" {
            return None;
        }
        let mut evidence = Evidence::default();
        evidence.add_where(1.0, EntityType::is_force);
        let (plural, gender) = (Some(false), Some(Gender::Thing));
        Some(Mention {
            types: evidence.ranked(),
            agreement: Agreement { plural, gender, definite: Some(true) },
            ..Mention::new(words, token..token + 1, token, MentionKind::Description)
        })
    }

    /// Whether a noun that is no noun phrase's head refers to something by itself.
    fn is_inner(&self, token: usize) -> bool {
        let words = self.words;
        match words.dep(token) {
            "compound" | "nmod" => {
                let body = self.lexicon.body(words, token, token + 1).is_some();
                body && !words.is_capital(words.head(token)) && words.head(token) > token
            }
            "poss" | "oprd" | "npadvmod" | "dep" | "ccomp" | "advcl" | "conj" | "intj" => true,
            _ => false,
        }
    }

    /// A noun with what stands before it and belongs to it.
    fn phrase(&self, noun: usize) -> Range<usize> {
        let words = self.words;
        let inside = |at: usize| (at + 1..=noun).contains(&words.head(at));
        let before = (noun.saturating_sub(LONGEST)..noun).rev().take_while(|&at| inside(at));
        noun - before.count()..noun + 1
    }

    /// The mention that a noun phrase is, if its noun is for people, groups, bodies or places.
    pub(super) fn mention(&self, chunk: Range<usize>) -> Option<Mention> {
        let words = self.words;
        let head = words.root_of(chunk.clone());
        let plural = matches!(words.tag(head), "NNS" | "NNPS");
        if words.tag(head).starts_with("NNP") && words.is_capital(head)
            || !words.tag(head).starts_with("NN")
        {
            return None;
        }
        let body = self.lexicon.body(words, chunk.start, head + 1);
        let meaning = body.map(|(length, _, kind)| (length, Meaning::Body(kind)));
        let (length, meaning) = meaning.or_else(|| self.meaning(chunk.start..head + 1, plural))?;
        let tokens = self.without_determiner(chunk.start..head + 1);
        let agreement = self.agreement(chunk.start..head + 1, meaning, plural);
        let kind = self.kind(meaning, plural, &tokens, agreement);
        Some(Mention {
            core: (head + 1 - length).max(tokens.start)..head + 1,
            types: types(meaning, plural),
            agreement,
            nation: self.nation(head),
            body: body.map(|(_, body, _)| body.to_owned()),
            ..Mention::new(words, tokens, head, kind)
        })
    }

    /// The longest word for something that the phrase ends in, in the plural or the singular.
    fn meaning(&self, phrase: Range<usize>, plural: bool) -> Option<(usize, Meaning)> {
        let words = self.words;
        let lemma = words.token(phrase.end - 1).lemma();
        let group = self
            .lexicon
            .groups
            .ending(words, phrase.start, phrase.end)
            .or_else(|| self.lexicon.groups.ending_as(words, lemma, phrase.start, phrase.end));
        let title = self.lexicon.titles.ending_as(words, lemma, phrase.start, phrase.end);
        let thing = self
            .lexicon
            .nouns
            .ending(words, phrase.start, phrase.end)
            .or_else(|| self.lexicon.nouns.ending_as(words, lemma, phrase.start, phrase.end));
        let title = title.filter(|(_, title)| title.alone && !plural);
        let group = group.filter(|(_, group)| plural || !group.people);
        let thing =
            thing.filter(|(count, _)| group.is_none_or(|(other, _)| *count > other) || !plural);
        match (title, thing, group) {
            (Some((length, title)), _, _) => Some((length, Meaning::Person(title))),
            (_, Some((length, kind)), _) => Some((length, Meaning::Thing(kind))),
            (_, _, Some((length, group))) => Some((length, Meaning::Group(group))),
            _ => {
                let echo = self.lexicon.echoes.ending_as(words, lemma, phrase.start, phrase.end);
                echo.filter(|_| !plural).map(|(length, kind)| (length, Meaning::Echo(kind)))
            }
        }
    }

    fn kind(
        &self,
        meaning: Meaning,
        plural: bool,
        tokens: &Range<usize>,
        agreement: Agreement,
    ) -> MentionKind {
        let bare = tokens.len() == 1;
        match meaning {
            Meaning::Body(_) => MentionKind::Description,
            Meaning::Group(_) if !bare || agreement.definite != Some(true) => {
                MentionKind::Collective
            }
            Meaning::Thing(kind) if plural && !kind.is_place() => MentionKind::Collective,
            Meaning::Thing(kind) if kind.is_organization() && agreement.definite == Some(false) => {
                MentionKind::Collective
            }
            _ => MentionKind::Description,
        }
    }

    fn agreement(&self, phrase: Range<usize>, meaning: Meaning, plural: bool) -> Agreement {
        let words = self.words;
        let gender = match meaning {
            Meaning::Person(title) => title.gender,
            _ => Some(Gender::Thing),
        };
        let head = phrase.end - 1;
        let determiner =
            words.children(head).find(|&child| matches!(words.dep(child), "det" | "poss"));
        let definite = determiner.map(|word| match words.lower(word) {
            "the" | "this" | "that" | "these" | "those" | "both" => true,
            "a" | "an" | "some" | "any" | "another" | "every" | "each" | "no" => false,
            _ => words.dep(word) == "poss",
        });
        Agreement { plural: Some(plural), gender, definite: definite.or(plural.then_some(false)) }
    }

    /// Without "the", "roughly 850", "his": what the group is called.
    fn without_determiner(&self, mut tokens: Range<usize>) -> Range<usize> {
        while tokens.len() > 1 && self.is_determiner(tokens.start) {
            tokens.start += 1;
        }
        tokens
    }

    /// Whether a word before a noun only says which, whose or how many.
    fn is_determiner(&self, at: usize) -> bool {
        let (dep, tag) = (self.words.dep(at), self.words.tag(at));
        let possessive = dep == "poss" && matches!(tag, "PRP$" | "WP$");
        let by_dep =
            ["det", "nummod", "quantmod", "predet", "neg", "case", "punct", "cc", "preconj"];
        let by_tag = ["DT", "CD", "PDT", "RB", "RBR", "JJR", "IN", "JJS", "HYPH", ",", "VBD"];
        possessive
            || by_dep.contains(&dep)
            || by_tag.contains(&tag)
            || self.lexicon.vague.contains(self.words.lower(at))
    }

    /// The nation that the noun belongs to: "Iraqi" forces, "Iraq"'s forces.
    fn nation(&self, head: usize) -> Option<Range<usize>> {
        let words = self.words;
        let mut owners = words.children(head).filter(|&child| {
            child < head
                && matches!(words.dep(child), "amod" | "compound" | "nmod" | "poss")
                && words.is_capital(child)
        });
        owners.find_map(|owner| {
            let start = words
                .children(owner)
                .filter(|&child| words.is_capital(child))
                .min()
                .unwrap_or(owner);
            let tokens = start.min(owner)..owner + 1;
            let demonym = words.tag(owner).starts_with("JJ");
            (demonym
                || self.known.nation(words, tokens.clone()) == Some(tokens.len())
                || words.dep(owner) == "poss")
                .then_some(tokens)
        })
    }
}

/// What a phrase of this meaning may be.
fn types(meaning: Meaning, plural: bool) -> Vec<super::TypeScore> {
    let mut evidence = Evidence::default();
    match meaning {
        Meaning::Person(title) => {
            evidence.add(title.kind, 1.0);
            evidence.add(if title.kind == Official { Person } else { Official }, 0.8);
        }
        Meaning::Body(kind) => evidence.add(kind, 2.0),
        Meaning::Echo(kind) => evidence.add(kind, 0.5),
        Meaning::Thing(kind) => {
            evidence.add(kind, 1.0);
            if plural && kind.is_organization() {
                evidence.add(Collective, 1.5);
            }
        }
        Meaning::Group(group) => {
            evidence.add(Collective, 1.0);
            match group.sort {
                Sort::Armed => evidence.add_all(&[(Militia, 0.8), (ArmedGroup, 0.8)]),
                Sort::State => evidence.add(StateForce, 0.9),
                Sort::Civil => evidence.add(Organization, 0.3),
            }
        }
    }
    evidence.ranked()
}
