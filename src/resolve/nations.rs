//! Demonyms and capitals: "Iraqi" is of Iraq, and "Tehran denied" is Iran speaking.

use super::draft::{Cluster, Draft};
use crate::recognize::{EntityType, MentionKind};

/// Links demonyms to their countries.
pub(super) fn link_demonyms(draft: &mut Draft<'_>) {
    for mention in draft.of_kind(MentionKind::Demonym) {
        let text = &draft.mentions[mention].text;
        if let Some(id) = draft.known.nation_of(text).map(str::to_owned) {
            let country = country(draft, &id);
            draft.link(mention, country, 0.95, "demonym");
        }
    }
}

/// Moves the mentions of a capital that acts to its country: "Tehran denied", not "in Tehran".
pub(super) fn link_governments(draft: &mut Draft<'_>) {
    for mention in draft.of_kind(MentionKind::Named) {
        let cluster = draft.cluster_of(mention);
        let city = cluster.is_some_and(|cluster| draft.kind_of(cluster) == Some(EntityType::City));
        if !city || draft.mentions[mention].acts != Some(true) {
            continue;
        }
        let name = draft.words.joined(draft.mentions[mention].core.clone());
        if let Some(id) = draft.known.capital_of(&name).map(str::to_owned) {
            let country = country(draft, &id);
            draft.link(mention, country, 0.8, "capital for its government");
            let alternative = cluster.map(|cluster| (cluster, 0.2));
            if let Some(link) = &mut draft.links[mention] {
                link.alternatives.extend(alternative);
            }
        }
    }
}

/// The cluster of a country, made if need be.
pub(super) fn country(draft: &mut Draft<'_>, id: &str) -> usize {
    draft.with_id(id).unwrap_or_else(|| {
        let kind = Some(EntityType::Country);
        draft.add(Cluster { id: Some(id.to_owned()), kind, ..Cluster::default() })
    })
}
