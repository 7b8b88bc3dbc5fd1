//! The entities of a report, and who of them tells something.

use std::collections::{BTreeMap, BTreeSet};

use super::Findings;
use super::facts::Facets;
use super::report::Reports;
use crate::model::{Attribution, Claim, Entity, Known, Teller};
use crate::naming::publisher_key;
use crate::vocab::cg;

/// The entities of one report.
pub(super) struct Entities<'r> {
    reports: &'r Reports<'r>,
    report: u32,
    /// By number, each with what was known of it: more than one entry where reports did not agree.
    entries: BTreeMap<u32, Vec<Entity>>,
    /// Those who tell something, and the publisher.
    tellers: BTreeMap<String, Entity>,
    links: BTreeMap<u32, Attribution>,
}

impl<'r> Entities<'r> {
    pub(super) fn new(
        reports: &'r Reports<'r>,
        report: u32,
        stated: &[u32],
        findings: &mut Findings,
    ) -> Entities<'r> {
        let (tellers, links) = (BTreeMap::new(), BTreeMap::new());
        let mut entities = Entities { reports, report, entries: BTreeMap::new(), tellers, links };
        for entity in stated {
            let entries = entities.entries_of(*entity);
            if entries.is_empty() {
                let iri = entities.iri(*entity).to_owned();
                findings.add("entities are of classes that the ontology does not have", iri);
            } else {
                entities.entries.insert(*entity, entries);
            }
        }
        entities
    }

    fn iri(&self, entity: u32) -> &'r str {
        self.reports.dump.iri(entity).unwrap_or_default()
    }

    /// What the claims of the report call an entity; none if the report does not state it.
    pub(super) fn key(&self, entity: u32) -> Option<String> {
        Some(self.entries.get(&entity)?.first()?.key.clone())
    }

    /// The link of a chain that leads to a teller.
    pub(super) fn teller(&mut self, agent: u32) -> Attribution {
        if let Some(link) = self.links.get(&agent) {
            return link.clone();
        }
        let entity = self.entry(agent);
        let kind = kind_of_teller(&entity.kind);
        let mut link = Attribution { name: entity.name.clone(), kind };
        if link.name.is_empty() || self.tellers.contains_key(&link.key()) {
            // Two tellers of one name are two.
            link.name = self.iri(agent).to_owned();
        }
        self.tellers.insert(link.key(), Entity { key: link.key(), ..entity });
        self.links.insert(agent, link.clone());
        link
    }

    /// The publisher, with the name that the report knows it by.
    pub(super) fn publisher(&mut self, outlet: u32) -> (String, u32) {
        let entity = self.entry(outlet);
        let name =
            if entity.name.is_empty() { self.iri(outlet).to_owned() } else { entity.name.clone() };
        let key = publisher_key(&name);
        self.tellers.insert(key.clone(), Entity { key, ..entity });
        (name, outlet)
    }

    /// The first entry of an entity; of one that the report does not state, its address.
    fn entry(&self, entity: u32) -> Entity {
        let stated = self.entries.get(&entity).and_then(|entries| entries.first()).cloned();
        stated.unwrap_or_else(|| Entity {
            name: self.reports.facts().preferred.get(&entity).cloned().unwrap_or_default(),
            iri: Some(self.iri(entity).to_owned()),
            ..Entity::default()
        })
    }

    /// The entities that are more than tellers, and the tellers.
    pub(super) fn finish(self, claims: &[Claim]) -> (Vec<Entity>, Vec<Entity>) {
        let ends: BTreeSet<&str> = claims
            .iter()
            .flat_map(|claim| [Some(claim.subject.as_str()), claim.object.as_deref()])
            .flatten()
            .collect();
        let telling: BTreeSet<String> =
            self.tellers.values().filter_map(|teller| teller.iri.clone()).collect();
        let is_only_teller = |entity: &Entity, place: usize| {
            let tells = entity.iri.as_ref().is_some_and(|iri| telling.contains(iri));
            place == 0 && tells && !ends.contains(entity.key.as_str())
        };
        let mut entities = Vec::new();
        for entries in self.entries.into_values() {
            for (place, entity) in entries.into_iter().enumerate() {
                if !is_only_teller(&entity, place) {
                    entities.push(entity);
                }
            }
        }
        entities.sort_by(|a, b| (&a.iri, &a.key).cmp(&(&b.iri, &b.key)));
        (entities, self.tellers.into_values().collect())
    }

    /// An entity as the report knows it; more than once where what is known of it does not fit into
    /// one entry.
    fn entries_of(&self, entity: u32) -> Vec<Entity> {
        let (facts, iri) = (self.reports.facts(), self.iri(entity));
        let seen = facts.seen(entity, self.report);
        let kinds: Vec<&str> = seen.classes.iter().filter_map(|class| self.kind(class)).collect();
        let countries = self.countries(&seen);
        let lists = [&seen.wikidata, &seen.geonames, &seen.positions, &seen.owners].map(Vec::len);
        let most = lists.into_iter().chain([kinds.len(), countries.len()]).max().unwrap_or(0);
        let name = seen.name(facts.preferred.get(&entity)).unwrap_or_default();
        let row = iri.strip_prefix(&self.reports.namer.row(""));
        let id = row.filter(|id| !id.contains('/')).unwrap_or_default();
        let mut entries = Vec::new();
        for place in 0..most.max(1) {
            let Some(kind) = kinds.get(place).or(kinds.first()) else { return Vec::new() };
            let country = countries.get(place);
            let known = Known {
                id: id.to_owned(),
                wikidata: seen.wikidata.get(place).cloned(),
                geonames: seen.geonames.get(place).cloned(),
                position: seen.positions.get(place).and_then(|point| position(point)),
                country: country.map(|(id, _)| id.clone()),
                country_name: country.and_then(|(_, name)| name.clone()),
                owner: seen.owners.get(place).cloned(),
            };
            let is_known = !id.is_empty() || known != Known::default();
            let key = row.unwrap_or(iri);
            entries.push(Entity {
                key: if place == 0 { key.to_owned() } else { format!("{key}#{}", place + 1) },
                kind: (*kind).to_owned(),
                name: name.clone(),
                aliases: if place == 0 { aliases(&seen, &name) } else { Vec::new() },
                iri: Some(iri.to_owned()),
                gazetteer: is_known.then_some(known),
                position: None,
                mentions: Vec::new(),
                stated_as: None,
            });
        }
        entries
    }

    /// The id of each country, with each name that is known through the place.
    fn countries(&self, seen: &Facets) -> Vec<(String, Option<String>)> {
        let rows = self.reports.namer.row("");
        let mut countries = Vec::new();
        for (iri, number) in &seen.countries {
            let Some(id) = iri.strip_prefix(&rows) else { continue };
            let names = self.reports.facts().country_names(*number, self.report);
            if names.is_empty() {
                countries.push((id.to_owned(), None));
            }
            countries.extend(names.into_iter().map(|name| (id.to_owned(), Some(name))));
        }
        countries
    }

    /// What the ontology calls a class.
    fn kind(&self, class: &str) -> Option<&'r str> {
        let mut classes = self.reports.ontology.classes();
        let known = classes.find(|(_, iri)| *iri == class).map(|(name, _)| name);
        known.or(match class {
            cg::ANONYMOUS_SOURCE => Some("AnonymousSource"),
            cg::DOCUMENT => Some("Document"),
            cg::ACTOR => Some("Actor"),
            _ => None,
        })
    }
}

fn aliases(seen: &Facets, name: &str) -> Vec<String> {
    let labels = seen.alternative.iter().chain(&seen.preferred);
    labels.filter(|label| *label != name).cloned().collect()
}

/// Latitude and longitude of `POINT(longitude latitude)`.
fn position(point: &str) -> Option<[f64; 2]> {
    let inside = point.strip_prefix("POINT(")?.strip_suffix(')')?;
    let (lon, lat) = inside.split_once(' ')?;
    Some([lat.parse().ok()?, lon.parse().ok()?])
}

/// What a teller of a class is.
fn kind_of_teller(class: &str) -> Teller {
    match class {
        "Outlet" => Teller::Outlet,
        "Person" | "Official" => Teller::Person,
        "Country" => Teller::Country,
        "AnonymousSource" => Teller::Anonymous,
        "Document" => Teller::Document,
        _ => Teller::Organization,
    }
}
