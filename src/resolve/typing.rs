//! What each entity is, by all that the report says of it.

use super::draft::Draft;
use super::forms::{Sphere, sphere};
use crate::recognize::{EntityType, Evidence, Mention};
use EntityType::*;

/// Decides the type of every cluster from its mentions and its record.
pub(super) fn decide(draft: &mut Draft<'_>) {
    for mention in 0..draft.mentions.len() {
        if let Some(cluster) = draft.cluster_of(mention) {
            let nouns = nouns(draft, &draft.mentions[mention]);
            let cluster = &mut draft.clusters[cluster];
            cluster.evidence.merge(&draft.mentions[mention].types);
            cluster.nouns.extend(nouns);
        }
    }
    for cluster in 0..draft.clusters.len() {
        let known = draft.clusters[cluster].id.as_deref().and_then(|id| draft.known.kind(id));
        let decided = draft.clusters[cluster].kind;
        let kind = decided.or(known).or_else(|| best(&draft.clusters[cluster].evidence));
        let kind = kind.or(Some(Organization));
        draft.clusters[cluster].kind = kind;
    }
}

/// The likeliest type: first whether person, place or organization, then which.
fn best(evidence: &Evidence) -> Option<EntityType> {
    let (sphere, _) = sphere(evidence);
    let inside = |kind: EntityType| match sphere {
        Sphere::People => kind.is_person(),
        Sphere::Places => kind.is_place() && kind != Country,
        Sphere::Organizations => kind.is_organization(),
    };
    if sphere == Sphere::People {
        return Some(if evidence.of(Official) >= 2.0 { Official } else { Person });
    }
    evidence.ranked().iter().map(|score| score.kind).find(|&kind| inside(kind))
}

/// The nouns that a mention's title and apposition call its referent by.
fn nouns(draft: &Draft<'_>, mention: &Mention) -> Vec<String> {
    let words = draft.words;
    let title = mention.title.clone().map(|title| title.end - 1);
    let head = mention.head;
    let apposed = words.children(head).filter(|&child| words.dep(child) == "appos");
    let before = Some(words.head(head)).filter(|_| words.dep(head) == "appos");
    let verb = words.head(head);
    let copula = words.dep(head) == "nsubj" && words.token(verb).lemma() == "be";
    let predicate = copula.then(|| words.child(verb, "attr")).flatten();
    let tokens = title.into_iter().chain(apposed).chain(before).chain(predicate);
    tokens.map(|token| words.token(token).lemma().to_lowercase()).collect()
}
