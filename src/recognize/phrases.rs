//! A table of words and phrases, looked up over the tokens of a text.

use std::collections::HashMap;

use super::words::Words;

/// Phrases of one or more tokens with a value each, in lower case.
#[derive(Debug, Clone)]
pub(crate) struct Phrases<T> {
    by_first: HashMap<String, Vec<(Vec<String>, T)>>,
    by_last: HashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Phrases<T> {
        Phrases { by_first: HashMap::new(), by_last: HashMap::new() }
    }
}

impl<T: Copy> Phrases<T> {
    pub(crate) fn add(&mut self, phrase: &str, value: T) {
        let words = split(phrase);
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        for (table, key) in [(&mut self.by_first, first), (&mut self.by_last, last)] {
            let entries = table.entry(key.clone()).or_default();
            entries.push((words.clone(), value));
            entries.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
    }

    /// The longest phrase that begins at a token and ends before `end`: how many tokens, its value.
    pub(crate) fn starting(
        &self,
        words: &Words<'_>,
        start: usize,
        end: usize,
    ) -> Option<(usize, T)> {
        let entries = self.by_first.get(words.lower(start))?;
        entries.iter().find_map(|(phrase, value)| {
            let fits = phrase.len() <= end.saturating_sub(start);
            let same = || phrase.iter().zip(start..).all(|(word, at)| word == words.lower(at));
            (fits && same()).then_some((phrase.len(), *value))
        })
    }

    /// The longest phrase that ends right before `end` and begins no earlier than `start`.
    pub(crate) fn ending(&self, words: &Words<'_>, start: usize, end: usize) -> Option<(usize, T)> {
        let last = end.checked_sub(1).filter(|last| *last >= start)?;
        self.ending_as(words, words.lower(last), start, end)
    }

    /// The same, with another form of the last word, its lemma for example.
    pub(crate) fn ending_as(
        &self,
        words: &Words<'_>,
        last: &str,
        start: usize,
        end: usize,
    ) -> Option<(usize, T)> {
        let entries = self.by_last.get(last)?;
        entries.iter().find_map(|(phrase, value)| {
            let first = end.checked_sub(phrase.len()).filter(|first| *first >= start)?;
            let before = &phrase[..phrase.len() - 1];
            let same = before.iter().zip(first..).all(|(word, at)| word == words.lower(at));
            same.then_some((phrase.len(), *value))
        })
    }

    /// All values of a phrase that is one word.
    pub(crate) fn of_word<'t>(&'t self, word: &str) -> impl Iterator<Item = T> + 't {
        let entries = self.by_first.get(word).into_iter().flatten();
        entries.filter(|(words, _)| words.len() == 1).map(|(_, value)| *value)
    }
}

/// A phrase as the tokenizer would split it: at blanks, hyphens between letters and before `'s`.
fn split(phrase: &str) -> Vec<String> {
    let lower = phrase.to_lowercase().replace('-', " - ");
    let spaced = lower.replace("'s ", " 's ").replace("s' ", "s ' ");
    spaced.split_whitespace().map(str::to_owned).collect()
}
