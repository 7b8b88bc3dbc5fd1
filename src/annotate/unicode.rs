//! Python's idea of a character's kind, where Rust's standard library has another one.
//!
//! spaCy asks `str.isalpha`, `str.isdigit`, `str.isspace` and friends, which follow the Unicode
//! *general category* and *numeric type*; Rust's `char::is_alphabetic` follows the derived
//! property instead and differs on, for example, Arabic vowel signs and circled letters.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// `str.isalpha` for one character: general category L.
pub(crate) fn is_alpha(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    c.general_category_group() == GeneralCategoryGroup::Letter
}

/// `str.isdigit` for one character: numeric type Decimal or Digit.
pub(crate) fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    is_decimal(c) || DIGITS.iter().any(|&(first, last)| (first..=last).contains(&c))
}

/// `str.isdecimal` for one character, and `\d` in a Python pattern: general category Nd.
pub(crate) fn is_decimal(c: char) -> bool {
    c.general_category() == GeneralCategory::DecimalNumber
}

/// `str.isspace` for one character: White_Space, and the four ASCII separators U+001C to U+001F.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}

/// Whether every character is punctuation (general category P), as spaCy's `is_punct`.
pub(crate) fn is_punctuation(text: &str) -> bool {
    text.chars().all(|c| c.general_category_group() == GeneralCategoryGroup::Punctuation)
}

/// `str.islower`: some letter with case, and none of upper or title case.
pub(crate) fn is_lower(text: &str) -> bool {
    text.chars().any(char::is_lowercase)
        && !text.chars().any(|c| c.is_uppercase() || is_title_char(c))
}

/// `str.isupper`: some letter with case, and none of lower or title case.
pub(crate) fn is_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase)
        && !text.chars().any(|c| c.is_lowercase() || is_title_char(c))
}

/// `str.istitle`: upper case begins each run of letters with case and goes on nowhere.
pub(crate) fn is_title(text: &str) -> bool {
    let (mut in_run, mut any) = (false, false);
    for c in text.chars() {
        let begins = c.is_uppercase() || is_title_char(c);
        let goes_on = c.is_lowercase();
        if begins == in_run && (begins || goes_on) || goes_on && !in_run {
            return false;
        }
        in_run = begins || goes_on;
        any |= in_run;
    }
    any
}

/// Digraphs such as "ǅ".
fn is_title_char(c: char) -> bool {
    c.general_category() == GeneralCategory::TitlecaseLetter
}

/// Numeric type Digit without Decimal: superscripts, circled and parenthesised digits
/// (Unicode, `extracted/DerivedNumericType.txt`).
const DIGITS: [(char, char); 20] = [
    ('\u{B2}', '\u{B3}'),
    ('\u{B9}', '\u{B9}'),
    ('\u{1369}', '\u{1371}'),
    ('\u{19DA}', '\u{19DA}'),
    ('\u{2070}', '\u{2070}'),
    ('\u{2074}', '\u{2079}'),
    ('\u{2080}', '\u{2089}'),
    ('\u{2460}', '\u{2468}'),
    ('\u{2474}', '\u{247C}'),
    ('\u{2488}', '\u{2490}'),
    ('\u{24EA}', '\u{24EA}'),
    ('\u{24F5}', '\u{24FD}'),
    ('\u{24FF}', '\u{24FF}'),
    ('\u{2776}', '\u{277E}'),
    ('\u{2780}', '\u{2788}'),
    ('\u{278A}', '\u{2792}'),
    ('\u{10A40}', '\u{10A43}'),
    ('\u{10E60}', '\u{10E68}'),
    ('\u{11052}', '\u{1105A}'),
    ('\u{1F100}', '\u{1F10A}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_of_words() {
        for title in ["Iran", "Al-Nujaba", "O'Brien", "A", "A1B"] {
            assert!(is_title(title), "{title}");
        }
        for other in ["iran", "IRAN", "McKay", "1", "", "al-Nujaba"] {
            assert!(!is_title(other), "{other}");
        }
        assert!(is_upper("U.N.") && !is_upper("1") && is_lower("don't") && !is_lower("Don't"));
    }

    #[test]
    fn python_and_rust_part_ways_here() {
        assert!(!is_alpha('\u{064E}') && '\u{064E}'.is_alphabetic()); // Arabic fatha
        assert!(!is_alpha('Ⓐ') && 'Ⓐ'.is_alphabetic());
        assert!(is_digit('²') && !is_decimal('²'));
        assert!(is_digit('٣') && is_decimal('٣')); // Arabic-Indic three
        assert!(!is_digit('½'));
        assert!(is_space('\u{1F}') && !'\u{1F}'.is_whitespace());
        assert!(!is_space('\u{200B}')); // zero width space
        assert!(is_punctuation("…»") && !is_punctuation("$"));
    }
}
