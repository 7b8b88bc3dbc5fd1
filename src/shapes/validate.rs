//! Validation: which nodes are not as the shapes say.

use oxigraph::model::{Literal, NamedNode, Term};
use oxigraph::sparql::QueryEvaluationError;
use rayon::prelude::*;

use super::data::Data;
use super::literal::{compare, is_well_formed};
use super::report::ValidationResult;
use super::select::Select;
use super::shape::{Bound, Constraint, NodeKind, Shape};
use crate::vocab::sh;

type Results = Result<Vec<ValidationResult>, QueryEvaluationError>;

/// A node that a shape is about, with the values that the shape's path leads to: the node itself
/// where there is no path.
struct Focus<'a> {
    shape: &'a Shape,
    node: &'a Term,
    values: Vec<Term>,
    data: &'a Data<'a>,
}

/// What is wrong with the nodes that a shape has as targets, and how many these are.
pub(super) fn validate(
    shape: &Shape,
    data: &Data<'_>,
) -> Result<(usize, Vec<ValidationResult>), QueryEvaluationError> {
    let nodes = if shape.is_active { data.targeted(&shape.targets) } else { Vec::new() };
    let results: Result<Vec<_>, _> =
        nodes.par_iter().map(|node| check(shape, node, data)).collect();
    Ok((nodes.len(), results?.into_iter().flatten().collect()))
}

/// What is wrong with one node.
fn check(shape: &Shape, node: &Term, data: &Data<'_>) -> Results {
    let mut results = Vec::new();
    if shape.is_active {
        let values = match &shape.path {
            Some(path) => path.values(node, data),
            None => vec![node.clone()],
        };
        let focus = Focus { shape, node, values, data };
        for constraint in &shape.constraints {
            results.extend(focus.check(constraint)?);
        }
    }
    Ok(results)
}

fn conforms(shape: &Shape, node: &Term, data: &Data<'_>) -> Result<bool, QueryEvaluationError> {
    Ok(check(shape, node, data)?.is_empty())
}

impl Focus<'_> {
    fn check(&self, constraint: &Constraint) -> Results {
        let count = self.values.len();
        // Those that are about all values together tell no value.
        let all = |is_right: bool| {
            let wrong = if is_right { None } else { Some(None) };
            Ok(wrong.into_iter().map(|value| self.result(constraint, value)).collect())
        };
        match constraint {
            Constraint::MinCount(least) => all(count >= *least),
            Constraint::MaxCount(most) => all(count <= *most),
            Constraint::HasValue(wanted) => all(self.values.contains(wanted)),
            Constraint::UniqueLang => Ok(self.doubled_languages(constraint)),
            Constraint::Equals(other) => Ok(self.unequal(constraint, other)),
            Constraint::Property(shape) => {
                let results = self.values.iter().map(|value| check(shape, value, self.data));
                Ok(results.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
            }
            Constraint::Sparql(select) => self.select(constraint, select),
            _ => {
                let mut results = Vec::new();
                for value in &self.values {
                    if !self.is_right(constraint, value)? {
                        results.push(self.result(constraint, Some(value.clone())));
                    }
                }
                Ok(results)
            }
        }
    }

    /// Whether one value is as it must be.
    fn is_right(
        &self,
        constraint: &Constraint,
        value: &Term,
    ) -> Result<bool, QueryEvaluationError> {
        let data = self.data;
        let among = |shapes: &[Shape]| -> Result<usize, QueryEvaluationError> {
            let mut count = 0;
            for shape in shapes {
                count += usize::from(conforms(shape, value, data)?);
            }
            Ok(count)
        };
        Ok(match constraint {
            Constraint::Class(class) => data.is_a(value, class),
            Constraint::Datatype(datatype) => is_literal(value, |literal| {
                literal.datatype() == datatype.as_ref() && is_well_formed(literal)
            }),
            Constraint::NodeKind(kind) => is_of_kind(value, *kind),
            Constraint::Bound(bound, limit) => {
                is_literal(value, |value| within(value, *bound, limit))
            }
            Constraint::MinLength(least) => {
                words(value).is_some_and(|words| words.chars().count() >= *least)
            }
            Constraint::MaxLength(most) => {
                words(value).is_some_and(|words| words.chars().count() <= *most)
            }
            Constraint::Pattern(pattern) => {
                words(value).is_some_and(|words| pattern.is_match(words))
            }
            Constraint::Disjoint(other) => !data.objects(self.node, other).contains(value),
            Constraint::LessThan(other) => self.is_less(value, other, false),
            Constraint::LessThanOrEquals(other) => self.is_less(value, other, true),
            Constraint::In(terms) => terms.contains(value),
            Constraint::Not(shape) => !conforms(shape, value, data)?,
            Constraint::And(shapes) => among(shapes)? == shapes.len(),
            Constraint::Or(shapes) => among(shapes)? > 0,
            Constraint::Xone(shapes) => among(shapes)? == 1,
            Constraint::Node(shape) => conforms(shape, value, data)?,
            Constraint::MinCount(_)
            | Constraint::MaxCount(_)
            | Constraint::HasValue(_)
            | Constraint::UniqueLang
            | Constraint::Equals(_)
            | Constraint::Property(_)
            | Constraint::Sparql(_) => unreachable!("these are not about one value"),
        })
    }

    /// Whether a value is less than all values of another property of the node.
    fn is_less(&self, value: &Term, other: &NamedNode, or_equal: bool) -> bool {
        let others = self.data.objects(self.node, other);
        others.iter().all(|other| match (value, other) {
            (Term::Literal(value), Term::Literal(other)) => compare(value, other)
                .is_some_and(|order| order.is_lt() || or_equal && order.is_eq()),
            _ => false,
        })
    }

    /// One result for each language that several values have.
    fn doubled_languages(&self, constraint: &Constraint) -> Vec<ValidationResult> {
        let languages = self.values.iter().filter_map(|value| match value {
            Term::Literal(literal) => literal.language().map(str::to_ascii_lowercase),
            _ => None,
        });
        let mut languages: Vec<String> = languages.collect();
        languages.sort();
        let mut doubled: Vec<&String> =
            languages.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| &pair[0]).collect();
        doubled.dedup();
        doubled.iter().map(|_| self.result(constraint, None)).collect()
    }

    /// The values that only one of two sets has.
    fn unequal(&self, constraint: &Constraint, other: &NamedNode) -> Vec<ValidationResult> {
        let others = self.data.objects(self.node, other);
        let here = self.values.iter().filter(|value| !others.contains(value));
        let there = others.iter().filter(|value| !self.values.contains(value));
        here.chain(there).map(|value| self.result(constraint, Some(value.clone()))).collect()
    }

    fn select(&self, constraint: &Constraint, select: &Select) -> Results {
        if !select.is_active {
            return Ok(Vec::new());
        }
        let found = select.find(self.node, self.data)?.into_iter().map(|found| {
            let of_node = self.shape.path.is_none().then(|| self.node.clone());
            let mut result = self.result(constraint, found.value.or(of_node));
            result.path = found.path.or(result.path);
            result.constraint = Some(select.id.clone());
            if !found.messages.is_empty() {
                result.messages = found.messages;
            }
            result
        });
        Ok(found.collect())
    }

    fn result(&self, constraint: &Constraint, value: Option<Term>) -> ValidationResult {
        let shape = self.shape;
        let messages = match &shape.messages[..] {
            [] => vec![Literal::new_language_tagged_literal_unchecked(constraint.in_words(), "en")],
            messages => messages.to_vec(),
        };
        ValidationResult {
            focus: self.node.clone(),
            path: shape.path.clone(),
            value,
            component: NamedNode::new_unchecked(format!(
                "{}{}",
                sh::NAMESPACE,
                constraint.component()
            )),
            shape: Some(shape.id.clone()),
            constraint: None,
            severity: shape.severity.clone(),
            messages,
        }
    }
}

fn is_literal(value: &Term, is_right: impl Fn(&Literal) -> bool) -> bool {
    matches!(value, Term::Literal(literal) if is_right(literal))
}

fn is_of_kind(value: &Term, kind: NodeKind) -> bool {
    match value {
        Term::NamedNode(_) => kind.iri,
        Term::BlankNode(_) => kind.blank,
        _ => kind.literal,
    }
}

fn within(value: &Literal, bound: Bound, limit: &Literal) -> bool {
    compare(value, limit).is_some_and(|order| match bound {
        Bound::MinInclusive => order.is_ge(),
        Bound::MinExclusive => order.is_gt(),
        Bound::MaxInclusive => order.is_le(),
        Bound::MaxExclusive => order.is_lt(),
    })
}

/// The letters of an address or literal; a blank node has none.
fn words(value: &Term) -> Option<&str> {
    match value {
        Term::NamedNode(node) => Some(node.as_str()),
        Term::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}
