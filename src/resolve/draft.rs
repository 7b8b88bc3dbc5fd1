//! What is known so far while the mentions of a report find their entities.

use std::collections::HashMap;

use crate::recognize::{EntityType, Evidence, Known, Mention, MentionKind, Words};

/// The mentions of a report, the entities in the making, and which mention means which.
pub(super) struct Draft<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) known: &'a Known<'a>,
    pub(super) mentions: Vec<Mention>,
    pub(super) clusters: Vec<Cluster>,
    pub(super) links: Vec<Option<Link>>,
    /// For each token the first mention, and the first one by name, that it is the head of.
    heads: Vec<(Option<usize>, Option<usize>)>,
    /// The day of the report: `2026-01-08`.
    pub(super) day: Option<String>,
    /// The first cluster of each record, and of each name in lower case.
    by_id: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
}

/// Mentions that mean one thing.
#[derive(Debug, Clone, Default)]
pub(super) struct Cluster {
    /// Its record in the gazetteer.
    pub(super) id: Option<String>,
    /// The name that it was made for, if it has one in the gazetteer or was given one.
    pub(super) name: Option<String>,
    /// Other names that it goes by, apart from those of its mentions.
    pub(super) also: Vec<String>,
    pub(super) evidence: Evidence,
    /// What it was decided to be.
    pub(super) kind: Option<EntityType>,
    /// Posts and nouns that the text calls it by, as base forms: "minister", "group".
    pub(super) nouns: Vec<String>,
    /// The nation that it belongs to, by the id of the country.
    pub(super) nation: Option<String>,
}

/// The decision that a mention means a cluster.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) cluster: usize,
    pub(super) score: f32,
    pub(super) reason: &'static str,
    pub(super) alternatives: Vec<(usize, f32)>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(
        words: &'a Words<'a>,
        known: &'a Known<'a>,
        mentions: Vec<Mention>,
    ) -> Draft<'a> {
        let links = vec![None; mentions.len()];
        let mut heads = vec![(None, None); words.len()];
        for (index, mention) in mentions.iter().enumerate().rev() {
            let (first, named) = &mut heads[mention.head];
            *first = Some(index);
            if mention.kind == MentionKind::Named {
                *named = Some(index);
            }
        }
        Draft {
            words,
            known,
            mentions,
            clusters: Vec::new(),
            links,
            heads,
            day: None,
            by_id: HashMap::new(),
            by_name: HashMap::new(),
        }
    }

    /// The first mention that a token is the head of.
    pub(super) fn first_at(&self, token: usize) -> Option<usize> {
        self.heads[token].0
    }

    /// The mention by name that a token is the head of.
    pub(super) fn named_at(&self, token: usize) -> Option<usize> {
        self.heads[token].1
    }

    /// Adds a cluster.
    pub(super) fn add(&mut self, cluster: Cluster) -> usize {
        let place = self.clusters.len();
        if let Some(id) = &cluster.id {
            self.by_id.entry(id.clone()).or_insert(place);
        }
        if let Some(name) = &cluster.name {
            self.by_name.entry(name.to_ascii_lowercase()).or_insert(place);
        }
        self.clusters.push(cluster);
        place
    }

    /// Gives a cluster its record in the gazetteer, unless it has one.
    pub(super) fn identify(&mut self, cluster: usize, id: String) {
        if self.clusters[cluster].id.is_none() {
            let first = self.by_id.entry(id.clone()).or_insert(cluster);
            *first = cluster.min(*first);
            self.clusters[cluster].id = Some(id);
        }
    }

    /// Decides that a mention means a cluster.
    pub(super) fn link(
        &mut self,
        mention: usize,
        cluster: usize,
        score: f32,
        reason: &'static str,
    ) {
        self.links[mention] = Some(Link { cluster, score, reason, alternatives: Vec::new() });
    }

    /// The cluster of a mention.
    pub(super) fn cluster_of(&self, mention: usize) -> Option<usize> {
        self.links[mention].as_ref().map(|link| link.cluster)
    }

    /// The cluster of the record with this id, if there is one.
    pub(super) fn with_id(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The cluster of this name, which is not in the gazetteer.
    pub(super) fn with_name(&self, name: &str) -> Option<usize> {
        self.by_name.get(&name.to_ascii_lowercase()).copied()
    }

    /// The mentions of a kind, in order.
    pub(super) fn of_kind(&self, kind: MentionKind) -> Vec<usize> {
        (0..self.mentions.len()).filter(|&index| self.mentions[index].kind == kind).collect()
    }

    /// What a mention's cluster was decided to be.
    pub(super) fn kind_of(&self, cluster: usize) -> Option<EntityType> {
        self.clusters[cluster].kind
    }

    /// The country of a record, or of the nation that a cluster belongs to.
    pub(super) fn nation_of(&self, cluster: usize) -> Option<&str> {
        let cluster = &self.clusters[cluster];
        let own = cluster.nation.as_deref();
        own.or_else(|| self.known.country(cluster.id.as_deref()?))
    }
}
