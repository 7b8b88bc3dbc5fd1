//! What must be true of every annotation, whatever the text and the pipeline.

use std::ops::Range;

use claimgraph::annotate::{Annotation, Entity};

/// Panics if something is not as the documentation of [`Annotation`] says.
pub(crate) fn check(annotation: &Annotation<'_>) {
    let text = annotation.text();
    let mut end = 0;
    for (i, token) in annotation.tokens().enumerate() {
        let span = token.span();
        assert_eq!((token.index(), span.start), (i, end), "tokens and blanks make up the text");
        assert!(span.start < span.end, "token {i} is empty");
        assert_eq!(token.text(), &text[span.start..span.end]);
        assert!(token.head().index() < annotation.len(), "head of token {i}");
        end = span.end;
        if token.space_after() {
            assert_eq!(text.as_bytes()[end], b' ', "behind token {i}");
            end += 1;
        }
    }
    assert_eq!(end, text.len(), "nothing is lost behind the last token");

    let mut next = 0;
    for sentence in annotation.sentences() {
        assert!(sentence.start == next && sentence.start < sentence.end, "sentence {sentence:?}");
        assert!(next == 0 || annotation.token(next).is_sentence_start(), "sentence {sentence:?}");
        let inner = sentence.start + 1..sentence.end;
        assert!(inner.clone().all(|i| !annotation.token(i).is_sentence_start()), "in {inner:?}");
        next = sentence.end;
    }
    assert_eq!(next, annotation.len(), "the sentences cover all tokens");

    check_ranges("entity", annotation, annotation.entities().map(Entity::tokens));
    check_ranges("noun chunk", annotation, annotation.noun_chunks());
    for entity in annotation.entities() {
        assert_eq!(entity.text(), annotation.span(entity.tokens()).of(text));
        assert!(!entity.label().is_empty());
    }
}

/// In the text, in order, and not overlapping.
fn check_ranges(
    what: &str,
    annotation: &Annotation<'_>,
    ranges: impl Iterator<Item = Range<usize>>,
) {
    let mut free = 0;
    for range in ranges {
        assert!(range.start >= free && range.start < range.end, "{what} {range:?} after {free}");
        assert!(range.end <= annotation.len(), "{what} {range:?} of {} tokens", annotation.len());
        free = range.end;
    }
}
