//! The reports of a made-up world as a reader would have read them.

use claimgraph::gazetteer::Gazetteer;
use claimgraph::model::{
    Certainty, Claim, Document, Entity, Known, Reading, Report, Telling as Also, Time,
};
use claimgraph::naming::Namer;

use super::world::{Outlet, Said, Story, World};

/// One reading for each report, sorted by address; those that are the same to the last letter once.
pub(crate) fn readings(world: &World) -> Vec<Reading> {
    let (namer, gazetteer) = (Namer::default(), Gazetteer::built_in());
    let stories = world.reports().enumerate();
    let mut readings: Vec<Reading> =
        stories.map(|(number, story)| reading(number, story, world, &namer, &gazetteer)).collect();
    readings.sort_by(|a, b| a.iri.cmp(&b.iri));
    readings.dedup_by(|a, b| a.iri == b.iri);
    readings
}

/// The address of a statement in the graph.
pub(crate) fn address(said: &Said) -> String {
    let namer = Namer::default();
    let [subject, object] = [("Militia", &said.subject), ("Place", &said.object)]
        .map(|(kind, name)| namer.named(kind, name));
    let relation = format!("https://w3id.org/claimgraph/ns#{}", said.relation);
    namer.statement(&subject, &relation, &object, &format!("{0}/{0}", said.day))
}

fn reading(
    number: usize,
    story: &Story,
    world: &World,
    namer: &Namer,
    gazetteer: &Gazetteer,
) -> Reading {
    let outlet = &world.outlets[story.outlet];
    let mut text = String::new();
    let mut document = Document::default();
    for sentence in &story.sentences {
        if let Some(telling) = &sentence.tells {
            let said = &world.statements[telling.statement];
            let claim = Claim {
                relation: said.relation.to_owned(),
                subject: said.subject.clone(),
                object: Some(said.object.clone()),
                certainty: if telling.certain { Certainty::Certain } else { Certainty::Probable },
                attribution: telling.chain.clone(),
                time: telling.has_day.then(|| day(said)),
                start: Some(text.len()),
                end: Some(text.len() + sentence.words.len()),
                quote: sentence.words.clone(),
                also: (!telling.also.is_empty())
                    .then(|| Also { attribution: telling.also.clone(), ..Also::default() })
                    .into_iter()
                    .collect(),
                ..Claim::default()
            };
            document.claims.push(claim);
            name("Militia", &said.subject, &mut document.entities);
            name("Place", &said.object, &mut document.entities);
        }
        text.push_str(&sentence.words);
        text.push_str(".\n");
    }
    let report = Report {
        publisher: Some(outlet.name.clone()),
        published: Some(story.published.to_string()),
        url: Some(format!("https://example.org/{number}")),
        ..Report::new(format!("report-{number}"), text)
    };
    document.id.clone_from(&report.id);
    document.publisher.clone_from(&report.publisher);
    document.published.clone_from(&report.published);
    document.url.clone_from(&report.url);
    let iri = namer.report(&report);
    namer.name(&mut document, &iri, gazetteer);
    document.tellers.iter_mut().for_each(|teller| own(teller, &world.outlets));
    Reading::new(iri, report, document)
}

fn day(said: &Said) -> Time {
    let day = said.day.to_string();
    Time { start: Some(day.clone()), end: Some(day), text: None }
}

fn name(kind: &str, name: &str, entities: &mut Vec<Entity>) {
    if entities.iter().all(|entity| entity.key != name) {
        entities.push(Entity {
            key: name.to_owned(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            ..Entity::default()
        });
    }
}

/// What a gazetteer would know of an outlet that somebody owns.
fn own(teller: &mut Entity, outlets: &[Outlet]) {
    let outlet = outlets.iter().find(|outlet| outlet.name == teller.name);
    if let Some(owner) = outlet.and_then(|outlet| outlet.owner.clone()) {
        let id = teller.name.to_lowercase().replace(' ', "-");
        teller.gazetteer = Some(Known { id, owner: Some(owner), ..Known::default() });
    }
}
