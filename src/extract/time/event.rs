//! Which of a text's times is that of an event.

use super::clause::{ancestors, around, children, in_class, is_verb, verb};
use super::words::Class;
use super::{Attachment, TimeExpression};
use crate::annotate::{Annotation, Token};

/// The time of the event that a token (a verb, or a noun such as "attack") names.
///
/// It is the one in the event's own clause; or that of the clause which the event is a complement
/// of ("began on Monday to withdraw") or joined with under one date ("On Monday, they crossed and
/// advanced"); or that at the head of the line ("26 February: a barge left"). The time of saying
/// ("he said on Monday that") is never that of what is said.
pub fn for_event<'e>(
    expressions: &'e [TimeExpression],
    annotation: &Annotation<'_>,
    event: usize,
) -> Option<&'e TimeExpression> {
    let event = annotation.token(event);
    let (before, here) = around(expressions, annotation, event);
    own(here, annotation, event)
        .or_else(|| inherited(here, annotation, event))
        .or_else(|| shared(here, annotation, event))
        .or_else(|| heading(here, annotation, event))
        .or_else(|| heading(before, annotation, event))
}

/// The time of what is claimed by a word of the words at its ends.
///
/// Where the word itself has none, that of the clause which an end stands in: it is what the claim
/// is about, however the sentence goes on to the word that says it.
pub fn for_claim<'e>(
    expressions: &'e [TimeExpression],
    annotation: &Annotation<'_>,
    predicate: usize,
    ends: &[usize],
) -> Option<&'e TimeExpression> {
    let mut words = std::iter::once(predicate).chain(ends.iter().copied());
    words.find_map(|word| for_event(expressions, annotation, word))
}

/// The expression of the event's own clause, the nearest in the tree first.
fn own<'e>(
    expressions: &'e [TimeExpression],
    annotation: &Annotation<'_>,
    event: Token<'_>,
) -> Option<&'e TimeExpression> {
    let distance = |expression: &&TimeExpression| {
        let is_time = match expression.attachment {
            Attachment::Adverbial | Attachment::Heading => true,
            Attachment::Modifier => tells_when(expression, annotation, event),
        };
        is_time.then(|| steps(annotation.token(expression.anchor), event)).flatten()
    };
    let found = expressions.iter().filter_map(|expression| {
        let away = expression.tokens.start.abs_diff(event.index());
        Some(((distance(&expression)?, away), expression))
    });
    found.min_by_key(|(distance, _)| *distance).map(|(_, expression)| expression)
}

/// How far an anchor stands below the event within one clause.
fn steps(anchor: Token<'_>, event: Token<'_>) -> Option<usize> {
    for (steps, step) in ancestors(anchor).enumerate() {
        if step.index() == event.index() {
            return Some(steps);
        }
        if begins_clause(step) {
            return None;
        }
    }
    None
}

/// "Monday's raid killed 12": the day of what acts is that of the act; "the 2011 uprising" is not.
fn tells_when(expression: &TimeExpression, annotation: &Annotation<'_>, event: Token<'_>) -> bool {
    let noun = annotation.token(expression.anchor);
    let is_day = expression.time.start.is_some() && expression.time.start == expression.time.end;
    let is_agent = ["nsubj", "nsubjpass"].contains(&noun.dep()) || noun.head().dep() == "agent";
    noun.index() == event.index() || (is_day && is_agent && noun.pos() == "NOUN")
}

/// The expression of a clause whose time the event's clause shares.
fn inherited<'e>(
    expressions: &'e [TimeExpression],
    annotation: &Annotation<'_>,
    event: Token<'_>,
) -> Option<&'e TimeExpression> {
    let clause = if is_verb(event) { event } else { verb(event) };
    if clause.index() != event.index()
        && own_clause(event, clause)
        && let Some(found) = own(expressions, annotation, clause)
    {
        return Some(found);
    }
    let governor = clause.head();
    if governor.index() == clause.index() {
        return None;
    }
    let above = || {
        own(expressions, annotation, verb(governor))
            .or_else(|| inherited(expressions, annotation, verb(governor)))
    };
    match clause.dep() {
        "conj" if !has_subject(annotation, clause) => above(),
        // "On Monday, they crossed and the army fled": a date before both is that of both.
        "conj" => above().filter(|expression| {
            expression.tokens.start < verb(governor).index().min(first_of(annotation, governor))
        }),
        "xcomp" | "ccomp" | "advcl" | "relcl" | "acl" | "pcomp" => {
            let governor = verb(governor);
            let is_telling = in_class(governor.lemma(), Class::Report);
            let is_earlier = has_pluperfect(annotation, clause);
            (!is_telling && !is_earlier).then(above).flatten()
        }
        _ => None,
    }
}

/// The expression of a clause that hangs on the event's and tells of the same time: "they crossed
/// and advanced *on Monday*", "when they crossed *on Monday*, the army fled".
fn shared<'e>(
    expressions: &'e [TimeExpression],
    annotation: &Annotation<'_>,
    event: Token<'_>,
) -> Option<&'e TimeExpression> {
    let is_at_once = |child: Token<'_>| {
        let mut marks = children(annotation, child)
            .filter(|mark| mark.dep() == "advmod" || mark.dep() == "mark");
        marks.any(|mark| in_class(mark.lemma(), Class::AtOnce))
    };
    let is_same = |child: &Token<'_>| match child.dep() {
        "conj" => is_verb(*child) && child.tag() == event.tag() && !has_subject(annotation, *child),
        "advcl" => is_at_once(*child),
        _ => false,
    };
    if !is_verb(event) {
        return None;
    }
    let same: Vec<Token<'_>> = children(annotation, event).filter(is_same).collect();
    same.into_iter().find_map(|child| {
        own(expressions, annotation, child).or_else(|| shared(expressions, annotation, child))
    })
}

fn has_subject(annotation: &Annotation<'_>, verb: Token<'_>) -> bool {
    children(annotation, verb).any(|child| child.dep().starts_with("nsubj"))
}

/// Whether a noun stands in the clause of a verb without another clause between.
fn own_clause(event: Token<'_>, clause: Token<'_>) -> bool {
    steps(event, clause).is_some() && !in_class(clause.lemma(), Class::Report)
}

/// The expression at the head of the event's line or paragraph.
fn heading<'e>(
    expressions: &'e [TimeExpression],
    annotation: &Annotation<'_>,
    event: Token<'_>,
) -> Option<&'e TimeExpression> {
    let text = annotation.text();
    let line = text[..event.span().start].rfind("\n\n").unwrap_or(0);
    let title = text[..line].trim_end().rfind("\n\n").unwrap_or(0);
    let mut before = expressions.iter().rev().take_while(|found| found.span.start >= title);
    let is_before = |found: &&TimeExpression| found.tokens.end <= event.index();
    let heading =
        before.find(|found| is_before(found) && found.attachment == Attachment::Heading)?;
    let between = &text[heading.span.end..event.span().start];
    (!between.trim_start().contains("\n\n")).then_some(heading)
}

/// Whether a token heads a clause of its own.
fn begins_clause(token: Token<'_>) -> bool {
    const CLAUSES: [&str; 9] =
        ["ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "csubjpass", "pcomp"];
    CLAUSES.contains(&token.dep()) || (["conj", "xcomp"].contains(&token.dep()) && is_verb(token))
}

/// The place of the first token that hangs on a verb as its subject.
fn first_of(annotation: &Annotation<'_>, verb: Token<'_>) -> usize {
    let subjects = children(annotation, verb).filter(|child| child.dep().starts_with("nsubj"));
    subjects.map(Token::index).min().unwrap_or(verb.index())
}

/// "had crossed": before the time of what stands around it.
fn has_pluperfect(annotation: &Annotation<'_>, verb: Token<'_>) -> bool {
    children(annotation, verb).any(|child| child.dep() == "aux" && child.tag() == "VBD")
}
