//! The file of decisions: `decision,a,b,why,by`, one line each, and `about` for people who read it.
//!
//! It belongs to the analyst. Lines that begin with `#` are passed over and kept; a decision is added
//! at the end, in a new file that takes the old one's name, so that there is never half a line.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use csv::{ReaderBuilder, StringRecord, WriterBuilder};

use super::{Decision, Decisions, Word};
use crate::naming::Namer;
use crate::ontology::Ontology;

/// What the file is called in a store's folder.
pub const FILE: &str = "decisions.csv";

const COLUMNS: [&str; 6] = ["decision", "a", "b", "why", "by", "about"];

impl Decisions {
    /// The decisions in a text, as a file has them.
    ///
    /// Addresses may be given by their ends: `entity/quds-force`.
    ///
    /// # Errors
    /// If a line is malformed, names a class that the ontology does not have, or contradicts another:
    /// with the number of the line.
    pub fn parse(text: &str, ontology: &Ontology, namer: &Namer) -> Result<Decisions, String> {
        // One way to end lines, so that they can be counted.
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n") + "\n";
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .comment(Some(b'#'))
            .from_reader(text.as_bytes());
        let (mut list, mut record, mut has_header) = (Vec::new(), StringRecord::new(), false);
        while reader.read_record(&mut record).map_err(|error| error.to_string())? {
            // Where a record begins is not known once there are remarks before it; where it ends, is.
            let within = record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
            let line = reader.position().line().saturating_sub(1 + within);
            let told = |problem: String| format!("line {line}: {problem}");
            if has_header {
                list.push(decision(&record, line, ontology, namer).map_err(told)?);
            } else {
                is_header(&record).map_err(told)?;
                has_header = true;
            }
        }
        Decisions::of(list, namer)
    }

    /// The decisions in a file; none if it is not there.
    ///
    /// # Errors
    /// Like [`Decisions::parse`], and if the file cannot be read.
    pub fn read(path: &Path, ontology: &Ontology, namer: &Namer) -> Result<Decisions, String> {
        match fs::read_to_string(path) {
            Ok(text) => Decisions::parse(&text, ontology, namer),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Decisions::default()),
            Err(error) => Err(format!("cannot be read: {error}")),
        }
    }
}

/// Adds a decision to the file at `path`, which is made if it is not there; none is added that stands
/// there already. Gives the decisions that are there then, and whether it is a new one.
///
/// # Errors
/// If the file is malformed or cannot be written, or if the decision contradicts one that is there; then
/// the file is as it was.
pub fn append(
    path: &Path,
    decision: &Decision,
    ontology: &Ontology,
    namer: &Namer,
) -> Result<(Decisions, bool), String> {
    let fail = |error: io::Error| format!("cannot be written: {error}");
    // Through a link to the file that it stands for.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _one_at_a_time = lock(folder);
    let mut text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(format!("cannot be read: {error}")),
    };
    let known = Decisions::parse(&text, ontology, namer)?;
    if known.known(decision).is_some() {
        return Ok((known, false));
    }
    if known.is_empty() && !text.contains(COLUMNS[0]) {
        text.push_str(&row(&COLUMNS)?);
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let Decision { word, a, b, why, by, about, .. } = decision;
    let cells = [word.word(), a, b, why, by, about].map(one_line);
    text.push_str(&row(&cells)?);
    let decisions = Decisions::parse(&text, ontology, namer)?;
    write_whole(path, text.as_bytes()).map_err(fail)?;
    Ok((decisions, true))
}

/// Writes a file under another name, syncs it, and gives it its name.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let write = || {
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        if let Ok(known) = fs::metadata(path) {
            file.set_permissions(known.permissions())?;
        }
        file.sync_all()?;
        fs::rename(&part, path)
    };
    // What is left of it is of no use.
    write().inspect_err(|_| drop(fs::remove_file(&part)))
}

fn is_header(record: &StringRecord) -> Result<(), String> {
    let known = record.iter().map(str::trim).zip(COLUMNS).all(|(cell, column)| cell == column);
    if known && record.len() >= 5 {
        return Ok(());
    }
    Err(format!("the first line must be `{}`", COLUMNS.join(",")))
}

fn decision(
    record: &StringRecord,
    line: u64,
    ontology: &Ontology,
    namer: &Namer,
) -> Result<Decision, String> {
    if record.len() < 5 {
        let problem = "five cells are wanted, decision, a, b, why, by";
        return Err(format!("{problem}; there are {}", record.len()));
    }
    let [word, a, b, why, by] =
        [0, 1, 2, 3, 4].map(|cell| record.get(cell).unwrap_or_default().trim());
    let words = Word::ALL.map(Word::word).join(", ");
    let known = Word::ALL.into_iter().find(|known| known.word() == word);
    let word = known.ok_or(format!("`{word}` is no decision; there are {words}"))?;
    let address = |cell: &str| {
        namer
            .address(cell)
            .ok_or(format!("`{cell}` is no address; write one as in entity/quds-force"))
    };
    let a = address(a)?;
    let b = match word {
        Word::Same | Word::Different => address(b)?,
        Word::Reject | Word::Accept if !b.is_empty() => {
            return Err(format!("`{word}` is of one claim; `{b}` has no place in it"));
        }
        Word::Reject | Word::Accept => String::new(),
        Word::Type => {
            let class = b.trim_start_matches("cg:");
            ontology.class_iri(class).ok_or(format!("the ontology has no class `{b}`"))?;
            class.to_owned()
        }
        Word::Name if b.is_empty() => return Err("a name is wanted".to_owned()),
        Word::Name => b.to_owned(),
    };
    if a == b {
        return Err(format!("`{word}` is of two things; {a} stands there twice"));
    }
    let own = str::to_owned;
    let about = own(record.get(5).unwrap_or_default());
    Ok(Decision { word, a, b, why: own(why), by: own(by), about, line })
}

/// A text without what would make two lines of it.
fn one_line(text: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(plain).collect::<String>().trim().to_owned()
}

fn row(cells: &[impl AsRef<[u8]>]) -> Result<String, String> {
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(cells).map_err(|error| error.to_string())?;
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| error.to_string())
}

/// Held while a decision is added, so that of two at once none is lost. Where a folder cannot be locked
/// (on Windows, on some network drives) they are added one after the other as they come.
fn lock(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(lines: &str) -> Result<Decisions, String> {
        let ontology = Ontology::built_in().expect("built in");
        Decisions::parse(&format!("decision,a,b,why,by\n{lines}"), &ontology, &Namer::default())
    }

    #[test]
    fn a_line_that_means_nothing_is_told_with_its_number() {
        let wrong = [
            ("join,entity/a,entity/b,,", "line 2: `join` is no decision"),
            ("same,entity/a,entity/b", "line 2: five cells are wanted"),
            ("same,entity/a,the other,,", "line 2: `the other` is no address"),
            ("same,entity/a,entity/a,,", "line 2: `same` is of two things"),
            ("# a remark\nreject,claim/a,entity/b,,", "line 3: `reject` is of one claim"),
            ("type,entity/a,Starship,,", "line 2: the ontology has no class `Starship`"),
            ("name,entity/a,,,", "line 2: a name is wanted"),
        ];
        let windows = "type,entity/a,Militia,,\r\n\r\n# a remark\r\njoin,entity/a,entity/b,,";
        let wrong = wrong.into_iter().chain([(windows, "line 5: `join`")]);
        for (line, expected) in wrong {
            let told = parse(line).expect_err(line);
            assert!(told.starts_with(expected), "{told}");
        }
    }

    #[test]
    fn two_lines_that_contradict_each_other_are_both_named() {
        let chain =
            "same,entity/a,entity/b,,\nsame,entity/c,entity/b,,\ndifferent,entity/a,entity/c,,";
        let told = parse(chain).expect_err("a contradiction");
        assert!(told.starts_with("line 4 says") && told.contains("line 2, 3 that"), "{told}");
        let told = parse("accept,claim/a,,,\nreject,claim/a,,,").expect_err("a contradiction");
        assert!(told.starts_with("lines 2 and 3 contradict each other"), "{told}");
        let names = "name,entity/a,One,,\nsame,entity/a,entity/b,,\nname,entity/b,Two,,";
        let told = parse(names).expect_err("a contradiction");
        assert!(told.starts_with("lines 2 and 4 contradict each other"), "{told}");
    }

    #[test]
    fn the_first_that_stands_under_no_other_stands_for_all() {
        let decisions =
            parse("same,entity/z,entity/m,,\nsame,entity/m,entity/a,,").expect("a chain");
        let namer = Namer::default();
        let iri = |end: &str| namer.address(end).expect("an address");
        for end in ["entity/a", "entity/m", "entity/z"] {
            assert_eq!(decisions.address(&iri(end)), iri("entity/z"));
        }
    }
}
