//! What a command sees of a store: whose plain edges, and which claims.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::Error;
use crate::corroborate::Policy;
use crate::encode::{CORROBORATED, REPORTED, UNDISPUTED};
use crate::store::{Graph, Scope, Store};

/// What is looked at.
#[derive(Debug, Args)]
pub(super) struct Sight {
    #[command(flatten)]
    pub(super) extent: Extent,

    /// Whose plain edges are seen beside the record
    #[arg(long, value_enum, default_value_t = View::Reported)]
    pub(super) view: View,
}

/// Which store, and how much of it.
#[derive(Debug, Args)]
pub(super) struct Extent {
    /// The store's folder
    #[arg(long, value_name = "DIR", default_value = "claimgraph-store")]
    pub(super) store: PathBuf,

    /// See claims of at least this confidence, from 0 to 1 [default: all that are in the store]
    #[arg(long, value_name = "SHARE", value_parser = super::share)]
    min_confidence: Option<f64>,

    /// See the store as it could be known on this day, as in 2026-01-31
    #[arg(long, value_name = "DAY")]
    as_of: Option<Date>,

    #[command(flatten)]
    pub(super) decided: Decided,

    /// Let edges stand in views by the policy in this TOML file
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
}

impl Sight {
    pub(super) fn open(&self) -> Result<Store, Error> {
        self.extent.open()
    }

    /// The graph of a store, as far as it is seen.
    pub(super) fn graph(&self, store: &Store) -> Result<Graph, Error> {
        self.extent.graph(store)
    }
}

impl Extent {
    pub(super) fn open(&self) -> Result<Store, Error> {
        self.decided.open(&self.store)
    }

    /// The graph of a store, as far as it is seen.
    pub(super) fn graph(&self, store: &Store) -> Result<Graph, Error> {
        let scope = self.scope()?;
        let graph =
            if scope == Scope::default() { store.graph() } else { store.graph_seen(&scope) };
        graph.map_err(|error| Error(error.to_string()))
    }

    /// The same in memory, where what the reports say together is known.
    pub(super) fn graph_in_memory(&self, store: &Store) -> Result<Graph, Error> {
        store.graph_seen(&self.scope()?).map_err(|error| Error(error.to_string()))
    }

    /// What of the store is seen.
    pub(super) fn scope(&self) -> Result<Scope, Error> {
        let policy = self.policy.as_deref().map(Policy::read).transpose().map_err(Error)?;
        Ok(Scope {
            least_confidence: self.min_confidence.unwrap_or_default(),
            as_of: self.as_of,
            policy: policy.unwrap_or_default(),
        })
    }
}

/// What was decided.
#[derive(Debug, Args)]
pub(super) struct Decided {
    /// The file of an analyst's decisions [default: decisions.csv in the store's folder]
    #[arg(long, value_name = "FILE")]
    pub(super) decisions: Option<PathBuf>,
}

impl Decided {
    /// A store with these decisions.
    pub(super) fn open(&self, store: &Path) -> Result<Store, Error> {
        if let Some(path) = self.decisions.as_deref().filter(|path| !path.exists()) {
            return Err(Error::about(path.display(), "there is no such file"));
        }
        self.open_or_begin(store)
    }

    /// The same, where the file need not be there yet.
    pub(super) fn open_or_begin(&self, store: &Path) -> Result<Store, Error> {
        let store = Store::open(store).map_err(|error| Error(error.to_string()))?;
        Ok(match &self.decisions {
            Some(path) => store.with_decisions(path),
            None => store,
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum View {
    /// What somebody asserts
    Reported,
    /// What is asserted, and neither denied nor contradicted
    Undisputed,
    /// What two or more independent origins assert, and nobody denies or contradicts
    Corroborated,
    /// No plain edges
    None,
}

impl View {
    /// The view's name; none for no view.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            View::Reported => Some(REPORTED),
            View::Undisputed => Some(UNDISPUTED),
            View::Corroborated => Some(CORROBORATED),
            View::None => None,
        }
    }
}
