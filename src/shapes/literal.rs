//! Literals: whether they are what their datatype says, and which is less.

use std::cmp::Ordering;
use std::str::FromStr;

use oxigraph::model::Literal;
use oxsdatatypes::{Boolean, Date, DateTime, Decimal, Double, Float, GYear, GYearMonth, Integer};

/// Whether the words of a literal are of the form that its datatype has; true for datatypes that
/// SPARQL does not know (<https://www.w3.org/TR/shacl/#DatatypeConstraintComponent>).
pub(super) fn is_well_formed(literal: &Literal) -> bool {
    let Some(datatype) = xsd(literal) else { return true };
    let words = literal.value();
    let integer = || words.parse::<Integer>().ok().map(i64::from);
    match datatype {
        "boolean" => parses::<Boolean>(words),
        "decimal" => parses::<Decimal>(words),
        "double" => parses::<Double>(words),
        "float" => parses::<Float>(words),
        "integer" => integer().is_some(),
        "nonNegativeInteger" => integer().is_some_and(|number| number >= 0),
        "positiveInteger" => integer().is_some_and(|number| number > 0),
        "date" => parses::<Date>(words),
        "dateTime" => parses::<DateTime>(words),
        "gYear" => parses::<GYear>(words),
        "gYearMonth" => parses::<GYearMonth>(words),
        _ => true,
    }
}

/// Which of two literals is less, as SPARQL compares them
/// (<https://www.w3.org/TR/sparql11-query/#OperatorMapping>); none where they cannot be compared.
pub(super) fn compare(a: &Literal, b: &Literal) -> Option<Ordering> {
    if let (Some(a), Some(b)) = (number(a), number(b)) {
        return match (a, b) {
            (Number::Exact(a), Number::Exact(b)) => a.partial_cmp(&b),
            (a, b) => a.double().partial_cmp(&b.double()),
        };
    }
    match (xsd(a)?, xsd(b)?) {
        ("string", "string") => Some(a.value().cmp(b.value())),
        ("boolean", "boolean") => as_::<Boolean>(a)?.partial_cmp(&as_::<Boolean>(b)?),
        ("date", "date") => as_::<Date>(a)?.partial_cmp(&as_::<Date>(b)?),
        ("dateTime", "dateTime") => as_::<DateTime>(a)?.partial_cmp(&as_::<DateTime>(b)?),
        ("gYear", "gYear") => as_::<GYear>(a)?.partial_cmp(&as_::<GYear>(b)?),
        ("gYearMonth", "gYearMonth") => as_::<GYearMonth>(a)?.partial_cmp(&as_::<GYearMonth>(b)?),
        _ => None,
    }
}

enum Number {
    Exact(Decimal),
    Rounded(Double),
}

impl Number {
    fn double(self) -> Double {
        match self {
            Number::Exact(number) => number.into(),
            Number::Rounded(number) => number,
        }
    }
}

fn number(literal: &Literal) -> Option<Number> {
    match xsd(literal)? {
        "integer" | "decimal" | "nonNegativeInteger" | "positiveInteger" | "int" | "long"
        | "short" | "byte" | "nonPositiveInteger" | "negativeInteger" | "unsignedInt"
        | "unsignedLong" | "unsignedShort" | "unsignedByte" => {
            as_::<Decimal>(literal).map(Number::Exact)
        }
        "double" => as_::<Double>(literal).map(Number::Rounded),
        "float" => as_::<Float>(literal).map(|number| Number::Rounded(number.into())),
        _ => None,
    }
}

/// The name of a literal's datatype in XML Schema.
fn xsd(literal: &Literal) -> Option<&str> {
    let datatype = literal.datatype().as_str();
    datatype.strip_prefix("http://www.w3.org/2001/XMLSchema#")
}

fn parses<T: FromStr>(words: &str) -> bool {
    words.parse::<T>().is_ok()
}

fn as_<T: FromStr>(literal: &Literal) -> Option<T> {
    literal.value().parse().ok()
}
