//! Who else says so: statements across reports, their origins, and what speaks against them.
//!
//! Ten articles that rewrite one wire story are one origin. Works on readings alone, looks at no
//! text but through [sketches](crate::model::Sketch), and can be run again at any time:
//!
//! ```text
//! readings ─accounts→ every telling of every claim, with who knows it
//!          ─copies→   which reports share words
//!          ─groups→   accounts of one thing, with compatible times
//!          ─lineage→  from whom each has it ─ways→ independent origins
//!          ─contradict→ denials, numbers, offices, places that cannot both be right
//! ```

mod accounts;
mod alike;
mod broader;
mod contradict;
mod copies;
mod corrections;
mod credits;
mod groups;
mod lineage;
mod policy;
mod standing;
mod things;
mod ways;
mod window;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

pub use accounts::{Account, Source, What};
pub use contradict::{Contradiction, Kind, Weight};
pub use corrections::{Fate, fates};
pub use lineage::{Because, Borrowing};
pub use policy::Policy;
pub use standing::{Standing, Status};
pub use ways::Teller;
pub use window::Window;

use crate::encode::Encoder;
use crate::model::Reading;
use crate::naming::Namer;
use crate::ontology::Ontology;
use contradict::Evidence;
use copies::Text;
use groups::Groups;
use things::Things;
use ways::Node;
use window::days_between;

/// What readings say together.
#[derive(Debug, Clone)]
pub struct Corroboration {
    /// Every telling of every claim that counts, in the order of the readings.
    pub accounts: Vec<Account>,
    /// What cannot both be right.
    pub contradictions: Vec<Contradiction>,
    /// How each statement stands, in the order of their addresses.
    pub standings: Vec<Standing>,
    /// Statements that say more, each with one that says less, by their addresses; sorted.
    pub broader: Vec<(String, String)>,
    /// The addresses of the readings.
    pub reports: Vec<String>,
    groups: Groups,
    /// The publisher's house of each reading, where known.
    publishers: Vec<Option<String>>,
    /// For each reading those that share words with it.
    links: Vec<Vec<usize>>,
    /// The days on which each house published something, in order.
    days: BTreeMap<String, Vec<Date>>,
}

/// The readings to be brought together, and by what rules.
#[derive(Debug, Clone, Copy)]
pub struct Input<'i> {
    /// One version of each report, the last; sorted by address.
    pub readings: &'i [&'i Reading],
    /// Claims of earlier versions that the last leaves out and does not take back.
    pub left_out: &'i [LeftOut<'i>],
    /// The relations.
    pub ontology: &'i Ontology,
    /// What names things.
    pub namer: &'i Namer,
    /// What counts.
    pub policy: &'i Policy,
}

/// Claims of an earlier version that still stand.
#[derive(Debug, Clone)]
pub struct LeftOut<'i> {
    /// The last version, by its place among the readings.
    pub last: usize,
    /// The earlier version.
    pub earlier: &'i Reading,
    /// Its claims, by their places.
    pub claims: Vec<usize>,
}

/// By whom something is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Support {
    /// The reports that tell it, by their places in the list of readings.
    pub reports: Vec<usize>,
    /// Ways from a report to an origin that have nobody in common; their number is that of origins.
    pub ways: Vec<Vec<Teller>>,
    /// How many accounts nobody can trace; they add no origin.
    pub untraced: usize,
    /// What reports tell as they have it from other reports.
    pub borrowed: Vec<Borrowing>,
}

impl Support {
    /// How many independent origins there are.
    pub fn origins(&self) -> usize {
        self.ways.len()
    }
}

/// What is known of the reports.
struct Reports<'c> {
    publishers: &'c [Option<String>],
    links: &'c [Vec<usize>],
    accounts: &'c [Account],
    days: &'c BTreeMap<String, Vec<Date>>,
}

/// How far apart reports of the same news are.
const SAME_NEWS_DAYS: u32 = 3;

impl<'c> Reports<'c> {
    fn publisher(&self, reading: usize) -> Option<&'c str> {
        self.publishers[reading].as_deref()
    }

    /// What stands for a reading in the graph of who has it from whom.
    fn house(&self, reading: usize) -> Node<'c> {
        self.publisher(reading).map_or(Node::Report(reading), Node::Agent)
    }

    fn links(&self, reading: usize) -> &'c [usize] {
        &self.links[reading]
    }

    /// The accounts of a reading.
    fn accounts(&self, reading: usize) -> &'c [Account] {
        let start = self.accounts.partition_point(|account| account.reading < reading);
        let rest = &self.accounts[start..];
        &rest[..rest.partition_point(|account| account.reading == reading)]
    }

    /// Whether some report of a house was published within a few days of one.
    fn was_publishing(&self, house: &str, day: Option<Date>) -> bool {
        let (Some(days), Some(day)) = (self.days.get(house), day) else { return false };
        let next = days.partition_point(|other| *other < day);
        let around = [next.checked_sub(1), Some(next)].into_iter().flatten();
        around.filter_map(|place| days.get(place)).any(|other| {
            days_between(Some(*other), Some(day)).is_some_and(|days| days <= SAME_NEWS_DAYS)
        })
    }
}

impl Corroboration {
    /// What readings say together.
    pub fn of(input: Input<'_>) -> Corroboration {
        let Input { readings, ontology, .. } = input;
        let publishers: Vec<Option<String>> =
            readings.par_iter().map(|reading| accounts::publisher(reading)).collect();
        let links = links(readings, &publishers);
        let days = days(readings, &publishers);
        let accounts = accounts(input);
        let groups = Groups::of(&accounts, readings, &links);
        let things = Things::of(readings, input.namer);
        let evidence = Evidence { accounts: &accounts, groups: &groups, things: &things, ontology };
        let contradictions = contradict::contradictions(&evidence);
        let broader = broader::find(&accounts, &groups, &things, ontology);
        let standings = Vec::new();
        let reports = readings.iter().map(|reading| reading.iri.clone()).collect();
        let mut corroboration = Corroboration {
            accounts,
            contradictions,
            standings,
            broader,
            reports,
            groups,
            publishers,
            links,
            days,
        };
        corroboration.standings = corroboration.settle(input.policy.least_origins);
        corroboration
    }

    /// How a statement stands.
    pub fn standing(&self, statement: &str) -> Option<&Standing> {
        let place =
            self.standings.binary_search_by(|known| known.statement.as_str().cmp(statement));
        place.ok().map(|place| &self.standings[place])
    }

    /// The accounts of a statement, asserted or denied, at a time that is compatible with its own.
    pub fn accounts_of(&self, statement: &str, denied: bool) -> Vec<&Account> {
        self.groups.accounts_of(statement, &self.accounts, denied)
    }

    /// Those of some accounts that count: not what a report says in its own voice, too, after it has said
    /// who knows it.
    pub fn counted<'a>(&'a self, accounts: &[&'a Account]) -> Vec<&'a Account> {
        lineage::without_repetitions(accounts, &self.known())
    }

    /// The house that published a reading, where that is known.
    pub fn house(&self, reading: usize) -> Option<&str> {
        self.publishers[reading].as_deref()
    }

    fn known(&self) -> Reports<'_> {
        Reports {
            publishers: &self.publishers,
            links: &self.links,
            accounts: &self.accounts,
            days: &self.days,
        }
    }

    /// By whom these accounts are told.
    pub fn support(&self, accounts: &[&Account]) -> Support {
        let traced = lineage::trace(accounts, &self.known());
        Support {
            reports: traced.lineage.reports.iter().copied().collect(),
            ways: traced.lineage.ways(),
            untraced: traced.untraced,
            borrowed: traced.borrowed,
        }
    }
}

/// All accounts that count.
fn accounts(input: Input<'_>) -> Vec<Account> {
    let encoder = Encoder::new(input.ontology, input.namer);
    let mut left_out: BTreeMap<usize, Vec<&LeftOut<'_>>> = BTreeMap::new();
    for earlier in input.left_out {
        left_out.entry(earlier.last).or_default().push(earlier);
    }
    let of_reading = |(place, reading): (usize, &&Reading)| -> Vec<Account> {
        if !input.policy.counts_report(reading) {
            return Vec::new();
        }
        let mut accounts = accounts::accounts(place, reading, &encoder);
        for left_out in left_out.get(&place).into_iter().flatten() {
            let of_earlier = accounts::accounts(place, left_out.earlier, &encoder);
            let still = |account: &Account| left_out.claims.contains(&account.index);
            accounts.extend(
                of_earlier
                    .into_iter()
                    .filter(still)
                    .map(|account| Account { left_out: true, ..account }),
            );
        }
        accounts.retain(|account| input.policy.counts(account));
        accounts
    };
    let accounts: Vec<Vec<Account>> =
        input.readings.par_iter().enumerate().map(of_reading).collect();
    accounts.into_iter().flatten().collect()
}

fn days(readings: &[&Reading], publishers: &[Option<String>]) -> BTreeMap<String, Vec<Date>> {
    let mut days: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    for (reading, house) in readings.iter().zip(publishers) {
        if let Some((house, day)) = house.as_ref().zip(reading.published()) {
            days.entry(house.clone()).or_default().push(day);
        }
    }
    days.values_mut().for_each(|days| days.sort_unstable());
    days
}

fn links(readings: &[&Reading], publishers: &[Option<String>]) -> Vec<Vec<usize>> {
    let mut houses: Vec<&String> = publishers.iter().flatten().collect();
    houses.sort_unstable();
    houses.dedup();
    let texts: Vec<Text<'_>> = readings
        .iter()
        .enumerate()
        .map(|(place, reading)| Text {
            sketches: &reading.sketches,
            published: reading.published(),
            // A report without a publisher is a house of its own.
            publisher: publishers[place]
                .as_ref()
                .and_then(|house| houses.binary_search(&house).ok())
                .unwrap_or(houses.len() + place),
        })
        .collect();
    copies::links(&texts)
}
