//! Finds out which characters can come first from an instruction on.

use super::alphabet::{Alphabet, Bits};
use super::program::{Inst, Pc, Switch};

pub(super) struct Firsts<'w> {
    insts: &'w [Inst],
    /// The alternatives of each switch.
    ways: &'w [Vec<Pc>],
    alphabet: &'w Alphabet,
    /// What is known of the switches already asked for.
    switches: Vec<Option<Bits>>,
    /// The round in which each instruction was last visited.
    seen: Vec<u32>,
    round: u32,
}

impl<'w> Firsts<'w> {
    pub(super) fn new(insts: &'w [Inst], ways: &'w [Vec<Pc>], alphabet: &'w Alphabet) -> Self {
        let (switches, seen) = (vec![None; ways.len()], vec![0; insts.len()]);
        Firsts { insts, ways, alphabet, switches, seen, round: 0 }
    }

    /// The classes a match can begin with; all of them, and the end, if it can be empty.
    ///
    /// Assertions are taken to hold, so that this may be more than can really come.
    pub(super) fn of(&mut self, pc: Pc) -> Bits {
        let mut first = Bits::none(self.alphabet.end + 1);
        self.round += 1;
        let mut stack = vec![pc];
        while let Some(pc) = stack.pop() {
            if std::mem::replace(&mut self.seen[pc as usize], self.round) == self.round {
                continue;
            }
            match self.insts[pc as usize] {
                Inst::Done => (0..=self.alphabet.end).for_each(|class| first.add(class)),
                Inst::Char { set, .. } => first.add_all(self.alphabet.members(set)),
                Inst::Split { first, second } => stack.extend([first, second]),
                Inst::Assert { next, .. } => stack.push(next),
                Inst::Switch(switch) => match &self.switches[switch as usize] {
                    Some(known) => first.add_all(known),
                    None => stack.extend(&self.ways[switch as usize]),
                },
            }
        }
        first
    }

    pub(super) fn switch(&mut self, switch: usize) -> Switch {
        let mut all = Bits::none(self.alphabet.end + 1);
        let mut ways = Vec::with_capacity(self.ways[switch].len());
        for pc in &self.ways[switch] {
            let first = self.of(*pc);
            all.add_all(&first);
            ways.push((*pc, first));
        }
        self.switches[switch] = Some(all);
        Switch::new(&ways, self.alphabet.end + 1)
    }
}
