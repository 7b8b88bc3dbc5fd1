//! Pairs of entities with names alike that nothing joins.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::Name;
use super::{Doubt, Ground, Said};
use crate::model::{Entity, Reading};
use crate::ontology::Ontology;

/// A key that more entities share says little: they are not compared by it.
const MOST: usize = 40;

/// How many names of an entity are compared.
const NAMES: usize = 8;

/// An entity with a name, as all readings have it.
struct Named<'r> {
    iri: &'r str,
    entity: &'r Entity,
    sphere: Sphere,
    names: BTreeSet<Name>,
}

/// Only things of one sphere are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sphere {
    People,
    Places,
    Organizations,
    Others,
}

pub(super) fn doubts(readings: &[Reading], said: &Said<'_>, ontology: &Ontology) -> Vec<Doubt> {
    let named = named(readings, said, ontology);
    let mut shared: BTreeMap<(Sphere, String), BTreeSet<usize>> = BTreeMap::new();
    for (place, it) in named.iter().enumerate() {
        let is_person = it.sphere == Sphere::People;
        for key in it.names.iter().flat_map(|name| name.keys(is_person)) {
            shared.entry((it.sphere, key)).or_default().insert(place);
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for places in shared.into_values().filter(|places| places.len() <= MOST) {
        for &a in &places {
            pairs.extend(places.range(a + 1..).map(|&b| (a, b)));
        }
    }
    let doubt = |(a, b): (usize, usize)| named[a].doubt(&named[b], said);
    pairs.into_iter().filter_map(doubt).collect()
}

fn named<'r>(readings: &'r [Reading], said: &Said<'_>, ontology: &Ontology) -> Vec<Named<'r>> {
    let mut named: BTreeMap<&str, Named<'_>> = BTreeMap::new();
    let documents = readings.iter().map(|reading| &reading.document);
    for entity in documents.flat_map(|it| it.entities.iter().chain(&it.tellers)) {
        let Some(iri) = entity.iri.as_deref().filter(|iri| said.count(iri) > 0) else { continue };
        if !named.contains_key(iri) {
            // What has no name of its own is one report's; "Iraqi fighters" are others everywhere.
            if is_nameless(entity, ontology) {
                continue;
            }
            let sphere = Sphere::of(&entity.kind, ontology);
            named.insert(iri, Named { iri, entity, sphere, names: BTreeSet::new() });
        }
        let Some(known) = named.get_mut(iri).filter(|it| it.names.len() < NAMES) else { continue };
        let names = entity.names().filter_map(Name::of);
        known.names.extend(names.take(NAMES - known.names.len()));
    }
    named.into_values().collect()
}

fn is_nameless(entity: &Entity, ontology: &Ontology) -> bool {
    let classes = ["Collective", "AnonymousSource", "Document"];
    Name::of(&entity.name).is_none()
        || classes.iter().any(|class| ontology.is_a(&entity.kind, class))
}

impl Named<'_> {
    fn doubt(&self, other: &Named<'_>, said: &Said<'_>) -> Option<Doubt> {
        // The gazetteer knows of two that they are two.
        if self.entity.gazetteer.is_some() && other.entity.gazetteer.is_some() {
            return None;
        }
        let [is_person, is_place] =
            [Sphere::People, Sphere::Places].map(|sphere| self.sphere == sphere);
        let pairs = self.names.iter().flat_map(|a| other.names.iter().map(move |b| (a, b)));
        let ground: Ground = pairs.filter_map(|(a, b)| a.ground(b, is_person, is_place)).min()?;
        // The one that is known better gives its address.
        let rank = |it: &Named<'_>| (it.entity.gazetteer.is_some(), said.count(it.iri));
        let (first, second) = if rank(self) >= rank(other) { (self, other) } else { (other, self) };
        let side = |it: &Named<'_>| said.entity(it.iri, &it.entity.name, &it.entity.kind);
        let touches = said.count(first.iri).min(said.count(second.iri));
        Some(Doubt { ground, touches, sides: vec![side(first), side(second)] })
    }
}

impl Sphere {
    fn of(kind: &str, ontology: &Ontology) -> Sphere {
        let spheres = [
            ("Person", Sphere::People),
            ("Place", Sphere::Places),
            ("Organization", Sphere::Organizations),
        ];
        let found = spheres.into_iter().find(|(class, _)| ontology.is_a(kind, class));
        found.map_or(Sphere::Others, |(_, sphere)| sphere)
    }
}
