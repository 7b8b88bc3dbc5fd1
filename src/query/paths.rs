//! Paths of any length with two open ends, followed from one thing after the other.

use std::collections::BTreeSet;

use oxigraph::model::Variable;
use spargebra::algebra::{GraphPattern, PropertyPathExpression as Path};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

/// The names of the variables that what is joined binds by itself, paths of any length left out.
pub(super) fn bound(pattern: &GraphPattern, names: &mut BTreeSet<String>) {
    match pattern {
        GraphPattern::Join { left, right } => {
            bound(left, names);
            bound(right, names);
        }
        GraphPattern::Graph { inner, .. } => bound(inner, names),
        GraphPattern::Path { path, .. } if is_of_any_length(path) => {}
        other => other.on_in_scope_variable(|variable| {
            names.insert(variable.as_str().to_owned());
        }),
    }
}

/// The path, from each thing in turn where it has two ends that nothing else has `bound`.
pub(super) fn closed(
    subject: TermPattern,
    path: Path,
    object: TermPattern,
    bound: &BTreeSet<String>,
) -> GraphPattern {
    let start = match (&subject, &object) {
        (TermPattern::Variable(one), TermPattern::Variable(other))
            if is_of_any_length(&path)
                && !bound.contains(one.as_str())
                && !bound.contains(other.as_str()) =>
        {
            Some(one.clone())
        }
        _ => None,
    };
    let starts = start.map(|start| Box::new(starts(&start, &path)));
    let path = GraphPattern::Path { subject, path, object };
    match starts {
        Some(left) => GraphPattern::Lateral { left, right: Box::new(path) },
        None => path,
    }
}

/// The things that such a path may start from, each once.
fn starts(start: &Variable, path: &Path) -> GraphPattern {
    let end = TermPattern::Variable(Variable::new_unchecked("claimgraph_end"));
    let begin = TermPattern::Variable(start.clone());
    let inner = match path {
        Path::OneOrMore(step) if !is_of_any_length(step) => {
            GraphPattern::Path { subject: begin, path: (**step).clone(), object: end }
        }
        // A path of no length leads from everything to itself.
        _ => GraphPattern::Union {
            left: Box::new(any_triple(begin.clone(), end.clone())),
            right: Box::new(any_triple(end, begin)),
        },
    };
    let projected =
        GraphPattern::Project { inner: Box::new(inner), variables: vec![start.clone()] };
    GraphPattern::Distinct { inner: Box::new(projected) }
}

fn any_triple(subject: TermPattern, object: TermPattern) -> GraphPattern {
    let predicate = NamedNodePattern::Variable(Variable::new_unchecked("claimgraph_property"));
    GraphPattern::Bgp { patterns: vec![TriplePattern { subject, predicate, object }] }
}

fn is_of_any_length(path: &Path) -> bool {
    match path {
        Path::NamedNode(_) | Path::NegatedPropertySet(_) => false,
        Path::Reverse(inner) => is_of_any_length(inner),
        Path::Sequence(one, other) | Path::Alternative(one, other) => {
            is_of_any_length(one) || is_of_any_length(other)
        }
        Path::ZeroOrMore(_) | Path::OneOrMore(_) | Path::ZeroOrOne(_) => true,
    }
}
