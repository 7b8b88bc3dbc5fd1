//! An answer on its way: in memory while it is small, in a nameless file when it grows.

use std::io::{self, Read, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;

/// Bytes that stay in memory.
const IN_MEMORY: usize = 1 << 20;

/// What is written, up to a limit.
pub(super) struct Spool {
    file: SpooledTempFile,
    length: u64,
    limit: u64,
}

/// What an error says when an answer is too large.
#[derive(Debug)]
pub(super) struct TooLarge;

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the answer is too large")
    }
}

impl std::error::Error for TooLarge {}

impl Spool {
    /// An empty one that takes `limit` bytes.
    pub(super) fn new(limit: u64) -> Spool {
        Spool { file: SpooledTempFile::new(IN_MEMORY), length: 0, limit }
    }

    /// How many bytes are left to read.
    pub(super) fn left(&self) -> u64 {
        self.length
    }

    /// Begins to read what was written.
    pub(super) fn rewind(&mut self) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(0)).map(|_| ())
    }

    /// The next bytes; none at the end.
    pub(super) fn next(&mut self, most: usize) -> io::Result<Vec<u8>> {
        let wanted = usize::try_from(self.length).unwrap_or(usize::MAX).min(most);
        let mut bytes = vec![0; wanted];
        self.file.read_exact(&mut bytes)?;
        self.length -= wanted as u64;
        Ok(bytes)
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.length + bytes.len() as u64 > self.limit {
            return Err(io::Error::other(TooLarge));
        }
        let written = self.file.write(bytes)?;
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
