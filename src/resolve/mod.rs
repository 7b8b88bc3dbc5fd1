//! Decides which mentions mean the same thing, and what that thing is.
//!
//! Names come first: spellings, short forms and acronyms of one report are joined, and what each
//! is follows from all its mentions together. Then come the states' armies and ministries that go
//! by a noun, and last, in the order of the text, what refers without naming. Where it is not
//! clear who is meant, a mention stays without an entity.

mod agreement;
mod bodies;
mod collectives;
mod descriptions;
mod draft;
mod entities;
mod forms;
mod join;
mod leaders;
mod likeness;
mod nations;
mod owners;
mod pronouns;
mod references;
mod resolution;
mod salience;
mod typing;
mod unnamed;

pub use resolution::{Resolution, ResolvedMention};

use jiff::civil::Date;

use crate::annotate::Annotation;
use crate::gazetteer::Gazetteer;
use crate::recognize::{Known, Mention, Words};
use draft::Draft;

/// The entities that the mentions of one report mean.
///
/// `published` is the day on which the report appeared, which tells who held an office then.
pub fn resolve(
    mentions: Vec<Mention>,
    annotation: &Annotation<'_>,
    gazetteer: &Gazetteer,
    published: Option<Date>,
) -> Resolution {
    let words = Words::new(annotation);
    let known = Known::new(gazetteer);
    let mut draft = Draft::new(&words, &known, mentions);
    draft.day = published.map(|day| day.to_string());
    join::join(&mut draft);
    typing::decide(&mut draft);
    nations::link_demonyms(&mut draft);
    nations::link_governments(&mut draft);
    bodies::link_bodies(&mut draft);
    bodies::link_acronyms(&mut draft);
    references::link_references(&mut draft);
    Resolution::from(draft)
}
