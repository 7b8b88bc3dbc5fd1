//! An unpacked pipeline folder, as `nlp.to_disk` writes it: on disk, or inside the binary.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

/// Where a pipeline's files are read from.
#[derive(Debug, Clone)]
pub enum ModelFolder {
    /// A folder on disk.
    Directory(PathBuf),
    /// Files compiled into the program: (path below the folder, content).
    Embedded(&'static [(&'static str, &'static [u8])]),
}

impl ModelFolder {
    /// The content of the file `name` (such as `"parser/model"`).
    pub(crate) fn read(&self, name: &str) -> Result<Cow<'static, [u8]>, ModelError> {
        match self {
            ModelFolder::Directory(path) => match std::fs::read(path.join(name)) {
                Ok(bytes) => Ok(Cow::Owned(bytes)),
                Err(error) => Err(ModelError::new(self.place(name), error)),
            },
            ModelFolder::Embedded(files) => match files.iter().find(|(path, _)| *path == name) {
                Some((_, bytes)) => Ok(Cow::Borrowed(*bytes)),
                None => Err(ModelError::new(self.place(name), "no such file")),
            },
        }
    }

    /// The same as text; an error if it is not UTF-8.
    pub(crate) fn read_text(&self, name: &str) -> Result<String, ModelError> {
        String::from_utf8(self.read(name)?.into_owned())
            .map_err(|error| ModelError::new(self.place(name), error))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        match self {
            ModelFolder::Directory(path) => path.join(name).is_file(),
            ModelFolder::Embedded(files) => files.iter().any(|(path, _)| *path == name),
        }
    }

    /// How messages name the file.
    pub(crate) fn place(&self, name: &str) -> String {
        match self {
            ModelFolder::Directory(path) => path.join(name).display().to_string(),
            ModelFolder::Embedded(_) => format!("built-in model, {name}"),
        }
    }
}

impl From<&Path> for ModelFolder {
    fn from(path: &Path) -> Self {
        ModelFolder::Directory(path.to_owned())
    }
}

/// Why a pipeline could not be loaded: the file, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelError {
    place: String,
    problem: String,
}

impl ModelError {
    pub(crate) fn new(place: impl Into<String>, problem: impl fmt::Display) -> ModelError {
        ModelError { place: place.into(), problem: problem.to_string() }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)
    }
}

impl std::error::Error for ModelError {}
