//! "the commander", "the group", "the town": which of those spoken of is meant.

use std::ops::Range;

use super::draft::{Cluster, Draft};
use super::references::Choice;
use super::salience::{Salience, Seen};
use super::unnamed::full_name;
use crate::recognize::{EntityType, Evidence, Mention, MentionKind, normal};
use EntityType::*;

/// The antecedents that a description may have.
pub(super) fn choices(draft: &Draft<'_>, salience: &Salience, mention: usize) -> Vec<Choice> {
    let description = &draft.mentions[mention];
    let named = apposed(draft, description).or_else(|| named_behind(draft, description));
    let named = named.or_else(|| holder(draft, description));
    if let Some(cluster) = named {
        return vec![(cluster, 2.0)];
    }
    if description.agreement.definite != Some(true) || has_complement(draft, description) {
        return Vec::new();
    }
    if draft.words.lower(description.head).starts_with(|letter: char| letter.is_ascii_digit()) {
        let unit = salience.within(MEMORY).find(|seen| begins_with(draft, description, seen));
        return unit.map(|seen| (seen.cluster, 1.8)).into_iter().collect();
    }
    let owner = owner(draft, description);
    let sentence = draft.words.sentence(description.head);
    let lemma = draft.words.token(description.head).lemma().to_lowercase();
    let recent = salience.recent(sentence, 12);
    let choice = |seen: &Seen| {
        let fit = fit(draft, description, &lemma, seen)?;
        let narrow = owner.is_some() || is_another(draft, description);
        if owner == Some(seen.cluster) || narrow && fit < 1.5 {
            return None;
        }
        let distance = (sentence - seen.sentence) as f32;
        if distance > 6.0 && fit < 1.5 {
            return None;
        }
        let subject = if seen.is_subject { 0.3 } else { 0.0 };
        let modifier = match seen.is_modifier {
            // "not one Ugandan soldier is in the country": that is the other one.
            true if sentence == seen.sentence && description.best_type() == Some(Country) => -0.9,
            true => -0.3,
            false => 0.0,
        };
        let topic = TOPIC * salience.count(seen.cluster).min(5) as f32;
        let score = fit + subject + modifier + topic - 0.2 * distance.min(6.0);
        (score > 0.2).then_some((seen.cluster, score))
    };
    let mut choices: Vec<Choice> = recent.iter().filter_map(choice).collect();
    for (place, choice) in choices.iter_mut().enumerate() {
        choice.1 -= 0.12 * place.min(3) as f32;
    }
    choices
}

/// So many mentions back a unit may stand that is spoken of by its number.
const MEMORY: usize = 200;

/// What each mention of a thing before counts, up to five: reports come back to what they are about.
const TOPIC: f32 = 0.08;

/// Whose it is: "her" brother, the "brigade's" commander. It is another one than that.
fn owner(draft: &Draft<'_>, description: &Mention) -> Option<usize> {
    let owner = draft.words.child(description.head, "poss")?;
    let mention = draft.first_at(owner);
    Some(mention.and_then(|mention| draft.cluster_of(mention)).unwrap_or(usize::MAX))
}

/// Words before a noun that set its referent against one spoken of: "the other group", "the last convoy".
const AGAINST: [&str; 24] = [
    "another",
    "adjacent",
    "allied",
    "different",
    "first",
    "former",
    "fourth",
    "last",
    "latter",
    "main",
    "near",
    "nearby",
    "nearest",
    "neighboring",
    "neighbouring",
    "new",
    "next",
    "opposing",
    "other",
    "rival",
    "second",
    "separate",
    "third",
    "whole",
];

/// Whether a description is of something else than what was spoken of: "the last assault group", but not
/// "the besieged town" and "the Iran-backed group", which only say more of it.
fn is_another(draft: &Draft<'_>, description: &Mention) -> bool {
    let loose = description.agreement.plural == Some(false)
        && description.best_type().is_some_and(|kind| {
            matches!(kind, City | Country | Province | Militia | ArmedGroup | Collective)
        });
    let before = || description.tokens.start..description.core.start;
    let small = || {
        before().all(|at| {
            !AGAINST.contains(&draft.words.lower(at)) && !draft.words.tag(at).starts_with('N')
        })
    };
    is_qualified(draft, description) && !(loose && small())
}

/// Whether it says more than its noun and its nation: "the last assault group".
fn is_qualified(draft: &Draft<'_>, description: &Mention) -> bool {
    let nation =
        |token: usize| description.nation.as_ref().is_some_and(|nation| nation.contains(&token));
    let before = description.tokens.start..description.core.start;
    before.into_iter().any(|token| !nation(token) && draft.words.lower(token) != "'s")
}

/// How well a cluster answers to the description, apart from where it was mentioned.
fn fit(draft: &Draft<'_>, description: &Mention, lemma: &str, seen: &Seen) -> Option<f32> {
    let cluster = &draft.clusters[seen.cluster];
    let kind = cluster.kind?;
    let wanted = description.best_type()?;
    if let Some(nation) = description.nation.clone() {
        let nation = draft.known.nation_of(&draft.words.joined(nation))?;
        if draft.nation_of(seen.cluster)? != nation {
            return None;
        }
    }
    let called = cluster.nouns.iter().any(|noun| noun == lemma)
        || ends_with(draft, description, seen, lemma);
    if called && (wanted.fits(kind) || kind == Collective) {
        return Some(1.8);
    }
    if description.types.first().is_some_and(|best| best.score < 1.0) {
        return None;
    }
    if wanted.is_person() {
        let free = wanted == Official && cluster.nouns.is_empty() || wanted == Person;
        return (kind.is_person() && free).then_some(0.55);
    }
    let is_another = wanted.is_place() && has_noun(draft, seen)
        || wanted == Collective && kind == Collective && !is_of_sort(description, cluster);
    likeness(wanted, kind).filter(|_| !is_another)
}

/// Whether a group can be of the sort that a description says: no "insurgents" are "residents".
fn is_of_sort(description: &Mention, group: &Cluster) -> bool {
    let sort = |evidence: &Evidence| {
        let armed = evidence.of(ArmedGroup) > 0.0;
        (armed, evidence.of(StateForce) > 0.0 && !armed)
    };
    let mut own = Evidence::default();
    own.merge(&description.types);
    sort(&own) == sort(&group.evidence)
}

/// Whether a place has a noun of its own, "Moei River", "a dry dock": no "jetty" means that.
fn has_noun(draft: &Draft<'_>, seen: &Seen) -> bool {
    let small = matches!(draft.kind_of(seen.cluster), Some(Site | Base | BorderCrossing));
    let mention = &draft.mentions[seen.mention];
    let unnamed = draft.clusters[seen.cluster].id.is_none() && mention.kind != MentionKind::Named;
    small && (unnamed || mention.core.len() > 1 || mention.core != mention.tokens)
}

/// "the defence minister, P. W. Botha", "Botha, the defence minister", "its chief is Botha".
pub(super) fn apposed(draft: &Draft<'_>, description: &Mention) -> Option<usize> {
    let words = draft.words;
    let head = description.head;
    let verb = words.head(head);
    let copula = words.token(verb).lemma() == "be" && matches!(words.dep(head), "nsubj" | "attr");
    let other = if words.dep(head) == "nsubj" { "attr" } else { "nsubj" };
    let beside = [
        words.child(head, "appos"),
        (words.dep(head) == "appos").then_some(verb),
        copula.then(|| words.child(verb, other)).flatten(),
    ];
    beside.into_iter().flatten().find_map(|token| {
        let cluster = draft.cluster_of(draft.named_at(token)?)?;
        let kinds = draft.kind_of(cluster).zip(description.best_type());
        let group = |kind: EntityType| kind == Collective;
        kinds
            .is_some_and(|(kind, wanted)| {
                wanted.fits(kind) || group(wanted) && kind.is_organization()
            })
            .then_some(cluster)
    })
}

/// "Iran's foreign minister" is the one who was so then, if the report names him.
fn holder(draft: &Draft<'_>, description: &Mention) -> Option<usize> {
    let person = description.best_type().is_some_and(EntityType::is_person);
    let day = draft.day.as_deref().filter(|_| person)?;
    let title = full_name(draft, description);
    let qualified = title.contains(char::is_uppercase);
    qualified.then(|| draft.known.holder(&title, day)).flatten().and_then(|id| draft.with_id(&id))
}

/// "the border post of Goli" is Goli.
fn named_behind(draft: &Draft<'_>, description: &Mention) -> Option<usize> {
    let words = draft.words;
    let of = words.children(description.head).find(|&child| words.lower(child) == "of")?;
    let object = words.child(of, "pobj")?;
    let cluster = draft.cluster_of(draft.named_at(object)?)?;
    (draft.kind_of(cluster)? == description.best_type()?).then_some(cluster)
}

/// Whether a named unit begins with the number: "the 25th" for "25th Brigade".
fn begins_with(draft: &Draft<'_>, description: &Mention, seen: &Seen) -> bool {
    let core = &draft.mentions[seen.mention].core;
    let letters = |text: &str| text.trim_end_matches(char::is_alphabetic).to_owned();
    let own = letters(draft.words.lower(description.head));
    core.len() > 1 && letters(draft.words.lower(core.start)) == own
}

/// Whether a named mention ends with the noun: "the front" for "Azawad Liberation Front"; one with
/// a capital may stand anywhere in the usual name: "the Guards".
fn ends_with(draft: &Draft<'_>, description: &Mention, seen: &Seen, lemma: &str) -> bool {
    let core = &draft.mentions[seen.mention].core;
    let whole = &draft.mentions[seen.mention].tokens;
    let ends =
        |range: &Range<usize>| range.len() > 1 && normal(draft.words.lower(range.end - 1)) == lemma;
    let ends = ends(core) || ends(whole);
    let name = draft.clusters[seen.cluster].id.as_deref().and_then(|id| draft.known.name(id));
    let inside = |name: &str| normal(name).split(' ').skip(1).any(|word| word == lemma);
    let within = || core.len() > 1 && core.clone().any(|token| draft.words.lower(token) == lemma);
    let capital = draft.words.is_capital(description.head);
    ends || capital && (name.is_some_and(inside) || within())
}

/// How well a noun for one type can stand for something of another.
fn likeness(wanted: EntityType, kind: EntityType) -> Option<f32> {
    match (wanted, kind) {
        (Country | City | Province | Region | Base | BorderCrossing | Site, _) => {
            (wanted == kind).then_some(if wanted == Country { 0.7 } else { 0.8 })
        }
        (StateForce | GovernmentBody | Outlet | InternationalBody | Party, _) => {
            (wanted == kind).then_some(0.8)
        }
        (Militia, Militia) | (ArmedGroup, ArmedGroup | Militia) | (Organization, Organization) => {
            Some(1.0)
        }
        (Militia, ArmedGroup) | (ArmedGroup, Organization | Party) => Some(0.7),
        (Organization, Militia | ArmedGroup | Party | Outlet) => Some(0.5),
        (_, Collective) => Some(0.4),
        _ => None,
    }
}

/// "the commander of the brigade" is described by his post, not one spoken of before.
pub(super) fn has_complement(draft: &Draft<'_>, description: &Mention) -> bool {
    let words = draft.words;
    let head = description.head;
    words
        .children(head)
        .any(|child| child > head && (words.lower(child) == "of" || words.dep(child) == "relcl"))
}
