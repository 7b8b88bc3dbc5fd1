//! What a word does to what it reaches: deny it, make it less sure, put it into the future.

use std::fmt;

use crate::model::Certainty;

/// What a word does to what it reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Effect {
    pub(super) certainty: Certainty,
    pub(super) denied: bool,
    pub(super) planned: bool,
    pub(super) hypothetical: bool,
}

impl Effect {
    /// What both together do: the less sure one, twice denied is asserted.
    pub(super) fn and(self, other: Effect) -> Effect {
        Effect {
            certainty: self.certainty.max(other.certainty),
            denied: self.denied != other.denied,
            planned: self.planned || other.planned,
            hypothetical: self.hypothetical || other.hypothetical,
        }
    }

    /// Reads the words of a column: `probable`, `planned`, `denied` …
    pub(super) fn parse(words: &str) -> Result<Effect, String> {
        let mut effect = Effect::default();
        for word in words.split_whitespace() {
            match word {
                "certain" => {}
                "probable" => effect.certainty = Certainty::Probable,
                "possible" => effect.certainty = Certainty::Possible,
                "denied" => effect.denied = true,
                "planned" => (effect.planned, effect.certainty) = (true, Certainty::Probable),
                "hypothetical" => effect.hypothetical = true,
                _ => return Err(format!("unknown effect `{word}`")),
            }
        }
        Ok(effect)
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let certainty = match self.certainty {
            Certainty::Certain => "certain",
            Certainty::Probable => "probable",
            Certainty::Possible => "possible",
        };
        write!(f, "{certainty}")?;
        let others = [
            (self.denied, "denied"),
            (self.planned, "planned"),
            (self.hypothetical, "hypothetical"),
        ];
        others.iter().filter(|(is_so, _)| *is_so).try_for_each(|(_, word)| write!(f, ", {word}"))
    }
}
