//! A mention: a stretch of a text that names something or refers to it.

use std::ops::Range;

use super::EntityType;
use super::words::Words;
use crate::annotate::Span;

/// A stretch of a text that names something or refers to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its tokens, without article, title and possessive mark.
    pub tokens: Range<usize>,
    /// Those of the name proper: "Shalamcheh" in "Shalamcheh crossing".
    pub core: Range<usize>,
    /// The token that stands for it in the grammar of its sentence.
    pub head: usize,
    /// Where it stands in the text.
    pub span: Span,
    /// Its words, with single blanks between them.
    pub text: String,
    /// How it refers.
    pub kind: MentionKind,
    /// What it may be, the likeliest first.
    pub types: Vec<TypeScore>,
    /// The records of the gazetteer that bear this name, by id.
    pub known: Vec<String>,
    /// What grammar says of it: how many, and of which gender.
    pub agreement: Agreement,
    /// The demonym or country that qualifies it ("Iraqi" militias), as a range of tokens.
    pub nation: Option<Range<usize>>,
    /// What it is to a state, by its usual noun, "army" for "Iraqi soldiers", with other nouns
    /// for the same behind `|`.
    pub body: Option<String>,
    /// Whether it stands where one who acts stands ("Tehran denied"), or where a place does.
    pub acts: Option<bool>,
    /// The title right before a name: "Brigadier General".
    pub title: Option<Range<usize>>,
}

/// How a mention refers to its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionKind {
    /// By name: "Kataib Hezbollah".
    Named,
    /// By an adjective of a place: "Iraqi".
    Demonym,
    /// As a group without a name of its own: "Iraqi Shiite militias".
    Collective,
    /// By what it is: "the commander", "the group".
    Description,
    /// By an office of it that says no more: "President" before a name speaks of a country.
    Office,
    /// By a pronoun: "they".
    Pronoun,
}

/// One thing that a mention may be, and how much speaks for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TypeScore {
    /// What it may be.
    pub kind: EntityType,
    /// How much speaks for it; only differences mean anything.
    pub score: f32,
}

/// What grammar says of a mention; `None` where it does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Whether it is more than one.
    pub plural: Option<bool>,
    /// Whether it is a man, a woman or a thing.
    pub gender: Option<Gender>,
    /// Whether it is one that the reader knows: "the group", "their commander".
    pub definite: Option<bool>,
}

/// What a pronoun or a noun says of the one that it refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// "he", "the spokesman".
    Male,
    /// "she", "the spokeswoman".
    Female,
    /// "it", "the town".
    Thing,
}

impl Mention {
    /// A mention of which only place and kind are known.
    pub(super) fn new(
        words: &Words<'_>,
        tokens: Range<usize>,
        head: usize,
        kind: MentionKind,
    ) -> Mention {
        Mention {
            core: tokens.clone(),
            head,
            span: words.annotation().span(tokens.clone()),
            text: words.joined(tokens.clone()),
            tokens,
            kind,
            types: Vec::new(),
            known: Vec::new(),
            agreement: Agreement::default(),
            nation: None,
            body: None,
            acts: None,
            title: None,
        }
    }

    /// What it most likely is.
    pub fn best_type(&self) -> Option<EntityType> {
        self.types.first().map(|best| best.kind)
    }
}
