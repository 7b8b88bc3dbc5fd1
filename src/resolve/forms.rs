//! The different names of a text, each with all its mentions.

use std::collections::HashMap;

use super::agreement::agree;
use super::draft::Draft;
use super::likeness::first_sounds;
use crate::recognize::{EntityType, Evidence, MentionKind, normal};

/// A name as the text spells it, and everything that speaks for its type.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// The name in its one spelling.
    pub(super) key: String,
    /// Its words; Arabic articles aside.
    pub(super) words: Vec<String>,
    pub(super) mentions: Vec<usize>,
    pub(super) evidence: Evidence,
    /// The record of the gazetteer that fits the evidence best.
    pub(super) id: Option<String>,
    /// What a noun beside the name calls it: "Basra province".
    pub(super) called: Option<EntityType>,
    /// Whether something is said to be in it, come from it or go to it.
    pub(super) is_visited: bool,
    /// Whether it does what only people and bodies do.
    pub(super) acts: bool,
    /// Whether it is written in capitals: "PMF".
    pub(super) is_acronym: bool,
    /// What the evidence says most broadly, and how surely.
    pub(super) sphere: (Sphere, f32),
    /// The first sounds of its words, a bit each: what is spelled alike begins alike.
    pub(super) sounds: u64,
    /// The first letters of its words, with and without articles and prepositions.
    pub(super) initials: [String; 2],
}

/// What a name may mean most broadly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sphere {
    People,
    Places,
    Organizations,
}

/// Which of people, places and organizations the evidence is for, with its sum there.
pub(super) fn sphere(evidence: &Evidence) -> (Sphere, f32) {
    let best = |pick: fn(EntityType) -> bool| {
        let scores =
            EntityType::ALL.into_iter().filter(|&kind| pick(kind)).map(|kind| evidence.of(kind));
        scores.fold(0.0, f32::max)
    };
    let people = evidence.of(EntityType::Person) + evidence.of(EntityType::Official);
    let places = best(EntityType::is_place);
    let organizations = best(EntityType::is_organization);
    if people >= places && people >= organizations {
        (Sphere::People, people)
    } else if places >= organizations {
        (Sphere::Places, places)
    } else {
        (Sphere::Organizations, organizations)
    }
}

/// The names of a report, in the order of first mention.
pub(super) fn forms(draft: &Draft<'_>) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut places: HashMap<(String, Option<EntityType>, &str), usize> = HashMap::new();
    for mention in draft.of_kind(MentionKind::Named) {
        let (key, called) = key(draft, mention);
        let noun = site_noun(draft, mention, called);
        let place = *places.entry((key.clone(), called, noun)).or_insert_with(|| {
            forms.push(form(draft, mention, key, called));
            forms.len() - 1
        });
        forms[place].mentions.push(mention);
        forms[place].is_visited |= draft.mentions[mention].acts == Some(false);
        forms[place].acts |= draft.mentions[mention].acts == Some(true);
        forms[place].evidence.merge(&draft.mentions[mention].types);
    }
    for form in &mut forms {
        form.sphere = sphere(&form.evidence);
        form.id = identify(draft, form);
    }
    agree(draft, &mut forms);
    forms
}

/// The noun beside the name of a site: "Damar bridge" and "Damar refinery" are two things.
fn site_noun<'d>(draft: &'d Draft<'_>, mention: usize, called: Option<EntityType>) -> &'d str {
    let last = draft.mentions[mention].tokens.end - 1;
    if called == Some(EntityType::Site) { draft.words.lower(last) } else { "" }
}

fn key(draft: &Draft<'_>, mention: usize) -> (String, Option<EntityType>) {
    let mention = &draft.mentions[mention];
    let key = normal(&draft.words.joined(mention.core.clone()));
    let called =
        mention.best_type().filter(|kind| kind.is_place() && mention.core != mention.tokens);
    (key, called)
}

fn form(draft: &Draft<'_>, mention: usize, key: String, called: Option<EntityType>) -> Form {
    let mention = &draft.mentions[mention];
    let text = draft.words.joined(mention.core.clone());
    let capitals = text.chars().filter(|letter| letter.is_uppercase()).count();
    let small = text.chars().any(|letter| letter.is_lowercase() && letter != 's');
    let words =
        key.split(' ').filter(|word| !matches!(*word, "al" | "el" | "of" | "the" | "and" | "for"));
    let words: Vec<String> = words.map(str::to_owned).collect();
    let first = |word: &str| word.chars().next();
    Form {
        sphere: sphere(&Evidence::default()),
        sounds: first_sounds(&words),
        initials: [
            key.split(' ').filter_map(first).collect(),
            words.iter().filter_map(|word| first(word)).collect(),
        ],
        words,
        key,
        mentions: Vec::new(),
        evidence: Evidence::default(),
        id: None,
        is_visited: false,
        acts: false,
        called,
        is_acronym: capitals > 1 && !small && !text.contains(' '),
    }
}

/// What speaks for a type; for somebody's being an official all that speaks for a person.
fn evidence_for(evidence: &Evidence, kind: EntityType) -> f32 {
    if kind.is_person() {
        evidence.of(EntityType::Official) + evidence.of(EntityType::Person)
    } else {
        evidence.of(kind)
    }
}

/// The record that a name means here: of those with the name, the one whose type most speaks for.
fn identify(draft: &Draft<'_>, form: &Form) -> Option<String> {
    let mut best: Option<(f32, &String)> = None;
    let count = form.mentions.len() as f32;
    for id in form.mentions.iter().flat_map(|&mention| &draft.mentions[mention].known) {
        let Some(kind) = draft.known.kind(id) else { continue };
        let called =
            form.called.is_none_or(|called| called == kind || called.is_land() && kind.is_land());
        let acting =
            form.acts && !form.is_visited && kind.is_place() && kind != EntityType::Country;
        let score = evidence_for(&form.evidence, kind) / count - if acting { 0.8 } else { 0.0 };
        if called && best.is_none_or(|(known, _)| score > known) {
            best = Some((score, id));
        }
    }
    let (score, id) = best?;
    let (_, strongest) = form.sphere;
    (score * count * 2.0 > strongest).then(|| id.clone())
}
