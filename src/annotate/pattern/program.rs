//! What a pattern is compiled to.

use super::alphabet::{Alphabet, Bits, Class};
use super::node::{Anchor, SetId};

/// The place of an instruction.
pub(super) type Pc = u32;

/// The instruction all matches end with stands first.
pub(super) const DONE: Pc = 0;

#[derive(Clone, Copy, Debug)]
pub(super) enum Inst {
    Done,
    /// Takes a character.
    Char {
        set: SetId,
        next: Pc,
    },
    /// Goes both ways, and prefers the first.
    Split {
        first: Pc,
        second: Pc,
    },
    /// Goes many ways, of which the next character leaves few.
    Switch(u32),
    /// Goes on where the assertion holds.
    Assert {
        look: u32,
        next: Pc,
    },
}

#[derive(Debug)]
pub(super) enum Look {
    Anchor(Anchor),
    /// Looks at a fixed sequence of characters; backwards, the last one first.
    Chars {
        direction: Direction,
        sets: Vec<SetId>,
        negated: bool,
    },
    /// Runs a part of the program from here. It looks no farther than [`NEAR`] characters.
    Near {
        direction: Direction,
        pc: Pc,
        negated: bool,
    },
    /// Looks so far that asking anew at each place would take quadratic time. One run
    /// over the whole text, from its other end, answers for all places.
    Far {
        direction: Direction,
        pc: Pc,
        negated: bool,
        table: usize,
    },
}

/// The width up to which looking anew is cheaper than remembering.
pub(super) const NEAR: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Forward,
    Backward,
}

impl Direction {
    pub(super) fn opposite(self) -> Self {
        match self {
            Direction::Forward => Direction::Backward,
            Direction::Backward => Direction::Forward,
        }
    }
}

#[derive(Debug)]
pub(super) struct Program {
    pub(super) insts: Vec<Inst>,
    pub(super) looks: Vec<Look>,
    pub(super) switches: Vec<Switch>,
    pub(super) alphabet: Alphabet,
    pub(super) forward: Entry,
    /// The pattern read backwards, if it has to match up to the end of the text.
    pub(super) backward: Option<Entry>,
    /// How many [`Look::Far`] there are.
    pub(super) tables: usize,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) pc: Pc,
    /// The classes that can come first; the end is one of them if the match can be empty.
    pub(super) first: Bits,
}

/// For each class of the next character, the ways still open, best first.
#[derive(Debug)]
pub(super) struct Switch {
    offsets: Vec<u32>,
    ways: Vec<Pc>,
}

impl Switch {
    /// Takes each way together with the classes it can begin with.
    pub(super) fn new(ways: &[(Pc, Bits)], classes: u32) -> Self {
        let mut switch = Switch { offsets: vec![0], ways: Vec::new() };
        for class in 0..classes {
            let open = ways.iter().filter(|(_, first)| first.has(class));
            switch.ways.extend(open.map(|(pc, _)| *pc));
            switch.offsets.push(switch.ways.len() as u32);
        }
        switch
    }

    pub(super) fn ways(&self, class: Class) -> &[Pc] {
        let class = class as usize;
        &self.ways[self.offsets[class] as usize..self.offsets[class + 1] as usize]
    }
}
