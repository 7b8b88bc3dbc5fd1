//! From whom the accounts of one statement have it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::Reports;
use super::accounts::Account;
use super::ways::{Lineage, Node};

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
    /// It repeats sentences or quotations of the other.
    Copies,
    /// It has the same unnamed source, with the same figure, at the same time.
    SameSource,
}

/// What follows from some accounts of one statement.
#[derive(Debug, Default)]
pub(super) struct Traced<'a> {
    pub(super) lineage: Lineage<'a>,
    /// How many of the accounts nobody can trace.
    pub(super) untraced: usize,
    pub(super) borrowed: Vec<Borrowing>,
}

/// Which account comes first among those that tell the same: the credited one, then the earliest.
type Rank = (bool, Option<Date>, bool, usize);

/// What is known of the accounts of one statement.
pub(super) struct Told<'a, 'r> {
    pub(super) reports: &'r Reports<'a>,
    /// Sorted by reading.
    by_report: Vec<&'a Account>,
    /// The accounts of each house, the earliest first.
    pub(super) by_house: BTreeMap<&'a str, Vec<&'a Account>>,
    /// The first of the accounts by unnamed sources that are described alike, on one day.
    by_unnamed: BTreeMap<(Unnamed<'a>, Date), &'a Account>,
    /// The addresses of claims whose words are another's than the one that they credit.
    miscredited: BTreeSet<&'a str>,
}

/// How an unnamed source is described, and the figure that it gives.
type Unnamed<'a> = (Vec<&'a str>, Option<u64>, Option<u64>, bool, &'a str);

/// Who has a statement from whom, by these accounts of it.
pub(super) fn trace<'a>(accounts: &[&'a Account], reports: &Reports<'a>) -> Traced<'a> {
    let mut lineage = Lineage::default();
    lineage.reports.extend(accounts.iter().map(|account| account.reading));
    let all = accounts;
    let accounts = without_repetitions(all, reports);
    let told = Told::of(all, &accounts, reports);
    let (mut untraced, mut borrowed) = (0, Vec::new());
    for account in &accounts {
        if account.source.chain.is_empty() {
            untraced += 1;
            continue;
        }
        let house = reports.house(account.reading);
        lineage.tell(house, account.reading);
        let before = told.predecessors(account);
        if before.is_empty() && told.repeats(account) {
            continue;
        }
        if before.is_empty() {
            lineage.follow(house, account.reading, &account.source.chain);
            told.extend(account, &mut lineage);
        } else if told.credits_another(account) {
            lineage.know(account.reading, &account.source.chain);
        }
        // A wire story that a thousand print is had from the first of them, for all that anybody can say.
        let others = before.iter().filter(|other| other.reading != account.reading);
        let first = others.min_by_key(|other| reports.rank(other));
        borrowed.extend(first.map(|first| told.borrowing(account, first)));
        for other in before {
            lineage.has_from(house, reports.house(other.reading), account.reading);
        }
    }
    lineage.leave_out_go_betweens();
    told.break_circles(&accounts, &mut lineage);
    untraced += told.leave_out_doubtful_credits(&accounts, &mut lineage);
    Traced { lineage, untraced, borrowed }
}

/// What a house says in its own voice, or by its own word, after it has said who knows it is said again,
/// and so is what stands so in the same report.
pub(super) fn without_repetitions<'a>(
    accounts: &[&'a Account],
    reports: &Reports<'a>,
) -> Vec<&'a Account> {
    let mut credited: BTreeMap<Node<'_>, Option<Date>> = BTreeMap::new();
    let mut in_report: BTreeSet<usize> = BTreeSet::new();
    let is_own = |account: &Account| {
        account.source.own_voice || account.source.by_outlet && reports.credits_itself(account)
    };
    for account in accounts.iter().filter(|account| !is_own(account)) {
        in_report.insert(account.reading);
        let day = credited.entry(reports.house(account.reading)).or_insert(account.published);
        *day = (*day).min(account.published);
    }
    let told_anew = |account: &&&Account| {
        let before = credited.get(&reports.house(account.reading));
        let is_later = before.is_some_and(|day| day.is_some() && *day <= account.published);
        !is_own(account) || !(in_report.contains(&account.reading) || is_later)
    };
    accounts.iter().filter(told_anew).copied().collect()
}

impl<'a, 'r> Told<'a, 'r> {
    /// All accounts, from which others may have it, and of these the ones that tell it
    /// anew.
    fn of(all: &[&'a Account], accounts: &[&'a Account], reports: &'r Reports<'a>) -> Told<'a, 'r> {
        let mut told = Told {
            reports,
            by_report: all.to_vec(),
            by_house: BTreeMap::new(),
            by_unnamed: BTreeMap::new(),
            miscredited: BTreeSet::new(),
        };
        told.by_report.sort_by_key(|account| account.reading);
        for account in accounts.iter().filter(|account| !account.source.chain.is_empty()) {
            if let Some(house) = reports.publisher(account.reading) {
                told.by_house.entry(house).or_default().push(account);
            }
            if let Some(key) = unnamed(account).zip(account.published) {
                let first = told.by_unnamed.entry(key).or_insert(account);
                if reports.rank(account) < reports.rank(first) {
                    *first = account;
                }
            }
        }
        told.by_house.values_mut().for_each(|own| own.sort_by_key(|account| day(account)));
        let miscredited = accounts.iter().filter(|account| told.is_miscredited(account));
        told.miscredited = miscredited.map(|account| account.claim.as_str()).collect();
        told
    }

    /// What an account has from another, and how that is known.
    fn borrowing(&self, account: &Account, other: &Account) -> Borrowing {
        let copies = self.reports.links(account.reading).contains(&other.reading);
        let because = if copies { Because::Copies } else { Because::SameSource };
        let claim = account.claim.clone();
        Borrowing { claim, report: account.reading, from: other.reading, because }
    }

    /// Whether a house says again in its own name what it had from others when it said it first.
    fn repeats(&self, account: &Account) -> bool {
        let own = self.reports.publisher(account.reading).and_then(|it| self.by_house.get(it));
        let first = own.into_iter().flatten().find(|own| !self.credits_another(own));
        !self.credits_another(account)
            && first.is_some_and(|first| {
                let is_again = account.source.unnamed.is_none()
                    || account.source.unnamed == first.source.unnamed;
                first.claim != account.claim && is_again && !self.predecessors(first).is_empty()
            })
    }

    pub(super) fn credits_another(&self, account: &Account) -> bool {
        self.reports.credits_another(account) && !self.miscredited.contains(&*account.claim)
    }

    fn rank(&self, account: &Account) -> Rank {
        let (_, published, is_unknown, reading) = self.reports.rank(account);
        (!self.credits_another(account), published, is_unknown, reading)
    }

    /// Whether a copy goes back to the other: the credited one is the original, then the earlier one.
    fn goes_before(&self, other: &Account, account: &Account) -> bool {
        let own_house = self.reports.publisher(account.reading);
        let names_us =
            own_house.is_some_and(|house| other.source.chain.iter().any(|name| name == house));
        let known = !other.source.chain.is_empty();
        known && !names_us && self.rank(other) < self.rank(account)
    }

    /// The accounts that another has it from, where they are known.
    fn predecessors(&self, account: &'a Account) -> Vec<&'a Account> {
        if !self.credits_another(account) {
            let mut before: Vec<&Account> = self.linked(account).collect();
            before.retain(|other| self.goes_before(other, account));
            before.extend(self.same_source(account));
            return before;
        }
        // The words of another report, and the same teller: it was there that they were told.
        let last = account.source.chain.last();
        let is_original = |other: &&Account| {
            other.source.chain.last() == last
                && self.credits_another(other)
                && day(other) < day(account)
        };
        self.linked(account).filter(is_original).collect()
    }

    /// The accounts in reports that share words with that of another.
    pub(super) fn linked(&self, account: &Account) -> impl Iterator<Item = &'a Account> {
        let links = self.reports.links(account.reading);
        let (mut few, mut many) = (Vec::new(), Vec::new());
        if links.len() > self.by_report.len() {
            let is_linked = |other: &&&Account| links.binary_search(&other.reading).is_ok();
            many = self.by_report.iter().filter(is_linked).copied().collect();
        } else {
            for linked in links {
                let start = self.by_report.partition_point(|other| other.reading < *linked);
                let same = self.by_report[start..].iter();
                few.extend(same.take_while(|other| other.reading == *linked).copied());
            }
        }
        few.into_iter().chain(many)
    }

    /// The first account by an unnamed source that is this one: described alike, with the same figure, on
    /// the same day or the next.
    fn same_source(&self, account: &'a Account) -> Option<&'a Account> {
        let (key, day) = unnamed(account).zip(account.published)?;
        let days = [-1, 0, 1].map(|days: i32| day.checked_add(days.days()).ok());
        let found = days
            .into_iter()
            .flatten()
            .filter_map(|day| self.by_unnamed.get(&(key.clone(), day)).copied());
        found
            .filter(|other| other.reading != account.reading && self.goes_before(other, account))
            .min_by_key(|other| self.rank(other))
    }

    /// Where all have it from each other, the first of them is the origin.
    fn break_circles(&self, accounts: &[&'a Account], lineage: &mut Lineage<'a>) {
        loop {
            let traced = lineage.traced();
            let astray = accounts.iter().filter(|account| {
                !account.source.chain.is_empty()
                    && !traced.contains(&self.reports.house(account.reading))
            });
            let first = astray.min_by_key(|account| (self.credits_another(account), day(account)));
            let Some(first) = first else { return };
            let house = self.reports.house(first.reading);
            lineage.origins.insert(house, Some(first.reading));
        }
    }
}

impl Reports<'_> {
    fn rank(&self, account: &Account) -> Rank {
        let credits = self.credits_another(account);
        (!credits, account.published, account.published.is_none(), account.reading)
    }

    fn credits_another(&self, account: &Account) -> bool {
        !account.source.own_voice && !self.credits_itself(account)
    }

    fn credits_itself(&self, account: &Account) -> bool {
        let last = account.source.chain.last().map(String::as_str);
        last == self.publisher(account.reading)
    }
}

/// When an account was published, the unknown days last.
pub(super) type Day = (bool, Option<Date>, usize);

/// When an account was published; reports of one day in the order of their addresses.
pub(super) fn day(account: &Account) -> Day {
    (account.published.is_none(), account.published, account.reading)
}

/// By what unnamed sources are compared; only those that give a figure can be.
fn unnamed(account: &Account) -> Option<Unnamed<'_>> {
    let words = account.source.unnamed.as_deref()?.split_whitespace();
    let words = words.filter(|word| !["a", "an", "the"].contains(word)).collect();
    let figure = account.strength.as_ref()?;
    Some((words, figure.min, figure.max, figure.approximate, &figure.unit))
}
