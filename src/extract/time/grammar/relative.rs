//! Times seen from the report or from what was told before: "last week", "two days later".

use super::Grammar;
use crate::extract::number::{self, Read};
use crate::extract::time::phrase::{Origin, Phrase, Unit, View};
use crate::extract::time::words::Class;

impl Grammar<'_> {
    /// "yesterday", "last night", "two weeks ago", "over the past month", "the next day"
    pub(super) fn relative(&self, at: usize) -> Read<Phrase> {
        self.today(at)
            .or_else(|| self.window(at))
            .or_else(|| self.distance(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.viewed(at))
            .or_else(|| self.unit_before(at))
            .or_else(|| self.weekend(at))
    }

    /// "Monday", "last Monday", "Monday of last week", "Sunday before last", "Thursday last"
    fn weekday(&self, at: usize) -> Read<Phrase> {
        let view = self.view(at);
        let (weekday, end) = self.weekday_name(view.map_or(at, |(_, end)| end))?;
        let phrase = |view, weeks| Phrase::Weekday { weekday, view, weeks };
        if let Some((View::Report(shift), after)) = self.view(self.skip(end, Class::Of)) {
            if self.value(after, Class::Unit) == Some(2) {
                return Some((phrase(None, Some(shift)), after + 1));
            }
            if view.is_none() && shift == -1 && !self.is(after, Class::Unit) {
                return Some((phrase(Some(View::Report(-1)), None), after));
            }
        }
        if self.is(end, Class::Before) && self.value(end + 1, Class::Shift) == Some(-1) {
            return Some((phrase(Some(View::Report(-2)), None), end + 2));
        }
        Some((phrase(view.map(|(view, _)| view), None), end))
    }

    /// "last week", "the same month", "that evening", "this morning", "last weekend"
    fn viewed(&self, at: usize) -> Read<Phrase> {
        let (view, end) = self.view(at)?;
        // "The next day", "next morning" continue the story; "next week" is seen from the report.
        let goes_on = |unit: bool| match view {
            View::Report(1) if unit || self.is(at, Class::Article) => View::Told(1),
            _ => view,
        };
        // "Last night" is the day that it began on, as people speak.
        if self.is(end, Class::Daypart) {
            let of = match goes_on(true) {
                View::Report(shift) => Phrase::Today(shift),
                view => Phrase::Unit { unit: Unit::Day, view },
            };
            return Some((Phrase::Daypart { is_night: false, of: Box::new(of) }, end + 1));
        }
        if self.is(end, Class::Weekend) {
            return Some((Phrase::Weekend { view: Some(view) }, end + 1));
        }
        let unit = self.unit(end)?;
        match (unit, goes_on(unit == Unit::Day)) {
            (Unit::Hour, _) | (Unit::Day, View::Report(_)) => None,
            (unit, view) => Some((Phrase::Unit { unit, view }, end + 1)),
        }
    }

    /// "today", "overnight", "the day before yesterday", "the day after tomorrow"
    fn today(&self, at: usize) -> Read<Phrase> {
        if let Some(day) = self.value(at, Class::Day) {
            return Some((Phrase::Today(day), at + 1));
        }
        if self.is(at, Class::Overnight) {
            return Some((Phrase::Overnight, at + 1));
        }
        let start = self.skip(at, Class::Article);
        self.unit(start).filter(|unit| *unit == Unit::Day)?;
        let side = self.side(start + 1)?;
        let day = self.value(start + 2, Class::Day).filter(|day| *day != 0 && *day == side)?;
        Some((Phrase::Today(day * 2), start + 3))
    }

    /// "the past two weeks", "the last 24 hours", "the past week"
    fn window(&self, at: usize) -> Read<Phrase> {
        let start = self.skip(at, Class::Article);
        let side = self.value(start, Class::Window)?;
        let counted = number::cardinal(self.atoms, start + 1);
        // "The last week" is seven days, "last week" is one from Monday to Sunday.
        let is_view = self.is(start, Class::Shift) || self.is(start, Class::Anaphor);
        let is_open = counted.is_none()
            && is_view
            && !(start > at && side == -1 && self.is(start, Class::Shift));
        let (count, end) = counted.unwrap_or((1, start + 1));
        let (count, unit) = whole_days(count, self.unit(end)?)?;
        let is_part = self.is(end + 1, Class::Of);
        (!is_open && !is_part).then_some((Phrase::Window { count: side * count, unit }, end + 1))
    }

    /// "two days ago", "a year later", "three weeks earlier"
    fn distance(&self, at: usize) -> Read<Phrase> {
        let one = self.is(at, Class::One).then_some((1, at + 1));
        let (count, end) = number::cardinal(self.atoms, at).or(one)?;
        let (count, unit) = whole_days(count, self.unit(end)?)?;
        let is_that = self.value(end + 2, Class::Anaphor) == Some(0)
            && self.token(end + 2).is_some_and(|token| token.pos() == "PRON");
        let from = if self.is(end + 1, Class::Ago) {
            Origin::Report(-1)
        } else if is_that {
            // "two years before that"
            return Some((
                Phrase::Distance { count, unit, from: Origin::Told(self.side(end + 1)?) },
                end + 3,
            ));
        } else {
            Origin::Told(self.side(end + 1).filter(|_| self.is_closed(end + 2))?)
        };
        Some((Phrase::Distance { count, unit, from }, end + 2))
    }

    /// "the day before", "the morning after", "the week before last"
    fn unit_before(&self, at: usize) -> Read<Phrase> {
        let start = self.skip(at, Class::Article);
        let is_daypart = self.is(start, Class::Daypart);
        let unit = if is_daypart { Unit::Day } else { self.unit(start)? };
        let is_side = self.is(start + 1, Class::Before) || self.is(start + 1, Class::After);
        let side = self.side(start + 1).filter(|_| is_side && start > at)?;
        let is_before_last = side == -1 && self.value(start + 2, Class::Shift) == Some(-1);
        if is_before_last && unit != Unit::Day {
            return Some((Phrase::Unit { unit, view: View::Report(-2) }, start + 3));
        }
        let of = Phrase::Unit { unit, view: View::Told(side) };
        let in_day = |of| Phrase::Daypart { is_night: false, of: Box::new(of) };
        let phrase = if is_daypart { in_day(of) } else { of };
        (unit != Unit::Hour && self.is_closed(start + 2)).then_some((phrase, start + 2))
    }

    /// "the weekend"
    fn weekend(&self, at: usize) -> Read<Phrase> {
        let start = self.skip(at, Class::Article);
        self.is(start, Class::Weekend).then_some((Phrase::Weekend { view: None }, start + 1))
    }

    pub(super) fn unit(&self, at: usize) -> Option<Unit> {
        Unit::ALL.get(usize::try_from(self.value(at, Class::Unit)?).ok()?).copied()
    }

    /// "earlier", "before": -1; "later", "after": 1.
    fn side(&self, at: usize) -> Option<i32> {
        self.value(at, Class::Earlier).or_else(|| self.value(at, Class::Later))
    }

    /// Whether nothing follows that "before" or "after" would govern: "the day before the raid".
    fn is_closed(&self, at: usize) -> bool {
        const OPENERS: [&str; 14] = [
            "DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "VBG", "WDT", "WP", "EX",
            "PDT",
        ];
        let by_adverb = at > 0 && !self.is(at - 1, Class::Before) && !self.is(at - 1, Class::After);
        by_adverb || self.token(at).is_none_or(|token| !OPENERS.contains(&token.tag()))
    }
}

/// Hours count where they make whole days.
fn whole_days(count: u64, unit: Unit) -> Option<(i32, Unit)> {
    let count = i32::try_from(count).ok()?;
    match unit {
        Unit::Hour => (count > 0 && count % 24 == 0).then_some((count / 24, Unit::Day)),
        unit => Some((count, unit)),
    }
}
