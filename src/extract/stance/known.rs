//! What a sentence takes as known, so that whoever speaks in it does not tell it.

use std::ops::Range;

use super::lexicon::StanceLexicon;
use super::tree::Tree;

/// Whether a predicate is something that its sentence takes as known, whoever speaks: "its
/// commander", "Iran-backed", "X, head of Y". What happens ("the attack") is told as by a verb.
pub(super) fn is_known(tree: &Tree<'_>, lexicon: &StanceLexicon, predicate: usize) -> bool {
    let mut node = if tree.dep(predicate) == "prep" { tree.head(predicate) } else { predicate };
    let is_event = lexicon.is_event(tree, node);
    for _ in 0..16 {
        match tree.dep(node) {
            "conj" => node = tree.head(node),
            "appos" => return true,
            "amod" | "compound" | "nmod" | "poss" => return !is_event,
            "nsubj" | "nsubjpass" | "dobj" | "pobj" | "dative" | "npadvmod" => {
                return !is_event && !tree.is_verb(node);
            }
            _ => return false,
        }
    }
    false
}

/// The apposition or participle set off by a comma that a predicate stands in, which speaks for
/// the report even inside somebody's words: "X, head of Y,", "the band, led by X,".
pub(super) fn aside(tree: &Tree<'_>, predicate: usize) -> Option<Range<usize>> {
    let is_aside = |&node: &usize| {
        let subtree = tree.subtree(node);
        let is_participle = tree.dep(node) == "acl" && matches!(tree.tag(node), "VBN" | "VBG");
        tree.dep(node) == "appos"
            || is_participle
                && (subtree.start.checked_sub(1).is_some_and(|before| tree.norm(before) == ","))
    };
    let node = std::iter::once(predicate).chain(tree.up(predicate)).find(is_aside)?;
    Some(tree.subtree(node))
}
