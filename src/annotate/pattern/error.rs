//! Why a pattern was refused, and where in it.

use std::fmt;

/// A pattern we cannot use, said to the person who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PatternError {
    message: String,
    /// Counted in characters from 0, as Python's `re.error.pos`.
    at: Option<usize>,
}

impl PatternError {
    pub(super) fn at(at: usize, message: impl Into<String>) -> Self {
        PatternError { message: message.into(), at: Some(at) }
    }

    /// What Python knows and we do not.
    pub(super) fn unsupported(at: usize, what: &str) -> Self {
        Self::at(at, format!("unsupported syntax: {what}"))
    }

    /// An error of the pattern as a whole.
    pub(super) fn whole(message: impl Into<String>) -> Self {
        PatternError { message: message.into(), at: None }
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some(at) => write!(f, "{}, at character {at} of the pattern", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for PatternError {}
