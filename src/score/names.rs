//! When two names are one: case, diacritics, apostrophes, hyphens and a leading article aside.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::model::Entity;

/// A name as it is compared.
///
/// ```
/// use claimgraph::score::normalize;
///
/// assert_eq!(normalize("The Kata’ib  Ḥezbollah"), "kataib hezbollah");
/// assert_eq!(normalize("al-Bukamal (Abu Kamal)"), "al bukamal abu kamal");
/// ```
pub fn normalize(name: &str) -> String {
    let unmarked: String = name.nfkd().filter(|&c| canonical_combining_class(c) == 0).collect();
    let lower = unmarked.to_lowercase();
    let plain: String = lower.chars().filter(|c| !DROPPED.contains(c)).map(separated).collect();
    let words: Vec<&str> = plain.split(is_space).filter(|word| !word.is_empty()).collect();
    match words.split_first() {
        Some((&("the" | "a" | "an"), rest)) if !rest.is_empty() => rest.join(" "),
        _ => words.join(" "),
    }
}

/// Apostrophes and quotation marks, the letters used for ayn and hamza among them.
const DROPPED: [char; 9] = ['’', '\'', '`', 'ʼ', 'ʿ', 'ʾ', '"', '“', '”'];

/// The names under which an entity is known, as they are compared.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    pub(crate) fn of(entity: &Entity) -> Names {
        Names(entity.names().map(normalize).filter(|name| !name.is_empty()).collect())
    }

    /// Whether both go by one name.
    pub(crate) fn share_one(&self, other: &Names) -> bool {
        !self.0.is_disjoint(&other.0)
    }

    /// Whether a name of one has half of its words, and of the other's, in common with it.
    pub(crate) fn share_words(&self, other: &Names) -> bool {
        self.0.iter().any(|one| other.0.iter().any(|two| half_of_the_words(one, two)))
    }
}

/// Whether at least half of the words that two compared names have are in both.
pub(super) fn half_of_the_words(one: &str, two: &str) -> bool {
    let one: BTreeSet<&str> = one.split(' ').filter(|word| !word.is_empty()).collect();
    let two: BTreeSet<&str> = two.split(' ').filter(|word| !word.is_empty()).collect();
    let shared = one.intersection(&two).count();
    shared > 0 && 2 * shared >= one.union(&two).count()
}

/// Hyphens and stops part words.
fn separated(c: char) -> char {
    match c {
        '-' | '–' | '—' | '_' | '/' | '.' | ',' | '(' | ')' => ' ',
        _ => c,
    }
}

/// `\s` of a Python pattern: White_Space, and the four ASCII separators.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}
