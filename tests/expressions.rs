//! Times and numbers of people in sentences: `cases/time.tsv` and `cases/strength.tsv`.

use claimgraph::annotate::{Annotation, Annotator, Reader};
use claimgraph::extract::{strength, time};
use jiff::civil::Date;

#[test]
fn times_are_found_and_dated() {
    check(include_str!("cases/time.tsv"), |reader, columns| {
        let annotation = reader.annotate(columns[0]);
        let published = columns[1].parse().expect("a date");
        list(time::find(&annotation, Some(published)).iter().map(|found| {
            let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
            format!("{}..{}", day(found.time.start), day(found.time.end))
        }))
    });
}

#[test]
fn numbers_of_people_are_found() {
    check(include_str!("cases/strength.tsv"), |reader, columns| {
        let annotation = reader.annotate(columns[0]);
        list(strength::find(&annotation).iter().map(|found| {
            let number =
                |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
            let about = if found.strength.approximate { "~" } else { "" };
            format!("{about}{}..{}", number(found.strength.min), number(found.strength.max))
        }))
    });
}

#[test]
fn an_event_has_the_time_of_its_clause() {
    // Sentence, event, the words of its time.
    const CASES: [(&str, &str, Option<&str>); 14] = [
        ("Fighters crossed the border on Monday.", "crossed", Some("on Monday")),
        ("Fighters crossed into Iran on Monday.", "crossed", Some("on Monday")),
        ("On Monday, fighters crossed and advanced.", "advanced", Some("On Monday")),
        ("Fighters crossed and advanced on Monday.", "crossed", Some("on Monday")),
        ("The army began on Monday to withdraw.", "withdraw", Some("on Monday")),
        ("Officials said on Monday that fighters crossed.", "crossed", None),
        ("Officials said on Monday that fighters crossed on Friday.", "crossed", Some("on Friday")),
        ("Officials said on Monday that fighters crossed on Friday.", "said", Some("on Monday")),
        ("The 2011 uprising weakened the army.", "weakened", None),
        ("Monday's raid killed twelve soldiers.", "killed", Some("Monday")),
        ("He left in May. The army killed him.", "killed", None),
        ("26 February: a barge left the port.", "left", Some("26 February")),
        ("26 February: a barge came. The army fired on it.", "fired", Some("26 February")),
        ("The army advanced on Friday and the rebels fled on Sunday.", "fled", Some("on Sunday")),
    ];
    let annotator = Annotator::english().expect("the built-in pipeline");
    let mut reader = annotator.reader();
    for (text, event, expected) in CASES {
        let annotation = reader.annotate(text);
        let times = time::find(&annotation, "2026-01-06".parse().ok());
        let found = time::for_event(&times, &annotation, place_of(&annotation, event));
        assert_eq!(found.map(|found| found.time.text.as_str()), expected, "{event} in: {text}");
    }
}

#[test]
fn a_number_knows_its_noun_and_what_that_depends_on() {
    let annotator = Annotator::english().expect("the built-in pipeline");
    let annotation = annotator.reader().annotate("More than 800 border guards crossed into Iran.");
    let found = strength::find(&annotation);
    let (guards, crossed) = (place_of(&annotation, "guards"), place_of(&annotation, "crossed"));
    assert_eq!((found[0].unit_token, found[0].governor), (Some(guards), crossed));
    assert_eq!(found[0].strength.unit.as_deref(), Some("border guards"));
    assert_eq!(found[0].span.of(annotation.text()), "More than 800 border guards");
}

/// Reads each row of a table but the first and compares what is found with its last column.
fn check(table: &str, find: impl Fn(&mut Reader<'_>, &[&str]) -> String) {
    let annotator = Annotator::english().expect("the built-in pipeline");
    let mut reader = annotator.reader();
    let mut wrong = Vec::new();
    for (number, row) in table.lines().enumerate().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let (expected, found) = (columns[columns.len() - 1], find(&mut reader, &columns));
        if found != expected {
            wrong.push(format!(
                "{}: {} — expected {expected}, found {found}",
                number + 1,
                columns[0]
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn list(found: impl Iterator<Item = String>) -> String {
    let found: Vec<String> = found.collect();
    if found.is_empty() { "none".to_owned() } else { found.join(" ") }
}

fn place_of(annotation: &Annotation<'_>, word: &str) -> usize {
    annotation.tokens().position(|token| token.text() == word).expect("the word is in the text")
}
