//! What a page is about: the statements of a thing, or all of them, in the order in which they are shown.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedNodeRef, NamedOrBlankNodeRef};

use super::html::Html;
use crate::corroborate::{Account, Contradiction, Standing, Status, What};
use crate::dossier::Dossier;
use crate::model::Strength;
use crate::vocab::{NAMESPACE, rdf, skos};

/// A thing, or everything, and what is stated of it.
pub(super) struct Subject<'d> {
    pub(super) dossier: &'d Dossier<'d>,
    pub(super) about: Option<&'d str>,
    /// Statements with an account of their own, those with most origins and reports first.
    pub(super) rows: Vec<Stated<'d>>,
    /// What cannot both be right, the strongest first.
    pub(super) contradictions: Vec<&'d Contradiction>,
}

/// A statement that is shown.
pub(super) struct Stated<'d> {
    pub(super) standing: &'d Standing,
    /// One of those who tell it in these words.
    pub(super) account: &'d Account,
    /// Statements of the same of which the same accounts are counted, such as one without a day: they
    /// share its row.
    pub(super) with_it: Vec<Stated<'d>>,
}

impl<'d> Subject<'d> {
    pub(super) fn of(dossier: &'d Dossier<'d>, about: Option<&'d str>) -> Subject<'d> {
        let all = dossier.all;
        let is_of = |account: &&Account| {
            about.is_none_or(|about| account.what.subject == about || account.what.object == about)
        };
        let mut own: BTreeMap<&str, &Account> = BTreeMap::new();
        for account in all.accounts.iter().filter(is_of) {
            // Rather what is asserted than its denial.
            let known = own.entry(&account.statement).or_insert(account);
            if known.denied && !account.denied {
                *known = account;
            }
        }
        let mut statements: Vec<Stated<'_>> = all
            .standings
            .iter()
            .filter_map(|standing| {
                let account = own.get(standing.statement.as_str())?;
                Some(Stated { standing, account, with_it: Vec::new() })
            })
            .collect();
        statements.sort_by_key(Stated::rank);
        let rows = together(statements);
        let is_shown = |found: &&Contradiction| {
            found.between.iter().any(|place| is_of(&&all.accounts[*place]))
        };
        let mut contradictions: Vec<&Contradiction> =
            all.contradictions.iter().filter(is_shown).collect();
        contradictions.sort_by_key(|found| (found.weight, found.kind, found.between));
        Subject { dossier, about, rows, contradictions }
    }

    /// All statements, those that share a row one after another.
    pub(super) fn statements(&self) -> impl Iterator<Item = &Stated<'d>> {
        self.rows.iter().flat_map(|row| std::iter::once(row).chain(&row.with_it))
    }

    /// What the page is called.
    pub(super) fn title(&self) -> String {
        let name = self.about.map(|about| self.dossier.name(about));
        name.unwrap_or_else(|| "All reports".to_owned())
    }

    /// All tellings of the statements.
    pub(super) fn accounts(&self) -> impl Iterator<Item = &'d Account> {
        let all = &self.dossier.all.accounts;
        all.iter().filter(|account| {
            let What { subject, object, .. } = &account.what;
            self.about.is_none_or(|about| subject == about || object == about)
        })
    }

    /// The other names of the thing, sorted.
    pub(super) fn aliases(&self) -> Vec<String> {
        let Some(about) = self.about else { return Vec::new() };
        let subject = NamedOrBlankNodeRef::NamedNode(NamedNodeRef::new_unchecked(about));
        let property = NamedNodeRef::new_unchecked(skos::ALT_LABEL);
        let quads = self.dossier.graph.matching(Some(subject), Some(property), None, None);
        let names: BTreeSet<String> =
            quads.map(|quad| self.dossier.labels.of(&quad.object)).collect();
        names.into_iter().collect()
    }

    /// The class of the thing: "militia".
    pub(super) fn class(&self) -> Option<String> {
        let class = self.dossier.link(self.about?, rdf::TYPE)?;
        Some(self.dossier.name(&class))
    }

    /// A coloured word for how a statement stands.
    pub(super) fn status(&self, status: Status, page: &mut Html) {
        let word = self.word(status);
        page.markup(format_args!("<span class=\"status {}\">", class(status)));
        page.text(&word).raw("</span>");
    }

    /// How a statement stands, in a word.
    pub(super) fn word(&self, status: Status) -> String {
        self.dossier.name(&format!("{NAMESPACE}{}", status.name()))
    }
}

impl Stated<'_> {
    /// What comes first has the smaller rank.
    fn rank(&self) -> impl Ord + use<> {
        let Standing { asserted, denied, statement, first, .. } = self.standing;
        let most = |number: usize| usize::MAX - number;
        let (origins, reports) = (most(asserted.origins()), most(asserted.reports.len()));
        (origins, reports, most(denied.reports.len()), *first, statement.clone())
    }

    /// The name of its place on the page.
    pub(super) fn anchor(&self) -> String {
        let hash = self.standing.statement.rsplit('/').next().unwrap_or_default();
        format!("s-{hash}")
    }

    /// The times of all that share its row, and whether one of them has none.
    pub(super) fn times(&self) -> Option<String> {
        let times: Vec<Option<String>> =
            std::iter::once(self).chain(&self.with_it).map(Stated::when).collect();
        let told: Vec<String> = times.iter().flatten().cloned().collect();
        match (told.is_empty(), told.len() < times.len()) {
            (true, _) => None,
            (false, false) => Some(told.join("; ")),
            (false, true) => Some(format!("{}; also without a day", told.join("; "))),
        }
    }

    /// The numbers of people that are told of it: "about 800 fighters".
    pub(super) fn figures(&self, dossier: &Dossier<'_>) -> Vec<String> {
        let accounts = dossier.all.accounts_of(&self.standing.statement, false);
        let mut figures: Vec<String> = accounts
            .iter()
            .filter_map(|account| account.strength.as_ref().map(Strength::words))
            .collect();
        figures.sort();
        figures.dedup();
        figures
    }

    /// When it is said to have happened: "2026-01-05", "since 2026-01-05".
    pub(super) fn when(&self) -> Option<String> {
        let window = self.account.window;
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let (start, end) = (day(window.start), day(window.end));
        match (start, end) {
            (Some(start), Some(end)) if start == end => Some(start),
            (Some(start), Some(end)) => Some(format!("{start} to {end}")),
            (Some(start), None) => Some(format!("since {start}")),
            (None, Some(end)) => Some(format!("until {end}")),
            (None, None) => None,
        }
    }

    /// Its words: "Kataib Hezbollah crossed into Iran".
    pub(super) fn write(&self, dossier: &Dossier<'_>, page: &mut Html) {
        let [subject, relation, object] = dossier.statement(&self.standing.statement);
        what([&subject, &relation, &object], page);
    }
}

/// Subject, relation and object; of a toll, which has no object, whom or what it is of.
pub(super) fn what([subject, relation, object]: [&str; 3], page: &mut Html) {
    page.name(subject).raw(if object.is_empty() { ": " } else { " " });
    page.raw("<span class=\"relation\">").text(relation).raw("</span> ").name(object);
}

/// Statements with those of which the same is counted in one row.
fn together<'d>(statements: Vec<Stated<'d>>) -> Vec<Stated<'d>> {
    let mut rows: Vec<Stated<'d>> = Vec::new();
    let mut places: BTreeMap<&What, Vec<usize>> = BTreeMap::new();
    for stated in statements {
        let (what, standing) = (&stated.account.what, stated.standing);
        let known = places.entry(what).or_default();
        let same = known.iter().find(|place| {
            let row = rows[**place].standing;
            (&row.asserted, &row.denied, row.status)
                == (&standing.asserted, &standing.denied, standing.status)
        });
        match same {
            Some(place) => rows[*place].with_it.push(stated),
            None => {
                known.push(rows.len());
                rows.push(stated);
            }
        }
    }
    rows
}

/// The order in which ways of standing are shown.
pub(super) const ORDER: [Status; 6] = [
    Status::Corroborated,
    Status::SingleOrigin,
    Status::Untraced,
    Status::Disputed,
    Status::Denied,
    Status::Planned,
];

/// The class of what stands so in style sheet and drawings.
pub(super) fn class(status: Status) -> &'static str {
    match status {
        Status::Corroborated => "corroborated",
        Status::SingleOrigin => "single",
        Status::Untraced => "untraced",
        Status::Disputed => "disputed",
        Status::Denied => "denied",
        Status::Planned => "planned",
    }
}
