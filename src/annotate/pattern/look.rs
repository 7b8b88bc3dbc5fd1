//! Answers whether an assertion holds at a place of the text.

use super::charset;
use super::node::Anchor;
use super::program::{Direction, Look, Pc};
use super::search::{Goal, Run, Search, peek};

impl Search<'_> {
    pub(super) fn holds(&mut self, look: &Look, at: usize) -> bool {
        match *look {
            Look::Anchor(anchor) => holds_anchor(anchor, self.text, at),
            Look::Chars { direction, ref sets, negated } => {
                let mut at = at;
                let all = sets.iter().all(|set| {
                    let (class, next) = peek(self.program, self.text, at, direction);
                    at = next;
                    self.program.alphabet.contains(*set, class)
                });
                all != negated
            }
            Look::Near { direction, pc, negated } => {
                self.run(&assertion(pc, direction, at, Goal::Any)).is_some() != negated
            }
            Look::Far { direction, pc, negated, table } => {
                self.table(table, direction, pc)[at] != negated
            }
        }
    }

    /// Notes that the far-looking assertion of this table holds at `at`.
    pub(super) fn note(&mut self, table: usize, at: usize) {
        if let Some(table) = &mut self.tables[table] {
            table[at] = true;
        }
    }

    fn table(&mut self, table: usize, direction: Direction, pc: Pc) -> &[bool] {
        self.tables.resize(self.program.tables, None);
        if self.tables[table].is_none() {
            self.tables[table] = Some(vec![false; self.text.len() + 1]);
            let from = if direction == Direction::Forward { 0 } else { self.text.len() };
            let run = assertion(pc, direction, from, Goal::Table(table));
            self.run(&Run { unanchored: true, ..run });
        }
        self.tables[table].as_deref().unwrap_or_default()
    }
}

fn assertion(pc: Pc, direction: Direction, from: usize, goal: Goal) -> Run<'static> {
    Run { pc, direction, from, first: None, unanchored: false, must_advance: false, goal }
}

fn holds_anchor(anchor: Anchor, text: &str, at: usize) -> bool {
    match anchor {
        Anchor::Start => at == 0,
        Anchor::End => at == text.len() || &text[at..] == "\n",
        Anchor::VeryEnd => at == text.len(),
        Anchor::WordEdge => at_word_edge(text, at),
        // In an empty text Python finds neither an edge nor the lack of one.
        Anchor::NotWordEdge => !text.is_empty() && !at_word_edge(text, at),
    }
}

fn at_word_edge(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back().is_some_and(charset::is_word);
    let after = text[at..].chars().next().is_some_and(charset::is_word);
    before != after
}
