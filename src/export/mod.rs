//! The graph in other programs' formats, sorted: the same graph is the same bytes.

mod graphml;
mod rdf;
mod sort;

pub use graphml::graphml;
pub use rdf::{Part, Rdf, Syntax};
