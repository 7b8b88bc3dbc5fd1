//! The graph of a store, for queries and exports.

use std::fmt;
use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::OnceLock;

use oxigraph::model::{
    GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, TermRef,
};
use oxigraph::store::Store as Quads;

use super::{Scope, Store, StoreError, memory};
use crate::corroborate::Corroboration;
use crate::naming::Namer;
use crate::ontology::Ontology;

/// The quads of all readings: the record in the default graph, views and the ontology beside it.
pub struct Graph {
    quads: Quads,
    namer: Namer,
    ontology: Ontology,
    corroboration: Option<Corroboration>,
    /// Where the quads are, if they are on disk.
    disk: Option<Disk>,
    /// What could not be read of them.
    damage: OnceLock<String>,
}

/// Quads on disk.
#[derive(Debug)]
pub(super) struct Disk {
    /// The folder that they are in.
    pub(super) folder: PathBuf,
    /// The file without which the folder counts for nothing.
    pub(super) marker: PathBuf,
    /// Held open, so that nobody removes the folder.
    pub(super) _in_use: File,
}

impl Graph {
    pub(super) fn of(store: &Store) -> Result<Graph, StoreError> {
        #[cfg(feature = "rocksdb")]
        if store.is_whole()?
            && let Some((quads, disk)) = super::index::open(store)?
        {
            return Ok(Graph::new(store, quads, Some(disk)));
        }
        Graph::in_memory(store, &Scope::default())
    }

    pub(super) fn in_memory(store: &Store, scope: &Scope) -> Result<Graph, StoreError> {
        let (quads, corroboration) = memory::open(store, scope)?;
        let graph = Graph::new(store, quads, None);
        Ok(Graph { corroboration: Some(corroboration), ..graph })
    }

    fn new(store: &Store, quads: Quads, disk: Option<Disk>) -> Graph {
        let (namer, ontology) = (store.namer.clone(), store.ontology.clone());
        Graph { quads, namer, ontology, corroboration: None, disk, damage: OnceLock::new() }
    }

    /// What the reports say together, where the graph is in memory.
    pub fn corroboration(&self) -> Option<&Corroboration> {
        self.corroboration.as_ref()
    }

    /// The quads themselves.
    pub fn quads(&self) -> &Quads {
        &self.quads
    }

    /// How many quads there are; none where they are on disk, since counting would read them all.
    pub fn count(&self) -> Option<usize> {
        if self.disk.is_some() { None } else { self.quads.len().ok() }
    }

    /// The quads that match, in no order. They end where the disk cannot be read; whoever has taken
    /// what they need asks [`Graph::check`].
    pub fn matching<'q>(
        &'q self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> impl Iterator<Item = Quad> + use<'q> {
        let quads = self.quads.quads_for_pattern(subject, predicate, object, graph);
        quads.map_while(|quad| quad.inspect_err(|error| self.note(error)).ok())
    }

    /// Whether all that was asked of the graph could be read.
    ///
    /// # Errors
    /// If the files on disk are damaged. They are not used again: the next to open the store makes
    /// them anew.
    pub fn check(&self) -> Result<(), StoreError> {
        let (Some(damage), Some(disk)) = (self.damage.get(), &self.disk) else { return Ok(()) };
        let advice = "ask once more, and it is made anew from the reports";
        let advice = match fs::remove_file(&disk.marker) {
            Err(_) if disk.marker.exists() => "remove this folder",
            _ => advice,
        };
        Err(StoreError::about(&disk.folder, format!("the index is damaged ({damage}); {advice}")))
    }

    /// Keeps what could not be read for [`Graph::check`].
    pub(crate) fn note(&self, problem: impl fmt::Display) {
        // The first problem says enough.
        let _ = self.damage.set(problem.to_string());
    }

    /// What names the things in it.
    pub fn namer(&self) -> &Namer {
        &self.namer
    }

    /// The classes and relations that it was built with.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// The graph with the plain edges of a view.
    pub fn view(&self, name: &str) -> NamedNode {
        NamedNode::new_unchecked(self.namer.view(name))
    }

    /// The graph that holds the ontology.
    pub fn ontology_graph(&self) -> NamedNode {
        ontology_graph(&self.namer)
    }
}

/// The address of a thing; the graph has no blank nodes.
pub(crate) fn address(node: &NamedOrBlankNode) -> &str {
    match node {
        NamedOrBlankNode::NamedNode(node) => node.as_str(),
        NamedOrBlankNode::BlankNode(node) => node.as_str(),
    }
}

pub(super) fn ontology_graph(namer: &Namer) -> NamedNode {
    NamedNode::new_unchecked(namer.view("ontology"))
}
