//! The characters a pattern can tell apart, numbered.
//!
//! A tokenizer's classes have hundreds of ranges each, but they overlap in few ways:
//! all the characters that no set of the pattern distinguishes share one number, and
//! asking whether a set contains a character becomes one look at one bit.

use super::charset::{self, CATEGORIES, CharSet};
use super::node::SetId;

/// The number of a group of characters that a pattern treats alike.
pub(super) type Class = u32;

#[derive(Debug)]
pub(super) struct Alphabet {
    /// Where each stretch of code points begins, and the number of its group.
    starts: Vec<u32>,
    groups: Vec<u32>,
    /// 1, unless some set names a category: then each group is divided by category.
    categories: u32,
    ascii: [Class; 128],
    /// How many classes there are; as a class, it stands for the end of the text.
    pub(super) end: Class,
    members: Vec<Bits>,
}

impl Alphabet {
    pub(super) fn new(sets: &[CharSet]) -> Self {
        let starts = starts(sets);
        let groups = groups(sets, &starts);
        let uses_categories = sets.iter().any(|set| set.categories != 0);
        let categories = if uses_categories { u32::from(CATEGORIES) } else { 1 };
        let count = groups.iter().max().map_or(1, |last| last + 1);
        let mut alphabet = Alphabet {
            starts,
            groups,
            categories,
            ascii: [0; 128],
            end: count * categories,
            members: Vec::new(),
        };
        for byte in 0..128u8 {
            alphabet.ascii[usize::from(byte)] = alphabet.look_up(char::from(byte));
        }
        alphabet.members = sets.iter().map(|set| alphabet.members_of(set)).collect();
        alphabet
    }

    pub(super) fn class(&self, c: char) -> Class {
        if c.is_ascii() { self.ascii[c as usize] } else { self.look_up(c) }
    }

    pub(super) fn contains(&self, set: SetId, class: Class) -> bool {
        self.members[set as usize].has(class)
    }

    pub(super) fn members(&self, set: SetId) -> &Bits {
        &self.members[set as usize]
    }

    fn look_up(&self, c: char) -> Class {
        let group = self.groups[self.starts.partition_point(|start| *start <= u32::from(c)) - 1];
        if self.categories == 1 {
            return group;
        }
        group * self.categories + u32::from(charset::category(c))
    }

    fn members_of(&self, set: &CharSet) -> Bits {
        let mut bits = Bits::none(self.end + 1);
        for stretch in set.ranges.iter().flat_map(|range| stretches(&self.starts, *range)) {
            let group = self.groups[stretch];
            (0..self.categories).for_each(|category| bits.add(group * self.categories + category));
        }
        if set.categories != 0 {
            let in_mask = |class: &Class| set.categories >> (class % self.categories) & 1 == 1;
            (0..self.end).filter(in_mask).for_each(|class| bits.add(class));
        }
        if set.is_negated {
            let members = bits;
            bits = Bits::none(self.end + 1);
            (0..self.end).filter(|class| !members.has(*class)).for_each(|class| bits.add(class));
        }
        bits
    }
}

/// A set of classes.
#[derive(Clone, Debug)]
pub(super) struct Bits(Box<[u64]>);

impl Bits {
    pub(super) fn none(len: u32) -> Self {
        Bits(vec![0; len.div_ceil(64) as usize].into())
    }

    pub(super) fn add(&mut self, class: Class) {
        self.0[(class / 64) as usize] |= 1 << (class % 64);
    }

    pub(super) fn has(&self, class: Class) -> bool {
        self.0[(class / 64) as usize] >> (class % 64) & 1 == 1
    }

    pub(super) fn add_all(&mut self, other: &Bits) {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }
}

/// All the places where one set or another begins or ends.
fn starts(sets: &[CharSet]) -> Vec<u32> {
    let ranges = sets.iter().flat_map(|set| &set.ranges);
    let mut starts: Vec<u32> = ranges.flat_map(|(low, high)| [*low, high + 1]).chain([0]).collect();
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// The group of each stretch: equal for two of them when the same sets contain them.
fn groups(sets: &[CharSet], starts: &[u32]) -> Vec<u32> {
    let mut groups = vec![0; starts.len()];
    let mut count = 1;
    for set in sets {
        // Each group is split into those in this set, which move to a new number, and the rest.
        let mut moved = vec![None; count as usize];
        for stretch in set.ranges.iter().flat_map(|range| stretches(starts, *range)) {
            groups[stretch] = *moved[groups[stretch] as usize].get_or_insert_with(|| {
                count += 1;
                count - 1
            });
        }
        // Keeps the numbers dense: a group that moved as a whole left its old one unused.
        count = renumber(&mut groups, count);
    }
    groups
}

fn renumber(groups: &mut [u32], count: u32) -> u32 {
    let mut dense = vec![None; count as usize];
    let mut used = 0;
    for group in groups {
        *group = *dense[*group as usize].get_or_insert_with(|| {
            used += 1;
            used - 1
        });
    }
    used
}

/// The stretches that make up a range, whose ends are known to be among the starts.
fn stretches(starts: &[u32], (low, high): (u32, u32)) -> std::ops::Range<usize> {
    starts.partition_point(|start| *start < low)..starts.partition_point(|start| *start <= high)
}
