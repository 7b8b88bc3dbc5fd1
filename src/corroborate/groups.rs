//! Accounts of one thing: the same subject, relation and object, whoever tells it and when it is said to
//! have happened.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::accounts::{Account, What};
use super::alike::Alike;
use super::window::{Window, days_between};
use crate::model::Reading;

/// Accounts by what they are of.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    groups: Vec<Group>,
    /// The group of each statement, its time, and whether it is yet to happen.
    statements: BTreeMap<String, (usize, Window, bool)>,
}

/// The accounts of one thing.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    /// Their places.
    pub(super) members: Vec<usize>,
    /// Those whose days are known, in the order of the first day.
    dated: Vec<(Date, Date, usize)>,
    /// The most days that one of them lasts.
    longest: u32,
    /// Those that leave one or both ends open.
    open: Vec<usize>,
}

/// A report that does not say when is about what happened nearest to its own day, give or take so many
/// days.
const NEAR_DAYS: u32 = 14;

impl Groups {
    pub(super) fn of(accounts: &[Account], readings: &[&Reading], links: &[Vec<usize>]) -> Groups {
        let alike = Alike::of(accounts, readings, links);
        let mut numbers: BTreeMap<Cow<'_, What>, usize> = BTreeMap::new();
        let mut groups = Groups::default();
        for (place, account) in accounts.iter().enumerate() {
            let what = alike.settled(&account.what);
            let number = *numbers.entry(what).or_insert_with(|| {
                groups.groups.push(Group::default());
                groups.groups.len() - 1
            });
            groups.groups[number].add(place, account);
            // What has happened goes before what was planned.
            let entry = (number, account.window, account.what.planned);
            match groups.statements.get_mut(&account.statement) {
                Some(known) if known.2 && !account.what.planned => *known = entry,
                Some(_) => {}
                None => {
                    groups.statements.insert(account.statement.clone(), entry);
                }
            }
        }
        groups.groups.iter_mut().for_each(|group| group.dated.sort_unstable());
        groups
    }

    /// All groups, each by the places of its accounts.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[usize]> {
        self.groups.iter().map(|group| group.members.as_slice())
    }

    /// The statements, each with its group and time, in the order of their addresses.
    pub(super) fn statements(&self) -> impl Iterator<Item = (&str, &Group, Window)> {
        self.statements.iter().map(|(statement, (number, window, _))| {
            (statement.as_str(), &self.groups[*number], *window)
        })
    }

    /// The accounts of a statement at a compatible time.
    pub(super) fn accounts_of<'a>(
        &self,
        statement: &str,
        accounts: &'a [Account],
        denied: bool,
    ) -> Vec<&'a Account> {
        let Some((number, window, _)) = self.statements.get(statement) else { return Vec::new() };
        let found = self.groups[*number].compatible(window, accounts);
        let found = found.into_iter().map(|place| &accounts[place]);
        found.filter(|account| account.denied == denied).collect()
    }
}

impl Group {
    fn add(&mut self, place: usize, account: &Account) {
        self.members.push(place);
        match account.window {
            Window { start: Some(start), end: Some(end) } => {
                let days = days_between(Some(start), Some(end)).unwrap_or(0);
                self.longest = self.longest.max(days);
                self.dated.push((start, end, place));
            }
            _ => self.open.push(place),
        }
    }

    /// The accounts that may be of a time, by their places, in order.
    pub(super) fn compatible(&self, window: &Window, accounts: &[Account]) -> Vec<usize> {
        let mut found: Vec<usize> = match window {
            Window { start: Some(start), end: Some(end) } => {
                let longest = jiff::Span::new().days(i64::from(self.longest));
                let earliest = start.checked_sub(longest).unwrap_or(Date::MIN);
                let first = self.dated.partition_point(|(start, ..)| *start < earliest);
                let begun = self.dated[first..].iter().take_while(|(start, ..)| start <= end);
                begun.filter(|(_, last, _)| last >= start).map(|(.., place)| *place).collect()
            }
            _ => {
                let dated = self.dated.iter().map(|(.., place)| *place);
                dated.filter(|place| accounts[*place].window.is_compatible(window)).collect()
            }
        };
        let open = self.open.iter().copied();
        found.extend(open.filter(|place| self.may_be(&accounts[*place], window)));
        found.sort_unstable();
        found
    }

    /// Whether an account that does not say on which days it was may be of a time.
    fn may_be(&self, account: &Account, window: &Window) -> bool {
        let is_undated = account.window == Window::default();
        let (Some(day), true, true) = (account.published, is_undated, window.is_known()) else {
            return account.window.is_compatible(window);
        };
        let nearest = self.nearest(day).unwrap_or(0);
        distance(day, window.start, window.end) <= nearest + NEAR_DAYS
    }

    /// How far from a day the nearest event of this group is.
    fn nearest(&self, day: Date) -> Option<u32> {
        let next = self.dated.partition_point(|(start, ..)| *start <= day);
        let longest = jiff::Span::new().days(i64::from(self.longest));
        let after =
            self.dated.get(next).map(|(start, end, _)| distance(day, Some(*start), Some(*end)));
        let before = self.dated[..next].last().map(|(start, ..)| *start);
        let earliest = before.and_then(|start| start.checked_sub(longest).ok());
        let before = self.dated[..next].iter().rev();
        let before = before
            .take_while(|(start, ..)| earliest.is_none_or(|earliest| *start >= earliest))
            .map(|(start, end, _)| distance(day, Some(*start), Some(*end)));
        before.chain(after).min()
    }
}

/// How many days lie between a day and a time.
fn distance(day: Date, start: Option<Date>, end: Option<Date>) -> u32 {
    let away = |from: Option<Date>| days_between(from, Some(day)).unwrap_or(0);
    match (start, end) {
        (Some(first), _) if day < first => away(start),
        (_, Some(last)) if day > last => away(end),
        _ => 0,
    }
}
