//! Who leads which force, as far as the words beside a name tell: "the Shield Forces of X", "X,
//! commander of the SDF". "His men" are that force then.

use std::collections::HashMap;

use super::draft::Draft;
use crate::recognize::{EntityType, MentionKind};

/// The forces that the people of a report lead, by cluster.
pub(super) fn leaders(draft: &Draft<'_>) -> HashMap<usize, usize> {
    let mut forces: HashMap<usize, usize> = HashMap::new();
    for (mention, own) in draft.mentions.iter().enumerate() {
        let force = draft.cluster_of(mention).filter(|&cluster| {
            let kind = draft.kind_of(cluster);
            own.kind == MentionKind::Named && kind.is_some_and(EntityType::is_force)
        });
        if let Some(force) = force {
            forces.entry(own.head).or_insert(force);
        }
    }
    let mut leaders = HashMap::new();
    for mention in draft.of_kind(MentionKind::Named) {
        let Some(person) = draft.cluster_of(mention) else { continue };
        if draft.kind_of(person).is_some_and(EntityType::is_person)
            && let Some(force) = force_beside(draft, mention, &forces)
        {
            leaders.entry(person).or_insert(force);
        }
    }
    leaders
}

/// The force that stands beside the name of its leader.
fn force_beside(draft: &Draft<'_>, name: usize, forces: &HashMap<usize, usize>) -> Option<usize> {
    let words = draft.words;
    let head = draft.mentions[name].head;
    let title = draft.mentions[name].title.clone().map(|title| title.end - 1);
    let preposition = words.head(head);
    let behind = words.dep(head) == "pobj"
        && (matches!(words.lower(preposition), "of" | "under")
            || words.dep(preposition) == "agent");
    let before = behind.then(|| {
        let above = words.head(preposition);
        if words.dep(above) == "acl" { words.head(above) } else { above }
    });
    let apposed = words.child(head, "appos");
    let post = (words.dep(head) == "appos").then(|| words.head(head));
    let posts = [Some(head), title, apposed, post].into_iter().flatten();
    let owned = posts.flat_map(|post| owners(draft, post));
    before.into_iter().chain(owned).find_map(|token| forces.get(&token)).copied()
}

/// The nouns that say whose somebody's post is: "SDF commander", "the PAK's leader", "chief of JNIM".
fn owners(draft: &Draft<'_>, post: usize) -> Vec<usize> {
    let words = draft.words;
    let owner = |child: usize| match words.dep(child) {
        "poss" | "compound" | "nmod" => Some(child),
        "prep" if words.lower(child) == "of" => words.child(child, "pobj"),
        _ => None,
    };
    words.children(post).filter_map(owner).collect()
}
