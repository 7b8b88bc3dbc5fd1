//! Entities: class, names, and where else they are known.

use oxigraph::model::{NamedNode, NamedNodeRef};

use super::Encoder;
use super::quads::{Quads, node};
use crate::model::{Entity, Known};
use crate::vocab::{cg, geo, rdf, skos, wgs84, xsd};

impl Encoder<'_> {
    /// What a report says of an entity, and what the gazetteer knows of it.
    pub(super) fn entity(&self, entity: &Entity, report: &str, quads: &mut Quads) {
        let Some(iri) = &entity.iri else { return };
        let thing = node(iri);
        quads.link(&thing, rdf::TYPE, self.class(&entity.kind));
        quads.link(&thing, cg::STATED_IN, report);
        if !entity.name.is_empty() {
            quads.english(&thing, skos::PREF_LABEL, &entity.name);
        }
        let is_other = |alias: &&String| **alias != entity.name && !alias.is_empty();
        for alias in entity.aliases.iter().filter(is_other) {
            quads.text(&thing, skos::ALT_LABEL, alias);
        }
        if let Some(known) = &entity.gazetteer {
            self.known(&thing, known, quads);
        } else if let Some(position) = entity.position {
            located(&thing, position, quads);
        }
    }

    fn class(&self, kind: &str) -> &str {
        let ours = match kind {
            "AnonymousSource" => Some(cg::ANONYMOUS_SOURCE),
            "Document" => Some(cg::DOCUMENT),
            _ => None,
        };
        // A class that the ontology does not have is still some actor, place or thing.
        self.ontology.class_iri(kind).or(ours).unwrap_or(cg::ACTOR)
    }

    fn known(&self, thing: &NamedNode, known: &Known, quads: &mut Quads) {
        let elsewhere = [
            known.wikidata.as_ref().map(|id| format!("http://www.wikidata.org/entity/{id}")),
            known.geonames.as_ref().map(|id| format!("https://sws.geonames.org/{id}/")),
        ];
        for address in elsewhere.into_iter().flatten() {
            if NamedNodeRef::new(&address).is_ok() {
                quads.link(thing, skos::EXACT_MATCH, &address);
            }
        }
        if let Some(position) = known.position {
            located(thing, position, quads);
        }
        if let Some(owner) = &known.owner {
            quads.text(thing, cg::OWNER, owner);
        }
        if let Some(country) = &known.country {
            let country = node(&self.namer.row(country));
            quads.link(thing, cg::COUNTRY, country.as_str());
            quads.link(&country, rdf::TYPE, cg::COUNTRY_CLASS);
            if let Some(name) = known.country_name.as_ref().filter(|name| !name.is_empty()) {
                quads.english(&country, skos::PREF_LABEL, name);
            }
        }
    }
}

/// Latitude and longitude, and the two as a point.
fn located(thing: &NamedNode, [lat, lon]: [f64; 2], quads: &mut Quads) {
    quads.typed(thing, wgs84::LAT, &lat.to_string(), xsd::DECIMAL);
    quads.typed(thing, wgs84::LONG, &lon.to_string(), xsd::DECIMAL);
    quads.typed(thing, geo::AS_WKT, &format!("POINT({lon} {lat})"), geo::WKT_LITERAL);
}
