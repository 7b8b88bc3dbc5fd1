//! Claimgraph reads news reports and keeps who claims what.
//!
//! A report is not a fact: every edge of the graph that Claimgraph builds says who claimed it,
//! through whom, how surely, in which words, and when. So far the crate holds its first stage:
//! [`annotate`] reads English the way a grammarian would, inside the binary.

// Messages reach the user through the command line alone.
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod annotate;
pub mod cli;
pub mod encode;
pub mod explain;
pub mod export;
pub mod extract;
pub mod gazetteer;
pub mod graph;
pub mod judge;
pub mod model;
pub mod naming;
pub mod ontology;
pub mod pipeline;
pub mod query;
pub mod read;
pub mod recognize;
pub mod resolve;
pub mod score;
pub mod store;
pub mod vocab;

/// The README's examples, so that they are tested.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
