//! Whom the end of a claim means: the group behind "fighters of X", the men behind "hundreds of".

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::clause::Clauses;
use crate::model::Entity;
use crate::ontology::Ontology;
use crate::recognize::MentionKind;
use crate::resolve::Resolution;

/// The entities that a token at the end of a claim stands for.
pub(super) fn entities<'a>(
    token: usize,
    clauses: &Clauses<'_>,
    resolution: &'a Resolution,
    ontology: &Ontology,
) -> Vec<&'a Entity> {
    let token = measured(token, clauses);
    let mention = resolution.at(token);
    let is_named = mention.is_some_and(|found| {
        matches!(found.mention.kind, MentionKind::Named | MentionKind::Pronoun)
    });
    let groups = if is_named { Vec::new() } else { groups(token, clauses, resolution, ontology) };
    if groups.is_empty() { resolution.entity_at(token).into_iter().collect() } else { groups }
}

/// The named groups whose people a noun speaks of: "PMF convoys", "fighters of Badr and Nujaba".
fn groups<'a>(
    noun: usize,
    clauses: &Clauses<'_>,
    resolution: &'a Resolution,
    ontology: &Ontology,
) -> Vec<&'a Entity> {
    let lemma = clauses.token(noun).lemma().to_lowercase();
    if !PEOPLE.contains(lemma.as_str()) {
        return Vec::new();
    }
    let may_be_country = resolution.at(noun).is_none();
    let mut found: Vec<&Entity> = Vec::new();
    for slot in ["of", "from", "modifier", "possessor"] {
        for owner in clauses.fillers(noun, slot, &[]) {
            let Some(owner) = resolution.entity_at(owner) else { continue };
            let is_group = match &*owner.kind {
                "Collective" => matches!(slot, "of" | "from"),
                "Country" => may_be_country,
                kind => ontology.is_a(kind, "Organization"),
            };
            if is_group && !found.iter().any(|known| known.key == owner.key) {
                found.push(owner);
            }
        }
    }
    found
}

/// "hundreds of fighters": the fighters.
fn measured(token: usize, clauses: &Clauses<'_>) -> usize {
    let mut token = token;
    for _ in 0..4 {
        let lemma = clauses.token(token).lemma().to_lowercase();
        let is_measure = MEASURES.contains(lemma.as_str()) || clauses.token(token).pos() == "NUM";
        match clauses.fillers(token, "of", &[]).first() {
            Some(&inner) if is_measure => token = inner,
            _ => break,
        }
    }
    token
}

static PEOPLE: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| lemmas(include_str!("../../data/lexicon/people_of.tsv")));
static MEASURES: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| lemmas(include_str!("../../data/lexicon/measures.tsv")));

fn lemmas(table: &'static str) -> BTreeSet<&'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}
