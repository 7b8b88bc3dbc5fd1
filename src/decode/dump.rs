//! Quads in memory, as small as they can be: each term once, a quad as four numbers.

use std::borrow::Cow;

use foldhash::fast::FixedState;
use indexmap::IndexSet;
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};

use crate::vocab::xsd;

/// The graph that has no name.
pub(super) const DEFAULT: u32 = u32::MAX;

/// A quad: subject, predicate, object, graph.
pub(super) type Row = [u32; 4];

/// Quads of any files.
#[derive(Debug, Default)]
pub(super) struct Dump {
    terms: IndexSet<Term, FixedState>,
    rows: Vec<Row>,
}

impl Dump {
    /// Takes a quad.
    pub(super) fn push(&mut self, quad: Quad) {
        let graph = match quad.graph_name {
            GraphName::DefaultGraph => DEFAULT,
            GraphName::NamedNode(node) => self.number(node.into()),
            GraphName::BlankNode(node) => self.number(node.into()),
        };
        let subject = self.number(quad.subject.into());
        let predicate = self.number(quad.predicate.into());
        let object = self.number(canonical(quad.object));
        self.rows.push([subject, predicate, object, graph]);
    }

    fn number(&mut self, term: Term) -> u32 {
        // Four thousand million terms would not fit into memory.
        self.terms.insert_full(term).0 as u32
    }

    /// Makes ready for looking up.
    pub(super) fn sort(&mut self) {
        self.rows.sort_unstable();
        self.rows.dedup();
    }

    /// Gives graphs other names, by number.
    pub(super) fn rename_graphs(&mut self, name: impl Fn(u32) -> u32) {
        self.rows.iter_mut().for_each(|row| row[3] = name(row[3]));
        self.sort();
    }

    /// All quads, sorted.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The quads of a subject.
    pub(super) fn of(&self, subject: u32) -> &[Row] {
        let start = self.rows.partition_point(|row| row[0] < subject);
        let length = self.rows[start..].partition_point(|row| row[0] == subject);
        &self.rows[start..start + length]
    }

    /// The places of a triple among the quads, one for each graph that it is in.
    pub(super) fn places(&self, quad: &Quad) -> std::ops::Range<usize> {
        let subject = match &quad.subject {
            oxigraph::model::NamedOrBlankNode::NamedNode(node) => self.find(node.as_str()),
            oxigraph::model::NamedOrBlankNode::BlankNode(_) => None,
        };
        let object = match &quad.object {
            Term::NamedNode(node) => self.find(node.as_str()),
            other => self.terms.get_index_of(other).map(|number| number as u32),
        };
        let (Some(subject), Some(predicate), Some(object)) =
            (subject, self.find(quad.predicate.as_str()), object)
        else {
            return 0..0;
        };
        let wanted = [subject, predicate, object];
        let start = self.rows.partition_point(|row| row[..3] < wanted[..]);
        let length = self.rows[start..].iter().take_while(|row| row[..3] == wanted[..]).count();
        start..start + length
    }

    /// The number of an address, if it is there.
    pub(super) fn find(&self, iri: &str) -> Option<u32> {
        let term = Term::NamedNode(NamedNode::new_unchecked(iri));
        self.terms.get_index_of(&term).map(|number| number as u32)
    }

    /// A term by its number.
    pub(super) fn term(&self, number: u32) -> &Term {
        &self.terms[number as usize]
    }

    /// The address of a node; none of a literal.
    pub(super) fn iri(&self, number: u32) -> Option<&str> {
        match self.term(number) {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        }
    }

    /// A triple as a line, for people.
    pub(super) fn shown(&self, row: &Row) -> String {
        let [subject, predicate, object] = [row[0], row[1], row[2]].map(|number| self.term(number));
        format!("{subject} {predicate} {object}")
    }
}

/// Numbers as stores write them: other programs may have kept "07" or an `xsd:int`.
fn canonical(term: Term) -> Term {
    let Term::Literal(literal) = &term else { return term };
    let text = literal.value();
    let number: Option<(Cow<'_, str>, &str)> = match literal.datatype().as_str() {
        xsd::INTEGER => integer(text),
        xsd::DECIMAL => text
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
            .map(|number| (number.to_string().into(), xsd::DECIMAL)),
        xsd::BOOLEAN => match text {
            "1" => Some(("true".into(), xsd::BOOLEAN)),
            "0" => Some(("false".into(), xsd::BOOLEAN)),
            _ => None,
        },
        datatype if INTEGERS.iter().any(|name| is_xsd(datatype, name)) => integer(text),
        _ => None,
    };
    match number {
        Some((text, datatype)) => {
            Literal::new_typed_literal(text, NamedNode::new_unchecked(datatype)).into()
        }
        None => term,
    }
}

/// Kinds of integers (<https://www.w3.org/TR/xmlschema11-2/#built-in-datatypes>).
const INTEGERS: [&str; 8] = [
    "nonNegativeInteger",
    "positiveInteger",
    "long",
    "int",
    "short",
    "unsignedLong",
    "unsignedInt",
    "unsignedShort",
];

fn is_xsd(datatype: &str, name: &str) -> bool {
    datatype.strip_prefix("http://www.w3.org/2001/XMLSchema#") == Some(name)
}

fn integer(text: &str) -> Option<(Cow<'static, str>, &'static str)> {
    let number: u64 = text.parse().ok()?;
    Some((number.to_string().into(), xsd::INTEGER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        let typed = |text: &str, name: &str| {
            let datatype = format!("http://www.w3.org/2001/XMLSchema#{name}");
            canonical(Literal::new_typed_literal(text, NamedNode::new_unchecked(datatype)).into())
        };
        assert_eq!(typed("007", "nonNegativeInteger"), typed("7", "integer"));
        assert_eq!(typed("0.950", "decimal"), typed("0.95", "decimal"));
        assert_eq!(typed("1", "boolean"), typed("true", "boolean"));
        assert_ne!(typed("7", "string"), typed("7", "integer"));
        assert_ne!(typed("seven", "integer"), typed("7", "integer"));
    }
}
