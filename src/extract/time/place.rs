//! Where an expression stands, and on what it hangs.

use std::ops::Range;

use super::grammar::Grammar;
use super::phrase::{Phrase, Reading};
use super::resolve::Resolved;
use super::{Attachment, TimeExpression, TimeKind, clause};
use crate::annotate::{Annotation, Span};
use crate::extract::atom::Atom;
use crate::model::time::Time;

/// The place of an expression in its text and sentence.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) tokens: Range<usize>,
    pub(super) span: Span,
    pub(super) attachment: Attachment,
    anchor: usize,
    /// How many line ends stood before it.
    pub(super) line: usize,
}

impl Place {
    pub(super) fn of(grammar: &Grammar<'_>, reading: &Reading, range: Range<usize>) -> Place {
        let (atoms, annotation) = (grammar.atoms, grammar.annotation);
        let tokens = atoms[range.start].token..atoms[range.end - 1].token + 1;
        let span =
            Span { start: atoms[range.start].span.start, end: atoms[range.end - 1].span.end };
        let anchor = clause::anchor(clause::top(annotation, tokens.clone())).index();
        let is_heading = grammar.is_heading(range.start, range.end);
        let attachment = if is_heading { Attachment::Heading } else { Attachment::Adverbial };
        let line = atoms[..range.start].iter().filter(|atom| atom.is_break()).count();
        let place = Place { tokens, span, attachment, anchor, line };
        // The parser likes to hang "on 22 December" on what follows: "on 22 December men came".
        let is_governed =
            !grammar.is_bare(range.start) && matches!(reading.last(), Phrase::Day { .. });
        let has_article = range.clone().any(|at| grammar.is_article(at));
        if is_governed && !has_article { place } else { place.modifying(annotation, &atoms[range]) }
    }

    /// An expression whose last word hangs on a noun behind it is that noun's: "the *2011* uprising".
    fn modifying(mut self, annotation: &Annotation<'_>, atoms: &[Atom<'_>]) -> Place {
        const MODIFIERS: [&str; 6] = ["nummod", "compound", "amod", "nmod", "poss", "npadvmod"];
        let last = annotation.token(self.tokens.end - 1);
        let head = last.head();
        let is_behind =
            head.index() >= self.tokens.end && head.pos() != "VERB" && head.pos() != "AUX";
        if self.attachment == Attachment::Heading || !is_behind || !MODIFIERS.contains(&last.dep())
        {
            return self;
        }
        let own = atoms.iter().find(|atom| {
            let token = annotation.token(atom.token);
            !["ADP", "DET", "SCONJ"].contains(&token.pos())
        });
        if let Some(own) = own {
            self.tokens.start = own.token;
            self.span.start = own.span.start;
        }
        Place { attachment: Attachment::Modifier, anchor: head.index(), ..self }
    }

    /// Whether it is part of a longer name: "the March 14 Alliance".
    pub(super) fn is_in_name(&self, annotation: &Annotation<'_>) -> bool {
        const NAMES: [&str; 4] = ["PERSON", "ORG", "NORP", "FAC"];
        annotation.entities().any(|entity| {
            let tokens = entity.tokens();
            let overlaps = tokens.start < self.tokens.end && self.tokens.start < tokens.end;
            let is_longer = tokens.start < self.tokens.start || self.tokens.end < tokens.end;
            overlaps && is_longer && NAMES.contains(&entity.label())
        })
    }

    pub(super) fn expression(
        self,
        annotation: &Annotation<'_>,
        reading: &Reading,
        resolved: Resolved,
    ) -> TimeExpression {
        let Place { tokens, span, attachment, anchor, .. } = self;
        let text = span.of(annotation.text()).to_owned();
        let Resolved { first, last, precision, .. } = resolved;
        let time = Time { start: first, end: last, precision, text };
        TimeExpression { tokens, span, time, kind: kind(reading), attachment, anchor }
    }
}

fn kind(reading: &Reading) -> TimeKind {
    match reading {
        Reading::Between(..) => TimeKind::Range,
        Reading::At(Phrase::Days { .. } | Phrase::Years(..) | Phrase::Window { .. }) => {
            TimeKind::Range
        }
        Reading::At(_) => TimeKind::Point,
        Reading::Since(_) | Reading::After(_) => TimeKind::Since,
        Reading::Until(_) | Reading::By(_) | Reading::Before(_) => TimeKind::Until,
    }
}
