//! Where a cell or a word comes from, as a mapping writes it.

use super::document::{Node, listed};
use super::{Condition, Conditions, Value};
use crate::gazetteer::nearest;
use crate::import::ImportError;

type Result<T> = std::result::Result<T, ImportError>;

/// Where a cell comes from: a plain text is the name of a column.
pub(super) fn cell(node: Node<'_>) -> Result<Value> {
    if node.is_table() {
        return Ok(Value { open: true, ..source(node)? });
    }
    Ok(Value { line: node.line(), column: Some(node.text()?), open: true, ..Value::default() })
}

/// Where a word of ours comes from: a plain text is the word. With `known` there are no others.
pub(super) fn word(node: Node<'_>, known: Option<&[&str]>) -> Result<Value> {
    let mut value = if node.is_table() {
        source(node)?
    } else {
        Value { line: node.line(), fixed: Some(node.text()?), ..Value::default() }
    };
    if let Some(known) = known {
        if let Some(bad) = value.words().iter().find(|word| !known.contains(word)) {
            let hint =
                nearest(bad, known).unwrap_or_else(|| format!("there are {}", listed(known)));
            return Err(node.error(format!("`{}` is never `{bad}`; {hint}", node.key)));
        }
        if value.values.is_empty() && value.otherwise.is_none() {
            value.values = known.iter().map(|word| ((*word).into(), (*word).into())).collect();
        }
    }
    value.open = value.values.is_empty();
    Ok(value)
}

fn source(node: Node<'_>) -> Result<Value> {
    let mut value = Value { line: node.line(), ..Value::default() };
    for node in node.fields(&["column", "value", "values", "otherwise"])? {
        match node.key {
            "column" => value.column = Some(node.text()?),
            "value" => value.fixed = Some(node.text()?),
            "otherwise" => value.otherwise = Some(node.text()?),
            _ => {
                for node in node.fields(&[])? {
                    value.values.push((node.key.to_owned(), node.text()?));
                }
            }
        }
    }
    let by_name = node.key == "kind" && !value.values.is_empty();
    match (&value.column, &value.fixed) {
        (Some(_), Some(_)) => Err(node.error("`column` and `value` exclude each other")),
        (None, None) if !by_name => {
            Err(node.error(format!("`{}` has neither `column` nor `value`", node.key)))
        }
        _ => Ok(value),
    }
}

/// What stands between several names.
pub(super) fn between(node: Node<'_>) -> Result<String> {
    let text = node.text()?;
    if text.trim().is_empty() {
        return Err(node.error("`split` is empty; write what stands between names, such as \";\""));
    }
    Ok(text)
}

pub(super) fn conditions(node: Node<'_>) -> Result<Conditions> {
    let mut conditions = Vec::new();
    for node in node.fields(&[])? {
        let (line, column) = (node.line(), node.key.to_owned());
        let mut condition = Condition { line, column, ..Condition::default() };
        if node.is_table() {
            for node in node.fields(&["not"])? {
                condition.not = true;
                condition.values = node.texts()?;
            }
        } else {
            condition.values = node.texts()?;
        }
        if condition.values.is_empty() {
            return Err(node.error("a condition needs a value, a list, or { not = … }"));
        }
        conditions.push(condition);
    }
    Ok(conditions)
}

impl Value {
    /// The words that it can give, as far as the mapping says them.
    pub(super) fn words(&self) -> Vec<&str> {
        let given = self.values.iter().map(|(_, word)| word);
        let words = self.fixed.iter().chain(given).chain(&self.otherwise);
        words.map(String::as_str).filter(|word| !word.is_empty()).collect()
    }
}
