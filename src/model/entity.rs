//! An entity: the thing that a report's mentions refer to.

use serde::{Deserialize, Serialize};

use super::or_default;

/// A militia, an official, a place, an outlet: whatever a report names.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// What the claims of the same report call it.
    pub key: String,
    /// Its class, by its name in the ontology: `Militia`.
    #[serde(rename = "type", default, deserialize_with = "or_default")]
    pub kind: String,
    /// Its usual full name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// The other names that it goes by, those of the text among them.
    #[serde(default, deserialize_with = "or_default")]
    pub aliases: Vec<String>,
    /// What it is called in the graph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iri: Option<String>,
    /// Where it lies by the report itself: latitude and longitude in degrees (WGS 84).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<[f64; 2]>,
    /// What the gazetteer knows of it, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gazetteer: Option<Known>,
    /// Where the text names it or refers to it.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
}

impl Entity {
    /// Every name that it goes by, its usual one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).map(String::as_str)
    }
}

/// What the gazetteer knows of an entity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// The row's id: `quds-force`.
    pub id: String,
    /// Its number in Wikidata: `Q1335512`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    /// Its number in GeoNames.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonames: Option<String>,
    /// Latitude and longitude in degrees (WGS 84).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<[f64; 2]>,
    /// The id of its country's row, unless it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// That country's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_name: Option<String>,
    /// Whose an outlet is: the outlets of one owner are no independent witnesses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// A stretch of the text that names an entity or refers to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it begins, in code points.
    pub start: usize,
    /// Where it ends, exclusive, in code points.
    pub end: usize,
    /// The words.
    pub text: String,
}
