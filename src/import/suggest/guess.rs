//! What columns may mean: by what they are called, and by what is in them.

use std::collections::BTreeMap;

use crate::gazetteer::{Candidate, Gazetteer, Tier};
use crate::import::cells::shortened;
use crate::import::day;
use crate::import::table::Table;
use crate::ontology::{Ontology, Relation};
use crate::recognize::normal;

/// What columns are called.
const COLUMNS: &str = include_str!("../../../data/lexicon/columns.tsv");
/// So many rows are looked at.
const ROWS: usize = 1000;
/// A column with more different cells than this has no list of words.
const WORDS: usize = 40;

/// What the columns may be.
pub(super) struct Guess<'g> {
    pub(super) table: &'g Table,
    pub(super) ontology: &'g Ontology,
    pub(super) gazetteer: &'g Gazetteer,
    /// The column of each role.
    pub(super) roles: BTreeMap<&'static str, usize>,
}

/// The likeliest column of each role; none has two.
pub(super) fn roles(table: &Table) -> BTreeMap<&'static str, usize> {
    let names: Vec<String> = table.header.iter().map(|name| normal(name)).collect();
    let known = COLUMNS.lines().filter(|line| !line.starts_with('#'));
    let known: Vec<(&str, &str)> = known.filter_map(|line| line.split_once('\t')).collect();
    let mut roles: BTreeMap<&'static str, usize> = BTreeMap::new();
    let is_whole = |name: &str, word: &str| name == word;
    let has_word = |name: &str, word: &str| format!(" {name} ").contains(&format!(" {word} "));
    for is_it in [is_whole as fn(&str, &str) -> bool, has_word] {
        for (role, word) in &known {
            let word = normal(word);
            let free = |at: &usize| !roles.values().any(|taken| taken == at);
            let found = (0..names.len()).filter(free).find(|&at| is_it(&names[at], &word));
            // A word of one letter in a longer name says nothing.
            if let Some(at) = found.filter(|&at| word.len() > 1 || names[at] == word) {
                roles.entry(role).or_insert(at);
            }
        }
    }
    // Without ends there is no claim: the first columns that mean nothing else are taken for them.
    let mut free: Vec<usize> = (0..names.len()).collect();
    free.retain(|at| !roles.values().any(|taken| taken == at));
    let (last, mut free) = (names.len().saturating_sub(1), free.into_iter());
    if !roles.contains_key("subject") {
        roles.insert("subject", free.next().unwrap_or(0));
    }
    if !roles.contains_key("object") && !roles.contains_key("place") {
        roles.insert("object", free.next().unwrap_or(last));
    }
    roles
}

impl Guess<'_> {
    pub(super) fn column(&self, role: &str) -> Option<&str> {
        self.roles.get(role).map(|&at| self.table.header[at].as_str())
    }

    pub(super) fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        let rows = self.table.rows().iter().take(ROWS);
        let cells = rows.filter_map(move |row| row.cells.get(column)).map(str::trim);
        cells.filter(|cell| !cell.is_empty())
    }

    /// The different cells of a column, the first first; none if there are many.
    pub(super) fn words(&self, column: usize) -> Option<Vec<String>> {
        let mut words: Vec<String> = Vec::new();
        for cell in self.cells(column) {
            if !words.iter().any(|word| word == cell) {
                words.push(cell.to_owned());
            }
            if words.len() > WORDS {
                return None;
            }
        }
        Some(words)
    }

    /// A few cells of a column.
    pub(super) fn sample(&self, column: usize) -> String {
        let mut some: Vec<String> = Vec::new();
        for cell in self.cells(column).map(shortened) {
            if !some.contains(&cell) && some.len() < 3 {
                some.push(cell);
            }
        }
        some.join(", ")
    }

    /// The class of most of the names in a column that the gazetteer knows.
    pub(super) fn kind(&self, column: usize, role: &str) -> Option<&str> {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for cell in self.cells(column).take(200) {
            let close = |it: &Candidate<'_>| matches!(it.tier, Tier::Exact | Tier::Folded);
            let fits = |kind: &str| self.ontology.is_a(kind, "Place") == (role == "place");
            let found = self.gazetteer.candidates(cell).filter(|it| close(it) && !it.demonym);
            let mut kinds_of = found.map(|it| it.row.kind()).filter(|kind| fits(kind));
            let first = kinds_of.next();
            // A town that has given a province its name is meant more often.
            let town = kinds_of.find(|kind| *kind == "City" && first == Some("Province"));
            if let Some(kind) = town.or(first) {
                *kinds.entry(kind).or_default() += 1;
            }
        }
        kinds.into_iter().rev().max_by_key(|(_, count)| *count).map(|(kind, _)| kind)
    }

    /// A form of days that our own do not cover and a column has.
    pub(super) fn dates(&self) -> Option<&'static str> {
        let column = *self.roles.get("start")?;
        let reads = |formats: &[String]| {
            let read = |cell: &&str| day::period(cell, formats).is_ok();
            self.cells(column).filter(read).count()
        };
        let own = reads(&[]);
        let forms = ["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y"];
        let better = forms.into_iter().map(|form| (reads(&[form.to_owned()]), form));
        let best = better.rev().max_by_key(|(count, _)| *count)?;
        (best.0 > own).then_some(best.1)
    }

    /// The relation that a word of the table sounds like: by name, by label, by a word that says it.
    pub(super) fn relation(&self, word: &str) -> Option<&Relation> {
        let plain = normal(word);
        let same = |it: &&Relation| normal(&it.name) == plain || normal(&it.label) == plain;
        if let Some(relation) = self.ontology.relations().find(same) {
            return Some(relation);
        }
        let begins = |said: &str, lemma: &str| {
            let stem = lemma.trim_end_matches(['e', 'y']);
            stem.len() > 3 && said.starts_with(stem)
        };
        let says = |it: &&Relation| {
            let frames = self.ontology.frames().iter().filter(|frame| frame.relation == it.name);
            let words = frames.flat_map(|frame| &frame.words);
            let mut alone = words.filter(|word| word.beside.is_empty());
            alone.any(|word| plain.split(' ').any(|said| begins(said, &word.lemma)))
        };
        self.ontology.relations().filter(|it| !it.toll).find(says)
    }

    /// Whether the object of a relation may be a place, or an actor.
    pub(super) fn takes(&self, relation: &Relation, object: &str) -> bool {
        let Some(range) = relation.range.as_deref() else { return object == "place" };
        self.ontology.is_a(range, "Place") == (object == "place")
    }
}
