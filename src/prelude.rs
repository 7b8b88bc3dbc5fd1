//! What most programs need, in one line: `use claimgraph::prelude::*;`.

pub use crate::encode::{CORROBORATED, REPORTED, UNDISPUTED};
pub use crate::graph::Network;
pub use crate::model::{Claim, Document, Entity, Reading, Report};
pub use crate::ontology::Ontology;
pub use crate::pipeline::{Knowledge, ReportReader};
pub use crate::query::{Answer, Labels, ask};
pub use crate::shapes::Shapes;
pub use crate::store::{Graph, Store};
