//! One spelling for the many of a name: case, accents, apostrophes, hyphens and articles aside.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name in lower-case letters and digits, with single blanks: "Kata'ib Hezbollah" is
/// "kataib hezbollah", "the al-Nujaba Movement" "al nujaba movement".
pub fn normal(name: &str) -> String {
    let mut normal = String::with_capacity(name.len());
    for letter in name.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            '\'' | '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '`' | '"' | '“' | '”' | '.' => {}
            letter if letter.is_alphanumeric() => normal.extend(plain(letter).to_lowercase()),
            _ if normal.is_empty() || normal.ends_with(' ') => {}
            _ => normal.push(' '),
        }
    }
    normal.truncate(normal.trim_end().len());
    for article in ["the ", "a ", "an "] {
        if let Some(rest) = normal.strip_prefix(article) {
            return rest.to_owned();
        }
    }
    normal
}

/// Letters that do not come apart into a plain one and an accent.
fn plain(letter: char) -> char {
    match letter {
        'ı' => 'i',
        'ø' | 'Ø' => 'o',
        'đ' | 'Đ' => 'd',
        'ł' | 'Ł' => 'l',
        'ə' | 'Ə' => 'e',
        other => other,
    }
}
