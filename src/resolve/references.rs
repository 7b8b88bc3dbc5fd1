//! Mentions without a name, in the order of the text: descriptions, groups and pronouns.

use super::bodies::body_of;
use super::collectives;
use super::descriptions;
use super::draft::{Cluster, Draft, Link};
use super::nations::{leading_nation, link_offices};
use super::pronouns;
use super::salience::Salience;
use super::unnamed;
use crate::recognize::{EntityType, MentionKind};

/// An antecedent that a reference may mean: a cluster, and how well it fits.
pub(super) type Choice = (usize, f32);

/// Links what refers without naming, where it is clear to whom.
pub(super) fn link_references(draft: &mut Draft<'_>) {
    let nation = leading_nation(draft).map(|(country, _)| country);
    link_offices(draft);
    let mut salience = Salience::default();
    for mention in 0..draft.mentions.len() {
        if draft.links[mention].is_none() {
            link(draft, &salience, mention, nation.as_deref());
        }
        salience.note(draft, mention);
    }
}

fn link(draft: &mut Draft<'_>, salience: &Salience, mention: usize, nation: Option<&str>) {
    match draft.mentions[mention].kind {
        MentionKind::Pronoun => {
            let choices = pronouns::choices(draft, salience, mention);
            choose(draft, mention, &choices, 0.1, "pronoun");
        }
        MentionKind::Collective => collectives::link(draft, salience, mention),
        MentionKind::Description if draft.mentions[mention].body.is_some() => {
            link_body(draft, salience, mention, nation);
        }
        MentionKind::Description => {
            let choices = descriptions::choices(draft, salience, mention);
            if !choose(draft, mention, &choices, 0.1, "description") {
                unnamed::make_unnamed(draft, mention);
            }
        }
        MentionKind::Named | MentionKind::Demonym | MentionKind::Office => {}
    }
}

/// Links to the best choice, if it is better than the next by a margin; says whether it did.
pub(super) fn choose(
    draft: &mut Draft<'_>,
    mention: usize,
    choices: &[Choice],
    margin: f32,
    reason: &'static str,
) -> bool {
    let mut ranked = choices.to_vec();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    let Some(&(cluster, best)) = ranked.first() else { return false };
    let second = ranked.get(1).map_or(0.0, |second| second.1);
    if best - second < margin {
        return false;
    }
    let score = (0.4 + best / 4.0 + (best - second) / 4.0).min(0.95);
    let alternatives = ranked[1..]
        .iter()
        .take(3)
        .map(|&(other, fit)| (other, score * fit / best.max(0.1) / 2.0))
        .collect();
    draft.links[mention] = Some(Link { cluster, score, reason, alternatives });
    true
}

/// "the army" is the one spoken of last, or that of the nation that the report is about.
fn link_body(draft: &mut Draft<'_>, salience: &Salience, mention: usize, nation: Option<&str>) {
    if let Some(nation) = owner(draft, mention) {
        let body = body_of(draft, mention, &nation);
        return draft.link(mention, body, 0.7, "body of the nation spoken of");
    }
    if let Some(force) = force_before(draft, mention) {
        return draft.link(mention, force, 0.75, "what the force beside it has");
    }
    let body = draft.mentions[mention].body.clone();
    let noun = body.as_deref().and_then(|body| body.split('|').next()).map(str::to_owned);
    let same = |cluster: &Cluster| noun.as_ref().is_some_and(|noun| cluster.nouns.contains(noun));
    let known = salience.last(|seen| {
        draft.mentions[seen.mention].body == body || same(&draft.clusters[seen.cluster])
    });
    if let Some(seen) = known {
        return draft.link(mention, seen.cluster, 0.8, "same body as before");
    }
    let body = &draft.mentions[mention];
    let qualified = body.nation.is_some() || body.core.start > body.tokens.start;
    if let Some(nation) = nation.filter(|_| !qualified) {
        let body = body_of(draft, mention, nation);
        draft.link(mention, body, 0.5, "body of the nation that the report is about");
    } else {
        let name = Some(draft.mentions[mention].text.clone());
        let kind = draft.mentions[mention].best_type();
        let nouns = noun.into_iter().collect();
        let body = draft.add(Cluster { name, kind, nouns, ..Cluster::default() });
        draft.link(mention, body, 0.5, "body of a nation that is not named");
    }
}

/// The force whose name stands before a body's noun: "RSF soldiers", "NAF jets".
fn force_before(draft: &Draft<'_>, mention: usize) -> Option<usize> {
    let tokens = draft.mentions[mention].tokens.clone();
    let own = draft.mentions[mention].head;
    let near = mention + 1..draft.mentions.len().min(mention + 4);
    let beside = |&other: &usize| {
        let other = &draft.mentions[other];
        let inside = tokens.contains(&other.head) && draft.words.head(other.head) == own;
        inside && other.kind == MentionKind::Named
    };
    let cluster = draft.cluster_of(near.into_iter().find(beside)?)?;
    draft.kind_of(cluster)?.is_force().then_some(cluster)
}

/// The country that "its" in "its army" means.
fn owner(draft: &Draft<'_>, mention: usize) -> Option<String> {
    let head = draft.mentions[mention].head;
    let owner = draft.words.child(head, "poss")?;
    let before =
        (0..mention).rev().take(8).chain(mention + 1..draft.mentions.len().min(mention + 3));
    let mut mentions = before.filter(|&other| draft.mentions[other].head == owner);
    let cluster = mentions.find_map(|other| draft.cluster_of(other))?;
    let country = draft.kind_of(cluster) == Some(EntityType::Country);
    country.then(|| draft.clusters[cluster].id.clone())?
}
