//! What things are called in the graph: addresses made of content alone, never of counters or
//! clocks, so that the same report brings the same names on every machine.
//!
//! | thing | address below the base | made of |
//! |---|---|---|
//! | report | `report/HASH` | text, publisher, address and day of publication |
//! | entity | `entity/quds-force` | the gazetteer's id |
//! | | `entity/militia/new-brigade` | class and name, where the gazetteer does not know it |
//! | | `entity/collective/fighters-HASH` | and the report, where it has no name of its own |
//! | claim | `claim/HASH` | report, place in the text, statement, polarity, innermost teller |
//! | statement | `statement/HASH` | subject, relation, object and time |
//! | event | `event/HASH` | report, place in the text and class of event |
//! | data set | `dataset` | nothing else: a store is one |

use std::collections::BTreeMap;

use crate::gazetteer::{Gazetteer, Row};
use crate::model::{Attribution, Claim, Document, Entity, Known, Report, Teller, sha256};
use crate::vocab::BASE;

/// Gives things their addresses below a base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namer {
    base: String,
}

impl Default for Namer {
    fn default() -> Namer {
        Namer { base: BASE.to_owned() }
    }
}

impl Namer {
    /// Names below `base`, which ends in `/` or `#`.
    ///
    /// # Errors
    /// If `base` is no such address.
    pub fn below(base: &str) -> Result<Namer, String> {
        if is_address(base) && base.ends_with(['/', '#']) {
            Ok(Namer { base: base.to_owned() })
        } else {
            Err(format!("`{base}` is no base for addresses; write one such as {BASE}"))
        }
    }

    /// The base itself.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The address of a report.
    pub fn report(&self, report: &Report) -> String {
        let known = [&report.publisher, &report.url, &report.published];
        let known = known.map(|part| part.as_deref().unwrap_or_default());
        self.hashed("report", &[&report.sha256, known[0], known[1], known[2]])
    }

    /// The address of a row of the gazetteer.
    pub fn row(&self, id: &str) -> String {
        format!("{}entity/{id}", self.base)
    }

    /// The address of something that is known by its class and name alone.
    pub fn named(&self, class: &str, name: &str) -> String {
        format!("{}entity/{}/{}", self.base, slug(class), slug(name))
    }

    /// The address of something that only one report knows: "a senior officer", "fighters".
    pub fn of_report(&self, class: &str, name: &str, report: &str) -> String {
        format!("{}-{}", self.named(class, name), hash_in(report))
    }

    /// The address of a statement; `subject` and `object` are addresses.
    pub fn statement(&self, subject: &str, relation: &str, object: &str, time: &str) -> String {
        self.hashed("statement", &[subject, relation, object, time])
    }

    /// The address of an event that a report tells of.
    pub fn event(&self, report: &str, about: &[&str]) -> String {
        let parts: Vec<&str> = std::iter::once(report).chain(about.iter().copied()).collect();
        self.hashed("event", &parts)
    }

    /// The address of a contradiction between two claims.
    pub fn contradiction(&self, kind: &str, claims: [&str; 2]) -> String {
        self.hashed("contradiction", &[kind, claims[0], claims[1]])
    }

    /// The address of a view: `reported`.
    pub fn view(&self, name: &str) -> String {
        format!("{}view/{name}", self.base)
    }

    /// The address of a node that an ontology's file leaves without one: the file's name without its
    /// ending, and which of its nodes it is.
    pub fn ontology_node(&self, file: &str, number: usize) -> String {
        format!("{}ontology/{}/{number}", self.base, slug(file))
    }

    /// The address of the data set that a store is, as an export describes it.
    pub fn dataset(&self) -> String {
        format!("{}dataset", self.base)
    }

    /// Names all entities and claims of a document that have no name yet.
    pub fn name(&self, document: &mut Document, report: &str, gazetteer: &Gazetteer) {
        let mut taken: BTreeMap<String, u32> = BTreeMap::new();
        let mut iris: BTreeMap<String, String> = BTreeMap::new();
        for entity in &mut document.entities {
            let row = row_of(entity, gazetteer);
            if entity.gazetteer.is_none() {
                entity.gazetteer = row.map(|row| known(row, gazetteer));
            }
            let given = entity.iri.take().filter(|iri| is_address(iri));
            let iri = given.unwrap_or_else(|| match row {
                Some(row) => self.row(row.id()),
                None => self.entity(entity, report),
            });
            let count = taken.entry(iri.clone()).or_default();
            *count += 1;
            // Two men of one name in one report are two.
            let iri = if *count > 1 { format!("{iri}-{count}") } else { iri };
            iris.entry(entity.key.clone()).or_insert_with(|| iri.clone());
            entity.iri = Some(iri);
        }
        for claim in &mut document.claims {
            claim.iri = claim.iri.take().filter(|iri| is_address(iri));
            claim.event = claim.event.take().filter(|iri| is_address(iri));
            if claim.iri.is_none() {
                claim.iri = Some(self.claim(claim, report, &iris));
            }
        }
        document.tellers = self.tellers(document, report, gazetteer);
    }

    /// The publisher, and every teller of a claim once, in the order of their keys.
    fn tellers(&self, document: &Document, report: &str, gazetteer: &Gazetteer) -> Vec<Entity> {
        let mut tellers: BTreeMap<String, Entity> = BTreeMap::new();
        let named = Named::of(document);
        let chains = document.claims.iter().flat_map(|claim| {
            let further = claim.also.iter().flat_map(|telling| &telling.attribution);
            claim.attribution.iter().chain(further)
        });
        for teller in chains {
            let key = teller.key();
            if !tellers.contains_key(&key) {
                let entity = self.teller(teller, &named, report, gazetteer);
                tellers.insert(key.clone(), Entity { key, ..entity });
            }
        }
        if let Some(publisher) = &document.publisher {
            let outlet = Attribution { name: publisher.clone(), kind: Teller::Outlet };
            let entity = self.teller(&outlet, &named, report, gazetteer);
            let key = publisher_key(publisher);
            tellers.insert(key.clone(), Entity { key, ..entity });
        }
        tellers.into_values().collect()
    }

    /// Who a teller is: an entity of the report, a row of the gazetteer, or one known by its name.
    fn teller(
        &self,
        teller: &Attribution,
        named: &Named<'_>,
        report: &str,
        gazetteer: &Gazetteer,
    ) -> Entity {
        let class = teller.kind.class();
        let (name, kind) = (teller.name.clone(), class.to_owned());
        let new = |iri| Entity { name: name.clone(), kind, iri: Some(iri), ..Entity::default() };
        if matches!(teller.kind, Teller::Anonymous | Teller::Document) {
            return new(self.of_report(class, &name, report));
        }
        let same = crate::recognize::normal(&name);
        if let Some(entity) = named.find(&same, teller.kind) {
            return Entity { mentions: Vec::new(), aliases: Vec::new(), ..entity.clone() };
        }
        let candidates = gazetteer.candidates(&name).map(|candidate| candidate.row);
        let row = candidates.into_iter().find(|row| {
            may_be(teller.kind, row.kind())
                && std::iter::once(row.name())
                    .chain(row.aliases())
                    .any(|name| crate::recognize::normal(name) == same)
        });
        match row {
            Some(row) => Entity {
                name: row.name().to_owned(),
                kind: row.kind().to_owned(),
                iri: Some(self.row(row.id())),
                gazetteer: Some(known(row, gazetteer)),
                ..Entity::default()
            },
            None => new(self.named(class, &name)),
        }
    }

    /// The address of a further telling of a claim.
    pub fn telling(&self, claim: &str, innermost: Option<&Attribution>, start: usize) -> String {
        let teller = innermost.map_or("", |teller| &teller.name);
        self.hashed("claim", &[claim, teller, &start.to_string()])
    }

    fn entity(&self, entity: &Entity, report: &str) -> String {
        if entity.name.chars().any(char::is_uppercase) || !entity.name.is_ascii() {
            self.named(&entity.kind, &entity.name)
        } else {
            self.of_report(&entity.kind, &entity.name, report)
        }
    }

    fn claim(&self, claim: &Claim, report: &str, iris: &BTreeMap<String, String>) -> String {
        let iri = |key: &str| iris.get(key).map_or(key, String::as_str).to_owned();
        let time = claim.time.as_ref().and_then(|time| time.start.as_deref()).unwrap_or_default();
        let number = claim.strength.as_ref().map(|s| format!("{:?} {:?}", s.min, s.max));
        self.hashed(
            "claim",
            &[
                report,
                &claim.start.map(|start| start.to_string()).unwrap_or_default(),
                &claim.relation,
                &iri(&claim.subject),
                &claim.object.as_deref().map(iri).unwrap_or_default(),
                &format!("{:?}", claim.polarity),
                time,
                &number.unwrap_or_default(),
                claim.attribution.last().map_or("", |teller| &teller.name),
                &claim.quote,
            ],
        )
    }

    fn hashed(&self, kind: &str, parts: &[&str]) -> String {
        format!("{}{kind}/{}", self.base, &sha256(parts.join("\0").as_bytes())[..16])
    }
}

/// The entities of a document by all their names: a table of thousands of rows has thousands of them.
struct Named<'d>(BTreeMap<String, Vec<&'d Entity>>);

impl<'d> Named<'d> {
    fn of(document: &'d Document) -> Named<'d> {
        let mut named: BTreeMap<String, Vec<&Entity>> = BTreeMap::new();
        for entity in &document.entities {
            for name in entity.names() {
                named.entry(crate::recognize::normal(name)).or_default().push(entity);
            }
        }
        Named(named)
    }

    /// The first entity that has a name and may be a teller of a kind.
    fn find(&self, normal: &str, kind: Teller) -> Option<&'d Entity> {
        let mut entities = self.0.get(normal)?.iter();
        entities.find(|entity| may_be(kind, &entity.kind)).copied()
    }
}

/// Whether a text is an absolute IRI with something behind its scheme
/// (<https://www.rfc-editor.org/rfc/rfc3987#section-2.2>).
fn is_address(text: &str) -> bool {
    oxiri::Iri::parse(text).is_ok_and(|iri| iri.as_str().len() > iri.scheme().len() + 2)
}

/// What the publisher is known by among the [`tellers`](Document::tellers).
pub fn publisher_key(name: &str) -> String {
    format!("publisher:{name}")
}

/// Whether a teller of a kind can be a thing of a class.
fn may_be(teller: Teller, class: &str) -> bool {
    match teller {
        Teller::Outlet => class == "Outlet",
        Teller::Person => matches!(class, "Official" | "Person"),
        Teller::Country => class == "Country",
        Teller::Organization => !matches!(
            class,
            "Official"
                | "Person"
                | "Country"
                | "Outlet"
                | "City"
                | "Province"
                | "Region"
                | "Site"
                | "Base"
                | "BorderCrossing"
                | "Collective"
        ),
        Teller::Anonymous | Teller::Document => false,
    }
}

/// The row that an entity is: the one whose id is its key, or the only one of its class that goes by its name.
fn row_of<'g>(entity: &Entity, gazetteer: &'g Gazetteer) -> Option<Row<'g>> {
    if let Some(row) = gazetteer.row(&entity.key).filter(|row| row.name() == entity.name) {
        return Some(row);
    }
    if !entity.mentions.is_empty() {
        // Our own reader has weighed the candidates, with the whole report before it.
        return None;
    }
    let fits = |row: &Row<'g>| {
        let names = std::iter::once(row.name()).chain(row.aliases());
        row.kind() == entity.kind && names.into_iter().any(|name| name == entity.name)
    };
    let mut rows = gazetteer.candidates(&entity.name).map(|candidate| candidate.row).filter(fits);
    rows.next().filter(|_| rows.next().is_none())
}

/// What the gazetteer knows of a row, for the graph.
fn known(row: Row<'_>, gazetteer: &Gazetteer) -> Known {
    let own = |text: &str| text.to_owned();
    let country = gazetteer.country_of(row).filter(|country| country.id() != row.id());
    Known {
        id: own(row.id()),
        wikidata: row.wikidata().map(own),
        geonames: row.geonames().map(own),
        position: row.position().map(|(lat, lon)| [lat, lon]),
        country: country.map(|country| own(country.id())),
        country_name: country.map(|country| own(country.name())),
        owner: row.owner().map(own),
    }
}

/// The hash at the end of a report's address.
fn hash_in(report: &str) -> &str {
    report.rsplit('/').next().unwrap_or(report)
}

/// A name as a part of an address: letters and digits in lower case, hyphens between them.
fn slug(name: &str) -> String {
    let folded = crate::recognize::normal(name);
    let mut slug = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { sha256(name.as_bytes())[..16].to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str, entities: Vec<Entity>) -> Document {
        let namer = Namer::default();
        let report = namer.report(&Report::new("a", text));
        let mut document = Document { entities, ..Document::default() };
        namer.name(&mut document, &report, &Gazetteer::built_in());
        document
    }

    fn entity(key: &str, kind: &str, name: &str) -> Entity {
        let own = str::to_owned;
        Entity { key: own(key), kind: own(kind), name: own(name), ..Entity::default() }
    }

    fn iri(document: &Document, index: usize) -> &str {
        document.entities[index].iri.as_deref().expect("named").trim_start_matches(BASE)
    }

    #[test]
    fn the_gazetteer_names_what_it_knows_and_class_and_name_the_rest() {
        let document = named(
            "…",
            vec![
                entity("quds-force", "StateForce", "Quds Force"),
                entity("m", "Militia", "Liwa’ al-Ṣubḥ"),
                entity("c", "Collective", "Iraqi fighters"),
            ],
        );
        assert_eq!(iri(&document, 0), "entity/quds-force");
        assert_eq!(iri(&document, 1), "entity/militia/liwa-al-subh");
        assert_eq!(iri(&document, 2), "entity/collective/iraqi-fighters");
    }

    #[test]
    fn what_has_no_name_belongs_to_its_report() {
        let fighters = || vec![entity("f", "Collective", "fighters")];
        let (one, other) = (named("one", fighters()), named("other", fighters()));
        assert!(iri(&one, 0).starts_with("entity/collective/fighters-"));
        assert_ne!(iri(&one, 0), iri(&other, 0));
        assert_eq!(iri(&one, 0), iri(&named("one", fighters()), 0));
    }

    #[test]
    fn two_men_of_one_name_are_two() {
        let document =
            named("…", vec![entity("a", "Official", "Adil S"), entity("b", "Official", "Adil S")]);
        assert_eq!(iri(&document, 0), "entity/official/adil-s");
        assert_eq!(iri(&document, 1), "entity/official/adil-s-2");
    }

    #[test]
    fn a_base_must_be_an_address() {
        assert!(Namer::below("https://example.org/graph/").is_ok());
        for bad in ["", "graph/", "https://example.org", "https://exa mple.org/", "https://a/%zz/"]
        {
            assert!(Namer::below(bad).is_err(), "{bad}");
        }
    }
}
