//! Sets of characters, as a pattern writes them.

use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt as _};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

/// How many categories there are. Every character is in exactly one, and `\w`, `\d`,
/// `\s` and their opposites are unions of them, so that a mask of bits can say them all.
pub(super) const CATEGORIES: u8 = 4;
pub(super) const DIGIT: u8 = 0b0010;
/// Digits are word characters.
pub(super) const WORD: u8 = 0b0011;
pub(super) const SPACE: u8 = 0b0100;

/// Letters and numbers that are not decimal digits, and `_`: 0; decimal digits: 1;
/// white space: 2; all else: 3.
pub(super) fn category(c: char) -> u8 {
    match c {
        'a'..='z' | 'A'..='Z' | '_' => 0,
        '0'..='9' => 1,
        // Python counts the separators of files, groups, records and units as space.
        '\u{1C}'..='\u{1F}' => 2,
        _ if c.is_whitespace() => 2,
        _ if c.is_ascii() => 3,
        _ => match c.general_category() {
            GeneralCategory::DecimalNumber => 1,
            GeneralCategory::UppercaseLetter
            | GeneralCategory::LowercaseLetter
            | GeneralCategory::TitlecaseLetter
            | GeneralCategory::ModifierLetter
            | GeneralCategory::OtherLetter
            | GeneralCategory::LetterNumber
            | GeneralCategory::OtherNumber => 0,
            _ => 3,
        },
    }
}

/// Whether `\w` matches.
pub(super) fn is_word(c: char) -> bool {
    WORD >> category(c) & 1 == 1
}

/// Ranges of code points and categories, or everything but these.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct CharSet {
    /// First and last of each range, sorted and apart from each other.
    pub(super) ranges: Vec<(u32, u32)>,
    pub(super) categories: u8,
    pub(super) is_negated: bool,
}

impl From<u32> for CharSet {
    fn from(c: u32) -> Self {
        CharSet { ranges: vec![(c, c)], categories: 0, is_negated: false }
    }
}

impl CharSet {
    pub(super) fn new(mut ranges: Vec<(u32, u32)>, categories: u8) -> Self {
        ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (low, high) in ranges {
            match merged.last_mut() {
                Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
                _ => merged.push((low, high)),
            }
        }
        let categories = categories & ((1 << CATEGORIES) - 1);
        CharSet { ranges: merged, categories, is_negated: false }
    }

    pub(super) fn of_categories(mask: u8) -> Self {
        Self::new(Vec::new(), mask)
    }

    pub(super) fn any() -> Self {
        Self::new(vec![(0, u32::from(char::MAX))], 0)
    }

    pub(super) fn negated(mut self) -> Self {
        self.is_negated = !self.is_negated;
        self
    }

    /// The only member, if the set was written as one.
    pub(super) fn single(&self) -> Option<u32> {
        match self.ranges[..] {
            [(low, high)] if low == high && self.categories == 0 && !self.is_negated => Some(low),
            _ => None,
        }
    }

    /// Adds to the ranges all characters that differ from a member only in case.
    pub(super) fn ignoring_case(self) -> Self {
        let mut ranges = self.ranges.clone();
        for family in case_families() {
            if family.iter().any(|c| self.in_ranges(*c)) {
                ranges.extend(family.iter().map(|c| (*c, *c)));
            }
        }
        CharSet { is_negated: self.is_negated, ..Self::new(ranges, self.categories) }
    }

    fn in_ranges(&self, c: u32) -> bool {
        let after = self.ranges.partition_point(|range| range.0 <= c);
        after > 0 && c <= self.ranges[after - 1].1
    }
}

/// Characters that Python's `IGNORECASE` holds to be the same.
///
/// That is: their lower-case forms are one, or have one upper-case form (`k` and the
/// Kelvin sign; `s` and the long `ſ`).
fn case_families() -> &'static [Vec<u32>] {
    static FAMILIES: OnceLock<Vec<Vec<u32>>> = OnceLock::new();
    FAMILIES.get_or_init(|| {
        let mut families: HashMap<String, Vec<u32>> = HashMap::new();
        for c in '\0'..=char::MAX {
            let lower = c.to_lowercase().next().unwrap_or(c);
            let upper = lower.to_uppercase();
            if lower != c || upper.len() > 1 || !upper.clone().eq([c]) {
                families.entry(upper.collect()).or_default().push(u32::from(c));
            }
        }
        let mut families: Vec<_> =
            families.into_values().filter(|family| family.len() > 1).collect();
        families.sort_unstable();
        families
    })
}
