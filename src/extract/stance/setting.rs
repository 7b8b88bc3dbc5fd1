//! Tellings without a verb: "according to X", "by X's count", "X: A".

use std::ops::Range;

use super::cue::{Context, Cue, only};
use super::effect::Effect;
use super::lexicon::Class;
use super::name::name_around;
use super::teller::{Phrase, tells};
use super::tree::Tree;

/// The cue that begins with a token.
pub(super) fn cue(context: &Context<'_, '_>, token: usize) -> Option<Cue> {
    according_to(context, token)
        .or_else(|| by_account(context, token))
        .or_else(|| speaker(context, token))
        .or_else(|| in_brackets(context, token))
}

/// "according to X", "per X".
fn according_to(context: &Context<'_, '_>, token: usize) -> Option<Cue> {
    let tree = context.tree;
    let teller = match tree.norm(token) {
        "according" => {
            let to = tree.children(token).find(|&child| tree.norm(child) == "to");
            to.and_then(|to| tree.child(to, &["pobj"]))?
        }
        "per" => tree.child(token, &["pobj"])?,
        _ => return None,
    };
    let teller = context.phrase(teller)?;
    build(context, token, teller)
}

/// "by X's count", "in X's words", "in the words of X".
fn by_account(context: &Context<'_, '_>, token: usize) -> Option<Cue> {
    let Context { tree, lexicon, .. } = context;
    if !matches!(tree.norm(token), "by" | "in" | "on") || tree.dep(token) == "agent" {
        return None;
    }
    let account = tree.child(token, &["pobj"])?;
    let is_account = lexicon.is_noun(tree, account, &[Class::Telling])
        || matches!(tree.norm(account), "words" | "eyes");
    let owner = tree.child(account, &["poss"]).or_else(|| {
        let of = tree.children(account).find(|&child| tree.norm(child) == "of")?;
        tree.child(of, &["pobj"]).filter(|&owner| tells(tree, lexicon, owner))
    });
    let teller = owner.filter(|_| is_account).and_then(|owner| context.phrase(owner))?;
    build(context, token, teller)
}

fn build(context: &Context<'_, '_>, token: usize, teller: Phrase) -> Option<Cue> {
    let tree = context.tree;
    let own = token..tree.subtree(token).end.max(teller.tokens.end);
    let tellers = vec![teller];
    let scope = stretch(tree, token, &own);
    Some(Cue { token, class: Class::Say, effect: Effect::default(), tellers, scope, own })
}

/// All of the stretch around a phrase; of an aside ("some 600 soldiers by one officer's count")
/// only the aside.
fn stretch(tree: &Tree<'_>, token: usize, own: &Range<usize>) -> Vec<Range<usize>> {
    let segment = tree.segment(token);
    let is_stop = |&token: &usize| matches!(tree.norm(token), "," | "(" | ")" | "–" | "—");
    if own.start > segment.start && matches!(tree.tag(own.start - 1), "WP" | "WDT") {
        // "who according to an aide pressed for it, later left": the relative clause alone.
        return only(own.end..(own.end..segment.end).find(is_stop).unwrap_or(segment.end));
    }
    let before = (segment.start..own.start).rev().find(is_stop);
    let behind = (own.end..segment.end).find(is_stop);
    if let (Some(before), Some(behind)) = (before, behind)
        && before + 1 < own.start
        && !(before + 1..own.start).any(|word| tree.is_verb(word))
    {
        return only(before + 1..behind);
    }
    vec![segment.start..own.start, own.end.min(segment.end)..segment.end]
}

/// The most words of a speaker before a colon.
const LONGEST_SPEAKER: usize = 14;

/// "Ministry of Health: 20 dead", at the beginning of a line.
fn speaker(context: &Context<'_, '_>, colon: usize) -> Option<Cue> {
    let Context { tree, lexicon, .. } = context;
    if tree.norm(colon) != ":" || colon == 0 {
        return None;
    }
    let line = line(tree, colon);
    let label = label(tree, line.start..colon).filter(|_| colon + 2 < line.end)?;
    let is_top = |&word: &usize| tree.head(word) == word || !label.contains(&tree.head(word));
    let head = label.clone().find(is_top)?;
    let is_telling = lexicon.is_noun(tree, head, &[Class::Telling]);
    let owner = tree.child(head, &["poss", "compound"]).filter(|_| is_telling);
    let teller = context.phrase(owner.unwrap_or(head))?;
    let can_tell = tells(tree, lexicon, teller.head) || tells(tree, lexicon, head);
    if !can_tell || is_topic(context, &line, head, colon) {
        return None;
    }
    let (own, scope, tellers) = (label.start..colon + 1, only(colon + 1..line.end), vec![teller]);
    Some(Cue { token: colon, class: Class::Say, effect: Effect::default(), tellers, scope, own })
}

/// The words before a colon, times and bullets aside, if they could be a name.
fn label(tree: &Tree<'_>, words: Range<usize>) -> Option<Range<usize>> {
    let is_verb = |word: usize| matches!(tree.tag(word), "VBD" | "VBZ" | "VBP" | "MD");
    let is_nominal = |&word: &usize| matches!(tree.pos(word), "PROPN" | "NOUN" | "DET" | "ADJ");
    let start = words.clone().find(is_nominal)?;
    let is_short = words.end - start <= LONGEST_SPEAKER;
    (is_short && !words.clone().any(is_verb)).then_some(start..words.end)
}

/// Whether a list item is about a body rather than told by it: "• Fifth Fleet: sailed on Monday";
/// but "• City hospital: 7 killed".
fn is_topic(context: &Context<'_, '_>, line: &Range<usize>, head: usize, colon: usize) -> bool {
    let Context { tree, lexicon, .. } = context;
    let is_item = matches!(tree.token(line.start).text(), "•" | "-" | "–" | "*");
    let is_person = matches!(name_around(tree, head), Some((_, "PERSON")));
    let is_speaker = is_person || lexicon.is_noun(tree, head, &[Class::Source, Class::Outlet]);
    let counts = tree.tag(colon + 1) == "CD" && lexicon.is_noun(tree, head, &[Class::Body]);
    is_item && !is_speaker && !counts
}

/// "Three guards injured (coast guard)", "60 dead (army figure)".
fn in_brackets(context: &Context<'_, '_>, token: usize) -> Option<Cue> {
    let Context { tree, lexicon, .. } = context;
    if tree.norm(token) != "(" || token == 0 {
        return None;
    }
    let close = (token + 2..tree.len().min(token + 8)).find(|&close| tree.norm(close) == ")")?;
    let inside = token + 1..close;
    let ends = close + 1 == tree.len() || matches!(tree.norm(close + 1), "." | ";");
    let is_plain =
        !inside.clone().any(|word| tree.is_verb(word) || matches!(tree.pos(word), "ADP" | "NUM"));
    let head = inside
        .clone()
        .take_while(|&word| tree.norm(word) != ",")
        .filter(|&word| tree.is_noun(word))
        .last()?;
    let is_telling = lexicon.is_noun(tree, head, &[Class::Telling]) && head > inside.start;
    let is_named = ends
        && token > 0
        && !tree.tag(token - 1).starts_with("NNP")
        && matches!(tree.entity(head), Some((ref name, "ORG" | "PERSON")) if name.end == close);
    let is_teller = is_named
        || tree.tag(head) != "NNP"
            && lexicon.is_noun(tree, head, &[Class::Source, Class::Outlet, Class::Body]);
    if !is_plain || !is_telling && !is_teller {
        return None;
    }
    let teller = if is_telling { context.phrase(head - 1)? } else { context.phrase(head)? };
    let own = token..close + 1;
    let scope = only(tree.segment(token).start..token);
    Some(Cue {
        token,
        class: Class::Say,
        effect: Effect::default(),
        tellers: vec![teller],
        scope,
        own,
    })
}

/// The line of the text that a token stands in.
fn line(tree: &Tree<'_>, token: usize) -> Range<usize> {
    let breaks =
        |&other: &usize| tree.token(other).is_space() && tree.token(other).text().contains('\n');
    let start = (token.saturating_sub(40)..token)
        .rev()
        .find(breaks)
        .map_or(token.saturating_sub(40), |stop| stop + 1);
    let end =
        (token..tree.len().min(token + 400)).find(breaks).unwrap_or(tree.len().min(token + 400));
    start..end
}
