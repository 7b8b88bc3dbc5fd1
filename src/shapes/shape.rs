//! What a shape says: which nodes it is for, and what must be true of them.

use oxigraph::model::{Literal, NamedNode, NamedOrBlankNode, Term};
use regex::Regex;

use super::path::Path;
use super::select::Select;

/// A shape, and all that it refers to (<https://www.w3.org/TR/shacl/#shapes>).
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub(super) id: NamedOrBlankNode,
    /// Where the values of a property shape are; a node shape has none.
    pub(super) path: Option<Path>,
    pub(super) targets: Vec<Target>,
    pub(super) constraints: Vec<Constraint>,
    /// What is said of a node that is not as it must be; our own words where there are none.
    pub(super) messages: Vec<Literal>,
    pub(super) severity: NamedNode,
    pub(super) is_active: bool,
}

/// Which nodes a shape is for (<https://www.w3.org/TR/shacl/#targets>).
#[derive(Debug, Clone)]
pub(super) enum Target {
    Node(Term),
    Class(NamedNode),
    SubjectsOf(NamedNode),
    ObjectsOf(NamedNode),
}

/// What must be true (<https://www.w3.org/TR/shacl/#core-components>).
#[derive(Debug, Clone)]
pub(super) enum Constraint {
    Class(NamedNode),
    Datatype(NamedNode),
    NodeKind(NodeKind),
    MinCount(usize),
    MaxCount(usize),
    Bound(Bound, Literal),
    MinLength(usize),
    MaxLength(usize),
    Pattern(Regex),
    UniqueLang,
    Equals(NamedNode),
    Disjoint(NamedNode),
    LessThan(NamedNode),
    LessThanOrEquals(NamedNode),
    In(Vec<Term>),
    HasValue(Term),
    Not(Shape),
    And(Vec<Shape>),
    Or(Vec<Shape>),
    Xone(Vec<Shape>),
    Node(Shape),
    Property(Shape),
    Sparql(Box<Select>),
}

/// Which way a value may differ from a number or date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    MinInclusive,
    MinExclusive,
    MaxInclusive,
    MaxExclusive,
}

/// Which sorts of nodes a value may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NodeKind {
    pub(super) name: &'static str,
    pub(super) iri: bool,
    pub(super) blank: bool,
    pub(super) literal: bool,
}

impl Constraint {
    /// The name of its component in `sh:`, as results have it.
    pub(super) fn component(&self) -> &'static str {
        match self {
            Constraint::Class(_) => "ClassConstraintComponent",
            Constraint::Datatype(_) => "DatatypeConstraintComponent",
            Constraint::NodeKind(_) => "NodeKindConstraintComponent",
            Constraint::MinCount(_) => "MinCountConstraintComponent",
            Constraint::MaxCount(_) => "MaxCountConstraintComponent",
            Constraint::Bound(Bound::MinInclusive, _) => "MinInclusiveConstraintComponent",
            Constraint::Bound(Bound::MinExclusive, _) => "MinExclusiveConstraintComponent",
            Constraint::Bound(Bound::MaxInclusive, _) => "MaxInclusiveConstraintComponent",
            Constraint::Bound(Bound::MaxExclusive, _) => "MaxExclusiveConstraintComponent",
            Constraint::MinLength(_) => "MinLengthConstraintComponent",
            Constraint::MaxLength(_) => "MaxLengthConstraintComponent",
            Constraint::Pattern(_) => "PatternConstraintComponent",
            Constraint::UniqueLang => "UniqueLangConstraintComponent",
            Constraint::Equals(_) => "EqualsConstraintComponent",
            Constraint::Disjoint(_) => "DisjointConstraintComponent",
            Constraint::LessThan(_) => "LessThanConstraintComponent",
            Constraint::LessThanOrEquals(_) => "LessThanOrEqualsConstraintComponent",
            Constraint::In(_) => "InConstraintComponent",
            Constraint::HasValue(_) => "HasValueConstraintComponent",
            Constraint::Not(_) => "NotConstraintComponent",
            Constraint::And(_) => "AndConstraintComponent",
            Constraint::Or(_) => "OrConstraintComponent",
            Constraint::Xone(_) => "XoneConstraintComponent",
            Constraint::Node(_) => "NodeConstraintComponent",
            Constraint::Property(_) => "PropertyShapeComponent",
            Constraint::Sparql(_) => "SPARQLConstraintComponent",
        }
    }

    /// What must be true, in plain words, for shapes that do not say it themselves.
    pub(super) fn in_words(&self) -> String {
        match self {
            Constraint::Class(class) => format!("must be of class {class}"),
            Constraint::Datatype(datatype) => format!("must be a literal of type {datatype}"),
            Constraint::NodeKind(kind) => format!("must be of kind sh:{}", kind.name),
            Constraint::MinCount(count) => format!("at least {count} must be there"),
            Constraint::MaxCount(count) => format!("no more than {count} may be there"),
            Constraint::Bound(Bound::MinInclusive, bound) => format!("must be {bound} or more"),
            Constraint::Bound(Bound::MinExclusive, bound) => format!("must be more than {bound}"),
            Constraint::Bound(Bound::MaxInclusive, bound) => format!("must be {bound} or less"),
            Constraint::Bound(Bound::MaxExclusive, bound) => format!("must be less than {bound}"),
            Constraint::MinLength(length) => format!("must have {length} characters or more"),
            Constraint::MaxLength(length) => format!("must have {length} characters or less"),
            Constraint::Pattern(pattern) => format!("must match {pattern}"),
            Constraint::UniqueLang => "no language may come twice".to_owned(),
            Constraint::Equals(other) => format!("must be the same as {other}"),
            Constraint::Disjoint(other) => format!("must not be the same as {other}"),
            Constraint::LessThan(other) => format!("must be less than {other}"),
            Constraint::LessThanOrEquals(other) => format!("must not be more than {other}"),
            Constraint::In(terms) => {
                let terms: Vec<String> = terms.iter().map(ToString::to_string).collect();
                format!("must be one of {}", terms.join(", "))
            }
            Constraint::HasValue(term) => format!("{term} must be there"),
            Constraint::Not(shape) => format!("must not be as {} says", shape.id),
            Constraint::And(_) => "must be as all of several shapes say".to_owned(),
            Constraint::Or(_) => "must be as one of several shapes says".to_owned(),
            Constraint::Xone(_) => "must be as exactly one of several shapes says".to_owned(),
            Constraint::Node(shape) | Constraint::Property(shape) => {
                format!("must be as {} says", shape.id)
            }
            Constraint::Sparql(_) => "must not be found by the query of the shape".to_owned(),
        }
    }
}
