//! One way in which English says a relation: a word, and where its two ends stand beside it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{OntologyError, Relation};

/// "*X* **sent** *Y* to *Z*": the word, and the slots of subject and object.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The relation that it says.
    pub relation: String,
    /// `relation/name`: what a claim is traced back to.
    pub rule: String,
    /// What kind of word it is.
    pub part: Part,
    /// The words, any of which will do.
    pub words: Vec<WordPattern>,
    /// Words beside it with which it says something else ("*deputy* commander").
    pub without: Vec<String>,
    /// What else must stand beside it, if anything.
    pub with: Option<Company>,
    /// Where the subject stands; what fills any of these slots is one.
    pub subject: Vec<SlotName>,
    /// Where the object stands. Empty for tolls, and for symmetric relations between the
    /// members of the subject ("X and Y met").
    pub object: Vec<SlotName>,
    /// Classes of which the subject must be one, besides the relation's domain; any, if empty.
    pub subject_is: Vec<String>,
    /// The same of the object.
    pub object_is: Vec<String>,
    /// Sorts of people, by `data/lexicon/collectives.tsv`, of which a subject without a name must
    /// be one; any, if empty.
    pub subject_people: Vec<String>,
    /// The same of the object.
    pub object_people: Vec<String>,
    /// Whether its ends may be groups and places that are only a plain word ("volunteers").
    pub unnamed: bool,
    /// Whether weapons stand for the one whose they are ("Israeli *rockets* hit").
    pub weapons: bool,
    /// Whether it says something else where it has an object ("gathered evidence").
    pub intransitive: bool,
    /// Whether a plural says something else ("the *provinces* of Diyala and Maysan").
    pub singular: bool,
    /// Whether it says it only of a person in a place that is not of his own country.
    pub foreign: bool,
    /// Whether its relation is symmetric.
    pub symmetric: bool,
    /// Whether what it says is yet to come ("heading to").
    pub planned: bool,
    /// Whether it says that the relation does not hold ("quit", for `memberOf`).
    pub denied: bool,
}

/// A kind of word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// A verb in any of its forms.
    Verb,
    /// A noun.
    Noun,
    /// The name of an office: "commander", "minister".
    Title,
    /// Any noun or name that is mentioned.
    Any,
    /// Any name.
    Name,
    /// A word that tells what happened to the people counted before it ("three dead"), whatever
    /// part of speech the parser takes it for.
    Toll,
}

/// A word by its lemma, with further words that must stand beside it: "pull out",
/// "pay visit" (an object), "open fire".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordPattern {
    /// The word's own lemma.
    pub lemma: String,
    /// Lemmas of particles, prepositions or objects that belong to it.
    pub beside: Vec<String>,
}

/// Where an end stands, as the files write it: `agent`, `patient`, `possessor`, `modifier`,
/// `self`, `head`, `hyphen`, `appositive`, `bearer`, or a preposition.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SlotName(pub String);

/// What else must stand beside a frame's word: "sent *fighters* to", "fell into the *hands* of".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Company {
    /// The slots in one of which it stands.
    pub slots: Vec<SlotName>,
    /// Lemmas, any of which will do.
    #[serde(default)]
    pub words: Vec<String>,
    /// Sorts of people, by `data/lexicon/collectives.tsv`, of which it may be one instead.
    #[serde(default)]
    pub people: Vec<String>,
}

/// A sentence and all claims of the relation that it makes: the test of a relation's frames.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// "subject → object", or "subject: number" of a toll; none if the sentence makes no claim of
    /// this relation, though it has its words.
    pub claims: Vec<String>,
}

/// The file of one relation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    relation: String,
    #[serde(default)]
    subject_is: Vec<String>,
    #[serde(default)]
    object_is: Vec<String>,
    #[serde(default)]
    subject_people: Vec<String>,
    #[serde(default)]
    object_people: Vec<String>,
    #[serde(default)]
    weapons: bool,
    #[serde(default)]
    frame: Vec<RawFrame>,
    #[serde(default)]
    example: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFrame {
    name: String,
    part: Part,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    with: Option<Company>,
    subject: Vec<String>,
    #[serde(default)]
    object: Vec<String>,
    subject_is: Option<Vec<String>>,
    object_is: Option<Vec<String>>,
    subject_people: Option<Vec<String>>,
    object_people: Option<Vec<String>>,
    #[serde(default)]
    unnamed: bool,
    #[serde(default)]
    foreign: bool,
    #[serde(default)]
    intransitive: bool,
    #[serde(default)]
    singular: bool,
    #[serde(default)]
    planned: bool,
    #[serde(default)]
    denied: bool,
}

/// Reads a relation's file.
pub(super) fn read(
    path: &str,
    text: &str,
    relations: &mut BTreeMap<String, Relation>,
) -> Result<Vec<Frame>, OntologyError> {
    let mut file: File = toml::from_str(text).map_err(|error| OntologyError::new(path, error))?;
    let Some(relation) = relations.get_mut(&file.relation) else {
        let problem = format!("relation `{}` is in no .ttl file", file.relation);
        return Err(OntologyError::new(path, problem));
    };
    relation.examples.append(&mut file.example);
    let frames = file.frame.into_iter().map(|raw| {
        if raw.object.is_empty() && !relation.toll && !relation.symmetric {
            let problem = format!("frame `{}` says not where the object stands", raw.name);
            return Err(OntologyError::new(path, problem));
        }
        Ok(Frame {
            rule: format!("{}/{}", file.relation, raw.name),
            relation: file.relation.clone(),
            part: raw.part,
            words: raw.words.iter().map(|words| WordPattern::new(words)).collect(),
            without: raw.without,
            with: raw.with,
            subject: raw.subject.into_iter().map(SlotName).collect(),
            object: raw.object.into_iter().map(SlotName).collect(),
            subject_is: raw.subject_is.unwrap_or_else(|| file.subject_is.clone()),
            object_is: raw.object_is.unwrap_or_else(|| file.object_is.clone()),
            subject_people: raw.subject_people.unwrap_or_else(|| file.subject_people.clone()),
            object_people: raw.object_people.unwrap_or_else(|| file.object_people.clone()),
            unnamed: raw.unnamed,
            weapons: file.weapons,
            foreign: raw.foreign,
            intransitive: raw.intransitive,
            singular: raw.singular,
            symmetric: relation.symmetric,
            planned: raw.planned,
            denied: raw.denied,
        })
    });
    frames.collect()
}

impl WordPattern {
    fn new(words: &str) -> WordPattern {
        let mut words = words.split_whitespace().map(str::to_owned);
        WordPattern { lemma: words.next().unwrap_or_default(), beside: words.collect() }
    }
}
