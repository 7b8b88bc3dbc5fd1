//! Why the reader read what it read: how each name was understood, and what else it might be.
//!
//! ```
//! use claimgraph::explain;
//! use claimgraph::prelude::*;
//!
//! let knowledge = Knowledge::built_in()?;
//! let report = Report::new("a", "If Badr attacks Basra, the army will act.");
//! let look = explain::look(&mut knowledge.reader(), &report);
//! let meant = look.names[0].meant.as_ref().expect("it is clear");
//! assert_eq!((look.names[0].text.as_str(), meant.name.as_str()), ("Badr", "Badr Organization"));
//! assert!(!look.silences.is_empty());
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```

use std::ops::Range;

use crate::extract::{self, Context, Silence};
use crate::model::Report;
use crate::pipeline::ReportReader;
use crate::recognize::MentionKind;

/// What the reader saw in a report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Look {
    /// Where the sentences stand, in code points.
    pub sentences: Vec<Range<usize>>,
    /// What is mentioned, in the order of the text.
    pub names: Vec<Name>,
    /// The words that could say something and do not.
    pub silences: Vec<Silence>,
}

/// Words that name something or refer to it, and what they were taken for.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// The words.
    pub text: String,
    /// Where they stand, in code points.
    pub place: Range<usize>,
    /// How they refer: "by name", "by a pronoun".
    pub refers: &'static str,
    /// What they were taken for; none if that is not clear.
    pub meant: Option<Meaning>,
    /// Why.
    pub reason: &'static str,
    /// What else they might mean, the likeliest first.
    pub alternatives: Vec<Meaning>,
}

/// A thing that words may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Meaning {
    /// The key of the entity in its document.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its class.
    pub class: String,
    /// How sure that is, from 0 to 1.
    pub score: f32,
}

/// Reads a report again, to see how its words were understood.
pub fn look(reader: &mut ReportReader<'_>, report: &Report) -> Look {
    reader.understand(report, |context, frames| Look {
        silences: extract::silences(context, frames),
        ..Look::of(context)
    })
}

impl Look {
    /// What is known of a text when its claims are read.
    fn of(context: &Context<'_>) -> Look {
        let annotation = context.annotation;
        let place = |tokens: Range<usize>| {
            let span = annotation.span(tokens);
            context.places.code_points(span.start)..context.places.code_points(span.end)
        };
        let entities = &context.resolution.entities;
        let meaning = |index: usize, score: f32| {
            let entity = &entities[index];
            let (key, name) = (entity.key.clone(), entity.name.clone());
            Meaning { key, name, class: entity.kind.clone(), score }
        };
        let names = context.resolution.mentions.iter().map(|resolved| Name {
            text: resolved.mention.text.clone(),
            place: place(resolved.mention.tokens.clone()),
            refers: refers(resolved.mention.kind),
            meant: resolved.entity.map(|index| meaning(index, resolved.score)),
            reason: resolved.reason,
            alternatives: resolved
                .alternatives
                .iter()
                .map(|&(index, score)| meaning(index, score))
                .collect(),
        });
        Look {
            sentences: annotation.sentences().map(place).collect(),
            names: names.collect(),
            silences: Vec::new(),
        }
    }

    /// The sentence that a place in the text belongs to.
    pub fn sentence(&self, place: usize) -> Option<Range<usize>> {
        self.sentences.iter().find(|sentence| sentence.contains(&place)).cloned()
    }

    /// The names in a part of the text.
    pub fn names_in(&self, part: Range<usize>) -> impl Iterator<Item = &Name> {
        self.names
            .iter()
            .filter(move |name| part.start <= name.place.start && name.place.end <= part.end)
    }
}

fn refers(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Named => "by name",
        MentionKind::Demonym => "by an adjective",
        MentionKind::Collective => "as a group",
        MentionKind::Description => "by a description",
        MentionKind::Pronoun => "by a pronoun",
        MentionKind::Office => "by an office",
    }
}
