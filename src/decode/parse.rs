//! Files of RDF, in any syntax, gzipped or not; an error says where it is.

use std::cell::Cell;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use flate2::bufread::MultiGzDecoder;
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParseError, RdfParser};

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
    let opened = open(path).map_err(|problem| error(None, problem.to_string()))?;
    let position = Rc::new(Cell::new(Position::default()));
    let reader = Lines::new(opened, &position, syntax == Syntax::RdfXml, u64::MAX);
    let parser = || RdfParser::from_format(format(syntax)).rename_blank_nodes();
    for quad in parser().for_reader(reader) {
        match quad {
            Ok(quad) => dump.push(quad),
            Err(RdfParseError::Io(problem)) => return Err(error(None, problem.to_string())),
            Err(RdfParseError::Syntax(problem)) => {
                let place =
                    problem.location().map(|place| (place.start.line + 1, place.start.column + 1));
                let place = place.or_else(|| place_in_xml(path, position.get(), parser()));
                return Err(error(place, without_place(&problem.to_string())));
            }
        }
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

/// How far a file has been read.
#[derive(Debug, Clone, Copy, Default)]
struct Position {
    line: u64,
    column: u64,
}

/// Hands over what it reads line by line, and says how far that is: the parser of RDF/XML does not.
struct Lines<R> {
    file: R,
    position: Rc<Cell<Position>>,
    by_line: bool,
    /// The line from which bytes are handed over one by one.
    by_byte_from: u64,
}

impl<R: BufRead> Lines<R> {
    fn new(file: R, position: &Rc<Cell<Position>>, by_line: bool, by_byte_from: u64) -> Lines<R> {
        position.set(Position { line: 1, column: 0 });
        Lines { file, position: Rc::clone(position), by_line, by_byte_from }
    }
}

impl<R: BufRead> Read for Lines<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if !self.by_line {
            return self.file.read(into);
        }
        let bytes = self.file.fill_buf()?;
        let mut position = self.position.get();
        let most = if position.line >= self.by_byte_from { 1 } else { into.len() };
        let end = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| end + 1);
        let count = end.min(most);
        into[..count].copy_from_slice(&bytes[..count]);
        if bytes[..count].ends_with(b"\n") {
            position = Position { line: position.line + 1, column: 0 };
        } else {
            position.column += count as u64;
        }
        self.file.consume(count);
        self.position.set(position);
        Ok(count)
    }
}

/// Where a file of RDF/XML that was read up to a line is malformed, found by reading it once more.
fn place_in_xml(path: &Path, read: Position, parser: RdfParser) -> Option<(u64, u64)> {
    // A line that was read to its end is the one before.
    let line = if read.column == 0 { read.line.saturating_sub(1).max(1) } else { read.line };
    let Some(file) = open(path).ok().filter(|_| !is_stdin(path)) else { return Some((line, 1)) };
    let position = Rc::new(Cell::new(Position::default()));
    let reader = Lines::new(file, &position, true, line);
    let _ = parser.for_reader(reader).find(Result::is_err)?;
    let Position { line, column } = position.get();
    Some((line, column.max(1)))
}

/// A parser's message without the place that it begins with.
fn without_place(message: &str) -> String {
    let rest = message.strip_prefix("Parser error at").and_then(|rest| rest.split_once(": "));
    let said = rest.map_or(message, |(_, said)| said);
    said.split_whitespace().collect::<Vec<_>>().join(" ")
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
