//! From whom the accounts of one statement have it.

use std::collections::{BTreeMap, BTreeSet};

use super::Reports;
use super::accounts::Account;
use super::ways::{Lineage, Teller};
use super::window::days_between;

/// What a report tells as it has it from another report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Borrowing {
    /// The address of the claim that tells it.
    pub claim: String,
    /// The report that tells it, by its place in the list of readings.
    pub report: usize,
    /// The report that it has it from.
    pub from: usize,
    /// How that is known.
    pub because: Because,
}

/// How it is known that a report has something from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Because {
    /// It names the other's publisher as the origin.
    Credits,
    /// It repeats sentences or quotations of the other.
    Copies,
    /// It has the same unnamed source, with the same figure, at the same time.
    SameSource,
}

/// What follows from some accounts of one statement.
#[derive(Debug, Default)]
pub(super) struct Traced {
    pub(super) lineage: Lineage,
    /// How many of the accounts nobody can trace.
    pub(super) untraced: usize,
    pub(super) borrowed: Vec<Borrowing>,
}

/// Which account comes first among those that tell the same: the credited one, then the earliest.
type Rank = (bool, Option<jiff::civil::Date>, bool, usize);

/// Who has a statement from whom, by these accounts of it.
pub(super) fn trace(accounts: &[&Account], reports: &Reports<'_>) -> Traced {
    let accounts = without_repetitions(accounts);
    let by_report = by_report(&accounts);
    let mut traced = Traced::default();
    let lineage = &mut traced.lineage;
    for account in &accounts {
        lineage.reports.insert(account.reading);
        if account.source.chain.is_empty() {
            traced.untraced += 1;
            continue;
        }
        let before = predecessors(account, &accounts, &by_report, reports);
        if before.is_empty() {
            follow_chain(account, lineage);
        }
        for (from, because) in before {
            let (claim, report) = (account.claim.clone(), account.reading);
            lineage.from.insert((Teller::Report(report), Teller::Report(from)));
            traced.borrowed.push(Borrowing { claim, report, from, because });
        }
    }
    traced
}

/// What a report says in its own voice after it, or before it, has said who knows it, is said again.
pub(super) fn without_repetitions<'a>(accounts: &[&'a Account]) -> Vec<&'a Account> {
    let credited: BTreeSet<usize> = accounts
        .iter()
        .filter(|account| !account.source.own_voice)
        .map(|account| account.reading)
        .collect();
    let told_anew =
        |account: &&&Account| !account.source.own_voice || !credited.contains(&account.reading);
    accounts.iter().filter(told_anew).copied().collect()
}

fn by_report<'a>(accounts: &[&'a Account]) -> BTreeMap<usize, Vec<&'a Account>> {
    let mut by_report: BTreeMap<usize, Vec<&Account>> = BTreeMap::new();
    for account in accounts {
        by_report.entry(account.reading).or_default().push(account);
    }
    by_report
}

fn follow_chain(account: &Account, lineage: &mut Lineage) {
    let mut from = Teller::Report(account.reading);
    for agent in &account.source.chain {
        let to = Teller::Agent(agent.clone());
        lineage.from.insert((from, to.clone()));
        from = to;
    }
    lineage.origins.insert(from);
}

/// The reports that an account has it from, and how that is known.
fn predecessors(
    account: &Account,
    accounts: &[&Account],
    by_report: &BTreeMap<usize, Vec<&Account>>,
    reports: &Reports<'_>,
) -> BTreeMap<usize, Because> {
    let own_house = reports.publisher(account.reading);
    let last = account.source.chain.last();
    let credits_itself = last == own_house;
    if !credits_itself && !account.source.own_voice {
        let originals = originals(account, accounts, reports);
        return originals.map(|other| (other, Because::Credits)).collect();
    }
    let mut before = BTreeMap::new();
    for linked in reports.links(account.reading) {
        for other in by_report.get(linked).into_iter().flatten() {
            if goes_before(other, account, reports) {
                before.insert(other.reading, Because::Copies);
            }
        }
    }
    if account.source.unnamed.is_some() {
        let alike = accounts.iter().filter(|other| is_same_source(account, other, reports));
        for other in alike {
            before.entry(other.reading).or_insert(Because::SameSource);
        }
    }
    before
}

/// The reports of the outlet that an account names as its origin.
fn originals<'a>(
    account: &'a Account,
    accounts: &'a [&Account],
    reports: &'a Reports<'_>,
) -> impl Iterator<Item = usize> + 'a {
    let last = account.source.chain.last();
    let is_original = move |other: &&&Account| {
        other.reading != account.reading
            && reports.publisher(other.reading) == last
            && !other.source.chain.is_empty()
            && (other.published <= account.published || other.published.is_none())
    };
    accounts.iter().filter(is_original).map(|other| other.reading)
}

/// Whether a copy goes back to the other: the credited one is the original, then the earlier one.
fn goes_before(other: &Account, account: &Account, reports: &Reports<'_>) -> bool {
    let own_house = reports.publisher(account.reading);
    let names_us = own_house.is_some_and(|house| other.source.chain.contains(house));
    let known = !other.source.chain.is_empty();
    known && !names_us && rank(other, reports) < rank(account, reports)
}

fn rank(account: &Account, reports: &Reports<'_>) -> Rank {
    let credits = !account.source.own_voice
        && account.source.chain.last() != reports.publisher(account.reading);
    (!credits, account.published, account.published.is_none(), account.reading)
}

/// Whether two unnamed sources are one: described alike, with the same figure or words, on the same day.
fn is_same_source(account: &Account, other: &Account, reports: &Reports<'_>) -> bool {
    other.reading != account.reading
        && described(other).is_some_and(|words| Some(words) == described(account))
        && other.strength.is_some()
        && other.strength == account.strength
        && days_between(other.published, account.published).is_some_and(|days| days <= 1)
        && goes_before(other, account, reports)
}

/// The words for an unnamed source, without articles.
fn described(account: &Account) -> Option<Vec<&str>> {
    let words = account.source.unnamed.as_deref()?.split_whitespace();
    Some(words.filter(|word| !["a", "an", "the"].contains(word)).collect())
}
