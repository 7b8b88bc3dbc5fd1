//! Quotes held to their texts: a claim's words are those of its report, at the place that it names.
//!
//! No shape can say this, since the graph does not hold the texts; the store's readings do.

use std::collections::BTreeMap;

use oxigraph::model::{Literal, NamedNode, Term};

use super::data::Data;
use super::path::Path;
use super::report::ValidationResult;
use super::shape::Target;
use crate::model::Reading;
use crate::store::Graph;
use crate::vocab::{cg, oa, sh};

/// What was found of the quotes of readings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quotes {
    /// How many were held to their text.
    pub checked: usize,
    /// How many could not be, because their report came without its text.
    pub without_text: usize,
    /// What is wrong.
    pub results: Vec<ValidationResult>,
}

/// A quote as the graph has it.
struct Quote {
    evidence: Term,
    words: Term,
    /// Start and end, where the graph has them.
    place: Option<(usize, usize)>,
}

/// Holds the quotes of a graph to the texts of its readings. What is no quote at all, or has no
/// whole place, is left to the shapes.
pub fn quotes(graph: &Graph, readings: &[Reading]) -> Quotes {
    let data = Data::new(graph);
    let mut found = Quotes::default();
    let mut of_reports = by_report(&data);
    for reading in readings {
        let Some(quotes) = of_reports.remove(&reading.iri) else { continue };
        if reading.text.is_empty() {
            found.without_text += quotes.len();
            continue;
        }
        let starts: Vec<usize> = reading.text.char_indices().map(|(byte, _)| byte).collect();
        found.checked += quotes.len();
        let wrong = quotes.into_iter().filter_map(|quote| quote.result(&reading.text, &starts));
        found.results.extend(wrong);
    }
    found.without_text += of_reports.values().map(Vec::len).sum::<usize>();
    found
}

/// The quotes by the address of the report that they are taken from.
fn by_report(data: &Data<'_>) -> BTreeMap<String, Vec<Quote>> {
    let property = NamedNode::new_unchecked;
    let [selector, exact, source] = [oa::HAS_SELECTOR, oa::EXACT, oa::HAS_SOURCE].map(property);
    let mut quotes: BTreeMap<String, Vec<Quote>> = BTreeMap::new();
    let evidence = Target::Class(property(oa::SPECIFIC_RESOURCE));
    for evidence in data.targeted(&[evidence]) {
        let selectors = data.objects(&evidence, &selector);
        let number = |of| {
            let of = property(of);
            let numbers = selectors.iter().flat_map(|selector| data.objects(selector, &of));
            numbers.filter_map(|number| value(&number).parse::<usize>().ok()).next()
        };
        let place = number(oa::START).zip(number(oa::END));
        let words = selectors.iter().flat_map(|selector| data.objects(selector, &exact)).next();
        let report = data.objects(&evidence, &source).into_iter().next();
        if let (Some(words), Some(Term::NamedNode(report))) = (words, report) {
            quotes.entry(report.into_string()).or_default().push(Quote { evidence, words, place });
        }
    }
    quotes
}

impl Quote {
    /// What is wrong with it. `starts` are the bytes at which the characters of the text begin.
    fn result(&self, text: &str, starts: &[usize]) -> Option<ValidationResult> {
        let words = value(&self.words);
        let message = match self.place {
            None if text.contains(words) => return None,
            None => "the text of the report does not have these words".to_owned(),
            Some((start, end)) => match between(text, starts, start, end) {
                Some(found) if found == words => return None,
                Some(found) => {
                    let found: String = found.chars().take(80).collect();
                    format!("the text of the report has other words there: “{found}”")
                }
                None => format!("the text of the report ends before, at {}", starts.len()),
            },
        };
        let path = [oa::HAS_SELECTOR, oa::EXACT]
            .map(|property| Path::Property(NamedNode::new_unchecked(property)));
        Some(ValidationResult {
            focus: self.evidence.clone(),
            path: Some(Path::Sequence(path.to_vec())),
            value: Some(self.words.clone()),
            component: NamedNode::new_unchecked(cg::QUOTE_CONSTRAINT),
            shape: None,
            constraint: None,
            severity: NamedNode::new_unchecked(sh::VIOLATION),
            messages: vec![Literal::new_language_tagged_literal_unchecked(message, "en")],
        })
    }
}

/// The text between two characters; none where it does not reach so far.
fn between<'t>(text: &'t str, starts: &[usize], start: usize, end: usize) -> Option<&'t str> {
    let byte = |place: usize| match starts.get(place) {
        None if place == starts.len() => Some(text.len()),
        byte => byte.copied(),
    };
    text.get(byte(start)?..byte(end)?)
}

fn value(term: &Term) -> &str {
    match term {
        Term::Literal(literal) => literal.value(),
        _ => "",
    }
}
