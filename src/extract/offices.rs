//! The country of one who holds an office of state, where the text names it elsewhere: "President
//! Bashar al-Assad" in a report on Syria.

use super::Context;
use super::clause::Clauses;
use crate::model::Entity;

/// The country that a person holds office for, if the title has nothing beside it that says more
/// and the text names the country.
pub(super) fn nation<'a>(
    title: usize,
    person: usize,
    context: &'a Context<'_>,
    clauses: &Clauses<'_>,
) -> Option<&'a Entity> {
    let is_explained = ["of", "possessor", "modifier", "for", "in"].iter().any(|slot| {
        let fillers = clauses.fillers(title, slot, &[]);
        fillers.into_iter().any(|token| {
            context
                .entity(token)
                .is_some_and(|entity| !context.ontology.is_a(&entity.kind, "Person"))
        })
    });
    if is_explained {
        return None;
    }
    let country = country(person, context)?;
    let is_country = |entity: &&Entity| entity.kind == "Country" && entity.name == country;
    context.resolution.entities.iter().find(is_country)
}

/// The country that a capital stands for where an actor is wanted: "accused Asmara".
pub(super) fn governed_from<'a>(capital: &Entity, context: &'a Context<'_>) -> Option<&'a Entity> {
    if capital.kind != "City" {
        return None;
    }
    let country = context.gazetteer.country_of_capital(&capital.name)?.name();
    let is_country = |entity: &&Entity| entity.kind == "Country" && entity.name == country;
    context.resolution.entities.iter().find(is_country)
}

/// Whether a person and a place are known to be of one country.
pub(super) fn is_at_home(person: &Entity, place: &Entity, context: &Context<'_>) -> bool {
    let of = |entity: &Entity| {
        let place = context.resolution.entities.iter().position(|other| other.key == entity.key)?;
        let mentions = context.resolution.mentions_of(place);
        mentions.flat_map(|found| &found.mention.known).find_map(|id| country_of(id, context))
    };
    of(person).is_some_and(|country| of(place) == Some(country))
}

/// The country of what is named at a token, as the gazetteer knows it.
fn country<'a>(token: usize, context: &Context<'a>) -> Option<&'a str> {
    let known = &context.resolution.at(token)?.mention.known;
    known.iter().find_map(|id| country_of(id, context))
}

fn country_of<'a>(id: &str, context: &Context<'a>) -> Option<&'a str> {
    Some(context.gazetteer.country_of(context.gazetteer.row(id)?)?.name())
}
