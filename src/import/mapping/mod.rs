//! What the columns of a table mean, as a mapping file says it.
//!
//! ```toml
//! [report]                              # what is known of the table itself
//! publisher = "Northern Observers"
//!
//! [entity.side]                         # what rows name: a word of your own, and where its name stands
//! name = "group"
//! type = "Militia"
//!
//! [entity.town]
//! name = "town"
//! type = "City"
//! country = "country"
//!
//! [claim.deployed]                      # what each row claims of it
//! subject = "side"
//! relation = "deployedTo"
//! object = "town"
//! time = "date"
//! ```
//!
//! Where a column is asked for (`name`, `country`, `lat`, `time`, `names` …), a text is the name of a
//! column; where a word of ours is asked for (`type`, `relation`, `certainty`, `publisher` …), a text
//! is that word. Both can be written out: `{ column = "x", values = { y = "word" } }`, `{ value = "Iraq" }`.

mod document;
mod read;

use std::collections::BTreeSet;
use std::path::Path;

use super::{ImportError, Unreadable};
use crate::model::sha256;
use crate::ontology::Ontology;

/// What the columns of a table mean.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    /// The name of its file without the ending.
    pub name: String,
    /// SHA-256 of what it says, comments and blanks aside; in hexadecimal.
    pub digest: String,
    pub(super) path: String,
    pub(super) layout: Layout,
    pub(super) report: About,
    pub(super) entities: Vec<EntityRule>,
    pub(super) claims: Vec<ClaimRule>,
    /// Rows that are left out on purpose.
    pub(super) skip: Vec<Conditions>,
}

/// How the table is written down.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    pub(super) separator: Option<u8>,
    pub(super) encoding: Option<String>,
    /// Cells that say nothing, besides empty ones.
    pub(super) absent: Vec<String>,
    /// Ways to write days that are tried before ours, as in `%d/%m/%Y`.
    pub(super) dates: Vec<String>,
    /// Columns that evidence quotes besides those that are read.
    pub(super) quote: Vec<(usize, String)>,
}

/// What is known of the report: the table, or where columns say it, what a row is taken from.
#[derive(Debug, Clone, Default)]
pub(super) struct About {
    pub(super) publisher: Option<Value>,
    pub(super) title: Option<Value>,
    pub(super) url: Option<Value>,
    pub(super) published: Option<Value>,
    pub(super) language: Option<Value>,
}

/// Where a word comes from: fixed, or a column's cell, looked up or as it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Value {
    pub(super) line: usize,
    pub(super) column: Option<String>,
    pub(super) fixed: Option<String>,
    /// Cells and what they stand for.
    pub(super) values: Vec<(String, String)>,
    /// What any other cell stands for.
    pub(super) otherwise: Option<String>,
    /// Whether a cell that `values` does not have stands for itself.
    pub(super) open: bool,
}

/// Something that rows name.
#[derive(Debug, Clone, Default)]
pub(super) struct EntityRule {
    /// What the mapping calls it.
    pub(super) key: String,
    pub(super) name: Value,
    pub(super) kind: Value,
    pub(super) country: Option<Value>,
    pub(super) admin1: Option<Value>,
    pub(super) lat: Option<Value>,
    pub(super) lon: Option<Value>,
    /// What stands between several names in a cell.
    pub(super) split: Option<String>,
}

/// What a row claims.
#[derive(Debug, Clone, Default)]
pub(super) struct ClaimRule {
    pub(super) name: String,
    pub(super) when: Conditions,
    /// Numbers of entities.
    pub(super) subject: usize,
    pub(super) object: Option<usize>,
    pub(super) place: Option<usize>,
    pub(super) relation: Value,
    pub(super) time: Option<TimeRule>,
    pub(super) strength: Option<StrengthRule>,
    pub(super) polarity: Option<Value>,
    pub(super) certainty: Option<Value>,
    pub(super) planned: Option<Value>,
    pub(super) attribution: Vec<Link>,
}

/// When it happened.
#[derive(Debug, Clone, Default)]
pub(super) struct TimeRule {
    pub(super) start: Option<Value>,
    pub(super) end: Option<Value>,
    pub(super) precision: Option<Value>,
}

/// How many people it concerns.
#[derive(Debug, Clone, Default)]
pub(super) struct StrengthRule {
    pub(super) best: Option<Value>,
    pub(super) min: Option<Value>,
    pub(super) max: Option<Value>,
    pub(super) unit: Option<Value>,
}

/// One link of the chain of tellers, from the report inward.
#[derive(Debug, Clone, Default)]
pub(super) struct Link {
    pub(super) names: Value,
    pub(super) split: Option<String>,
    pub(super) kind: Value,
}

/// What a row must have: every column of the list one of its values.
pub(super) type Conditions = Vec<Condition>;

/// What a column must have, or must not have.
#[derive(Debug, Clone, Default)]
pub(super) struct Condition {
    pub(super) line: usize,
    pub(super) column: String,
    pub(super) values: Vec<String>,
    pub(super) not: bool,
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// If the file cannot be read, is no TOML, has a field that there is not, or names a class or
    /// relation that the ontology does not have; the message says where and what to do.
    pub fn open(path: &Path, ontology: &Ontology) -> Result<Mapping, ImportError> {
        let place = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| {
            let hint = "`claimgraph import TABLE.csv --suggest` writes one to begin with";
            ImportError::about(&place, format!("{}; {hint}", Unreadable(&error)))
        })?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        Mapping::parse(&name, &place, &text, ontology)
    }

    /// Reads the text of a mapping; `name` and `path` are what messages and rules call it.
    ///
    /// # Errors
    /// Like [`Mapping::open`].
    pub fn parse(
        name: &str,
        path: &str,
        text: &str,
        ontology: &Ontology,
    ) -> Result<Mapping, ImportError> {
        let mut mapping = read::mapping(path, text, ontology)?;
        name.clone_into(&mut mapping.name);
        path.clone_into(&mut mapping.path);
        // Parsed once more, as a map in the order of its keys: comments and blanks are no part of it.
        let says = text.parse::<toml::Table>().map(|table| table.to_string()).unwrap_or_default();
        mapping.digest = sha256(says.as_bytes());
        Ok(mapping)
    }

    /// Whether it says what all versions of the table share.
    pub fn names_the_table(&self) -> bool {
        self.report.url.as_ref().is_some_and(|url| url.fixed.is_some())
    }

    /// All columns that it names, with the lines that name them.
    pub(super) fn columns(&self) -> BTreeSet<(usize, &str)> {
        let values = self.report.values().into_iter();
        let values = values.chain(self.entities.iter().flat_map(EntityRule::values));
        let values = values.chain(self.claims.iter().flat_map(ClaimRule::values));
        let named = values.filter_map(|value| Some((value.line, value.column.as_deref()?)));
        let conditions = self.claims.iter().flat_map(|rule| &rule.when);
        let conditions = conditions.chain(self.skip.iter().flatten());
        let quoted = self.layout.quote.iter().map(|(line, column)| (*line, column.as_str()));
        let named = named.chain(quoted);
        named.chain(conditions.map(|when| (when.line, when.column.as_str()))).collect()
    }
}

impl About {
    /// Every value that is asked for.
    pub(super) fn values(&self) -> Vec<&Value> {
        let About { publisher, title, url, published, language } = self;
        [publisher, title, url, published, language].into_iter().flatten().collect()
    }
}

impl ClaimRule {
    /// Every value that it asks for, those of its entities aside.
    pub(super) fn values(&self) -> Vec<&Value> {
        let mut values = vec![&self.relation];
        values.extend([&self.polarity, &self.certainty, &self.planned].into_iter().flatten());
        if let Some(TimeRule { start, end, precision }) = &self.time {
            values.extend([start, end, precision].into_iter().flatten());
        }
        if let Some(StrengthRule { best, min, max, unit }) = &self.strength {
            values.extend([best, min, max, unit].into_iter().flatten());
        }
        values.extend(self.attribution.iter().flat_map(|link| [&link.names, &link.kind]));
        values
    }
}

impl EntityRule {
    /// Every value that it asks for.
    pub(super) fn values(&self) -> Vec<&Value> {
        let mut values = vec![&self.name, &self.kind];
        let place = [&self.country, &self.admin1, &self.lat, &self.lon];
        values.extend(place.into_iter().flatten());
        values
    }
}
