//! Claims for people: who does what to whom, and below it when, how many, by whose account, in
//! which words.

use std::io::{self, Write};

use crate::model::{Certainty, Claim, Document, Polarity, Strength, Time};

/// Writes a report's claims in the order of the text.
pub(super) fn claims(document: &Document, output: &mut dyn Write) -> io::Result<()> {
    let title = document.title.as_deref().unwrap_or(&document.id);
    let about = [document.publisher.as_deref(), document.published.as_deref()];
    let about: Vec<&str> = about.into_iter().flatten().collect();
    let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
    writeln!(output, "== {}{about}: {} claims ==", shown(title), document.claims.len())?;
    for claim in &document.claims {
        writeln!(output, "\n{}\n    {}", statement(claim, document), circumstances(claim))?;
        writeln!(output, "    “{}”", shown(&claim.quote))?;
    }
    writeln!(output)
}

/// "Kataib Hezbollah crossedVia Mehran", with what makes it less than a flat statement.
pub(super) fn statement(claim: &Claim, document: &Document) -> String {
    let name = |key: &str| {
        let entity = document.entities.iter().find(|entity| entity.key == key);
        entity.map_or_else(|| key.to_owned(), |entity| shown(&entity.name))
    };
    let denied = if claim.polarity == Polarity::Denied { "NOT " } else { "" };
    let object = claim.object.as_deref().map(name).unwrap_or_default();
    let statement = format!("{} {denied}{} {object}", name(&claim.subject), claim.relation);
    statement.trim_end().to_owned()
}

/// Who says so, how surely, when and how many.
pub(super) fn circumstances(claim: &Claim) -> String {
    let mut parts = vec![teller(claim)];
    match claim.certainty {
        Certainty::Certain => {}
        Certainty::Probable => parts.push("probable".to_owned()),
        Certainty::Possible => parts.push("possible".to_owned()),
    }
    if claim.planned {
        parts.push("planned".to_owned());
    }
    parts.extend(claim.time.as_ref().map(Time::words));
    parts.extend(claim.strength.as_ref().map(Strength::words));
    parts.join(" · ")
}

/// Who says so, the innermost teller first.
fn teller(claim: &Claim) -> String {
    let names: Vec<String> =
        claim.attribution.iter().rev().map(|teller| shown(&teller.name)).collect();
    if names.is_empty() {
        return "the report's own words".to_owned();
    }
    format!("says {}", names.join(", through "))
}

/// A text's words on one line, without what would steer a terminal.
pub(super) fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_read_as_people_write_them() {
        let strength = |min, max, approximate| {
            Strength { min, max, approximate, unit: "fighters".to_owned() }.words()
        };
        assert_eq!(strength(Some(800), Some(800), true), "about 800 fighters");
        assert_eq!(strength(Some(490), None, false), "at least 490 fighters");
        assert_eq!(strength(Some(24), Some(99), false), "24 to 99 fighters");
        let time = |start: Option<&str>, end: Option<&str>| {
            let own = |day: Option<&str>| day.map(str::to_owned);
            Time { start: own(start), end: own(end), text: None }.words()
        };
        assert_eq!(time(Some("2026-01-05"), Some("2026-01-05")), "2026-01-05");
        assert_eq!(time(Some("2026-01-02"), None), "since 2026-01-02");
    }

    #[test]
    fn nothing_in_a_text_steers_the_terminal() {
        assert_eq!(shown("a\u{1b}[31m\n b"), "a[31m b");
    }
}
