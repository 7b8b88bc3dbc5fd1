//! Turns bytes into text: finds out the encoding, and refuses what cannot be text.
//!
//! In this order: a byte order mark; UTF-8, if the bytes are that; UTF-16 without a mark, told by
//! where its zeros are; what a page declares; UTF-8 with a few broken bytes; a guess of chardetng.
//! Well-formed UTF-8 comes before what a page declares, because text in another encoding is
//! practically never well-formed UTF-8, while pages that declare nonsense are common.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::refusal::Refusal;
use crate::model::{Diagnostic, Severity};

/// Bytes of a page in which a declaration of its encoding is looked for.
const DECLARATION: usize = 4096;

/// A text file's text, and what there is to say of its encoding.
pub(super) fn text(bytes: Vec<u8>) -> Result<(String, Option<Diagnostic>), Refusal> {
    checked(bytes, None)
}

/// A web page's source, and what there is to say of its encoding.
pub(super) fn page(bytes: Vec<u8>) -> Result<(String, Option<Diagnostic>), Refusal> {
    let declared = declared(&bytes);
    checked(bytes, declared)
}

fn checked(
    bytes: Vec<u8>,
    declared: Option<&'static Encoding>,
) -> Result<(String, Option<Diagnostic>), Refusal> {
    if let Some((_, what, hint)) = BINARIES.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
        return Err(Refusal::because(format!("it is {what}, not text")).with_hint(*hint));
    }
    let binary = || {
        Refusal::because("it is not text: bytes in it stand for no character")
            .with_hint("check that the file is what its name says")
    };
    let (text, note) = decoded(bytes, declared).ok_or_else(binary)?;
    if text.trim().is_empty() {
        return Err(Refusal::because("it is empty"));
    }
    if is_binary(&text) { Err(binary()) } else { Ok((text, note)) }
}

fn decoded(
    bytes: Vec<u8>,
    declared: Option<&'static Encoding>,
) -> Option<(String, Option<Diagnostic>)> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes)
        && (encoding != UTF_8 || std::str::from_utf8(&bytes[mark..]).is_ok())
    {
        return Some(lossy(&bytes[mark..], encoding));
    }
    if bytes.contains(&0) {
        let encoding = utf16_without_mark(&bytes)?;
        return strictly(&bytes, encoding).map(|text| (text, None));
    }
    // ISO-2022-JP is ASCII to the eye: only a declaration can tell.
    let disguised = declared.filter(|encoding| !encoding.is_ascii_compatible());
    if let Some(text) = disguised.and_then(|encoding| strictly(&bytes, encoding)) {
        return Some((text, None));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Some((text, None)),
        Err(error) => error.into_bytes(),
    };
    if let Some(text) = declared.and_then(|encoding| strictly(&bytes, encoding)) {
        return Some((text, None));
    }
    Some(match declared {
        _ if is_damaged_utf8(&bytes) => lossy(&bytes, UTF_8),
        Some(encoding) if encoding != UTF_8 => lossy(&bytes, encoding),
        _ => guessed(&bytes),
    })
}

/// The text, if every byte of it is well-formed.
fn strictly(bytes: &[u8], encoding: &'static Encoding) -> Option<String> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .map(std::borrow::Cow::into_owned)
}

/// The text, with U+FFFD for what is not well-formed, and a word about that.
fn lossy(bytes: &[u8], encoding: &'static Encoding) -> (String, Option<Diagnostic>) {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let note = broken.then(|| {
        let name = encoding.name();
        note(Severity::Warning, format!("some bytes are not {name}; \u{fffd} stands for them"))
    });
    (text.into_owned(), note)
}

fn guessed(bytes: &[u8]) -> (String, Option<Diagnostic>) {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, warning) = lossy(bytes, encoding);
    let message = format!("read as {}: a guess, since nothing says the encoding", encoding.name());
    (text, Some(warning.unwrap_or_else(|| note(Severity::Note, message))))
}

fn note(severity: Severity, message: String) -> Diagnostic {
    let hint = Some("save the file as UTF-8 if this is wrong".to_owned());
    Diagnostic { severity, message, start: None, end: None, hint }
}

/// Text has spaces, and in UTF-16 each brings a zero: all in even places, or all in odd ones.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0);
    match (zeros(0).next(), zeros(1).next()) {
        (Some(_), None) => Some(UTF_16BE),
        (None, Some(_)) => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether bytes are UTF-8 but for a few: a download that was cut, a quotation pasted in.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let mut good = 0;
    let mut broken = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good >= 10 * broken
}

/// Text holds no U+0000, and next to no other control characters but white space and escapes.
fn is_binary(text: &str) -> bool {
    let is_foreign = |c: char| c.is_control() && !c.is_whitespace() && c != '\u{1b}';
    text.contains('\0') || text.chars().filter(|c| is_foreign(*c)).count() * 100 > text.len()
}

/// The encoding that a page declares in `<meta charset>`, `http-equiv`, or the XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARATION)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let xml = head.trim_start().strip_prefix("<?xml").and_then(|xml| xml.split_once("?>"));
    let label = xml.and_then(|(xml, _)| label(xml, "encoding")).or_else(|| {
        let tags = head.split("<meta").skip(1);
        tags.filter_map(|tag| label(tag.split('>').next()?, "charset")).next()
    })?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A declaration that could be read is not in UTF-16, whatever it says: so browsers reason too.
    Some(encoding.output_encoding())
}

/// What stands after `name=`, with or without quotes.
fn label<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = tag.split_once(name)?.1.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    value.split(['"', '\'', ';', '/', ' ', '>']).next()
}

/// Files that people take for text: how they begin, what they are, what to do.
const BINARIES: [(&[u8], &str, &str); 9] = [
    (b"%PDF-", "a PDF", "convert it first, for instance with pdftotext"),
    (b"PK\x03\x04", "a Word document or another archive", "save it as .txt or .html"),
    (b"\xd0\xcf\x11\xe0", "an old Word document", "save it as .txt or .html"),
    (b"{\\rtf", "a rich text document", "save it as .txt or .html"),
    (b"From: <Saved by ", "a web archive", "save the page as .html"),
    (b"\x89PNG", "a picture", "give the text as .txt"),
    (b"\xff\xd8\xff", "a picture", "give the text as .txt"),
    (b"GIF8", "a picture", "give the text as .txt"),
    (b"SQLite format 3", "a database", "export its texts as JSON Lines"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf16_is_told_by_its_zeros() {
        let text = "كتائب حزب الله, 800 fighters";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(super::text(little), Ok((text.to_owned(), None)));
        assert_eq!(super::text(big), Ok((text.to_owned(), None)));
    }

    #[test]
    fn a_cut_download_stays_utf8() {
        let mut bytes = "العراق: عبور المقاتلين".as_bytes().to_vec();
        bytes.pop();
        let (text, note) = text(bytes).unwrap();
        assert!(text.starts_with("العراق: عبور"));
        assert!(note.unwrap().message.contains("not UTF-8"));
    }

    #[test]
    fn well_formed_utf8_is_believed_before_a_declaration() {
        let html = "<meta charset=iso-8859-1><p>Kataʾib Ḥizballāh";
        assert_eq!(page(html.into()).unwrap().0, html);
        assert_eq!(
            declared(b"<META http-equiv=x content='text/html; charset=windows-1256'>")
                .unwrap()
                .name(),
            "windows-1256"
        );
        assert_eq!(declared(b"<?xml version='1.0' encoding='KOI8-R'?>").unwrap().name(), "KOI8-R");
        assert_eq!(declared(b"charset=windows-1256"), None);
    }
}
