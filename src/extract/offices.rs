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
            context.entity(token).is_some_and(|entity| !context.ontology.is_a(&entity.kind, "Person"))
        })
    });
    if is_explained {
        return None;
    }
    let known = &context.resolution.at(person)?.mention.known;
    let rows = known.iter().filter_map(|id| context.gazetteer.row(id));
    let country = rows.filter_map(|row| context.gazetteer.country_of(row)).next()?;
    let is_country = |entity: &&Entity| entity.kind == "Country" && entity.name == country.name();
    context.resolution.entities.iter().find(is_country)
}
