//! Whom the end of a claim means: the group behind "fighters of X", the men behind "hundreds of".

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::{Clauses, Context};
use super::{members, offices, people};
use crate::model::Entity;
use crate::recognize::MentionKind;

/// What may stand at one end of a claim.
pub(super) struct Wanted<'a> {
    /// The class that the relation asks for.
    pub(super) class: Option<&'a str>,
    /// Classes of which it must be one, besides; any, if empty.
    pub(super) is: &'a [String],
    /// Sorts of people of which a group without a name must be one; any, if empty.
    pub(super) people: &'a [String],
    /// Whether plain "volunteers" will do.
    pub(super) unnamed: bool,
    /// Whether weapons stand for the one whose they are.
    pub(super) weapons: bool,
}

/// The entities that a token at the end of a claim stands for, as far as they may stand there;
/// those beside it ("our minister, *Yaşar Güler*") if it may not itself.
pub(super) fn entities<'a>(
    token: usize,
    wanted: &Wanted<'_>,
    context: &'a Context<'_>,
    clauses: &Clauses<'_>,
) -> Vec<&'a Entity> {
    let mut found = meant(token, context, clauses);
    if wanted.weapons && is_one_of(&WEAPONS, measured(token, clauses), clauses) {
        found.extend(owners(measured(token, clauses), context, clauses));
    }
    let is_definite = is_definite(token, context);
    let governed: Vec<&Entity> =
        found.iter().filter_map(|entity| offices::governed_from(entity, context)).collect();
    found.retain(|entity| wanted.admits(entity, is_definite, context));
    if found.is_empty() {
        found = governed;
        found.retain(|entity| wanted.admits(entity, is_definite, context));
    }
    // "his Turkish counterpart, Hakan Fidan": the name says more than the description.
    let mention = context.resolution.at(measured(token, clauses));
    let is_description =
        mention.is_some_and(|found| found.mention.kind == MentionKind::Description);
    let is_described =
        |entity: &&Entity| is_description && context.ontology.is_a(&entity.kind, "Person");
    if found.is_empty() || found.iter().all(is_described) {
        let described = std::mem::take(&mut found);
        let beside = clauses.appositives(token).into_iter();
        found = beside.flat_map(|token| meant(token, context, clauses)).collect();
        found.retain(|entity| wanted.admits(entity, is_definite, context));
        if found.is_empty() {
            found = described;
        }
    }
    found
}

/// "the men": those spoken of before.
fn is_definite(token: usize, context: &Context<'_>) -> bool {
    let mention = context.resolution.at(token).map(|found| &found.mention);
    mention.is_some_and(|mention| {
        mention.kind == MentionKind::Pronoun || mention.agreement.definite == Some(true)
    })
}

/// The entities that a token stands for.
pub(super) fn meant<'a>(
    token: usize,
    context: &'a Context<'_>,
    clauses: &Clauses<'_>,
) -> Vec<&'a Entity> {
    let token = measured(token, clauses);
    let mention = context.resolution.at(token);
    let is_named = mention.is_some_and(|found| {
        matches!(found.mention.kind, MentionKind::Named | MentionKind::Pronoun)
    });
    if is_named {
        return context.entity(token).into_iter().collect();
    }
    let mut found = groups(token, context, clauses);
    if found.is_empty() {
        found.extend(context.entity(token));
    }
    let are_people = people::sort(&clauses.token(token).lemma().to_lowercase()).is_some();
    if are_people && found.iter().all(|entity| entity.kind == "Collective") {
        found.extend(members::groups(token, context));
    }
    found
}

impl Wanted<'_> {
    fn admits(&self, entity: &Entity, is_definite: bool, context: &Context<'_>) -> bool {
        let is = |wanted: &str| context.ontology.is_a(&entity.kind, wanted);
        let is_collective = entity.kind == "Collective";
        let is_unnamed = is_collective && !is_definite && people::is_bare(&entity.name)
            || is("Place") && !entity.name.contains(|c: char| c.is_uppercase() || c.is_numeric());
        self.class.is_none_or(is)
            && (self.is.is_empty() || self.is.iter().any(|wanted| is(wanted)))
            && (self.unnamed || !is_unnamed)
            && (!is_collective || self.is_of_sort(&entity.name))
    }

    fn is_of_sort(&self, name: &str) -> bool {
        let is_wanted = |sort: &str| self.people.iter().any(|wanted| wanted == sort);
        self.people.is_empty() || people::sort(name).is_some_and(is_wanted)
    }
}

/// The named groups whose people a noun speaks of: "PMF convoys", "fighters of Badr and Nujaba".
fn groups<'a>(noun: usize, context: &'a Context<'_>, clauses: &Clauses<'_>) -> Vec<&'a Entity> {
    if is_one_of(&PEOPLE, noun, clauses) { owners(noun, context, clauses) } else { Vec::new() }
}

/// The groups and countries whose a noun is.
fn owners<'a>(noun: usize, context: &'a Context<'_>, clauses: &Clauses<'_>) -> Vec<&'a Entity> {
    let may_be_country = context.resolution.at(noun).is_none();
    let mut found: Vec<&Entity> = Vec::new();
    for slot in ["of", "from", "modifier", "possessor"] {
        let mut owners = clauses.fillers(noun, slot, &[]);
        if slot == "modifier" {
            owners.extend(listed_before(noun, context, clauses));
        }
        for owner in owners {
            let Some(owner) = context.entity(owner) else { continue };
            let is_group = match &*owner.kind {
                "Collective" => matches!(slot, "of" | "from"),
                "Country" => may_be_country,
                kind => context.ontology.is_a(kind, "Organization"),
            };
            if is_group && !found.iter().any(|known| known.key == owner.key) {
                found.push(owner);
            }
        }
    }
    found
}

/// The forces of the list that ends right before a noun, wherever the parser hangs them: "850
/// *Badr*, *Hezbollah* and *Nujaba* fighters".
fn listed_before(noun: usize, context: &Context<'_>, clauses: &Clauses<'_>) -> Vec<usize> {
    let is_force = |token: &usize| {
        let entity = context.entity(*token);
        entity.is_some_and(|entity| {
            ["ArmedGroup", "Party", "StateForce"]
                .iter()
                .any(|kind| context.ontology.is_a(&entity.kind, kind))
        })
    };
    let last = noun.checked_sub(1).into_iter();
    let mut listed: Vec<usize> = last.flat_map(|last| clauses.listed_with(last)).collect();
    listed.retain(is_force);
    listed
}

/// "hundreds of fighters", "some of them": the fighters, they.
fn measured(token: usize, clauses: &Clauses<'_>) -> usize {
    let mut token = token;
    for _ in 0..4 {
        let word = clauses.token(token);
        let lemma = word.lemma().to_lowercase();
        let is_measure = MEASURES.contains(lemma.as_str())
            || matches!(word.pos(), "NUM" | "DET" | "PRON" | "ADJ");
        match clauses.fillers(token, "of", &[]).first() {
            Some(&inner) if is_measure => token = inner,
            _ => break,
        }
    }
    token
}

/// Whether a noun only leads on to whom it is about: "fighters of X", "hundreds of X".
pub(crate) fn leads_on(lemma: &str) -> bool {
    PEOPLE.contains(lemma) || MEASURES.contains(lemma)
}

fn is_one_of(lemmas: &BTreeSet<&str>, token: usize, clauses: &Clauses<'_>) -> bool {
    lemmas.contains(clauses.token(token).lemma().to_lowercase().as_str())
}

static WEAPONS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| lemmas(include_str!("../../data/lexicon/weapons.tsv")));
static PEOPLE: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| lemmas(include_str!("../../data/lexicon/people_of.tsv")));
static MEASURES: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| lemmas(include_str!("../../data/lexicon/measures.tsv")));

fn lemmas(table: &'static str) -> BTreeSet<&'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}
