//! Reads the text of a pattern into a tree, by Python's rules for what is a
//! quantifier, what opens a group, and what is a character like any other.

use foldhash::{HashMap, HashMapExt as _};

use super::charset::CharSet;
use super::error::PatternError;
use super::node::{Anchor, Node, Repeat, SetId};

/// A pattern that has been read.
pub(super) struct Syntax {
    pub(super) tree: Node,
    /// The sets of characters the tree mentions, each once.
    pub(super) sets: Vec<CharSet>,
}

pub(super) fn parse(source: &str) -> Result<Syntax, PatternError> {
    let mut parser = Parser {
        chars: source.chars().collect(),
        at: 0,
        depth: 0,
        ignore_case: false,
        dot_all: false,
        sets: Vec::new(),
        ids: HashMap::new(),
    };
    while parser.leading_flags()? {}
    let tree = parser.alternation()?;
    if parser.at < parser.chars.len() {
        return Err(PatternError::at(parser.at, "unbalanced parenthesis"));
    }
    Ok(Syntax { tree, sets: parser.sets })
}

pub(super) struct Parser {
    pub(super) chars: Vec<char>,
    pub(super) at: usize,
    pub(super) depth: usize,
    pub(super) ignore_case: bool,
    pub(super) dot_all: bool,
    sets: Vec<CharSet>,
    ids: HashMap<CharSet, SetId>,
}

/// A quantifier, and where it stands.
struct Bounds {
    min: u32,
    max: Option<u32>,
    greedy: bool,
    at: usize,
}

/// What stands before a quantifier, as far as Python cares.
#[derive(Clone, Copy)]
enum Last {
    Nothing,
    Anchor,
    Repeat,
    Item,
}

impl Parser {
    pub(super) fn alternation(&mut self) -> Result<Node, PatternError> {
        let first = self.sequence()?;
        if self.peek() != Some('|') {
            return Ok(first);
        }
        let mut branches = vec![first];
        while self.eat('|') {
            branches.push(self.sequence()?);
        }
        Ok(Node::Alternate(branches))
    }

    fn sequence(&mut self) -> Result<Node, PatternError> {
        let mut items = Vec::new();
        let mut last = Last::Nothing;
        while let Some(c) = self.peek().filter(|c| !matches!(c, '|' | ')')) {
            let at = self.at;
            self.at += 1;
            if let Some(bounds) = self.quantifier(c, at)? {
                let repeat = bounds.applied_to(items.pop(), last)?;
                items.push(repeat);
                last = Last::Repeat;
            } else if let Some((item, kind)) = self.item(c, at)? {
                items.push(item);
                last = kind;
            }
        }
        Ok(if items.len() == 1 { items.remove(0) } else { Node::Concat(items) })
    }

    fn item(&mut self, c: char, at: usize) -> Result<Option<(Node, Last)>, PatternError> {
        let node = match c {
            '^' => Node::Anchor(Anchor::Start),
            '$' => Node::Anchor(Anchor::End),
            '\\' => self.escaped(at)?,
            '(' => return Ok(self.group(at)?.map(|node| (node, Last::Item))),
            '[' => {
                let set = self.class(at)?;
                self.one_of(set)
            }
            '.' if self.dot_all => self.one_of(CharSet::any()),
            '.' => self.one_of(CharSet::from(u32::from('\n')).negated()),
            _ => self.one_of(CharSet::from(u32::from(c))),
        };
        let kind = if matches!(node, Node::Anchor(_)) { Last::Anchor } else { Last::Item };
        Ok(Some((node, kind)))
    }

    /// A quantifier that begins with `c`. A brace that bounds nothing is plain text.
    fn quantifier(&mut self, c: char, at: usize) -> Result<Option<Bounds>, PatternError> {
        let (min, max) = match c {
            '?' => (0, Some(1)),
            '*' => (0, None),
            '+' => (1, None),
            '{' if self.peek() != Some('}') => {
                let low = self.number()?;
                let high = if self.eat(',') { self.number()? } else { low };
                if !self.eat('}') {
                    self.at = at + 1;
                    return Ok(None);
                }
                (low.unwrap_or(0), high)
            }
            _ => return Ok(None),
        };
        if max.is_some_and(|max| max < min) {
            return Err(PatternError::at(at, "min repeat greater than max repeat"));
        }
        let greedy = !self.eat('?');
        if greedy && self.peek() == Some('+') {
            return Err(PatternError::unsupported(self.at, "a possessive quantifier"));
        }
        Ok(Some(Bounds { min, max, greedy, at }))
    }

    pub(super) fn one_of(&mut self, set: CharSet) -> Node {
        let set = if self.ignore_case { set.ignoring_case() } else { set };
        if let Some(id) = self.ids.get(&set) {
            return Node::Char(*id);
        }
        let id = self.sets.len() as SetId;
        self.sets.push(set.clone());
        self.ids.insert(set, id);
        Node::Char(id)
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(super) fn peek_at(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    pub(super) fn eat(&mut self, expected: char) -> bool {
        let eaten = self.peek() == Some(expected);
        self.at += usize::from(eaten);
        eaten
    }

    /// Takes the next character, or blames the construct that began at `at`.
    pub(super) fn next(&mut self, at: usize, missing: &str) -> Result<char, PatternError> {
        let c = self.peek().ok_or_else(|| PatternError::at(at, missing))?;
        self.at += 1;
        Ok(c)
    }

    fn number(&mut self) -> Result<Option<u32>, PatternError> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        if start == self.at {
            return Ok(None);
        }
        let digits: String = self.chars[start..self.at].iter().collect();
        let number = digits
            .parse()
            .map_err(|_| PatternError::at(start, "the repetition number is too large"))?;
        Ok(Some(number))
    }
}

impl Bounds {
    fn applied_to(self, node: Option<Node>, last: Last) -> Result<Node, PatternError> {
        let Bounds { min, max, greedy, at } = self;
        match (node, last) {
            (None, _) | (_, Last::Nothing | Last::Anchor) => {
                Err(PatternError::at(at, "nothing to repeat"))
            }
            (_, Last::Repeat) => Err(PatternError::at(at, "multiple repeat")),
            (Some(node), Last::Item) => {
                Ok(Node::Repeat(Repeat { node: Box::new(node), min, max, greedy }))
            }
        }
    }
}
