//! What a state has and mostly goes without a name: "Iraqi soldiers" are the Iraqi army.

use std::collections::HashMap;

use super::draft::{Cluster, Draft};
use crate::recognize::{EntityType, MentionKind, normal};

/// Links the mentions that say whose army, ministry or parliament they mean.
pub(super) fn link_bodies(draft: &mut Draft<'_>) {
    for mention in 0..draft.mentions.len() {
        if let Some(nation) = nation(draft, mention) {
            let body = body_of(draft, mention, &nation);
            draft.link(mention, body, 0.9, "what a state has");
        }
    }
}

/// Links an acronym in brackets behind a body, "Sudanese Armed Forces (SAF)", to that body.
pub(super) fn link_acronyms(draft: &mut Draft<'_>) {
    let mut meant: HashMap<String, usize> = HashMap::new();
    for body in 0..draft.mentions.len() {
        let end = draft.mentions[body].tokens.end;
        let bracket = draft.mentions[body].body.is_some() && draft.words.lower(end) == "(";
        let Some(cluster) = draft.cluster_of(body).filter(|_| bracket) else { continue };
        let near = draft.mentions[body + 1..].iter().take(3);
        let mut inside = near.filter(|other| other.tokens.start == end + 1);
        let acronym = inside.find(|other| other.kind == MentionKind::Named);
        if let Some(acronym) = acronym.filter(|acronym| is_acronym(&acronym.text)) {
            meant.entry(acronym.text.clone()).or_insert(cluster);
        }
    }
    for mention in draft.of_kind(MentionKind::Named) {
        if let Some(&cluster) = meant.get(&draft.mentions[mention].text) {
            draft.link(mention, cluster, 0.9, "in brackets behind the name");
        }
    }
}

fn is_acronym(name: &str) -> bool {
    name.len() > 1 && !name.chars().any(|letter| letter.is_lowercase() || letter == ' ')
}

/// The cluster of a nation's body, made if need be.
pub(super) fn body_of(draft: &mut Draft<'_>, mention: usize, nation: &str) -> usize {
    let body = draft.mentions[mention].body.clone().unwrap_or_default();
    let kind = draft.mentions[mention].best_type();
    let owner =
        draft.known.demonym(nation).or_else(|| draft.known.name(nation)).unwrap_or_default();
    let names: Vec<String> = body.split('|').map(|noun| format!("{owner} {noun}")).collect();
    let ids: Vec<Option<String>> = names.iter().map(|name| record(draft, name, kind)).collect();
    let known = names.iter().zip(&ids).find_map(|(name, id)| {
        id.as_deref().and_then(|id| draft.with_id(id)).or_else(|| draft.with_name(name))
    });
    known.unwrap_or_else(|| {
        let (name, id) = (names.first().cloned(), ids.into_iter().flatten().next());
        let nation = Some(nation.to_owned());
        let nouns = body.split('|').take(1).map(str::to_owned).collect();
        let also = names.into_iter().skip(1).collect();
        draft.add(Cluster { id, name, also, kind, nation, nouns, ..Cluster::default() })
    })
}

/// The record of a body: "Iraqi army".
fn record(draft: &Draft<'_>, name: &str, kind: Option<EntityType>) -> Option<String> {
    let candidates = draft.known.named(&normal(name));
    let fitting =
        candidates.into_iter().find(|candidate| kind.is_some_and(|kind| kind.fits(candidate.kind)));
    fitting.map(|candidate| candidate.id)
}

/// The country that qualifies a mention of such a body.
fn nation(draft: &Draft<'_>, mention: usize) -> Option<String> {
    let mention = &draft.mentions[mention];
    mention.body.as_ref()?;
    let nation = mention.nation.clone()?;
    let name = draft.words.joined(nation.clone());
    let named =
        draft.known.nation_of(&name).or_else(|| draft.known.capital_of(&name)).map(str::to_owned);
    named.or_else(|| {
        let owner = draft.mentions.iter().position(|other| other.core == nation)?;
        let cluster = &draft.clusters[draft.cluster_of(owner)?];
        (cluster.kind == Some(EntityType::Country)).then(|| cluster.id.clone())?
    })
}
