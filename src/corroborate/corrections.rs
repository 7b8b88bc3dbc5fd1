//! What a later version of a report makes of the claims of an earlier one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::window::Window;
use crate::model::{Claim, Entity, Polarity, Reading};
use crate::ontology::Ontology;

/// What became of a claim of an earlier version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// A later version makes it again.
    Kept,
    /// The last version says that it is not so.
    TakenBack,
    /// The last version has another number, or another name, in its place.
    Superseded,
    /// The last version does not have it, and does not say that it is wrong.
    LeftOut,
}

impl Fate {
    /// Those that are told in the graph, with their names in the ontology.
    pub const TOLD: [(Fate, &'static str); 3] = [
        (Fate::TakenBack, "TakenBack"),
        (Fate::Superseded, "Superseded"),
        (Fate::LeftOut, "LeftOut"),
    ];

    /// Its name in the ontology; none for what is kept.
    pub fn name(self) -> Option<&'static str> {
        Fate::TOLD.iter().find(|(fate, _)| *fate == self).map(|(_, name)| *name)
    }
}

/// What became of each claim of a version, by those that came after it, the last one last.
pub fn fates(earlier: &Reading, later: &[&Reading], ontology: &Ontology) -> Vec<Fate> {
    let before = Entities::of(earlier);
    let after: Vec<(Entities<'_>, &Reading)> =
        later.iter().map(|reading| (Entities::of(reading), *reading)).collect();
    let fate = |claim: &Claim| {
        let said = before.said(claim);
        let mut claims = after.iter().flat_map(|(entities, reading)| {
            reading.document.claims.iter().map(move |claim| (entities.said(claim), claim))
        });
        if claims.any(|(other, again)| other == said && is_again(claim, again)) {
            return Fate::Kept;
        }
        let Some((entities, last)) = after.last() else { return Fate::Kept };
        let claims = || last.document.claims.iter().map(|claim| (entities.said(claim), claim));
        if claims().any(|(other, denial)| other == said && takes_back(denial, claim)) {
            Fate::TakenBack
        } else if claims().any(|(other, now)| is_in_place(&other, now, &said, claim, ontology)) {
            Fate::Superseded
        } else {
            Fate::LeftOut
        }
    };
    earlier.document.claims.iter().map(fate).collect()
}

/// Subject, relation and object of a claim.
type Said<'r> = (Cow<'r, str>, &'r str, Cow<'r, str>);

/// The addresses of a reading's entities by their keys.
struct Entities<'r>(BTreeMap<&'r str, Cow<'r, str>>);

impl<'r> Entities<'r> {
    fn of(reading: &'r Reading) -> Entities<'r> {
        let entities = reading.document.entities.iter();
        Entities(entities.filter_map(|it| Some((it.key.as_str(), known_by(it)?))).collect())
    }

    fn said(&self, claim: &'r Claim) -> Said<'r> {
        let iri = |key: &str| self.0.get(key).cloned().unwrap_or_default();
        (iri(&claim.subject), &claim.relation, claim.object.as_deref().map(iri).unwrap_or_default())
    }
}

/// What versions of one report know a thing by: its address, or its description where it has no name,
/// as its address is of one version alone.
fn known_by(entity: &Entity) -> Option<Cow<'_, str>> {
    let iri = entity.iri.as_deref()?;
    let has_name = entity.gazetteer.is_some() || entity.name.starts_with(char::is_uppercase);
    let described = || Cow::Owned(format!("{} {}", entity.kind, entity.name.to_lowercase()));
    Some(if has_name { Cow::Borrowed(iri) } else { described() })
}

/// The number of a claim, whatever it is of.
fn figure(claim: &Claim) -> Option<(Option<u64>, Option<u64>)> {
    claim.strength.as_ref().map(|it| (it.min, it.max))
}

fn is_again(claim: &Claim, again: &Claim) -> bool {
    claim.polarity == again.polarity
        && claim.planned == again.planned
        && figure(claim) == figure(again)
        && Window::of(claim.time.as_ref()).is_compatible(&Window::of(again.time.as_ref()))
}

fn takes_back(denial: &Claim, claim: &Claim) -> bool {
    denial.polarity == Polarity::Denied
        && claim.polarity == Polarity::Asserted
        && (denial.strength.is_none() || figure(denial) == figure(claim))
}

/// Whether a claim stands where another stood: of the same event with another number, or of another
/// person in the same office.
fn is_in_place(
    other: &Said<'_>,
    now: &Claim,
    said: &Said<'_>,
    claim: &Claim,
    ontology: &Ontology,
) -> bool {
    let same_way = now.polarity == claim.polarity && now.planned == claim.planned;
    let compatible = Window::of(claim.time.as_ref()).is_compatible(&Window::of(now.time.as_ref()));
    let another_number = other == said && now.strength.is_some() && claim.strength.is_some();
    let one_subject = ontology.relation(&claim.relation).is_some_and(|known| known.one_subject);
    let same_body = (other.1, &other.2) == (said.1, &said.2);
    let another_head = one_subject && same_body && other.0 != said.0;
    same_way && compatible && (another_number || another_head)
}
