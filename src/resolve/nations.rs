//! Demonyms and capitals: "Iraqi" is of Iraq, and "Tehran denied" is Iran speaking.

use super::draft::{Cluster, Draft};
use crate::recognize::{EntityType, MentionKind};

/// Why a capital means its country.
pub(super) const CAPITAL: &str = "capital for its government";

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
            draft.link(mention, country, 0.8, CAPITAL);
            let alternative = cluster.map(|cluster| (cluster, 0.2));
            if let Some(link) = &mut draft.links[mention] {
                link.alternatives.extend(alternative);
            }
        }
    }
}

/// Links the offices of states to the country that they are of: that of the one who holds it, or
/// the one that the report is about. Only a country that the report names can be meant.
pub(super) fn link_offices(draft: &mut Draft<'_>) {
    let leading = leading_nation(draft).filter(|(_, lead)| *lead >= CLEAR_LEAD);
    let leading = leading.and_then(|(id, _)| draft.with_id(&id));
    let mut offices = draft.of_kind(MentionKind::Office);
    let mut taken: Vec<(String, usize)> = Vec::new();
    for &mention in &offices {
        let own = holder_nation(draft, mention).and_then(|id| draft.with_id(&id));
        if let Some(country) = own {
            draft.link(mention, country, 0.85, "country of the one who holds the office");
            taken.extend((Some(country) == leading).then(|| office(draft, mention)).flatten());
        }
    }
    offices.retain(|&mention| draft.links[mention].is_none());
    for mention in offices {
        let Some((office, holder)) = office(draft, mention) else { continue };
        let is_free = taken.iter().all(|(other, by)| *other != office || *by == holder);
        if let Some(country) = leading.filter(|_| is_free) {
            draft.link(mention, country, 0.5, "country that the report is about");
            taken.push((office, holder));
        }
    }
}

/// A country leads a report clearly if it is spoken of so many times as often as the next.
const CLEAR_LEAD: f32 = 1.1;

/// What an office is called, and who holds it.
fn office(draft: &Draft<'_>, mention: usize) -> Option<(String, usize)> {
    let holder = draft.cluster_of(holder(draft, mention)?)?;
    Some((draft.mentions[mention].text.to_lowercase(), holder))
}

/// The mention of the one who holds an office, whose name stands behind it or in apposition.
fn holder(draft: &Draft<'_>, office: usize) -> Option<usize> {
    let words = draft.words;
    let (end, head) = (draft.mentions[office].tokens.end, draft.mentions[office].head);
    let near = office.saturating_sub(4)..draft.mentions.len().min(office + 4);
    let apposed = words.child(head, "appos");
    let before = (words.dep(head) == "appos").then(|| words.head(head));
    near.into_iter().find(|&other| {
        let other = &draft.mentions[other];
        let beside = Some(other.head) == apposed || Some(other.head) == before;
        other.kind == MentionKind::Named && (other.core.start == end || beside)
    })
}

/// The country of the one whose name an office stands before: by the record, or by what stands
/// before the title elsewhere, "Pakistani Prime Minister X".
fn holder_nation(draft: &Draft<'_>, office: usize) -> Option<String> {
    let holder = draft.cluster_of(holder(draft, office)?)?;
    if let Some(country) = draft.nation_of(holder) {
        return Some(country.to_owned());
    }
    let mut named =
        (0..draft.mentions.len()).filter(|&other| draft.cluster_of(other) == Some(holder));
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

/// Links "the Lebanese capital", and "the capital" of the country that a report is about.
pub(super) fn link_capital(draft: &mut Draft<'_>, mention: usize, leading: Option<&str>) -> bool {
    let description = &draft.mentions[mention];
    let noun = draft.words.lower(description.head) == "capital";
    if !noun || description.best_type() != Some(EntityType::City) {
        return false;
    }
    let words = description.nation.clone().map(|nation| draft.words.joined(nation));
    let bare = description.tokens.len() == 1 && description.agreement.definite == Some(true);
    let behind = draft.words.children(description.head).any(|child| child > description.head);
    let country = match &words {
        Some(nation) => draft.known.nation_of(nation),
        None => leading.filter(|_| bare && !behind),
    };
    let Some(capital) = country.and_then(|country| draft.known.capital(country)) else {
        return false;
    };
    let capital = capital.to_owned();
    let known = draft.with_id(&capital);
    if words.is_none() && known.is_none() {
        return false;
    }
    let city = known.unwrap_or_else(|| {
        let kind = Some(EntityType::City);
        draft.add(Cluster { id: Some(capital), kind, ..Cluster::default() })
    });
    draft.link(mention, city, 0.85, "capital of the nation");
    true
}

/// The country that a report speaks of most, and how many times as often as of the next.
pub(super) fn leading_nation(draft: &Draft<'_>) -> Option<(String, f32)> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for link in draft.links.iter().flatten() {
        let own = draft.clusters[link.cluster].id.as_deref();
        let country = own.filter(|_| draft.kind_of(link.cluster) == Some(EntityType::Country));
        let Some(country) = country.or_else(|| draft.nation_of(link.cluster)) else { continue };
        match counts.iter_mut().find(|(other, _)| *other == country) {
            Some((_, count)) => *count += 1,
            None => counts.push((country, 1)),
        }
    }
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let second = counts.get(1).map_or(0, |second| second.1);
    let (country, count) = *counts.first()?;
    let lead = count as f32 / second.max(1) as f32;
    (count > second).then(|| (country.to_owned(), lead))
}
