//! Adding segments to an index.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use oxigraph::model::Quad;
use oxigraph::store::Store as Quads;

use super::Fault;
use super::sources::Sources;
use crate::encode::Version;
use crate::model::Reading;
use crate::store::labels::Labels;
use crate::store::load::{self, BATCH};
use crate::store::segment::{self, Head};
use crate::store::versions::versions;
use crate::store::{Store, StoreError};

/// An index that is being written.
pub(super) struct Fill<'s> {
    pub(super) store: &'s Store,
    pub(super) quads: Quads,
    pub(super) sources: Sources,
}

/// What was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Added {
    /// How many reports were added.
    pub(super) reports: usize,
    /// How many quads they brought.
    pub(super) quads: usize,
    /// How many reports that were there have changed, because another version came.
    pub(super) changed: usize,
}

/// Reports by their addresses, each with its segment.
type Heads<'p> = BTreeMap<String, (Head, &'p Path)>;

impl<'s> Fill<'s> {
    pub(super) fn open(store: &'s Store, generation: &Path) -> Result<Fill<'s>, Fault> {
        let quads = Quads::open(generation.join("quads"))?;
        let sources = Quads::open(generation.join("sources"))?;
        Ok(Fill { store, quads, sources: Sources::new(sources, &store.namer) })
    }

    /// Adds the segments behind the first `known`, which are there.
    pub(super) fn add(&self, segments: &[PathBuf], known: usize) -> Result<Added, Fault> {
        let (old, new) = segments.split_at(known);
        if known == 0 {
            let mut loader = self.quads.bulk_loader();
            let ontology = load::ontology(&self.store.namer, &self.store.ontology)
                .map_err(|error| Fault::Index(error.to_string()))?;
            loader.load_quads(ontology)?;
            loader.commit()?;
        }
        let new_heads = heads(new, |_| true)?;
        let urls: BTreeSet<&str> =
            new_heads.values().filter_map(|(head, _)| head.url.as_deref()).collect();
        let matters = |head: &Head| {
            let is_version = head.url.as_deref().is_some_and(|url| urls.contains(url));
            is_version || new_heads.contains_key(&head.iri)
        };
        let old_heads = heads(old, matters)?;
        let before = versions_of(old_heads.values());
        let after = versions_of(new_heads.values().chain(old_heads.values()));
        let mut added = Added::default();
        for path in new {
            // What two segments have counts where it stands first.
            let is_first = |reading: &Reading| {
                let first = new_heads.get(&reading.iri);
                !old_heads.contains_key(&reading.iri) && first.is_some_and(|(_, at)| at == path)
            };
            let mut readings = segment::read(path)?;
            readings.retain(is_first);
            for batch in readings.chunks(BATCH) {
                added.quads += self.add_batch(batch, &after)?;
            }
            added.reports += readings.len();
        }
        for (iri, (_, path)) in &old_heads {
            if before.get(iri) != after.get(iri) {
                let readings = segment::read(path)?;
                let reading = readings.iter().find(|reading| reading.iri == *iri);
                let version = |versions: &BTreeMap<String, Version>| {
                    versions.get(iri).cloned().unwrap_or_default()
                };
                if let Some(reading) = reading {
                    self.change(reading, &version(&before), &version(&after))?;
                    added.changed += 1;
                }
            }
        }
        Ok(added)
    }

    fn add_batch(
        &self,
        readings: &[Reading],
        versions: &BTreeMap<String, Version>,
    ) -> Result<usize, Fault> {
        let brought = load::encode(self.store, readings, versions);
        let reports = readings.iter().map(|reading| reading.iri.as_str());
        self.add_quads(reports.zip(brought).collect())
    }

    /// Adds what reports bring.
    pub(super) fn add_quads(&self, mut brought: Vec<(&str, Vec<Quad>)>) -> Result<usize, Fault> {
        let count = brought.iter().map(|(_, quads)| quads.len()).sum();
        self.sources.add(brought.iter().map(|(report, quads)| (*report, quads.as_slice())))?;
        let mut labels = Labels::default();
        brought.iter_mut().for_each(|(_, quads)| labels.take(quads));
        let mut loader = self.quads.bulk_loader();
        loader.load_quads(brought.into_iter().flat_map(|(_, quads)| quads))?;
        loader.commit()?;
        labels.write(&self.quads)?;
        Ok(count)
    }

    /// Makes sure that all is on the disk.
    pub(super) fn finish(self) -> Result<(), Fault> {
        self.quads.flush()?;
        self.sources.flush()?;
        Ok(())
    }
}

fn versions_of<'h>(heads: impl Iterator<Item = &'h (Head, &'h Path)>) -> BTreeMap<String, Version> {
    let heads: BTreeMap<&str, &Head> = heads.map(|(head, _)| (head.iri.as_str(), head)).collect();
    let heads: Vec<Head> = heads.into_values().cloned().collect();
    versions(&heads)
}

/// The reports of segments that matter, each where it stands first.
fn heads<'p>(
    segments: &'p [PathBuf],
    matters: impl Fn(&Head) -> bool,
) -> Result<Heads<'p>, StoreError> {
    let mut heads = Heads::new();
    for path in segments {
        for head in segment::heads(path)? {
            if matters(&head) {
                heads.entry(head.iri.clone()).or_insert((head, path));
            }
        }
    }
    Ok(heads)
}
