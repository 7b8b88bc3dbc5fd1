//! Where results go: standard output, or a file that appears only when it is complete.

use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

/// The place for a command's results.
pub(super) enum Output {
    Stdout(BufWriter<StdoutLock<'static>>),
    Device(BufWriter<File>, PathBuf),
    File { part: BufWriter<File>, part_path: PathBuf, path: PathBuf, finished: bool },
}

impl Output {
    /// Standard output, or the file at `path`.
    pub(super) fn open(path: Option<&Path>) -> Result<Output, super::Error> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Output::Stdout(BufWriter::with_capacity(1 << 16, io::stdout().lock())));
        };
        // A device or a pipe is written to, never replaced: `-o /dev/null` must leave it what it is.
        if std::fs::metadata(path).is_ok_and(|there| !there.is_file()) {
            let file = File::options().write(true).open(path);
            let file = file.map_err(|error| super::Error::about(path.display(), error))?;
            return Ok(Output::Device(BufWriter::new(file), path.to_owned()));
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let part_path = path.with_file_name(name);
        match File::create(&part_path) {
            Ok(file) => Ok(Output::File {
                part: BufWriter::with_capacity(1 << 16, file),
                part_path,
                path: path.to_owned(),
                finished: false,
            }),
            Err(error) => Err(super::Error::about(part_path.display(), error)),
        }
    }

    /// Writes out what is left; a file gets its name.
    pub(super) fn finish(&mut self) -> io::Result<()> {
        self.flush()?;
        if let Output::File { part, part_path, path, finished } = self {
            part.get_ref().sync_all()?;
            std::fs::rename(part_path, path)?;
            *finished = true;
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Stdout(out) => out.write(bytes),
            Output::Device(device, _) => device.write(bytes),
            Output::File { part, .. } => part.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(out) => out.flush(),
            Output::Device(device, _) => device.flush(),
            Output::File { part, .. } => part.flush(),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Output::File { part_path, finished: false, .. } = self {
            // An unfinished result is of no use; if it cannot be removed, nothing can be done.
            let _ = std::fs::remove_file(part_path);
        }
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Output::Stdout(_) => f.write_str("standard output"),
            Output::File { path, .. } | Output::Device(_, path) => path.display().fmt(f),
        }
    }
}
