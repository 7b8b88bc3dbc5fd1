//! The words for people and for amounts; `data/lexicon/people.tsv` and `amounts.tsv` have them.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::extract::atom::Atom;

const PEOPLE: &str = include_str!("../../../data/lexicon/people.tsv");
const AMOUNTS: &str = include_str!("../../../data/lexicon/amounts.tsv");

/// Whether a word (in lower case) belongs to a class of `people.tsv`:
///
/// - `person`: "soldier"; `suffix`: "man" in "oarsman"; `group`: "column";
/// - `toll`: "dead", behind a number; `toll-noun`: "toll", which a number may stand with;
/// - `toll-verb`: "kill", "lose"; `toll-only`: those whose objects are people, "kill"; `toll-act`:
///   those that the dead do, "die"; `act`: what only people do, "desert";
/// - `strong` and `head`: "strong" and "man" in "a 300-strong force", "a ten-man squad"; `counting`:
///   "number" in "they number 300"; `measure`: "at" in "put the dead at 12"; `plural`: "they";
///   `definite`: "the" in "the two ministers".
pub(super) fn is(word: &str, class: &str) -> bool {
    static WORDS: OnceLock<HashSet<(&str, &str)>> = OnceLock::new();
    let words = WORDS.get_or_init(|| rows(PEOPLE).collect());
    words.contains(&(word, class))
}

/// Whether a word ends like one for people: "guardsmen", "peacekeepers".
pub(super) fn has_person_ending(word: &str) -> bool {
    static ENDINGS: OnceLock<Vec<&str>> = OnceLock::new();
    let of_class = |(word, class): (&'static str, &str)| (class == "suffix").then_some(word);
    let endings = ENDINGS.get_or_init(|| rows(PEOPLE).filter_map(of_class).collect());
    endings.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
}

/// The place behind the longest phrase of a class of `amounts.tsv` that begins here.
pub(super) fn phrase(atoms: &[Atom<'_>], at: usize, class: &str) -> Option<usize> {
    static PHRASES: OnceLock<HashMap<&str, Vec<Vec<&str>>>> = OnceLock::new();
    let phrases = PHRASES.get_or_init(|| {
        let mut phrases: HashMap<&str, Vec<Vec<&str>>> = HashMap::new();
        for (words, class) in rows(AMOUNTS) {
            phrases.entry(class).or_default().push(words.split(' ').collect());
        }
        phrases
    });
    let here = |words: &&Vec<&str>| {
        let has = |(place, word): (usize, &&str)| {
            atoms.get(at + place).is_some_and(|atom| atom.lower == **word)
        };
        words.iter().enumerate().all(has)
    };
    phrases.get(class)?.iter().filter(here).map(|words| at + words.len()).max()
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().skip(1).filter_map(|line| line.split_once('\t'))
}
