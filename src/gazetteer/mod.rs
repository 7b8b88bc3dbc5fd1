//! What is known of names before any report is read: groups, officials, places, outlets, and how they belong together.
//!
//! The rows come from `data/gazetteer/*.csv`, compiled into the program; a user's folder of the same
//! columns can be laid over them. Many things share a name, and the gazetteer does not choose:
//! [`Gazetteer::candidates`] gives all of them with what speaks for each.

mod candidate;
mod compile;
mod descriptors;
mod fold;
mod offices;
mod record;
mod relations;
mod row;
mod search;
mod sound;
mod table;

pub use candidate::{Candidate, Tier};
pub use record::BadRow;
pub(crate) use record::nearest;
pub use row::{Office, Row, Side};
pub use search::Match;

use std::collections::HashSet;
use std::fmt;
use std::io::Read;
use std::path::Path;
use std::sync::OnceLock;

use flate2::read::GzDecoder;

use table::Table;

/// The names that we know.
///
/// ```
/// use claimgraph::gazetteer::Gazetteer;
///
/// let gazetteer = Gazetteer::built_in();
/// let meant: Vec<&str> = gazetteer.candidates("Hashd al-Sha'bi").map(|candidate| candidate.row.name()).collect();
/// assert_eq!(meant, ["Popular Mobilization Forces"]);
/// ```
#[derive(Debug)]
pub struct Gazetteer {
    /// What is inside the program, and over it the folders of the user, later ones above.
    tables: Vec<Table>,
}

/// A folder of rows that could not be used, with everything that is wrong in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GazetteerError {
    /// The bad rows, in the order of files and lines.
    pub rows: Vec<BadRow>,
}

impl Gazetteer {
    /// The gazetteer inside the program.
    pub fn built_in() -> Gazetteer {
        static UNPACKED: OnceLock<Vec<u8>> = OnceLock::new();
        let bytes = UNPACKED.get_or_init(|| {
            let gzipped: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin.gz"));
            let mut bytes = Vec::new();
            let read = GzDecoder::new(gzipped).read_to_end(&mut bytes);
            read.expect("the build script wrote it");
            bytes
        });
        Gazetteer { tables: vec![Table::from_static(bytes)] }
    }

    /// Adds the rows of all CSV files in a folder. A row with an id that is known replaces that row.
    ///
    /// # Errors
    /// If a file cannot be read, or if rows are bad: all of them are told by file and line.
    pub fn with_folder(mut self, folder: impl AsRef<Path>) -> Result<Gazetteer, GazetteerError> {
        let fail = |rows| GazetteerError { rows };
        let records = record::read_folder(folder.as_ref()).map_err(fail)?;
        let places: Vec<(String, u64)> =
            records.iter().map(|record| (record.file.clone(), record.line)).collect();
        let ids: Vec<String> = records.iter().map(|record| record.cell("id").to_owned()).collect();
        let compiled = compile::compile(records, &HashSet::new()).map_err(fail)?;
        self.tables.push(Table::from_compiled(compiled));
        let unknown: Vec<BadRow> = ids
            .iter()
            .zip(places)
            .filter_map(|(id, (file, line))| self.dangling(id, file, line))
            .collect();
        if unknown.is_empty() { Ok(self) } else { Err(fail(unknown)) }
    }

    /// The row with an id.
    pub fn row(&self, id: &str) -> Option<Row<'_>> {
        self.tables.iter().rev().find_map(|table| Some(Row { table, number: table.row(id)? }))
    }

    /// All rows: each table's in the order of their ids, without those that another row replaces.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let all = self
            .tables
            .iter()
            .flat_map(|table| (0..table.len()).map(move |number| Row { table, number }));
        all.filter(|row| self.tables.len() == 1 || self.row(row.id()) == Some(*row))
    }

    /// A row's reference to something that nobody knows.
    fn dangling(&self, id: &str, file: String, line: u64) -> Option<BadRow> {
        let row = self.row(id)?;
        let named = [
            ("parent", row.parent()),
            ("located_in", row.located_in()),
            ("country", row.country()),
            ("capital", row.capital()),
        ];
        let (column, missing) = named
            .into_iter()
            .find_map(|(column, id)| Some((column, id.filter(|id| self.row(id).is_none())?)))?;
        let guess = self
            .candidates(missing)
            .next()
            .map(|candidate| format!("did you mean `{}`?", candidate.row.id()));
        Some(BadRow {
            file,
            line,
            message: format!("there is no `{missing}` for the {column}"),
            hint: guess.or_else(|| Some("it must be the id of a row".to_owned())),
        })
    }
}

impl fmt::Display for GazetteerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows: Vec<String> = self.rows.iter().map(ToString::to_string).collect();
        f.write_str(&rows.join("\n"))
    }
}

impl std::error::Error for GazetteerError {}
