//! The nouns of the crate: what a report is, and what it claims.
//!
//! A [`Document`] is one report read: its entities and its claims, in the shape in which people
//! annotate reports and in which `claimgraph extract` prints them. Relations and types of entities
//! are strings here: they live in the ontology, and a new one needs no Rust.

mod claim;
mod code_points;
mod document;
mod entity;
mod report;
mod sketch;
pub mod strength;
pub mod time;

pub use claim::{Attribution, Certainty, Claim, Polarity, Strength, Teller, Telling, Time};
pub(crate) use code_points::CodePoints;
pub use document::{Diagnostic, Document, Reading, Severity, TableVersion};
pub use entity::{Entity, Known, Mention};
pub use report::Report;
pub(crate) use report::{sha256, sha256_of};
pub use sketch::{PLACES, Sketch, sketches};

use serde::{Deserialize, Deserializer};

/// Reads `null` like an absent field: other tools write the one where we write the other.
fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
