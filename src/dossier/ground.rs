//! How a statement stands, and why.

use super::{Dossier, Said, Side};
use crate::corroborate::{Account, Contradiction, Standing, Status};
use crate::vocab::NAMESPACE;

/// All that stands behind one statement.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ground {
    /// The statement's address.
    pub statement: String,
    /// How it stands.
    pub status: Status,
    /// That in a word: "corroborated".
    pub word: String,
    /// Why it stands so, in a sentence.
    pub because: String,
    /// Who asserts it.
    pub asserted: Side,
    /// Who denies it.
    pub denied: Side,
    /// What speaks against it.
    pub against: Vec<Against>,
}

/// Two claims that cannot both be right.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Against {
    /// In what way: "number".
    pub kind: String,
    /// How much it weighs: "strong".
    pub weight: &'static str,
    /// The two claims; where one denies, it is the second.
    pub claims: [Said; 2],
}

impl Dossier<'_> {
    /// What stands behind a statement; none where nothing is known of it.
    pub fn ground(&self, statement: &str) -> Option<Ground> {
        let standing = self.all.standing(statement)?;
        let [asserting, denying] =
            [false, true].map(|denied| self.all.accounts_of(statement, denied));
        let against = self.against(asserting.iter().chain(&denying));
        let ground = Ground {
            statement: statement.to_owned(),
            status: standing.status,
            word: self.name(&format!("{NAMESPACE}{}", standing.status.name())),
            because: because(standing),
            asserted: Side::of(&asserting, self),
            denied: Side::of(&denying, self),
            against,
        };
        Some(ground)
    }

    /// A contradiction as people read it.
    pub fn contradiction(&self, found: &Contradiction) -> Against {
        let mut accounts = found.between.map(|place| &self.all.accounts[place]);
        accounts.sort_by_key(|account| account.denied);
        Against {
            kind: self.name(&format!("{NAMESPACE}{}", found.kind.name())),
            weight: found.weight.word(),
            claims: accounts.map(|account| self.said(&account.claim)),
        }
    }

    fn against<'a>(&self, accounts: impl Iterator<Item = &'a &'a Account>) -> Vec<Against> {
        let known = accounts.filter_map(|account| self.contradictions.get(account.claim.as_str()));
        let mut places: Vec<usize> = known.flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places
            .into_iter()
            .map(|place| self.contradiction(&self.all.contradictions[place]))
            .collect()
    }
}

/// "1 report", "3 reports".
pub(crate) fn counted(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

fn because(standing: &Standing) -> String {
    let (asserted, denied) = (&standing.asserted, &standing.denied);
    let reports = counted(asserted.reports.len(), "report");
    let origins = counted(asserted.origins(), "independent origin");
    match standing.status {
        Status::Corroborated => {
            format!("{origins} in {reports} assert it, and nobody denies or contradicts it")
        }
        Status::SingleOrigin if asserted.reports.len() == 1 => {
            "one report asserts it, and nobody denies or contradicts it".to_owned()
        }
        Status::SingleOrigin if asserted.origins() == 1 => {
            format!("all {reports} that assert it go back to one origin, and nobody denies it")
        }
        Status::SingleOrigin => {
            format!("{origins} assert it, fewer than the policy asks for, and nobody denies it")
        }
        Status::Untraced => format!("asserted in {reports}; nobody can say by whose word"),
        Status::Disputed => {
            let denials = counted(denied.reports.len(), "report");
            let against = match (denied.reports.is_empty(), standing.contradicted) {
                (true, _) => "another claim contradicts it".to_owned(),
                (false, _) => format!("denied in {denials}"),
            };
            format!("asserted in {reports} ({origins}); {against}")
        }
        Status::Denied => {
            format!("denied in {}, and nobody asserts it", counted(denied.reports.len(), "report"))
        }
        Status::Planned => {
            format!("told in {reports} as something that is yet to happen, and nobody denies it")
        }
    }
}
