//! Times that a text tells: "on Monday", "since late December", "between January 6 and 8".
//!
//! [`find`] reads them all, [`for_event`] chooses the one of an event, [`for_claim`] the one of a claim. What the text leaves open
//! stays open: durations ("for three days"), ages and vague words ("recently") give nothing.

mod calendar;
pub(super) mod clause;
mod event;
mod grammar;
mod nearby;
mod phrase;
mod place;
mod resolve;
mod told;
mod words;

use std::ops::Range;

use jiff::civil::Date;

use self::grammar::Grammar;
use self::phrase::Reading;
use self::place::Place;
use self::told::Told;
use super::atom::atoms;
use crate::annotate::{Annotation, Span};
use crate::model::time::Time;

pub use self::event::{for_claim, for_event};
pub(super) use self::nearby::nearby;

/// Words of a text that tell when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Its tokens, with the preposition; without it for a modifier ("the *January 6* attack").
    pub tokens: Range<usize>,
    /// Where it stands.
    pub span: Span,
    /// The days, and the words.
    pub time: Time,
    /// What its words make of the days.
    pub kind: TimeKind,
    /// How it hangs in its sentence.
    pub attachment: Attachment,
    /// The token whose time it tells: for "crossed on Monday" the verb, for "the January 6 attack"
    /// the noun.
    pub anchor: usize,
}

/// What an expression makes of the days that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A day, or a longer time by its name: "on Monday", "in January", "last week".
    Point,
    /// From one named time to another: "January 6-8", "over the past two weeks".
    Range,
    /// It has a beginning only: "since Monday", "after June".
    Since,
    /// It has an end only: "until Monday", "by June".
    Until,
}

/// How an expression hangs in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Attachment {
    /// It tells when something happens: "crossed *on Monday*".
    Adverbial,
    /// It tells a noun from others: "the *2011* uprising", "*Monday's* raid".
    Modifier,
    /// It stands at the head of a line: "*26 February*: a barge left".
    Heading,
}

/// All expressions of time whose days the text and the day of the report tell.
///
/// ```
/// use claimgraph::annotate::Annotator;
/// use claimgraph::extract::time;
///
/// let annotator = Annotator::english()?;
/// let annotation = annotator.reader().annotate("Fighters crossed the border on Monday.");
/// let times = time::find(&annotation, Some(jiff::civil::date(2026, 1, 6)));
/// assert_eq!(times[0].time.text, "on Monday");
/// assert_eq!(times[0].time.start, Some(jiff::civil::date(2026, 1, 5)));
/// assert_eq!(annotation.token(times[0].anchor).text(), "crossed");
/// # Ok::<(), claimgraph::annotate::ModelError>(())
/// ```
pub fn find(annotation: &Annotation<'_>, published: Option<Date>) -> Vec<TimeExpression> {
    let atoms = atoms(annotation);
    let grammar = Grammar { atoms: &atoms, annotation };
    let readings: Vec<(Reading, Place)> = read(&grammar);
    let is_news = readings.iter().any(|(reading, _)| reading.last().is_of_report());
    let mut told = Told::new(is_news);
    let resolve = |(reading, place): (Reading, Place)| {
        let context = told.context(annotation, published, &place);
        let resolved = context.resolve(&reading)?;
        told.add(&reading, &resolved, &place, &context);
        Some(place.expression(annotation, &reading, resolved))
    };
    readings.into_iter().filter_map(resolve).collect()
}

/// Where the text tells times, whether or not it tells enough to date them.
pub(super) fn places(annotation: &Annotation<'_>) -> Vec<Span> {
    let atoms = atoms(annotation);
    let readings = read(&Grammar { atoms: &atoms, annotation });
    readings.into_iter().map(|(_, place)| place.span).collect()
}

/// All that the grammar reads, and where.
fn read(grammar: &Grammar<'_>) -> Vec<(Reading, Place)> {
    let (mut readings, mut at) = (Vec::new(), 0);
    while at < grammar.atoms.len() {
        let Some((reading, end)) = grammar.reading(at) else {
            at += 1;
            continue;
        };
        let place = Place::of(grammar, &reading, at..end);
        if !place.is_in_name(grammar.annotation) {
            readings.push((reading, place));
        }
        at = end;
    }
    readings
}
