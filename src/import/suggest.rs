//! A mapping to begin with: guessed from what the columns are called and what is in them.

mod guess;

use std::fmt::Write;

use super::parts::file_name;
use super::table::Table;
use crate::gazetteer::Gazetteer;
use crate::ontology::Ontology;
use guess::{Guess, roles};

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
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
