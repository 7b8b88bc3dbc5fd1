//! Writes the program of a pattern, from its end to its beginning: each part is told
//! where to go after it, and answers where it begins.

use super::alphabet::Alphabet;
use super::error::PatternError;
use super::first::Firsts;
use super::node::{Node, Repeat};
use super::program::{DONE, Direction, Entry, Inst, Look, NEAR, Pc, Program};
use super::syntax::Syntax;

/// What a pattern may grow to, counted repetitions being written out.
const MAX_SIZE: usize = 100_000;

/// From how many alternatives on a table by next character pays.
const MANY: usize = 6;

pub(super) fn program(syntax: &Syntax) -> Result<Program, PatternError> {
    let mut writer = Writer {
        insts: vec![Inst::Done],
        looks: Vec::new(),
        ways: Vec::new(),
        tables: 0,
        direction: Direction::Forward,
        work: 0,
    };
    let forward = writer.written(&syntax.tree, Direction::Forward)?;
    let backward = if syntax.tree.ends_anchored() {
        Some(writer.written(&syntax.tree, Direction::Backward)?)
    } else {
        None
    };
    let Writer { insts, looks, ways, tables, .. } = writer;
    let alphabet = Alphabet::new(&syntax.sets);
    let mut firsts = Firsts::new(&insts, &ways, &alphabet);
    let switches = (0..ways.len()).map(|switch| firsts.switch(switch)).collect();
    let forward = Entry { pc: forward, first: firsts.of(forward) };
    let backward = backward.map(|pc| Entry { pc, first: firsts.of(pc) });
    Ok(Program { insts, looks, switches, alphabet, forward, backward, tables })
}

struct Writer {
    insts: Vec<Inst>,
    looks: Vec<Look>,
    /// The alternatives of each [`Inst::Switch`].
    ways: Vec<Vec<Pc>>,
    tables: usize,
    /// In which direction the part being written reads the text.
    direction: Direction,
    work: usize,
}

/// Where to go after a part.
///
/// Python leaves a loop once an iteration took no text: another one could only do the
/// same. Most engines drop such an iteration instead, and find other matches than
/// Python for `(?:b||a)+`. To do as Python does, the body of such a loop exists twice:
/// as long as an iteration has taken nothing it is in one copy, which leads out of the
/// loop, and the first character moves it to the other, which leads back.
#[derive(Clone, Copy)]
struct Exit {
    empty: Pc,
    moved: Pc,
}

impl Exit {
    fn always(pc: Pc) -> Self {
        Exit { empty: pc, moved: pc }
    }

    fn is_always(self) -> bool {
        self.empty == self.moved
    }
}

impl Writer {
    /// Writes a whole pattern, or the inside of an assertion.
    fn written(&mut self, node: &Node, direction: Direction) -> Result<Pc, PatternError> {
        let around = std::mem::replace(&mut self.direction, direction);
        let pc = self.node(node, Exit::always(DONE))?;
        self.direction = around;
        Ok(pc)
    }

    fn node(&mut self, node: &Node, exit: Exit) -> Result<Pc, PatternError> {
        self.work += 1;
        if self.work > MAX_SIZE {
            return Err(PatternError::whole(
                "the pattern is too large once its repetitions are written out",
            ));
        }
        match node {
            Node::Char(set) => Ok(self.push(Inst::Char { set: *set, next: exit.moved })),
            Node::Concat(nodes) => match self.direction {
                Direction::Forward => self.concat(nodes.iter().rev(), exit),
                Direction::Backward => self.concat(nodes.iter(), exit),
            },
            Node::Alternate(nodes) => {
                let ways: Result<Vec<_>, _> =
                    nodes.iter().map(|node| self.node(node, exit)).collect();
                Ok(self.alternate(ways?))
            }
            Node::Repeat(repeat) => self.repeat(repeat, exit),
            Node::Anchor(anchor) => Ok(self.assert(Look::Anchor(*anchor), exit.empty)),
            Node::Look { behind, negated, node } => {
                let look = self.look(*behind, *negated, node)?;
                Ok(self.assert(look, exit.empty))
            }
        }
    }

    /// Takes the nodes from the last to be matched to the first.
    fn concat<'n>(
        &mut self,
        nodes: impl Iterator<Item = &'n Node>,
        exit: Exit,
    ) -> Result<Pc, PatternError> {
        let mut exit = exit;
        for node in nodes {
            exit = self.before(node, exit)?;
        }
        Ok(exit.empty)
    }

    /// Puts a node before an exit: where to enter it, nothing or something having been taken.
    fn before(&mut self, node: &Node, exit: Exit) -> Result<Exit, PatternError> {
        let moved = self.node(node, Exit::always(exit.moved))?;
        let empty = if exit.is_always() { moved } else { self.node(node, exit)? };
        Ok(Exit { empty, moved })
    }

    fn alternate(&mut self, ways: Vec<Pc>) -> Pc {
        if ways.len() < MANY {
            let last_first = ways.into_iter().rev();
            return last_first
                .reduce(|second, first| self.push(Inst::Split { first, second }))
                .unwrap_or(DONE);
        }
        self.ways.push(ways);
        self.push(Inst::Switch(self.ways.len() as u32 - 1))
    }

    fn repeat(&mut self, repeat: &Repeat, exit: Exit) -> Result<Pc, PatternError> {
        let moved = self.optional(repeat, Exit::always(exit.moved))?;
        let empty = if exit.is_always() { moved } else { self.optional(repeat, exit)? };
        let mut exit = Exit { empty, moved };
        for _ in 0..repeat.min {
            exit = self.before(&repeat.node, exit)?;
        }
        Ok(exit.empty)
    }

    /// The iterations beyond the least number there have to be.
    fn optional(&mut self, repeat: &Repeat, exit: Exit) -> Result<Pc, PatternError> {
        let mut again = exit.moved;
        match repeat.max {
            Some(max) if max == repeat.min => return Ok(exit.empty),
            Some(max) => {
                for _ in repeat.min + 1..max {
                    again = self.iteration(repeat, exit.moved, again)?;
                }
            }
            None => {
                again = self.push(Inst::Done);
                let exit_body = body_exit(repeat, exit.moved, again);
                let body = self.node(&repeat.node, exit_body)?;
                self.insts[again as usize] = prefer(repeat.greedy, body, exit.moved);
                if exit.is_always() {
                    return Ok(again);
                }
            }
        }
        self.iteration(repeat, exit.empty, again)
    }

    fn iteration(&mut self, repeat: &Repeat, out: Pc, again: Pc) -> Result<Pc, PatternError> {
        let body = self.node(&repeat.node, body_exit(repeat, out, again))?;
        Ok(self.push(prefer(repeat.greedy, body, out)))
    }

    fn look(&mut self, behind: bool, negated: bool, node: &Node) -> Result<Look, PatternError> {
        let direction = if behind { Direction::Backward } else { Direction::Forward };
        if let Some(mut sets) = node.as_chars() {
            if behind {
                sets.reverse();
            }
            return Ok(Look::Chars { direction, sets, negated });
        }
        if node.width().1.is_some_and(|most| most <= NEAR) {
            let pc = self.written(node, direction)?;
            return Ok(Look::Near { direction, pc, negated });
        }
        let direction = direction.opposite();
        let pc = self.written(node, direction)?;
        self.tables += 1;
        Ok(Look::Far { direction, pc, negated, table: self.tables - 1 })
    }

    fn assert(&mut self, look: Look, next: Pc) -> Pc {
        self.looks.push(look);
        self.push(Inst::Assert { look: self.looks.len() as u32 - 1, next })
    }

    fn push(&mut self, inst: Inst) -> Pc {
        self.insts.push(inst);
        self.insts.len() as Pc - 1
    }
}

fn body_exit(repeat: &Repeat, out: Pc, again: Pc) -> Exit {
    let can_be_empty = repeat.node.width().0 == 0;
    Exit { empty: if can_be_empty { out } else { again }, moved: again }
}

fn prefer(greedy: bool, body: Pc, out: Pc) -> Inst {
    let (first, second) = if greedy { (body, out) } else { (out, body) };
    Inst::Split { first, second }
}
