//! The compact form in use: names are looked up in place, rows are decoded when somebody asks.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::compile::{COLUMN_POOLED, Compiled};

/// Names and rows of one source: what is inside the program, or a user's folder.
pub(crate) struct Table {
    pub(crate) names: fst::Map<Cow<'static, [u8]>>,
    pub(crate) sounds: fst::Map<Cow<'static, [u8]>>,
    postings: Cow<'static, [u8]>,
    offsets: Cow<'static, [u8]>,
    rows: Cow<'static, [u8]>,
    pool_offsets: Cow<'static, [u8]>,
    pool: Cow<'static, [u8]>,
}

/// One use of a name: the row, which of its aliases, and the flags of `compile.rs`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Posting {
    pub(crate) row: u32,
    pub(crate) alias: usize,
    pub(crate) flags: u32,
}

impl Table {
    /// What the build script made; nothing is read before it is asked for.
    pub(crate) fn from_static(mut bytes: &'static [u8]) -> Table {
        let mut section = || {
            let length = number(bytes, 0) as usize;
            let (section, rest) = bytes[4..].split_at(length);
            bytes = rest;
            Cow::Borrowed(section)
        };
        let sections =
            [section(), section(), section(), section(), section(), section(), section()];
        Table::new(sections)
    }

    pub(crate) fn from_compiled(compiled: Compiled) -> Table {
        let Compiled { names, sounds, postings, offsets, rows, pool_offsets, pool } = compiled;
        Table::new([names, sounds, postings, offsets, rows, pool_offsets, pool].map(Cow::Owned))
    }

    fn new(
        [names, sounds, postings, offsets, rows, pool_offsets, pool]: [Cow<'static, [u8]>; 7],
    ) -> Table {
        let map = |bytes| fst::Map::new(bytes).expect("compile.rs wrote this automaton");
        Table {
            names: map(names),
            sounds: map(sounds),
            postings,
            offsets,
            rows,
            pool_offsets,
            pool,
        }
    }

    pub(crate) fn len(&self) -> u32 {
        (self.offsets.len() / 4) as u32
    }

    /// The uses of a name that was found at an offset.
    pub(crate) fn postings(&self, offset: u64) -> impl Iterator<Item = Posting> {
        let offset = offset as usize;
        let count = number(&self.postings, offset) as usize;
        (0..count).map(move |i| {
            let alias = number(&self.postings, offset + 8 + i * 8);
            Posting {
                row: number(&self.postings, offset + 4 + i * 8),
                alias: (alias >> 3) as usize,
                flags: alias & 7,
            }
        })
    }

    /// The row of an id: they are sorted by it.
    pub(crate) fn row(&self, id: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.cell(middle, 0).cmp(id) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// A cell of a row, empty if there is nothing in it.
    pub(crate) fn cell(&self, row: u32, column: usize) -> &str {
        let mut at = number(&self.offsets, row as usize * 4) as usize;
        let set = number(&self.rows, at);
        at += 4;
        if set & 1 << column == 0 {
            return "";
        }
        for earlier in (0..column).filter(|earlier| set & 1 << earlier != 0) {
            let value = self.read_number(&mut at);
            at += if COLUMN_POOLED[earlier] { 0 } else { value as usize };
        }
        let value = self.read_number(&mut at) as usize;
        let bytes = if COLUMN_POOLED[column] {
            let start = number(&self.pool_offsets, value * 4) as usize;
            &self.pool[start..number(&self.pool_offsets, value * 4 + 4) as usize]
        } else {
            &self.rows[at..at + value]
        };
        std::str::from_utf8(bytes).expect("cells were strings when they were written")
    }

    fn read_number(&self, at: &mut usize) -> u32 {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.rows[*at];
            *at += 1;
            value |= u32::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return value;
            }
        }
    }
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("rows", &self.len()).finish_non_exhaustive()
    }
}

/// Four bytes of a section, lowest first.
fn number(bytes: &[u8], at: usize) -> u32 {
    let bytes = bytes[at..at + 4].try_into().expect("there are four");
    u32::from_le_bytes(bytes)
}
