//! Opens files, unzips what is gzipped, and refuses what is too large for a report.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use super::refusal::Refusal;

/// Bytes of a file or a line beyond which it is no report: a mistake, or a bomb of zeros.
pub(super) const LIMIT: u64 = 256 << 20;

const GZIP: [u8; 2] = [0x1f, 0x8b];

/// What a file holds, unzipped.
pub(super) type Reader = Box<dyn BufRead + Send>;

/// Opens a file to read what it holds, unzipped.
pub(super) fn open(path: &Path) -> Result<Reader, Refusal> {
    Ok(unzipped(BufReader::with_capacity(1 << 16, File::open(path)?))?)
}

/// Looks at the first bytes, not at a name: servers send `.gz` files that are none, and the reverse.
pub(super) fn unzipped(mut reader: impl BufRead + Send + 'static) -> io::Result<Reader> {
    let mut head = Vec::new();
    reader.by_ref().take(GZIP.len() as u64).read_to_end(&mut head)?;
    let zipped = head == GZIP;
    let reader = Cursor::new(head).chain(reader);
    Ok(if zipped {
        Box::new(BufReader::new(MultiGzDecoder::new(reader)))
    } else {
        Box::new(reader)
    })
}

/// Everything that is left in a file.
pub(super) fn whole(reader: Reader) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    reader.take(LIMIT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LIMIT { Err(too_large("it")) } else { Ok(bytes) }
}

/// What to say of an error in the middle of a file: most often its gzip is cut short.
pub(super) fn unreadable(error: io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            Refusal::because(format!("its gzip data are damaged: {error}"))
                .with_hint("fetch or compress it again")
        }
        io::ErrorKind::IsADirectory => Refusal::because("it is a folder"),
        _ => error.into(),
    }
}

/// What to say of more than [`LIMIT`] bytes.
pub(super) fn too_large(what: &str) -> Refusal {
    Refusal::because(format!("{what} is larger than {} MiB", LIMIT >> 20))
        .with_hint("split it into reports")
}
