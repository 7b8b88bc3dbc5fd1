//! A TOML file whose every value knows its line: so that a message can say where.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::gazetteer::nearest;
use crate::import::ImportError;

/// The file that values are of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Document<'d> {
    pub(super) path: &'d str,
    pub(super) text: &'d str,
}

/// A value, and what it is called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'d> {
    document: Document<'d>,
    /// The last part of its key.
    pub(super) key: &'d str,
    value: &'d Spanned<DeValue<'d>>,
}

impl<'d> Document<'d> {
    /// The file as a tree, or what is wrong with it and where.
    pub(super) fn parse(self) -> Result<Spanned<DeTable<'d>>, ImportError> {
        DeTable::parse(self.text).map_err(|error| {
            let line = self.line(error.span().map_or(0, |span| span.start));
            let problem = error.message().replace('\n', "; ");
            self.error(line, format!("it is no TOML: {problem}"))
        })
    }

    /// The fields of the file itself.
    pub(super) fn fields(
        self,
        table: &'d DeTable<'d>,
        known: &[&str],
    ) -> Result<Vec<Node<'d>>, ImportError> {
        let mut fields: Vec<(usize, Node<'d>)> = Vec::new();
        for (key, value) in table.iter() {
            let (start, key) = (key.span().start, key.get_ref().as_ref());
            if !known.is_empty() && !known.contains(&key) {
                let guess = nearest(key, known);
                let hint = guess.unwrap_or_else(|| format!("there are {}", listed(known)));
                return Err(
                    self.error(self.line(start), format!("no field is called `{key}`; {hint}"))
                );
            }
            fields.push((start, Node { document: self, key, value }));
        }
        fields.sort_by_key(|(start, _)| *start);
        Ok(fields.into_iter().map(|(_, node)| node).collect())
    }

    pub(super) fn error(self, line: usize, problem: String) -> ImportError {
        ImportError::about(format!("{}:{line}", self.path), problem)
    }

    /// The line of a byte, counted from 1.
    fn line(self, byte: usize) -> usize {
        let before = &self.text.as_bytes()[..byte.min(self.text.len())];
        before.iter().filter(|&&byte| byte == b'\n').count() + 1
    }
}

impl<'d> Node<'d> {
    pub(super) fn line(self) -> usize {
        self.document.line(self.value.span().start)
    }

    /// An error in this place.
    pub(super) fn error(self, problem: impl Into<String>) -> ImportError {
        self.document.error(self.line(), problem.into())
    }

    pub(super) fn is_table(self) -> bool {
        self.value.get_ref().is_table()
    }

    pub(super) fn is_array(self) -> bool {
        self.value.get_ref().is_array()
    }

    /// The fields of a table, in the order of the file; other fields than the known are refused,
    /// unless none is named.
    pub(super) fn fields(self, known: &[&str]) -> Result<Vec<Node<'d>>, ImportError> {
        match self.value.get_ref() {
            DeValue::Table(table) => self.document.fields(table, known),
            _ if known.is_empty() => Err(self.error(format!("`{}` must be a table", self.key))),
            _ => {
                let problem = format!("`{}` must be a table with {}", self.key, listed(known));
                Err(self.error(problem))
            }
        }
    }

    /// A text; numbers, days and truths are taken as they are written.
    pub(super) fn text(self) -> Result<String, ImportError> {
        match self.value.get_ref() {
            DeValue::String(text) => Ok(text.to_string()),
            DeValue::Integer(number) => Ok(number.as_str().to_owned()),
            DeValue::Float(number) => Ok(number.as_str().to_owned()),
            DeValue::Boolean(truth) => Ok(truth.to_string()),
            DeValue::Datetime(day) => Ok(day.to_string()),
            DeValue::Array(_) | DeValue::Table(_) => {
                Err(self.error(format!("`{}` must be a text", self.key)))
            }
        }
    }

    /// A text, or a list of texts.
    pub(super) fn texts(self) -> Result<Vec<String>, ImportError> {
        if self.is_array() {
            self.elements()?.into_iter().map(Node::text).collect()
        } else {
            Ok(vec![self.text()?])
        }
    }

    /// The elements of a list; what is no list is the only element of one.
    pub(super) fn elements(self) -> Result<Vec<Node<'d>>, ImportError> {
        match self.value.get_ref() {
            DeValue::Array(array) => Ok(array.iter().map(|value| Node { value, ..self }).collect()),
            _ => Ok(vec![self]),
        }
    }
}

/// "`a`, `b` and `c`".
pub(super) fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        Some((last, _)) => last.clone(),
        None => "none".to_owned(),
    }
}
