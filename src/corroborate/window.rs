//! When something is said to have happened, as far as two claims can be compared by it.

use jiff::civil::Date;

use crate::model::Time;

/// The days within which something happened; an end that is not known is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// The first day, if known.
    pub start: Option<Date>,
    /// The last day, if known.
    pub end: Option<Date>,
}

impl Window {
    /// The days of a claim's time. What is no day counts as unknown.
    pub fn of(time: Option<&Time>) -> Window {
        let Some(time) = time else { return Window::default() };
        let day = |text: &Option<String>| text.as_deref().and_then(|day| day.parse().ok());
        let (start, end): (Option<Date>, Option<Date>) = (day(&time.start), day(&time.end));
        match (start, end) {
            (Some(start), Some(end)) if end < start => {
                Window { start: Some(end), end: Some(start) }
            }
            (start, end) => Window { start, end },
        }
    }

    /// Whether both ends are known.
    pub fn is_known(&self) -> bool {
        self.start.is_some() && self.end.is_some()
    }

    /// Whether one event may have been in both: an unknown time may be any.
    pub fn is_compatible(&self, other: &Window) -> bool {
        let before =
            |a: &Window, b: &Window| a.end.zip(b.start).is_some_and(|(end, start)| end < start);
        !before(self, other) && !before(other, self)
    }

    /// Whether all of the other lies in it, and both are known.
    pub fn holds(&self, other: &Window) -> bool {
        let inside = |a: Option<Date>, b: Option<Date>, c: Option<Date>, d: Option<Date>| {
            Some(a? <= b? && c? >= d?)
        };
        inside(self.start, other.start, self.end, other.end).unwrap_or(false)
    }
}

/// How many days lie between two; none if one is not known.
pub(super) fn days_between(a: Option<Date>, b: Option<Date>) -> Option<u32> {
    let span = a?.since(b?).ok()?;
    Some(span.get_days().unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(start: &str, end: &str) -> Window {
        let own = |day: &str| Some(day.to_owned()).filter(|day| !day.is_empty());
        Window::of(Some(&Time { start: own(start), end: own(end), text: None }))
    }

    #[test]
    fn unknown_times_are_compatible_with_all_and_disjoint_ones_are_not() {
        let night = window("2024-12-01", "2024-12-02");
        assert!(night.is_compatible(&Window::default()));
        assert!(night.is_compatible(&window("2024-12-02", "2024-12-02")));
        assert!(night.is_compatible(&window("", "2024-12-05")));
        assert!(!night.is_compatible(&window("2024-12-03", "")));
        assert!(!window("2024-12-03", "2024-12-04").is_compatible(&night));
    }

    #[test]
    fn days_are_counted_across_months() {
        let day = |text: &str| text.parse().ok();
        assert_eq!(days_between(day("2024-12-01"), day("2024-11-29")), Some(2));
        assert_eq!(days_between(day("2024-01-01"), day("2025-01-01")), Some(366));
        assert_eq!(days_between(None, day("2025-01-01")), None);
    }
}
