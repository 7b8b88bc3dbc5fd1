//! Reads what follows a backslash, and what stands between brackets.

use super::charset::{self, CharSet};
use super::error::PatternError;
use super::node::{Anchor, Node};
use super::syntax::Parser;

/// A member of a bracketed class. A code point, not a `char`: Python lets patterns
/// name surrogates, which no text of ours contains.
enum Member {
    Char(u32),
    Categories(u8),
}

impl Parser {
    /// An escape outside of brackets; `at` is the place of its backslash.
    pub(super) fn escaped(&mut self, at: usize) -> Result<Node, PatternError> {
        let anchor = match self.peek() {
            Some('A') => Anchor::Start,
            Some('Z') => Anchor::VeryEnd,
            Some('b') => Anchor::WordEdge,
            Some('B') => Anchor::NotWordEdge,
            Some('1'..='9') if !self.at_octal() => {
                return Err(PatternError::unsupported(at, "a backreference"));
            }
            _ => {
                let set = match self.member(at)? {
                    Member::Char(c) => CharSet::from(c),
                    Member::Categories(mask) => CharSet::of_categories(mask),
                };
                return Ok(self.one_of(set));
            }
        };
        self.at += 1;
        Ok(Node::Anchor(anchor))
    }

    /// A class; `at` is the place of its opening bracket.
    pub(super) fn class(&mut self, at: usize) -> Result<CharSet, PatternError> {
        const OPEN: &str = "unterminated character set";
        let negated = self.eat('^');
        let mut ranges = Vec::new();
        let mut categories = 0;
        let first = self.at;
        loop {
            let start = self.at;
            let c = self.next(at, OPEN)?;
            // A bracket that would close an empty class is a member of it.
            if c == ']' && start > first {
                break;
            }
            let low = self.class_member(c, start)?;
            let range = self.peek() == Some('-') && self.peek_at(1) != Some(']');
            let high = if range {
                self.at += 1;
                let high = self.at;
                let c = self.next(at, OPEN)?;
                Some(self.class_member(c, high)?)
            } else {
                None
            };
            match (low, high) {
                (Member::Char(c), None) => ranges.push((c, c)),
                (Member::Categories(mask), None) => categories |= mask,
                (Member::Char(low), Some(Member::Char(high))) if low <= high => {
                    ranges.push((low, high));
                }
                _ => return Err(PatternError::at(start, "bad character range")),
            }
        }
        let set = CharSet::new(ranges, categories);
        Ok(if negated { set.negated() } else { set })
    }

    fn class_member(&mut self, c: char, at: usize) -> Result<Member, PatternError> {
        if c != '\\' {
            return Ok(Member::Char(u32::from(c)));
        }
        if self.eat('b') {
            return Ok(Member::Char(8));
        }
        self.member(at)
    }

    /// What an escape names, where it names characters.
    fn member(&mut self, at: usize) -> Result<Member, PatternError> {
        let c = self.next(at, "bad escape (end of pattern)")?;
        let code = match c {
            'w' => return Ok(Member::Categories(charset::WORD)),
            'W' => return Ok(Member::Categories(!charset::WORD)),
            'd' => return Ok(Member::Categories(charset::DIGIT)),
            'D' => return Ok(Member::Categories(!charset::DIGIT)),
            's' => return Ok(Member::Categories(charset::SPACE)),
            'S' => return Ok(Member::Categories(!charset::SPACE)),
            'a' => 7,
            't' => 9,
            'n' => 10,
            'v' => 11,
            'f' => 12,
            'r' => 13,
            'x' => self.hexadecimal(at, 2)?,
            'u' => self.hexadecimal(at, 4)?,
            'U' => self.hexadecimal(at, 8)?,
            'N' => return Err(PatternError::unsupported(at, "a character by name (\\N)")),
            '0'..='7' => self.octal(at)?,
            '8' | '9' | 'a'..='z' | 'A'..='Z' => {
                return Err(PatternError::at(at, format!("bad escape \\{c}")));
            }
            _ => u32::from(c),
        };
        Ok(Member::Char(code))
    }

    fn hexadecimal(&mut self, at: usize, digits: usize) -> Result<u32, PatternError> {
        let mut code = 0;
        for _ in 0..digits {
            let digit = self.peek().and_then(|c| c.to_digit(16));
            let digit = digit.ok_or_else(|| PatternError::at(at, "incomplete escape"))?;
            code = code << 4 | digit;
            self.at += 1;
        }
        if code > u32::from(char::MAX) {
            return Err(PatternError::at(at, "bad escape, beyond Unicode"));
        }
        Ok(code)
    }

    /// Up to three octal digits, the first of which has been read.
    fn octal(&mut self, at: usize) -> Result<u32, PatternError> {
        self.at -= 1;
        let mut code = 0;
        for _ in 0..3 {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(8)) else {
                break;
            };
            code = code * 8 + digit;
            self.at += 1;
        }
        if code > 0o377 {
            return Err(PatternError::at(at, "octal escape outside of range 0-0o377"));
        }
        Ok(code)
    }

    /// Outside of brackets three octal digits are a character, fewer are a group's number.
    fn at_octal(&self) -> bool {
        (0..3).all(|ahead| self.peek_at(ahead).is_some_and(|c| c.is_digit(8)))
    }
}
