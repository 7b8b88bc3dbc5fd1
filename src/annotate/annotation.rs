//! What the reader saw in a text: tokens with their grammar, names, noun phrases.

use std::ops::Range;

use super::names::{Name, Strings};

/// A half-open range of bytes in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte behind it.
    pub end: usize,
}

impl Span {
    /// The part of `text` that this span covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// A text and everything that a pipeline found in it.
///
/// ```
/// use claimgraph::annotate::Annotator;
///
/// let annotator = Annotator::english()?;
/// let annotation = annotator.reader().annotate("Fighters crossed into Iran on Monday.");
/// let verb = annotation.token(1);
/// assert_eq!((verb.text(), verb.lemma(), verb.dep()), ("crossed", "cross", "ROOT"));
/// let names: Vec<&str> = annotation.entities().map(|entity| entity.label()).collect();
/// assert_eq!(names, ["GPE", "DATE"]);
/// # Ok::<(), claimgraph::annotate::ModelError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Annotation<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: Vec<TokenRecord>,
    pub(crate) entities: Vec<EntityRecord>,
    /// Token ranges.
    pub(crate) noun_chunks: Vec<Range<u32>>,
    pub(crate) strings: Strings,
}

/// One token's values, names by number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TokenRecord {
    pub(crate) span: Span,
    pub(crate) head: u32,
    pub(crate) norm: Name,
    pub(crate) tag: Name,
    pub(crate) pos: Name,
    pub(crate) morph: Name,
    pub(crate) lemma: Name,
    pub(crate) dep: Name,
    pub(crate) space_after: bool,
    pub(crate) sentence_start: bool,
    pub(crate) is_space: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct EntityRecord {
    pub(crate) tokens: Range<u32>,
    pub(crate) label: Name,
}

impl<'t> Annotation<'t> {
    /// The text that was read.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are no tokens, because the text is empty.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token at `index`.
    ///
    /// # Panics
    /// If there is none.
    pub fn token(&self, index: usize) -> Token<'_> {
        assert!(index < self.len(), "token {index} of {}", self.len());
        Token { annotation: self, index }
    }

    /// All tokens in order. Their texts, with a blank behind those that say so, are the text.
    pub fn tokens(&self) -> impl ExactSizeIterator<Item = Token<'_>> {
        (0..self.len()).map(|index| Token { annotation: self, index })
    }

    /// The sentences in order, as ranges of tokens; together they cover all tokens.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> {
        let mut next = 0;
        std::iter::from_fn(move || {
            let start = next;
            let rest = self.tokens.get(start + 1..)?;
            let length = rest.iter().position(|token| token.sentence_start);
            next = start + 1 + length.unwrap_or(rest.len());
            Some(start..next)
        })
    }

    /// The named entities in order; they do not overlap.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = Entity<'_>> {
        self.entities.iter().map(|record| Entity { annotation: self, record })
    }

    /// The base noun phrases ("the senior Syrian officer"), as ranges of tokens, in order.
    ///
    /// Only English pipelines with a parser have them; for others there are none.
    pub fn noun_chunks(&self) -> impl ExactSizeIterator<Item = Range<usize>> {
        self.noun_chunks.iter().map(|chunk| chunk.start as usize..chunk.end as usize)
    }

    /// The stretch of text from the first to the last token of a range that is not empty.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        Span {
            start: self.tokens[tokens.start].span.start,
            end: self.tokens[tokens.end - 1].span.end,
        }
    }
}

/// A token of an [`Annotation`]. Values that the pipeline does not set are empty strings.
#[derive(Debug, Clone, Copy)]
pub struct Token<'a> {
    annotation: &'a Annotation<'a>,
    index: usize,
}

impl<'a> Token<'a> {
    /// Its place among the tokens of the text.
    pub fn index(self) -> usize {
        self.index
    }

    /// Where it stands in the text, in bytes.
    pub fn span(self) -> Span {
        self.record().span
    }

    /// Its letters, as they stand in the text.
    pub fn text(self) -> &'a str {
        self.span().of(self.annotation.text)
    }

    /// Whether one blank follows, which is no token of its own.
    pub fn space_after(self) -> bool {
        self.record().space_after
    }

    /// Whether it is white space (beyond a single blank between two words).
    pub fn is_space(self) -> bool {
        self.record().is_space
    }

    /// The normalized form: lower case, one spelling ("because" for "'cause").
    pub fn norm(self) -> &'a str {
        self.name(self.record().norm)
    }

    /// The fine part-of-speech tag (Penn Treebank: "NNP", "VBD").
    pub fn tag(self) -> &'a str {
        self.name(self.record().tag)
    }

    /// The coarse part of speech (Universal Dependencies: "PROPN", "VERB").
    pub fn pos(self) -> &'a str {
        self.name(self.record().pos)
    }

    /// Morphological features ("Number=Sing|Person=3"), sorted; empty if there are none.
    pub fn morph(self) -> &'a str {
        self.name(self.record().morph)
    }

    /// The base form ("cross" for "crossed").
    pub fn lemma(self) -> &'a str {
        self.name(self.record().lemma)
    }

    /// The relation to the head (ClearNLP: "nsubj", "pobj"); "ROOT" at the top of a sentence.
    pub fn dep(self) -> &'a str {
        self.name(self.record().dep)
    }

    /// The token that it depends on; at the top of a sentence, itself.
    pub fn head(self) -> Token<'a> {
        Token { index: self.record().head as usize, ..self }
    }

    /// Whether a sentence begins here.
    pub fn is_sentence_start(self) -> bool {
        self.record().sentence_start
    }

    fn record(self) -> &'a TokenRecord {
        &self.annotation.tokens[self.index]
    }

    fn name(self, name: Name) -> &'a str {
        self.annotation.strings.get(name)
    }
}

/// A named entity of an [`Annotation`].
#[derive(Debug, Clone, Copy)]
pub struct Entity<'a> {
    annotation: &'a Annotation<'a>,
    record: &'a EntityRecord,
}

impl<'a> Entity<'a> {
    /// Its tokens.
    pub fn tokens(self) -> Range<usize> {
        self.record.tokens.start as usize..self.record.tokens.end as usize
    }

    /// Where it stands in the text, in bytes.
    pub fn span(self) -> Span {
        self.annotation.span(self.tokens())
    }

    /// Its letters, as they stand in the text.
    pub fn text(self) -> &'a str {
        self.span().of(self.annotation.text)
    }

    /// What kind of thing it is (OntoNotes 5: "PERSON", "ORG", "GPE").
    pub fn label(self) -> &'a str {
        self.annotation.strings.get(self.record.label)
    }
}
