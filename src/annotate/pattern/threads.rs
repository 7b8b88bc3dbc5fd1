//! The threads of a run, and the memory they live in.

use std::cell::Cell;

use super::program::Pc;

#[derive(Clone, Copy)]
pub(super) struct Thread {
    /// The instruction to go on with.
    pub(super) pc: Pc,
    /// Where in the text it set out.
    pub(super) start: usize,
}

/// The state of one run. Its memory is kept for the next.
#[derive(Default)]
pub(super) struct Threads {
    /// The threads at this place of the text, best first.
    pub(super) here: Vec<Thread>,
    /// Those that took the character here.
    pub(super) next: Vec<Thread>,
    pub(super) stack: Vec<Pc>,
    /// Where the best match so far starts, and where it was completed.
    pub(super) found: Option<(usize, usize)>,
    /// Places and instructions tried since then. They were in vain, unless a better match
    /// comes of them, which lies behind them all and clears the list.
    pub(super) doomed: Vec<(usize, Pc)>,
    /// The round in which each instruction was last visited.
    seen: Vec<u32>,
    round: u32,
}

impl Threads {
    /// Makes ready for a program of that many instructions.
    pub(super) fn prepare(&mut self, insts: usize) {
        self.here.clear();
        self.next.clear();
        self.doomed.clear();
        self.found = None;
        if self.seen.len() < insts {
            self.seen.resize(insts, 0);
        }
    }

    /// Goes to the next place.
    pub(super) fn step(&mut self) {
        std::mem::swap(&mut self.here, &mut self.next);
        self.next.clear();
    }

    /// Forgets which instructions were visited.
    pub(super) fn next_round(&mut self) {
        if self.round == u32::MAX {
            self.seen.fill(0);
            self.round = 0;
        }
        self.round += 1;
    }

    /// True for the first visit in this round.
    pub(super) fn visit(&mut self, pc: Pc) -> bool {
        std::mem::replace(&mut self.seen[pc as usize], self.round) != self.round
    }
}

thread_local! {
    // Most words are done with in a few steps, and allocating would take longer than these.
    // Rounds are never counted anew, so that all programs can use the same memory.
    static SPARE: Cell<Vec<Threads>> = const { Cell::new(Vec::new()) };
}

pub(super) fn take_spare() -> Vec<Threads> {
    SPARE.take()
}

pub(super) fn give_back(spare: Vec<Threads>) {
    SPARE.set(spare);
}
