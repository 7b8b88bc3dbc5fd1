//! The time of an event whose clause tells none, by what is told around it.
//!
//! Both ways were measured on annotated reports and are right more often than not; those that are
//! not (times of the paragraph before, of relative clauses, of telling) are left out.

use super::clause::{self, children, in_class};
use super::words::Class;
use super::{Attachment, TimeExpression, TimeKind};
use crate::annotate::{Annotation, Token};
use crate::model::time::Precision;

/// The only time that the event's sentence tells, or else the one that the story stands at.
pub(in crate::extract) fn nearby<'e>(
    expressions: &'e [TimeExpression],
    annotation: &Annotation<'_>,
    event: usize,
) -> Option<&'e TimeExpression> {
    let event = annotation.token(event);
    let (before, here) = clause::around(expressions, annotation, event);
    let found = match here {
        [only] => Some(only).filter(|only| is_of_sentence(only, annotation)),
        [] => going_on(before, annotation, event),
        _ => None,
    };
    found.filter(|found| {
        let is_time = matches!(found.kind, TimeKind::Point | TimeKind::Range);
        is_time && in_one_line(found, annotation, event)
    })
}

/// "Turkish drones targeted on Saturday a vehicle, in which two were killed": not the time of a
/// relative clause or of saying, and not "the 2011 uprising".
fn is_of_sentence(expression: &TimeExpression, annotation: &Annotation<'_>) -> bool {
    let verb = clause::verb(annotation.token(expression.anchor));
    let is_aside = ["relcl", "advcl"].contains(&verb.dep());
    let is_name = expression.attachment == Attachment::Modifier
        && expression.time.precision == Precision::Year;
    !is_aside && !is_name && !in_class(verb.lemma(), Class::Report)
}

/// "They gave up the base on Saturday. The last convoy took Highway 1": what is told in the past
/// goes on from the time of the main clause before it.
fn going_on<'e>(
    before: &'e [TimeExpression],
    annotation: &Annotation<'_>,
    event: Token<'_>,
) -> Option<&'e TimeExpression> {
    let last = before.iter().rfind(|found| found.attachment != Attachment::Modifier)?;
    let is_main = clause::verb(annotation.token(last.anchor)).dep() == "ROOT";
    (is_main && is_told(annotation, clause::verb(event))).then_some(last)
}

/// Whether a verb tells, in the past tense, what the sentence is about.
fn is_told(annotation: &Annotation<'_>, verb: Token<'_>) -> bool {
    let auxiliaries: Vec<Token<'_>> =
        children(annotation, verb).filter(|child| child.dep().starts_with("aux")).collect();
    if auxiliaries.iter().any(|word| word.lemma() == "have") {
        return auxiliaries.iter().any(|word| word.tag() == "VBD" && word.lemma() == "have");
    }
    let is_past = match &*auxiliaries {
        [] => ["VBD", "VBN"].contains(&verb.tag()),
        words => words.iter().all(|word| ["VBD", "VBN", "VBG"].contains(&word.tag())),
    };
    verb.dep() == "ROOT" && is_past
}

fn in_one_line(expression: &TimeExpression, annotation: &Annotation<'_>, event: Token<'_>) -> bool {
    let (span, event) = (expression.span, event.span());
    let between =
        if span.start < event.start { span.start..event.start } else { event.start..span.start };
    !annotation.text()[between].contains('\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Annotator;
    use crate::extract::time::find;

    #[test]
    fn an_event_goes_on_from_what_was_told() {
        // Text, event, the words of its time.
        const CASES: [(&str, &str, Option<&str>); 7] = [
            ("They left the base on Saturday. A convoy crossed.", "crossed", Some("on Saturday")),
            ("They left the base on Saturday. A convoy will cross.", "cross", None),
            ("They left the base on Saturday. A convoy has crossed.", "crossed", None),
            ("They left the base on Saturday.\nA convoy crossed.", "crossed", None),
            ("They have held the base since Saturday. A convoy crossed.", "crossed", None),
            ("Officials said on Monday that a convoy crossed.", "crossed", None),
            ("Jets hit on Monday a car, in which two were killed.", "killed", Some("on Monday")),
        ];
        let annotator = Annotator::english().expect("the built-in pipeline loads");
        let mut reader = annotator.reader();
        for (text, event, expected) in CASES {
            let annotation = reader.annotate(text);
            let times = find(&annotation, "2026-01-06".parse().ok());
            let event = annotation.tokens().find(|token| token.text() == event);
            let event = event.expect("the word stands in its text").index();
            let found = nearby(&times, &annotation, event);
            assert_eq!(found.map(|found| found.time.text.as_str()), expected, "{text}");
        }
    }
}
