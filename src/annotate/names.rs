//! Strings by number: tags, labels, lemmas and norms are compared and stored as small integers.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

/// A string's number in a [`Names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct Name(u32);

impl Name {
    /// The empty string, which also stands for "not set".
    pub(crate) const EMPTY: Name = Name(0);
}

/// A growing set of strings, each with its number.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    strings: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, Name, FixedState>,
    /// Length of all strings together.
    bytes: usize,
}

impl Names {
    pub(crate) fn new() -> Names {
        let mut names = Names { strings: Vec::new(), numbers: HashMap::default(), bytes: 0 };
        names.add("");
        names
    }

    /// The number of `text`, which is added if it is new.
    pub(crate) fn add(&mut self, text: &str) -> Name {
        if let Some(&name) = self.numbers.get(text) {
            return name;
        }
        let name = Name(self.strings.len() as u32);
        self.bytes += text.len();
        let text: Arc<str> = text.into();
        self.strings.push(text.clone());
        self.numbers.insert(text, name);
        name
    }

    pub(crate) fn get(&self, name: Name) -> &str {
        &self.strings[name.0 as usize]
    }

    pub(crate) fn len(&self) -> usize {
        self.strings.len()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }
}

/// The strings that one annotation uses, taken out of a reader's [`Names`] so that it can
/// outlive the reader.
#[derive(Debug)]
pub(crate) struct Excerpt<'a> {
    names: &'a Names,
    /// A name's number in the excerpt, by its number in `names`; `ABSENT` if it is not used.
    numbers: Vec<u32>,
    strings: Vec<Arc<str>>,
}

const ABSENT: u32 = u32::MAX;

impl<'a> Excerpt<'a> {
    pub(crate) fn of(names: &'a Names) -> Excerpt<'a> {
        Excerpt { names, numbers: vec![ABSENT; names.len()], strings: Vec::new() }
    }

    /// The number of a name in the excerpt.
    pub(crate) fn take(&mut self, name: Name) -> Name {
        let number = &mut self.numbers[name.0 as usize];
        if *number == ABSENT {
            *number = self.strings.len() as u32;
            self.strings.push(self.names.strings[name.0 as usize].clone());
        }
        Name(*number)
    }

    /// The strings, by their number in the excerpt.
    pub(crate) fn into_strings(self) -> Strings {
        Strings(self.strings)
    }
}

/// The strings of one annotation.
#[derive(Debug, Clone)]
pub(crate) struct Strings(Vec<Arc<str>>);

impl Strings {
    pub(crate) fn get(&self, name: Name) -> &str {
        &self.0[name.0 as usize]
    }
}
