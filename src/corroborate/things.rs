//! What is known of the things that accounts are about: their class and their country.

use std::collections::BTreeMap;

use crate::model::Reading;
use crate::naming::Namer;
use crate::ontology::Ontology;

/// Things by their addresses.
#[derive(Debug, Clone, Default)]
pub(super) struct Things(BTreeMap<String, Thing>);

#[derive(Debug, Clone, Default)]
struct Thing {
    kind: String,
    name: String,
    country: Option<String>,
}

impl Things {
    pub(super) fn of(readings: &[&Reading], namer: &Namer) -> Things {
        let mut things: BTreeMap<String, Thing> = BTreeMap::new();
        for entity in readings.iter().flat_map(|reading| &reading.document.entities) {
            let Some(iri) = &entity.iri else { continue };
            let country = entity.gazetteer.as_ref().and_then(|known| known.country.as_deref());
            let country = country.map(|country| namer.row(country));
            let country = country.or_else(|| (entity.kind == "Country").then(|| iri.clone()));
            let known = things.entry(iri.clone()).or_default();
            // Where reports differ, the first in the order of letters: whichever comes first is the same.
            if known.kind.is_empty() || entity.kind < known.kind {
                known.kind.clone_from(&entity.kind);
            }
            if known.name.is_empty() || entity.name < known.name {
                known.name.clone_from(&entity.name);
            }
            known.country = known.country.take().or(country);
        }
        Things(things)
    }

    /// Whether a thing is of the class Person or one below it.
    pub(super) fn is_person(&self, iri: &str, ontology: &Ontology) -> bool {
        self.0.get(iri).is_some_and(|thing| ontology.is_a(&thing.kind, "Person"))
    }

    /// The country that a place is in, or is.
    pub(super) fn country(&self, iri: &str) -> Option<&str> {
        self.0.get(iri)?.country.as_deref()
    }

    /// The first of its usual names.
    pub(super) fn name(&self, iri: &str) -> &str {
        self.0.get(iri).map_or("", |thing| thing.name.as_str())
    }

    /// The things of a class or one below it.
    pub(super) fn of_class<'t>(
        &'t self,
        class: &'t str,
        ontology: &'t Ontology,
    ) -> impl Iterator<Item = &'t str> {
        let things = self.0.iter();
        things.filter(move |(_, it)| ontology.is_a(&it.kind, class)).map(|(iri, _)| iri.as_str())
    }
}
