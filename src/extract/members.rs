//! The named groups that the people of a group without a name come from: "fighters, most of them
//! from *Badr* and *Nujaba*", "proxies such as *Hezbollah*", "drawn mainly from the *PMF*".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Context;
use crate::model::Entity;

/// How far behind the noun such words may stand.
const FARTHEST: usize = 40;

/// The groups that a sentence says a noun's people come from.
pub(super) fn groups<'a>(noun: usize, context: &'a Context<'_>) -> Vec<&'a Entity> {
    let sentence = context.places.sentence(noun);
    let end = sentence.end.min(noun + FARTHEST);
    for at in noun + 1..end {
        let Some(kind) = CUES.get(context.annotation.token(at).norm()) else { continue };
        let list = match *kind {
            "list" => Some(at + 1),
            leading => behind(leading, at, end, context),
        };
        let found = list.map_or_else(Vec::new, |start| listed(start, end, context));
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Behind "from" in "most of them from" and "drawn mainly from", behind "of" in "made up of".
fn behind(leading: &str, cue: usize, end: usize, context: &Context<'_>) -> Option<usize> {
    let leads = |token: &usize| context.annotation.token(*token).norm() == leading;
    (cue + 1..end.min(cue + 5)).find(leads).map(|word| word + 1)
}

/// The groups of a list of names that begins at a token.
fn listed<'a>(start: usize, end: usize, context: &'a Context<'_>) -> Vec<&'a Entity> {
    let mut found: Vec<&Entity> = Vec::new();
    for at in start..end {
        let word = context.annotation.token(at);
        // "including fighters from Badr and Nujaba"
        let leads_on = word.norm() == "from" && found.is_empty();
        let goes_on = leads_on
            || matches!(word.pos(), "PROPN" | "NOUN" | "ADJ" | "DET" | "CCONJ" | "PART" | "NUM")
            || matches!(word.text(), "," | "(" | ")" | "-" | "'" | "’")
            || word.norm() == "of";
        if !goes_on {
            break;
        }
        let Some(entity) = context.entity(at) else { continue };
        let is_group = context.ontology.is_a(&entity.kind, "ArmedGroup");
        if is_group && found.iter().all(|known| known.key != entity.key) {
            found.push(entity);
        }
    }
    found
}

/// Words that lead to the groups: `list` right before the first name, `from` or `of` with that word between.
static CUES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
    let table = include_str!("../../data/lexicon/members.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t')).collect()
});
