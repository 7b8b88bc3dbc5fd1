//! Lists the files that the named inputs stand for.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::format::{Format, described_by};
use super::refusal::Error;
use super::source::Source;

/// Lists what the inputs stand for: files, folders, globs, and `-` for standard input.
///
/// The order is that of the inputs; a folder and a glob are sorted by path. A file named twice, on
/// whatever way, is listed once. In a folder, hidden files, files of other kinds and the
/// `NAME_files` that browsers save beside `NAME.html` are passed over; so are files of other kinds
/// in a glob that ends in `*`. Any other file that is named is tried, whatever its ending. Naming
/// the metadata `NAME.json` of a report names that report.
///
/// # Errors
///
/// When a folder holds no report, and when a glob is malformed or matches nothing. A file that is
/// not there is refused when it is read.
pub fn sources<P: AsRef<Path>>(inputs: &[P]) -> Result<Vec<Source>, Error> {
    let mut list = List::default();
    for input in inputs {
        let path = input.as_ref();
        if path == Path::new("-") {
            list.add_standard_input();
        } else if path.is_dir() {
            list.add_folder(path)?;
        } else if let Some(pattern) = as_glob(path) {
            list.add_glob(pattern)?;
        } else {
            list.add_file(path);
        }
    }
    Ok(list.sources)
}

#[derive(Default)]
struct List {
    sources: Vec<Source>,
    listed: HashSet<PathBuf>,
}

impl List {
    fn add_standard_input(&mut self) {
        if self.listed.insert(PathBuf::from("-")) {
            self.sources.push(Source::standard_input());
        }
    }

    fn add_folder(&mut self, folder: &Path) -> Result<(), Error> {
        let mut found = false;
        let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || is_visible(entry))
        {
            match entry {
                Ok(entry) if !is_report(entry.path()) || !entry.file_type().is_file() => continue,
                Ok(entry) => self.add_file(entry.path()),
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    self.sources.push(Source::unlisted(path, &error));
                }
            }
            found = true;
        }
        if found { Ok(()) } else { Err(nothing(folder, "the folder holds no report")) }
    }

    fn add_glob(&mut self, pattern: &str) -> Result<(), Error> {
        let options =
            glob::MatchOptions { require_literal_leading_dot: true, ..Default::default() };
        let paths = glob::glob_with(pattern, options)
            .map_err(|error| Error(format!("{pattern}: not a glob: {error}")))?;
        let mut paths: Vec<_> =
            paths.map(|path| path.unwrap_or_else(|error| error.path().to_owned())).collect();
        paths.sort();
        let open = pattern.ends_with('*');
        paths.retain(|path| !open || path.is_dir() || is_report(path));
        let mut found = false;
        for path in paths {
            // A folder without reports among others is no reason to stop.
            found |= if path.is_dir() { self.add_folder(&path).is_ok() } else { true };
            if !path.is_dir() {
                self.add_file(&path);
            }
        }
        if found { Ok(()) } else { Err(nothing(Path::new(pattern), "no report matches")) }
    }

    fn add_file(&mut self, path: &Path) {
        let mut described = match Format::of(path) {
            Some(Format::Json) => described_by(path).peekable(),
            _ => return self.add(path),
        };
        if described.peek().is_none() {
            return self.add(path);
        }
        for path in described {
            self.add(&path);
        }
    }

    fn add(&mut self, path: &Path) {
        let identity = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if self.listed.insert(identity) {
            self.sources.push(Source::file(path.to_owned()));
        }
    }
}

/// A path is a glob if it looks like one and no file is named so.
fn as_glob(path: &Path) -> Option<&str> {
    let pattern = path.to_str()?;
    (pattern.contains(['*', '?', '[']) && path.symlink_metadata().is_err()).then_some(pattern)
}

fn is_report(path: &Path) -> bool {
    Format::of(path).is_some()
}

fn is_visible(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    !name.as_encoded_bytes().starts_with(b".") && !belongs_to_page(entry, name)
}

/// Browsers save the pictures, scripts and advertisements of `X.html` in `X_files`.
fn belongs_to_page(entry: &DirEntry, name: &OsStr) -> bool {
    let Some(stem) = name.to_str().and_then(|name| name.strip_suffix("_files")) else {
        return false;
    };
    let page = |ending| entry.path().with_file_name(format!("{stem}.{ending}")).is_file();
    entry.file_type().is_dir() && (page("html") || page("htm"))
}

fn nothing(input: &Path, problem: &str) -> Error {
    let input = input.display();
    Error(format!(
        "{input}: {problem}; reports end in .txt, .md, .html, .json or .jsonl, all also with .gz"
    ))
}
