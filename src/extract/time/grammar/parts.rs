//! Parts of longer times: "early May", "the end of 2023", "Sunday night", "Q3 2022".

use super::Grammar;
use crate::extract::atom::Atom;
use crate::extract::number::{self, Read};
use crate::extract::time::phrase::{Part, Phrase, Reading, Unit, View};
use crate::extract::time::words::Class;

impl Grammar<'_> {
    /// Any phrase that names days.
    pub(super) fn phrase(&self, at: usize) -> Read<Phrase> {
        if let Some(read) = self.daypart_of(at) {
            return Some(read);
        }
        let (phrase, end) = self.named(at)?;
        let daypart = self.skip_sign(end, ",");
        match self.value(daypart, Class::Daypart) {
            Some(night) if is_day(&phrase) && self.is_daypart(daypart) => {
                let of = Box::new(phrase);
                Some((Phrase::Daypart { is_night: night == 1, of }, daypart + 1))
            }
            _ => Some((phrase, end)),
        }
    }

    fn named(&self, at: usize) -> Read<Phrase> {
        self.part(at)
            .or_else(|| self.edge(at))
            .or_else(|| self.ranked(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.within(at))
            .or_else(|| self.date(at))
            .or_else(|| self.relative(at))
    }

    /// "dawn on Sunday", "the night of 8 September", "the small hours of Friday"
    fn daypart_of(&self, at: usize) -> Read<Phrase> {
        let mut start = self.skip(at, Class::Article);
        let mut night = self.value(start, Class::Daypart);
        if night.is_none() && self.is(start, Class::Small) && self.is(start + 1, Class::Hours) {
            (night, start) = (Some(0), start + 1);
        }
        let night = night?;
        let (of, end) = self.named(self.skip(start + 1, Class::On))?;
        is_day(&of).then_some((Phrase::Daypart { is_night: night == 1, of: Box::new(of) }, end))
    }

    /// "early May", "mid-2024", "late in 2011", "late on Monday"
    fn part(&self, at: usize) -> Read<Phrase> {
        let start = self.skip(at, Class::Article);
        let third = self.value(start, Class::Part)?;
        let glued = self.skip_sign(start + 1, "-–");
        let inner = self.skip(self.skip(glued, Class::In), Class::On);
        let (of, end) = self.date(inner).or_else(|| self.relative(inner))?;
        let is_whole = !matches!(of, Phrase::Window { .. } | Phrase::Distance { .. });
        is_whole.then_some((Phrase::Part { part: Part::Third(third), of: Box::new(of) }, end))
    }

    /// "the beginning of May", "the end of the year"
    fn edge(&self, at: usize) -> Read<Phrase> {
        let start = self.skip(at, Class::Article);
        let side = self.value(start, Class::Edge)?;
        let (of, end) = self.whole(start + 1)?;
        Some((Phrase::Part { part: Part::Third(side), of: Box::new(of) }, end))
    }

    /// "the first week of May", "the last days of July", "the second half of 2023"
    fn ranked(&self, at: usize) -> Read<Phrase> {
        let start = self.skip(at, Class::Article);
        let rank = self.is(start, Class::Rank).then_some((-1, start + 1));
        let (nth, end) = rank.or_else(|| {
            let (nth, end) = number::ordinal(self.atoms, start)?;
            Some((i32::try_from(nth).ok()?, end))
        })?;
        let half = self.is(end, Class::Half);
        let part = if half || self.is(end, Class::Quarter) {
            let nth = if nth > 0 { nth } else { if half { 2 } else { 4 } };
            if half { Part::Half(nth) } else { Part::Quarter(nth) }
        } else {
            let is_plural = self.atoms.get(end)?.lower.ends_with('s');
            let unit = self.unit(end)?;
            if is_plural {
                (nth.abs() == 1).then_some(Part::Edge(nth))?
            } else {
                Part::Nth(nth, unit)
            }
        };
        let (of, end) = self.whole(end + 1)?;
        Some((Phrase::Part { part, of: Box::new(of) }, end))
    }

    /// "Q3 2022", "H1 2023"
    fn quarter(&self, at: usize) -> Read<Phrase> {
        let (letter, digit) = (self.atoms.get(at)?, self.atoms.get(at + 1)?);
        let nth = digit.value().filter(|_| digit.is_glued)?;
        let part = match (letter.text, nth) {
            ("Q", 1..=4) => Part::Quarter(i32::try_from(nth).ok()?),
            ("H", 1..=2) => Part::Half(i32::try_from(nth).ok()?),
            _ => return None,
        };
        let (year, end) = self.year_number(self.skip(at + 2, Class::Of))?;
        Some((Phrase::Part { part, of: Box::new(Phrase::Year(year)) }, end))
    }

    /// "earlier this week", "later this month", "so far this year", "earlier today"
    fn within(&self, at: usize) -> Read<Phrase> {
        let is_so_far = self.is(at, Class::So) && self.is(at + 1, Class::Far);
        let (side, inner) = match self.value(at, Class::WithinShift) {
            Some(side) => (side, at + 1),
            None if is_so_far => (-1, at + 2),
            None => return None,
        };
        let (of, end) = self.relative(inner)?;
        let is_current =
            matches!(of, Phrase::Unit { view: View::Report(0), .. } | Phrase::Today(_));
        let side = if is_current { side } else { 0 };
        let is_seen = matches!(of, Phrase::Unit { .. } | Phrase::Today(_));
        is_seen.then_some((Phrase::Within { side, of: Box::new(of) }, end))
    }

    /// "14:40 – tanks are rolling in" at the head of a line of a running report.
    pub(super) fn clock(&self, at: usize) -> Read<Reading> {
        let number = |at: usize| self.atoms.get(at).and_then(Atom::value);
        let is_glued = |at: usize| self.atoms.get(at).is_some_and(|atom| atom.is_glued);
        let (hour, minute, end) = (number(at)?, number(at + 2)?, at + 3);
        // "12.05" may be a day in May.
        let is_joint = self.sign(at + 1, ":") || (self.sign(at + 1, ".") && minute % 60 > 12);
        let is_whole = is_glued(at + 1) && is_glued(at + 2) && self.atoms[at + 2].text.len() == 2;
        let is_clock = is_joint && is_whole && hour < 24 && minute < 60;
        let has_date = || self.date(at).or_else(|| self.date(self.skip_sign(end, ",|"))).is_some();
        (is_clock && self.is_heading(at, end) && !has_date())
            .then_some((Reading::At(Phrase::Clock), end))
    }

    /// What a part is taken of: "of 2023", "of last month", "of the year", "in January".
    fn whole(&self, at: usize) -> Read<Phrase> {
        self.is(at, Class::In).then_some(())?;
        let unit_at = self.skip(at + 1, Class::Article);
        if let Some(read) = self.date(at + 1).or_else(|| self.relative(at + 1)) {
            return Some(read);
        }
        let unit = self.unit(unit_at).filter(|unit| *unit != Unit::Day && *unit != Unit::Hour)?;
        let phrase = Phrase::Unit { unit, view: View::Report(0) };
        (unit_at > at + 1).then_some((phrase, unit_at + 1))
    }

    /// "Night" in "Sunday night", not in "the Monday night raids" – that is told by its head – and
    /// not in "Tuesday, night fell".
    fn is_daypart(&self, at: usize) -> bool {
        let is_behind_comma = at > 0 && self.sign(at - 1, ",");
        !is_behind_comma || self.token(at).is_some_and(|token| token.dep() != "nsubj")
    }
}

/// Whether a phrase names one day or two that a night can belong to.
fn is_day(phrase: &Phrase) -> bool {
    match phrase {
        Phrase::Day { .. } | Phrase::Days { .. } | Phrase::Weekday { .. } | Phrase::Today(_) => {
            true
        }
        Phrase::Unit { unit, .. } => *unit == Unit::Day,
        Phrase::Distance { unit, .. } => *unit == Unit::Day,
        _ => false,
    }
}
