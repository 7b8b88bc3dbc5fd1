//! `claimgraph history`: how what is claimed came about.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::explain::goes_by;
use super::remove::named;
use super::{Error, Outcome, write_to};
use crate::corroborate::Fate;
use crate::history::{Change, changes, counts, phrase};
use crate::model::{Claim, Entity, Reading};
use crate::ontology::Ontology;
use crate::store::{Scope, Store};

/// Tell how a claim, an entity or a report came to stand as it does
///
/// For a report: its versions, what each made anew, and what became of the rest. For an entity: what
/// was claimed of it and taken back, day by day. For a claim: the same, and how many reports and
/// independent origins asserted it on each day.
#[derive(Debug, Args)]
pub(super) struct History {
    /// A claim (its digits, as `query` shows them), an entity by its name, or a report by its id
    #[arg(value_name = "CLAIM|ENTITY|REPORT")]
    what: String,

    /// The store's folder
    #[arg(long, value_name = "DIR", default_value = "claimgraph-store")]
    store: PathBuf,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl History {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let fail = |error: crate::store::StoreError| Error(error.to_string());
        let store = Store::open(&self.store).map_err(fail)?;
        let (readings, removed) = ever(&store)?;
        let page = self.page(&store, &readings, &removed)?;
        write_to(self.output.as_deref(), |output| output.write_all(page.as_bytes()))
    }

    fn page(
        &self,
        store: &Store,
        readings: &[Reading],
        removed: &BTreeSet<String>,
    ) -> Result<String, Error> {
        let ontology = store.ontology();
        let standing: Vec<Reading> =
            readings.iter().filter(|it| !removed.contains(&it.iri)).cloned().collect();
        let all = changes(&standing, ontology);
        if let Some(claim) = self.claim(readings) {
            return self.of_claim(store, claim, &all, removed);
        }
        let names = |reading: &Reading| -> BTreeSet<String> {
            let named = |entity: &&Entity| goes_by(entity, &self.what);
            reading.document.entities.iter().filter(named).map(|it| it.key.clone()).collect()
        };
        if readings.iter().any(|reading| !names(reading).is_empty()) {
            let of: Vec<&Change<'_>> =
                all.iter().filter(|it| is_about(it.claim, &names(it.of))).collect();
            return Ok(lines(&of, ontology));
        }
        let report = named(&self.what, readings)?;
        let versions = Store::versions(&standing);
        let family: BTreeSet<&str> = versions
            .get(&report.iri)
            .map(|version| version.later.iter().map(String::as_str).collect())
            .unwrap_or_default();
        let is_of = |change: &&Change<'_>| {
            let iri = change.by.iri.as_str();
            let earlier = versions.get(iri).is_some_and(|it| it.later.contains(&report.iri));
            iri == report.iri || family.contains(iri) || earlier
        };
        let mut page = lines(&all.iter().filter(is_of).collect::<Vec<_>>(), ontology);
        if removed.contains(&report.iri) {
            let claims = report.document.claims.len();
            let _ =
                writeln!(page, "{}\n  taken out of the store, with {claims} claims", report.name());
        }
        Ok(page)
    }

    /// The reading and the claim whose address begins with the digits that were given.
    fn claim<'r>(&self, readings: &'r [Reading]) -> Option<(&'r Reading, &'r Claim)> {
        let hash = self.what.rsplit('/').next().unwrap_or(&self.what);
        if hash.len() < 4 || !hash.chars().all(|c| c.is_ascii_hexdigit()) {
            return None;
        }
        let is_meant = |claim: &&Claim| {
            let digits = claim.iri.as_deref().and_then(|iri| iri.rsplit('/').next());
            digits.is_some_and(|digits| digits.starts_with(hash))
        };
        readings.iter().find_map(|reading| {
            reading.document.claims.iter().find(is_meant).map(|claim| (reading, claim))
        })
    }

    fn of_claim(
        &self,
        store: &Store,
        (reading, claim): (&Reading, &Claim),
        all: &[Change<'_>],
        removed: &BTreeSet<String>,
    ) -> Result<String, Error> {
        let is_it = |change: &&Change<'_>| change.claim.iri == claim.iri;
        let mut page = lines(&all.iter().filter(is_it).collect::<Vec<_>>(), store.ontology());
        if removed.contains(&reading.iri) {
            let _ = writeln!(page, "{}\n  taken out of the store", reading.name());
            return Ok(page);
        }
        let together = store.together(&Scope::default());
        let corroboration = &together.map_err(|error| Error(error.to_string()))?;
        let mut accounts = corroboration.accounts.iter();
        let account = accounts.find(|account| Some(&account.claim) == claim.iri.as_ref());
        let Some(account) = account else { return Ok(page) };
        page.push_str("\nhow the statement stood\n");
        for count in counts(corroboration, &account.statement) {
            let day = count.day.map_or_else(|| "no day    ".to_owned(), |day| day.to_string());
            let _ = writeln!(
                page,
                "  {day}  reports {}, origins {}, denials {}",
                count.reports, count.origins, count.denials
            );
        }
        Ok(page)
    }
}

/// Every reading that was ever in a store, sorted by address, and the addresses of those that are not now.
fn ever(store: &Store) -> Result<(Vec<Reading>, BTreeSet<String>), Error> {
    let commits = store.log().map_err(|error| Error(error.to_string()))?;
    let mut readings: Vec<Reading> = Vec::new();
    let mut removed = BTreeSet::new();
    for commit in commits {
        removed.extend(commit.removed);
        for reading in commit.added {
            removed.remove(&reading.iri);
            readings.push(reading);
        }
    }
    readings.sort_by(|a, b| a.iri.cmp(&b.iri));
    readings.dedup_by(|a, b| a.iri == b.iri);
    Ok((readings, removed))
}

/// The changes, under the reports that made them.
fn lines(changes: &[&Change<'_>], ontology: &Ontology) -> String {
    let mut page = String::new();
    let mut report = "";
    for change in changes {
        if change.by.iri != report {
            let _ = writeln!(page, "{}", change.by.name());
            report = &change.by.iri;
        }
        let _ = writeln!(page, "{}", line(change, ontology));
    }
    page
}

/// A change in a line: what is claimed anew, or what became of what was claimed.
pub(super) fn line(change: &Change<'_>, ontology: &Ontology) -> String {
    let said = phrase(change.of, change.claim, ontology);
    match change.fate {
        None | Some(Fate::Kept) => format!("  + {said}"),
        Some(Fate::TakenBack) => format!("  - {said}: taken back"),
        Some(Fate::Superseded) => format!("  - {said}: superseded"),
        Some(Fate::LeftOut) => format!("  ~ {said}: left out, not taken back"),
    }
}

fn is_about(claim: &Claim, keys: &BTreeSet<String>) -> bool {
    keys.contains(&claim.subject) || claim.object.as_ref().is_some_and(|key| keys.contains(key))
}
