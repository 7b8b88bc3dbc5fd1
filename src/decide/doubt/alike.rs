//! Whether two names of different things look or sound like names of one.

use super::Ground;
use crate::gazetteer::sound;

/// A name, folded, in words; articles count for nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    words: Vec<String>,
    /// Whether it is all capitals without a blank: "PMF".
    is_acronym: bool,
}

/// How alike the sounds of two names must be.
const LEAST: f32 = 0.8;

impl Name {
    pub(super) fn of(name: &str) -> Option<Name> {
        let letters = name.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 3 || !name.starts_with(|c: char| c.is_uppercase() || !c.is_ascii()) {
            return None;
        }
        let is_acronym = letters <= 6 && name.chars().all(char::is_uppercase);
        let folded = crate::recognize::normal(name);
        let words = folded.split(' ').filter(|word| !matches!(*word, "al" | "the" | ""));
        let words: Vec<String> = words.map(str::to_owned).collect();
        (!words.is_empty()).then_some(Name { words, is_acronym })
    }

    /// What another name must share with it to be compared: how it sounds, or one of its words, or its
    /// initials. Of a person's name, the last word.
    pub(super) fn keys(&self, is_person: bool) -> Vec<String> {
        let mut keys = vec![sound::skeleton(&self.words.join(" "))];
        let skip = if is_person { self.words.len() - 1 } else { 0 };
        let words = self.words.iter().skip(skip).filter(|word| word.len() > 2);
        keys.extend(words.map(|word| format!("{}-", sound::skeleton(word))));
        keys.push(format!(
            "{}.",
            if self.is_acronym { self.words.concat() } else { self.initials() }
        ));
        keys
    }

    /// Why two names may be names of one thing.
    pub(super) fn ground(&self, other: &Name, is_person: bool, is_place: bool) -> Option<Ground> {
        let (short, long) =
            if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        if short.words == long.words {
            return Some(Ground::SameName);
        }
        if short.words.len() == long.words.len() {
            let pairs = || short.words.iter().zip(&long.words);
            let all = pairs().all(|(a, b)| a == b || sound::likeness(a, b) >= LEAST);
            return all.then_some(Ground::Spelling);
        }
        if short.is_acronym && long.words.len() > 1 && long.initials() == short.words.concat() {
            return Some(Ground::Initials);
        }
        let is_same = |a: &String, b: &String| a == b || sound::likeness(a, b) == 1.0;
        let is_within = |long: &[String]| short.words.iter().zip(long).all(|(a, b)| is_same(a, b));
        let first = long.words.len() - short.words.len();
        let mut rest = long.words.iter();
        let is_part = short.words.iter().all(|word| rest.any(|it| is_same(word, it)));
        let last = short.words.last().zip(long.words.last());
        let is_part = if is_person {
            is_part && last.is_some_and(|(a, b)| is_same(a, b))
        } else {
            // "Hezbollah" and "Harakat Hezbollah al-Nujaba" are two.
            is_within(&long.words[first..]) || is_within(&long.words)
        };
        let says_enough = short.words.iter().map(String::len).sum::<usize>() > 3;
        // "Basra" and "Basra Airport" are two more often than not.
        (is_part && says_enough && !is_place).then_some(Ground::PartOfName)
    }

    fn initials(&self) -> String {
        let words = self.words.iter().filter(|word| !matches!(word.as_str(), "of" | "and" | "for"));
        words.filter_map(|word| word.chars().next()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_for_a_reason() {
        let ground = |a: &str, b: &str, is_person| {
            let [a, b] = [a, b].map(|name| Name::of(name).expect("a name"));
            assert_eq!(a.ground(&b, is_person, false), b.ground(&a, is_person, false));
            a.ground(&b, is_person, false)
        };
        assert_eq!(ground("Liwa al-Subh", "The Liwa’ al-Ṣubḥ", false), Some(Ground::SameName));
        assert_eq!(ground("Esmail Qaani", "Ismail Ghaani", true), Some(Ground::Spelling));
        assert_eq!(ground("Qaani", "Esmail Qaani", true), Some(Ground::PartOfName));
        assert_eq!(ground("Esmail", "Esmail Qaani", true), None);
        assert_eq!(ground("PMF", "Popular Mobilization Forces", false), Some(Ground::Initials));
        assert_eq!(ground("Badr", "Harakat al-Nujaba", false), None);
        assert_eq!(ground("Nujaba", "Harakat al-Nujaba", false), Some(Ground::PartOfName));
        assert_eq!(ground("Hezbollah", "Harakat Hezbollah al-Nujaba", false), None);
        assert!(Name::of("fighters").is_none(), "a description");
    }
}
