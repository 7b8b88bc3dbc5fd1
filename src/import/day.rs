//! Days, months and years as cells have them.

use jiff::civil::Date;

use super::cells::{Cells, shortened};
use super::mapping::TimeRule;
use crate::model::Time;

/// When a row says that it happened; none where its cells say nothing.
///
/// # Errors
/// If a cell is no day, or the end lies before the start.
pub(super) fn time(
    rule: &TimeRule,
    cells: Cells<'_>,
    formats: &[String],
) -> Result<Option<Time>, String> {
    let words = [cells.maybe(rule.start.as_ref())?, cells.maybe(rule.end.as_ref())?];
    let mut days = [None, None];
    for (days, word) in days.iter_mut().zip(&words) {
        *days = word.as_deref().map(|word| period(word, formats)).transpose()?;
    }
    let (start, end) = match days {
        [None, None] => return Ok(None),
        [Some((first, last)), None] => (Some(first), Some(last)),
        [None, Some((_, last))] => (None, Some(last)),
        [Some((first, _)), Some((_, last))] if first <= last => (Some(first), Some(last)),
        [Some((first, _)), Some((_, last))] => {
            return Err(format!("it ends on {last}, before it begins on {first}"));
        }
    };
    let precision = cells.maybe(rule.precision.as_ref())?.unwrap_or_default();
    let day =
        |day: Option<Date>, widened: fn(Date) -> Date| day.map(|day| widened(day).to_string());
    let week = |days: i64| move |day: Date| day.saturating_add(jiff::Span::new().days(days));
    let (start, end) = match precision.as_str() {
        "week" => (
            start.map(week(-3)).map(|day| day.to_string()),
            end.map(week(3)).map(|day| day.to_string()),
        ),
        "month" => (day(start, Date::first_of_month), day(end, Date::last_of_month)),
        "year" => (day(start, Date::first_of_year), day(end, Date::last_of_year)),
        _ => (day(start, |day| day), day(end, |day| day)),
    };
    let mut words: Vec<String> = words.into_iter().flatten().collect();
    words.dedup();
    Ok(Some(Time { start, end, text: Some(words.join(" – ")) }))
}

/// The first and the last day of what a cell names: a day, a month (`2026-01`, `January 2026`), a year.
///
/// # Errors
/// If it is none of these.
pub(super) fn period(text: &str, formats: &[String]) -> Result<(Date, Date), String> {
    let own = formats.iter().find_map(|format| Date::strptime(format, text).ok());
    let day = own.or_else(|| crate::read::date(text)?.parse().ok());
    if let Some(day) = day {
        return Ok((day, day));
    }
    let month = crate::read::date(&format!("{text}-01")).filter(|_| text.len() <= 7);
    let month = month.or_else(|| {
        let worded = text.starts_with(char::is_alphabetic) && text.split_whitespace().count() == 2;
        crate::read::date(&format!("1 {text}")).filter(|_| worded)
    });
    if let Some(first) = month.and_then(|day| day.parse::<Date>().ok()) {
        return Ok((first, first.last_of_month()));
    }
    let year = text.parse::<i16>().ok().filter(|year| text.len() == 4 && *year >= 1000);
    if let Some(first) = year.and_then(|year| Date::new(year, 1, 1).ok()) {
        return Ok((first, first.last_of_year()));
    }
    let hint = "write it as in 2026-11-22, or give its form in the mapping: [table] dates = \
        [\"%d/%m/%Y\"]";
    Err(format!("`{}` is no day; {hint}", shortened(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let formats = ["%d/%m/%Y".to_owned()];
        period(text, &formats).ok().map(|(first, last)| format!("{first} {last}"))
    }

    #[test]
    fn cells_name_days_months_and_years() {
        for (text, wanted) in [
            ("2026-11-21", "2026-11-21 2026-11-21"),
            ("21 November 2026", "2026-11-21 2026-11-21"),
            ("2016-01-02 00:00:00.000", "2016-01-02 2016-01-02"),
            ("06/01/2026", "2026-01-06 2026-01-06"),
            ("2026-02", "2026-02-01 2026-02-28"),
            ("January 2026", "2026-01-01 2026-01-31"),
            ("2026", "2026-01-01 2026-12-31"),
        ] {
            assert_eq!(read(text).as_deref(), Some(wanted), "{text}");
        }
        for text in ["13/13/2026", "soon", "2026-13", "202", "46000", "-", "0000", "2026-02-30"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(period("06/01/2026", &[]).is_err());
    }
}
