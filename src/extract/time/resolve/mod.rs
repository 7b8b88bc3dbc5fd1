//! Turns what was read into days, with the day of the report and what was told before.

mod counted;
mod named;

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{Days, season, shift};
use super::phrase::{Phrase, Reading, View};
use crate::model::time::Precision;

/// From where a phrase is seen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// The day of the report.
    pub(super) published: Option<Date>,
    /// The last time that was told, if it was told just before.
    pub(super) told: Option<Days>,
    /// The day at the head of the last line that has one.
    pub(super) day: Option<Days>,
    /// Whether the story is one of years ago, so that "in July" is that of the year told.
    pub(super) is_history: bool,
    /// Whether the verb speaks of what is to come.
    pub(super) is_future: bool,
}

/// The days of a reading, open where it leaves one end open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
    pub(super) precision: Precision,
    /// The days that were named, for what is told next.
    pub(super) named: Days,
}

/// What a preposition leaves of the days that a phrase names.
type Bound = fn(Days) -> (Option<Date>, Option<Date>);

impl Context {
    /// The days of an expression; none where the text does not say enough.
    pub(super) fn resolve(&self, reading: &Reading) -> Option<Resolved> {
        let (phrase, bound): (_, Bound) = match reading {
            Reading::Between(first, second) => return self.between(first, second),
            Reading::At(phrase) => (phrase, |days| (Some(days.first), Some(days.last))),
            Reading::Since(phrase) => (phrase, |days| (Some(days.first), None)),
            Reading::After(phrase) => (phrase, |days| (Some(days.last), None)),
            Reading::Until(phrase) | Reading::By(phrase) => {
                (phrase, |days| (None, Some(days.last)))
            }
            // "Before the end of the year" is until its end.
            Reading::Before(phrase @ Phrase::Part { .. }) => {
                (phrase, |days| (None, Some(days.last)))
            }
            Reading::Before(phrase) => (phrase, |days| (None, days.first.yesterday().ok())),
        };
        let days = self.days(phrase)?;
        let (first, last) = bound(days);
        let is_some = first.is_some() || last.is_some();
        // The day after "Sunday night" is Monday.
        let named = if phrase.is_night() { Days::day(days.first) } else { days };
        is_some.then_some(Resolved { first, last, precision: days.precision, named })
    }

    /// The end that names its year, or is nearer to the report, is found first.
    fn between(&self, first: &Phrase, second: &Phrase) -> Option<Resolved> {
        let (first, second) = if second.is_told() || (first.has_year() && !second.has_year()) {
            let days = self.days(first)?;
            let from =
                Context { published: Some(days.first), told: Some(days), is_future: true, ..*self };
            (days, if is_deictic(second) { self.days(second)? } else { from.days(second)? })
        } else {
            let days = self.days(second)?;
            let from = Context {
                published: Some(days.last),
                told: Some(days),
                is_future: false,
                is_history: false,
                ..*self
            };
            (if is_deictic(first) { self.days(first)? } else { from.days(first)? }, days)
        };
        let named = Days::between(first.first, second.last)?;
        let precision = first.precision.min(second.precision);
        Some(Resolved { first: Some(named.first), last: Some(named.last), precision, named })
    }

    fn days(&self, phrase: &Phrase) -> Option<Days> {
        match phrase {
            Phrase::Day { year, month: Some(month), day } => self.day(*year, *month, *day),
            Phrase::Day { month: None, day, .. } => self.day_of_month(*day),
            Phrase::Days { year, month, from, to } => {
                let last = self.day(*year, *month, *to)?.last;
                Days::between(Date::new(last.year(), *month, *from).ok()?, last)
            }
            Phrase::Month { year, month, view } => self.month(*year, *month, *view),
            Phrase::Year(year) => Days::years(*year, *year),
            Phrase::Years(first, last) => Days::years(*first, *last),
            Phrase::Decade(year) => Days::years(*year, year + 9),
            Phrase::Season { year: Some(year), month, .. } => season(*year, *month),
            Phrase::Season { year: None, month, view } => self.season(*month, *view),
            Phrase::Weekday { weekday, view, weeks } => self.weekday(*weekday, *view, *weeks),
            Phrase::Unit { unit, view } => self.unit(*unit, *view),
            Phrase::Weekend { view } => self.weekend(*view),
            Phrase::Today(days) => Some(Days::day(shift(self.published?, days.days())?)),
            Phrase::Overnight => Days::between(self.published?.yesterday().ok()?, self.published?),
            Phrase::Clock => self.day.or(self.published.map(Days::day)),
            Phrase::Distance { count, unit, from } => self.distance(*count, *unit, *from),
            Phrase::Window { count, unit } => self.window(*count, *unit),
            Phrase::Part { part, of } => self.whole(of)?.part(*part),
            Phrase::Within { side, of } => self.within(*side, of),
            Phrase::Daypart { is_night, of } => {
                let days = self.days(of)?;
                let last = if *is_night && days.first == days.last {
                    days.last.tomorrow().ok()?
                } else {
                    days.last
                };
                Days::between(days.first, last)
            }
        }
    }

    /// A time of which a part is taken: all of "this year", not what has passed of it.
    fn whole(&self, of: &Phrase) -> Option<Days> {
        let is_running = matches!(of, Phrase::Unit { view: View::Report(0), .. });
        Context { is_future: self.is_future || is_running, ..*self }.days(of)
    }
}

/// "Today" is today, whatever else is told.
fn is_deictic(phrase: &Phrase) -> bool {
    match phrase {
        Phrase::Today(_) | Phrase::Overnight | Phrase::Window { .. } => true,
        Phrase::Unit { view, .. } => matches!(view, View::Report(_)),
        Phrase::Part { of, .. } | Phrase::Daypart { of, .. } => is_deictic(of),
        _ => false,
    }
}
