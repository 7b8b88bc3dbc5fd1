//! Why a store cannot be used.

use std::fmt;
use std::io;
use std::path::Path;

/// Why a store cannot be used: the file, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreError {
    place: String,
    problem: String,
}

impl StoreError {
    pub(super) fn about(path: &Path, problem: impl fmt::Display) -> StoreError {
        StoreError { place: path.display().to_string(), problem: problem.to_string() }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)
    }
}

impl std::error::Error for StoreError {}

impl From<StoreError> for io::Error {
    fn from(error: StoreError) -> io::Error {
        io::Error::other(error)
    }
}
