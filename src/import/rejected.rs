//! Rows that could not be claimed, as a table to mend and to import again.
//!
//! It has the columns of the table that they are of, and three more: `line`, where the row stands there;
//! `reason`; and `table`, the version that the rows are missing from. A mapping passes over columns
//! that it does not name, so that the mended rows are read like any others; `table` makes them a part
//! of that version, where they would otherwise be taken for a new one that has no other rows.

use std::path::{Path, PathBuf};

use super::ImportError;
use super::parts::Import;
use super::table::Table;

/// The columns that are added.
const COLUMNS: [&str; 3] = ["line", "reason", "table"];
/// What stands before a version's hash.
const MARK: &str = " sha256:";

/// Where the rejected rows of a table go unless somebody says otherwise: `FILE.rejected.csv`.
pub fn place(table: &Path) -> PathBuf {
    let name = table.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    table.with_file_name(format!(
        "{}.rejected.csv",
        if stem.is_empty() || stem == "-" { "stdin" } else { stem }
    ))
}

/// The table of the rejected rows.
///
/// # Errors
/// If it cannot be written, which memory alone can be the reason of.
pub fn table(table: &Table, import: &Import<'_>) -> Result<Vec<u8>, ImportError> {
    let fail = |error: String| ImportError::about(&table.path, error);
    // Excel takes UTF-8 without a mark for something else, and would save what it made of it.
    let mut writer = csv::WriterBuilder::new()
        .delimiter(table.separator)
        .flexible(true)
        .from_writer(vec![0xef, 0xbb, 0xbf]);
    let kept = kept(table);
    let header = table.header[..kept].iter().map(String::as_str).chain(COLUMNS);
    writer.write_record(header).map_err(|error| fail(error.to_string()))?;
    let version = format!("{}{MARK}{}", import.version.table, import.version.version);
    for (place, reason) in &import.refused {
        let row = &table.rows()[*place];
        let mut cells: Vec<String> = row.cells.iter().take(kept).map(str::to_owned).collect();
        cells.resize(kept, String::new());
        // Cells that the header has no name for are put behind the last: nothing is lost.
        if let Some(last) = cells.last_mut().filter(|_| kept == table.header.len()) {
            for more in row.cells.iter().skip(kept) {
                last.push(char::from(table.separator));
                last.push_str(more);
            }
        }
        cells.extend([row.line.to_string(), reason.clone(), version.clone()]);
        writer.write_record(&cells).map_err(|error| fail(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| fail(error.to_string()))
}

/// Refuses rows that were rejected before and no longer say of what: they would replace the rest.
///
/// # Errors
/// If the column `table` is there and does not name a version.
pub(super) fn check(table: &Table) -> Result<(), ImportError> {
    if kept(table) < table.header.len() && origin(table).is_none() {
        let hint = "leave it as it was written, or remove the columns `line`, `reason` and `table`";
        let problem = format!("its column `table` names no version of a table; {hint}");
        return Err(ImportError::about(&table.path, problem));
    }
    Ok(())
}

/// The table and version that mended rows are of; none of any other table.
pub(super) fn origin(table: &Table) -> Option<(String, String)> {
    let kept = kept(table);
    if kept == table.header.len() {
        return None;
    }
    let cell = table.rows().iter().find_map(|row| row.cells.get(kept + 2))?;
    let (name, version) = cell.trim().rsplit_once(MARK)?;
    let is_hash = version.len() == 64 && version.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then(|| (name.to_owned(), version.to_owned()))
}

/// How many columns a table has without those that are added here.
fn kept(table: &Table) -> usize {
    let before = table.header.len().saturating_sub(COLUMNS.len());
    let added = table.header[before..].iter().map(String::as_str).eq(COLUMNS);
    if added { before } else { table.header.len() }
}
