//! Offices that are told without what they are at: "Prime Minister X", "the president, X".

use std::cmp::Reverse;

use super::scene::{End, Scene};
use super::sink::number;
use crate::recognize::{EntityType, MentionKind};

/// So many of the countries that a text speaks of most are tried.
const LEADING: usize = 2;

/// Pairs of a person who bears an office and a country that it may be at: one that he is known to
/// belong to, or one that the text speaks of most.
pub(super) fn unsaid(scene: &Scene<'_>) -> Vec<(End, End)> {
    let countries = countries(scene);
    let mut pairs = Vec::new();
    for person in &scene.ends {
        let (Some(office), Some(entity)) = (office(scene, *person), person.entity) else {
            continue;
        };
        let is_tried = |(place, country): &(usize, &usize)| {
            *place < LEADING || scene.facts.is_of_country(entity, **country)
        };
        for (place, country) in countries.iter().enumerate().filter(is_tried) {
            pairs.push((*person, end(scene, office, *country, place.min(LEADING) as u32 + 1)));
        }
    }
    pairs
}

/// The country at the end of a candidate, with the word for the office in its stead.
fn end(scene: &Scene<'_>, office: usize, country: usize, unsaid: u32) -> End {
    let manner = number("unsaid");
    End {
        token: office,
        anchor: office,
        entity: Some(country),
        mention: None,
        kind: number(&scene.context.resolution.entities[country].kind),
        manner,
        unsaid,
        surety: [manner; 4],
    }
}

/// The word for the office of a named person: his title, or a noun beside his name.
fn office(scene: &Scene<'_>, person: End) -> Option<usize> {
    let mention = &scene.context.resolution.mentions[person.mention?].mention;
    let is_person = mention.best_type().is_some_and(EntityType::is_person);
    if mention.kind != MentionKind::Named || !is_person {
        return None;
    }
    let title = mention.title.clone().map(|title| title.end - 1);
    let beside = scene.clauses.fillers(person.token, "appositive", &[]).into_iter().next();
    title.or(beside).filter(|token| !scene.words[*token].classes.is_empty())
}

/// The countries of a text, the one that it speaks of most first.
fn countries(scene: &Scene<'_>) -> Vec<usize> {
    let entities = &scene.context.resolution.entities;
    let is_country =
        |entity: &usize| scene.context.ontology.is_a(&entities[*entity].kind, "Country");
    let mut countries: Vec<usize> = (0..entities.len()).filter(is_country).collect();
    countries.sort_by_key(|&entity| Reverse(scene.mentioned[entity]));
    countries
}
