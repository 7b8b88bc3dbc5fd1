//! What a credit is worth: whom it leaves out, and whether the credited outlet has it at all.

use std::collections::{BTreeMap, BTreeSet};

use super::accounts::Account;
use super::lineage::{Day, Told, day};
use super::ways::{Lineage, Node};

impl<'a> Told<'a, '_> {
    /// Whether an account names an outlet whose own reports have other words, and has its words from an
    /// earlier report that does not name it.
    pub(super) fn is_miscredited(&self, account: &Account) -> bool {
        let credited = account.source.chain.last().filter(|_| account.source.by_outlet);
        let Some(own) = credited.and_then(|outlet| self.by_house.get(outlet.as_str())) else {
            return false;
        };
        let is_linked = |other: &&Account| {
            self.reports.links(account.reading).binary_search(&other.reading).is_ok()
        };
        !own.iter().any(is_linked)
            && self.linked(account).any(|other| {
                let names_it = other.source.chain.iter().any(|name| Some(name) == credited);
                !names_it && !other.source.chain.is_empty() && day(other) < day(account)
            })
    }

    /// What reports with the same words say of those whom an account credits: who names an agency alone
    /// has left out the official whom another names.
    pub(super) fn extend(&self, account: &'a Account, lineage: &mut Lineage<'a>) {
        let Some(last) = account.source.chain.last().filter(|_| account.source.by_outlet) else {
            return;
        };
        if self.by_house.contains_key(last.as_str()) {
            return;
        }
        for other in self.linked(account) {
            let innermost = other.source.chain.last().filter(|_| self.credits_another(other));
            if let Some(innermost) = innermost.filter(|_| !other.source.by_outlet) {
                lineage.has_from(Node::Agent(last), Node::Agent(innermost), account.reading);
            }
        }
        // "Reuters reported" in one sentence, "an official told Reuters" in the next.
        for other in self.reports.accounts(account.reading) {
            let behind = other.source.chain.iter().skip_while(|name| *name != last).nth(1);
            if let Some(behind) = behind {
                lineage.has_from(Node::Agent(last), Node::Agent(behind), account.reading);
            }
        }
    }

    /// Takes away origins that one report alone names, where the outlet that it credits was publishing in
    /// those days and says nothing of the kind: an unknown lineage adds no origin. Says how many accounts
    /// that leaves untraced.
    pub(super) fn leave_out_doubtful_credits(
        &self,
        accounts: &[&'a Account],
        lineage: &mut Lineage<'a>,
    ) -> usize {
        let mut doubtful: Vec<(Day, Node<'a>)> = Vec::new();
        let mut credits: BTreeMap<&str, Vec<&Account>> = BTreeMap::new();
        for account in accounts.iter().filter(|account| account.source.by_outlet) {
            if let Some(last) = account.source.chain.last() {
                credits.entry(last).or_default().push(account);
            }
        }
        for (outlet, mut by) in credits {
            let is_origin = lineage.origins.get(&Node::Agent(outlet)) == Some(&None);
            if !is_origin || self.by_house.contains_key(outlet) {
                continue;
            }
            by.sort_by_key(|account| day(account));
            if self.are_one_text(&by) && self.reports.was_publishing(outlet, by[0].published) {
                doubtful.push((day(by[0]), Node::Agent(outlet)));
            }
        }
        doubtful.sort();
        let sure = lineage.origins.len() - doubtful.len();
        // Of several the first counts where there is nobody else.
        let left_out = doubtful.split_off(usize::from(sure == 0).min(doubtful.len()));
        for (_, origin) in &left_out {
            lineage.origins.remove(origin);
        }
        left_out.len()
    }

    /// Whether each of some accounts, the earliest first, shares words with one before it.
    fn are_one_text(&self, accounts: &[&Account]) -> bool {
        let mut seen = BTreeSet::new();
        accounts.iter().all(|account| {
            let mut links = self.reports.links(account.reading).iter();
            let is_known = seen.is_empty()
                || seen.contains(&account.reading)
                || links.any(|linked| seen.contains(linked));
            seen.insert(account.reading);
            is_known
        })
    }
}
