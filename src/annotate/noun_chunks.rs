//! Base noun phrases of English (`spacy/lang/en/syntax_iterators.py`).

use std::ops::Range;

use super::draft::Draft;
use super::names::{Name, Names};

/// The names that the rule looks for, as numbers.
#[derive(Debug)]
pub(crate) struct NounChunker {
    nominal: [Name; 3],
    phrase_labels: [Name; 10],
    conjunct: Name,
}

impl NounChunker {
    pub(crate) fn new(names: &mut Names) -> NounChunker {
        const PHRASES: [&str; 10] = [
            "oprd", "nsubj", "dobj", "nsubjpass", "pcomp", "pobj", "dative", "appos", "attr", "ROOT",
        ];
        NounChunker {
            nominal: ["NOUN", "PROPN", "PRON"].map(|pos| names.add(pos)),
            phrase_labels: PHRASES.map(|label| names.add(label)),
            conjunct: names.add("conj"),
        }
    }

    /// The phrases of a parsed text in order, as ranges of tokens.
    pub(crate) fn run(&self, draft: &Draft<'_>) -> Vec<Range<u32>> {
        let mut chunks: Vec<Range<u32>> = Vec::new();
        for (i, token) in draft.tokens.iter().enumerate() {
            let is_nested = chunks.last().is_some_and(|last| token.left_edge < last.end);
            if self.nominal.contains(&token.pos) && !is_nested && self.heads_phrase(draft, i) {
                chunks.push(token.left_edge..i as u32 + 1);
            }
        }
        chunks
    }

    /// Whether a noun's role is one of a noun phrase, or that of the first of its conjuncts is.
    fn heads_phrase(&self, draft: &Draft<'_>, token: usize) -> bool {
        let mut token = draft.tokens[token];
        if token.dep == self.conjunct {
            let mut place = token.head;
            token = draft.tokens[place as usize];
            while token.dep == self.conjunct && token.head < place {
                place = token.head;
                token = draft.tokens[place as usize];
            }
        }
        self.phrase_labels.contains(&token.dep)
    }
}
