//! Mentions without a name, in the order of the text: descriptions, groups and pronouns.

use std::collections::HashMap;

use super::collectives;
use super::descriptions;
use super::draft::{Draft, Link};
use super::leaders::leaders;
use super::nations::{leading_nation, link_capital, link_offices};
use super::pronouns;
use super::salience::Salience;
use super::{owners, unnamed};
use crate::recognize::{EntityType, MentionKind};

/// An antecedent that a reference may mean: a cluster, and how well it fits.
pub(super) type Choice = (usize, f32);

/// What a report as a whole says of those that it speaks of.
struct Background {
    /// The country that it is about.
    nation: Option<String>,
    /// Which person leads which force, by cluster.
    leaders: HashMap<usize, usize>,
}

/// Links what refers without naming, where it is clear to whom.
pub(super) fn link_references(draft: &mut Draft<'_>) {
    let nation = leading_nation(draft).map(|(country, _)| country);
    let background = Background { nation, leaders: leaders(draft) };
    link_offices(draft);
    let mut salience = Salience::default();
    for mention in 0..draft.mentions.len() {
        if draft.links[mention].is_none() {
            link(draft, &salience, mention, &background);
        }
        salience.note(draft, mention);
    }
}

fn link(draft: &mut Draft<'_>, salience: &Salience, mention: usize, background: &Background) {
    match draft.mentions[mention].kind {
        MentionKind::Pronoun => {
            let choices = pronouns::choices(draft, salience, mention);
            choose(draft, mention, &choices, 0.0, "pronoun");
        }
        MentionKind::Collective => collectives::link(draft, salience, mention),
        MentionKind::Description => link_description(draft, salience, mention, background),
        MentionKind::Named | MentionKind::Demonym | MentionKind::Office => {}
    }
}

fn link_description(
    draft: &mut Draft<'_>,
    salience: &Salience,
    mention: usize,
    background: &Background,
) {
    let nation = background.nation.as_deref();
    if owners::link_owned(draft, mention, &background.leaders)
        || link_capital(draft, mention, nation)
    {
        return;
    }
    if draft.mentions[mention].body.is_some() {
        return owners::link_body(draft, salience, mention, nation);
    }
    let choices = descriptions::choices(draft, salience, mention);
    if !choose(draft, mention, &choices, 0.0, "description") {
        link_alone(draft, mention, nation);
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

/// Links a description that nothing spoken of before answers to: "the country" is the one that the
/// report is about.
fn link_alone(draft: &mut Draft<'_>, mention: usize, nation: Option<&str>) {
    let description = &draft.mentions[mention];
    let country = description.best_type() == Some(EntityType::Country)
        && description.agreement.definite == Some(true)
        && description.core == description.tokens
        && draft.words.child(description.head, "poss").is_none()
        && !descriptions::has_complement(draft, description);
    match nation.and_then(|id| draft.with_id(id)).filter(|_| country) {
        Some(nation) => draft.link(mention, nation, 0.5, "country that the report is about"),
        None => unnamed::make_unnamed(draft, mention),
    }
}
