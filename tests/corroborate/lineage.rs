//! Who really has a statement from whom.

use std::collections::BTreeSet;

/// Somebody through whom a statement came: a house or an origin.
pub(crate) type Person = String;

/// Who really has one statement from whom.
#[derive(Debug, Default)]
pub(crate) struct TrueLineage {
    /// The houses that published it.
    pub(crate) houses: BTreeSet<Person>,
    /// Who has it from whom.
    pub(crate) from: BTreeSet<(Person, Person)>,
    /// Those who know it themselves.
    pub(crate) origins: BTreeSet<Person>,
}
