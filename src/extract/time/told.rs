//! What a text has told so far, from which "the next day" and "in July" go on.

use jiff::civil::Date;

use super::calendar::Days;
use super::phrase::{Phrase, Reading};
use super::place::Place;
use super::resolve::{Context, Resolved};
use super::{Attachment, clause};
use crate::annotate::Annotation;
use crate::model::time::Precision;

/// The last times that were told.
#[derive(Debug, Default)]
pub(super) struct Told {
    last: Option<Telling>,
    /// The last date at the head of a line that named its year, or went on from one that did.
    heading: Option<Telling>,
    /// The last day at the head of a line.
    day: Option<Days>,
    /// Whether the text tells times as seen from the report: "on Monday", "last week".
    is_news: bool,
}

/// A time that was told.
#[derive(Debug, Clone, Copy)]
struct Telling {
    days: Days,
    /// The number of the line it was told in.
    line: usize,
    /// Whether it named its year, or went on from one that did.
    has_year: bool,
}

impl Told {
    /// Nothing was told yet.
    pub(super) fn new(is_news: bool) -> Told {
        Told { is_news, ..Told::default() }
    }

    pub(super) fn context(
        &self,
        annotation: &Annotation<'_>,
        published: Option<Date>,
        place: &Place,
    ) -> Context {
        let top = clause::top(annotation, place.tokens.clone());
        let is_heading = place.attachment == Attachment::Heading;
        let is_future = !is_heading && clause::is_future(annotation, top);
        // The dates of a list go on from each other, whatever is told between them.
        let heading = self.heading.filter(|_| is_heading);
        let last = heading.or(self.last.filter(|last| place.line <= last.line + 2));
        let is_history = heading.is_some()
            || last.zip(published).is_some_and(|(last, day)| self.goes_on(last, day, place));
        let (told, day) = (last.map(|last| last.days), self.day);
        Context { published, told, day, is_history, is_future }
    }

    /// Whether "in July" goes on from what was told and is not last July: in a story of years ago
    /// that told its months and days, too.
    fn goes_on(&self, last: Telling, published: Date, place: &Place) -> bool {
        let is_past = last.days.last.year() + 1 < published.year();
        let is_exact = last.days.precision != Precision::Year;
        let is_near = !self.is_news || last.line == place.line;
        let in_list = self.heading.is_some_and(|heading| heading.line == place.line);
        last.has_year && (in_list || (is_past && is_exact && is_near))
    }

    pub(super) fn add(
        &mut self,
        reading: &Reading,
        resolved: &Resolved,
        place: &Place,
        context: &Context,
    ) {
        let phrase = reading.last();
        if place.attachment == Attachment::Modifier || matches!(phrase, Phrase::Clock) {
            return;
        }
        if place.attachment == Attachment::Heading {
            self.day = Some(resolved.named).filter(|days| days.first == days.last);
        }
        let had_year = self.last.is_some_and(|last| last.has_year);
        let goes_on = context.is_history || (had_year && phrase.is_told());
        // "The first since January 2020" looks back, and the story does not go on from there.
        let is_told = !matches!(reading, Reading::Since(_));
        let has_year = is_told && (phrase.has_year() || goes_on);
        let telling = Telling { days: resolved.named, line: place.line, has_year };
        self.last = Some(telling);
        if place.attachment == Attachment::Heading && has_year {
            self.heading = Some(telling);
        }
    }
}
