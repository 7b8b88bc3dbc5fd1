//! What a name in a table means: a row of the gazetteer, or a thing of its own.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use crate::gazetteer::{Candidate, Gazetteer, Row, Tier};
use crate::model::{Entity, Teller};
use crate::naming::Namer;
use crate::ontology::Ontology;
use crate::recognize::{EntityType, Known};

/// Resolves names, each only once.
#[derive(Debug)]
pub(super) struct Names<'n> {
    gazetteer: &'n Gazetteer,
    ontology: &'n Ontology,
    namer: &'n Namer,
    met: RwLock<HashMap<Asked, Arc<Entity>>>,
    tellers: RwLock<HashMap<String, Option<Teller>>>,
}

/// All that a row says of a thing that it names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Asked {
    pub(super) name: String,
    /// The class that the mapping gives it.
    pub(super) kind: String,
    pub(super) country: Option<String>,
    pub(super) admin1: Option<String>,
    /// Latitude and longitude in millionths of a degree.
    pub(super) position: Option<[i64; 2]>,
}

/// A name that only sounds alike must be at least so likely; so the reader of reports decides, too.
const SOUNDS: f32 = 0.45;
/// A place of this name farther from where the table has it is another one, in kilometres.
const FAR: f64 = 50.0;
/// Of several things with one name, the likeliest must lead by so much.
const LEAD: f32 = 0.1;

impl<'n> Names<'n> {
    pub(super) fn new(
        gazetteer: &'n Gazetteer,
        ontology: &'n Ontology,
        namer: &'n Namer,
    ) -> Names<'n> {
        let (met, tellers) = Default::default();
        Names { gazetteer, ontology, namer, met, tellers }
    }

    /// The entity that a row names; its mentions are left to the row.
    pub(super) fn entity(&self, asked: Asked) -> Arc<Entity> {
        // A poisoned lock is of a thread that failed; what it put there is whole all the same.
        let met = self.met.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(entity) = met.get(&asked) {
            return entity.clone();
        }
        drop(met);
        let entity = Arc::new(self.resolve(&asked));
        let mut met = self.met.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        met.insert(asked, entity.clone());
        entity
    }

    /// What kind of teller the gazetteer knows by this name, if it is sure of one.
    pub(super) fn teller(&self, name: &str) -> Option<Teller> {
        let met = self.tellers.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(teller) = met.get(name) {
            return *teller;
        }
        drop(met);
        let close = |tier| matches!(tier, Tier::Exact | Tier::Folded);
        let found = self.gazetteer.candidates(name);
        let mut found = found.filter(|it| close(it.tier) && !it.demonym && !it.hazard);
        let teller = found.next().and_then(|first| match EntityType::named(first.row.kind())? {
            EntityType::Outlet => Some(Teller::Outlet),
            EntityType::Country => Some(Teller::Country),
            kind if kind.is_person() => Some(Teller::Person),
            kind if kind.is_organization() => Some(Teller::Organization),
            _ => None,
        });
        let mut met = self.tellers.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        met.insert(name.to_owned(), teller);
        teller
    }

    fn resolve(&self, asked: &Asked) -> Entity {
        let country = asked.country.as_deref().and_then(|name| self.country(name));
        if let Some(row) = self.known(asked, country) {
            return self.entity_of(row, &asked.name);
        }
        let name = without_years(&asked.name);
        // The country is a part of the address: many towns of one name are not one town.
        let around = [asked.admin1.as_deref(), country.map(Row::name).or(asked.country.as_deref())];
        let around: Vec<&str> = around.into_iter().flatten().filter(|it| *it != name).collect();
        let parts: Vec<&str> = std::iter::once(name).chain(around.iter().copied()).collect();
        let iri = self.namer.named(&asked.kind, &parts.join(" "));
        let below = format!("{}entity/", self.namer.base());
        let position = asked.position.map(|degrees| degrees.map(|part| part as f64 / 1e6));
        Entity {
            key: iri.trim_start_matches(&below).to_owned(),
            kind: asked.kind.clone(),
            name: name.to_owned(),
            // Without a country it is named as a report would name it.
            iri: (!around.is_empty()).then_some(iri),
            position,
            ..Entity::default()
        }
    }

    fn entity_of(&self, row: Row<'_>, name: &str) -> Entity {
        let mut aliases: Vec<String> = vec![name.to_owned()];
        let listed = Known::new(self.gazetteer);
        aliases.extend(listed.aliases(row.id()).map(str::to_owned));
        aliases.retain(|alias| alias != row.name());
        let mut seen = std::collections::HashSet::new();
        aliases.retain(|alias| seen.insert(alias.to_lowercase()));
        let own = str::to_owned;
        let (key, kind, name) = (own(row.id()), own(row.kind()), own(row.name()));
        Entity { key, kind, name, aliases, ..Entity::default() }
    }

    /// The row that is meant, if one is beyond doubt.
    fn known(&self, asked: &Asked, country: Option<Row<'_>>) -> Option<Row<'n>> {
        for name in spellings(&asked.name) {
            let mut found: Vec<Candidate<'n>> = self.gazetteer.candidates(name).collect();
            found.retain(|it| !it.demonym && self.fits(it.row.kind(), &asked.kind));
            found.retain(|it| it.tier != Tier::Sound || name.contains(' ') && it.score > SOUNDS);
            if asked.country.is_some() {
                found.retain(|it| self.is_in(it.row, country));
            }
            if let Some([lat, lon]) = asked.position {
                let there = [lat as f64 / 1e6, lon as f64 / 1e6];
                found.retain(|it| is_near(it.row, there));
            }
            prefer(&mut found, |it| self.is_inside(it.row, asked.admin1.as_deref()));
            prefer(&mut found, |it| it.row.kind() == asked.kind);
            let closest = found.iter().map(|it| it.tier).min();
            prefer(&mut found, |it| Some(it.tier) == closest);
            match found.as_slice() {
                [] => {}
                [only] => return Some(only.row),
                [first, second, ..] if first.score - second.score >= LEAD => {
                    return Some(first.row);
                }
                _ => return None,
            }
        }
        None
    }

    fn country(&self, name: &str) -> Option<Row<'n>> {
        spellings(name).into_iter().find_map(|name| {
            let mut found = self.gazetteer.candidates(name);
            found.find(|it| !it.demonym && it.row.kind() == "Country").map(|it| it.row)
        })
    }

    /// Whether a thing of one class may be what a mapping calls another.
    fn fits(&self, kind: &str, wanted: &str) -> bool {
        let types = EntityType::named(kind).zip(EntityType::named(wanted));
        self.ontology.is_a(kind, wanted)
            || self.ontology.is_a(wanted, kind)
            || types.is_some_and(|(kind, wanted)| kind.fits(wanted))
    }

    /// Whether a row is of a country. Places always are of one; a group may be of none.
    fn is_in(&self, row: Row<'_>, country: Option<Row<'_>>) -> bool {
        let Some(country) = country else { return !self.ontology.is_a(row.kind(), "Place") };
        let own = self.gazetteer.country_of(row);
        own.is_some_and(|own| own == country)
            || row.sides().any(|side| side.country == country.id())
            || own.is_none() && !self.ontology.is_a(row.kind(), "Place")
    }

    /// Whether a place lies in a province of this name.
    fn is_inside(&self, row: Row<'_>, admin1: Option<&str>) -> bool {
        let Some(admin1) = admin1 else { return false };
        let around: Vec<&str> = self.gazetteer.places_around(row).map(Row::id).collect();
        let mut provinces = self.gazetteer.candidates(admin1).map(|it| it.row.id());
        provinces.any(|province| around.contains(&province))
    }
}

/// Keeps those that are better, if any are.
fn prefer(found: &mut Vec<Candidate<'_>>, is_better: impl Fn(&Candidate<'_>) -> bool) {
    if found.iter().any(&is_better) {
        found.retain(is_better);
    }
}

/// A name as data sets write it, and what of it is the name: "Popular Mobilization Forces (2014-)",
/// "HTS: Hayat Tahrir al-Sham".
fn spellings(name: &str) -> Vec<&str> {
    let bare = name.split_once(" (").map_or(name, |(bare, _)| bare);
    let mut spellings = vec![name, bare];
    if let Some((short, long)) = bare.split_once(": ") {
        spellings.extend([long, short]);
    }
    spellings.dedup();
    spellings.retain(|spelling| !spelling.trim().is_empty());
    spellings
}

/// A name without the years behind it: "Popular Mobilization Forces (2014-)". Other words in brackets
/// belong to a name of nothing that is known: "Civilians (Iraq)".
fn without_years(name: &str) -> &str {
    let Some((bare, inside)) = name.trim_end().rsplit_once(" (") else { return name };
    let years = inside.strip_suffix(')').is_some_and(|inside| {
        inside.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ' '))
            && inside.contains(|c: char| c.is_ascii_digit())
    });
    if years && !bare.is_empty() { bare } else { name }
}

/// Whether a point that the gazetteer has is near to another. What is large is everywhere in itself.
fn is_near(row: Row<'_>, [lat, lon]: [f64; 2]) -> bool {
    let large = matches!(row.kind(), "Country" | "Province" | "Region");
    row.position().filter(|_| !large).is_none_or(|(there, along)| {
        // So near, the earth is flat: 111.2 km a degree, less between meridians far from the equator.
        let (south, east) = (lat - there, (lon - along) * lat.to_radians().cos());
        (south * south + east * east).sqrt() * 111.2 <= FAR
    })
}
