//! Lines in the order of their bytes, however many: what does not fit into memory waits in
//! temporary files.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};

/// Bytes of lines that are kept in memory; a line takes a good deal more than its bytes.
const IN_MEMORY: usize = 32 << 20;

/// Files that are merged at once, below what a process may have open.
const AT_ONCE: usize = 100;

/// Takes lines in any order and writes them sorted, each as often as it came.
pub(super) struct Sorter {
    lines: Vec<String>,
    bytes: usize,
    limit: usize,
    /// Sorted files: those written from memory, those merged of them, those merged of these.
    levels: Vec<Vec<File>>,
}

impl Sorter {
    pub(super) fn new() -> Sorter {
        Sorter::within(IN_MEMORY)
    }

    fn within(limit: usize) -> Sorter {
        Sorter { lines: Vec::new(), bytes: 0, limit, levels: Vec::new() }
    }

    /// Takes a line, which has no line break.
    pub(super) fn push(&mut self, line: String) -> io::Result<()> {
        self.bytes += line.len() + size_of::<String>();
        self.lines.push(line);
        if self.bytes < self.limit {
            return Ok(());
        }
        self.bytes = 0;
        let mut file = written(Vec::new(), std::mem::take(&mut self.lines))?;
        for level in 0.. {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            self.levels[level].push(file);
            if self.levels[level].len() < AT_ONCE {
                break;
            }
            file = written(std::mem::take(&mut self.levels[level]), Vec::new())?;
        }
        Ok(())
    }

    /// Hands over all lines in their order.
    pub(super) fn finish(self, take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        merge(self.levels.into_iter().flatten().collect(), self.lines, take)
    }
}

/// A file with the lines of sorted files and of a list, in their order.
fn written(files: Vec<File>, lines: Vec<String>) -> io::Result<File> {
    let mut file = BufWriter::new(tempfile::tempfile()?);
    merge(files, lines, |line| {
        file.write_all(line)?;
        file.write_all(b"\n")
    })?;
    Ok(file.into_inner()?)
}

/// Hands over the lines of sorted files and of a list, in their order.
fn merge(
    files: Vec<File>,
    mut lines: Vec<String>,
    mut take: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    lines.sort_unstable();
    let mut runs: Vec<Box<dyn Iterator<Item = io::Result<Vec<u8>>>>> = files
        .into_iter()
        .map(|mut file| {
            file.rewind()?;
            Ok(Box::new(BufReader::new(file).split(b'\n')) as Box<_>)
        })
        .collect::<io::Result<_>>()?;
    runs.push(Box::new(lines.into_iter().map(|line| Ok(line.into_bytes()))));
    let mut heads = BinaryHeap::new();
    for (number, run) in runs.iter_mut().enumerate() {
        if let Some(line) = run.next() {
            heads.push(Reverse((line?, number)));
        }
    }
    while let Some(Reverse((line, number))) = heads.pop() {
        take(&line)?;
        if let Some(next) = runs[number].next() {
            heads.push(Reverse((next?, number)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_out_in_order_however_little_fits_into_memory() {
        let lines = |number: u64| format!("line {} é", number * 7919 % 1000);
        let mut expected: Vec<String> = (0..1500).map(lines).collect();
        expected.sort();
        for limit in [1, 100, 5_000, 1 << 20] {
            let mut sorter = Sorter::within(limit);
            for number in 0..1500 {
                sorter.push(lines(number)).expect("a temporary file");
            }
            let mut sorted = Vec::new();
            let keep = |line: &[u8]| {
                sorted.push(String::from_utf8_lossy(line).into_owned());
                Ok(())
            };
            sorter.finish(keep).expect("a temporary file");
            assert!(sorted == expected, "{limit}");
        }
    }
}
