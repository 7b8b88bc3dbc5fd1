//! The words that the grammar of times knows; `data/lexicon/time.tsv` has them.

use std::collections::HashMap;
use std::sync::OnceLock;

const TABLE: &str = include_str!("../../../data/lexicon/time.tsv");

macro_rules! classes {
    ($($(#[$doc:meta])* $class:ident = $name:literal,)*) => {
        /// What a word does in an expression of time.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(super) enum Class { $($(#[$doc])* $class,)* }

        impl Class {
            fn from_name(name: &str) -> Option<Class> {
                match name { $($name => Some(Class::$class),)* _ => None }
            }
        }
    };
}

classes! {
    /// "January": 1.
    Month = "month",
    /// "Jan", which needs a day or a year beside it.
    MonthShort = "month-short",
    /// "Monday": 1.
    Weekday = "weekday",
    /// "Mon".
    WeekdayShort = "weekday-short",
    /// "days": the place of the unit in [`Unit::ALL`](super::phrase::Unit::ALL).
    Unit = "unit",
    Weekend = "weekend",
    /// "spring": the month it begins with.
    Season = "season",
    /// "fall", which is a season only beside a year.
    SeasonWithYear = "season-with-year",
    /// "dawn": 0; "night", which reaches into the next day: 1.
    Daypart = "daypart",
    /// "hours" in "the small hours of Sunday".
    Hours = "hours",
    /// "small" in it.
    Small = "small",
    /// "early", "mid", "late": 1, 2, 3.
    Part = "part",
    /// "the beginning of": 1; "the end of": 3.
    Edge = "edge",
    /// "the last" in "the last week of July".
    Rank = "rank",
    Half = "half",
    Quarter = "quarter",
    /// "last", "this", "next" as seen from the report: -1, 0, 1.
    Shift = "shift",
    /// "the previous", "the same", "the following" as seen from what was told before: -1, 0, 1.
    Anaphor = "anaphor",
    /// "the past" in "over the past two weeks": -1; "the coming": 1.
    Window = "window",
    /// "yesterday": -1.
    Day = "day",
    Overnight = "overnight",
    Ago = "ago",
    /// "earlier" in "two days earlier".
    Earlier = "earlier",
    Later = "later",
    So = "so",
    Far = "far",
    /// "earlier" in "earlier this week".
    WithinShift = "during-shift",
    /// Between a part of the day and its day: "the evening of Monday", "dawn on Monday".
    On = "on",
    Of = "of",
    Article = "article",
    And = "and",
    /// "a" in "a day later".
    One = "one",
    Since = "since",
    Ever = "ever",
    Until = "until",
    By = "by",
    Before = "before",
    After = "after",
    From = "from",
    To = "to",
    Between = "between",
    Onward = "onward",
    /// Before a window: "in", "over", "during".
    In = "in",
    /// Before a time that stands alone: "on", "in", "at".
    Point = "point",
    /// Of those, the ones that stand before a number as often as before a year.
    Loose = "loose",
    /// "will": what it governs is yet to come.
    Future = "future",
    /// "plan", "due": the same of a content word.
    Plan = "plan",
    /// "when" before a clause that tells of the same time.
    AtOnce = "at-once",
    /// "say": its time is that of the telling.
    Report = "report",
}

/// The value of a word (in lower case) in a class, if it belongs to it.
pub(super) fn value(word: &str, class: Class) -> Option<i32> {
    static WORDS: OnceLock<HashMap<(&str, Class), i32>> = OnceLock::new();
    let words = WORDS.get_or_init(|| TABLE.lines().filter_map(row).collect());
    words.get(&(word, class)).copied()
}

fn row(line: &'static str) -> Option<((&'static str, Class), i32)> {
    let [word, class, value] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
    Some(((word, Class::from_name(class)?), value.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_class_and_a_number() {
        for (number, line) in TABLE.lines().enumerate().skip(1) {
            assert!(row(line).is_some(), "data/lexicon/time.tsv:{}: {line}", number + 1);
        }
    }
}
