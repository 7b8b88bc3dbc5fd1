//! Who speaks a quotation: the teller beside it, or the one who was quoted before.

use std::ops::Range;

use super::cue::{Cue, only};
use super::effect::Effect;
use super::lexicon::Class;
use super::quotation::{is_speech, quotations};
use super::tree::Tree;

/// Lets tellers say the whole of a quotation that they are said to say a part of, and goes on with
/// the last speaker in a quotation without one of its own.
///
/// What a denier is quoted to say is his own word, and not what he denies.
pub(super) fn add_quotations(tree: &Tree<'_>, cues: &mut Vec<Cue>) {
    let mut words = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    for quotation in quotations(tree) {
        if !is_speech(tree, &quotation) {
            continue;
        }
        let before = last.filter(|&(_, end)| follows(tree, end, &quotation));
        let Some(cue) = speaker(tree, cues, &quotation).or(before.map(|(cue, _)| cue)) else {
            continue;
        };
        last = Some((cue, quotation.end.max(cues[cue].own.end)));
        if cues[cue].class == Class::Deny {
            let scope = only(quotation);
            let effect = Effect::default();
            words.push(Cue { class: Class::Say, effect, scope, ..cues[cue].clone() });
        } else {
            cues[cue].scope.push(quotation);
        }
    }
    cues.append(&mut words);
}

/// The cue around a quotation, right behind it ("…", X said), or right before it (X said: "…").
fn speaker(tree: &Tree<'_>, cues: &[Cue], quotation: &Range<usize>) -> Option<usize> {
    let first = tree.sentence(quotation.start.saturating_sub(3)).start;
    let last = tree.sentence((quotation.end + 2).min(tree.len() - 1)).end;
    let start = cues.partition_point(|cue| cue.token < first);
    let near = || {
        let near = cues[start..].iter().enumerate().take_while(|(_, cue)| cue.token < last);
        near.filter(|(_, cue)| cue.speaks() && !quotation.contains(&cue.token))
    };
    let is_around = |cue: &Cue| cue.covers(quotation.start) || cue.covers(quotation.start + 1);
    let is_behind = |cue: &Cue| {
        let own = cue.own.start;
        let gap = quotation.end..own;
        (quotation.end..quotation.end + 3).contains(&own)
            && !gap.into_iter().any(|token| breaks(tree, token))
    };
    let is_before = |cue: &Cue| {
        let gap = cue.own.end.min(quotation.start)..quotation.start;
        cue.token < quotation.start && gap.len() < 3
    };
    let around = near().filter(|(_, cue)| is_around(cue)).last();
    let behind = || near().find(|(_, cue)| is_behind(cue));
    let before = || near().filter(|(_, cue)| is_before(cue)).last();
    around.or_else(behind).or_else(before).map(|(number, _)| start + number)
}

/// Whether a quotation stands in the sentence in which the last speaker ended, begins the next one,
/// or begins the next paragraph: "'…,' X said. '…'"
fn follows(tree: &Tree<'_>, end: usize, quotation: &Range<usize>) -> bool {
    let between = end.min(quotation.start)..quotation.start;
    let is_filler = |token: usize| matches!(tree.pos(token), "PUNCT" | "SPACE" | "CCONJ");
    if between.clone().all(is_filler) {
        return between.filter(|&token| breaks(tree, token)).count() < 2;
    }
    let last = end.saturating_sub(1).min(tree.len() - 1);
    let is_next = tree.sentence_of[quotation.start].abs_diff(tree.sentence_of[last]) < 2;
    let begins = tree.sentence(quotation.start).start + 1 >= quotation.start;
    is_next && begins && !between.clone().any(|token| breaks(tree, token))
}

fn breaks(tree: &Tree<'_>, token: usize) -> bool {
    tree.token(token).is_space() && tree.token(token).text().contains('\n')
}
