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

/// Links the offices before names to the country that they are of: that of the one who holds it,
/// or the one that the report is about. Only a country that the report names can be meant.
pub(super) fn link_offices(draft: &mut Draft<'_>, leading: Option<&str>) {
    for mention in draft.of_kind(MentionKind::Office) {
        let own = holder_nation(draft, mention).and_then(|id| draft.with_id(&id));
        if let Some(country) = own {
            draft.link(mention, country, 0.85, "country of the one who holds the office");
        } else if let Some(country) = leading.and_then(|id| draft.with_id(id)) {
            draft.link(mention, country, 0.5, "country that the report is about");
        }
    }
}

/// The country of the one whose name an office stands before: by the record, or by what stands
/// before the title elsewhere, "Pakistani Prime Minister X".
fn holder_nation(draft: &Draft<'_>, office: usize) -> Option<String> {
    let end = draft.mentions[office].tokens.end;
    let near = office + 1..draft.mentions.len().min(office + 3);
    let holder = near.into_iter().find(|&other| draft.mentions[other].core.start == end)?;
    let holder = draft.cluster_of(holder)?;
    if let Some(country) = draft.nation_of(holder) {
        return Some(country.to_owned());
    }
    let mut named = (0..draft.mentions.len()).filter(|&other| draft.cluster_of(other) == Some(holder));
    named.find_map(|other| {
        let title = draft.mentions[other].title.clone()?;
        let before = draft.mentions[..other].iter().rev().take(3);
        let mut before = before.filter(|nation| {
            nation.tokens.end == title.start || nation.tokens.end + 1 == title.start
        });
        before.find_map(|nation| draft.known.nation_of(&nation.text).map(str::to_owned))
    })
}

/// The cluster of a country, made if need be.
pub(super) fn country(draft: &mut Draft<'_>, id: &str) -> usize {
    draft.with_id(id).unwrap_or_else(|| {
        let kind = Some(EntityType::Country);
        draft.add(Cluster { id: Some(id.to_owned()), kind, ..Cluster::default() })
    })
}
