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
            "oprd",
            "nsubj",
            "dobj",
            "nsubjpass",
            "pcomp",
            "pobj",
            "dative",
            "appos",
            "attr",
            "ROOT",
        ];
        NounChunker {
            nominal: ["NOUN", "PROPN", "PRON"].map(|pos| names.add(pos)),
            phrase_labels: PHRASES.map(|label| names.add(label)),
            conjunct: names.add("conj"),
        }
    }

    /// The phrases of a parsed text in order, as ranges of tokens.
    pub(crate) fn run(&self, draft: &Draft<'_>) -> Vec<Range<u32>> {
        let leads_phrase = self.leads_phrase(draft);
        let mut chunks: Vec<Range<u32>> = Vec::new();
        for (i, token) in draft.tokens.iter().enumerate() {
            let is_nested = chunks.last().is_some_and(|last| token.left_edge < last.end);
            // A noun among conjuncts plays the role of the first of them.
            let first = if token.dep == self.conjunct { token.head as usize } else { i };
            if self.nominal.contains(&token.pos) && !is_nested && leads_phrase[first] {
                chunks.push(token.left_edge..i as u32 + 1);
            }
        }
        chunks
    }

    /// For each token whether its role is one of a noun phrase; where it is a conjunct of one
    /// before it, whether that one's is. Once for all tokens: in a list of ten thousand names
    /// each hangs on the one before, and to walk back from each would take quadratic time.
    fn leads_phrase(&self, draft: &Draft<'_>) -> Vec<bool> {
        let mut leads = Vec::with_capacity(draft.len());
        for (i, token) in draft.tokens.iter().enumerate() {
            let head = token.head as usize;
            let is_conjunct = token.dep == self.conjunct && head < i;
            leads.push(if is_conjunct {
                leads[head]
            } else {
                self.phrase_labels.contains(&token.dep)
            });
        }
        leads
    }
}
