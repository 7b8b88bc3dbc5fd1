//! A claim that was not found, or that is not there: what to look at to do better.

use std::fmt;

use crate::model::{Claim, Document};

/// A claim that is not right, in names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// The name of the report.
    pub report: String,
    /// Whether it was predicted and is not there, rather than there and not predicted.
    pub wrong: bool,
    /// Subject, relation and object, by their names.
    pub statement: String,
    /// The words that show it, or seemed to.
    pub quote: String,
}

impl Miss {
    /// A claim of the annotation that was not predicted.
    pub(super) fn missed(report: &str, gold: &Document, claim: &Claim) -> Miss {
        Miss::of(report, false, gold, claim)
    }

    /// A predicted claim that the annotation does not have.
    pub(super) fn wrong(report: &str, predicted: &Document, claim: &Claim) -> Miss {
        Miss::of(report, true, predicted, claim)
    }

    fn of(report: &str, wrong: bool, document: &Document, claim: &Claim) -> Miss {
        let subject = name(document, &claim.subject);
        let object = claim.object.as_deref().map_or("-", |object| name(document, object));
        Miss {
            report: report.to_owned(),
            wrong,
            statement: format!("{subject} {} {object}", claim.relation),
            quote: claim.quote.chars().take(150).collect(),
        }
    }
}

/// One line: `missed NAME: Kataib Hezbollah crossedVia Mehran | reportedly crossed at Mehran`.
impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.wrong { "wrong " } else { "missed" };
        let quote = self.quote.split_whitespace().collect::<Vec<_>>().join(" ");
        write!(f, "{what} {}: {} | {quote}", self.report, self.statement)
    }
}

/// The name of an entity; its key, where a claim is about something that is not listed.
fn name<'a>(document: &'a Document, key: &'a str) -> &'a str {
    let entity = document.entities.iter().find(|entity| entity.key == key);
    entity.map_or(key, |entity| &entity.name)
}
