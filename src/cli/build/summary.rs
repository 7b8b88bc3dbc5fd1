//! What a build says at its end, for the person who started it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::time::Duration;

use crate::corroborate::{Corroboration, Kind, Status};
use crate::model::{Document, Report};

/// Counts of a build.
#[derive(Debug, Default)]
pub(super) struct Summary {
    added: usize,
    known: usize,
    pub(super) refused: usize,
    words: usize,
    /// The addresses of the entities that were found, by class.
    entities: BTreeMap<String, BTreeSet<String>>,
    claims: BTreeMap<String, usize>,
    noticed: usize,
}

impl Summary {
    /// Counts a report, and what was read in it unless the store had it already.
    pub(super) fn add(&mut self, report: &Report, document: Option<&Document>) {
        let Some(document) = document else {
            self.known += 1;
            return;
        };
        self.added += 1;
        self.words += report.text.split_whitespace().count();
        self.noticed += document.diagnostics.len();
        for entity in &document.entities {
            if let Some(iri) = &entity.iri {
                self.entities.entry(entity.kind.clone()).or_default().insert(iri.clone());
            }
        }
        for claim in &document.claims {
            *self.claims.entry(claim.relation.clone()).or_default() += 1;
        }
    }

    /// The page, a line a subject; the last lines are of the store as a whole.
    pub(super) fn page(&self, store: &str, together: &Corroboration, time: Duration) -> String {
        let entities: Vec<(&str, usize)> =
            self.entities.iter().map(|(kind, all)| (kind.as_str(), all.len())).collect();
        let claims: Vec<(&str, usize)> =
            self.claims.iter().map(|(relation, count)| (relation.as_str(), *count)).collect();
        let mut reports = format!("{} added", counted(self.added));
        if self.known > 0 {
            let _ = write!(reports, ", {} were there already", counted(self.known));
        }
        if self.refused > 0 {
            let _ = write!(reports, ", {} refused (see above)", counted(self.refused));
        }
        let seconds = time.as_secs_f64();
        let speed = (self.words as f64 / seconds.max(0.001)).round() as usize;
        let words =
            format!("{} in {seconds:.1} s, {} a second", counted(self.words), counted(speed));
        let mut lines =
            vec![("reports", reports), ("entities", parts(&entities)), ("claims", parts(&claims))];
        lines.push(("words", words));
        if self.noticed > 0 {
            lines.push((
                "noticed",
                format!(
                    "{} times something in a report was odd; `extract` says what",
                    counted(self.noticed)
                ),
            ));
        }
        lines.push(("store", store.to_owned()));
        lines.extend(of_all(together));
        page(lines)
    }
}

/// What the reports of a store say together, a line a subject.
pub(in crate::cli) fn together(store: &str, together: &Corroboration) -> String {
    let mut lines = vec![("store", store.to_owned())];
    lines.extend(of_all(together));
    page(lines)
}

fn of_all(together: &Corroboration) -> Vec<(&'static str, String)> {
    let with = |status: Status| {
        together.standings.iter().filter(|standing| standing.status == status).count()
    };
    let words: Vec<(String, usize)> = Status::ALL
        .iter()
        .map(|(status, _)| (status.word().to_owned(), with(*status)))
        .filter(|(_, count)| *count > 0)
        .collect();
    let words: Vec<(&str, usize)> =
        words.iter().map(|(word, count)| (word.as_str(), *count)).collect();
    let mut lines = vec![("standing", parts(&words))];
    let of_kind = |kind: Kind| {
        let contradictions = together.contradictions.iter();
        (kind.word(), contradictions.filter(|found| found.kind == kind).count())
    };
    let kinds: Vec<(&str, usize)> =
        Kind::ALL.into_iter().map(of_kind).filter(|(_, count)| *count > 0).collect();
    if !kinds.is_empty() {
        lines.push(("clashes", parts(&kinds)));
    }
    lines
}

fn page(lines: Vec<(&str, String)>) -> String {
    let lines: Vec<String> = lines.into_iter().map(|(name, text)| wrapped(name, &text)).collect();
    lines.join("\n")
}

/// "61: 12 crossedInto, 9 partOf …", the most frequent first.
pub(in crate::cli) fn parts(counts: &[(&str, usize)]) -> String {
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    let mut counts = counts.to_vec();
    counts.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    let counts: Vec<String> =
        counts.iter().map(|(name, count)| format!("{} {name}", counted(*count))).collect();
    let colon = if counts.is_empty() { "" } else { ": " };
    format!("{}{colon}{}", counted(total), counts.join(", "))
}

/// A number with commas between the thousands.
pub(in crate::cli) fn counted(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A name in a column of its own, and the text beside it in lines of at most 78 characters.
pub(in crate::cli) fn wrapped(name: &str, text: &str) -> String {
    const COLUMN: usize = 10;
    const WIDTH: usize = 78;
    let mut page = format!("{name:COLUMN$}");
    let mut used = COLUMN;
    for word in text.split(' ') {
        let length = word.chars().count();
        if used > COLUMN && used + length > WIDTH {
            page.truncate(page.trim_end().len());
            page.push('\n');
            page.push_str(&" ".repeat(COLUMN));
            used = COLUMN;
        }
        page.push_str(word);
        page.push(' ');
        used += length + 1;
    }
    page.truncate(page.trim_end().len());
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas_and_long_lines_break() {
        assert_eq!(counted(0), "0");
        assert_eq!(counted(1_234_567), "1,234,567");
        let counts: Vec<(&str, usize)> = [("crossedInto", 12); 9].to_vec();
        let page = wrapped("claims", &parts(&counts));
        assert!(page.starts_with("claims    108: 12 crossedInto, 12 crossedInto"));
        assert!(page.lines().all(|line| line.chars().count() <= 78), "{page}");
        assert!(page.lines().nth(1).is_some_and(|line| line.starts_with("          12 ")));
    }
}
