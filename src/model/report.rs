//! A report: one text as published, and what is known of it before anybody reads it.

use std::fmt::Write;
use std::io;

use sha2::{Digest, Sha256};

use super::{Diagnostic, Document};

/// One text as published, one version of it.
///
/// What is not known is absent: nothing here is guessed. All spans of later stages refer to
/// [`text`](Report::text), and to nothing else.
///
/// ```
/// use claimgraph::model::Report;
///
/// let report = Report::new("mehran", "Fighters crossed at Mehran.");
/// assert!(report.sha256.starts_with("8f5b"));
/// assert_eq!(report.published, None);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Its name: given, or that of its file without the endings.
    pub id: String,
    /// The file that it was read from; absent for standard input.
    pub path: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The outlet, agency, organization or person that published it.
    pub publisher: Option<String>,
    /// The day of publication where it was published, as in `2026-01-06`; always a real day.
    pub published: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// The language it says it is in, as in `en` or `ar-IQ`.
    pub language: Option<String>,
    /// What it says. Empty only where a [`document`](Report::document) came without its text.
    pub text: String,
    /// SHA-256 of the text's UTF-8, in hexadecimal.
    ///
    /// Where claims came without their text it is the one that they name, or else that of their
    /// JSON, so that two reports without a text are still two reports.
    pub sha256: String,
    /// What somebody has already read in it: it is taken as it is.
    pub document: Option<Document>,
    /// What was noticed while reading it: an encoding that had to be guessed, a date that is none.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// A report of which only the name and the text are known.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Report {
        let text = text.into();
        Report { id: id.into(), sha256: sha256(text.as_bytes()), text, ..Report::default() }
    }
}

/// The SHA-256 of `bytes`, in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The SHA-256 of what is written, in hexadecimal.
pub(crate) fn sha256_of(
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> io::Result<String> {
    struct Hashing(Sha256);
    impl io::Write for Hashing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.update(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut hashing = Hashing(Sha256::new());
    write(&mut hashing)?;
    Ok(hexadecimal(&hashing.0.finalize()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
