//! What a verb of telling governs: the clauses, objects and phrases that hold what is told.

use std::ops::Range;

use super::cue::Context;
use super::lexicon::{Class, Kind};
use super::subject::own_subject;
use super::tree::{NEAR, Tree};
use super::verb::Telling;

/// The tokens at the top of what a verb tells.
pub(super) fn contents(context: &Context<'_, '_>, telling: &Telling<'_>) -> Vec<usize> {
    let (tree, verb, class) = (context.tree, telling.verb, telling.entry.class);
    let is_content = |child: &usize| is_content(tree, telling, *child);
    let mut contents: Vec<usize> = tree.children(verb).filter(is_content).collect();
    if class == Some(Class::Accuse) {
        contents.extend(accusation(tree, telling));
    }
    if contents.is_empty() && tree.dep(verb) == "xcomp" {
        // "…," he liked to say.
        contents.extend(tree.child(tree.head(verb), &["ccomp"]).filter(|&clause| clause < verb));
    }
    if class == Some(Class::Tell)
        && let Some(hearer) = tree.child(verb, &["dobj"])
    {
        let is_clause = |&child: &usize| {
            matches!(tree.dep(child), "relcl" | "acl" | "ccomp")
                && tree.norm(tree.subtree(child).start) == "that"
        };
        contents.extend(tree.children(hearer).filter(is_clause));
    }
    contents
}

fn is_content(tree: &Tree<'_>, telling: &Telling<'_>, child: usize) -> bool {
    let Telling { verb, entry, is_passive, .. } = *telling;
    if Some(child) == telling.subject || is_quoted_denial(tree, telling, child) {
        return false;
    }
    let (takes_clause, takes_object) = (entry.takes("clause"), entry.takes("object"));
    match tree.dep(child) {
        "ccomp" => takes_clause || takes_object || entry.takes("that"),
        "dobj" | "oprd" if entry.takes("naming") => true,
        "dobj" | "prep" if entry.takes("number") => puts_number(tree, verb),
        "dobj" | "npadvmod" | "conj" | "oprd" | "acomp" if entry.takes("figure") => {
            child > verb && has_number(tree, child)
        }
        "xcomp" | "oprd" => is_passive || takes_object && child > verb,
        "dobj" => takes_object,
        "nsubjpass" => is_passive && takes_object,
        "prep" => entry.takes(tree.norm(child)) && child > verb && !is_date(tree, child),
        "conj" => {
            takes_clause && !is_passive && (has_that(tree, child) || is_listed(tree, verb, child))
        }
        "advcl" => takes_clause && has_that(tree, child),
        _ => false,
    }
}

/// The words that a token at the top of a content stands over, up to the next semicolon.
pub(super) fn content(context: &Context<'_, '_>, verb: usize, top: usize) -> Range<usize> {
    let tree = context.tree;
    let Range { start, end } = tree.subtree(top);
    let further = tree.children(top).find(|&child| is_further(context, verb, top, child));
    let end = further.map_or(end, |further| further.max(start + 1) - 1);
    if top > verb && tree.child(top, &["mark"]).is_some() {
        return start.max(verb + 1)..end;
    }
    let limit = tree.segment(verb);
    start.max(limit.start)..end.min(limit.end)
}

/// What is told where the parser hung it on another word: "replied under the post that A",
/// "accuses Spain, whose troops have left, of A".
pub(super) fn astray(tree: &Tree<'_>, telling: &Telling<'_>) -> Vec<usize> {
    let Telling { verb, entry, .. } = *telling;
    let rest = verb + 1..tree.segment(verb).end.min(verb + NEAR);
    let is_that = |&token: &usize| tree.norm(token) == "that" && tree.dep(token) == "mark";
    let clause = rest.clone().filter(|_| entry.takes("clause")).find(is_that);
    let is_charge = |&token: &usize| {
        let is_preposition = tree.tag(token) == "IN" && tree.child(token, &["pcomp"]).is_some();
        is_preposition && entry.takes(tree.norm(token)) && entry.class == Some(Class::Accuse)
    };
    let top = clause.map(|that| tree.head(that)).or_else(|| rest.clone().find(is_charge));
    top.filter(|&top| top > verb).into_iter().collect()
}

/// What a denier says in his own words: "denied it: we never left".
fn is_quoted_denial(tree: &Tree<'_>, telling: &Telling<'_>, child: usize) -> bool {
    telling.entry.class == Some(Class::Deny)
        && (telling.verb + 1..child).take(NEAR).any(|token| tree.norm(token) == ":")
}

/// "of arming them", also where the parser hangs it on the accused.
fn accusation(tree: &Tree<'_>, telling: &Telling<'_>) -> Vec<usize> {
    let is_beside = |&child: &usize| {
        child > telling.verb
            && matches!(tree.dep(child), "dobj" | "oprd" | "acomp" | "ccomp" | "nsubjpass")
    };
    let beside: Vec<usize> = tree.children(telling.verb).filter(is_beside).collect();
    let adjectives = beside.iter().filter_map(|&child| tree.child(child, &["amod"]));
    let tops: Vec<usize> = beside.iter().copied().chain(adjectives).collect();
    let is_charge =
        |&child: &usize| tree.dep(child) == "prep" && telling.entry.takes(tree.norm(child));
    tops.into_iter().flat_map(|top| tree.children(top)).filter(is_charge).collect()
}

/// "denies that it *set* the fire and *points* at the army": the second telling is the teller's own.
fn is_further(context: &Context<'_, '_>, verb: usize, top: usize, child: usize) -> bool {
    let Context { tree, lexicon, .. } = context;
    tree.dep(child) == "conj"
        && own_subject(tree, child).is_none()
        && tree.tag(child) == tree.tag(verb)
        && tree.tag(child) != tree.tag(top)
        && lexicon.find(Kind::TellingVerb, tree, child).is_some()
}

/// "charged that they had crossed, *taken* three soldiers and killed them".
fn is_listed(tree: &Tree<'_>, verb: usize, child: usize) -> bool {
    let clause = tree.child(verb, &["ccomp"]);
    clause.is_some_and(|clause| clause > verb)
        && own_subject(tree, child).is_none()
        && tree.subtree(child).start == child
        && child > 0
        && tree.norm(child - 1) == ","
        && tree.child(child, &["conj"]).is_some()
}

/// "puts the dead at 20".
fn puts_number(tree: &Tree<'_>, verb: usize) -> bool {
    let at = tree.children(verb).filter(|&child| tree.norm(child) == "at");
    let mut objects = at.filter_map(|at| tree.child(at, &["pobj", "prep"]));
    objects.any(|object| tree.subtree(object).any(|token| tree.tag(token) == "CD"))
}

/// "gave 24 dead and 129 injured".
fn has_number(tree: &Tree<'_>, phrase: usize) -> bool {
    tree.children(phrase).chain([phrase]).any(|token| tree.tag(token) == "CD")
}

/// "reported on Monday" reports nothing about Monday.
fn is_date(tree: &Tree<'_>, preposition: usize) -> bool {
    let object = tree.child(preposition, &["pobj"]);
    object.is_some_and(|object| matches!(tree.entity(object), Some((_, "DATE" | "TIME"))))
}

fn has_that(tree: &Tree<'_>, clause: usize) -> bool {
    tree.children(clause).any(|child| tree.dep(child) == "mark" && tree.norm(child) == "that")
}
