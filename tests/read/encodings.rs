//! Encodings: marks, guesses, and what is no text.

use super::*;

const ARABIC: &str = "قال مسؤول حدودي عراقي إن مقاتلين من كتائب حزب الله عبروا إلى إيران.\n";

#[test]
fn marks_go_and_the_rest_stays() {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xfeff).chain(ARABIC.encode_utf16()).flat_map(bytes).collect()
    };
    for bytes in [
        ARABIC.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", ARABIC.as_bytes()].concat(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
    ] {
        let report = Folder::with(&[("a.txt", &bytes)]).one("a.txt").unwrap();
        assert_eq!((report.text.as_str(), report.diagnostics), (ARABIC, vec![]));
        assert_eq!(report.sha256, Report::new("", ARABIC).sha256);
    }
}

#[test]
fn a_guessed_encoding_is_noted() {
    let (bytes, ..) = encoding_rs::WINDOWS_1256.encode(ARABIC);
    let report = Folder::with(&[("a.txt", &bytes)]).one("a.txt").unwrap();
    assert_eq!(report.text, ARABIC);
    assert!(report.diagnostics[0].message.starts_with("read as windows-1256: a guess"));
}

#[test]
fn what_is_no_text_is_refused() {
    for (bytes, reason) in [
        (&b""[..], "it is empty"),
        (b" \n\n", "it is empty"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0", "it is not text"),
        (b"\x01\x02\x03\x04 mostly \x05\x06\x07\x10 noise", "it is not text"),
        (b"%PDF-1.7 \xe2\xe3", "it is a PDF, not text"),
        (b"PK\x03\x04word/document.xml", "it is a Word document or another archive"),
    ] {
        let refusal = Folder::with(&[("a.txt", bytes)]).one("a.txt").unwrap_err();
        assert!(refusal.reason.starts_with(reason), "{refusal}");
    }
}
