//! Dates of the calendar: "6 January 2026", "Jan. 6", "March 2017", "2019", "summer of 2020".

use super::Grammar;
use crate::annotate::Token;
use crate::extract::number::{self, Read};
use crate::extract::time::phrase::{Phrase, View, Year};
use crate::extract::time::words::Class;

impl Grammar<'_> {
    /// A date in any order; a weekday before it adds nothing.
    pub(super) fn date(&self, at: usize) -> Read<Phrase> {
        let behind = self.weekday_name(at).map(|(_, end)| self.skip_sign(end, ",("));
        let exact = |at: usize| {
            self.numeric(at).or_else(|| self.day_first(at)).or_else(|| self.month_first(at))
        };
        behind
            .and_then(|at| exact(self.skip(at, Class::Article)))
            .or_else(|| exact(self.skip(at, Class::Article)))
            .or_else(|| self.month(at))
            .or_else(|| self.season(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.years(at))
            .or_else(|| self.bare_day(at))
    }

    /// The number of a month from January on.
    pub(super) fn month_name(&self, at: usize) -> Read<i8> {
        let long = self.value(at, Class::Month);
        let (month, end) = match long {
            Some(month) => (month, at + 1),
            None => (self.value(at, Class::MonthShort)?, self.skip_point(at + 1)),
        };
        // "May" the verb; "march" the walk.
        let is_name = self.is_capital(at) && self.token(at)?.tag() != "MD";
        let is_long = long.is_some() || self.value(end, Class::Month).is_none();
        (is_name && is_long).then_some((i8::try_from(month).ok()?, end))
    }

    /// The number of a weekday from Monday on.
    pub(super) fn weekday_name(&self, at: usize) -> Read<i8> {
        let (weekday, end) = match self.value(at, Class::Weekday) {
            Some(weekday) => (weekday, at + 1),
            // "Sat" and "Sun" are words, too: a point or a number or a part of the day must follow.
            None => {
                let weekday = self.value(at, Class::WeekdayShort)?;
                let end = self.skip_point(at + 1);
                let goes_on = self.is(end, Class::Daypart) || self.day_number(end).is_some();
                (weekday, (end > at + 1 || goes_on).then_some(end)?)
            }
        };
        self.is_capital(at).then_some((i8::try_from(weekday).ok()?, end))
    }

    /// "2026", "of 2026", "last year", "of that year" behind a day or a month.
    pub(super) fn year(&self, at: usize) -> Read<Year> {
        let given = self.year_number(self.skip_sign(at, ","));
        if let Some((year, end)) = given.or_else(|| self.year_number(self.skip(at, Class::Of))) {
            return Some((Year::Given(year), end));
        }
        let (view, end) = self.view(self.skip(at, Class::Of))?;
        let is_year = self.value(end, Class::Unit) == Some(4);
        is_year.then_some((Year::Seen(view), end + 1))
    }

    /// "2026-01-06"; "23/4/2024" where only one order is possible.
    fn numeric(&self, at: usize) -> Read<Phrase> {
        let number = |at: usize| self.atoms.get(at)?.value();
        let glued = (at + 1..at + 5).all(|at| self.atoms.get(at).is_some_and(|atom| atom.is_glued));
        let (first, second, third) = (number(at)?, number(at + 2)?, number(at + 4)?);
        let signs = |signs: &str| self.sign(at + 1, signs) && self.sign(at + 3, signs);
        let (year, month, day) = if glued && signs("-") && first > 1000 {
            (first, second, third)
        } else if glued && signs("/.") && third > 1000 && (first > 12 || first == second) {
            (third, second, first)
        } else if glued && signs("/") && third > 1000 && second > 12 {
            (third, first, second)
        } else {
            return None;
        };
        let (month, day) = (in_range(month, 12)?, in_range(day, 31)?);
        let year = Some(Year::Given(i16::try_from(year).ok().filter(|year| *year < 2200)?));
        Some((Phrase::Day { year, month: Some(month), day }, at + 5))
    }

    /// "6 January", "the 6th of January 2026", "2 and 3 March", "13/14 Nov."
    fn day_first(&self, at: usize) -> Read<Phrase> {
        let is_fraction = at > 0 && self.atoms[at].is_glued && self.sign(at - 1, ".,-/");
        let (day, end) = self.day_number(at).filter(|_| !is_fraction)?;
        let last = self.joint(end).and_then(|at| self.day_number(self.skip(at, Class::Article)));
        let last = last.filter(|(last, _)| *last > day);
        let month = |at: usize| self.month_name(self.skip(at, Class::Of));
        if let Some((to, (month, end))) = last.and_then(|(to, end)| Some((to, month(end)?))) {
            let (year, end) = self.optional_year(end);
            return Some((Phrase::Days { year, month, from: day, to }, end));
        }
        let (month, end) = month(end)?;
        let (year, end) = self.optional_year(end);
        Some((Phrase::Day { year, month: Some(month), day }, end))
    }

    /// "January 6, 2026", "Jan. 6-8", "March 6 and 10"
    fn month_first(&self, at: usize) -> Read<Phrase> {
        let (month, end) = self.month_name(at)?;
        let end = self.skip(end, Class::Article);
        let (day, end) = self.day_number(end).filter(|_| !self.counts(end))?;
        // Two days joined by a word or sign: "6 to 8"; not "January 6 and 8 soldiers".
        let last =
            self.joint(end).filter(|at| !self.counts(*at)).and_then(|at| self.day_number(at));
        let is_other_date = |end: usize| self.month_name(self.skip(end, Class::Of)).is_some();
        let last = last.filter(|(last, end)| *last > day && !is_other_date(*end));
        if let Some((to, end)) = last {
            let (year, end) = self.optional_year(end);
            return Some((Phrase::Days { year, month, from: day, to }, end));
        }
        let (year, end) = self.optional_year(end);
        Some((Phrase::Day { year, month: Some(month), day }, end))
    }

    /// "January", "January 2026", "last January", "that same January", "the month of January"
    fn month(&self, at: usize) -> Read<Phrase> {
        let view = self.view(at);
        let start = view.map_or_else(|| self.month_of(at), |(_, end)| end);
        let (month, end) = self.month_name(start)?;
        let is_short = self.value(start, Class::Month).is_none();
        let (year, end) = self.optional_year(end);
        let is_month = !is_short || year.is_some() || end > start + 1;
        is_month.then_some((Phrase::Month { year, month, view: view.map(|(view, _)| view) }, end))
    }

    /// The place behind "the month of".
    fn month_of(&self, at: usize) -> usize {
        let start = self.skip(at, Class::Article);
        let is_month = self.value(start, Class::Unit) == Some(3) && self.is(start + 1, Class::Of);
        if is_month && start > at { start + 2 } else { at }
    }

    /// "summer 2015", "the winter of 2024–25", "last spring", "the summer"
    fn season(&self, at: usize) -> Read<Phrase> {
        let view = self.view(at);
        let start = view.map_or(self.skip(at, Class::Article), |(_, end)| end);
        let always = self.value(start, Class::Season);
        let month = always.or_else(|| self.value(start, Class::SeasonWithYear))?;
        let month = i8::try_from(month).ok()?;
        let (year, end) = self.optional_year(start + 1);
        let (year, view) = match year {
            Some(Year::Given(year)) => (Some(year), None),
            Some(Year::Seen(_)) => return None,
            None => (None, view.map(|(view, _)| view)),
        };
        let end = if year.is_some() { self.second_year(end).unwrap_or(end) } else { end };
        let is_season = always.is_some() || year.is_some() || view.is_some();
        is_season.then_some((Phrase::Season { year, month, view }, end))
    }

    /// "the 1980s", "the '90s"
    fn decade(&self, at: usize) -> Read<Phrase> {
        let start = self.skip_sign(self.skip(at, Class::Article), "'’");
        let (number, ending) = (self.atoms.get(start)?.value()?, self.atoms.get(start + 1)?);
        let is_decade = ending.lower == "s" && ending.is_glued && number % 10 == 0;
        let year = match number {
            1800..=2090 => number,
            30..=90 if start > at => 1900 + number,
            _ => return None,
        };
        is_decade.then_some((Phrase::Decade(i16::try_from(year).ok()?), start + 2))
    }

    /// "2019", "2014-2017", "2014–17", "the year 2019"
    fn years(&self, at: usize) -> Read<Phrase> {
        let article = self.skip(at, Class::Article);
        let is_unit = self.value(article, Class::Unit) == Some(4);
        let (first, end) = self.year_number(if is_unit { article + 1 } else { article })?;
        let dash =
            self.sign(end, "-–/").then_some(end + 1).filter(|at| self.atoms[*at - 1].is_glued);
        let last = dash.and_then(|at| self.year_number(at)).filter(|(last, _)| *last > first);
        if let Some((last, end)) = last {
            return Some((Phrase::Years(first, last), end));
        }
        match self.second_year(end) {
            Some(end) => {
                let last =
                    first - first % 100 + i16::try_from(self.atoms[end - 1].value()?).ok()?;
                Some((Phrase::Years(first, last), end))
            }
            None => Some((Phrase::Year(first), end)),
        }
    }

    /// "the 12th", which is a day of the month that is spoken of; not "the 12th Brigade".
    fn bare_day(&self, at: usize) -> Read<Phrase> {
        let start = self.skip(at, Class::Article);
        let (day, end) = number::ordinal(self.atoms, start).filter(|(_, end)| *end == start + 2)?;
        let token = self.token(start)?;
        let is_noun = |token: Token<'_>| ["NOUN", "PROPN"].contains(&token.pos());
        let is_before_head = token.head().index() > token.index() && is_noun(token.head());
        let has_noun = is_before_head || self.token(end).is_some_and(is_noun);
        let day = in_range(day, 31).filter(|_| start > at && !has_noun)?;
        Some((Phrase::Day { year: None, month: None, day }, end))
    }

    /// "6", "6th"
    fn day_number(&self, at: usize) -> Read<i8> {
        let (day, end) = number::ordinal(self.atoms, at).or_else(|| {
            let atom = self.atoms.get(at).filter(|atom| atom.text.len() <= 2)?;
            Some((atom.value()?, at + 1))
        })?;
        Some((in_range(day, 31)?, end))
    }

    /// A year in four digits that counts nothing and measures nothing.
    pub(super) fn year_number(&self, at: usize) -> Read<i16> {
        let atom = self.atoms.get(at).filter(|atom| atom.text.len() == 4)?;
        let year = atom.value().filter(|year| (1800..=2100).contains(year))?;
        let is_amount =
            at > 0 && self.sign(at - 1, "$€£#.") && atom.is_glued || self.sign(at + 1, "%$€£");
        let is_prefix =
            self.atoms.get(at + 1).is_some_and(|next| next.is_glued && next.lower == "s");
        (!is_amount && !is_prefix && !self.counts(at))
            .then_some((i16::try_from(year).ok()?, at + 1))
    }

    /// The end of "–25" in "2024–25".
    fn second_year(&self, at: usize) -> Option<usize> {
        let second = self.atoms.get(at + 1).filter(|atom| atom.is_glued && atom.text.len() == 2)?;
        (self.sign(at, "-–/") && self.atoms[at].is_glued && second.value()? > 0).then_some(at + 2)
    }

    fn optional_year(&self, at: usize) -> (Option<Year>, usize) {
        self.year(at).map_or((None, at), |(year, end)| (Some(year), end))
    }

    /// The place behind what joins two days: "6-8", "2 and 3", "3 to 5".
    fn joint(&self, at: usize) -> Option<usize> {
        let is_joint = self.sign(at, "-–—/") || self.is(at, Class::And) || self.is(at, Class::To);
        is_joint.then_some(at + 1)
    }

    fn skip_point(&self, at: usize) -> usize {
        let is_point = self.sign(at, ".") && self.atoms[at].is_glued;
        if is_point { at + 1 } else { at }
    }

    /// "last", "this", "the previous", "that same"
    pub(super) fn view(&self, at: usize) -> Read<View> {
        let start = self.skip(at, Class::Article);
        if let Some(shift) = self.value(start, Class::Shift) {
            let is_past = shift == 0 && self.value(start + 1, Class::Window) == Some(-1);
            let end = if is_past { start + 2 } else { start + 1 };
            return Some((View::Report(if is_past { -1 } else { shift }), end));
        }
        let shift = self.value(start, Class::Anaphor)?;
        // "He said that Monday was quiet": no view.
        (self.token(start)?.tag() != "IN").then_some(())?;
        let is_double = shift == 0 && self.value(start + 1, Class::Anaphor) == Some(0);
        Some((View::Told(shift), if is_double { start + 2 } else { start + 1 }))
    }
}

fn in_range(value: u64, most: u64) -> Option<i8> {
    (1..=most).contains(&value).then(|| i8::try_from(value).ok())?
}
