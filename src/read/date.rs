//! Reads dates as people and web pages write them; keeps the day, as it was where it was written.

use jiff::civil::Date;

/// A day, of a year or of no known year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) year: Option<i16>,
    pub(super) month: i8,
    pub(super) day: i8,
}

/// The day of a date or a date and time, as in `2026-01-06`.
///
/// Reads ISO 8601 (`2026-01-06T10:00+03:00`, `20260106`), RFC 2822 (`Tue, 06 Jan 2026 10:00 GMT`),
/// `January 6, 2026, 10:33 AM` and `6th Jan. 2026`. Leaves `06/01/2026` alone: half the world reads
/// January, the other half June.
pub(super) fn parse(text: &str) -> Option<String> {
    let text = text.trim();
    numeric(text).or_else(|| {
        let (day, rest) = worded(text)?;
        rest.iter().all(|word| is_of_time(word)).then(|| full(day))?
    })
}

/// The day that a whole text is, with its year or without: `Jan. 6`, `6 January 2026`.
pub(super) fn day(text: &str) -> Option<Day> {
    worded(text).filter(|(_, rest)| rest.is_empty()).map(|(day, _)| day)
}

/// A day of a year that is only known from elsewhere: a year (`2026`) or a month (`2026-01`).
pub(super) fn complete(day: Day, within: &str) -> Option<String> {
    let (year, month) = match within.trim().split_once('-') {
        Some((year, month)) => (year, Some(month.parse::<i8>().ok()?)),
        None => (within.trim(), None),
    };
    let year = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
    if day.year.is_some() || month.is_some_and(|month| month != day.month) {
        return None;
    }
    full(Day { year: Some(year), ..day })
}

/// The day as in `2026-01-06`, if its year is known and it is in the calendar.
pub(super) fn full(day: Day) -> Option<String> {
    let year = day.year.filter(|year| *year >= 1000)?;
    Date::new(year, day.month, day.day).ok().map(|date| date.to_string())
}

/// `2026-01-06`, `2026/01/06` or `20260106`, alone or before a time.
fn numeric(text: &str) -> Option<String> {
    let end =
        text.find(|c: char| !c.is_ascii_digit() && c != '-' && c != '/').unwrap_or(text.len());
    let (date, time) = text.split_at(end);
    if !(time.is_empty() || time.starts_with(['T', 't', ' ', ',', 'Z', '+'])) {
        return None;
    }
    let parts: Vec<&str> = match date.split(['-', '/']).collect::<Vec<_>>()[..] {
        [all] if all.len() == 8 => vec![&all[..4], &all[4..6], &all[6..]],
        [year, month, day] if year.len() == 4 => vec![year, month, day],
        _ => return None,
    };
    let [year, month, day] = parts[..] else {
        return None;
    };
    full(Day { year: year.parse().ok(), month: month.parse().ok()?, day: day.parse().ok()? })
}

/// A day with its month in letters, and the words after it; weekdays may stand before and after.
fn worded(text: &str) -> Option<(Day, Vec<&str>)> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.filter(|word| !is_weekday(word)).take(12).collect();
    let (month, day, rest) = match words[..] {
        [first, second, ref rest @ ..] => match (month(first), month(second)) {
            (Some(month), None) => (month, second, rest),
            (None, Some(month)) => (month, first, rest),
            _ => return None,
        },
        _ => return None,
    };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let day = Some(day).filter(|day| day.len() <= 2)?.parse().ok()?;
    // A day of a month in a leap year: February 29 may stand without its year.
    Date::new(2024, month, day).ok()?;
    match rest.split_first() {
        Some((year, rest)) if year.len() == 4 && year.parse::<i16>().is_ok() => {
            Some((Day { year: year.parse().ok(), month, day }, rest.to_vec()))
        }
        _ => Some((Day { year: None, month, day }, rest.to_vec())),
    }
}

/// `January`, `Jan`, `Sept`: three letters at least.
fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let found = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))?;
    i8::try_from(found + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.to_ascii_lowercase();
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(&word))
}

/// `10`, `00Z`, `AM`, `GMT`, `at`: what stands after a date to say the time.
fn is_of_time(word: &str) -> bool {
    let is_number = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 6;
    let is_zone = word.len() <= 4 && word.chars().all(|c| c.is_ascii_uppercase());
    is_number || is_zone || ["at", "am", "pm", "a", "p", "m", "local", "time"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        for text in [
            "2026-01-06",
            " 2026-01-06T23:30:00+03:00",
            "2026-01-06 10:00",
            "2026/1/6",
            "20260106",
            "20260106T100000Z",
            "Tue, 06 Jan 2026 10:00:00 +0300",
            "January 6, 2026",
            "6 January 2026",
            "6th Jan. 2026",
            "Tuesday, January 6, 2026 at 10:33 a.m. EST",
            "Jan 6 2026 | 10:33 GMT+3",
        ] {
            assert_eq!(parse(text).as_deref(), Some("2026-01-06"), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_left_alone() {
        for text in [
            "",
            "2026",
            "2026-01",
            "2026-02-30",
            "06/01/2026",
            "January 2026",
            "Jan 6",
            "yesterday",
            "February 30, 2026",
            "2026-01-06abc",
            "January 6, 2026 attacks on Zahedan",
            "٦ يناير",
            "1736150400",
            "1736150400000",
            "MAY 2026 06",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_gets_its_year_from_elsewhere_or_not_at_all() {
        let dateline = day("Jan. 6").unwrap();
        assert_eq!(full(dateline), None);
        assert_eq!(complete(dateline, "2026").as_deref(), Some("2026-01-06"));
        assert_eq!(complete(dateline, "2026-01").as_deref(), Some("2026-01-06"));
        assert_eq!(complete(dateline, "2026-02"), None);
        assert_eq!(complete(day("29 February").unwrap(), "2026"), None);
    }
}
