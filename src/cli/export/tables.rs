//! The two tables of a network, in files beside each other.

use std::io;
use std::path::{Path, PathBuf};

use crate::cli::output::Output;
use crate::cli::{Error, Outcome};
use crate::export;
use crate::graph::Network;

/// Writes the table of nodes or that of edges.
type WriteTable = fn(&Network, &mut dyn io::Write) -> io::Result<()>;

/// Writes both tables beside each other. Neither gets its name before both are complete.
pub(super) fn write(network: &Network, path: &Path) -> Result<Outcome, Error> {
    let writers: [WriteTable; 2] = [export::nodes_csv, export::edges_csv];
    let mut parts = Vec::new();
    for (path, write) in names(path).into_iter().zip(writers) {
        let mut part = Output::open(Some(&path))?;
        let written = write(network, &mut part);
        written.map_err(|error| Error::about(&part, error))?;
        parts.push(part);
    }
    for part in &mut parts {
        let finished = part.finish();
        finished.map_err(|error| Error::about(part, error))?;
    }
    Ok(Outcome::AllWell)
}

/// The files of both tables: in a folder that is there, or with what they hold behind the name.
fn names(path: &Path) -> [PathBuf; 2] {
    if path.is_dir() {
        return ["nodes", "edges"].map(|table| path.join(format!("{table}.csv")));
    }
    let is_csv = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let name = if is_csv { path.file_stem() } else { path.file_name() };
    let name = name.unwrap_or_default().to_string_lossy();
    ["nodes", "edges"].map(|table| path.with_file_name(format!("{name}-{table}.csv")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_tables_are_named_after_what_the_user_names() {
        let shown = |path: &str| names(Path::new(path)).map(|path| path.display().to_string());
        assert_eq!(shown("out/claims.csv"), ["out/claims-nodes.csv", "out/claims-edges.csv"]);
        assert_eq!(shown("v1.2"), ["v1.2-nodes.csv", "v1.2-edges.csv"]);
        let here = shown("src");
        assert!(here[0].ends_with("nodes.csv") && here[0].starts_with("src"), "{here:?}");
    }
}
