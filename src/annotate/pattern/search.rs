//! Runs a program over a text, all its threads side by side.
//!
//! This is Pike's simulation: the threads at one place of the text are kept in the order
//! in which a backtracking matcher would try them, and no instruction is entered twice
//! at one place, so that each character costs at most one visit to each instruction.

use std::ops::Range;

use foldhash::{HashSet, HashSetExt as _};

use super::alphabet::{Bits, Class};
use super::program::{Direction, Inst, Pc, Program};
use super::threads::{self, Thread, Threads};

/// What to look for, and where.
pub(super) struct Run<'p> {
    pub(super) pc: Pc,
    pub(super) direction: Direction,
    pub(super) from: usize,
    /// The classes a match can begin with, if they are known.
    pub(super) first: Option<&'p Bits>,
    /// Whether a match may begin farther on.
    pub(super) unanchored: bool,
    /// Whether an empty match right at the beginning does not count.
    pub(super) must_advance: bool,
    pub(super) goal: Goal,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Goal {
    /// The match Python would find.
    First,
    /// Any match at all.
    Any,
    /// The match that goes farthest.
    Longest,
    /// All places where some match ends, noted in a table.
    Table(usize),
}

pub(super) struct Search<'t> {
    pub(super) program: &'t Program,
    pub(super) text: &'t str,
    /// For each far-looking assertion met so far, whether it holds at each place.
    pub(super) tables: Vec<Option<Vec<bool>>>,
    /// What is known to lead nowhere: see [`Search::remembering_failures`].
    failures: Option<HashSet<(usize, Pc)>>,
    spare: Vec<Threads>,
    /// How many instructions were visited, for the tests that hold us to linear time.
    #[cfg(test)]
    pub(super) visits: u64,
}

impl<'t> Search<'t> {
    pub(super) fn new(program: &'t Program, text: &'t str) -> Self {
        Search {
            program,
            text,
            tables: Vec::new(),
            failures: None,
            spare: threads::take_spare(),
            #[cfg(test)]
            visits: 0,
        }
    }

    /// One run over one text.
    pub(super) fn of(program: &'t Program, text: &'t str, run: &Run<'_>) -> Option<Range<usize>> {
        if !Self::may_begin(program, text, run) {
            return None;
        }
        Search::new(program, text).run(run)
    }

    /// Rules most ordinary words out, before anything is prepared for a run.
    pub(super) fn may_begin(program: &Program, text: &str, run: &Run<'_>) -> bool {
        next_start(program, text, run, run.from).is_some()
    }

    /// Makes finding all matches take linear time too.
    ///
    /// A run may read far beyond the match it ends up with: `a*b|a` reads all of
    /// `aaaa…` to find its first letter. What was tried there in vain would be
    /// tried again after each match, unless we remember that it leads nowhere.
    pub(super) fn remembering_failures(mut self) -> Self {
        self.failures = Some(HashSet::new());
        self
    }

    pub(super) fn run(&mut self, run: &Run<'_>) -> Option<Range<usize>> {
        let mut threads = self.spare.pop().unwrap_or_default();
        threads.prepare(self.program.insts.len());
        self.walk(run, &mut threads);
        if let Some(failures) = &mut self.failures {
            failures.extend(threads.doomed.drain(..));
        }
        let found = threads.found;
        self.spare.push(threads);
        found.map(|(start, end)| start.min(end)..start.max(end))
    }

    fn walk(&mut self, run: &Run<'_>, threads: &mut Threads) {
        let mut place = next_start(self.program, self.text, run, run.from);
        while let Some(at) = place {
            let (class, next) = peek(self.program, self.text, at, run.direction);
            self.advance(run, threads, at, class);
            if class == self.program.alphabet.end {
                return;
            }
            threads.step();
            place = if !threads.here.is_empty() {
                if self.failures.is_some() && threads.found.is_some() {
                    let alive = threads.here.iter().map(|thread| (next, thread.pc));
                    threads.doomed.extend(alive);
                }
                Some(next)
            } else if run.unanchored && threads.found.is_none() {
                next_start(self.program, self.text, run, next)
            } else {
                None
            };
        }
    }

    /// Lets all threads take the character at `at`, best first, and begins a new one.
    fn advance(&mut self, run: &Run<'_>, threads: &mut Threads, at: usize, class: Class) {
        threads.next_round();
        for index in 0..threads.here.len() {
            let thread = threads.here[index];
            let failures = self.failures.as_ref().filter(|failures| !failures.is_empty());
            if failures.is_some_and(|failures| failures.contains(&(at, thread.pc))) {
                continue;
            }
            if self.follow(run, threads, thread, at, class) {
                return;
            }
        }
        if at == run.from || (run.unanchored && threads.found.is_none()) {
            self.follow(run, threads, Thread { pc: run.pc, start: at }, at, class);
        }
    }

    /// Follows one thread up to all characters it can take here. True if it matched,
    /// and the threads after it no longer count.
    fn follow(
        &mut self,
        run: &Run<'_>,
        threads: &mut Threads,
        thread: Thread,
        at: usize,
        class: Class,
    ) -> bool {
        let program = self.program;
        threads.stack.clear();
        threads.stack.push(thread.pc);
        while let Some(pc) = threads.stack.pop() {
            if !threads.visit(pc) {
                continue;
            }
            #[cfg(test)]
            (self.visits += 1);
            match program.insts[pc as usize] {
                Inst::Char { set, next } if program.alphabet.contains(set, class) => {
                    threads.next.push(Thread { pc: next, start: thread.start });
                }
                Inst::Char { .. } => {}
                Inst::Split { first, second } => threads.stack.extend([second, first]),
                Inst::Switch(switch) => {
                    let ways = program.switches[switch as usize].ways(class);
                    threads.stack.extend(ways.iter().rev());
                }
                Inst::Assert { look, next } if self.holds(&program.looks[look as usize], at) => {
                    threads.stack.push(next);
                }
                Inst::Assert { .. } => {}
                Inst::Done if self.arrive(run, threads, thread.start, at) => return true,
                Inst::Done => {}
            }
        }
        false
    }

    /// Takes note of a match, and says whether it ends the search for others here.
    fn arrive(&mut self, run: &Run<'_>, threads: &mut Threads, start: usize, at: usize) -> bool {
        if run.must_advance && at == run.from {
            return false;
        }
        match run.goal {
            Goal::First => {
                threads.found = Some((start, at));
                threads.doomed.clear();
                true
            }
            Goal::Any => {
                threads.found = Some((start, at));
                threads.next.clear();
                true
            }
            Goal::Longest => {
                threads.found = Some((start, at));
                false
            }
            Goal::Table(table) => {
                self.note(table, at);
                false
            }
        }
    }
}

impl Drop for Search<'_> {
    fn drop(&mut self) {
        threads::give_back(std::mem::take(&mut self.spare));
    }
}

/// The class of the character next to `at`, and the place on its other side.
pub(super) fn peek(
    program: &Program,
    text: &str,
    at: usize,
    direction: Direction,
) -> (Class, usize) {
    let c = match direction {
        Direction::Forward => text[at..].chars().next(),
        Direction::Backward => text[..at].chars().next_back(),
    };
    match (c, direction) {
        (None, _) => (program.alphabet.end, at),
        (Some(c), Direction::Forward) => (program.alphabet.class(c), at + c.len_utf8()),
        (Some(c), Direction::Backward) => (program.alphabet.class(c), at - c.len_utf8()),
    }
}

/// The first place, from `at` on, whose next character can begin a match.
fn next_start(program: &Program, text: &str, run: &Run<'_>, at: usize) -> Option<usize> {
    let Some(first) = run.first else {
        return Some(at);
    };
    let mut at = at;
    loop {
        let (class, next) = peek(program, text, at, run.direction);
        if first.has(class) {
            return Some(at);
        }
        if class == program.alphabet.end || !run.unanchored {
            return None;
        }
        at = next;
    }
}
