//! Groups without a name of their own: "Iraqi Shiite militias", and later "the militias".

use super::descriptions::apposed;
use super::draft::{Cluster, Draft};
use super::salience::{Salience, Seen};
use super::unnamed::other_names;
use crate::recognize::{EntityType, Evidence, Mention, normal};

/// Links a group to the same group before it, or to a new one.
pub(super) fn link(draft: &mut Draft<'_>, salience: &Salience, mention: usize) {
    let name = draft.mentions[mention].text.clone();
    if let Some(cluster) = draft.with_name(&name) {
        return draft.link(mention, cluster, 0.9, "same words");
    }
    let singular = draft.mentions[mention].agreement.plural == Some(false);
    if let Some(cluster) = apposed(draft, &draft.mentions[mention]).filter(|_| singular) {
        return draft.link(mention, cluster, 0.85, "apposition");
    }
    let head = draft.mentions[mention].head;
    let lemma = draft.words.token(head).lemma().to_lowercase();
    let words: Vec<String> = normal(&name).split(' ').map(str::to_owned).collect();
    let sentence = draft.words.sentence(head);
    let same = |seen: &Seen| is_same(&draft.clusters[seen.cluster], &lemma, &words);
    let near = salience.latest().take_while(|seen| seen.sentence + 12 > sentence);
    let before = near.into_iter().find(same);
    if let Some(seen) = before {
        return draft.link(mention, seen.cluster, 0.7, "same group in other words");
    }
    let kind = Some(unit(&draft.mentions[mention]).unwrap_or(EntityType::Collective));
    let also = other_names(draft, &draft.mentions[mention]);
    let (name, nouns) = (Some(name), vec![lemma]);
    let mut evidence = Evidence::default();
    evidence.merge(&draft.mentions[mention].types);
    let cluster = draft.add(Cluster { name, also, kind, nouns, evidence, ..Cluster::default() });
    draft.link(mention, cluster, 0.9, "group without a name");
}

/// What one unit of a force is, "an armoured brigade": a force, where "armed men" are only a group.
fn unit(mention: &Mention) -> Option<EntityType> {
    let kind = mention.best_type().filter(|kind| kind.is_force())?;
    let group = mention.types.iter().any(|may_be| may_be.kind == EntityType::Collective);
    (!group && mention.agreement.plural == Some(false)).then_some(kind)
}

/// Whether a group before has the same noun, and one of the two says all that the other says.
fn is_same(cluster: &Cluster, lemma: &str, words: &[String]) -> bool {
    let Some(name) = cluster.name.as_deref().filter(|_| is_unnamed(cluster)) else {
        return false;
    };
    let known: Vec<String> = normal(name).split(' ').map(str::to_owned).collect();
    let modifiers = |words: &[String]| words[..words.len() - 1].to_vec();
    let (own, other) = (modifiers(words), modifiers(&known));
    let inside =
        own.iter().all(|word| other.contains(word)) || other.iter().all(|word| own.contains(word));
    cluster.nouns.iter().any(|noun| noun == lemma) && inside
}

/// Whether a cluster is a group that has no name: one that was made here.
fn is_unnamed(cluster: &Cluster) -> bool {
    cluster.kind == Some(EntityType::Collective)
        || cluster.id.is_none() && cluster.kind.is_some_and(EntityType::is_force)
}
