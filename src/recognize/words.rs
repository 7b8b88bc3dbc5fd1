//! The words of a text as this stage looks at them: lower case, capitals, sentences, children.

use std::ops::Range;

use crate::annotate::{Annotation, Token};

/// The words of a text.
#[derive(Debug)]
pub(crate) struct Words<'a> {
    annotation: &'a Annotation<'a>,
    /// All words in lower case, one after the other, and where each ends.
    lower: String,
    ends: Vec<u32>,
    spans: Vec<Range<usize>>,
    sentence: Vec<u32>,
    sentences: Vec<Range<usize>>,
    /// The children of all tokens, and where those of each begin.
    children: Vec<u32>,
    first_child: Vec<u32>,
}

impl<'a> Words<'a> {
    pub(crate) fn new(annotation: &'a Annotation<'a>) -> Words<'a> {
        let mut lower = String::with_capacity(annotation.text().len());
        let mut ends = Vec::with_capacity(annotation.len());
        for token in annotation.tokens() {
            lower.extend(token.text().chars().flat_map(char::to_lowercase).map(plain_quote));
            ends.push(lower.len() as u32);
        }
        let spans = annotation.tokens().map(|token| token.span().start..token.span().end).collect();
        let sentences: Vec<Range<usize>> = annotation.sentences().collect();
        let mut sentence = vec![0; annotation.len()];
        for (index, range) in sentences.iter().enumerate() {
            sentence[range.clone()].fill(index as u32);
        }
        let (children, first_child) = children(annotation);
        Words { annotation, lower, ends, spans, sentence, sentences, children, first_child }
    }

    pub(crate) fn annotation(&self) -> &'a Annotation<'a> {
        self.annotation
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Where each token stands in the text, in bytes.
    pub(crate) fn spans(&self) -> &[Range<usize>] {
        &self.spans
    }

    pub(crate) fn token(&self, index: usize) -> Token<'a> {
        self.annotation.token(index)
    }

    pub(crate) fn text(&self, index: usize) -> &'a str {
        self.token(index).text()
    }

    /// A word in lower case, with plain apostrophes; empty behind the end.
    pub(crate) fn lower(&self, index: usize) -> &str {
        let Some(&end) = self.ends.get(index) else { return "" };
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.lower[start as usize..end as usize]
    }

    pub(crate) fn dep(&self, index: usize) -> &'a str {
        self.token(index).dep()
    }

    pub(crate) fn tag(&self, index: usize) -> &'a str {
        self.token(index).tag()
    }

    pub(crate) fn head(&self, index: usize) -> usize {
        self.token(index).head().index()
    }

    pub(crate) fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let range = self.first_child[index] as usize..self.first_child[index + 1] as usize;
        self.children[range].iter().map(|&child| child as usize)
    }

    /// The child with this relation, if there is one.
    pub(crate) fn child(&self, index: usize, dep: &str) -> Option<usize> {
        self.children(index).find(|&child| self.dep(child) == dep)
    }

    /// Which sentence a token is in.
    pub(crate) fn sentence(&self, index: usize) -> usize {
        self.sentence[index] as usize
    }

    pub(crate) fn sentence_tokens(&self, sentence: usize) -> Range<usize> {
        self.sentences[sentence].clone()
    }

    /// Whether a word begins with a capital, or with one behind an apostrophe, an at sign or an
    /// article that is tied to it: "d'Ivoire".
    pub(crate) fn is_capital(&self, index: usize) -> bool {
        if index >= self.len() {
            return false;
        }
        let text = self.text(index);
        let tied = ["d'", "d’", "l'", "l’"].iter().find_map(|article| text.strip_prefix(article));
        let bare = tied.unwrap_or(text).trim_start_matches(['\'', '’', '‘', '@']);
        bare.starts_with(char::is_uppercase)
    }

    /// Whether no blank stands before a word.
    pub(crate) fn is_glued(&self, index: usize) -> bool {
        index > 0 && index < self.len() && {
            self.token(index - 1).span().end == self.token(index).span().start
        }
    }

    /// The token that a stretch hangs on the rest of its sentence with.
    pub(crate) fn root_of(&self, tokens: Range<usize>) -> usize {
        let last = tokens.end - 1;
        let outside = |&token: &usize| {
            let head = self.head(token);
            head == token || !tokens.contains(&head)
        };
        tokens.clone().rev().find(outside).unwrap_or(last)
    }

    /// The words of a stretch with single blanks where there is white space.
    pub(crate) fn joined(&self, tokens: Range<usize>) -> String {
        let text = self.annotation.span(tokens).of(self.annotation.text());
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Typographic apostrophes and hyphens as a keyboard has them.
pub(crate) fn plain_quote(letter: char) -> char {
    match letter {
        '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '`' => '\'',
        '‐' | '‑' => '-',
        other => other,
    }
}

/// The children of all tokens in one list, and where those of each token begin in it.
fn children(annotation: &Annotation<'_>) -> (Vec<u32>, Vec<u32>) {
    let mut first = vec![0u32; annotation.len() + 1];
    let heads: Vec<usize> = annotation.tokens().map(|token| token.head().index()).collect();
    for (token, &head) in heads.iter().enumerate().filter(|(token, head)| token != *head) {
        let _ = token;
        first[head + 1] += 1;
    }
    for index in 1..first.len() {
        first[index] += first[index - 1];
    }
    let mut next = first.clone();
    let mut children = vec![0; first[heads.len()] as usize];
    for (token, &head) in heads.iter().enumerate().filter(|(token, head)| token != *head) {
        children[next[head] as usize] = token as u32;
        next[head] += 1;
    }
    (children, first)
}
