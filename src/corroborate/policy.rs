//! By which policy an edge stands in a view: a file that anyone can read and change.

use std::fs;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use super::accounts::Account;
use crate::model::Reading;

/// What counts, and how much of it is enough.
///
/// ```
/// use claimgraph::corroborate::Policy;
///
/// let policy = Policy::parse("least-origins = 3\nanonymous = false")?;
/// assert_eq!((policy.least_origins, policy.anonymous), (3, false));
/// assert!(Policy::parse("least-origin = 3").is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Policy {
    /// How many independent origins corroborate.
    pub least_origins: usize,
    /// The publishers that count, by name; all of them if none is named.
    pub outlets: Vec<String>,
    /// The publishers that do not count, by name.
    pub without_outlets: Vec<String>,
    /// The first day of publication that counts, as in `2026-01-31`; an unknown one does not, then.
    #[serde(deserialize_with = "day")]
    pub from: Option<Date>,
    /// Whether tellers without a name count.
    pub anonymous: bool,
    /// Whether claims that a later version of their report leaves out, and does not take back, count.
    pub left_out: bool,
}

impl Default for Policy {
    fn default() -> Policy {
        Policy {
            least_origins: 2,
            outlets: Vec::new(),
            without_outlets: Vec::new(),
            from: None,
            anonymous: true,
            left_out: true,
        }
    }
}

impl Policy {
    /// The policy in a TOML file.
    ///
    /// # Errors
    /// If the file cannot be read, or says what no policy says: with line and column.
    pub fn read(path: &Path) -> Result<Policy, String> {
        let text = fs::read_to_string(path)
            .map_err(|error| format!("{}: cannot be read: {error}", path.display()))?;
        Policy::parse(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// The policy that a text in TOML says.
    ///
    /// # Errors
    /// If it says what no policy says.
    pub fn parse(text: &str) -> Result<Policy, String> {
        toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())
    }

    /// Whether what a report says counts at all.
    pub(super) fn counts_report(&self, reading: &Reading) -> bool {
        let publisher = reading.document.publisher.as_deref().unwrap_or_default();
        let is_among = |names: &[String]| {
            if names.is_empty() {
                return false;
            }
            let publisher = crate::recognize::normal(publisher);
            names.iter().any(|name| crate::recognize::normal(name) == publisher)
        };
        let is_late =
            self.from.is_none_or(|from| reading.published().is_some_and(|day| day >= from));
        is_late
            && (self.outlets.is_empty() || is_among(&self.outlets))
            && !is_among(&self.without_outlets)
    }

    /// Whether an account of a report that counts counts.
    pub(super) fn counts(&self, account: &Account) -> bool {
        (self.anonymous || account.source.unnamed.is_none()) && (self.left_out || !account.left_out)
    }
}

fn day<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let day = toml::Value::deserialize(deserializer)?;
    let text = day.as_str().map_or_else(|| day.to_string(), str::to_owned);
    text.parse().map(Some).map_err(|_| {
        serde::de::Error::custom(format!("`{text}` is no day; write one as in 2026-01-31"))
    })
}
