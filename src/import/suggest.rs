//! A mapping to begin with: guessed from what the columns are called and what is in them.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::day;
use super::parts::file_name;
use super::table::Table;
use crate::gazetteer::{Candidate, Gazetteer, Tier};
use crate::ontology::{Ontology, Relation};
use crate::recognize::normal;

/// Mappings for tables that many people have, each with columns that only they have.
const SHIPPED: [(&str, &[&str]); 2] = [
    (
        include_str!("../../examples/mappings/acled.toml"),
        &["event_id_cnty", "sub_event_type", "actor1", "inter1", "fatalities"],
    ),
    (
        include_str!("../../examples/mappings/ucdp-ged.toml"),
        &["type_of_violence", "side_a", "side_b", "where_coordinates", "best"],
    ),
];
/// What columns are called.
const COLUMNS: &str = include_str!("../../data/lexicon/columns.tsv");
/// So many rows are looked at.
const ROWS: usize = 1000;
/// A column with more different cells than this has no list of words.
const WORDS: usize = 40;

/// A mapping for a table, to be corrected by a person; it is one that [`Mapping::open`](super::Mapping::open)
/// takes, unless the table has no column that could be a subject.
pub fn suggest(table: &Table, ontology: &Ontology, gazetteer: &Gazetteer) -> String {
    let names: Vec<String> = table.header.iter().map(|name| name.to_lowercase()).collect();
    let has = |column: &&str| names.iter().any(|name| name == column);
    if let Some((mapping, _)) = SHIPPED.iter().find(|(_, columns)| columns.iter().all(&has)) {
        return (*mapping).to_owned();
    }
    let guess = Guess { table, ontology, gazetteer, roles: roles(table) };
    let mut text = guess.opening();
    guess.entities(&mut text);
    guess.circumstances(&mut text);
    guess.claims(&mut text);
    text
}

/// What the columns may be.
struct Guess<'g> {
    table: &'g Table,
    ontology: &'g Ontology,
    gazetteer: &'g Gazetteer,
    /// The column of each role.
    roles: BTreeMap<&'static str, usize>,
}

/// The likeliest column of each role; none has two.
fn roles(table: &Table) -> BTreeMap<&'static str, usize> {
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
    fn opening(&self) -> String {
        let name = file_name(self.table);
        let dates = match self.dates() {
            Some(format) => format!("dates = [{}]    # the day before the month? Look at it", quoted(format)),
            None => "# dates = [\"%d/%m/%Y\"]    # days that are written otherwise than 2026-11-22 or 22 November 2026".to_owned(),
        };
        let quote = self.column("quote").map_or(String::new(), |column| {
            format!("quote = [{}]    # columns that evidence quotes, too\n", quoted(column))
        });
        format!(
            "# A mapping for {name}, guessed from its columns. Correct it, and see what it makes of the rows:\n\
             # claimgraph import {name} --mapping THIS.toml --dry-run\n\n\
             [table]\n{dates}\n# absent = [\"-\", \"n/a\"]    # cells that say nothing, besides empty ones\n{quote}\n\
             [report]\n# publisher = \"who keeps the table\"\n# title = \"what it is called\"\n\
             # url = \"https://…\"    # what all versions of the table share; else the file's name\n\n"
        )
    }

    fn entities(&self, text: &mut String) {
        self.entity(text, "subject", "Organization");
        self.entity(text, "object", "Organization");
        self.entity(text, "place", "City");
    }

    fn entity(&self, text: &mut String, role: &'static str, otherwise: &str) {
        let Some(&column) = self.roles.get(role) else { return };
        let kind = self.kind(column, role).unwrap_or(otherwise);
        let _ = writeln!(
            text,
            "[entity.{role}]\nname = {}    # {}",
            quoted(&self.table.header[column]),
            self.sample(column)
        );
        let _ = writeln!(text, "type = {}", quoted(kind));
        if role == "place" {
            let around = ["country", "admin1", "lat", "lon"];
            let both = self.roles.contains_key("lat") && self.roles.contains_key("lon");
            let around = around.into_iter().filter(|part| both || !matches!(*part, "lat" | "lon"));
            for part in around {
                if let Some(name) = self.column(part) {
                    let _ = writeln!(text, "{part} = {}", quoted(name));
                }
            }
        }
        text.push('\n');
    }

    fn circumstances(&self, text: &mut String) {
        text.push_str("[every_claim]\n");
        let column = |role: &str| self.column(role).map(quoted);
        match (column("start"), column("end")) {
            (Some(start), Some(end)) => {
                let _ = writeln!(text, "time = {{ start = {start}, end = {end} }}");
            }
            (Some(day), None) | (None, Some(day)) => {
                let _ = writeln!(text, "time = {day}");
            }
            (None, None) => {}
        }
        let numbers = ["best", "min", "max"];
        let numbers: Vec<String> = numbers
            .into_iter()
            .filter_map(|role| Some(format!("{role} = {}", column(role)?)))
            .collect();
        if !numbers.is_empty() {
            let _ = writeln!(text, "strength = {{ {}, unit = \"fighters\" }}", numbers.join(", "));
        }
        if let Some(source) = column("source") {
            let _ = writeln!(
                text,
                "attribution = {{ names = {source}, split = \";\", kind = \"outlet\" }}"
            );
        }
        for role in ["certainty", "polarity"] {
            if let Some(&at) = self.roles.get(role) {
                let like = if role == "certainty" { "probable" } else { "denied" };
                let words = self.words(at).unwrap_or_default();
                let words: Vec<String> =
                    words.iter().map(|word| format!("{} = \"{like}\"", quoted(word))).collect();
                let name = quoted(&self.table.header[at]);
                let _ = writeln!(
                    text,
                    "# {role} = {{ column = {name}, values = {{ {} }} }}",
                    words.join(", ")
                );
            }
        }
        text.push('\n');
    }

    fn claims(&self, text: &mut String) {
        let mut none = true;
        let words = self.roles.get("relation").and_then(|&at| Some((at, self.words(at)?)));
        if let Some((at, words)) = words {
            let column = quoted(&self.table.header[at]);
            for (name, object) in [("at_place", "place"), ("between", "object")] {
                if !self.roles.contains_key(object) || !self.roles.contains_key("subject") {
                    continue;
                }
                let mut said = Vec::new();
                let mut when = Vec::new();
                for word in &words {
                    let relation = self.relation(word).filter(|it| self.takes(it, object));
                    if let Some(relation) = relation {
                        when.push(quoted(word));
                        said.push(format!("    {} = {},", quoted(word), quoted(&relation.name)));
                    }
                }
                if said.is_empty() {
                    continue;
                }
                none = false;
                let (when, said) = (when.join(", "), said.join("\n"));
                let _ = write!(
                    text,
                    "[claim.{name}]\nwhen = {{ {column} = [{when}] }}\nsubject = \"subject\"\n\
                     relation = {{ column = {column}, values = {{    # look at each\n{said}\n}} }}\nobject = \"{object}\"\n\n"
                );
            }
            let unknown = words.iter().filter(|word| self.relation(word).is_none());
            let unknown: Vec<String> = unknown.map(|word| quoted(word)).collect();
            if !unknown.is_empty() {
                let _ = writeln!(text, "# Nothing is said yet of: {}\n", unknown.join(", "));
            }
        }
        none &= !self.tolls(text);
        if none {
            let object = if self.roles.contains_key("object") { "object" } else { "place" };
            let relation = if object == "place" { "deployedTo" } else { "clashedWith" };
            let known: Vec<&str> = self.ontology.relations().map(|it| it.name.as_str()).collect();
            let _ = write!(
                text,
                "[claim.row]\nsubject = \"subject\"\nrelation = \"{relation}\"    # one of {}\nobject = \"{object}\"\n",
                known.join(", ")
            );
        }
    }

    /// Claims of how many were killed, wounded, detained; says whether there are any.
    fn tolls(&self, text: &mut String) -> bool {
        let hit = ["place", "object"].into_iter().find(|role| self.roles.contains_key(role));
        let Some(hit) = hit else { return false };
        let mut any = false;
        for toll in ["killed", "wounded", "detained"] {
            let Some(column) = self.column(toll).map(quoted) else { continue };
            any = true;
            let _ = write!(
                text,
                "[claim.{toll}]\nwhen = {{ {column} = {{ not = \"0\" }} }}\nsubject = \"{hit}\"\n\
                 relation = \"{toll}\"\nstrength = {{ best = {column}, unit = \"people\" }}\n\n"
            );
        }
        any
    }

    fn column(&self, role: &str) -> Option<&str> {
        self.roles.get(role).map(|&at| self.table.header[at].as_str())
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        let rows = self.table.rows().iter().take(ROWS);
        let cells = rows.filter_map(move |row| row.cells.get(column)).map(str::trim);
        cells.filter(|cell| !cell.is_empty())
    }

    /// The different cells of a column, the first first; none if there are many.
    fn words(&self, column: usize) -> Option<Vec<String>> {
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
    fn sample(&self, column: usize) -> String {
        let mut some: Vec<String> = Vec::new();
        for cell in self.cells(column).map(super::cells::shortened) {
            if !some.contains(&cell) && some.len() < 3 {
                some.push(cell);
            }
        }
        some.join(", ")
    }

    /// The class of most of the names in a column that the gazetteer knows.
    fn kind(&self, column: usize, role: &str) -> Option<&str> {
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
    fn dates(&self) -> Option<&'static str> {
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
    fn relation(&self, word: &str) -> Option<&Relation> {
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
    fn takes(&self, relation: &Relation, object: &str) -> bool {
        let Some(range) = relation.range.as_deref() else { return object == "place" };
        self.ontology.is_a(range, "Place") == (object == "place")
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
