//! Dates by their names: which January, which summer, which twelfth.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Context;
use crate::extract::time::calendar::{Days, season, shift};
use crate::extract::time::phrase::{Unit, View, Year};

impl Context {
    /// A day of a month, in the year that it names or else in the likeliest.
    pub(super) fn day(&self, year: Option<Year>, month: i8, day: i8) -> Option<Days> {
        if let Some(year) = year {
            return Some(Days::day(Date::new(self.year(year)?, month, day).ok()?));
        }
        let in_year = |year: i16| Date::new(year, month, day).ok().map(Days::day);
        self.likeliest(in_year)
    }

    pub(super) fn month(&self, year: Option<Year>, month: i8, view: Option<View>) -> Option<Days> {
        let in_year = |year: i16| Days::months(year, month, 1);
        match (year, view) {
            (Some(year), _) => in_year(self.year(year)?),
            (None, Some(View::Told(0))) => in_year(self.told?.first.year()),
            (None, Some(View::Told(side))) => beside(self.told?, side, in_year),
            (None, Some(View::Report(0))) => in_year(self.published?.year()),
            (None, Some(View::Report(side))) => {
                beside(Days::around(self.published?, Unit::Month)?, side, in_year)
            }
            (None, None) => self.likeliest(in_year),
        }
    }

    pub(super) fn season(&self, month: i8, view: Option<View>) -> Option<Days> {
        let in_year = |year: i16| season(year, month);
        let days = match view {
            Some(View::Told(0)) => nearest(self.told?, in_year),
            Some(View::Told(side)) => beside(self.told?, side, in_year),
            Some(View::Report(side)) if side != 0 => {
                beside(Days::day(self.published?), side, in_year)
            }
            _ => self.likeliest(in_year),
        }?;
        // "This winter", told in January, has lasted until now.
        let end =
            self.published.filter(|day| !self.is_future && days.first <= *day && *day < days.last);
        end.map_or(Some(days), |end| Days::between(days.first, end))
    }

    /// "The 12th": the last one before the report (the next one), or that of the month long ago
    /// that was told.
    pub(super) fn day_of_month(&self, day: i8) -> Option<Days> {
        let long_ago = |told: &Days| match self.published {
            Some(published) => {
                self.is_history || shift(told.last, 62.days()).is_some_and(|day| day < published)
            }
            None => true,
        };
        let told = self.told.filter(|told| !self.is_future && long_ago(told));
        let base = told.map(|told| told.first).or(self.published)?;
        let in_month = |months: i32| {
            let first = shift(base.first_of_month(), months.months())?;
            Date::new(first.year(), first.month(), day).ok()
        };
        let is_fit = |date: &Date| match (self.published, self.is_future) {
            (Some(published), false) => *date <= published,
            (Some(published), true) => *date >= published,
            (None, _) => true,
        };
        let months: [i32; 3] = if self.is_future { [0, 1, 2] } else { [0, -1, -2] };
        months.into_iter().filter_map(in_month).find(is_fit).map(Days::day)
    }

    fn year(&self, year: Year) -> Option<i16> {
        match year {
            Year::Given(year) => Some(year),
            Year::Seen(View::Report(side)) => {
                Some(self.published?.year() + i16::try_from(side).ok()?)
            }
            Year::Seen(View::Told(side)) => {
                Some(self.told?.first.year() + i16::try_from(side).ok()?)
            }
        }
    }

    /// The year of a date without one: the last before the report, the next if it is planned, in
    /// a story of years ago the nearest to what was told before.
    fn likeliest(&self, in_year: impl Fn(i16) -> Option<Days>) -> Option<Days> {
        if let Some(told) =
            self.told.filter(|_| (self.is_history && !self.is_future) || self.published.is_none())
        {
            return nearest(told, in_year);
        }
        let published = self.published?;
        let is_fit = |days: &Days| {
            if self.is_future { days.last >= published } else { days.first <= published }
        };
        let years: [i16; 5] = if self.is_future { [-1, 0, 1, 2, 4] } else { [0, -1, -2, -3, -4] };
        years.into_iter().filter_map(|years| in_year(published.year() + years)).find(is_fit)
    }
}

/// The first of these that is wholly after the days, or the last that is wholly before.
fn beside(days: Days, side: i32, in_year: impl Fn(i16) -> Option<Days>) -> Option<Days> {
    let year = if side > 0 { days.last.year() } else { days.first.year() };
    let is_fit =
        |found: &Days| if side > 0 { found.first > days.last } else { found.last < days.first };
    let years: [i16; 3] = if side > 0 { [-1, 0, 1] } else { [0, -1, -2] };
    years.into_iter().filter_map(|years| in_year(year + years)).find(is_fit)
}

/// The one of these that is nearest to what was told; stories rather go on than back.
fn nearest(told: Days, in_year: impl Fn(i16) -> Option<Days>) -> Option<Days> {
    let distance = |days: &Days| {
        let days_from =
            |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
        if days.first > told.last {
            days_from(told.last, days.first)
        } else if days.last < told.first {
            days_from(days.last, told.first).saturating_mul(2)
        } else {
            0
        }
    };
    let years = [0, 1, -1].into_iter();
    years.filter_map(|years| in_year(told.first.year() + years)).min_by_key(distance)
}
