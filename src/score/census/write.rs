//! The census as tables.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write};

use super::super::FACETS;
use super::{Cause, Census, Failure};

/// The census of a set for a terminal.
pub fn text(set: &str, census: &Census) -> String {
    let (missed, wrong) = census.totals();
    let mut page = format!("{set}: {missed} claims missed, {wrong} wrong\n\n");
    line(&mut page, format_args!("{:26} missed   wrong   share", ""));
    for row in census.rows() {
        let Row { cause, missed, wrong, share } = row;
        line(&mut page, format_args!("{:26} {missed:6}  {wrong:6}  {share:6.3}", cause.name()));
    }
    line(&mut page, format_args!("\n{:26} left out  made up  other      of", "right, but wrong"));
    for (facet, slips) in census.facets() {
        let super::Slips { left_out, made_up, other, of } = slips;
        line(&mut page, format_args!("{facet:26} {left_out:8} {made_up:8} {other:6} {of:7}"));
    }
    page
}

/// The census of a set as a section of the page with the scores.
pub fn markdown(set: &str, census: &Census) -> String {
    let (missed, wrong) = census.totals();
    let mut page = format!("\n## What is missed in {set}, and why\n\n");
    line(&mut page, format_args!("{missed} claims are missed and {wrong} are wrong.\n{HOW}"));
    page.push_str("| cause | missed | wrong | share | |\n|---|---:|---:|---:|---|\n");
    for Row { cause, missed, wrong, share } in census.rows() {
        let (name, meaning) = (cause.name(), cause.meaning());
        line(&mut page, format_args!("| {name} | {missed} | {wrong} | {share:.3} | {meaning} |"));
    }
    by_relation(&mut page, census);
    page.push_str(FACETS_SAY);
    page.push_str(
        "| right claims | left out | made up | other | of |\n|---|---:|---:|---:|---:|\n",
    );
    for (facet, slips) in census.facets() {
        let super::Slips { left_out, made_up, other, of } = slips;
        line(&mut page, format_args!("| {facet} | {left_out} | {made_up} | {other} | {of} |"));
    }
    page
}

const HOW: &str = "\
Each has the first cause of the table that is true of it; all are derived from what the reader saw. Annotations
that may be argued about cannot be told apart by a program, and stand where their readings fail. Of reports that
the judge has learnt from it misses less than of new ones; a judge that has learnt from one half of a set
(`learn`) shows by a census of the other half (`--judge`) what is to be expected.
";

const FACETS_SAY: &str = "
What is not right about the claims that are: a denial, a hedge, a teller, a time or a number was left out,
was said where the text has none, or is another one.

";

/// The missed claims of each relation by cause.
fn by_relation(page: &mut String, census: &Census) {
    let mut counts: BTreeMap<&str, BTreeMap<Cause, usize>> = BTreeMap::new();
    for Failure { relation, cause, miss } in &census.failures {
        if !miss.wrong {
            *counts.entry(relation).or_default().entry(*cause).or_default() += 1;
        }
    }
    let causes: BTreeSet<Cause> = counts.values().flat_map(BTreeMap::keys).copied().collect();
    let names: Vec<&str> = causes.iter().map(|cause| cause.name()).collect();
    line(page, format_args!("\n| missed | all | {} |", names.join(" | ")));
    line(page, format_args!("|---|---:|{}", "---:|".repeat(names.len())));
    for (relation, counts) in counts {
        let all: usize = counts.values().sum();
        let cell = |cause| counts.get(cause).map_or_else(String::new, ToString::to_string);
        let cells: Vec<String> = causes.iter().map(cell).collect();
        line(page, format_args!("| {relation} | {all} | {} |", cells.join(" | ")));
    }
}

/// How many claims a cause explains.
struct Row {
    cause: Cause,
    missed: usize,
    wrong: usize,
    /// The share of all that is missed or wrong.
    share: f64,
}

impl Census {
    /// How many claims are missed, and how many wrong.
    pub fn totals(&self) -> (usize, usize) {
        let wrong = self.failures.iter().filter(|failure| failure.miss.wrong).count();
        (self.failures.len() - wrong, wrong)
    }

    /// The causes that there are.
    fn rows(&self) -> impl Iterator<Item = Row> {
        let row = |cause: Cause| {
            let of_it = self.failures.iter().filter(|failure| failure.cause == cause);
            let (wrong, missed): (Vec<&Failure>, Vec<&Failure>) = of_it.partition(|f| f.miss.wrong);
            let (missed, wrong) = (missed.len(), wrong.len());
            let share = (missed + wrong) as f64 / self.failures.len() as f64;
            (missed + wrong > 0).then_some(Row { cause, missed, wrong, share })
        };
        Cause::ALL.into_iter().filter_map(row)
    }

    fn facets(&self) -> impl Iterator<Item = (&str, super::Slips)> {
        FACETS.into_iter().filter_map(|facet| Some((facet, *self.slips.get(facet)?)))
    }
}

fn line(page: &mut String, line: fmt::Arguments<'_>) {
    writeln!(page, "{line}").expect("a string takes everything");
}
