//! The words that say who says what and how surely, read from `data/lexicon/`.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::effect::Effect;
use super::tree::Tree;

/// The words by which a report takes a stance: tellings, hedges, negations, and nouns of events.
#[derive(Debug, Clone)]
pub struct StanceLexicon {
    words: HashMap<(Kind, String), Vec<Entry>>,
    events: HashSet<String>,
}

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StanceLexiconError {
    /// The file, as given.
    pub file: String,
    /// Its line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    TellingVerb,
    TellingNoun,
    MakingVerb,
    HedgeVerb,
    HedgeItself,
    HedgeNoun,
    HedgeAdjective,
    HedgeAdverb,
    Modal,
    Passive,
    Conjunction,
    NegativeVerb,
    NegativeNoun,
    NegativeAdjective,
    NegativeAdverb,
    NegativeDeterminer,
    NegativePronoun,
    NegativePreposition,
    Lie,
    Truth,
    FalseTelling,
}

/// How a verb or noun tells; `data/lexicon/attribution.tsv` has examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    Say,
    Tell,
    Think,
    Show,
    Cite,
    Make,
    Accuse,
    Deny,
    Telling,
    Document,
    Source,
    Body,
    Outlet,
}

/// One word.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// A word that must stand beside it: "out" of "point out".
    second: Option<String>,
    pub(super) class: Option<Class>,
    pub(super) effect: Effect,
    /// `clause`, `object`, or prepositions.
    takes: Vec<String>,
}

impl StanceLexicon {
    /// The lexicon in the binary.
    ///
    /// # Errors
    /// Never, unless the program was built from damaged files.
    pub fn english() -> Result<StanceLexicon, StanceLexiconError> {
        StanceLexicon::parse(&[
            ("attribution.tsv", include_str!("../../../data/lexicon/attribution.tsv")),
            ("hedges.tsv", include_str!("../../../data/lexicon/hedges.tsv")),
            ("negation.tsv", include_str!("../../../data/lexicon/negation.tsv")),
            ("events.tsv", include_str!("../../../data/lexicon/events.tsv")),
        ])
    }

    /// Reads tables, each with its name, which says what is in it.
    ///
    /// # Errors
    /// If a row has a word that a column does not know.
    pub fn parse(tables: &[(&str, &str)]) -> Result<StanceLexicon, StanceLexiconError> {
        let mut lexicon = StanceLexicon { words: HashMap::new(), events: HashSet::new() };
        for (file, table) in tables {
            for (number, line) in table.lines().enumerate() {
                if line.starts_with('#') || line.trim().is_empty() {
                    continue;
                }
                lexicon.add(file, line).map_err(|message| {
                    let file = (*file).to_owned();
                    StanceLexiconError { file, line: number + 1, message }
                })?;
            }
        }
        Ok(lexicon)
    }

    fn add(&mut self, file: &str, line: &str) -> Result<(), String> {
        let mut columns = line.split('\t').map(str::trim);
        let mut next = || columns.next().unwrap_or_default();
        let word = next();
        if file == "events.tsv" {
            self.events.insert(word.to_owned());
            return Ok(());
        }
        let pos = next();
        let kind = kind(file, pos).ok_or_else(|| format!("unknown part of speech `{pos}`"))?;
        let class = if file == "attribution.tsv" { Some(class(next())?) } else { None };
        let kind = if class == Some(Class::Make) { Kind::MakingVerb } else { kind };
        let effect = Effect::parse(next())?;
        let takes = if class.is_some() { next() } else { "" };
        let takes = takes.split_whitespace().map(str::to_owned).collect();
        let (first, second) = word.split_once(' ').unwrap_or((word, ""));
        let second = Some(second.to_owned()).filter(|second| !second.is_empty());
        let entries = self.words.entry((kind, first.to_owned())).or_default();
        entries.push(Entry { second, class, effect, takes });
        Ok(())
    }

    /// The row for a token, by its base form or else its letters ("alleged"); of several the one
    /// whose second word stands beside it.
    pub(super) fn find(&self, kind: Kind, tree: &Tree<'_>, token: usize) -> Option<&Entry> {
        let entries = self
            .entries(kind, &tree.lemma(token))
            .or_else(|| self.entries(kind, tree.norm(token)))?;
        let with_second = entries.iter().find(|entry| match &entry.second {
            Some(second) => tree.has_beside(token, second),
            None => false,
        });
        with_second.or_else(|| entries.iter().find(|entry| entry.second.is_none()))
    }

    /// Whether a token is a noun of one of these classes.
    pub(super) fn is_noun(&self, tree: &Tree<'_>, token: usize, classes: &[Class]) -> bool {
        let entries = self.entries(Kind::TellingNoun, &tree.lemma(token)).unwrap_or_default();
        entries.iter().filter_map(|entry| entry.class).any(|class| classes.contains(&class))
    }

    /// The row for a token as a noun of this class.
    pub(super) fn noun(&self, tree: &Tree<'_>, token: usize, class: Class) -> Option<&Entry> {
        let entries = self.entries(Kind::TellingNoun, &tree.lemma(token))?;
        entries.iter().find(|entry| entry.class == Some(class))
    }

    /// Whether a noun names something that happens ("attack").
    pub(super) fn is_event(&self, tree: &Tree<'_>, token: usize) -> bool {
        self.events.contains(&tree.lemma(token))
    }

    fn entries(&self, kind: Kind, word: &str) -> Option<&[Entry]> {
        self.words.get(&(kind, word.to_owned())).map(Vec::as_slice)
    }
}

impl Entry {
    pub(super) fn takes(&self, what: &str) -> bool {
        self.takes.iter().any(|taken| taken == what)
    }
}

impl fmt::Display for StanceLexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "data/lexicon/{}:{}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for StanceLexiconError {}

fn kind(file: &str, pos: &str) -> Option<Kind> {
    Some(match (file, pos) {
        ("attribution.tsv", "verb") => Kind::TellingVerb,
        ("attribution.tsv", "noun") => Kind::TellingNoun,
        ("hedges.tsv", "verb") => Kind::HedgeVerb,
        ("hedges.tsv", "predicate") => Kind::HedgeItself,
        ("hedges.tsv", "noun") => Kind::HedgeNoun,
        ("hedges.tsv", "adjective") => Kind::HedgeAdjective,
        ("hedges.tsv", "adverb") => Kind::HedgeAdverb,
        ("hedges.tsv", "modal") => Kind::Modal,
        ("hedges.tsv", "passive") => Kind::Passive,
        ("hedges.tsv", "conjunction") => Kind::Conjunction,
        ("negation.tsv", "verb") => Kind::NegativeVerb,
        ("negation.tsv", "noun") => Kind::NegativeNoun,
        ("negation.tsv", "adjective") => Kind::NegativeAdjective,
        ("negation.tsv", "adverb") => Kind::NegativeAdverb,
        ("negation.tsv", "determiner") => Kind::NegativeDeterminer,
        ("negation.tsv", "pronoun") => Kind::NegativePronoun,
        ("negation.tsv", "preposition") => Kind::NegativePreposition,
        ("negation.tsv", "lie") => Kind::Lie,
        ("negation.tsv", "truth") => Kind::Truth,
        ("negation.tsv", "telling") => Kind::FalseTelling,
        _ => return None,
    })
}

fn class(word: &str) -> Result<Class, String> {
    Ok(match word {
        "say" => Class::Say,
        "tell" => Class::Tell,
        "think" => Class::Think,
        "show" => Class::Show,
        "cite" => Class::Cite,
        "make" => Class::Make,
        "accuse" => Class::Accuse,
        "deny" => Class::Deny,
        "telling" => Class::Telling,
        "document" => Class::Document,
        "source" => Class::Source,
        "body" => Class::Body,
        "outlet" => Class::Outlet,
        _ => return Err(format!("unknown class `{word}`")),
    })
}
