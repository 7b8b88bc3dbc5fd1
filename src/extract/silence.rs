//! Why a word that could say a relation says nothing: for people who ask.

use std::collections::BTreeMap;

use super::clause::Clauses;
use super::matching::{FrameIndex, Match};
use super::{Context, claims_of, toll};
use crate::ontology::Relation;

/// A word that could say a relation, and why it does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// The word.
    pub word: String,
    /// The relation that it could say.
    pub relation: String,
    /// Why it says nothing, in the reader's words.
    pub reason: String,
}

/// The words of a text that could say a relation and make no claim of it, in the order of the text.
pub fn silences(context: &Context<'_>, frames: &FrameIndex<'_>) -> Vec<Silence> {
    let clauses = Clauses::new(context.annotation);
    let mut matches: BTreeMap<(usize, &str), Vec<Match<'_>>> = BTreeMap::new();
    for found in frames.find(&clauses, context.annotation.len()) {
        let key = (found.predicate, found.frame.relation.as_str());
        matches.entry(key).or_default().push(found);
    }
    let mut silences: Vec<Silence> = Vec::new();
    for token in 0..context.annotation.len() {
        let mut relations: Vec<&str> = frames
            .said_by(token, &clauses)
            .into_iter()
            .map(|(frame, _)| frame.relation.as_str())
            .collect();
        relations.sort_unstable();
        relations.dedup();
        for name in relations {
            let Some(relation) = context.ontology.relation(name) else { continue };
            let found = matches.get(&(token, name)).map_or(&[][..], Vec::as_slice);
            if let Some(reason) = reason(context, &clauses, relation, token, found) {
                let word = context.annotation.token(token).text().to_owned();
                silences.push(Silence { word, relation: name.to_owned(), reason });
            }
        }
    }
    silences
}

/// Why a word makes no claim of a relation; none if it makes one.
fn reason(
    context: &Context<'_>,
    clauses: &Clauses<'_>,
    relation: &Relation,
    token: usize,
    matches: &[Match<'_>],
) -> Option<String> {
    let claims = |found: &Match<'_>| {
        if relation.toll {
            toll::claim(context, clauses, found).is_some()
        } else {
            !claims_of(context, clauses, relation, found).is_empty()
        }
    };
    if matches.iter().any(claims) {
        return None;
    }
    if context.stances.of(token).hypothetical {
        return Some("it is only supposed or asked".to_owned());
    }
    let Some(found) = matches.first() else {
        // "Be" and "have" could say many things; that they do not is no news.
        let is_light = context.annotation.token(token).pos() == "AUX";
        let reason = "nobody and nothing stands where its ends must stand".to_owned();
        return (!is_light).then_some(reason);
    };
    let ends = [Some(found.subject), found.object];
    let unclear = ends.into_iter().flatten().find(|end| context.entity(*end).is_none());
    if let Some(end) = unclear {
        let word = context.annotation.token(end).text();
        return Some(format!("it is not clear who or what is meant by “{word}”"));
    }
    if relation.toll {
        return Some("it does not say how many, or of whom".to_owned());
    }
    let named = ends.into_iter().flatten().filter_map(|end| context.entity(end));
    let named: Vec<String> =
        named.map(|entity| format!("{} ({})", entity.name, entity.kind)).collect();
    Some(format!("{} cannot be its ends", named.join(" and ")))
}
