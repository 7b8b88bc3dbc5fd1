//! `claimgraph annotate`: what the reader saw in a text.

use std::cell::RefCell;
use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rayon::prelude::*;
use thread_local::ThreadLocal;

use super::{Error, Outcome, Output, message, unless_closed};
use crate::annotate::write::{AnnotationWriter, Conllu, Html, Json, Table};
use crate::annotate::{Annotator, Reader};

/// Show how the reader understands a text: words, grammar, names
///
/// Reads each file as plain UTF-8 text and shows its sentences and words with their base form,
/// part of speech and grammatical role, and the names of people, places and organizations.
#[derive(Debug, Args)]
pub(super) struct Annotate {
    /// Text files; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How to write it down
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,

    /// Read with the spaCy pipeline in this folder instead of the built-in English one
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// How many files to read at the same time [default: one for each processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// Say nothing of files that cannot be read
    #[arg(long)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Aligned columns, for reading
    Table,
    /// One JSON object a line for each file; offsets count code points
    Json,
    /// CoNLL-U, for other programs
    Conllu,
    /// One page with the sentences drawn as trees and the names highlighted
    Html,
}

/// Files read between two writes, for each thread: enough that threads rarely wait.
const BATCH: usize = 64;

impl Annotate {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let annotator = match &self.model {
            None => Annotator::english(),
            Some(folder) if !folder.is_dir() => {
                return Err(Error::about(folder.display(), "no such folder"));
            }
            Some(folder) => Annotator::open(folder),
        };
        let annotator = annotator.map_err(|error| Error(error.to_string()))?;
        let mut output = Output::open(self.output.as_deref())?;
        let mut outcome = Outcome::AllWell;
        let written = self.write(&annotator, &mut output, &mut outcome);
        let finished = written.and_then(|()| output.finish());
        unless_closed(finished, &output)?;
        Ok(outcome)
    }

    fn write(
        &self,
        annotator: &Annotator,
        output: &mut Output,
        outcome: &mut Outcome,
    ) -> io::Result<()> {
        let mut writer = self.format.writer();
        writer.begin(output)?;
        let threads = self.jobs.or_else(|| std::thread::available_parallelism().ok());
        let threads = threads.map_or(1, NonZeroUsize::get).min(self.files.len());
        if threads == 1 {
            let mut reader = annotator.reader();
            for path in &self.files {
                match read(path) {
                    Ok(text) => annotate(path, &text, &mut reader, &mut *writer, output)?,
                    Err(error) => self.refuse(&error, outcome),
                }
            }
        } else {
            self.write_in_parallel(annotator, threads, output, outcome)?;
        }
        writer.end(output)
    }

    /// Files are read side by side and written in the order in which they were named.
    fn write_in_parallel(
        &self,
        annotator: &Annotator,
        threads: usize,
        output: &mut Output,
        outcome: &mut Outcome,
    ) -> io::Result<()> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(io::Error::other)?;
        let readers: ThreadLocal<RefCell<Reader<'_>>> = ThreadLocal::new();
        for batch in self.files.chunks(threads * BATCH) {
            let annotate_one = |path: &PathBuf| -> Result<io::Result<Vec<u8>>, Error> {
                let text = read(path)?;
                let reader = readers.get_or(|| RefCell::new(annotator.reader()));
                let mut bytes = Vec::new();
                let mut writer = self.format.writer();
                let written =
                    annotate(path, &text, &mut reader.borrow_mut(), &mut *writer, &mut bytes);
                Ok(written.map(|()| bytes))
            };
            let results: Vec<_> =
                pool.install(|| batch.par_iter().with_max_len(1).map(annotate_one).collect());
            for result in results {
                match result {
                    Ok(bytes) => output.write_all(&bytes?)?,
                    Err(error) => self.refuse(&error, outcome),
                }
            }
        }
        Ok(())
    }

    fn refuse(&self, error: &Error, outcome: &mut Outcome) {
        *outcome = Outcome::SomeRefused;
        if !self.quiet {
            message(format_args!("refused: {error}"));
        }
    }
}

impl Format {
    fn writer(self) -> Box<dyn AnnotationWriter> {
        match self {
            Format::Table => Box::new(Table),
            Format::Json => Box::new(Json),
            Format::Conllu => Box::new(Conllu),
            Format::Html => Box::new(Html),
        }
    }
}

fn annotate(
    path: &Path,
    text: &str,
    reader: &mut Reader<'_>,
    writer: &mut dyn AnnotationWriter,
    output: &mut dyn Write,
) -> io::Result<()> {
    writer.document(output, &path.display().to_string(), &reader.annotate(text))
}

/// The text of a file, without a byte order mark.
fn read(path: &Path) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(path).map(|content| bytes = content)
    };
    read.map_err(|error| Error::about(path.display(), error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        Error::about(path.display(), format_args!("not UTF-8 at byte {offset}"))
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
