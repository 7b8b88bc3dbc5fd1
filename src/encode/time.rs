//! When an event was, no more exactly than its report says.

use jiff::civil::Date;
use oxigraph::model::NamedNode;

use super::quads::Quads;
use crate::model::Time;
use crate::vocab::{cg, xsd};

/// What a statement's address says of its time: `2026-01-02/2026-01-05`, or nothing where it has none.
pub(crate) fn key_of(time: Option<&Time>) -> String {
    let Some(time) = time else { return String::new() };
    let written = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    format!("{}/{}", written(day(&time.start)), written(day(&time.end)))
}

/// A day; what is none is nowhere in the graph.
fn day(text: &Option<String>) -> Option<Date> {
    text.as_deref().and_then(|text| text.parse().ok())
}

/// Begin and end as days, months or years, the days that they stand for, and the words.
pub(super) fn time(event: &NamedNode, time: &Time, quads: &mut Quads) {
    let (start, end) = (day(&time.start), day(&time.end));
    let whole = Whole::of(start, end);
    let bounds = [(cg::BEGIN, cg::EARLIEST, start), (cg::END, cg::LATEST, end)];
    for (bound, exact, date) in bounds {
        let Some(date) = date else { continue };
        let (text, datatype) = whole.write(date);
        quads.typed(event, bound, &text, datatype);
        quads.typed(event, exact, &date.to_string(), xsd::DATE);
    }
    if let Some(words) = &time.text {
        quads.text(event, cg::TIME_TEXT, words);
    }
}

/// What a time is made of whole ones of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whole {
    Years,
    Months,
    Days,
}

impl Whole {
    fn of(start: Option<Date>, end: Option<Date>) -> Whole {
        let (Some(start), Some(end)) = (start, end) else { return Whole::Days };
        if start == start.first_of_year() && end == end.last_of_year() {
            Whole::Years
        } else if start == start.first_of_month() && end == end.last_of_month() {
            Whole::Months
        } else {
            Whole::Days
        }
    }

    fn write(self, date: Date) -> (String, &'static str) {
        match self {
            Whole::Years => (format!("{:04}", date.year()), xsd::G_YEAR),
            Whole::Months => (format!("{:04}-{:02}", date.year(), date.month()), xsd::G_YEAR_MONTH),
            Whole::Days => (date.to_string(), xsd::DATE),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_as_exact_as_its_words() {
        let written = |start: &str, end: &str| {
            let day = |day: &str| day.parse::<Date>().ok();
            let (start, end) = (day(start), day(end));
            Whole::of(start, end).write(start.or(end).expect("a day")).0
        };
        assert_eq!(written("2019-01-01", "2019-12-31"), "2019");
        assert_eq!(written("2024-02-01", "2024-02-29"), "2024-02");
        assert_eq!(written("2026-01-06", "2026-01-08"), "2026-01-06");
        assert_eq!(written("2026-01-01", ""), "2026-01-01");
    }
}
