//! Writes an archive of made-up reports as JSON Lines, to see how fast a whole archive is read:
//!
//! ```console
//! $ cargo run --release --example archive -- 1000 500 > archive.jsonl
//! $ claimgraph build archive.jsonl --store archive-store
//! ```

#[path = "../tests/archive/mod.rs"]
mod archive;

use std::io::{self, BufWriter, Write};

fn main() -> io::Result<()> {
    let mut numbers = std::env::args().skip(1).filter_map(|argument| argument.parse::<u64>().ok());
    let reports = numbers.next().unwrap_or(1000);
    let words = numbers.next().unwrap_or(500) as usize;
    let mut output = BufWriter::new(io::stdout().lock());
    for number in 0..reports {
        writeln!(output, "{}", archive::line(number, words))?;
    }
    output.flush()
}
