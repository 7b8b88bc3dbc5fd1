//! Accounts of one thing: the same subject, relation and object, whoever tells it and when it is said to
//! have happened.

use std::collections::BTreeMap;

use super::accounts::{Account, What};
use super::alike::Alike;
use super::window::Window;
use crate::model::Reading;

/// Accounts by what they are of.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    /// The accounts of each thing, by their places.
    members: Vec<Vec<usize>>,
    /// The group of each statement, its time, and whether it is yet to happen.
    statements: BTreeMap<String, (usize, Window, bool)>,
}

impl Groups {
    pub(super) fn of(accounts: &[Account], readings: &[&Reading], links: &[Vec<usize>]) -> Groups {
        let alike = Alike::of(accounts, readings, links);
        let mut numbers: BTreeMap<What, usize> = BTreeMap::new();
        let mut groups = Groups::default();
        for (place, account) in accounts.iter().enumerate() {
            let what = alike.settled(&account.what);
            let number = *numbers.entry(what).or_insert_with(|| {
                groups.members.push(Vec::new());
                groups.members.len() - 1
            });
            groups.members[number].push(place);
            // What has happened goes before what was planned.
            let entry = (number, account.window, account.what.planned);
            let known = groups.statements.entry(account.statement.clone()).or_insert(entry);
            if known.2 && !account.what.planned {
                *known = entry;
            }
        }
        groups
    }

    /// All groups, each by the places of its accounts.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[usize]> {
        self.members.iter().map(Vec::as_slice)
    }

    /// The statements, each with its group and time, in the order of their addresses.
    pub(super) fn statements(&self) -> impl Iterator<Item = (&str, &[usize], Window)> {
        self.statements.iter().map(|(statement, (number, window, _))| {
            (statement.as_str(), self.members[*number].as_slice(), *window)
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
        compatible(&self.members[*number], accounts, window, denied)
    }
}

/// Those of some accounts that are asserted, or denied, at a compatible time.
pub(super) fn compatible<'a>(
    members: &[usize],
    accounts: &'a [Account],
    window: &Window,
    denied: bool,
) -> Vec<&'a Account> {
    let members = members.iter().map(|place| &accounts[*place]);
    members
        .filter(|account| account.denied == denied && account.window.is_compatible(window))
        .collect()
}
