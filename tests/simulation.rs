//! How near the count of origins comes to the truth in a world of which the truth is known.

#[path = "corroborate/dice.rs"]
mod dice;
#[path = "corroborate/measure.rs"]
mod measure;
#[path = "corroborate/rates.rs"]
mod rates;
#[path = "corroborate/readings.rs"]
mod readings;
#[path = "corroborate/truth.rs"]
mod truth;
#[path = "corroborate/words.rs"]
mod words;
#[path = "corroborate/world.rs"]
mod world;

use claimgraph::corroborate::{Corroboration, Input, Policy};
use claimgraph::model::Reading;
use claimgraph::naming::Namer;
use claimgraph::ontology::Ontology;

fn corroborated(readings: &[Reading]) -> Corroboration {
    let all: Vec<&Reading> = readings.iter().collect();
    Corroboration::of(Input {
        readings: &all,
        left_out: &[],
        ontology: &Ontology::built_in().expect("built in"),
        namer: &Namer::default(),
        policy: &Policy::default(),
    })
}

#[test]
fn origins_are_those_that_there_are() {
    let world = world::World::of(&rates::Rates::default());
    let readings = readings::readings(&world);
    let corroboration = corroborated(&readings);
    let measures = measure::measures(&world, &readings, &corroboration);
    let told: usize = readings.iter().map(|reading| reading.document.claims.len()).sum();
    println!("{} reports, {told} claims, {} statements, {} origins", readings.len(), measures[0].statements, measures[0].truth);
    if std::env::var_os("TRACE").is_some() { trace(&world, &readings, &corroboration); }
    for measure in &measures {
        println!("{measure}");
    }
}

fn trace(world: &world::World, readings: &[Reading], of: &Corroboration) {
    let mut shown = 0;
    for (statement, truth) in world.truth() {
        let address = readings::address(&world.statements[statement]);
        let Some(standing) = of.standing(&address) else { continue };
        if standing.asserted.origins() == truth { continue; }
        shown += 1;
        if shown > 40 { break; }
        println!("TRACE {statement} truth {truth} counted {}  {:?}", standing.asserted.origins(), standing.asserted.ways);
        if of.accounts_of(&address, false).len() > 25 { println!("   many"); continue; }
        for account in of.accounts_of(&address, false) {
            let document = &readings[account.reading].document;
            let number: usize = document.id[7..].parse().unwrap();
            let story = world.reports().nth(number).unwrap();
            let parent = &world.stories[story.parent];
            println!("   r{} {} {} {:?} from {} (missing {}) own {} unnamed {:?} chain {:?} day {:?} also {}", account.reading, document.publisher.as_ref().unwrap(), story.published, story.how, world.outlets[parent.outlet].name, parent.is_missing, account.source.own_voice, account.source.unnamed, account.source.chain.iter().map(|it| it.rsplit('/').next().unwrap()).collect::<Vec<_>>(), account.window.start, document.claims[account.index].also.len());
        }
    }
}
