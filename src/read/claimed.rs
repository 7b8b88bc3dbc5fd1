//! Claims that somebody has already read: an annotated report, another reader's output.

use std::collections::BTreeSet;

use serde_json::Value;

use super::refusal::Refusal;
use crate::model::{Claim, Diagnostic, Document, Report, Severity};

/// The document in a JSON object, with every quote's place in the text.
///
/// A claim of something that is not among the entities is left out and told; a quote that the text
/// does not have keeps its words and loses its place, and that is told too.
pub(super) fn document(object: Value, report: &Report) -> Result<Document, Refusal> {
    let mut document: Document = serde_json::from_value(object).map_err(|error| {
        Refusal::because(format!("its claims cannot be read: {error}"))
            .with_hint("they must have the shape in which `claimgraph extract` prints them")
    })?;
    let keys: BTreeSet<String> =
        document.entities.iter().map(|entity| entity.key.clone()).collect();
    let mut told = std::mem::take(&mut document.diagnostics);
    document.claims.retain(|claim| {
        let ends = [Some(&claim.subject), claim.object.as_ref()];
        let missing = ends.into_iter().flatten().find(|key| !keys.contains(*key));
        if let Some(key) = missing {
            let message = format!("a claim of `{key}`, which is no entity's key, is left out");
            told.push(noticed(Severity::Error, message));
        }
        missing.is_none()
    });
    if !report.text.is_empty() {
        for claim in &mut document.claims {
            place(claim, &report.text, &mut told);
        }
    }
    document.diagnostics = told;
    Ok(document)
}

/// Finds the quotes of a claim in the text, unless it says where they are and they are there.
fn place(claim: &mut Claim, text: &str, told: &mut Vec<Diagnostic>) {
    let mut settle = |quote: &str, start: &mut Option<usize>, end: &mut Option<usize>| {
        let given = start.zip(*end).filter(|(start, end)| slice(text, *start, *end) == Some(quote));
        let found = given.or_else(|| {
            let byte = text.find(quote).filter(|_| !quote.is_empty())?;
            let first = text[..byte].chars().count();
            Some((first, first + quote.chars().count()))
        });
        if found.is_none() {
            let message = format!("the text does not have the words “{quote}”");
            told.push(noticed(Severity::Warning, message));
        }
        (*start, *end) = (found.map(|found| found.0), found.map(|found| found.1));
    };
    settle(&claim.quote, &mut claim.start, &mut claim.end);
    for telling in &mut claim.also {
        settle(&telling.quote, &mut telling.start, &mut telling.end);
    }
}

/// The text between two code points.
fn slice(text: &str, start: usize, end: usize) -> Option<&str> {
    let byte = |place: usize| {
        let inside = text.char_indices().nth(place).map(|(byte, _)| byte);
        inside.or_else(|| (text.chars().count() == place).then_some(text.len()))
    };
    text.get(byte(start)?..byte(end)?)
}

fn noticed(severity: Severity, message: String) -> Diagnostic {
    Diagnostic { severity, message, start: None, end: None, hint: None }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(claim: Value) -> Document {
        let report = Report::new("a", "“Ja.” Fighters crossed at Mehran.");
        let entities = json!([{"key": "f", "type": "Collective", "name": "fighters"},
            {"key": "m", "type": "BorderCrossing", "name": "Mehran"}]);
        let object = json!({"id": "a", "entities": entities, "claims": [claim]});
        document(object, &report).expect("well-formed")
    }

    #[test]
    fn a_quote_gets_its_place_in_code_points() {
        let claim = json!({"relation": "crossedVia", "subject": "f", "object": "m",
            "quote": "crossed at Mehran"});
        let document = read(claim);
        assert_eq!((document.claims[0].start, document.claims[0].end), (Some(15), Some(32)));
        assert!(document.diagnostics.is_empty());
    }

    #[test]
    fn what_the_text_does_not_have_is_told() {
        let claim = json!({"relation": "crossedVia", "subject": "f", "object": "m",
            "quote": "crossed at Basra", "start": 3, "end": 5});
        let document = read(claim);
        assert_eq!(document.claims[0].start, None);
        assert!(document.diagnostics[0].message.contains("crossed at Basra"));
    }

    #[test]
    fn a_claim_of_nobody_is_told_and_left_out() {
        let document = read(json!({"relation": "crossedVia", "subject": "x", "object": "m"}));
        assert!(document.claims.is_empty());
        assert!(document.diagnostics[0].message.contains("`x`"));
    }
}
