//! Why something could not be read, for the person who must act on it.

use std::fmt;
use std::io;

/// Why one file, or one line of it, could not be read. The others can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The file, as it was named; `standard input` for that.
    pub path: String,
    /// The line of a JSON Lines file, counted from 1.
    pub line: Option<usize>,
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Why inputs could not be listed. The message names the input and says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(pub(super) String);

impl Refusal {
    /// A refusal for `reason`; [`Refusal::of`] later says of what.
    pub(super) fn because(reason: impl Into<String>) -> Refusal {
        Refusal { path: String::new(), line: None, reason: reason.into(), hint: None }
    }

    pub(super) fn with_hint(mut self, hint: impl Into<String>) -> Refusal {
        self.hint = Some(hint.into());
        self
    }

    pub(super) fn at_line(mut self, line: usize) -> Refusal {
        self.line = Some(line);
        self
    }

    pub(super) fn of(mut self, path: &str) -> Refusal {
        path.clone_into(&mut self.path);
        self
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Refusal {
        match error.kind() {
            io::ErrorKind::NotFound => {
                Refusal::because("there is no such file").with_hint("check its name")
            }
            io::ErrorKind::PermissionDenied => Refusal::because("it may not be read")
                .with_hint("ask its owner for permission to read it"),
            _ => Refusal::because(format!("it cannot be read: {error}")),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.reason)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}
impl std::error::Error for Error {}
