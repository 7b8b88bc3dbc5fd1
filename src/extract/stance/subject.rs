//! Who does what a verb says, where the parser sees it and where it does not.

use super::cue::Context;
use super::teller::{Phrase, tells};
use super::tree::Tree;

/// Who does what a verb says, also where the verb itself leaves him out.
pub(super) fn subject(context: &Context<'_, '_>, verb: usize) -> Option<usize> {
    let tree = context.tree;
    let near = astray(context, verb).or_else(|| inverted(context, verb));
    near.or_else(|| shared(tree, verb)).or_else(|| first_name(tree, verb))
}

/// The subject nearest to a verb: a parser that loses its way hangs several on it.
pub(super) fn own_subject(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let is_subject = |&child: &usize| matches!(tree.dep(child), "nsubj" | "nsubjpass" | "csubj");
    let before = tree.children(verb).filter(|&child| child < verb).rfind(is_subject);
    before.or_else(|| tree.children(verb).find(is_subject))
}

/// By whom something is done in the passive.
pub(super) fn by_whom(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let is_by = |&child: &usize| tree.dep(child) == "prep" && tree.norm(child) == "by";
    let agent = tree.child(verb, &["agent"]).or_else(|| tree.children(verb).find(is_by))?;
    tree.child(agent, &["pobj"])
}

/// Who tells in a subject that is or seems a verb: "reporting from Reuters", "Acting Under
/// Secretary Jo Hill".
pub(super) fn somebody(context: &Context<'_, '_>, subject: usize) -> Option<Phrase> {
    let tree = context.tree;
    let is_person = |&token: &usize| matches!(tree.entity(token), Some((_, "PERSON")));
    if !tree.is_verb(subject) {
        return None;
    }
    let by = tree.children(subject).filter(|&child| matches!(tree.norm(child), "from" | "by"));
    let mut authors = by.filter_map(|by| tree.child(by, &["pobj"]));
    let author = authors.find(|&author| tells(tree, context.lexicon, author));
    let person = || tree.subtree(subject).take(16).find(is_person);
    context.phrase(author.or_else(person)?)
}

/// The subject of a verb, or of the one above it that it shares with it.
fn shared(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let mut verb = verb;
    for _ in 0..8 {
        if let Some(subject) = own_subject(tree, verb) {
            return Some(subject);
        }
        let head = tree.head(verb);
        match tree.dep(verb) {
            "acl" => return Some(head),
            "relcl" | "acomp" | "csubj" | "ROOT" => return None,
            "ccomp" if tree.tag(verb) != "VBG" => return None,
            _ if tree.is_noun(head) => return None,
            _ => verb = head,
        }
    }
    None
}

/// The subject behind a verb, also where the parser took it for the object: "…," insisted the
/// minister; "A column, say two officials, crossed".
fn inverted(context: &Context<'_, '_>, verb: usize) -> Option<usize> {
    let Context { tree, lexicon, .. } = context;
    let before = verb.checked_sub(1).map(|before| tree.norm(before))?;
    let is_first = tree.cuts_off(before) || matches!(before, ")" | "so");
    let has_subject = own_subject(tree, verb).is_some_and(|subject| subject < verb);
    let has_subject = has_subject && tree.dep(verb) != "parataxis" && !is_set_off(tree, verb);
    if !is_first || has_subject || !(is_finite(tree, verb) || tree.tag(verb) == "VB") {
        return None;
    }
    let is_teller = |child: usize| {
        tree.dep(child) == "nsubj"
            || tree.tag(child).starts_with("NNP")
            || tells(tree, lexicon, child)
    };
    let is_subject = |&child: &usize| {
        let dep = matches!(tree.dep(child), "nsubj" | "dobj" | "attr" | "npadvmod" | "oprd");
        dep && child > verb && tree.subtree(child).start == verb + 1 && is_teller(child)
    };
    tree.children(verb).find(is_subject)
}

/// Whether one comma stands between a verb and what the parser took for its subject: in "A column,
/// say two officers", but not in "The envoy, Ali Hassan, saw the king".
fn is_set_off(tree: &Tree<'_>, verb: usize) -> bool {
    let Some(subject) = own_subject(tree, verb) else { return false };
    let words = tree.subtree(subject);
    let inner = words.clone().any(|token| token + 1 != verb && tree.norm(token) == ",");
    !inner && words.end + 1 >= verb
}

/// The subject that the parser took for an apposition: "they passed Mosul, the town's mayor, Omar
/// Saleh, told".
fn astray(context: &Context<'_, '_>, verb: usize) -> Option<usize> {
    let Context { tree, lexicon, .. } = context;
    let last = verb.checked_sub(1)?;
    let last = if tree.norm(last) == "," { last.checked_sub(1)? } else { last };
    if own_subject(tree, verb).is_some() || !is_finite(tree, verb) {
        return None;
    }
    let above = std::iter::once(last).chain(tree.up(last));
    let above = above.take_while(|&noun| noun < verb && !tree.is_verb(noun));
    above.filter(|&noun| tree.dep(noun) == "appos" && tells(tree, lexicon, noun)).last()
}

/// The name that a sentence begins with, where the parser found no subject for its verb.
fn first_name(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let is_name = |&token: &usize| matches!(tree.tag(token), "NNP" | "NNPS" | "HYPH");
    let is_lost = tree.dep(verb) == "ROOT" && is_finite(tree, verb);
    let start = tree.segment(verb).start;
    (start..verb).take_while(is_name).last().filter(|_| is_lost)
}

fn is_finite(tree: &Tree<'_>, verb: usize) -> bool {
    matches!(tree.tag(verb), "VBD" | "VBZ" | "VBP")
}
