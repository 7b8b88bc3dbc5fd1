//! `config.cfg`: which components a pipeline has, and how they are wired.
//!
//! The format is Python's `configparser` with JSON values and `${section:key}` or
//! `${section.key}` references (confection, <https://github.com/explosion/confection>).

use std::collections::BTreeMap;

use serde_json::Value;

use super::folder::{ModelError, ModelFolder};

/// The sections of a config file, each a table of JSON values.
#[derive(Debug, Default)]
pub(crate) struct Config {
    place: String,
    sections: BTreeMap<String, BTreeMap<String, Value>>,
}

impl Config {
    /// Reads `config.cfg` of a pipeline folder.
    pub(crate) fn read(folder: &ModelFolder) -> Result<Config, ModelError> {
        let text = folder.read_text("config.cfg")?;
        let mut config = Config { place: folder.place("config.cfg"), ..Config::default() };
        config.parse(&text)?;
        Ok(config)
    }

    /// A value, its references followed; `None` where it is absent or `null`.
    pub(crate) fn get(&self, section: &str, key: &str) -> Option<&Value> {
        self.follow(section, key, 0).filter(|value| !value.is_null())
    }

    pub(crate) fn text(&self, section: &str, key: &str) -> Option<&str> {
        self.get(section, key)?.as_str()
    }

    pub(crate) fn flag(&self, section: &str, key: &str) -> Option<bool> {
        self.get(section, key)?.as_bool()
    }

    /// A list of strings; `None` where it is absent, an error if it is something else.
    pub(crate) fn list(&self, section: &str, key: &str) -> Result<Option<Vec<&str>>, ModelError> {
        let Some(value) = self.get(section, key) else { return Ok(None) };
        let list = value.as_array().map(|list| list.iter().map(Value::as_str));
        match list.and_then(Iterator::collect::<Option<Vec<&str>>>) {
            Some(list) => Ok(Some(list)),
            None => Err(self.error(format!("`{key}` in [{section}] is no list of strings"))),
        }
    }

    /// The network architectures that a component names, its parts' included.
    pub(crate) fn architectures(&self, component: &str) -> impl Iterator<Item = &str> {
        let whole = format!("components.{component}.model");
        let parts = format!("{whole}.");
        let sections = self.sections.iter();
        let own = sections.filter(move |(name, _)| **name == whole || name.starts_with(&parts));
        own.filter_map(|(_, values)| values.get("@architectures")?.as_str())
    }

    /// An error about this file.
    pub(crate) fn error(&self, problem: impl std::fmt::Display) -> ModelError {
        ModelError::new(&*self.place, problem)
    }

    fn follow(&self, section: &str, key: &str, depth: usize) -> Option<&Value> {
        let value = self.sections.get(section)?.get(key)?;
        let Some(reference) = value.as_str().and_then(reference) else {
            return Some(value);
        };
        // Deep enough for any real config, and a circle of references ends.
        let (section, key) = reference.rsplit_once([':', '.'])?;
        if depth < 16 { self.follow(section, key, depth + 1) } else { None }
    }

    fn parse(&mut self, text: &str) -> Result<(), ModelError> {
        let mut section: Option<&str> = None;
        let mut lines = text.lines().enumerate().peekable();
        while let Some((number, line)) = lines.next() {
            let trimmed = line.trim();
            if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
                continue;
            }
            if let Some(name) = trimmed.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = Some(name);
                continue;
            }
            let (Some(section), Some((key, value))) = (section, trimmed.split_once('=')) else {
                let problem = format!("line {}: expected `key = value`", number + 1);
                return Err(self.error(problem));
            };
            let mut value = value.trim().to_owned();
            // An indented line continues the value above it.
            while let Some((_, more)) = lines.next_if(|(_, line)| line.starts_with([' ', '\t'])) {
                value.push_str(more.trim());
            }
            let value = serde_json::from_str(&value).unwrap_or(Value::String(value));
            let table = self.sections.entry(section.to_owned()).or_default();
            table.insert(key.trim().to_owned(), value);
        }
        Ok(())
    }
}

/// `a.b:c` in `${a.b:c}`.
fn reference(value: &str) -> Option<&str> {
    value.strip_prefix("${")?.strip_suffix('}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lists_and_continuations() {
        let mut config = Config::default();
        let text = "[nlp]\nlang = \"en\"\npipeline = [\"tagger\",\n  \"ner\"]\n# note\n\n\
                    [a.b]\nwidth = ${c.d:width}\nloop = ${a.b:loop}\n[c.d]\nwidth = 96\nnone = null\n";
        config.parse(text).expect("well-formed");
        assert_eq!(config.text("nlp", "lang"), Some("en"));
        assert_eq!(config.list("nlp", "pipeline"), Ok(Some(vec!["tagger", "ner"])));
        assert_eq!(config.list("nlp", "disabled"), Ok(None));
        assert!(config.list("nlp", "lang").is_err());
        assert_eq!(config.get("a.b", "width"), Some(&Value::from(96)));
        assert_eq!(config.get("a.b", "loop"), None);
        assert_eq!(config.get("c.d", "none"), None);
    }

    #[test]
    fn a_line_that_is_no_entry_is_named() {
        let error = Config::default().parse("[nlp]\nlang\n").expect_err("no `=`");
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}
