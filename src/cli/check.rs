//! `claimgraph check`: whether the graph is as it must be.

mod wording;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::{Error, Outcome, message, write_to};
use crate::naming::Namer;
use crate::ontology::{Ontology, SourceFile};
use crate::shapes::{Quotes, Shapes, ValidationReport, quotes};
use crate::store::{Graph, Store};
use wording::Checked;

/// Check that the graph is whole and right: every claim with its words, its teller and its report
///
/// Holds the graph to SHACL shapes (those of the ontology, unless others are given) and every quote to
/// the text that it is taken from. Exit status: 0 all is as it must be, 3 something is not, 1 it could
/// not be found out.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The store's folder
    #[arg(long, value_name = "DIR", default_value = "claimgraph-store")]
    store: PathBuf,

    /// Check these RDF files, such as `export` writes, instead of a store
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with = "store")]
    data: Vec<PathBuf>,

    /// What the RDF files speak of is described in this folder [default: the built-in ontology]
    #[arg(long, value_name = "DIR", requires = "data")]
    ontology: Option<PathBuf>,

    /// Hold the graph to the SHACL shapes in these Turtle files instead
    #[arg(long, value_name = "FILE", num_args = 1..)]
    shapes: Vec<PathBuf>,

    /// How to tell what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Do not tell on standard error what was found
    #[arg(long)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Node by node, to read
    Text,
    /// Turtle: a `sh:ValidationReport`
    Ttl,
    /// One JSON object
    Json,
}

impl Check {
    pub(super) fn run(self) -> Result<Outcome, Error> {
        let fail = |error: &dyn std::fmt::Display| Error(error.to_string());
        let store = self.store()?;
        let graph = self.graph(store.as_ref())?;
        let shapes = self.shapes(&graph)?;
        let mut report = shapes.validate(&graph).map_err(|error| fail(&error))?;
        let readings = match &store {
            Some(store) => store.readings().map_err(|error| fail(&error))?,
            None => Vec::new(),
        };
        let mut quotes = quotes(&graph, &readings);
        graph.check().map_err(|error| fail(&error))?;
        report.extend(std::mem::take(&mut quotes.results));
        self.tell(&report, &quotes, &graph)
    }

    /// The store that is checked; none if RDF files are.
    fn store(&self) -> Result<Option<Store>, Error> {
        if !self.data.is_empty() {
            return Ok(None);
        }
        Store::open(&self.store).map(Some).map_err(|error| Error(error.to_string()))
    }

    fn graph(&self, store: Option<&Store>) -> Result<Graph, Error> {
        let graph = match store {
            Some(store) => store.graph(),
            None => {
                let ontology = match &self.ontology {
                    Some(folder) => Ontology::open(folder),
                    None => Ontology::built_in(),
                };
                let ontology = ontology.map_err(|error| Error(error.to_string()))?;
                Graph::of_rdf(&self.data, &ontology, &Namer::default())
            }
        };
        graph.map_err(|error| Error(error.to_string()))
    }

    fn shapes(&self, graph: &Graph) -> Result<Shapes, Error> {
        let files: Result<Vec<_>, _> = self.shapes.iter().map(|path| source(path)).collect();
        let shapes = match &files?[..] {
            [] => Shapes::of(graph.ontology()),
            files => Shapes::read(files),
        };
        shapes.map_err(|error| Error(error.to_string()))
    }

    fn tell(
        &self,
        report: &ValidationReport,
        quotes: &Quotes,
        graph: &Graph,
    ) -> Result<Outcome, Error> {
        let checked = Checked { report, quotes, graph };
        write_to(self.output.as_deref(), |output| match self.format {
            Format::Text => checked.text(output),
            Format::Ttl => report.turtle(output),
            Format::Json => checked.json(output),
        })?;
        let is_told = self.format == Format::Text && self.output.is_none();
        if !self.quiet && !is_told {
            message(format_args!("{}", checked.summary()));
        }
        Ok(if report.conforms() { Outcome::AllWell } else { Outcome::DoesNotConform })
    }
}

fn source(path: &Path) -> Result<SourceFile, Error> {
    let text =
        std::fs::read_to_string(path).map_err(|error| Error::about(path.display(), error))?;
    Ok(SourceFile { name: path.display().to_string(), text })
}
