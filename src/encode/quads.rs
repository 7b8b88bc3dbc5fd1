//! Writing quads of the record without ceremony.

use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};

/// Quads of the default graph, as they are written.
#[derive(Debug, Default)]
pub(crate) struct Quads(Vec<Quad>);

/// A node for an address of ours, or one that was checked when it was read.
pub(crate) fn node(iri: &str) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

impl Quads {
    /// `subject property object`, where the object is a node.
    pub(crate) fn link(&mut self, subject: &NamedNode, property: &str, object: &str) {
        self.add(subject, property, node(object).into());
    }

    /// `subject property "text"`.
    pub(crate) fn text(&mut self, subject: &NamedNode, property: &str, text: &str) {
        self.add(subject, property, Literal::new_simple_literal(text).into());
    }

    /// `subject property "text"@en`.
    pub(crate) fn english(&mut self, subject: &NamedNode, property: &str, text: &str) {
        let literal = Literal::new_language_tagged_literal_unchecked(text, "en");
        self.add(subject, property, literal.into());
    }

    /// `subject property "text"^^datatype`.
    pub(crate) fn typed(
        &mut self,
        subject: &NamedNode,
        property: &str,
        text: &str,
        datatype: &str,
    ) {
        self.add(subject, property, Literal::new_typed_literal(text, node(datatype)).into());
    }

    /// `subject property number`.
    pub(crate) fn number(&mut self, subject: &NamedNode, property: &str, number: u64) {
        let datatype: NamedNodeRef<'_> = xsd::INTEGER;
        let literal = Literal::new_typed_literal(number.to_string(), datatype);
        self.add(subject, property, literal.into());
    }

    /// `subject property true`.
    pub(crate) fn truth(&mut self, subject: &NamedNode, property: &str) {
        self.add(subject, property, Literal::from(true).into());
    }

    pub(crate) fn extend(&mut self, quads: impl IntoIterator<Item = Quad>) {
        self.0.extend(quads);
    }

    /// The quads, in the order in which they were written.
    pub(crate) fn finish(self) -> Vec<Quad> {
        self.0
    }

    fn add(&mut self, subject: &NamedNode, property: &str, object: Term) {
        self.0.push(Quad::new(subject.clone(), node(property), object, GraphName::DefaultGraph));
    }
}
