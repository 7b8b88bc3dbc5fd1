//! Where an expression hangs in its sentence, and whether that is told as past or to come.

use std::ops::Range;

use super::TimeExpression;
use super::words::{self, Class};
use crate::annotate::{Annotation, Token};

/// The token of a range that the others hang on: the first whose head stands outside.
pub(super) fn top<'a>(annotation: &'a Annotation<'_>, tokens: Range<usize>) -> Token<'a> {
    let is_top = |token: &Token<'_>| {
        !tokens.contains(&token.head().index()) || token.head().index() == token.index()
    };
    let mut all = tokens.clone().map(|index| annotation.token(index));
    all.find(is_top).unwrap_or_else(|| annotation.token(tokens.start))
}

/// What an expression tells the time of: the head of its top, or of the preposition above it.
pub(super) fn anchor<'a>(top: Token<'a>) -> Token<'a> {
    let mut anchor = top.head();
    while ["prep", "agent"].contains(&anchor.dep()) && anchor.pos() == "ADP" {
        anchor = anchor.head();
    }
    anchor
}

/// Whether a token names an event by a verb; a participle before its noun does not.
pub(super) fn is_verb(token: Token<'_>) -> bool {
    ["VERB", "AUX"].contains(&token.pos()) && !["amod", "aux", "auxpass"].contains(&token.dep())
}

/// The verb of the clause that a token stands in.
pub(super) fn verb(token: Token<'_>) -> Token<'_> {
    ancestors(token).find(|token| is_verb(*token)).unwrap_or(token)
}

/// Whether the clause of a token speaks of what is yet to come: "will cross", "plans to cross".
pub(super) fn is_future(annotation: &Annotation<'_>, token: Token<'_>) -> bool {
    let mut is_planned = false;
    if token.head().dep() == "prep" && in_class(token.head().lemma(), Class::Of) {
        return false;
    }
    for step in ancestors(token).skip(1) {
        // "Due in Erbil on the 12th", "scheduled for Friday"; "plans to visit" by its complement.
        let plan = words::value(step.lemma(), Class::Plan);
        if plan == Some(1) || (plan.is_some() && is_planned) {
            return true;
        }
        if is_verb(step) {
            if has_future_auxiliary(annotation, step) || has_plan(annotation, step) {
                return true;
            }
            let is_infinitive = step.tag() == "VB";
            let goes_on =
                step.dep() == "xcomp" || (["conj", "ccomp"].contains(&step.dep()) && is_infinitive);
            if !goes_on {
                return false;
            }
        }
        is_planned = ["xcomp", "ccomp"].contains(&step.dep());
    }
    false
}

/// The token and those above it, up to the top of the sentence.
pub(super) fn ancestors(token: Token<'_>) -> impl Iterator<Item = Token<'_>> {
    std::iter::successors(Some(token), |token| {
        let head = token.head();
        (head.index() != token.index()).then_some(head)
    })
}

/// The tokens that hang on a token, in order.
pub(in crate::extract) fn children<'a>(
    annotation: &'a Annotation<'_>,
    token: Token<'a>,
) -> impl Iterator<Item = Token<'a>> {
    let index = token.index();
    tokens(annotation, sentence(annotation, token))
        .filter(move |child| child.head().index() == index && child.index() != index)
}

/// The tokens of the sentence that a token stands in.
fn sentence(annotation: &Annotation<'_>, token: Token<'_>) -> Range<usize> {
    let is_start = |index: &usize| annotation.token(*index).is_sentence_start();
    let first = (0..=token.index()).rev().find(is_start).unwrap_or(0);
    let last = (token.index() + 1..annotation.len()).find(is_start);
    first..last.unwrap_or(annotation.len())
}

/// The expressions before the sentence of a token, and those of it; all are sorted by their place.
pub(super) fn around<'e>(
    expressions: &'e [TimeExpression],
    annotation: &Annotation<'_>,
    token: Token<'_>,
) -> (&'e [TimeExpression], &'e [TimeExpression]) {
    let sentence = sentence(annotation, token);
    let first = expressions.partition_point(|found| found.tokens.end <= sentence.start);
    let last = expressions.partition_point(|found| found.tokens.start < sentence.end);
    (&expressions[..first], &expressions[first..last.max(first)])
}

/// The tokens of a range, as far as there are any.
pub(in crate::extract) fn tokens<'a>(
    annotation: &'a Annotation<'_>,
    range: Range<usize>,
) -> impl Iterator<Item = Token<'a>> {
    (range.start..range.end.min(annotation.len())).map(|index| annotation.token(index))
}

pub(super) fn in_class(word: &str, class: Class) -> bool {
    words::value(word, class).is_some()
}

/// "will", "may", but not "may have"; "is to visit".
fn has_future_auxiliary(annotation: &Annotation<'_>, verb: Token<'_>) -> bool {
    let auxiliaries = || children(annotation, verb).filter(|child| child.dep() == "aux");
    let is_future = |child: Token<'_>| {
        let word = child.text().trim_start_matches(['\'', '’']).to_lowercase();
        in_class(&word, Class::Future)
    };
    let is_perfect = auxiliaries().any(|child| child.lemma() == "have");
    let is_infinitive = verb.tag() == "VB" && verb.dep() == "xcomp" && verb.head().lemma() == "be";
    is_infinitive || (auxiliaries().any(is_future) && !is_perfect)
}

/// "is due", "are to be gone"
fn has_plan(annotation: &Annotation<'_>, verb: Token<'_>) -> bool {
    let is_plan = |child: Token<'_>| {
        let is_infinitive = child.dep() == "xcomp" && child.tag() == "VB" && verb.lemma() == "be";
        let is_due = ["acomp", "attr"].contains(&child.dep());
        is_infinitive || (is_due && words::value(child.lemma(), Class::Plan) == Some(1))
    };
    children(annotation, verb).any(is_plan)
}
