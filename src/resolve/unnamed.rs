//! What has no name of its own: "an unpaved track", "checkpoints at the entrance of Sinjar", and the
//! words that it goes by.

use super::draft::{Cluster, Draft};
use crate::recognize::{EntityType, Mention};
use EntityType::*;

/// So many tokens behind a noun can belong to what a thing is called.
const LONGEST: usize = 9;

/// A description with the named place behind it: "base in Ahvaz", "headquarters of the 6th Division".
pub(super) fn full_name(draft: &Draft<'_>, description: &Mention) -> String {
    let words = draft.words;
    let tells = |&child: &usize| child > description.head && !OTHERS.contains(&words.lower(child));
    let prepositions = words.children(description.head).filter(tells);
    let mut objects = prepositions.filter_map(|child| words.child(child, "pobj"));
    let end = objects
        .find_map(|object| draft.named_at(object).map(|other| draft.mentions[other].tokens.end));
    end.map_or_else(|| description.text.clone(), |end| words.joined(description.tokens.start..end))
}

/// Prepositions that say nothing of which thing is meant: "an airfield for the marshal".
const OTHERS: [&str; 5] = ["against", "by", "for", "under", "with"];

/// Prepositions that say where a place is.
const PLACED: [&str; 10] =
    ["at", "in", "near", "outside", "behind", "beside", "above", "below", "between", "inside"];

/// Other words for what a phrase describes: with the number before it, with what stands behind it.
///
/// "At least 300 gunmen from Iraq" are "300 gunmen", "gunmen from Iraq" and "300 gunmen from Iraq".
pub(super) fn other_names(draft: &Draft<'_>, mention: &Mention) -> Vec<String> {
    let words = draft.words;
    let (start, end) = (counted(draft, mention), complement_end(draft, mention));
    let own = mention.tokens.clone();
    let ranges = [own.start..end, start..own.end, start..end];
    let mut names: Vec<String> = Vec::new();
    for range in ranges.into_iter().filter(|range| *range != own) {
        let name = words.joined(range);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Where a phrase begins with the number that belongs to it.
fn counted(draft: &Draft<'_>, mention: &Mention) -> usize {
    let words = draft.words;
    let start = mention.tokens.start;
    let number = |&at: &usize| matches!(words.dep(at), "nummod" | "compound" | "quantmod");
    let before = (start.saturating_sub(4)..start).rev();
    start - before.take_while(|at| number(at) && words.tag(*at) == "CD").count()
}

/// Where the prepositional phrases behind a noun end: "in Haddah", "of the 444 in Ain Zara".
fn complement_end(draft: &Draft<'_>, mention: &Mention) -> usize {
    let words = draft.words;
    let first = mention.tokens.end;
    let sentence = words.sentence_tokens(words.sentence(mention.head));
    let place = mention.best_type().is_some_and(EntityType::is_place);
    let near = if place { &PLACED[..] } else { &["from"] };
    let own = |preposition: usize| {
        let tied = words.head(preposition) == mention.head && words.lower(preposition) != "on";
        // "stormed three posts at X": the parser ties "at" to the verb.
        tied || near.contains(&words.lower(preposition))
            && words.head(preposition) == words.head(mention.head)
    };
    if first >= sentence.end || words.dep(first) != "prep" || !own(first) {
        return first;
    }
    let last = sentence.end.min(first + LONGEST);
    let inside = |&at: &usize| {
        let clause = matches!(words.dep(at), "relcl" | "acl" | "advcl" | "appos" | "cc" | "conj");
        let plain = !clause && words.dep(at) != "punct" && !words.tag(at).starts_with('V');
        at == first || plain && (first..last).contains(&words.head(at))
    };
    let end = first + (first..last).take_while(inside).count();
    if end > first + 1 && words.tag(end - 1).starts_with('N') { end } else { first }
}

/// Makes what only a description tells of an entity of its own, if it is clear enough what it is:
/// a place that something happens at, or what belongs to somebody by name.
pub(super) fn make_unnamed(draft: &mut Draft<'_>, mention: usize) {
    let description = &draft.mentions[mention];
    let Some(kind) = description.best_type().filter(|_| description.body.is_none()) else { return };
    let possessed = draft.words.child(description.head, "poss").is_some();
    let owned = description.text.contains(char::is_uppercase);
    let capital = draft.words.is_capital(description.head);
    let worth = match kind {
        kind if kind.is_organization() && capital => true,
        Base | Site | BorderCrossing => true,
        GovernmentBody | Organization if possessed => true,
        Region | City | GovernmentBody | Organization | StateForce => owned,
        _ => false,
    };
    if !worth {
        return;
    }
    let name = full_name(draft, description);
    let noun = draft.words.token(description.head).lemma().to_owned();
    let also = other_names(draft, description);
    let cluster = draft.with_name(&name).unwrap_or_else(|| {
        let (name, nouns) = (Some(name), vec![noun]);
        draft.add(Cluster { name, also, kind: Some(kind), nouns, ..Cluster::default() })
    });
    draft.link(mention, cluster, 0.6, "described without a name");
}
