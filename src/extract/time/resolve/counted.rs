//! Days counted from the report or from what was told: "last week", "two days later", "Monday".

use jiff::ToSpan;

use super::Context;
use crate::extract::time::calendar::{Days, shift, span, weekday};
use crate::extract::time::phrase::{Origin, Phrase, Unit, View};

impl Context {
    pub(super) fn weekday(
        &self,
        number: i8,
        view: Option<View>,
        weeks: Option<i32>,
    ) -> Option<Days> {
        let wanted = weekday(number)?;
        let from_published = |days: i32| shift(self.published?, days.days());
        let day = match (weeks, view) {
            (Some(weeks), _) => {
                let monday = Days::around(self.published?, Unit::Week)?.first;
                shift(monday, (weeks * 7 + i32::from(number) - 1).days())
            }
            (None, Some(View::Told(side))) => {
                let told = self.told?;
                let start = match side {
                    0 => shift(told.first, (-3).days())?,
                    1 => told.last,
                    _ => shift(told.first, (-8).days())?,
                };
                start.nth_weekday(1, wanted).ok()
            }
            // "Last Tuesday", said on a Wednesday, is not yesterday.
            (None, Some(View::Report(-1))) => from_published(-2)?.nth_weekday(-1, wanted).ok(),
            (None, Some(View::Report(1))) => from_published(2)?.nth_weekday(1, wanted).ok(),
            (None, Some(View::Report(-2))) => from_published(-6)?.nth_weekday(-1, wanted).ok(),
            (None, Some(View::Report(_))) => {
                let monday = Days::around(self.published?, Unit::Week)?.first;
                shift(monday, (i32::from(number) - 1).days())
            }
            (None, None) if self.is_future => from_published(-1)?.nth_weekday(1, wanted).ok(),
            (None, None) => from_published(1)?.nth_weekday(-1, wanted).ok(),
        };
        day.map(Days::day)
    }

    pub(super) fn unit(&self, unit: Unit, view: View) -> Option<Days> {
        match view {
            View::Told(side) => {
                let told = self.told?;
                let is_exact = unit != Unit::Day || told.unit() == Unit::Day;
                let base = if side > 0 { told.last } else { told.first };
                is_exact.then(|| Days::around(shift(base, span(side, unit)?)?, unit)).flatten()
            }
            View::Report(0) => {
                let days = Days::around(self.published?, unit)?;
                // What happened this week, month or year happened before the report.
                let last = if self.is_future { days.last } else { self.published? };
                Days::between(days.first, last)
            }
            View::Report(side) => Days::around(shift(self.published?, span(side, unit)?)?, unit),
        }
    }

    pub(super) fn weekend(&self, view: Option<View>) -> Option<Days> {
        let week = |days: i32| Days::around(shift(self.published?, days.days())?, Unit::Week);
        let days = match view {
            Some(View::Report(1)) => week(7),
            Some(View::Report(0)) => week(0),
            None if self.is_future => week(0),
            // Saturday and Sunday may still be the last weekend of the report's own week.
            Some(View::Report(_)) => week(-7),
            None => week(-5),
            Some(View::Told(side)) => {
                Days::around(shift(self.told?.first, (side * 7).days())?, Unit::Week)
            }
        };
        let sunday = days?.last;
        Days::between(sunday.yesterday().ok()?, sunday)
    }

    pub(super) fn distance(&self, count: i32, unit: Unit, from: Origin) -> Option<Days> {
        let (base, side, is_exact) = match from {
            Origin::Report(side) => (self.published?, side, true),
            Origin::Told(side) => {
                let told = self.told?;
                (if side > 0 { told.last } else { told.first }, side, told.unit() == Unit::Day)
            }
        };
        let day = shift(base, span(side * count, unit)?)?;
        match unit {
            Unit::Day => is_exact.then_some(Days::day(day)),
            Unit::Week if count == 1 || matches!(from, Origin::Told(_)) => {
                is_exact.then_some(Days::day(day))
            }
            unit => Days::around(day, unit),
        }
    }

    pub(super) fn window(&self, count: i32, unit: Unit) -> Option<Days> {
        let published = self.published?;
        let other = shift(published, span(count, unit)?)?;
        Days::between(published.min(other), published.max(other))
    }

    pub(super) fn within(&self, side: i32, of: &Phrase) -> Option<Days> {
        let published = self.published?;
        let days = Context { is_future: true, ..*self }.days(of)?;
        match side {
            -1 => Days::between(days.first, days.last.min(published)),
            1 => Days::between(days.first.max(published), days.last),
            _ => Some(days),
        }
    }
}
