//! Annotated reports: a folder of `NAME.json`, each beside the `NAME.txt` that it annotates.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use crate::model::{Document, Report};

/// A folder of annotated reports.
#[derive(Debug, Clone)]
pub struct GoldSet {
    /// The folder's name.
    pub name: String,
    /// The folder.
    pub folder: PathBuf,
    /// Its reports, by name.
    pub reports: Vec<GoldReport>,
}

/// One annotated report.
#[derive(Debug, Clone)]
pub struct GoldReport {
    /// The name of its file, without the ending.
    pub name: String,
    /// Its annotation, `NAME.json`.
    pub path: PathBuf,
    /// What it claims, as people read it.
    pub document: Document,
}

/// A file that could not be used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The file, or the folder.
    pub path: PathBuf,
    /// The line, counted from 1, in a file of one object a line.
    pub line: Option<usize>,
    /// What is wrong with it.
    pub problem: String,
}

impl GoldSet {
    /// Reads a folder of annotations; every `.json` in it must be one.
    pub fn open(folder: &Path) -> Result<GoldSet, Unreadable> {
        let read =
            |path: PathBuf| Ok(GoldReport { document: read(&path)?, name: stem(&path), path });
        let reports = annotations(folder)?.into_iter().map(read).collect::<Result<_, _>>()?;
        Ok(GoldSet { name: name_of(folder), folder: folder.to_owned(), reports })
    }
}

impl GoldReport {
    /// The text that is annotated, `NAME.txt`.
    pub fn text(&self) -> Result<String, Unreadable> {
        let path = self.text_path();
        fs::read_to_string(&path).map_err(|error| Unreadable::new(&path, error))
    }

    /// The report without its annotation, as a reader gets it.
    pub fn report(&self) -> Result<Report, Unreadable> {
        let Document { id, publisher, published, .. } = &self.document;
        let (publisher, published) = (publisher.clone(), published.clone());
        Ok(Report { publisher, published, ..Report::new(id.clone(), self.text()?) })
    }

    /// Where the text that is annotated stands.
    pub fn text_path(&self) -> PathBuf {
        self.path.with_extension("txt")
    }
}

impl Unreadable {
    pub(super) fn new(path: &Path, problem: impl fmt::Display) -> Unreadable {
        Unreadable { path: path.to_owned(), line: None, problem: problem.to_string() }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))?;
        write!(f, ": {}", self.problem)
    }
}

impl std::error::Error for Unreadable {}

/// The `.json` files of a folder, in the order of their names.
pub(super) fn annotations(folder: &Path) -> Result<Vec<PathBuf>, Unreadable> {
    let unreadable = |error| Unreadable::new(folder, error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(Unreadable::new(folder, "no annotated reports (NAME.json) in it"));
    }
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<Document, Unreadable> {
    let text = fs::read_to_string(path).map_err(|error| Unreadable::new(path, error))?;
    serde_json::from_str(&text).map_err(|error| Unreadable::new(path, error))
}

/// Whether only the totals of a folder may be looked at: what a set called `check` is kept for is
/// measuring, and whoever reads what was missed in it measures nothing any more.
pub fn is_sealed(folder: &Path) -> bool {
    name_of(folder) == "check"
}

/// The folder's own name, also of `gold/check/..` and of a link to it.
fn name_of(folder: &Path) -> String {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
