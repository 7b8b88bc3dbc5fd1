//! Whether a graph is as it must be: SHACL shapes (<https://www.w3.org/TR/shacl/>), and quotes held
//! to the texts that they are taken from.
//!
//! The shapes that come with the program, `ontology/shapes.ttl`, name no relation of their own: what may stand
//! at the ends of a relation is said by `rdfs:domain` and `rdfs:range` in the ontology, so that they hold for
//! every ontology. One with a `shapes.ttl` of its own adds it to them.
//!
//! ```
//! use claimgraph::model::{Reading, Report};
//! use claimgraph::pipeline::Knowledge;
//! use claimgraph::shapes::Shapes;
//! use claimgraph::store::Graph;
//!
//! let knowledge = Knowledge::built_in()?;
//! let report = Report::new("a", "Fighters of Kataib Hezbollah crossed into Iran, Reuters reported.");
//! let readings = [knowledge.reader().reading(report)];
//! let graph = Graph::of_readings(&readings, knowledge.ontology(), knowledge.namer())?;
//! let shapes = Shapes::of(knowledge.ontology())?;
//! assert!(shapes.validate(&graph)?.conforms());
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```
//!
//! What is understood: targets by node, class, and property; paths along, against, one after another and
//! either of several properties; all constraints of SHACL Core but `sh:closed`, `sh:languageIn` and qualified
//! value shapes; SELECT queries in `sh:sparql`. A shape that says anything else is refused, so that a graph
//! never passes because a constraint was passed over.

mod data;
mod literal;
mod path;
mod quotes;
mod read;
mod report;
mod select;
mod shape;
mod source;
mod validate;

use std::fmt;

pub use path::Path;
pub use quotes::{Quotes, quotes};
pub use report::{ValidationReport, ValidationResult};

use crate::ontology::{Ontology, SourceFile};
use crate::store::Graph;
use data::Data;
use shape::Shape;
use source::Source;

/// Shapes that a graph can be held to.
#[derive(Debug, Clone)]
pub struct Shapes(Vec<Shape>);

/// Why shapes cannot be used: file, shape, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShapesError(String);

impl Shapes {
    /// The shapes that an ontology brings: those of the program, and its own.
    ///
    /// # Errors
    /// If they say what this program does not know, or are not Turtle.
    pub fn of(ontology: &Ontology) -> Result<Shapes, ShapesError> {
        Shapes::read(ontology.shapes())
    }

    /// The shapes in Turtle files.
    ///
    /// # Errors
    /// If they are not Turtle, have no targets, or say what this program does not know.
    pub fn read(files: &[SourceFile]) -> Result<Shapes, ShapesError> {
        let shapes = read::shapes(&Source::read(files)?)?;
        if shapes.is_empty() {
            let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
            let problem = "no shape has a target (sh:targetClass …), so nothing would be checked";
            return Err(ShapesError(format!("{}: {problem}", names.join(", "))));
        }
        Ok(Shapes(shapes))
    }

    /// Holds a graph to the shapes: its record, views and ontology as one graph.
    ///
    /// # Errors
    /// If the graph cannot be read, or a query of the shapes cannot be evaluated.
    pub fn validate(&self, graph: &Graph) -> Result<ValidationReport, ShapesError> {
        let data = Data::new(graph);
        let mut report = ValidationReport { shapes: self.0.len(), ..ValidationReport::default() };
        for shape in &self.0 {
            let (nodes, results) = validate::validate(shape, &data)
                .map_err(|error| ShapesError(format!("{}: {error}", shape.id)))?;
            report.nodes += nodes;
            report.results.extend(results);
        }
        graph.check().map_err(|error| ShapesError(error.to_string()))?;
        report.extend([]);
        Ok(report)
    }
}

impl fmt::Display for ShapesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ShapesError {}
