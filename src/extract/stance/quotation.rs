//! Where a text quotes somebody's words, over sentences and paragraphs.

use std::ops::Range;

use super::tree::Tree;

/// The quotations of a text, from mark to mark, in order.
///
/// A quotation that is still open at the end of a paragraph goes on when the next paragraph opens
/// with a mark, as newspapers set long ones; otherwise it ends there.
pub(super) fn quotations(tree: &Tree<'_>) -> Vec<Range<usize>> {
    let mut quotations = Vec::new();
    let mut open: Option<usize> = None;
    let mut token = 0;
    while token < tree.len() {
        let word = tree.token(token);
        let ends_paragraph = word.is_space() && word.text().contains('\n');
        match (open, mark(tree, token)) {
            (None, Some(Mark::Open)) => open = Some(token),
            (Some(start), Some(Mark::Close)) => {
                quotations.push(start..token + 1);
                open = None;
            }
            (Some(start), None) if ends_paragraph => {
                if token + 1 < tree.len() && mark(tree, token + 1) == Some(Mark::Open) {
                    token += 1;
                } else {
                    quotations.push(start..token);
                    open = None;
                }
            }
            _ => {}
        }
        token += 1;
    }
    quotations.extend(open.map(|start| start..tree.len()));
    quotations
}

/// Whether a quotation holds more than a few borrowed words: `called it "a lie"` is none.
pub(super) fn is_speech(tree: &Tree<'_>, quotation: &Range<usize>) -> bool {
    let ends_as_sentence = |token: usize| matches!(tree.norm(token), "." | "," | "!" | "?" | "…");
    quotation.len() > 4
        && quotation.end >= 2
        && (ends_as_sentence(quotation.end - 2)
            || quotation
                .clone()
                .any(|token| matches!(tree.tag(token), "VBD" | "VBP" | "VBZ" | "MD")))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
}

fn mark(tree: &Tree<'_>, token: usize) -> Option<Mark> {
    match tree.token(token).text() {
        "“" | "«" | "„" | "``" => Some(Mark::Open),
        "”" | "»" | "''" => Some(Mark::Close),
        "\"" => Some(if opens(tree, token) { Mark::Open } else { Mark::Close }),
        _ => None,
    }
}

/// A straight mark opens when nothing stands between it and the word behind it, but something
/// before it.
fn opens(tree: &Tree<'_>, token: usize) -> bool {
    let blank_before = match token.checked_sub(1).map(|before| tree.token(before)) {
        None => true,
        Some(before) => before.space_after() || before.is_space() || before.text() == "(",
    };
    let blank_behind = tree.token(token).space_after()
        || token + 1 == tree.len()
        || tree.token(token + 1).is_space();
    blank_before && !blank_behind
}
