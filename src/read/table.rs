//! A table's text out of its bytes: unzipped and decoded, and Excel's own files refused.

use std::io::{BufReader, Read};
use std::path::Path;

use encoding_rs::Encoding;

use super::bytes::{open, unreadable, unzipped};
use super::decode;
use super::refusal::Refusal;
use crate::model::Diagnostic;

/// Bytes of a table beyond which it is taken for a mistake, or a bomb of zeros.
const LIMIT: u64 = 2 << 30;

/// How files begin that people take for tables in text.
const BINARIES: [(&[u8], &str); 2] =
    [(b"PK\x03\x04", "an Excel workbook"), (b"\xd0\xcf\x11\xe0", "an old Excel workbook")];

/// The text of a table, gzipped or not, and what there is to say of its encoding; `-` is standard input.
///
/// Without a `label` for the encoding it is found out as that of reports is.
///
/// # Errors
/// If the file cannot be read, is no text, or is larger than any table; if the label is of no
/// encoding that the WHATWG's standard knows (<https://encoding.spec.whatwg.org/>).
pub(crate) fn table(
    path: &Path,
    label: Option<&str>,
) -> Result<(String, Option<Diagnostic>), Refusal> {
    let name =
        if path == Path::new("-") { "standard input".into() } else { path.to_string_lossy() };
    read(path, label).map_err(|refusal| refusal.of(&name))
}

fn read(path: &Path, label: Option<&str>) -> Result<(String, Option<Diagnostic>), Refusal> {
    let reader = if path == Path::new("-") {
        unzipped(BufReader::new(std::io::stdin()))?
    } else {
        open(path)?
    };
    let mut bytes = Vec::new();
    reader.take(LIMIT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LIMIT {
        let refusal = Refusal::because(format!("it is larger than {} GiB", LIMIT >> 30));
        return Err(refusal.with_hint("split it, for instance by years"));
    }
    if let Some((_, what)) = BINARIES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        let hint = "open it, choose the sheet, and save it as \"CSV UTF-8\"";
        return Err(Refusal::because(format!("it is {what}, not text")).with_hint(hint));
    }
    let Some(label) = label else { return decode::text(bytes) };
    let encoding = Encoding::for_label(label.as_bytes()).ok_or_else(|| {
        let known = "`windows-1252`, `utf-8` and `windows-1256` are encodings";
        Refusal::because(format!("there is no encoding `{label}`")).with_hint(known)
    })?;
    // What the mapping says is what the file is in, unless a byte order mark says another thing.
    match encoding.decode(&bytes) {
        (text, _, false) => decode::text(text.into_owned().into_bytes()),
        _ => Err(Refusal::because(format!("some of its bytes are not {}", encoding.name()))
            .with_hint("leave `encoding` out of the mapping, or correct it")),
    }
}

/// The day of a date or a date and time as people and programs write them: `2026-01-06`.
pub(crate) fn date(text: &str) -> Option<String> {
    super::date::parse(text)
}
