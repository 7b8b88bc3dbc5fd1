//! An entity: the thing that a report's mentions refer to.

use serde::{Deserialize, Serialize};

use super::or_default;

/// A militia, an official, a place, an outlet: whatever a report names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
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
