//! What resolving finds: the entities of a report, and which mention means which of them.

use std::collections::HashMap;

use super::draft::{Draft, Link};
use super::entities::entity;
use crate::model::{CodePoints, Entity};
use crate::recognize::{EntityType, Mention, MentionKind};

/// The entities of a report and its mentions, each with the entity that it means.
#[derive(Debug, Clone, Default)]
pub struct Resolution {
    /// What the report names or refers to, in the order of first mention.
    pub entities: Vec<Entity>,
    /// Its mentions in the order of the text, outer ones before the ones inside them.
    pub mentions: Vec<ResolvedMention>,
    /// For every token the mention to ask for, if there is one.
    pub(super) by_token: Vec<Option<u32>>,
}

/// A mention, and the entity that we hold it to mean.
#[derive(Debug, Clone)]
pub struct ResolvedMention {
    /// The words.
    pub mention: Mention,
    /// Its entity, as a place in [`Resolution::entities`]; none when that is not clear.
    pub entity: Option<usize>,
    /// How sure that is, from 0 to 1.
    pub score: f32,
    /// Other entities that it might mean, the likeliest first, with how sure that is.
    pub alternatives: Vec<(usize, f32)>,
    /// Why: a word for `explain`, "exact name", "short form", "subject of the sentence before".
    pub reason: &'static str,
}

impl Resolution {
    /// The mention that a token stands for: the one that it is the head of, or else the
    /// innermost one that covers it.
    pub fn at(&self, token: usize) -> Option<&ResolvedMention> {
        let index = (*self.by_token.get(token)?)?;
        self.mentions.get(index as usize)
    }

    /// The entity that a token stands for.
    pub fn entity_at(&self, token: usize) -> Option<&Entity> {
        self.entities.get(self.at(token)?.entity?)
    }

    /// All mentions of an entity, by its place in [`Resolution::entities`].
    pub fn mentions_of(&self, entity: usize) -> impl Iterator<Item = &ResolvedMention> {
        self.mentions.iter().filter(move |mention| mention.entity == Some(entity))
    }

    /// Whether the text names an entity, or only describes it: "an unpaved track", "militias".
    ///
    /// What is only described is worth keeping where a claim needs it.
    pub fn is_named(&self, entity: usize) -> bool {
        self.mentions_of(entity).any(|resolved| {
            let mention = &resolved.mention;
            let body = mention.body.is_some();
            let entity = &self.entities[entity];
            let place = mention.kind == MentionKind::Description
                && EntityType::named(&entity.kind).is_some_and(EntityType::is_place)
                && entity.name.contains(char::is_uppercase);
            body || place || matches!(mention.kind, MentionKind::Named | MentionKind::Demonym)
        })
    }

    /// Fills the table that [`Resolution::at`] looks into, for a text of so many tokens.
    ///
    /// A token belongs to the longest mention that it is the head of; then to the shortest that
    /// covers it: in "Iraq's army", "army" is the army and "Iraq" the country.
    pub(super) fn index(&mut self, tokens: usize) {
        let mut rank = vec![(false, usize::MAX); tokens];
        self.by_token = vec![None; tokens];
        for (index, resolved) in self.mentions.iter().enumerate() {
            let mention = &resolved.mention;
            for token in mention.tokens.clone() {
                let is_head = token == mention.head;
                let length = mention.tokens.len();
                let better = match rank[token] {
                    (true, known) => is_head && length > known,
                    (false, known) => is_head || length < known,
                };
                if better {
                    rank[token] = (is_head, length);
                    self.by_token[token] = Some(index as u32);
                }
            }
        }
    }
}

impl From<Draft<'_>> for Resolution {
    fn from(draft: Draft<'_>) -> Resolution {
        let mut places: Vec<Option<usize>> = vec![None; draft.clusters.len()];
        let mut members: Vec<(usize, Vec<usize>)> = Vec::new();
        for mention in 0..draft.mentions.len() {
            let Some(cluster) = draft.cluster_of(mention) else { continue };
            let place = *places[cluster].get_or_insert_with(|| {
                members.push((cluster, Vec::new()));
                members.len() - 1
            });
            members[place].1.push(mention);
        }
        let is_spoken_of = |cluster: usize| places[cluster].is_some();
        let points = CodePoints::new(draft.words.annotation().text());
        let entities = members.iter();
        let mut entities: Vec<Entity> = entities
            .map(|(cluster, mentions)| entity(&draft, *cluster, mentions, &points, &is_spoken_of))
            .collect();
        tell_apart(&mut entities);
        let tokens = draft.words.len();
        let mentions = draft.mentions.into_iter().zip(draft.links);
        let mentions = mentions.map(|(mention, link)| resolved(mention, link, &places)).collect();
        let mut resolution = Resolution { entities, mentions, by_token: Vec::new() };
        resolution.index(tokens);
        resolution
    }
}

fn resolved(mention: Mention, link: Option<Link>, places: &[Option<usize>]) -> ResolvedMention {
    let Some(link) = link else {
        let reason = "not clear who is meant";
        return ResolvedMention {
            mention,
            entity: None,
            score: 0.0,
            alternatives: Vec::new(),
            reason,
        };
    };
    let others = link.alternatives.iter();
    let alternatives =
        others.filter_map(|&(cluster, score)| Some((places[cluster]?, score))).collect();
    ResolvedMention {
        mention,
        entity: places[link.cluster],
        score: link.score,
        alternatives,
        reason: link.reason,
    }
}

/// Gives different keys to different entities of one name and type.
fn tell_apart(entities: &mut [Entity]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for entity in entities {
        let count = seen.entry(entity.key.clone()).or_default();
        *count += 1;
        if *count > 1 {
            entity.key = format!("{}-{count}", entity.key);
        }
    }
}
