//! The smallest parts of a text that the grammars of times and numbers read: words, digits, signs.
//!
//! They are cut from the text and not from the tokens, because a tokenizer sees "13/14 Nov.",
//! "Wed." and "late-1990s" each time in another way.

use crate::annotate::{Annotation, Span};

/// A run of letters, a number in digits, a sign or the end of a line.
#[derive(Debug, Clone)]
pub(super) struct Atom<'t> {
    pub(super) text: &'t str,
    pub(super) lower: String,
    pub(super) span: Span,
    /// The token that it stands in.
    pub(super) token: usize,
    /// Whether nothing stands between it and the atom before it.
    pub(super) is_glued: bool,
    pub(super) kind: AtomKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// Letters.
    Word,
    /// Digits, with commas between thousands: "2,200".
    Digits,
    /// Any other character.
    Sign,
    /// White space with this many line ends.
    Break(usize),
}

impl Atom<'_> {
    /// The number that the digits write.
    pub(super) fn value(&self) -> Option<u64> {
        let digits = self.kind == AtomKind::Digits;
        digits.then(|| self.text.replace(',', "").parse().ok()).flatten()
    }

    pub(super) fn is_break(&self) -> bool {
        matches!(self.kind, AtomKind::Break(_))
    }
}

/// Cuts a text into atoms; blanks between them are left out.
pub(super) fn atoms<'t>(annotation: &Annotation<'t>) -> Vec<Atom<'t>> {
    let text = annotation.text();
    let (mut atoms, mut start, mut token) = (Vec::new(), 0, 0);
    let mut is_glued = false;
    while let Some(first) = text[start..].chars().next() {
        let (kind, length) = cut(first, &text[start..]);
        let span = Span { start, end: start + length };
        start = span.end;
        let Some(kind) = kind else {
            is_glued = false;
            continue;
        };
        while token + 1 < annotation.len() && annotation.token(token).span().end <= span.start {
            token += 1;
        }
        let text = span.of(text);
        atoms.push(Atom { text, lower: text.to_lowercase(), span, token, is_glued, kind });
        is_glued = !matches!(kind, AtomKind::Break(_));
    }
    atoms
}

/// The kind and length in bytes of what `rest` begins with; no kind for blanks within a line.
fn cut(first: char, rest: &str) -> (Option<AtomKind>, usize) {
    let run = |is: fn(char) -> bool| rest.find(|c: char| !is(c)).unwrap_or(rest.len());
    if first.is_whitespace() {
        let length = run(char::is_whitespace);
        let lines = rest[..length].matches('\n').count();
        return ((lines > 0).then_some(AtomKind::Break(lines)), length);
    }
    if first.is_ascii_digit() {
        return (Some(AtomKind::Digits), number_length(rest));
    }
    if first.is_alphabetic() {
        return (Some(AtomKind::Word), run(char::is_alphabetic));
    }
    (Some(AtomKind::Sign), first.len_utf8())
}

/// How long the number is that `rest` begins with: "2,200" is one number, "6,2026" are two.
fn number_length(rest: &str) -> usize {
    let digits = |from: usize| {
        let end = rest[from..].find(|c: char| !c.is_ascii_digit());
        end.unwrap_or(rest.len() - from)
    };
    let mut length = digits(0);
    while length <= 3 || rest[..length].contains(',') {
        let is_thousand = rest[length..].starts_with(',') && digits(length + 1) == 3;
        if !is_thousand {
            break;
        }
        length += 4;
    }
    length
}
