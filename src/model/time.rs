//! When something happened, as exactly as a text says.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The days between which something happened; both are inclusive.
///
/// A time without a `start` ended on a known day, one without an `end` began on a known day.
///
/// ```
/// use claimgraph::model::time::Time;
///
/// let line = r#"{"start":"2026-01-02","end":"2026-01-05","text":"between January 2 and 5"}"#;
/// let time: Time = serde_json::from_str(line)?;
/// assert_eq!(serde_json::to_string(&time)?, line);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Time {
    /// The first day.
    pub start: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
    /// How exact the words are; the days are exact whatever it is.
    #[serde(skip)]
    pub precision: Precision,
    /// The words that say so.
    pub text: String,
}

/// What the days of a [`Time`] begin and end with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// Days: "on Monday", "last week", "in early May".
    #[default]
    Day,
    /// Whole months: "in January", "in the spring".
    Month,
    /// Whole years: "in 2019", "in the 1980s".
    Year,
}

impl From<Time> for super::Time {
    fn from(time: Time) -> super::Time {
        super::Time {
            start: time.start.map(|date| date.to_string()),
            end: time.end.map(|date| date.to_string()),
            text: Some(time.text),
        }
    }
}
