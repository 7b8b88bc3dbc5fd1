//! How many people a text speaks of.

use serde::{Deserialize, Serialize};

/// A number of people: "roughly 800 fighters", "more than 2,200 dead".
///
/// ```
/// use claimgraph::model::strength::Strength;
///
/// let line = r#"{"min":490,"max":null,"approximate":false,"unit":"people"}"#;
/// let strength: Strength = serde_json::from_str(line)?;
/// assert_eq!(serde_json::to_string(&strength)?, line);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Strength {
    /// At least so many, where the text gives a lower bound.
    pub min: Option<u64>,
    /// At most so many, where the text gives an upper bound.
    pub max: Option<u64>,
    /// Whether the text says "about", "nearly", "some".
    #[serde(default)]
    pub approximate: bool,
    /// Who they are, as the text has it: "fighters"; none where it says nothing but the number.
    pub unit: Option<String>,
}

impl From<Strength> for super::Strength {
    fn from(strength: Strength) -> super::Strength {
        super::Strength {
            min: strength.min,
            max: strength.max,
            approximate: strength.approximate,
            unit: strength.unit.unwrap_or_default(),
        }
    }
}
