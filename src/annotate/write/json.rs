//! JSON, one text a line: every value of every token, offsets in Unicode code points.

use std::cell::Cell;
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeSeq, Serializer};

use super::AnnotationWriter;
use crate::annotate::annotation::{Annotation, Span};

/// One JSON object a line for each text:
/// `{"path", "text", "tokens": […], "sentences": […], "entities": […], "noun_chunks": […]}`.
///
/// `start` and `end` of tokens and entities count the code points of `text`, end exclusive;
/// `first` and `last` of sentences, entities and noun chunks count tokens, `last` inclusive.
#[derive(Debug, Default)]
pub struct Json;

impl AnnotationWriter for Json {
    fn document(
        &mut self,
        out: &mut dyn Write,
        name: &str,
        annotation: &Annotation<'_>,
    ) -> io::Result<()> {
        serde_json::to_writer(&mut *out, &Document::new(name, annotation))?;
        out.write_all(b"\n")
    }
}

#[derive(serde::Serialize)]
struct Document<'a> {
    path: &'a str,
    text: &'a str,
    tokens: Tokens<'a>,
    sentences: Vec<Range>,
    entities: Vec<Entity<'a>>,
    noun_chunks: Vec<Range>,
}

#[derive(serde::Serialize)]
struct Range {
    first: usize,
    last: usize,
}

#[derive(serde::Serialize)]
struct Token<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    space: bool,
    norm: &'a str,
    lemma: &'a str,
    tag: &'a str,
    pos: &'a str,
    morph: &'a str,
    head: usize,
    dep: &'a str,
}

#[derive(serde::Serialize)]
struct Entity<'a> {
    start: usize,
    end: usize,
    first: usize,
    last: usize,
    text: &'a str,
    label: &'a str,
}

/// The tokens, written one by one: a list of them would take more memory than the text.
struct Tokens<'a>(&'a Annotation<'a>);

impl<'a> Document<'a> {
    fn new(path: &'a str, annotation: &'a Annotation<'a>) -> Document<'a> {
        let range =
            |range: std::ops::Range<usize>| Range { first: range.start, last: range.end - 1 };
        let offsets = CodePoints::new(annotation.text());
        let entities = annotation.entities().map(|entity| {
            let (start, end) = offsets.of(entity.span());
            let Range { first, last } = range(entity.tokens());
            Entity { start, end, first, last, text: entity.text(), label: entity.label() }
        });
        Document {
            path,
            text: annotation.text(),
            tokens: Tokens(annotation),
            sentences: annotation.sentences().map(range).collect(),
            entities: entities.collect(),
            noun_chunks: annotation.noun_chunks().map(range).collect(),
        }
    }
}

impl Serialize for Tokens<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        let offsets = CodePoints::new(self.0.text());
        for token in self.0.tokens() {
            let (start, end) = offsets.of(token.span());
            list.serialize_element(&Token {
                start,
                end,
                text: token.text(),
                space: token.space_after(),
                norm: token.norm(),
                lemma: token.lemma(),
                tag: token.tag(),
                pos: token.pos(),
                morph: token.morph(),
                head: token.head().index(),
                dep: token.dep(),
            })?;
        }
        list.end()
    }
}

/// Turns byte offsets into code point offsets, for spans that come in order.
struct CodePoints<'t> {
    text: &'t str,
    /// The latest answer: (byte, code points before it).
    latest: Cell<(usize, usize)>,
}

impl<'t> CodePoints<'t> {
    fn new(text: &'t str) -> CodePoints<'t> {
        CodePoints { text, latest: Cell::new((0, 0)) }
    }

    fn of(&self, span: Span) -> (usize, usize) {
        (self.before(span.start), self.before(span.end))
    }

    fn before(&self, byte: usize) -> usize {
        let (start, count) = self.latest.get();
        let count = count + self.text[start..byte].chars().count();
        self.latest.set((byte, count));
        count
    }
}
