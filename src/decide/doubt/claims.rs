//! Claims that may be misread and that much rests on, and claims that stand alone against others.

use std::collections::BTreeMap;

use super::{Doubt, Ground, Said};
use crate::corroborate::{Account, Corroboration, Policy, Standing, Status};

/// What is read with less than this probability may well be misread.
const UNSURE: f64 = 0.8;

/// How many of the unsure readings of one statement are tried, the least sure first.
const TRIED: usize = 8;

/// How many claims are shown beside the one that is asked about.
const BESIDE: usize = 2;

/// The claims that are in doubt, each with how many it touches and some of the others.
type Found<'c> = BTreeMap<(&'c str, Ground), (usize, Vec<&'c str>)>;

pub(super) fn doubts(corroboration: &Corroboration, said: &Said<'_>) -> Vec<Doubt> {
    let mut found = Found::new();
    for standing in &corroboration.standings {
        opposed(standing, corroboration, &mut found);
        needed(standing, corroboration, said, &mut found);
    }
    contradicting(corroboration, said, &mut found);
    let mut doubts: BTreeMap<&str, Doubt> = BTreeMap::new();
    for ((claim, ground), (touches, beside)) in found {
        let claims = std::iter::once(claim).chain(beside);
        let sides: Vec<_> = claims.filter_map(|claim| said.claim(claim)).collect();
        // A further telling stands and falls with its claim.
        if sides.first().is_some_and(|side| side.iri == claim) {
            // Once for each claim, by the weightier ground.
            doubts.entry(claim).or_insert(Doubt { ground, touches, sides });
        }
    }
    doubts.into_values().collect()
}

/// One report asserts what several origins deny, or denies what they assert.
fn opposed<'c>(standing: &Standing, of: &'c Corroboration, found: &mut Found<'c>) {
    let (asserted, denied) = (&standing.asserted, &standing.denied);
    for (alone, several, is_denied) in [(asserted, denied, false), (denied, asserted, true)] {
        if alone.reports.len() != 1 || several.origins() < 2 {
            continue;
        }
        let against = of.accounts_of(&standing.statement, !is_denied);
        for account in of.accounts_of(&standing.statement, is_denied) {
            add(found, &account.claim, Ground::Opposed, against.len() + 1, &against);
        }
    }
}

/// Without an unsure reading, a statement would not be corroborated.
fn needed<'c>(standing: &Standing, of: &'c Corroboration, said: &Said<'_>, found: &mut Found<'c>) {
    let least = Policy::default().least_origins;
    // With more origins than it takes, no single claim decides.
    if standing.status != Status::Corroborated || standing.asserted.origins() != least {
        return;
    }
    let accounts = of.accounts_of(&standing.statement, false);
    let mut unsure: Vec<&Account> =
        accounts.iter().copied().filter(|account| is_unsure(account, said)).collect();
    let sure = |account: &Account| said.confidence(&account.claim).unwrap_or(1.0);
    unsure.sort_by(|a, b| sure(a).total_cmp(&sure(b)).then_with(|| a.claim.cmp(&b.claim)));
    for account in unsure.into_iter().take(TRIED) {
        let others: Vec<&Account> =
            accounts.iter().copied().filter(|other| other.claim != account.claim).collect();
        if of.support(&others).origins() < least {
            add(found, &account.claim, Ground::Unsure, accounts.len(), &others);
        }
    }
}

/// An unsure reading contradicts others.
fn contradicting<'c>(of: &'c Corroboration, said: &Said<'_>, found: &mut Found<'c>) {
    let mut against: BTreeMap<&str, Vec<&Account>> = BTreeMap::new();
    for contradiction in &of.contradictions {
        let [a, b] = contradiction.between.map(|place| &of.accounts[place]);
        for (account, other) in [(a, b), (b, a)] {
            if is_unsure(account, said) {
                against.entry(&account.claim).or_default().push(other);
            }
        }
    }
    for (claim, others) in against {
        add(found, claim, Ground::Unsure, others.len() + 1, &others);
    }
}

fn add<'c>(
    found: &mut Found<'c>,
    claim: &'c str,
    ground: Ground,
    touches: usize,
    others: &[&'c Account],
) {
    let beside = || others.iter().take(BESIDE).map(|other| other.claim.as_str()).collect();
    let known = found.entry((claim, ground)).or_insert_with(|| (touches, beside()));
    if known.0 < touches {
        *known = (touches, beside());
    }
}

fn is_unsure(account: &Account, said: &Said<'_>) -> bool {
    said.confidence(&account.claim).is_some_and(|sure| sure < UNSURE)
}
