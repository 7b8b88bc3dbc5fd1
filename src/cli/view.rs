//! Whose plain edges a command sees.

use clap::ValueEnum;

use crate::encode::REPORTED;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum View {
    /// What somebody asserts
    Reported,
    /// No plain edges
    None,
}

impl View {
    /// The view's name; none for no view.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            View::Reported => Some(REPORTED),
            View::None => None,
        }
    }
}
