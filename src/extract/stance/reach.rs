//! How far a verb of telling reaches: what it governs, what stands around it, what follows a colon.

use std::ops::Range;

use super::content::{astray, content};
use super::cue::{Context, only};
use super::lexicon::Class;
use super::subject::own_subject;
use super::tree::{NEAR, Tree};
use super::verb::Telling;

/// What a verb of telling reaches; `None` if it tells nothing here.
pub(super) fn scope(context: &Context<'_, '_>, telling: &Telling<'_>) -> Option<Vec<Range<usize>>> {
    let (tree, verb) = (context.tree, telling.verb);
    let (before, behind): (Vec<usize>, Vec<usize>) =
        telling.contents.iter().partition(|&&top| top < verb);
    let is_behind = before.iter().any(|&top| tree.dep(top) == "ccomp");
    if is_behind || behind.is_empty() && is_parenthetical(tree, telling) {
        let mut scope = around(tree, verb, &telling.own);
        let segment = tree.segment(verb);
        let near = behind.into_iter().filter(|top| segment.contains(top));
        scope.extend(near.map(|top| tree.subtree(top)));
        return Some(scope);
    }
    let contents = Some(telling.contents.clone()).filter(|contents| !contents.is_empty());
    let contents = contents.unwrap_or_else(|| astray(tree, telling));
    if contents.is_empty() {
        return behind_colon(tree, telling);
    }
    Some(contents.into_iter().map(|top| content(context, verb, top)).collect())
}

/// The words of the telling itself: from its subject to the end of its own complements.
pub(super) fn own(tree: &Tree<'_>, telling: &Telling<'_>) -> Range<usize> {
    let Telling { verb, ref contents, subject, .. } = *telling;
    let is_part = |&child: &usize| {
        matches!(tree.dep(child), "aux" | "auxpass" | "neg" | "mark" | "nsubjpass")
            && !contents.contains(&child)
    };
    let near = subject.filter(|&subject| tree.segment(subject) == tree.segment(verb));
    let left = tree.children(verb).filter(is_part).chain(near).filter(|&part| part < verb);
    let left = left.map(|part| tree.subtree(part).start).filter(|&start| start + LONGEST > verb);
    let start = left.min().unwrap_or(verb).min(verb);
    let told = contents.iter().filter(|&&top| top > verb).map(|&top| tree.subtree(top).start);
    let end = own_end(tree, telling).min(told.min().unwrap_or(usize::MAX));
    start..end.max(verb + 1)
}

/// The most words of a teller before his verb.
const LONGEST: usize = 40;

fn own_end(tree: &Tree<'_>, telling: &Telling<'_>) -> usize {
    let Telling { verb, ref contents, subject, .. } = *telling;
    let mut end = verb + 1;
    for child in tree.children(verb).filter(|&child| child > verb && tree.dep(child) != "punct") {
        let is_told = contents.contains(&child)
            || matches!(tree.dep(child), "ccomp" | "conj" | "xcomp" | "dep" | "parataxis" | "cc");
        let follows = tree.subtree(child).start == end || Some(child) == subject;
        let is_aside = tree.dep(child) == "advcl" && matches!(tree.tag(child), "VBG" | "VBN");
        if is_told || !follows && !is_aside {
            break;
        }
        end = tree.subtree(child).end;
    }
    let is_described = |subject: usize| tree.child(subject, &["relcl", "appos"]).is_some();
    match subject.filter(|&subject| subject > verb && !is_described(subject)) {
        // "say two officers, crossed": what follows the comma is not the officers'.
        Some(subject) => (subject + 1..end).find(|&token| tree.norm(token) == ",").unwrap_or(end),
        None => end,
    }
}

/// What stands around a telling, in the same stretch. One that is set into the second of two verbs
/// tells only that: "bombed the bridge and killed, villagers say, five people".
pub(super) fn around(tree: &Tree<'_>, verb: usize, own: &Range<usize>) -> Vec<Range<usize>> {
    let segment = tree.segment(verb);
    let before = before(tree, verb, own);
    let behind = own.end.min(segment.end)..segment.end;
    if !is_inserted(tree, verb, own) {
        return only(before);
    }
    let head = tree.head(verb);
    let last = own.start.checked_sub(2).filter(|last| before.contains(last));
    match last {
        Some(last) if tree.tag(last) == "CC" => return only(behind),
        Some(last) if is_second(tree, last) => return vec![last..before.end, behind],
        _ => {}
    }
    if head != verb && is_second(tree, head) {
        let Range { start, end } = tree.subtree(head);
        return only(start.max(before.start)..end.min(segment.end));
    }
    vec![before, behind]
}

/// What stands before a telling: all of the stretch, but for "he said" only what follows a colon,
/// because before it somebody is named whom "he" stands for.
fn before(tree: &Tree<'_>, verb: usize, own: &Range<usize>) -> Range<usize> {
    let start = tree.segment(verb).start;
    let end = own.start.max(start);
    let is_subject = |token: usize| tree.dep(token) == "nsubj" && tree.pos(token) == "PRON";
    if !own.clone().take(NEAR).any(is_subject) {
        return start..end;
    }
    let colon = (start..end).rev().take(NEAR).find(|&token| tree.norm(token) == ":");
    colon.map_or(start, |colon| colon + 1)..end
}

fn is_second(tree: &Tree<'_>, verb: usize) -> bool {
    tree.is_verb(verb) && tree.dep(verb) == "conj"
}

/// Whether a telling without content of its own is set into what it tells, or stands behind it.
fn is_parenthetical(tree: &Tree<'_>, telling: &Telling<'_>) -> bool {
    let Telling { verb, entry, subject, ref own, .. } = *telling;
    let is_passive = tree.is_passive(verb);
    if !entry.takes("clause") && !entry.takes("object") || subject.is_none() && !is_passive {
        return false;
    }
    if opener(tree, verb).is_some() || tree.dep(verb) == "parataxis" {
        return true;
    }
    if tree.child(verb, &["mark"]).is_some_and(|mark| mark < verb) {
        // "…, as the police answered with tear gas."
        return false;
    }
    let is_impersonal = own.len() < 5 && own.clone().any(|token| tree.norm(token) == "it");
    let segment = tree.segment(verb);
    let before = own.start.checked_sub(1).filter(|before| segment.contains(before));
    let Some(before) = before.filter(|_| !is_passive || is_impersonal) else { return false };
    if !is_passive && subject.is_some_and(|subject| subject > verb) {
        return true;
    }
    let is_cut_off = tree.cuts_off(tree.norm(before));
    let has_clause = is_passive
        || tree.head(verb) > own.end
        || (segment.start..before).rev().take(NEAR).any(|token| tree.is_verb(token));
    is_cut_off
        && has_clause
        && entry.takes("clause")
        && !has_object(tree, telling)
        && is_closed(tree, verb, own)
}

/// "In March, the envoys *held* a meeting" tells nothing.
fn has_object(tree: &Tree<'_>, telling: &Telling<'_>) -> bool {
    let object = tree.child(telling.verb, &["dobj", "xcomp"]);
    telling.entry.class != Some(Class::Tell) && object.is_some() && object != telling.subject
}

/// Whether nothing that could be told follows the telling before the next stop.
fn is_closed(tree: &Tree<'_>, verb: usize, own: &Range<usize>) -> bool {
    let is_stop = |next: usize| {
        tree.token(next).is_space() || matches!(tree.norm(next), "." | ";" | ":" | "“" | ")")
    };
    let stops = |next: usize| next >= tree.len() || is_stop(next) || tree.cuts_off(tree.norm(next));
    stops(verb + 1) || stops(own.end)
}

/// "as X said", "so X contends"; not "as the police answered with tear gas".
fn opener(tree: &Tree<'_>, verb: usize) -> Option<usize> {
    let is_date = |next: usize| matches!(tree.entity(next), Some((_, "DATE" | "TIME")));
    let next = verb + 1;
    let ends = next >= tree.len()
        || tree.pos(next) == "PUNCT"
        || tree.token(next).is_space()
        || is_date(next)
        || next + 1 < tree.len() && is_date(next + 1)
        || own_subject(tree, verb).is_some_and(|subject| subject > verb);
    let is_opener = |&child: &usize| {
        child < verb
            && matches!(tree.norm(child), "as" | "so")
            && matches!(tree.dep(child), "mark" | "advmod" | "prep")
    };
    tree.children(verb).find(is_opener).filter(|_| ends)
}

/// Whether what is told goes on behind a telling: "A left, X said, through Mehran".
fn is_inserted(tree: &Tree<'_>, verb: usize, own: &Range<usize>) -> bool {
    let end = tree.segment(verb).end;
    let goes_on = own.end + 1 < end
        && tree.norm(own.end) == ","
        && matches!(tree.tag(own.end + 1), "IN" | "TO" | "CC" | "VBD" | "VBZ" | "VBP" | "MD");
    goes_on
        || tree.dep(verb) == "parataxis"
        || tree.head(verb) > own.end
        || opener(tree, verb).is_some()
}

/// "X said on Monday: A."
fn behind_colon(tree: &Tree<'_>, telling: &Telling<'_>) -> Option<Vec<Range<usize>>> {
    let Telling { verb, entry, ref own, .. } = *telling;
    if !entry.takes("clause") || tree.is_passive(verb) {
        return None;
    }
    if entry.class == Some(Class::Deny) {
        return Some(Vec::new());
    }
    let sentence = tree.sentence(verb);
    let colon = (verb + 1..sentence.end).take(NEAR).find(|&token| tree.norm(token) == ":");
    match colon {
        Some(colon) if colon + 2 < sentence.end => Some(only(colon + 1..sentence.end)),
        Some(_) => {
            let next = tree.sentences.get(tree.sentence_of[verb] as usize + 1)?;
            Some(only(next.clone()))
        }
        // A quotation finds its speaker itself.
        None => quote_follows(tree, own.end).then(Vec::new),
    }
}

fn quote_follows(tree: &Tree<'_>, end: usize) -> bool {
    let is_mark = |token: usize| matches!(tree.norm(token), "\"" | "“" | "``" | "«");
    (end.saturating_sub(1)..tree.len().min(end + 3)).any(is_mark)
}
