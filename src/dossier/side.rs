//! By whom a statement is asserted, or denied: origin by origin, with the reports that go back to each.

use std::collections::{BTreeMap, BTreeSet};

use super::{Citation, Dossier};
use crate::corroborate::{Account, Because, Borrowing, Corroboration, Support, Teller};

/// All that is counted where somebody asserts a statement, or denies it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// How many reports.
    pub reports: usize,
    /// The independent origins; their number is the one that is told everywhere.
    pub origins: Vec<Origin>,
    /// Reports of which nobody can say by whose word they tell it; they add no origin.
    pub untraced: Vec<Member>,
}

/// One independent origin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// Who knows it.
    pub name: String,
    /// How those are described whom nobody names, and whom this one knows: "two border officials".
    pub unnamed: Option<String>,
    /// Those through whom its word came into the report that counts, from the origin outward.
    pub through: Vec<String>,
    /// The reports that go back to it; first the one that counts.
    pub members: Vec<Member>,
}

/// A report that goes back to an origin.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Member {
    /// The report.
    pub report: Citation,
    /// Its claims, by their addresses.
    pub claims: Vec<String>,
    /// Why it adds no origin; none for the one that counts.
    pub adds_none: Option<String>,
}

/// Whom each report has it from.
struct Reach<'a> {
    accounts: BTreeMap<usize, Vec<&'a Account>>,
    /// The reports of each house that tell it.
    houses: BTreeMap<&'a str, BTreeSet<usize>>,
    borrowed: BTreeMap<&'a str, Vec<&'a Borrowing>>,
}

impl Side {
    pub(super) fn of(accounts: &[&Account], dossier: &Dossier<'_>) -> Side {
        let mut support = dossier.all.support(accounts);
        let counted = dossier.all.counted(accounts);
        begin_with_the_first(&mut support, &counted);
        let reach = Reach::of(&counted, &support.borrowed, dossier.all);
        let mut side = Side {
            reports: support.reports.len(),
            origins: support.ways.iter().map(|way| Origin::of(way, &counted, dossier)).collect(),
            untraced: Vec::new(),
        };
        for account in &counted {
            let way = reach.way(account, &support);
            let adds_none =
                reach.reason(account, way.map(|way| support.ways[way].as_slice()), dossier);
            let members = match way {
                Some(way) => &mut side.origins[way].members,
                None => &mut side.untraced,
            };
            let report = &dossier.all.reports[account.reading];
            match members.iter_mut().find(|member| member.report.iri == *report) {
                Some(member) => member.claims.push(account.claim.clone()),
                None => members.push(Member {
                    report: dossier.citation(report),
                    claims: vec![account.claim.clone()],
                    adds_none,
                }),
            }
        }
        side.repeat(accounts, &counted, &support, dossier);
        let lists = side.origins.iter_mut().map(|origin| &mut origin.members);
        for members in lists.chain([&mut side.untraced]) {
            members.sort_by(|a, b| {
                (a.adds_none.is_some(), &a.report).cmp(&(b.adds_none.is_some(), &b.report))
            });
        }
        side
    }

    /// Adds the reports in which a house only says again what another of its reports says.
    fn repeat(
        &mut self,
        accounts: &[&Account],
        counted: &[&Account],
        support: &Support,
        dossier: &Dossier<'_>,
    ) {
        let told: BTreeSet<usize> = counted.iter().map(|account| account.reading).collect();
        let own = |account: &Account| account.source.chain.last().cloned().map(Teller::Agent);
        for account in accounts.iter().filter(|account| !told.contains(&account.reading)) {
            let report = dossier.citation(&dossier.all.reports[account.reading]);
            let same_house = |member: &Member| member.report.publisher == report.publisher;
            let place =
                self.origins.iter().position(|origin| origin.members.iter().any(same_house));
            let by_name = support.ways.iter().position(|way| way.last() == own(account).as_ref());
            let members = match place.or(by_name) {
                Some(place) => &mut self.origins[place].members,
                None => &mut self.untraced,
            };
            match members.iter_mut().find(|member| member.report.iri == report.iri) {
                Some(member) => member.claims.push(account.claim.clone()),
                None => members.push(Member {
                    report,
                    claims: vec![account.claim.clone()],
                    adds_none: Some(
                        "says again what the same house told with its source".to_owned(),
                    ),
                }),
            }
        }
    }

    /// All reports that are counted, each once, by their addresses.
    pub fn cited(&self) -> BTreeSet<&str> {
        let members = self.origins.iter().flat_map(|origin| &origin.members).chain(&self.untraced);
        members.map(|member| member.report.iri.as_str()).collect()
    }
}

impl Origin {
    fn of(way: &[Teller], accounts: &[&Account], dossier: &Dossier<'_>) -> Origin {
        let last = way.last().map(|last| dossier.teller(last)).unwrap_or_default();
        let is_its = |account: &&&Account| {
            let ends = account.source.chain.last().map(|last| Teller::Agent(last.clone()));
            account.source.unnamed.is_some()
                && ends.as_ref() == way.last()
                && way.contains(&Teller::Report(account.reading))
        };
        let account = accounts.iter().find(is_its);
        let unnamed =
            account.and_then(|account| dossier.said(&account.claim).tellers.into_iter().next());
        let between = way.iter().skip(1).rev().skip(1);
        let through = between.map(|teller| dossier.teller(teller)).collect();
        Origin { name: last, unnamed, through, members: Vec::new() }
    }
}

/// Lets each way begin with the first report that has the origin's word without another report, where it is
/// on no other way: whichever is counted, the number is the same.
fn begin_with_the_first(support: &mut Support, counted: &[&Account]) {
    let borrows =
        |claim: &String| support.borrowed.iter().any(|borrowing| borrowing.claim == *claim);
    let first_hand: Vec<&&Account> =
        counted.iter().filter(|account| !borrows(&account.claim)).collect();
    for place in 0..support.ways.len() {
        let others = support.ways.iter().enumerate().filter(|(other, _)| *other != place);
        let taken: BTreeSet<&Teller> = others.flat_map(|(_, way)| way).collect();
        let ways = first_hand.iter().map(|account| {
            let chain = account.source.chain.iter().cloned().map(Teller::Agent);
            let way: Vec<Teller> =
                std::iter::once(Teller::Report(account.reading)).chain(chain).collect();
            ((account.published.is_none(), account.published, account.reading), way)
        });
        let last = support.ways[place].last();
        let first = ways
            .filter(|(_, way)| way.len() > 1 && way.last() == last)
            .filter(|(_, way)| !way.iter().any(|teller| taken.contains(teller)))
            .min();
        if let Some((_, way)) = first {
            support.ways[place] = way;
        }
    }
}

impl<'a> Reach<'a> {
    fn of(counted: &[&'a Account], borrowed: &'a [Borrowing], all: &'a Corroboration) -> Reach<'a> {
        let (accounts, houses) = (BTreeMap::new(), BTreeMap::new());
        let mut reach = Reach { accounts, houses, borrowed: BTreeMap::new() };
        for account in counted {
            if let Some(house) = all.house(account.reading) {
                reach.houses.entry(house).or_default().insert(account.reading);
            }
            reach.accounts.entry(account.reading).or_default().push(account);
        }
        for borrowing in borrowed {
            reach.borrowed.entry(&borrowing.claim).or_default().push(borrowing);
        }
        reach
    }

    fn borrowed(&self, account: &Account) -> &[&'a Borrowing] {
        self.borrowed.get(account.claim.as_str()).map_or(&[], Vec::as_slice)
    }

    /// All from whom an account has it, however far back.
    fn tellers(&self, account: &Account) -> BTreeSet<Teller> {
        let mut tellers: BTreeSet<Teller> = BTreeSet::new();
        let mut next = vec![account];
        while let Some(account) = next.pop() {
            let borrowed = self.borrowed(account);
            let mut before: BTreeSet<usize> =
                borrowed.iter().map(|borrowing| borrowing.from).collect();
            if borrowed.is_empty() {
                tellers.extend(account.source.chain.iter().cloned().map(Teller::Agent));
                // Who names an outlet has it from that outlet's own reports.
                let houses = account.source.chain.iter().map(String::as_str);
                before.extend(houses.filter_map(|house| self.houses.get(house)).flatten());
                before.remove(&account.reading);
            }
            for from in before {
                if tellers.insert(Teller::Report(from)) {
                    next.extend(self.accounts.get(&from).into_iter().flatten().copied());
                }
            }
        }
        tellers
    }

    /// The origin of the first report that an account has it from, and so on.
    fn first_hand(&self, account: &Account) -> Option<Teller> {
        let mut account = account;
        let mut seen: BTreeSet<usize> = BTreeSet::new();
        while let Some(borrowing) = self.borrowed(account).first() {
            if !seen.insert(borrowing.from) {
                return None;
            }
            let accounts = self.accounts.get(&borrowing.from)?;
            account = accounts.iter().find(|account| !account.source.chain.is_empty())?;
        }
        account.source.chain.last().cloned().map(Teller::Agent)
    }

    /// The way that an account goes back to: its report's own, if that can be.
    fn way(&self, account: &Account, support: &Support) -> Option<usize> {
        if account.source.chain.is_empty() {
            return None;
        }
        let tellers = self.tellers(account);
        let here = Teller::Report(account.reading);
        let ways = || support.ways.iter().enumerate();
        let meets = |way: &[Teller]| way.iter().any(|teller| tellers.contains(teller));
        let own = ways().find(|(_, way)| way.contains(&here) && meets(way));
        let known_to = self.first_hand(account);
        let straight = || ways().find(|(_, way)| way.last() == known_to.as_ref());
        let ends_alike =
            || ways().find(|(_, way)| way.last().is_some_and(|last| tellers.contains(last)));
        let any = || ways().find(|(_, way)| meets(way) || way.contains(&here));
        own.or_else(straight).or_else(ends_alike).or_else(any).map(|(place, _)| place)
    }

    /// Why an account adds no origin to the one that its way leads to.
    fn reason(
        &self,
        account: &Account,
        way: Option<&[Teller]>,
        dossier: &Dossier<'_>,
    ) -> Option<String> {
        let Some(way) = way else {
            let is_known = !account.source.chain.is_empty();
            let why = if is_known {
                "whence it has it is not sure"
            } else {
                "nobody can say by whose word"
            };
            return Some(why.to_owned());
        };
        if way.contains(&Teller::Report(account.reading)) {
            return None;
        }
        if let Some(borrowing) = self.borrowed(account).first() {
            let from = dossier.name(&dossier.all.reports[borrowing.from]);
            return Some(match borrowing.because {
                Because::Copies => format!("repeats the words of {from}"),
                Because::SameSource => {
                    format!("has the same unnamed source with the same figure as {from}")
                }
            });
        }
        let tellers = self.tellers(account);
        let shared = way.iter().rev().find(|teller| tellers.contains(teller))?;
        let name = dossier.teller(shared);
        Some(if account.source.own_voice {
            format!("is of {name}, too")
        } else {
            format!("has it from {name}, too")
        })
    }
}
