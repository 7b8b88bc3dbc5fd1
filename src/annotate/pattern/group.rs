//! Reads what follows an opening parenthesis: groups, assertions, comments and flags.

use super::error::PatternError;
use super::node::Node;
use super::syntax::Parser;

/// Deeper patterns are refused, so that walking the tree cannot exhaust the stack.
const MAX_DEPTH: usize = 200;

impl Parser {
    /// What the parenthesis at `at` opens; nothing, if that is a comment.
    pub(super) fn group(&mut self, at: usize) -> Result<Option<Node>, PatternError> {
        let mut look = None;
        if self.eat('?') {
            match self.next(at, "unexpected end of pattern")? {
                ':' => {}
                'P' => self.group_name()?,
                '#' => return self.comment(at).map(|()| None),
                '=' => look = Some((false, false)),
                '!' => look = Some((false, true)),
                '<' if self.eat('=') => look = Some((true, false)),
                '<' if self.eat('!') => look = Some((true, true)),
                '(' => return Err(PatternError::unsupported(at, "a conditional group")),
                '>' => return Err(PatternError::unsupported(at, "an atomic group")),
                c if c == '-' || c.is_ascii_alphabetic() => {
                    return Err(PatternError::unsupported(
                        at,
                        "flags after the start of the pattern",
                    ));
                }
                c => return Err(PatternError::at(at, format!("unknown extension ?{c}"))),
            }
        }
        let node = self.grouped(at)?;
        let Some((behind, negated)) = look else {
            return Ok(Some(node));
        };
        let (least, most) = node.width();
        if behind && most != Some(least) {
            return Err(PatternError::at(at, "look-behind requires fixed-width pattern"));
        }
        Ok(Some(Node::Look { behind, negated, node: Box::new(node) }))
    }

    fn grouped(&mut self, at: usize) -> Result<Node, PatternError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(PatternError::at(at, format!("groups nested deeper than {MAX_DEPTH}")));
        }
        let node = self.alternation()?;
        self.depth -= 1;
        if !self.eat(')') {
            return Err(PatternError::at(at, "missing ), unterminated subpattern"));
        }
        Ok(node)
    }

    fn group_name(&mut self) -> Result<(), PatternError> {
        let at = self.at;
        if self.eat('=') {
            return Err(PatternError::unsupported(at, "a backreference"));
        }
        if !self.eat('<') {
            return Err(PatternError::at(at, "expected < after (?P"));
        }
        let name = at + 1;
        while self.next(at, "missing >, unterminated name")? != '>' {}
        let name = &self.chars[name..self.at - 1];
        let begins = name.first().is_some_and(|c| c.is_alphabetic() || *c == '_');
        if !begins || !name.iter().all(|c| c.is_alphanumeric() || *c == '_') {
            return Err(PatternError::at(at + 1, "bad group name"));
        }
        Ok(())
    }

    fn comment(&mut self, at: usize) -> Result<(), PatternError> {
        while self.next(at, "missing ), unterminated comment")? != ')' {}
        Ok(())
    }

    /// Reads one `(?…)` of flags; false when the pattern goes on with something else.
    pub(super) fn leading_flags(&mut self) -> Result<bool, PatternError> {
        let rest = &self.chars[self.at..];
        let flags = rest.iter().skip(2).take_while(|c| c.is_ascii_alphabetic()).count();
        if !rest.starts_with(&['(', '?']) || flags == 0 || rest.get(2 + flags) != Some(&')') {
            return Ok(false);
        }
        for at in self.at + 2..self.at + 2 + flags {
            match self.chars[at] {
                'u' => {}
                'i' => self.ignore_case = true,
                's' => self.dot_all = true,
                flag => return Err(PatternError::unsupported(at, &format!("the flag {flag}"))),
            }
        }
        self.at += flags + 3;
        Ok(true)
    }
}
