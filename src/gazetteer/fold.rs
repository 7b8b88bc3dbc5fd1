//! One form for the spellings of a name: without case, marks, apostrophes and hyphens.
//!
//! `data/gazetteer/making/text.py` has the same rules. The build script compiles this file too.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// "The Kata'ib-Hizbullah" and "kataib hizbullah" become one; "as-Suwayda" and "el-Suwayda" both "al suwayda".
pub(crate) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in Words::new(name) {
        if folded == "the" {
            folded.clear();
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(&word.letters);
    }
    folded
}

/// The words of a text, folded one by one, so that a search can stop early.
pub(crate) struct Words<'t> {
    text: &'t str,
    at: usize,
}

/// A folded word and where it stood.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) letters: String,
    /// Where the word begins and ends in the text, in bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// For "Iran's": how many folded bytes come before the "s", and where they end in the text.
    pub(crate) possessed: Option<(usize, usize)>,
}

impl<'t> Words<'t> {
    pub(crate) fn new(text: &'t str) -> Words<'t> {
        Words { text, at: 0 }
    }
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let mut word = raw_word(self.text, self.at)?;
        self.at = word.end;
        if matches!(word.letters.as_str(), "el" | "ul") || is_article(self.text, &word) {
            word.letters.clear();
            word.letters.push_str("al");
        }
        Some(word)
    }
}

/// The next run of letters and digits at or behind a byte of the text.
fn raw_word(text: &str, from: usize) -> Option<Word> {
    let mut word = Word::default();
    let mut apostrophe: Option<(usize, usize)> = None;
    let mut chars = text[from..].char_indices().map(|(i, c)| (from + i, c)).peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        if c.is_alphanumeric() || c == '&' {
            if word.letters.is_empty() {
                word.start = i;
            }
            if c == '&' {
                if !word.letters.is_empty() {
                    break;
                }
                (word.letters, word.end) = ("and".to_owned(), i + 1);
                break;
            }
            push_folded(&mut word.letters, c);
            word.end = i + c.len_utf8();
        } else if is_silent(c) {
            let ends = is_apostrophe(c) && !word.letters.is_empty();
            apostrophe = if ends { Some((word.letters.len(), i)) } else { apostrophe };
            if is_combining_mark(c) && !word.letters.is_empty() {
                word.end = i + c.len_utf8();
            }
        } else if word.letters.is_empty()
            || c == '.' && next.is_some() && is_initial(&text[word.start..i])
        {
            continue;
        } else {
            break;
        }
    }
    word.possessed = apostrophe.filter(|&(length, _)| word.letters.get(length..) == Some("s"));
    (!word.letters.is_empty()).then_some(word)
}

/// Appends the letters that a letter stands for.
fn push_folded(letters: &mut String, c: char) {
    if c.is_ascii() {
        letters.push(c.to_ascii_lowercase());
        return;
    }
    for part in c.nfkd().filter(|&part| !is_combining_mark(part) && part.is_alphanumeric()) {
        for lower in part.to_lowercase() {
            match special(lower) {
                Some(spelling) => letters.push_str(spelling),
                None if is_combining_mark(lower) => {}
                None => letters.push(lower),
            }
        }
    }
}

/// Letters that do not come apart into a plain one and a mark, and the Persian and Kurdish forms of Arabic letters.
fn special(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' | 'ɖ' | 'ɗ' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ə' => "a",
        'ƙ' => "k",
        'ɓ' => "b",
        'ɣ' => "g",
        'ƴ' => "y",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ی' | 'ى' | 'ې' | 'ے' => "ي",
        'ک' | 'ڪ' => "ك",
        'ة' | 'ہ' | 'ھ' | 'ە' | 'ۀ' => "ه",
        _ => return None,
    })
}

/// Characters inside words that readers do not see as letters: apostrophes, quotes, joiners, tatweel, marks.
fn is_silent(c: char) -> bool {
    is_apostrophe(c)
        || matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '\u{200c}'..='\u{200f}' | 'ـ')
        || is_combining_mark(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | '′' | 'ʼ' | 'ʿ' | 'ʾ' | 'ʻ' | 'ˈ')
}

/// The full stop behind this is that of an initial: "U.S.", "S. Jaishankar".
fn is_initial(before: &str) -> bool {
    let last = before.rsplit('.').next().unwrap_or(before);
    last.chars().count() == 1
}

/// "as" in "as-Suwayda" or "As Suwayda": the Arabic article before a letter that it turns into.
fn is_article(text: &str, word: &Word) -> bool {
    let letters = word.letters.as_str();
    let article = matches!(
        letters,
        "as" | "ash"
            | "ad"
            | "at"
            | "an"
            | "ar"
            | "az"
            | "adh"
            | "ath"
            | "es"
            | "esh"
            | "ed"
            | "et"
            | "en"
            | "er"
            | "ez"
    );
    if !article {
        return false;
    }
    let hyphen = text[word.end..].starts_with(['-', '‐', '‑', '–']);
    let capital = text[word.start..].starts_with(char::is_uppercase);
    (hyphen || capital)
        && raw_word(text, word.end).is_some_and(|next| next.letters.starts_with(&letters[1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_spellings_into_one() {
        for (name, folded) in [
            ("Kata'ib Hizballah", "kataib hizballah"),
            ("The Hashd al-Sha‘bi", "hashd al shabi"),
            ("Deir ez-Zor", "deir al zor"),
            ("As Suwaydā’", "al suwayda"),
            ("el-Qaim", "al qaim"),
            ("U.S. Army", "us army"),
            ("S. Jaishankar", "s jaishankar"),
            ("St. James", "st james"),
            ("Łódź", "lodz"),
            ("کتائب", "كتايب"),
            ("AT&T", "at and t"),
            ("as Syria", "as syria"),
            ("O'Smach–Chong Chom", "osmach chong chom"),
        ] {
            assert_eq!(fold(name), folded, "{name}");
        }
    }

    #[test]
    fn a_possessive_ends_twice() {
        let word = Words::new("Iran's army").next().expect("there is a word");
        assert_eq!((word.letters.as_str(), word.end, word.possessed), ("irans", 6, Some((4, 4))));
    }
}
