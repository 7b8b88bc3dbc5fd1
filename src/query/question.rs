//! The questions that come with an ontology: SPARQL files that say what they ask, and what they
//! can be asked of.
//!
//! ```sparql
//! # title: Who was deployed where, and who says so?
//! SELECT ?who ?where WHERE {
//!   VALUES ?where { UNDEF }   # param where: a place, and what lies in it
//!   …
//! }
//! ```
//!
//! A file is SPARQL as it stands, for any endpoint. A parameter is a line with `VALUES ?name { … }`
//! and a comment; giving the parameter replaces what stands between the braces. Behind
//! `# param NAME` the default means a thing of that name, `class` before the colon a class and those
//! below it, `day` a date, `number` a whole number, `text` a string; "and what lies in it" takes a country's places, too.

use super::{Names, QueryError, short};
use crate::ontology::{Ontology, SourceFile};
use crate::recognize::normal;
use crate::vocab::{BASE, xsd};

/// A question with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What it is called: `deployments`.
    pub name: String,
    /// What it asks.
    pub title: String,
    /// What it can be asked of.
    pub parameters: Vec<Parameter>,
    /// SPARQL.
    pub text: String,
}

/// Something that a question can be asked of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The variable's name.
    pub name: String,
    /// What is meant by a value.
    pub value: Value,
    /// What it is, for people.
    pub about: String,
}

/// What the value of a parameter means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A thing by its name or address.
    Thing,
    /// A thing, and what lies in it if it is a country.
    ThingAndParts,
    /// A class of the ontology by its label or name, and the classes below it.
    Class,
    /// A day, as in `2026-01-06`.
    Day,
    /// A whole number.
    Number,
    /// Words.
    Text,
}

/// The questions of an ontology.
#[derive(Debug, Clone, Default)]
pub struct ShippedQuestions(Vec<Question>);

impl ShippedQuestions {
    /// Those of an ontology.
    pub fn of(ontology: &Ontology) -> ShippedQuestions {
        ShippedQuestions(ontology.questions().iter().map(Question::parse).collect())
    }

    /// The question of this name.
    pub fn get(&self, name: &str) -> Option<&Question> {
        self.0.iter().find(|question| question.name == name)
    }

    /// All of them, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = &Question> {
        self.0.iter()
    }
}

impl Question {
    fn parse(file: &SourceFile) -> Question {
        let name = file.name.trim_end_matches(".rq").to_owned();
        let title = file.text.lines().find_map(|line| line.strip_prefix("# title:"));
        let parameters = file.text.lines().filter_map(Parameter::parse).collect();
        let title = title.map_or_else(|| name.clone(), |title| title.trim().to_owned());
        Question { name, title, parameters, text: file.text.clone() }
    }

    /// The SPARQL for these values, given as `NAME=VALUE`; names are those of `names`, most often a
    /// [`Graph`](crate::store::Graph).
    ///
    /// # Errors
    /// If the question has no such parameter, or if there is nothing of that name.
    pub fn with(&self, values: &[String], names: &dyn Names) -> Result<String, QueryError> {
        let mut text = self.text.clone();
        for given in values {
            let parameter = given.split_once('=').and_then(|(name, value)| {
                Some((self.parameters.iter().find(|known| known.name == name)?, value))
            });
            let Some((parameter, value)) = parameter else {
                let known: Vec<String> =
                    self.parameters.iter().map(|known| format!("{}=…", known.name)).collect();
                let known = if known.is_empty() { "nothing".to_owned() } else { known.join(", ") };
                let problem =
                    format!("`{}` cannot be asked of `{given}`; it takes {known}", self.name);
                return Err(QueryError(problem));
            };
            text = parameter.put(&parameter.terms(value, names)?, &text);
        }
        Ok(text)
    }
}

impl Parameter {
    fn parse(line: &str) -> Option<Parameter> {
        let (_, comment) = line.split_once("# param ")?;
        let (head, about) = comment.split_once(':')?;
        let mut words = head.split_whitespace();
        let name = words.next()?.to_owned();
        let value = match words.next() {
            Some("class") => Value::Class,
            Some("day") => Value::Day,
            Some("number") => Value::Number,
            Some("text") => Value::Text,
            _ if about.contains("what lies in it") => Value::ThingAndParts,
            _ => Value::Thing,
        };
        Some(Parameter { name, value, about: about.trim().to_owned() })
    }

    /// The terms that a value means, as SPARQL.
    fn terms(&self, value: &str, names: &dyn Names) -> Result<String, QueryError> {
        match self.value {
            Value::Day => {
                let day: jiff::civil::Date = value.parse().map_err(|_| {
                    QueryError(format!("`{value}` is no day; write one as in 2026-01-06"))
                })?;
                Ok(format!("\"{day}\"^^<{}>", xsd::DATE))
            }
            Value::Number => {
                let number: u32 = value.parse().map_err(|_| {
                    QueryError(format!("`{value}` is no whole number; write one as in 2"))
                })?;
                Ok(number.to_string())
            }
            Value::Class => Ok(iris(&classes(value, names)?)),
            Value::Text => Ok(oxigraph::model::Literal::new_simple_literal(value).to_string()),
            Value::Thing | Value::ThingAndParts => {
                let mut things = things(value, names)?;
                if self.value == Value::ThingAndParts {
                    let parts = names.parts(&things)?;
                    things.extend(parts);
                }
                Ok(iris(&things))
            }
        }
    }

    /// The text of a question with these terms in the parameter's line.
    fn put(&self, terms: &str, text: &str) -> String {
        let marker = format!("# param {}", self.name);
        let lines = text.lines().map(|line| {
            let ours =
                line.split_once(&marker).is_some_and(|(_, rest)| rest.starts_with([' ', ':']));
            match (line.find('{'), line.find('}')) {
                (Some(open), Some(close)) if ours && open < close => {
                    format!("{} {terms} {}", &line[..=open], &line[close..])
                }
                _ => line.to_owned(),
            }
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// The things that a user means by a name or an address; there is one at least.
pub(crate) fn things(value: &str, names: &dyn Names) -> Result<Vec<String>, QueryError> {
    let things = names.things(value)?;
    if things.is_empty() {
        let problem = format!("nothing in the store goes by the name `{value}`");
        return Err(QueryError(format!("{problem}; `claimgraph query entities` lists what does")));
    }
    Ok(things)
}

/// The classes that a user means by a label ("border crossing"), a name or an address.
pub(crate) fn classes(value: &str, names: &dyn Names) -> Result<Vec<String>, QueryError> {
    let ontology = names.ontology();
    let is_meant = |name: &str, iri: &str| {
        let label = names.label(iri).is_some_and(|label| normal(&label) == normal(value));
        label || name == value || iri == value || short(iri, BASE) == value
    };
    let meant: Vec<&str> = ontology
        .classes()
        .filter(|(name, iri)| is_meant(name, iri))
        .map(|(name, _)| name)
        .collect();
    let below = |name: &str| meant.iter().any(|wanted| ontology.is_a(name, wanted));
    let found: Vec<String> =
        ontology.classes().filter(|(name, _)| below(name)).map(|(_, iri)| iri.to_owned()).collect();
    if found.is_empty() {
        let problem =
            format!("the ontology has no class `{value}`; write one such as Organization");
        return Err(QueryError(problem));
    }
    Ok(found)
}

/// Addresses as SPARQL has them.
fn iris(things: &[String]) -> String {
    let terms: Vec<String> = things.iter().map(|iri| format!("<{iri}>")).collect();
    terms.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# title: Who went where?\nSELECT ?who ?where WHERE {\n  \
        VALUES ?where { UNDEF }  # param where: a place, and what lies in it\n  \
        VALUES ?since { \"0001-01-01\" }  # param since day: the first day\n  ?who ?p ?where }";

    #[test]
    fn a_question_says_what_it_asks_and_of_what() {
        let file = SourceFile { name: "went.rq".to_owned(), text: TEXT.to_owned() };
        let question = Question::parse(&file);
        assert_eq!((question.name.as_str(), question.title.as_str()), ("went", "Who went where?"));
        let values: Vec<Value> = question.parameters.iter().map(|known| known.value).collect();
        assert_eq!(values, [Value::ThingAndParts, Value::Day]);
    }

    #[test]
    fn a_value_replaces_the_default_of_its_own_line() {
        let file = SourceFile { name: "went.rq".to_owned(), text: TEXT.to_owned() };
        let question = Question::parse(&file);
        let text = question.parameters[0].put("<urn:iran>", &question.text);
        assert!(text.contains("VALUES ?where { <urn:iran> }  # param where"), "{text}");
        assert!(text.contains("{ \"0001-01-01\" }"));
    }
}
