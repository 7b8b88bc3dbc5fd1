//! Where paragraphs and items of lists begin.

/// Whether a new paragraph begins with `word`, of which `before` is the token before.
pub(super) fn begins(before: &str, word: &str) -> bool {
    if !before.contains('\n') || !before.trim().is_empty() || word.trim().is_empty() {
        return false;
    }
    before.matches('\n').count() > 1 || matches!(word, "-" | "–" | "—" | "*" | "•" | "·" | "#")
}

#[cfg(test)]
mod tests {
    use super::begins;

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
