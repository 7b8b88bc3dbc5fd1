//! Where paragraphs and items of lists begin, and where datelines end.

/// Whether a new paragraph begins with `word`, of which `before` is the token before.
pub(super) fn begins(before: &str, word: &str) -> bool {
    if !before.contains('\n') || !before.trim().is_empty() || word.trim().is_empty() {
        return false;
    }
    before.matches('\n').count() > 1 || matches!(word, "-" | "–" | "—" | "*" | "•" | "·" | "#")
}

/// A dateline has at most so many words.
const LONGEST_DATELINE: usize = 16;

/// How many of a paragraph's words are its dateline: "BAGHDAD, Jan 6 (Reuters) -", "GENEVA —". The
/// first sentence begins behind it.
pub(super) fn dateline<'t>(words: impl Iterator<Item = &'t str>) -> Option<usize> {
    let words: Vec<&str> = words.take(LONGEST_DATELINE).collect();
    let dash = words.iter().position(|word| matches!(*word, "-" | "–" | "—" | "--"))?;
    let before = &words[..dash];
    let is_shouted = |word: &&str| word.chars().count() > 2 && word.chars().all(char::is_uppercase);
    let names_agency = before.last() == Some(&")") && before.contains(&"(");
    let is_place = before.first().is_some_and(is_shouted) && !before.contains(&".");
    (names_agency || is_place).then_some(dash + 1)
}

#[cfg(test)]
mod tests {
    use super::{begins, dateline};

    #[test]
    fn a_dateline_ends_with_its_dash() {
        let length = |text: &str| dateline(text.split(' '));
        assert_eq!(length("BAGHDAD , Jan 6 ( Reuters ) - Fighters crossed"), Some(8));
        assert_eq!(length("GENEVA — Talks began"), Some(2));
        assert_eq!(length("Goma ( AFP ) – Rebels took"), Some(5));
        assert_eq!(length("Fighters - most of them young - crossed"), None);
        assert_eq!(length("The group crossed on Monday ."), None);
    }

    #[test]
    fn an_empty_line_or_a_bullet_begins_a_paragraph() {
        assert!(begins("\n\n", "Fighters"));
        assert!(begins("\n \n", "Fighters"));
        assert!(begins("\n", "•"));
        assert!(!begins("\n", "Fighters"));
        assert!(!begins(".", "Fighters"));
        assert!(!begins("\n\n", "\n"));
    }
}
