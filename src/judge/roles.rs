//! Which parts the words of a text play for its predicates, whatever the grammar around them.

use super::scene::Word;
use super::sink::number;
use crate::annotate::Token;
use crate::extract::clause::Clauses;

/// A part that a token plays: "agent of *send*", "behind *to* of *send*".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Role {
    pub(super) predicate: usize,
    pub(super) slot: u32,
}

/// For each token the parts that it plays.
pub(super) fn roles(clauses: &Clauses<'_>, words: &[Word]) -> Vec<Vec<Role>> {
    let mut roles = vec![Vec::new(); words.len()];
    for predicate in 0..words.len() {
        for (slot, token) in parts(clauses, predicate) {
            roles[token].push(Role { predicate, slot });
        }
    }
    for found in &mut roles {
        found.sort_unstable();
        found.dedup();
        found.truncate(MOST);
    }
    roles
}

/// The most parts of one token that are looked at.
const MOST: usize = 12;

/// The slots of a predicate and what fills them.
fn parts(clauses: &Clauses<'_>, predicate: usize) -> Vec<(u32, usize)> {
    let word = clauses.token(predicate);
    let slots: &[&str] = match word.pos() {
        "VERB" | "AUX" => &["agent", "patient", "recipient", "hyphen"],
        "NOUN" => &["possessor", "modifier", "appositive", "bearer"],
        "PROPN" => &["possessor", "modifier", "appositive", "bearer", "around"],
        "ADJ" => &["agent", "hyphen"],
        _ => return Vec::new(),
    };
    let mut parts = Vec::new();
    for slot in slots {
        for token in clauses.fillers(predicate, slot, &[]) {
            parts.push((number(slot), token));
        }
    }
    complements(clauses, word, &mut parts);
    parts.retain(|(_, token)| *token != predicate);
    parts
}

/// What stands behind the prepositions of a predicate, of its object and of its particle.
fn complements(clauses: &Clauses<'_>, predicate: Token<'_>, parts: &mut Vec<(u32, usize)>) {
    for child in clauses.children(predicate.index()) {
        match child.dep() {
            "prep" | "dative" | "agent" => behind(clauses, child, "", parts),
            "dobj" | "attr" | "prt" | "advmod" if predicate.pos() != "NOUN" => {
                let below = clauses.children(child.index());
                for preposition in below.filter(|below| below.dep() == "prep") {
                    behind(clauses, preposition, child.dep(), parts);
                }
            }
            _ => {}
        }
    }
}

fn behind(
    clauses: &Clauses<'_>,
    preposition: Token<'_>,
    through: &str,
    parts: &mut Vec<(u32, usize)>,
) {
    let slot = number(preposition.norm()) ^ if through.is_empty() { 0 } else { number(through) };
    for child in clauses.children(preposition.index()) {
        match child.dep() {
            "pobj" => {
                let mut tokens = Vec::new();
                clauses.add_conjuncts(child.index(), &mut tokens);
                parts.extend(tokens.into_iter().map(|token| (slot, token)));
            }
            "prep" => {
                let inner = clauses.children(child.index()).filter(|inner| inner.dep() == "pobj");
                parts.extend(inner.map(|inner| (number(child.norm()), inner.index())));
            }
            _ => {}
        }
    }
}
