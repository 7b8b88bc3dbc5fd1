//! What nearly every state has, with the state beside it: "Iraqi soldiers", "Iran's foreign
//! ministry" in "Iran's foreign ministry spokesman", "the Ministry of Interior of Iraq".

use std::ops::Range;

use super::known::Known;
use super::words::Words;
use super::{Agreement, EntityType, Gender, Lexicon, Mention, MentionKind, TypeScore};

pub(super) struct Bodies<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) known: &'a Known<'a>,
}

impl Bodies<'_> {
    /// The mentions of bodies whose state stands beside them, in order.
    pub(super) fn mentions(&self) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::new();
        let mut end = self.words.len();
        while end > 0 {
            match self.ending(end) {
                Some(mention) => {
                    end = mention.core.start;
                    mentions.push(mention);
                }
                None => end -= 1,
            }
        }
        mentions.reverse();
        mentions
    }

    /// The body whose noun ends right before `end`.
    fn ending(&self, end: usize) -> Option<Mention> {
        let words = self.words;
        let sentence = words.sentence_tokens(words.sentence(end - 1));
        let (length, body, kind) = self.lexicon.body(words, sentence.start, end)?;
        let phrase = end - length..end;
        if !words.tag(end - 1).starts_with('N') {
            return None;
        }
        let (nation, tokens) = self
            .nation_before(&sentence, phrase.clone())
            .or_else(|| self.nation_behind(&sentence, phrase.clone()))?;
        Some(self.mention(tokens, nation, phrase, (body, kind)))
    }

    /// "Iraqi", "Iraq's" right before the noun, or before one adjective.
    fn nation_before(
        &self,
        sentence: &Range<usize>,
        phrase: Range<usize>,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let words = self.words;
        let adjective =
            |at: usize| matches!(words.tag(at), "JJ" | "NN" | "CD") && !words.is_capital(at);
        let mut end = phrase.start;
        while end > sentence.start && phrase.start - end < 2 && adjective(end - 1) {
            end -= 1;
        }
        if end > sentence.start && matches!(words.lower(end - 1), "'s" | "'") {
            end -= 1;
        }
        let longest = (1..=3).rev().filter_map(|length| end.checked_sub(length));
        let mut starts = longest.filter(|&start| {
            start >= sentence.start && words.is_capital(start) && words.tag(start) != "DT"
        });
        let start = starts.find(|&start| self.is_nation(start..end))?;
        Some((start..end, start..phrase.end))
    }

    /// "of Iraq" right behind the noun.
    fn nation_behind(
        &self,
        sentence: &Range<usize>,
        phrase: Range<usize>,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let words = self.words;
        let of = words.lower(phrase.end) == "of";
        let start = phrase.end + 1 + usize::from(words.lower(phrase.end + 1) == "the");
        let length = self.known.nation(words, start..sentence.end.min(start + 4)).filter(|_| of)?;
        let nation = start..start + length;
        (words.is_capital(start) && self.is_nation(nation.clone()))
            .then(|| (nation.clone(), phrase.start..nation.end))
    }

    fn is_nation(&self, tokens: Range<usize>) -> bool {
        let name = self.words.joined(tokens);
        self.known.nation_of(&name).is_some() || self.known.capital_of(&name).is_some()
    }

    fn mention(
        &self,
        tokens: Range<usize>,
        nation: Range<usize>,
        phrase: Range<usize>,
        (body, kind): (&str, EntityType),
    ) -> Mention {
        let words = self.words;
        let plural = words.tag(phrase.end - 1).ends_with('S');
        Mention {
            types: vec![TypeScore { kind, score: 2.0 }],
            agreement: Agreement {
                plural: Some(plural),
                gender: Some(Gender::Thing),
                definite: Some(true),
            },
            nation: Some(nation),
            body: Some(body.to_owned()),
            ..Mention::new(words, tokens, phrase.end - 1, MentionKind::Description)
        }
    }
}
