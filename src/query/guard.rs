//! Makes a query end when it is cancelled, whatever it does.
//!
//! The evaluator looks at its cancellation token whenever it reads a quad. Two things escape that:
//!
//! - A product of tables that it has already read ("count all pairs of pairs") reads none for hours.
//!   So a filter that is always true, and looks at the token, is put above every group of patterns
//!   that are joined; it names a variable of each of them, so that the optimizer must leave it there.
//! - All pairs that a path such as `(a|b)*` connects are found before the first is handed over, and
//!   what cannot be read is only noted. So a path with two open ends is followed from each thing in
//!   turn, unless something else binds one of its ends.

use std::collections::BTreeSet;

use oxigraph::model::{Literal, NamedNode, Variable};
use oxigraph::sparql::{CancellationToken, SparqlEvaluator};
use spargebra::Query;
use spargebra::algebra::{Expression, Function, GraphPattern};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use super::paths;

/// What a cancelled query unwinds with; whoever takes its rows must expect it.
#[derive(Debug)]
pub(crate) struct Cancelled;

const FUNCTION: &str = "urn:claimgraph:not-cancelled";

/// The query with such filters, and the evaluator with the function that they call. It unwinds
/// with [`Cancelled`]: no error that a filter may return would end the product.
pub(super) fn guarded(
    query: Query,
    evaluator: SparqlEvaluator,
    cancel: CancellationToken,
) -> (Query, SparqlEvaluator) {
    let name = NamedNode::new_unchecked(FUNCTION);
    let evaluator = evaluator.with_custom_function(name, move |_| {
        if cancel.is_cancelled() {
            std::panic::resume_unwind(Box::new(Cancelled));
        }
        Some(Literal::from(true).into())
    });
    let query = match query {
        Query::Select { dataset, pattern, base_iri } => {
            Query::Select { dataset, pattern: within(pattern), base_iri }
        }
        Query::Construct { template, dataset, pattern, base_iri } => {
            Query::Construct { template, dataset, pattern: within(pattern), base_iri }
        }
        Query::Describe { dataset, pattern, base_iri } => {
            Query::Describe { dataset, pattern: within(pattern), base_iri }
        }
        Query::Ask { dataset, pattern, base_iri } => {
            Query::Ask { dataset, pattern: within(pattern), base_iri }
        }
    };
    (query, evaluator)
}

/// A pattern with a filter above all that is joined in it.
fn within(pattern: GraphPattern) -> GraphPattern {
    use GraphPattern as P;
    let boxed = |inner: Box<P>| Box::new(within(*inner));
    match pattern {
        joined @ (P::Join { .. } | P::Bgp { .. } | P::Path { .. }) => filtered(joined),
        P::LeftJoin { left, right, expression } => {
            let expression = expression.map(exists);
            P::LeftJoin { left: boxed(left), right: boxed(right), expression }
        }
        P::Filter { expr, inner } => P::Filter { expr: exists(expr), inner: boxed(inner) },
        P::Union { left, right } => P::Union { left: boxed(left), right: boxed(right) },
        P::Graph { name, inner } => P::Graph { name, inner: boxed(inner) },
        P::Extend { inner, variable, expression } => {
            P::Extend { inner: boxed(inner), variable, expression: exists(expression) }
        }
        P::Minus { left, right } => P::Minus { left: boxed(left), right: boxed(right) },
        P::OrderBy { inner, expression } => P::OrderBy { inner: boxed(inner), expression },
        P::Project { inner, variables } => P::Project { inner: boxed(inner), variables },
        P::Distinct { inner } => P::Distinct { inner: boxed(inner) },
        P::Reduced { inner } => P::Reduced { inner: boxed(inner) },
        P::Slice { inner, start, length } => P::Slice { inner: boxed(inner), start, length },
        P::Group { inner, variables, aggregates } => {
            P::Group { inner: boxed(inner), variables, aggregates }
        }
        P::Lateral { left, right } => P::Lateral { left: boxed(left), right: boxed(right) },
        other @ (P::Values { .. } | P::Service { .. }) => other,
    }
}

/// An expression with filters in the patterns that it asks for.
fn exists(expression: Expression) -> Expression {
    let boxed = |inner: Box<Expression>| Box::new(exists(*inner));
    match expression {
        Expression::Exists(pattern) => Expression::Exists(Box::new(within(*pattern))),
        Expression::Not(inner) => Expression::Not(boxed(inner)),
        Expression::And(one, other) => Expression::And(boxed(one), boxed(other)),
        Expression::Or(one, other) => Expression::Or(boxed(one), boxed(other)),
        Expression::If(test, one, other) => Expression::If(boxed(test), boxed(one), boxed(other)),
        other => other,
    }
}

/// What is joined, with one filter above it, if there is more than one pattern.
fn filtered(joined: GraphPattern) -> GraphPattern {
    let mut bound = BTreeSet::new();
    paths::bound(&joined, &mut bound);
    let mut variables: Vec<Variable> = Vec::new();
    let mut patterns = 0;
    let inner = leaves(joined, &bound, &mut |variable| {
        patterns += 1;
        if let Some(variable) = variable.filter(|known| !variables.contains(known)) {
            variables.push(variable);
        }
    });
    if patterns < 2 || variables.is_empty() {
        return inner;
    }
    // A variable without a value is no argument.
    let argument = |variable| {
        let otherwise = Expression::Literal(Literal::from(true));
        Expression::Coalesce(vec![Expression::Variable(variable), otherwise])
    };
    let arguments = variables.into_iter().map(argument).collect();
    let function = Function::Custom(NamedNode::new_unchecked(FUNCTION));
    GraphPattern::Filter {
        expr: Expression::FunctionCall(function, arguments),
        inner: Box::new(inner),
    }
}

/// Goes through what is joined, tells a variable of each pattern, and guards what is below. Paths
/// know which variables others have `bound`.
fn leaves(
    pattern: GraphPattern,
    bound: &BTreeSet<String>,
    tell: &mut dyn FnMut(Option<Variable>),
) -> GraphPattern {
    match pattern {
        GraphPattern::Join { left, right } => GraphPattern::Join {
            left: Box::new(leaves(*left, bound, tell)),
            right: Box::new(leaves(*right, bound, tell)),
        },
        GraphPattern::Bgp { patterns } => {
            for pattern in &patterns {
                tell(rarest(pattern, &patterns));
            }
            GraphPattern::Bgp { patterns }
        }
        GraphPattern::Graph { name, inner } => {
            let inner = Box::new(leaves(*inner, bound, tell));
            GraphPattern::Graph { name, inner }
        }
        other => {
            let mut first = None;
            other.on_in_scope_variable(|variable| {
                first.get_or_insert_with(|| variable.clone());
            });
            tell(first);
            match other {
                GraphPattern::Path { subject, path, object } => {
                    paths::closed(subject, path, object, bound)
                }
                other => within(other),
            }
        }
    }
}

/// The variable of a pattern that the fewest others have.
fn rarest(pattern: &TriplePattern, all: &[TriplePattern]) -> Option<Variable> {
    let count = |wanted: &Variable| {
        all.iter().filter(|pattern| variables(pattern).contains(&wanted)).count()
    };
    variables(pattern).into_iter().min_by_key(|variable| count(variable)).cloned()
}

fn variables(pattern: &TriplePattern) -> Vec<&Variable> {
    let mut found = Vec::new();
    for term in [&pattern.subject, &pattern.object] {
        if let TermPattern::Variable(variable) = term {
            found.push(variable);
        }
    }
    if let NamedNodePattern::Variable(variable) = &pattern.predicate {
        found.push(variable);
    }
    found
}

#[cfg(test)]
mod tests {
    use oxigraph::io::RdfFormat;
    use oxigraph::sparql::QueryResults;
    use oxigraph::store::Store;
    use spargebra::SparqlParser;

    use super::*;

    const GRAPH: &str =
        "<urn:a> <urn:p> <urn:b> . <urn:b> <urn:p> <urn:c> . <urn:c> <urn:q> <urn:a> .
        <urn:c> <urn:p> <urn:d> . <urn:d> <urn:p> <urn:d> . <urn:e> <urn:q> \"1\" .";

    fn rows(results: QueryResults<'_>) -> Vec<String> {
        let QueryResults::Solutions(solutions) = results else { panic!("rows") };
        let mut rows: Vec<String> =
            solutions.map(|row| format!("{:?}", row.expect("a row").values())).collect();
        rows.sort();
        rows
    }

    #[test]
    fn a_guarded_query_answers_as_one_without_a_guard() {
        let store = Store::new().expect("a store");
        store.load_from_slice(RdfFormat::Turtle, GRAPH.as_bytes()).expect("a graph");
        let queries = [
            "SELECT * { ?x <urn:p>* ?y }",
            "SELECT * { ?x <urn:p>+ ?y }",
            "SELECT * { ?x <urn:p>? ?y }",
            "SELECT * { ?x (<urn:p>|^<urn:q>)+ ?x }",
            "SELECT * { ?x (<urn:p>*|<urn:q>) ?y . ?z <urn:q> ?w }",
            "SELECT * { ?x !<urn:p>+ ?y }",
            "SELECT * { ?x (<urn:p>/<urn:p>)+ ?y }",
            "SELECT * { ?x <urn:p>*/<urn:q>* ?y }",
            "SELECT * { ?x <urn:p>* ?y . ?y <urn:q>* ?z }",
            "SELECT * { ?x <urn:q> ?y . ?y <urn:p>* ?z }",
            "SELECT * { ?x <urn:q> ?y OPTIONAL { ?z <urn:p>+ ?y } }",
            "SELECT * { ?x <urn:q> ?y . { ?a <urn:p> ?b } UNION { ?a <urn:q> ?c } }",
            "SELECT * { ?x <urn:q> ?y FILTER NOT EXISTS { ?x <urn:p>+ ?z . ?z <urn:p> ?z } }",
            "SELECT * { VALUES ?x { UNDEF <urn:a> } VALUES ?y { <urn:b> UNDEF } ?x <urn:p> ?y }",
            "SELECT (COUNT(*) AS ?n) { ?x ?p ?y . ?z ?q ?w MINUS { ?x <urn:q> ?y } }",
            "SELECT ?x { { SELECT ?x { ?x <urn:p>* ?y } } ?x <urn:q> ?z }",
        ];
        for text in queries {
            let query = SparqlParser::new().parse_query(text).expect("SPARQL");
            let plain = SparqlEvaluator::new().for_query(query.clone()).on_store(&store).execute();
            let (query, evaluator) =
                guarded(query, SparqlEvaluator::new(), CancellationToken::new());
            let guarded = evaluator.for_query(query).on_store(&store).execute();
            let (plain, guarded) = (rows(plain.expect("rows")), rows(guarded.expect("rows")));
            assert!(!plain.is_empty() && plain == guarded, "{text}: {plain:#?} {guarded:#?}");
        }
    }
}
