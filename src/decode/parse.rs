//! Files of RDF, in any syntax, gzipped or not; an error says where it is.

use std::cell::Cell;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParseError, RdfParser};
use oxigraph::model::Quad;
use quick_xml::events::Event;

use super::dump::Dump;
use crate::export::Syntax;

/// Why a file cannot be read: which, where in it, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    file: String,
    /// Line and column, from 1.
    place: Option<(u64, u64)>,
    problem: String,
}

/// What the first bytes of a gzipped file are (<https://www.rfc-editor.org/rfc/rfc1952>).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Elements of XML inside each other.
const DEEPEST: usize = 1000;

/// Adds the quads of a file.
pub(super) fn parse(
    path: &Path,
    syntax: Option<Syntax>,
    dump: &mut Dump,
) -> Result<(), InputError> {
    let error = |place, problem: String| InputError {
        file: if is_stdin(path) { "standard input".into() } else { path.display().to_string() },
        place,
        problem,
    };
    let syntax = syntax.or_else(|| of_name(path)).ok_or_else(|| {
        let endings = ".nt, .nq, .ttl, .trig, .jsonld or .rdf";
        error(
            None,
            format!("its name does not end in {endings}, with or without .gz; give --format"),
        )
    })?;
    let mut file = open(path).map_err(|problem| error(None, problem.to_string()))?;
    let parser = RdfParser::from_format(format(syntax)).rename_blank_nodes();
    let parsed = if syntax == Syntax::RdfXml {
        xml(&mut file, parser, dump)
    } else {
        take(parser.for_reader(file), dump)
    };
    parsed.map_err(|(place, problem)| error(place, problem))
}

/// What is wrong, with line and column if they are known.
type Problem = (Option<(u64, u64)>, String);

/// Takes quads until one cannot be parsed.
fn take(
    quads: impl Iterator<Item = Result<Quad, RdfParseError>>,
    dump: &mut Dump,
) -> Result<(), Problem> {
    for quad in quads {
        dump.push(quad.map_err(|error| match error {
            RdfParseError::Io(error) => (None, error.to_string()),
            RdfParseError::Syntax(error) => {
                let place = error.location().map(|place| place.start);
                (place.map(|at| (at.line + 1, at.column + 1)), in_our_words(&error.to_string()))
            }
        })?);
    }
    Ok(())
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// The syntax that a file's name tells.
fn of_name(path: &Path) -> Option<Syntax> {
    let name = path.file_name()?.to_str()?.to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    match name.rsplit_once('.')?.1 {
        "nt" | "ntriples" => Some(Syntax::NTriples),
        "nq" | "nquads" => Some(Syntax::NQuads),
        "ttl" | "turtle" => Some(Syntax::Turtle),
        "trig" => Some(Syntax::TriG),
        "jsonld" => Some(Syntax::JsonLd),
        "rdf" | "rdfxml" | "xml" => Some(Syntax::RdfXml),
        _ => None,
    }
}

fn format(syntax: Syntax) -> RdfFormat {
    match syntax {
        Syntax::NTriples => RdfFormat::NTriples,
        Syntax::NQuads => RdfFormat::NQuads,
        Syntax::Turtle => RdfFormat::Turtle,
        Syntax::TriG => RdfFormat::TriG,
        Syntax::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        Syntax::RdfXml => RdfFormat::RdfXml,
    }
}

fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    let file: Box<dyn Read> =
        if is_stdin(path) { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
    let mut file = BufReader::with_capacity(1 << 16, file);
    if file.fill_buf()?.starts_with(&GZIP) {
        return Ok(Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(file))));
    }
    Ok(Box::new(file))
}

/// Takes RDF/XML. The parser of its RDF does not say where it fails, and takes a file that was cut
/// short for a whole one: so the XML is looked at first.
fn xml(file: &mut dyn Read, parser: RdfParser, dump: &mut Dump) -> Result<(), Problem> {
    let mut text = Vec::new();
    file.read_to_end(&mut text).map_err(|error| (None, error.to_string()))?;
    let at = |offset: u64| {
        let before = &text[..text.len().min(offset as usize)];
        let line = before.iter().filter(|byte| **byte == b'\n').count() as u64;
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let column = String::from_utf8_lossy(&before[start..]).chars().count() as u64;
        (line + 1, column.max(1))
    };
    well_formed(&text).map_err(|(offset, problem)| (Some(at(offset)), problem))?;
    let quads = parser.clone().for_slice(&text);
    take(quads.map(|quad| quad.map_err(RdfParseError::Syntax)), dump).map_err(|(_, problem)| {
        let read = Cell::new(0);
        let bytes = ByteByByte { text: &text, read: &read };
        let _ = parser.for_reader(bytes).find(Result::is_err);
        (Some(at(read.get())), problem)
    })
}

/// Whether a text is XML to its end.
fn well_formed(text: &[u8]) -> Result<(), (u64, String)> {
    let mut reader = quick_xml::Reader::from_reader(text);
    let mut open = 0_usize;
    loop {
        match reader.read_event() {
            // The parser takes ever longer for each level; ours has three.
            Ok(Event::Start(_)) if open == DEEPEST => {
                let problem = format!("more than {DEEPEST} elements are inside each other");
                return Err((reader.buffer_position(), problem));
            }
            Ok(Event::Start(_)) => open += 1,
            Ok(Event::End(_)) => open = open.saturating_sub(1),
            Ok(Event::DocType(doctype)) if is_bomb(&doctype) => {
                let problem = "its DOCTYPE defines longer entities than namespaces need";
                return Err((reader.buffer_position(), problem.to_owned()));
            }
            Ok(Event::Eof) if open > 0 => {
                return Err((text.len() as u64, "the file ends in the middle".to_owned()));
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err((reader.error_position(), error.to_string())),
        }
    }
}

/// Whether a DOCTYPE defines entities of entities, or long ones: a small file could fill the memory.
fn is_bomb(doctype: &str) -> bool {
    let mut inside = doctype.split(['"', '\'']).skip(1).step_by(2);
    inside.any(|value| value.len() > 200 || value.contains('&'))
}

/// Hands over a text byte by byte and counts them.
struct ByteByByte<'t> {
    text: &'t [u8],
    read: &'t Cell<u64>,
}

impl Read for ByteByByte<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let place = self.read.get() as usize;
        let (Some(byte), Some(first)) = (self.text.get(place), into.first_mut()) else {
            return Ok(0);
        };
        *first = *byte;
        self.read.set(place as u64 + 1);
        Ok(1)
    }
}

/// A parser's message without the place that it begins with, and without the names of its parts.
fn in_our_words(message: &str) -> String {
    if message.contains("LoadDocumentCallback") {
        return "its @context is somewhere else, and nothing is fetched".to_owned();
    }
    let rest = message.strip_prefix("Parser error").and_then(|rest| rest.split_once(": "));
    let said = rest.map_or(message, |(_, said)| said);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = said.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some((line, column)) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

impl std::error::Error for InputError {}
