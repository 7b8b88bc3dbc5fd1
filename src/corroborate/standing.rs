//! How each statement stands: who asserts it, who denies it, and whether it is enough.

use rayon::prelude::*;

use super::groups::Group;
use super::{Account, Corroboration, Support};
use jiff::civil::Date;

/// How a statement stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The statement's address.
    pub statement: String,
    /// By whom it is asserted.
    pub asserted: Support,
    /// By whom it is denied.
    pub denied: Support,
    /// Whether it is yet to happen.
    pub planned: bool,
    /// Whether another claim speaks against it.
    pub contradicted: bool,
    /// The first day on which a report that asserts it was published.
    pub first: Option<Date>,
    /// The last one.
    pub last: Option<Date>,
    /// In a word.
    pub status: Status,
}

/// How a statement stands, in a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// As many independent origins as the policy asks for assert it, and nobody denies it.
    Corroborated,
    /// Fewer origins assert it, and nobody denies it.
    SingleOrigin,
    /// It is asserted, and nobody can say by whose word.
    #[default]
    Untraced,
    /// It is asserted, and denied or contradicted.
    Disputed,
    /// It is denied, and nobody asserts it.
    Denied,
    /// It is told as something that is yet to happen.
    Planned,
}

impl Status {
    /// All of them with their names in the ontology.
    pub const ALL: [(Status, &'static str); 6] = [
        (Status::Corroborated, "Corroborated"),
        (Status::SingleOrigin, "SingleOrigin"),
        (Status::Untraced, "Untraced"),
        (Status::Disputed, "Disputed"),
        (Status::Denied, "OnlyDenied"),
        (Status::Planned, "Announced"),
    ];

    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Status::Corroborated => "corroborated",
            Status::SingleOrigin => "of one origin",
            Status::Untraced => "untraced",
            Status::Disputed => "disputed",
            Status::Denied => "only denied",
            Status::Planned => "announced",
        }
    }

    /// Its name in the ontology.
    pub fn name(self) -> &'static str {
        Status::ALL.iter().find(|(status, _)| *status == self).map_or("", |(_, name)| name)
    }
}

impl Corroboration {
    /// How each statement stands, in the order of their addresses.
    pub(super) fn settle(&self, least_origins: usize) -> Vec<Standing> {
        let mut contradicted = vec![false; self.accounts.len()];
        for contradiction in &self.contradictions {
            contradiction.between.iter().for_each(|place| contradicted[*place] = true);
        }
        let statements: Vec<_> = self.groups.statements().collect();
        let settle = |(statement, group, window): &(&str, &Group, super::Window)| {
            let told = group.compatible(window, &self.accounts);
            let of = |denied: bool| -> Vec<&Account> {
                let accounts = told.iter().map(|place| &self.accounts[*place]);
                accounts.filter(|account| account.denied == denied).collect()
            };
            let asserting = of(false);
            let days = || asserting.iter().filter_map(|account| account.published);
            let first = group.members.first();
            let mut standing = Standing {
                statement: (*statement).to_owned(),
                planned: first.is_some_and(|place| self.accounts[*place].what.planned),
                contradicted: told.iter().any(|place| contradicted[*place]),
                first: days().min(),
                last: days().max(),
                asserted: self.support(&asserting),
                denied: self.support(&of(true)),
                status: Status::default(),
            };
            standing.status = standing.in_a_word(least_origins);
            standing
        };
        statements.par_iter().map(settle).collect()
    }
}

impl Standing {
    fn in_a_word(&self, least_origins: usize) -> Status {
        if self.asserted.reports.is_empty() {
            Status::Denied
        } else if !self.denied.reports.is_empty() || self.contradicted {
            Status::Disputed
        } else if self.planned {
            Status::Planned
        } else if self.asserted.origins() >= least_origins {
            Status::Corroborated
        } else if self.asserted.origins() > 0 {
            Status::SingleOrigin
        } else {
            Status::Untraced
        }
    }
}
