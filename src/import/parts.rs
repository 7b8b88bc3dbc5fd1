//! The claimed rows of a table as readings: some thousand rows each, by what they say.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::row::{About, RowReader, RowReading};
use super::table::Table;
use crate::model::{
    Claim, Diagnostic, Document, Entity, Mention, Reading, Report, Severity, TableVersion, sha256,
};

/// So many rows one reading has at most.
const ROWS: usize = 4096;

/// What is to be imported of a table, before any of it is.
#[derive(Debug)]
pub struct Import<'i> {
    reader: &'i RowReader<'i>,
    /// The version of the table that its readings are of.
    pub version: TableVersion,
    parts: Vec<Part>,
    /// The rows that cannot be claimed, and why, in the order of the table.
    pub refused: Vec<(usize, String)>,
    /// Whether the rows were rejected before and belong to a version that is there.
    pub is_mended: bool,
    /// How many rows are claimed.
    pub claimed: usize,
    /// How many rows the mapping leaves out.
    pub skipped: usize,
}

/// Rows that become one reading.
#[derive(Debug)]
struct Part {
    id: String,
    about: About,
    /// Places in the table, in the order of what the rows say.
    rows: Vec<usize>,
}

/// A claimed row: what report it is of, what it says, where it stands.
type Claimed = (About, u128, usize);

/// What readings hold, counted.
#[derive(Debug, Default)]
pub struct Summary {
    /// The addresses of the entities, by class.
    pub entities: BTreeMap<String, BTreeSet<String>>,
    /// Those of them that the gazetteer knows.
    pub known: BTreeSet<String>,
    /// How many claims there are of each relation.
    pub claims: BTreeMap<String, usize>,
    /// How often something was odd.
    pub noticed: usize,
}

impl<'i> Import<'i> {
    /// Looks at every row. `published` is the table's day, where the mapping does not say it.
    pub fn plan(reader: &'i RowReader<'i>, published: Option<&str>) -> Import<'i> {
        let rows = reader.table.rows();
        let seen: Vec<Result<Option<(About, u128)>, String>> = rows
            .par_iter()
            .map(|row| {
                let read = reader.read(row)?;
                Ok(read.map(|read| (dated(&read, published), digest(&read))))
            })
            .collect();
        let (mut claimed, mut refused, mut skipped) = (Vec::new(), Vec::new(), 0);
        for (place, row) in seen.into_iter().enumerate() {
            match row {
                Ok(Some((about, digest))) => claimed.push((about, digest, place)),
                Ok(None) => skipped += 1,
                Err(reason) => refused.push((place, reason)),
            }
        }
        // Rows that say the same keep the order of the table: they differ in nothing else.
        claimed.sort();
        let version = version(reader, &claimed, &refused);
        let count = claimed.len();
        let parts = parts(stem(reader.table), claimed);
        let is_mended = super::rejected::origin(reader.table).is_some();
        Import { reader, version, parts, refused, is_mended, claimed: count, skipped }
    }

    /// How many readings there are.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether no row is claimed.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The reading of one part; they may be made in any order.
    pub fn reading(&self, part: usize) -> Reading {
        let Part { id, about, rows } = &self.parts[part];
        let mapping = self.reader.mapping;
        let mut draft = Draft::default();
        // Another mapping makes another reading of the same rows, and another version of the table
        // another report: what stands in both belongs to both.
        let (version, digest) = (&self.version.version[..16], &mapping.digest[..16]);
        let name = &mapping.name;
        draft.text = format!("Rows of table version {version}, mapping {name} {digest}\n");
        draft.length = draft.text.chars().count();
        let rows = rows.iter().map(|&place| &self.reader.table.rows()[place]);
        for row in rows {
            if let Ok(Some(read)) = self.reader.read(row) {
                draft.add(read, row.number);
            }
        }
        let mut report = Report::new(id.clone(), draft.text);
        report.title.clone_from(&about.title);
        report.publisher.clone_from(&about.publisher);
        report.published.clone_from(&about.published);
        report.url.clone_from(&about.url);
        report.language.clone_from(&about.language);
        let namer = self.reader.namer;
        let iri = namer.report(&report);
        let mut document = Document {
            id: id.clone(),
            title: about.title.clone(),
            publisher: about.publisher.clone(),
            published: about.published.clone(),
            url: about.url.clone(),
            table: Some(self.version.clone()),
            entities: draft.entities.into_values().collect(),
            claims: draft.claims,
            diagnostics: draft.diagnostics,
            ..Document::default()
        };
        namer.name(&mut document, &iri, self.reader.gazetteer);
        Reading::new(iri, report, document)
    }
}

/// A reading in work.
#[derive(Debug, Default)]
struct Draft {
    text: String,
    /// Of the text, in code points.
    length: usize,
    entities: BTreeMap<String, Entity>,
    claims: Vec<Claim>,
    diagnostics: Vec<Diagnostic>,
}

impl Draft {
    fn add(&mut self, read: RowReading, number: u64) {
        let start = self.length;
        let moved = |place: Option<usize>| place.map(|place| place + start);
        for (entity, mention) in read.entities {
            let Mention { start: from, end, text } = mention;
            let mention = Mention { start: from + start, end: end + start, text };
            let known = self.entities.entry(entity.key.clone()).or_insert_with(|| Entity {
                // Where it stands first says that its name has been weighed.
                mentions: vec![mention],
                ..(*entity).clone()
            });
            for alias in entity.names() {
                if alias != known.name && !known.aliases.iter().any(|other| other == alias) {
                    known.aliases.push(alias.to_owned());
                }
            }
            known.position = known.position.or(entity.position);
        }
        for mut claim in read.claims {
            (claim.start, claim.end) = (moved(claim.start), moved(claim.end));
            for telling in &mut claim.also {
                (telling.start, telling.end) = (moved(telling.start), moved(telling.end));
            }
            self.claims.push(claim);
        }
        let length = read.text.chars().count();
        if read.is_odd {
            let message =
                format!("row {number} names sources of which it is not clear who passed on whom");
            let (start, end) = (Some(start), Some(start + length));
            let hint = Some("they are left out; the evidence has them".to_owned());
            self.diagnostics.push(Diagnostic {
                severity: Severity::Note,
                message,
                start,
                end,
                hint,
            });
        }
        self.text.push_str(&read.text);
        self.text.push('\n');
        self.length += length + 1;
    }
}

impl Summary {
    /// Counts what a reading holds.
    pub fn add(&mut self, reading: &Reading) {
        for entity in &reading.document.entities {
            let Some(iri) = &entity.iri else { continue };
            self.entities.entry(entity.kind.clone()).or_default().insert(iri.clone());
            if entity.gazetteer.is_some() {
                self.known.insert(iri.clone());
            }
        }
        for claim in &reading.document.claims {
            *self.claims.entry(claim.relation.clone()).or_default() += 1;
        }
        self.noticed += reading.document.diagnostics.len();
    }
}

fn dated(read: &RowReading, published: Option<&str>) -> About {
    let mut about = read.about.clone();
    if let Some(day) = published {
        about.published = Some(day.to_owned());
    }
    about
}

/// What a row says, in 128 bits.
fn digest(read: &RowReading) -> u128 {
    u128::from_str_radix(&sha256(read.text.as_bytes())[..32], 16).unwrap_or_default()
}

/// The version that rows make, in whatever order and encoding they came. Rows that are refused are
/// part of it; the mended ones are told to be of it.
fn version(
    reader: &RowReader<'_>,
    claimed: &[Claimed],
    refused: &[(usize, String)],
) -> TableVersion {
    let RowReader { mapping, table, .. } = reader;
    if let Some((table, version)) = super::rejected::origin(table) {
        return TableVersion { table, version, revision: 0 };
    }
    let mut says = format!("{}\n", mapping.digest);
    let mut about: Option<&About> = None;
    for (of, digest, _) in claimed {
        if about != Some(of) {
            says.push_str(&format!("{of:?}\n"));
            about = Some(of);
        }
        says.push_str(&format!("{digest:032x}\n"));
    }
    let cells = |place: usize| {
        let cells = table.rows()[place].cells.iter().map(str::trim);
        sha256(cells.collect::<Vec<_>>().join("\u{1f}").as_bytes())
    };
    let mut refused: Vec<String> = refused.iter().map(|(place, _)| cells(*place)).collect();
    refused.sort();
    says.push_str(&refused.join("\n"));
    let url = mapping.report.url.as_ref().and_then(|url| url.fixed.clone());
    let table = url.unwrap_or_else(|| file_name(table));
    TableVersion { table, version: sha256(says.as_bytes()), revision: 0 }
}

/// Rows by the reports that they are of, and of these so many at a time.
fn parts(stem: &str, claimed: Vec<Claimed>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (about, _, place) in claimed {
        match parts.last_mut() {
            Some(part) if part.about == about && part.rows.len() < ROWS => part.rows.push(place),
            _ => parts.push(Part { id: String::new(), about, rows: vec![place] }),
        }
    }
    let alone = parts.len() == 1;
    for (number, part) in (1..).zip(&mut parts) {
        part.id = if alone { stem.to_owned() } else { format!("{stem}-{number}") };
    }
    parts
}

/// The name of a table's file without folders, and without what says that it is gzipped.
pub(super) fn file_name(table: &Table) -> String {
    let name = table.path.rsplit(['/', '\\']).next().unwrap_or(&table.path);
    name.strip_suffix(".gz").unwrap_or(name).to_owned()
}

/// The name of a table's file without folders and endings.
fn stem(table: &Table) -> &str {
    let name = table.path.rsplit(['/', '\\']).next().unwrap_or(&table.path);
    if name == "-" {
        return "stdin";
    }
    let name = name.strip_suffix(".gz").unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
