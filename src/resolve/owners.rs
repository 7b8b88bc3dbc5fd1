//! What somebody has: "its army", "JNIM's men", "his fighters", and "the army" of no one named.

use std::collections::HashMap;

use super::bodies::body_of;
use super::draft::{Cluster, Draft};
use super::salience::Salience;
use crate::recognize::EntityType::{self, Collective, Country};
use crate::recognize::MentionKind;

/// Why a noun for people means a group that has them.
const OF_GROUP: &str = "people of the group";
const OF_LEADER: &str = "people of the force that he leads";
const OF_FORCE: &str = "what the force beside it has";

/// So many mentions back the name of an owner may stand.
const MEMORY: usize = 100;

/// Links the people of a group, "its men", to the group; those of a man, "his men", to the force
/// that he leads, or else they are a group of their own. Says whether it did.
pub(super) fn link_owned(
    draft: &mut Draft<'_>,
    mention: usize,
    leaders: &HashMap<usize, usize>,
) -> bool {
    let is_people = {
        let description = &draft.mentions[mention];
        let plural = description.agreement.plural == Some(true);
        let force = description.best_type().is_some_and(EntityType::is_force);
        plural && (force || description.best_type() == Some(Collective))
    };
    let Some(owner) = owner(draft, mention).filter(|_| is_people) else { return false };
    let Some(kind) = draft.kind_of(owner) else { return false };
    if kind.is_force() {
        draft.link(mention, owner, 0.75, OF_GROUP);
        return true;
    }
    if !kind.is_person() {
        return false;
    }
    if let Some(&force) = leaders.get(&owner) {
        draft.link(mention, force, 0.65, OF_LEADER);
        return true;
    }
    let noun = draft.words.token(draft.mentions[mention].head).lemma().to_lowercase();
    let Some(leader) = name(draft, owner, mention) else { return false };
    let name = format!("{leader}'s {}", draft.mentions[mention].text);
    let group = draft.with_name(&name).unwrap_or_else(|| {
        let (kind, nouns) = (Some(Collective), vec![noun]);
        draft.add(Cluster { name: Some(name), kind, nouns, ..Cluster::default() })
    });
    draft.link(mention, group, 0.6, "people of the one spoken of");
    true
}

/// The name of a cluster: the gazetteer's, or the last one before a mention.
fn name(draft: &Draft<'_>, cluster: usize, mention: usize) -> Option<String> {
    let known = draft.clusters[cluster].id.as_deref().and_then(|id| draft.known.name(id));
    let named = |other: &usize| {
        draft.mentions[*other].kind == MentionKind::Named
            && draft.cluster_of(*other) == Some(cluster)
    };
    let before = || (0..mention).rev().take(MEMORY).find(named);
    let spoken = || Some(draft.words.joined(draft.mentions[before()?].core.clone()));
    known.map(str::to_owned).or_else(spoken)
}

/// Whose something is: the cluster of "its" in "its army", of "JNIM" in "JNIM's men".
fn owner(draft: &Draft<'_>, mention: usize) -> Option<usize> {
    let owner = draft.words.child(draft.mentions[mention].head, "poss")?;
    let before =
        (0..mention).rev().take(8).chain(mention + 1..draft.mentions.len().min(mention + 3));
    let mut mentions = before.filter(|&other| draft.mentions[other].head == owner);
    mentions.find_map(|other| draft.cluster_of(other))
}

/// "the army" is the one spoken of last, or that of the nation that the report is about.
pub(super) fn link_body(
    draft: &mut Draft<'_>,
    salience: &Salience,
    mention: usize,
    nation: Option<&str>,
) {
    let country = owner(draft, mention).filter(|&owner| draft.kind_of(owner) == Some(Country));
    if let Some(nation) = country.and_then(|country| draft.clusters[country].id.clone()) {
        let body = body_of(draft, mention, &nation);
        return draft.link(mention, body, 0.7, "body of the nation spoken of");
    }
    if let Some(force) = force_before(draft, mention) {
        return draft.link(mention, force, 0.75, OF_FORCE);
    }
    let body = draft.mentions[mention].body.clone();
    let noun = body.as_deref().and_then(|body| body.split('|').next()).map(str::to_owned);
    let same = |cluster: &Cluster| noun.as_ref().is_some_and(|noun| cluster.nouns.contains(noun));
    let owned = |mention: usize| {
        let link = draft.links[mention].as_ref();
        link.is_some_and(|link| matches!(link.reason, OF_GROUP | OF_LEADER | OF_FORCE))
    };
    let known = salience.last(|seen| {
        let again = draft.mentions[seen.mention].body == body && !owned(seen.mention);
        again || same(&draft.clusters[seen.cluster])
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
