//! Scores for a terminal, for a program, and for the committed page.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::{Count, EntityTally, Scores};

/// The scores of one set as a table for a terminal.
pub fn text(set: &str, scores: &Scores) -> String {
    let mut page = format!("{set}: {} reports, {} of them read\n\n", scores.reports, scores.read);
    let width = scores.relations.keys().map(String::len).max().unwrap_or(0).max(7);
    line(&mut page, format_args!("{:width$}      P      R      F  right/predicted/gold", ""));
    for (name, count) in rows(scores) {
        let (p, r, f) = (count.precision(), count.recall(), count.f1());
        let Count { right, predicted, gold } = count;
        line(
            &mut page,
            format_args!("{name:width$}  {p:.3}  {r:.3}  {f:.3}  {right}/{predicted}/{gold}"),
        );
    }
    let list = |shares: &[(&str, f64)]| {
        let shares = shares.iter().map(|(name, share)| format!("{name} {share:.3}"));
        shares.collect::<Vec<_>>().join("  ")
    };
    line(&mut page, format_args!("\nentities  {}", list(&entities(&scores.entities))));
    line(&mut page, format_args!("facets    {}", list(&facets(scores))));
    page
}

/// The scores of one set in the shape of `score.py --json`, with the set's name in front.
pub fn json(set: &str, scores: &Scores) -> Value {
    let prf = |count: Count| json!({"P": count.precision(), "R": count.recall(), "F": count.f1()});
    let table = |shares: &[(&str, f64)]| -> Map<String, Value> {
        shares.iter().map(|&(name, share)| (name.to_owned(), share.into())).collect()
    };
    let relation = |(name, &count): (&String, &Count)| {
        let mut value = prf(count);
        value["right"] = count.right.into();
        value["predicted"] = count.predicted.into();
        value["gold"] = count.gold.into();
        (name.clone(), value)
    };
    json!({
        "set": set,
        "reports": scores.reports,
        "read": scores.read,
        "all": prf(scores.all()),
        "mission": prf(scores.mission()),
        "entities": table(&entities(&scores.entities)),
        "facets": table(&facets(scores)),
        "relations": scores.relations.iter().map(relation).collect::<Map<_, _>>(),
    })
}

/// The committed page: the scores of several sets as Markdown, the same bytes for the same scores.
pub fn markdown<'a>(sets: impl IntoIterator<Item = (&'a str, &'a Scores)>) -> String {
    let mut page = String::from(HEADING);
    for (set, scores) in sets {
        line(&mut page, format_args!("\n## {set}\n"));
        line(
            &mut page,
            format_args!("{} reports, {} of them read.\n", scores.reports, scores.read),
        );
        table(&mut page, "entities", &entities(&scores.entities));
        table(&mut page, "right claims with the right", &facets(scores));
        page.push_str("| claims | P | R | F | right | predicted | gold |\n");
        page.push_str("|---|---:|---:|---:|---:|---:|---:|\n");
        for (name, count) in rows(scores) {
            let (p, r, f) = (count.precision(), count.recall(), count.f1());
            let Count { right, predicted, gold } = count;
            line(
                &mut page,
                format_args!(
                    "| {name} | {p:.3} | {r:.3} | {f:.3} | {right} | {predicted} | {gold} |"
                ),
            );
        }
    }
    page
}

const HEADING: &str = "\
# Scores

What is found of what people found in the same reports: precision, recall and F1 over claims, all of
them and by relation. `mission` is deployedTo, crossedInto, crossedVia, metWith, visited, commands,
memberOf and partOf together. Sets that the judge has learnt from (`data/models/judge/train.sh` names
them) say little of reports that it has not seen. Written by `claimgraph score --write`; not edited by
hand.
";

/// The totals, then each relation.
fn rows(scores: &Scores) -> impl Iterator<Item = (&str, Count)> {
    let totals = [("all", scores.all()), ("mission", scores.mission())];
    let relations = scores.relations.iter().map(|(name, count)| (name.as_str(), *count));
    totals.into_iter().chain(relations)
}

fn entities(tally: &EntityTally) -> [(&'static str, f64); 4] {
    [
        ("recall", tally.recall()),
        ("typed", tally.typed()),
        ("precision", tally.precision()),
        ("split", tally.split()),
    ]
}

fn facets(scores: &Scores) -> [(&'static str, f64); 5] {
    scores.facets.named().map(|(name, share)| (name, share.value()))
}

/// A table of one row.
fn table(page: &mut String, title: &str, shares: &[(&str, f64)]) {
    let names: Vec<&str> = shares.iter().map(|(name, _)| *name).collect();
    let values: Vec<String> = shares.iter().map(|(_, share)| format!("{share:.3}")).collect();
    line(page, format_args!("| {title} | {} |", names.join(" | ")));
    line(page, format_args!("|---|{}", "---:|".repeat(names.len())));
    line(page, format_args!("| | {} |\n", values.join(" | ")));
}

fn line(page: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(page, "{line}").expect("a string takes everything");
}
