//! The graph in other programs' formats, sorted: the same graph is the same bytes.

mod columns;
mod gexf;
mod graphml;
mod picture;
mod rdf;
mod sort;
mod table;

pub use gexf::gexf;
pub use graphml::graphml;
#[cfg(feature = "png")]
pub use picture::png;
pub use picture::{TooLarge, svg};
pub use rdf::{Part, Rdf, Syntax};
pub use table::{edges_csv, nodes_csv};
