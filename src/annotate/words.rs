//! Words: what is known of a token from its letters alone, computed once for each word.
//!
//! spaCy's lexemes (`spacy/lexeme.pyx`, `spacy/lang/lex_attrs.py`) with their `NORM`.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::folder::{ModelError, ModelFolder};
use super::hash::string_id;
use super::msgpack::PackedFile;
use super::names::{Name, Names};
use super::network::WordFeatures;
use super::unicode;

/// A word's number in [`Words`].
pub(crate) type WordId = u32;

/// The words met so far. A word is a text with a norm: the tokenizer's exceptions give some
/// texts another norm than they have elsewhere ("'d" in "they'd").
#[derive(Debug, Default)]
pub(crate) struct Words {
    words: Vec<Word>,
    features: Vec<WordFeatures>,
    /// By text and the norm that an exception gives it.
    exceptional: HashMap<(Box<str>, Box<str>), WordId, FixedState>,
    plain: HashMap<Box<str>, WordId, FixedState>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    pub(crate) norm: Name,
    /// The text in lower case, which rules match.
    pub(crate) lower: Name,
}

/// The norms of a language: `lexeme_norm` of the model's vocabulary, then spaCy's base norms.
#[derive(Debug)]
pub(crate) struct Norms {
    /// By string id, as the model keeps it.
    table: HashMap<u64, Box<str>, FixedState>,
    base: HashMap<&'static str, &'static str, FixedState>,
}

impl Words {
    /// The number of a text with its usual norm.
    pub(crate) fn add(&mut self, text: &str, norms: &Norms, names: &mut Names) -> WordId {
        if let Some(&word) = self.plain.get(text) {
            return word;
        }
        let lower = text.to_lowercase();
        let norm = norms.of(text).unwrap_or(&lower);
        let word = self.push(text, &lower, norm, names);
        self.plain.insert(text.into(), word);
        word
    }

    /// The number of a text with a norm that the tokenizer's exceptions give it.
    pub(crate) fn add_with_norm(&mut self, text: &str, norm: &str, names: &mut Names) -> WordId {
        let key = (text.into(), norm.into());
        if let Some(&word) = self.exceptional.get(&key) {
            return word;
        }
        let word = self.push(text, &text.to_lowercase(), norm, names);
        self.exceptional.insert(key, word);
        word
    }

    pub(crate) fn get(&self, word: WordId) -> &Word {
        &self.words[word as usize]
    }

    /// What the embedding wants to know, by word number.
    pub(crate) fn features(&self) -> &[WordFeatures] {
        &self.features
    }

    pub(crate) fn is_space(&self, word: WordId) -> bool {
        self.features[word as usize].is_space
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    fn push(&mut self, text: &str, lower: &str, norm: &str, names: &mut Names) -> WordId {
        let second = text.char_indices().nth(1).map_or(text.len(), |(i, _)| i);
        let suffix = text.char_indices().rev().take(3).last().map_or(0, |(i, _)| i);
        self.features.push(WordFeatures {
            orth: string_id(text),
            lower: string_id(lower),
            norm: string_id(norm),
            prefix: string_id(&text[..second]),
            suffix: string_id(&text[suffix..]),
            shape: string_id(&shape(text)),
            is_space: text.chars().all(unicode::is_space),
            is_alpha: text.chars().all(unicode::is_alpha),
            is_ascii: text.is_ascii(),
            is_digit: text.chars().all(unicode::is_digit),
            is_lower: unicode::is_lower(text),
            is_upper: unicode::is_upper(text),
            is_title: unicode::is_title(text),
            is_punct: unicode::is_punctuation(text),
        });
        self.words.push(Word { norm: names.add(norm), lower: names.add(lower) });
        (self.words.len() - 1) as WordId
    }
}

impl Norms {
    /// Reads `vocab/lookups.bin` of a pipeline, if it is there.
    pub(crate) fn read(folder: &ModelFolder) -> Result<Norms, ModelError> {
        const FILE: &str = "vocab/lookups.bin";
        let mut table = HashMap::default();
        if folder.has(FILE) {
            let bytes = folder.read(FILE)?;
            let file = PackedFile::decode(&bytes, folder, FILE)?;
            if let Some(norms) = file.root().find("lexeme_norm") {
                for (id, norm) in norms.entries()? {
                    table.insert(id.number()?, norm.text()?.into());
                }
            }
        }
        let base = include_str!("../../data/annotate/base_norms.tsv").lines();
        let base =
            base.filter(|line| !line.starts_with("# ")).filter_map(|line| line.split_once('\t'));
        Ok(Norms { table, base: base.collect() })
    }

    /// The norm of a text, if it is another than its lower case.
    fn of(&self, text: &str) -> Option<&str> {
        match self.table.get(&string_id(text)) {
            Some(norm) => Some(norm),
            None => self.base.get(text).copied(),
        }
    }
}

/// The form of a word: letters become `X` or `x`, digits `d`, and of a run of more than four
/// equal signs four remain ("al-Nujaba" is `xx-Xxxxx`).
fn shape(text: &str) -> String {
    if text.chars().nth(99).is_some() {
        return "LONG".to_owned();
    }
    let mut shape = String::with_capacity(text.len());
    let mut last = None;
    let mut run = 0;
    for c in text.chars() {
        let sign = match c {
            c if unicode::is_alpha(c) && c.is_uppercase() => 'X',
            c if unicode::is_alpha(c) => 'x',
            c if unicode::is_digit(c) => 'd',
            c => c,
        };
        run = if last == Some(sign) { run + 1 } else { 0 };
        last = Some(sign);
        if run < 4 {
            shape.push(sign);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn shapes_as_spacy_draws_them() {
        for (text, expected) in [
            ("al-Nujaba", "xx-Xxxxx"),
            ("CENTCOM", "XXXX"),
            ("7.62mm", "d.ddxx"),
            ("$1.2bn", "$d.dxx"),
            ("......", "...."),
            ("كتائب", "xxxx"),
        ] {
            assert_eq!(shape(text), expected, "{text}");
        }
        assert_eq!(shape(&"a".repeat(100)), "LONG");
    }
}
