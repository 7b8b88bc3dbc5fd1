//! One row: what it claims, or why it claims nothing.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::cells::Cells;
use super::mapping::{ClaimRule, EntityRule, Mapping, Value};
use super::names::{Asked, Names};
use super::quote::{Line, fragment};
use super::table::{Row, Table};
use super::tellers::{pieces, tellings};
use super::{ImportError, day, number};
use crate::gazetteer::Gazetteer;
use crate::model::{Certainty, Claim, Entity, Mention, Polarity, Telling};
use crate::naming::Namer;
use crate::ontology::Ontology;

/// Reads the rows of one table, in any order and side by side.
#[derive(Debug)]
pub struct RowReader<'r> {
    pub(super) mapping: &'r Mapping,
    pub(super) table: &'r Table,
    pub(super) gazetteer: &'r Gazetteer,
    pub(super) namer: &'r Namer,
    ontology: &'r Ontology,
    names: Names<'r>,
    /// Where the columns stand that the mapping names.
    columns: HashMap<&'r str, usize>,
    /// The columns that evidence quotes.
    quoted: BTreeSet<usize>,
}

/// What a row says.
#[derive(Debug, Clone, Default)]
pub struct RowReading {
    /// The row as evidence quotes it.
    pub text: String,
    /// What it claims; `start` and `end` count from the start of the row.
    pub claims: Vec<Claim>,
    /// What the claims are of, each with where the row names it.
    pub entities: Vec<(Arc<Entity>, Mention)>,
    /// What is known of the report that the row is of.
    pub(super) about: About,
    /// Whether it names sources of which it is not clear who passed on whom.
    pub(super) is_odd: bool,
}

/// What is known of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct About {
    pub(super) publisher: Option<String>,
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
    pub(super) published: Option<String>,
    pub(super) language: Option<String>,
}

/// What one entity of the mapping is in a row.
type Found = Vec<(Arc<Entity>, Mention)>;

impl<'r> RowReader<'r> {
    /// A reader for the rows of a table.
    ///
    /// # Errors
    /// If the table does not have a column that the mapping names; the message says which it has.
    pub fn new(
        mapping: &'r Mapping,
        table: &'r Table,
        gazetteer: &'r Gazetteer,
        ontology: &'r Ontology,
        namer: &'r Namer,
    ) -> Result<RowReader<'r>, ImportError> {
        super::rejected::check(table)?;
        let columns = table.columns(mapping)?;
        let quoted = columns.values().copied().collect();
        let names = Names::new(gazetteer, ontology, namer);
        Ok(RowReader { mapping, table, gazetteer, namer, ontology, names, columns, quoted })
    }

    /// What a row claims; nothing, if the mapping leaves it out on purpose.
    ///
    /// # Errors
    /// If the row is malformed or says what the mapping does not know: then nothing of it is claimed.
    pub fn read(&self, row: &Row) -> Result<Option<RowReading>, String> {
        if let Some(fault) = self.table.fault(row) {
            return Err(fault);
        }
        let cells = Cells { row, columns: &self.columns, absent: &self.mapping.layout.absent };
        if self.mapping.skip.iter().any(|when| cells.meets(when)) {
            return Ok(None);
        }
        let line = Line::of(row, self.table, &self.quoted);
        let mut met: Vec<Option<Found>> = vec![None; self.mapping.entities.len()];
        let mut reading = RowReading { about: self.about(cells)?, ..RowReading::default() };
        for rule in self.mapping.claims.iter().filter(|rule| cells.meets(&rule.when)) {
            self.claim(rule, cells, &line, &mut met, &mut reading)?;
        }
        if reading.claims.is_empty() {
            return Err(self.unmet(cells));
        }
        let mut seen = BTreeSet::new();
        let found = met.into_iter().flatten().flatten();
        reading.entities = found.filter(|(entity, _)| seen.insert(entity.key.clone())).collect();
        reading.text = line.text;
        Ok(Some(reading))
    }

    fn about(&self, cells: Cells<'_>) -> Result<About, String> {
        let report = &self.mapping.report;
        let published = cells.maybe(report.published.as_ref())?;
        let day = published.map(|day| day::period(&day, &self.mapping.layout.dates));
        Ok(About {
            publisher: cells.maybe(report.publisher.as_ref())?,
            title: cells.maybe(report.title.as_ref())?,
            url: cells.maybe(report.url.as_ref())?,
            published: day.transpose()?.map(|(first, _)| first.to_string()),
            language: cells.maybe(report.language.as_ref())?,
        })
    }

    /// Adds the claims of one rule: one for each pair of a subject and an object.
    fn claim(
        &self,
        rule: &ClaimRule,
        cells: Cells<'_>,
        line: &Line,
        met: &mut [Option<Found>],
        reading: &mut RowReading,
    ) -> Result<(), String> {
        let mut found = |entity: usize| -> Result<Found, String> {
            if met[entity].is_none() {
                met[entity] = Some(self.found(&self.mapping.entities[entity], cells, line)?);
            }
            Ok(met[entity].clone().unwrap_or_default())
        };
        let subjects = found(rule.subject)?;
        let objects = rule.object.map(&mut found).transpose()?;
        let place = rule.place.map(&mut found).transpose()?.and_then(|it| it.first().cloned());
        let missing = |end: &str, entity: usize| {
            let name = &self.mapping.entities[entity].name;
            let column = name.column.as_deref().unwrap_or_default();
            Err(format!("it has no {end}: the column `{column}` is empty"))
        };
        if subjects.is_empty() {
            return missing("subject", rule.subject);
        }
        if let (Some(entity), Some([])) = (rule.object, objects.as_deref()) {
            return missing("object", entity);
        }
        let (claim, is_odd) = self.circumstances(rule, cells, line)?;
        reading.is_odd |= is_odd;
        for (subject, _) in &subjects {
            let ends: Vec<Option<&Arc<Entity>>> = match &objects {
                Some(objects) => objects.iter().map(|(object, _)| Some(object)).collect(),
                None => vec![None],
            };
            for object in ends {
                self.check(&claim.relation, subject, object.map(|object| &**object))?;
                reading.claims.push(Claim {
                    subject: subject.key.clone(),
                    object: object.map(|object| object.key.clone()),
                    place: place.as_ref().map(|(place, _)| place.key.clone()).filter(|place| {
                        *place != subject.key && object.is_none_or(|it| *place != it.key)
                    }),
                    ..claim.clone()
                });
            }
        }
        Ok(())
    }

    /// All of a claim but what it is of.
    fn circumstances(
        &self,
        rule: &ClaimRule,
        cells: Cells<'_>,
        line: &Line,
    ) -> Result<(Claim, bool), String> {
        let relation = cells.word(&rule.relation)?;
        let relation = relation.ok_or_else(|| {
            let column = rule.relation.column.as_deref().unwrap_or_default();
            format!("it has no relation: the column `{column}` is empty")
        })?;
        let (mut chains, is_odd) = tellings(&rule.attribution, cells, &self.names)?;
        let first = if chains.is_empty() { Vec::new() } else { chains.remove(0) };
        let certainty = match cells.maybe(rule.certainty.as_ref())?.as_deref() {
            Some("probable") => Certainty::Probable,
            Some("possible") => Certainty::Possible,
            _ => Certainty::Certain,
        };
        let denied = cells.maybe(rule.polarity.as_ref())?.as_deref() == Some("denied");
        let name = Some(format!("import/{}/{}", self.mapping.name, rule.name));
        let (start, end) = (Some(0), Some(line.text.chars().count()));
        let also = chains.into_iter().map(|attribution| Telling {
            attribution,
            certainty,
            quote: line.text.clone(),
            start,
            end,
            rule: name.clone(),
        });
        let dates = &self.mapping.layout.dates;
        let claim = Claim {
            relation,
            polarity: if denied { Polarity::Denied } else { Polarity::Asserted },
            certainty,
            planned: cells.maybe(rule.planned.as_ref())?.as_deref() == Some("true"),
            time: rule.time.as_ref().map_or(Ok(None), |time| day::time(time, cells, dates))?,
            strength: match &rule.strength {
                Some(strength) => number::strength(strength, cells)?,
                None => None,
            },
            attribution: first,
            quote: line.text.clone(),
            also: also.collect(),
            start,
            end,
            cells: Some(fragment(cells.row.number, &self.shown_by(rule, cells))),
            rule: name,
            ..Claim::default()
        };
        Ok((claim, is_odd))
    }

    /// The columns whose cells show a claim.
    fn shown_by(&self, rule: &ClaimRule, cells: Cells<'_>) -> BTreeSet<usize> {
        let ends = [Some(rule.subject), rule.object, rule.place].into_iter().flatten();
        let ends = ends.flat_map(|entity| self.mapping.entities[entity].values());
        let named = rule.values().into_iter().chain(ends).filter_map(|it| it.column.as_deref());
        let named = named.chain(rule.when.iter().map(|condition| condition.column.as_str()));
        let said = named.filter(|column| cells.cell(column).is_some());
        said.filter_map(|column| self.columns.get(column).copied()).collect()
    }

    /// What a row names by one rule; nothing, if the cell of the name says nothing.
    fn found(&self, rule: &EntityRule, cells: Cells<'_>, line: &Line) -> Result<Found, String> {
        let column = rule.name.column.as_deref();
        let written = match column {
            Some(column) => cells.cell(column),
            None => rule.name.fixed.as_deref(),
        };
        let Some(written) = written else { return Ok(Vec::new()) };
        let kind = cells.word(&rule.kind)?.ok_or_else(|| {
            let column = rule.kind.column.as_deref().unwrap_or_default();
            format!("nothing says what `{written}` is: the column `{column}` is empty")
        })?;
        let (lat, lon) = (cells.maybe(rule.lat.as_ref())?, cells.maybe(rule.lon.as_ref())?);
        let position = number::position(lat, lon)?;
        let position = position.map(|degrees| degrees.map(|part| (part * 1e6).round() as i64));
        let mut found = Vec::new();
        for piece in pieces(written, rule.split.as_deref()) {
            let name = named(&rule.name, piece)?;
            let Some(name) = name else { continue };
            let (country, admin1) =
                (cells.maybe(rule.country.as_ref())?, cells.maybe(rule.admin1.as_ref())?);
            let kind = kind.clone();
            let entity = self.names.entity(Asked { name, kind, country, admin1, position });
            let place = column.and_then(|column| self.columns.get(column).copied());
            let words: Vec<&str> = piece.split_whitespace().collect();
            found.push((entity, line.mention(place, &words.join(" "))));
        }
        Ok(found)
    }

    /// Refuses ends that a relation cannot have.
    fn check(
        &self,
        relation: &str,
        subject: &Entity,
        object: Option<&Entity>,
    ) -> Result<(), String> {
        let Some(known) = self.ontology.relation(relation) else {
            return Err(format!("there is no relation `{relation}`"));
        };
        if known.toll != object.is_none() {
            let object = if known.toll { "no object, but a number" } else { "an object" };
            return Err(format!("`{relation}` has {object}; correct the mapping"));
        }
        if object.is_some_and(|object| object.key == subject.key) {
            return Err(format!("its subject and its object are both {}", subject.name));
        }
        let ends = [("subject", Some(subject), &known.domain), ("object", object, &known.range)];
        for (end, entity, wanted) in ends {
            let (Some(entity), Some(wanted)) = (entity, wanted) else { continue };
            if !self.ontology.is_a(&entity.kind, wanted) {
                let (name, kind) = (&entity.name, &entity.kind);
                return Err(format!(
                    "{name} is some {kind}, and the {end} of `{relation}` some {wanted}"
                ));
            }
        }
        Ok(())
    }

    /// Why no claim of the mapping is for a row.
    fn unmet(&self, cells: Cells<'_>) -> String {
        let columns: BTreeSet<&str> = self
            .mapping
            .claims
            .iter()
            .flat_map(|rule| rule.when.iter().map(|condition| condition.column.as_str()))
            .collect();
        let said = columns.into_iter().map(|column| {
            let cell = cells.cell(column).map_or(String::new(), super::cells::shortened);
            format!("`{column}` is `{cell}`")
        });
        let said = said.collect::<Vec<_>>().join(", ");
        format!("no claim of the mapping is for it: {said}; add a claim or a [[skip]] with `when`")
    }
}

/// The name that a piece of a cell stands for.
fn named(value: &Value, piece: &str) -> Result<Option<String>, String> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let piece = words.join(" ");
    match &value.column {
        Some(column) => value.of(&piece, column),
        None => Ok(Some(piece)),
    }
}
