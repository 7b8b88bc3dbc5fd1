//! Stretches of days: months, seasons, weeks and their parts.

use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};

use super::phrase::{Part, Unit};
use crate::model::time::Precision;

/// A stretch of days, both ends inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Date,
    pub(super) last: Date,
    pub(super) precision: Precision,
}

impl Days {
    pub(super) fn day(day: Date) -> Days {
        Days { first: day, last: day, precision: Precision::Day }
    }

    pub(super) fn between(first: Date, last: Date) -> Option<Days> {
        (first <= last).then_some(Days { first, last, precision: Precision::Day })
    }

    pub(super) fn months(year: i16, month: i8, count: i32) -> Option<Days> {
        let first = Date::new(year, month, 1).ok()?;
        let last = shift(first, (count - 1).months())?.last_of_month();
        Some(Days { first, last, precision: Precision::Month })
    }

    pub(super) fn years(first: i16, last: i16) -> Option<Days> {
        let is_possible = (1000..=2999).contains(&first) && first <= last && last <= 2999;
        let (first, last) = is_possible.then(|| (date(first, 1, 1), date(last, 12, 31)))?;
        Some(Days { first, last, precision: Precision::Year })
    }

    /// The unit (week from Monday, month, year, decade) around a day.
    pub(super) fn around(day: Date, unit: Unit) -> Option<Days> {
        match unit {
            Unit::Hour | Unit::Day => Some(Days::day(day)),
            Unit::Week => {
                let monday =
                    shift(day, (-i32::from(day.weekday().to_monday_zero_offset())).days())?;
                Days::between(monday, shift(monday, 6.days())?)
            }
            Unit::Month => Days::months(day.year(), day.month(), 1),
            Unit::Year => Days::years(day.year(), day.year()),
            Unit::Decade => {
                let first = day.year() - day.year().rem_euclid(10);
                Days::years(first, first + 9)
            }
        }
    }

    /// "Early", "the second half of", "the last week of".
    pub(super) fn part(self, part: Part) -> Option<Days> {
        match (self.unit(), part) {
            (_, Part::Nth(nth, unit)) => self.nth(nth, unit),
            (Unit::Day, _) => Some(self),
            (unit, Part::Third(third)) => self.third(unit, third),
            (unit, Part::Edge(side)) => self.third(unit, if side > 0 { 1 } else { 3 }),
            (Unit::Year, Part::Half(half)) => self.months_from(half * 6 - 5, 6),
            (Unit::Year, Part::Quarter(quarter)) => self.months_from(quarter * 3 - 2, 3),
            (Unit::Month, Part::Half(1)) => self.days_of_month(1, 15),
            (Unit::Month, Part::Half(_)) => self.days_of_month(16, 31),
            _ => None,
        }
    }

    /// What kind of stretch it is: a month, a year, a decade, or else days.
    pub(super) fn unit(self) -> Unit {
        let is = |unit| {
            Days::around(self.first, unit)
                .is_some_and(|days| days.last == self.last && days.first == self.first)
        };
        let units = [Unit::Day, Unit::Week, Unit::Month, Unit::Year, Unit::Decade];
        units.into_iter().find(|unit| is(*unit)).unwrap_or(Unit::Day)
    }

    /// The guidelines: early in a month is days 1 to 10, late is from day 21. The months of a year
    /// and the years of a decade are parted likewise.
    fn third(self, unit: Unit, third: i32) -> Option<Days> {
        let year = self.first.year();
        match (unit, third) {
            (Unit::Month, 1) => self.days_of_month(1, 10),
            (Unit::Month, 2) => self.days_of_month(11, 20),
            (Unit::Month, _) => self.days_of_month(21, 31),
            (Unit::Year, 1) => self.months_from(1, 4),
            (Unit::Year, 2) => self.months_from(5, 4),
            (Unit::Year, _) => self.months_from(10, 3),
            (Unit::Decade, 1) => Days::years(year, year + 3),
            (Unit::Decade, 2) => Days::years(year + 4, year + 6),
            (Unit::Decade, _) => Days::years(year + 6, year + 9),
            _ => Some(self),
        }
    }

    /// The nth day, week or month, counted from the end if below zero.
    fn nth(self, nth: i32, unit: Unit) -> Option<Days> {
        let span = |count: i32| match unit {
            Unit::Day => Some(count.days()),
            Unit::Week => Some((7 * count).days()),
            Unit::Month => Some(count.months()),
            _ => None,
        };
        let (first, last) = if nth > 0 {
            let first = shift(self.first, span(nth - 1)?)?;
            (first, shift(shift(self.first, span(nth)?)?, (-1).days())?)
        } else {
            let behind = shift(self.last, 1.days())?;
            (shift(behind, span(nth)?)?, shift(shift(behind, span(nth + 1)?)?, (-1).days())?)
        };
        let days = Days::between(first, last)?;
        (self.first <= days.first && days.last <= self.last).then_some(days)
    }

    fn months_from(self, month: i32, count: i32) -> Option<Days> {
        Days::months(self.first.year(), i8::try_from(month).ok()?, count)
    }

    fn days_of_month(self, first: i8, last: i8) -> Option<Days> {
        let last = last.min(self.first.days_in_month());
        let day = |day| Date::new(self.first.year(), self.first.month(), day).ok();
        Days::between(day(first)?, day(last)?)
    }
}

/// A season that begins with a month of a year; each is three months long.
pub(super) fn season(year: i16, month: i8) -> Option<Days> {
    Days::months(year, month, 3)
}

/// The weekday by its number from Monday on.
pub(super) fn weekday(number: i8) -> Option<Weekday> {
    Weekday::from_monday_one_offset(number).ok()
}

/// A day moved by a span, none beyond the calendar's ends.
pub(super) fn shift(day: Date, span: Span) -> Option<Date> {
    day.checked_add(span).ok()
}

/// The span of so many units.
pub(super) fn span(count: i32, unit: Unit) -> Option<Span> {
    if count.abs() > 10_000 {
        return None;
    }
    Some(match unit {
        Unit::Hour => return None,
        Unit::Day => count.days(),
        Unit::Week => (count * 7).days(),
        Unit::Month => count.months(),
        Unit::Year => count.years(),
        Unit::Decade => (count * 10).years(),
    })
}
