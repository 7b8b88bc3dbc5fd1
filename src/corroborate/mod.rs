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
mod copies;
mod groups;
mod lineage;
mod ways;
mod window;

use rayon::prelude::*;

pub use accounts::{Account, Source, What};
pub use ways::Teller;
pub use window::Window;

use crate::encode::Encoder;
use crate::model::Reading;
use crate::naming::Namer;
use crate::ontology::Ontology;
use copies::Text;
use groups::Groups;

/// What all readings say together.
#[derive(Debug, Clone)]
pub struct Corroboration {
    /// Every telling of every claim, in the order of the readings.
    pub accounts: Vec<Account>,
    groups: Groups,
    /// The publisher's house of each reading, where known.
    publishers: Vec<Option<String>>,
    /// For each reading those that share words with it.
    links: Vec<Vec<usize>>,
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
}

impl Reports<'_> {
    fn publisher(&self, reading: usize) -> Option<&String> {
        self.publishers[reading].as_ref()
    }

    fn links(&self, reading: usize) -> &[usize] {
        &self.links[reading]
    }
}

impl Corroboration {
    /// What these readings say together; versions that later ones replace are not among them.
    pub fn of(readings: &[&Reading], ontology: &Ontology, namer: &Namer) -> Corroboration {
        let encoder = Encoder::new(ontology, namer);
        let accounts: Vec<Vec<Account>> = readings
            .par_iter()
            .enumerate()
            .map(|(place, reading)| accounts::accounts(place, reading, &encoder))
            .collect();
        let publishers: Vec<Option<String>> =
            readings.iter().map(|reading| accounts::publisher(reading)).collect();
        let links = links(readings, &publishers);
        let accounts: Vec<Account> = accounts.into_iter().flatten().collect();
        let groups = Groups::of(&accounts, readings, &links);
        Corroboration { accounts, groups, publishers, links }
    }

    /// The accounts of a statement, asserted or denied, at a time that is compatible with its own.
    pub fn accounts_of(&self, statement: &str, denied: bool) -> Vec<&Account> {
        self.groups.accounts_of(statement, &self.accounts, denied)
    }

    /// By whom these accounts are told.
    pub fn support(&self, accounts: &[&Account]) -> Support {
        let reports = Reports { publishers: &self.publishers, links: &self.links };
        let (lineage, untraced) = lineage::lineage(accounts, &reports);
        Support {
            reports: lineage.reports.iter().copied().collect(),
            ways: lineage.ways(),
            untraced,
        }
    }
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
            published: reading.document.published.as_deref().and_then(|day| day.parse().ok()),
            // A report without a publisher is a house of its own.
            publisher: publishers[place]
                .as_ref()
                .and_then(|house| houses.binary_search(&house).ok())
                .unwrap_or(houses.len() + place),
        })
        .collect();
    copies::links(&texts)
}
