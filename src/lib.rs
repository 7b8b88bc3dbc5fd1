//! Claimgraph reads news reports and builds a knowledge graph of who claims what.
//!
//! A report is not a fact: every edge of the graph says who claimed it, through whom, how surely, in
//! which words, and when. [`pipeline`] is the path of a report from its text to its claims; [`store`]
//! keeps what was read, and opens it as a graph that [`query`] asks and [`export`] takes elsewhere.
//!
//! ```
//! use claimgraph::model::Report;
//! use claimgraph::pipeline::Knowledge;
//!
//! let knowledge = Knowledge::built_in()?;
//! let report = Report::new("a", "Fighters of Kataib Hezbollah crossed into Iran, Reuters reported.");
//! let document = knowledge.reader().read(&report);
//! let claim = &document.claims[0];
//! assert_eq!((claim.relation.as_str(), claim.subject.as_str()), ("crossedInto", "kataib-hezbollah"));
//! assert_eq!(claim.attribution[0].name, "Reuters");
//! # Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
//! ```

// Messages reach the user through the command line alone.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod annotate;
pub mod cli;
pub mod corroborate;
pub mod decode;
pub mod dossier;
pub mod encode;
pub mod endpoint;
pub mod explain;
pub mod export;
pub mod extract;
pub mod gazetteer;
pub mod graph;
pub mod history;
pub mod import;
pub mod judge;
pub mod model;
pub mod naming;
pub mod ontology;
pub mod page;
pub mod pipeline;
pub mod query;
pub mod read;
pub mod recognize;
pub mod resolve;
pub mod score;
pub mod serve;
pub mod store;
pub mod vocab;

/// The README's examples, so that they are tested.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
