//! A claim: who does what to whom according to whom, how surely, when, and in which words.

use serde::{Deserialize, Serialize};

use super::or_default;

/// One report's claim of one statement.
///
/// ```
/// use claimgraph::model::{Certainty, Claim, Polarity};
///
/// let line = r#"{"relation": "crossedVia", "subject": "kh", "object": "mehran",
///     "certainty": "probable", "attribution": [], "quote": "reportedly crossed at Mehran"}"#;
/// let claim: Claim = serde_json::from_str(line)?;
/// assert_eq!(claim.certainty, Certainty::Probable);
/// assert_eq!(claim.polarity, Polarity::Asserted);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The relation, by its name in the ontology: `deployedTo`.
    pub relation: String,
    /// The key of the entity that the claim is about.
    #[serde(default, deserialize_with = "or_default")]
    pub subject: String,
    /// The key of the other entity; a toll (`killed`, `wounded`, `detained`) has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// Whether it is claimed to be so, or not to be so.
    #[serde(default)]
    pub polarity: Polarity,
    /// How surely it is claimed.
    #[serde(default)]
    pub certainty: Certainty,
    /// Whether it is yet to happen.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "std::ops::Not::not")]
    pub planned: bool,
    /// Who is said to say it, from the report inward; empty in the report's own voice.
    #[serde(default, deserialize_with = "or_default")]
    pub attribution: Vec<Attribution>,
    /// The key of the entity where it happened, where the source says so beside the claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// When it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Time>,
    /// How many people it concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// The words of the text that show the claim.
    #[serde(default, deserialize_with = "or_default")]
    pub quote: String,
    /// Further tellings of the same claim in the same report.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Telling>,
    /// What the claim is called in the graph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iri: Option<String>,
    /// What the event that it tells of is called in the graph, where that is known already: the name is
    /// made of the claim that first told of it, which is not always this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// Where the quote begins in the text, in code points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// Where the quote ends, exclusive, in code points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    /// Which cells of a table show it, as a fragment of RFC 7111: `cell=12,3;12,5`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cells: Option<String>,
    /// The rule that read the claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// How likely it is that a person would read the same, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

/// Whether a statement is claimed to be so or not to be so.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is so.
    #[default]
    Asserted,
    /// It is not so.
    Denied,
}

/// How surely a statement is claimed, the surest first.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Flatly, or by a named teller.
    #[default]
    Certain,
    /// Reportedly, by unnamed sources, or of the future.
    Probable,
    /// It may be so, it is alleged, it is suspected.
    Possible,
}

/// One link of the chain from the report inward: who is said to say it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Attribution {
    /// The teller's name; an unnamed one's description, as the text has it.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// What the teller is.
    pub kind: Teller,
}

/// What somebody who is said to say something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Teller {
    /// A newspaper, an agency, a channel.
    Outlet,
    /// Somebody with a name.
    Person,
    /// A ministry, a militia, a party, a company.
    Organization,
    /// A country, for its government.
    Country,
    /// A source without a name.
    Anonymous,
    /// A report, a statement, a letter, a law.
    Document,
}

impl Teller {
    /// Its word in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Teller::Outlet => "outlet",
            Teller::Person => "person",
            Teller::Organization => "organization",
            Teller::Country => "country",
            Teller::Anonymous => "anonymous",
            Teller::Document => "document",
        }
    }

    /// The class of such tellers.
    pub fn class(self) -> &'static str {
        match self {
            Teller::Outlet => "Outlet",
            Teller::Person => "Person",
            Teller::Organization => "Organization",
            Teller::Country => "Country",
            Teller::Anonymous => "AnonymousSource",
            Teller::Document => "Document",
        }
    }
}

impl Attribution {
    /// What [`Document::tellers`](super::Document::tellers) knows the teller by.
    pub fn key(&self) -> String {
        format!("{}:{}", self.kind.word(), self.name)
    }
}

/// A further telling of a claim in the same report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// Who is said to say it, from the report inward.
    #[serde(default, deserialize_with = "or_default")]
    pub attribution: Vec<Attribution>,
    /// How surely it is claimed there.
    #[serde(default)]
    pub certainty: Certainty,
    /// The words of the text that show it.
    #[serde(default, deserialize_with = "or_default")]
    pub quote: String,
    /// Where the quote begins in the text, in code points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<usize>,
    /// Where the quote ends, exclusive, in code points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<usize>,
    /// The rule that read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// When something happened, as exactly as the text says; ISO dates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Time {
    /// The first day: `2026-01-02`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// The last day, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// The words that it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// How many people a claim concerns.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Strength {
    /// At least so many, if that is said.
    #[serde(default)]
    pub min: Option<u64>,
    /// At most so many, if that is said.
    #[serde(default)]
    pub max: Option<u64>,
    /// Whether the text says "about".
    #[serde(default, deserialize_with = "or_default")]
    pub approximate: bool,
    /// Who they are: `fighters`.
    #[serde(default, deserialize_with = "or_default")]
    pub unit: String,
}

impl Time {
    /// "2026-01-02 to 2026-01-05", "since 2026-01-02"; the words of the text where no day is known.
    pub fn words(&self) -> String {
        match (&self.start, &self.end) {
            (Some(start), Some(end)) if start == end => start.clone(),
            (Some(start), Some(end)) => format!("{start} to {end}"),
            (Some(start), None) => format!("since {start}"),
            (None, Some(end)) => format!("until {end}"),
            (None, None) => self.text.clone().unwrap_or_default(),
        }
    }
}

impl Strength {
    /// "about 800 fighters", "at least 490 people".
    pub fn words(&self) -> String {
        let number = match (self.min, self.max) {
            (Some(min), Some(max)) if min == max => min.to_string(),
            (Some(min), Some(max)) => format!("{min} to {max}"),
            (Some(min), None) => format!("at least {min}"),
            (None, Some(max)) => format!("at most {max}"),
            (None, None) => String::new(),
        };
        let about = if self.approximate { "about " } else { "" };
        format!("{about}{number} {}", self.unit).trim_end().to_owned()
    }
}
