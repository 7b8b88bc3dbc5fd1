//! What a command sees of a store: whose plain edges, and which claims.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Error;
use crate::encode::REPORTED;
use crate::store::{Graph, Store};

/// What is looked at.
#[derive(Debug, Args)]
pub(super) struct Sight {
    /// The store's folder
    #[arg(long, value_name = "DIR", default_value = "claimgraph-store")]
    pub(super) store: PathBuf,

    /// Whose plain edges are seen beside the record
    #[arg(long, value_enum, default_value_t = View::Reported)]
    pub(super) view: View,

    /// See claims of at least this confidence, from 0 to 1 [default: all that are in the store]
    #[arg(long, value_name = "SHARE", value_parser = super::share)]
    pub(super) min_confidence: Option<f64>,
}

impl Sight {
    pub(super) fn open(&self) -> Result<Store, Error> {
        Store::open(&self.store).map_err(|error| Error(error.to_string()))
    }

    /// The graph of a store, as far as it is seen.
    pub(super) fn graph(&self, store: &Store) -> Result<Graph, Error> {
        let graph = match self.min_confidence {
            Some(least) => store.graph_from_confidence(least),
            None => store.graph(),
        };
        graph.map_err(|error| Error(error.to_string()))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum View {
    /// What somebody asserts
    Reported,
    /// No plain edges
    None,
}

impl View {
    /// The view's name; none for no view.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            View::Reported => Some(REPORTED),
            View::None => None,
        }
    }
}
