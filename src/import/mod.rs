//! Analysts' tables: each row gives entities and claims, by a mapping that says what its columns mean.
//!
//! ```text
//! bytes ─table→ rows ─mapping→ claims of each row, or why it has none
//!       ─parts→ readings of some thousand rows ─→ store;   refused rows → a table to mend
//! ```
//!
//! The report is the table, or what a row is taken from where the mapping says so. Its text is the rows
//! that are claimed, one a line, sorted by what they say: the order of rows changes nothing but the row
//! numbers in the evidence. Names are resolved by the gazetteer as those in reports are; a name that
//! may mean several things stays a thing of its own.

mod cells;
mod day;
mod mapping;
mod names;
mod number;
mod parts;
mod quote;
mod rejected;
mod row;
mod suggest;
mod table;
mod tellers;

use std::fmt;
use std::io;

pub use mapping::Mapping;
pub use parts::{Import, Summary};
pub use rejected::{place as rejected_place, table as rejected_table};
pub use row::{RowReader, RowReading};
pub use suggest::suggest;
pub use table::{Row, Table};

/// Why a table or a mapping cannot be used: file, line, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError(String);

impl ImportError {
    fn about(place: impl fmt::Display, problem: impl fmt::Display) -> ImportError {
        ImportError(format!("{place}: {problem}"))
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ImportError {}

/// Why a file cannot be read, in a reader's words.
struct Unreadable<'e>(&'e io::Error);

impl fmt::Display for Unreadable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.kind() {
            io::ErrorKind::NotFound => f.write_str("there is no such file"),
            io::ErrorKind::PermissionDenied => f.write_str("it may not be read"),
            io::ErrorKind::InvalidData => f.write_str("it is not UTF-8"),
            _ => write!(f, "it cannot be read: {}", self.0),
        }
    }
}
