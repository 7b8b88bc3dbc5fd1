//! Whatever is read, RDF says it: readings that no one would make come back from every syntax, and
//! the graph is the same.

use std::fs;
use std::path::Path;

use claimgraph::decode::{Decoded, Decoder};
use claimgraph::export::{Part, Rdf, Syntax};
use claimgraph::model::{
    Attribution, Certainty, Claim, Document, Entity, Known, Polarity, Reading, Strength, Teller,
    Telling, Time,
};
use claimgraph::naming::{Namer, publisher_key};
use claimgraph::ontology::Ontology;
use claimgraph::store::{Graph, Scope, Store};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::{RngSeed, TestRunner};

const SYNTAXES: [Syntax; 6] = [
    Syntax::NTriples,
    Syntax::NQuads,
    Syntax::Turtle,
    Syntax::TriG,
    Syntax::JsonLd,
    Syntax::RdfXml,
];

#[test]
fn what_is_encoded_is_decoded_and_encodes_to_the_same_graph() {
    let ontology = Ontology::built_in().expect("ours");
    each(reports(&ontology), |readings| {
        let folder = tempfile::tempdir().expect("a folder");
        let first = store(&folder.path().join("first"), readings, &ontology);
        let graph = first.graph_in_memory().expect("a graph");
        let expected = written(Rdf::new(PART), &graph, Syntax::NQuads).expect("N-Quads");
        for syntax in SYNTAXES {
            let Some(text) = written(Rdf::new(PART), &graph, syntax) else {
                assert_eq!(syntax, Syntax::RdfXml, "XML alone lacks characters");
                continue;
            };
            let path = folder.path().join(format!("{syntax:?}"));
            let decoded = decoded(&text, &path, syntax, &ontology);
            let second =
                store(&folder.path().join(format!("{syntax:?}-store")), decoded, &ontology);
            let graph = second.graph_in_memory().expect("a graph");
            let again = written(Rdf::new(PART), &graph, Syntax::NQuads).expect("N-Quads");
            assert_same(&expected, &again, syntax);
        }
    });
}

#[test]
fn reifiers_and_a_graph_for_each_report_come_back_too() {
    let ontology = Ontology::built_in().expect("ours");
    each(reports(&ontology), |mut readings: Vec<Reading>| {
        // Of a version that was replaced, only some claims and what they need are told: which of two
        // names its graph has for a thing cannot always be said.
        readings.iter_mut().for_each(|reading| reading.document.url = None);
        let folder = tempfile::tempdir().expect("a folder");
        let first = store(&folder.path().join("first"), readings, &ontology);
        let graph = first.graph_in_memory().expect("a graph");
        for syntax in [Syntax::NQuads, Syntax::TriG, Syntax::JsonLd] {
            let text = with_all(&first, &graph, syntax).expect("written");
            let path = folder.path().join(format!("{syntax:?}"));
            let decoded = decoded(&text, &path, syntax, &ontology);
            let second =
                store(&folder.path().join(format!("{syntax:?}-store")), decoded, &ontology);
            let graph = second.graph_in_memory().expect("a graph");
            // Each report says what it said.
            let again = with_all(&second, &graph, syntax).expect("written");
            assert_same(&text, &again, syntax);
        }
    });
}

fn with_all(store: &Store, graph: &Graph, syntax: Syntax) -> Option<String> {
    let scope = Scope::default();
    let rdf = Rdf::new(PART).with_ontology().with_graph_per_report(store, &scope);
    written(if syntax == Syntax::JsonLd { rdf } else { rdf.with_reifiers() }, graph, syntax)
}

const PART: Part<'_> = Part { record: true, view: Some("reported") };

fn written(rdf: Rdf<'_>, graph: &Graph, syntax: Syntax) -> Option<String> {
    let mut bytes = Vec::new();
    let result = rdf.write(graph, syntax, &mut bytes);
    if let Err(error) = &result {
        assert!(error.to_string().contains("a character that XML does not have"), "{error}");
    }
    result.ok().map(|()| String::from_utf8(bytes).expect("UTF-8"))
}

fn decoded(text: &str, path: &Path, syntax: Syntax, ontology: &Ontology) -> Vec<Reading> {
    fs::write(path, text).expect("written");
    let mut decoder = Decoder::new(ontology);
    decoder.add(path, Some(syntax)).unwrap_or_else(|error| panic!("{error}"));
    let Decoded { readings, findings, namer } = decoder.decode().expect("reports");
    assert_eq!(namer, Namer::default());
    assert!(findings.is_empty(), "{syntax:?}: {findings:#?}");
    readings
}

fn store(folder: &Path, readings: Vec<Reading>, ontology: &Ontology) -> Store {
    let mut writer = Store::writer(folder, &Namer::default(), ontology).expect("a store");
    writer.add(readings).expect("written");
    Store::open(folder).expect("a store")
}

fn assert_same(expected: &str, again: &str, syntax: Syntax) {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (expected, again) = (lines(expected), lines(again));
    let lost: Vec<_> = expected.iter().filter(|line| !again.contains(line)).take(3).collect();
    let new: Vec<_> = again.iter().filter(|line| !expected.contains(line)).take(3).collect();
    assert!(expected == again, "{syntax:?}: lost {lost:#?}, new {new:#?}");
}

fn each<S: Strategy>(readings: S, check: impl Fn(S::Value)) {
    // Without optimization a case takes a second.
    let cases = if cfg!(debug_assertions) { 10 } else { 300 };
    let config = ProptestConfig {
        cases,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(20_260_114),
        ..ProptestConfig::default()
    };
    let result = TestRunner::new(config).run(&readings, |readings| {
        check(readings);
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

/// A few reports that speak of the same things and do not agree on them.
fn reports(ontology: &Ontology) -> impl Strategy<Value = Vec<Reading>> + use<> {
    let relations: Vec<String> = ontology.relations().map(|known| known.name.clone()).collect();
    let classes =
        ["Militia", "Official", "Country", "City", "Outlet", "AnonymousSource", "Actor", "?"];
    let classes = classes.map(str::to_owned).to_vec();
    vec(report(relations, classes), 1..4).prop_map(|mut readings| {
        for (number, reading) in readings.iter_mut().enumerate() {
            reading.iri = format!("{}report/{number:016x}", Namer::default().base());
            reading.sha256 = format!("{number:064x}");
            named(reading);
        }
        readings
    })
}

fn report(relations: Vec<String>, classes: Vec<String>) -> impl Strategy<Value = Reading> {
    let things = subsequence(&THINGS[..], 1..THINGS.len()).prop_flat_map(move |things| {
        let of_class = select(classes.clone());
        let entities: Vec<_> =
            things.iter().map(|iri| entity((*iri).to_owned(), of_class.clone())).collect();
        let ends = (0..things.len(), option::weighted(0.9, 0..things.len()));
        let claims = vec(claim(select(relations.clone()), ends), 0..6);
        (entities, claims)
    });
    let page =
        option::weighted(0.3, select(&["https://example.org/1", "https://example.org/2"][..]));
    let head = (words(), option::of(words()), option::of(day()), page, option::of(teller()));
    (things, head, option::of(words())).prop_map(|((entities, claims), head, language)| {
        let (id, title, published, url, publisher) = head;
        let keys: Vec<String> = entities.iter().map(|entity| entity.key.clone()).collect();
        let mut claims = claims;
        for claim in &mut claims {
            for end in [Some(&mut claim.subject), claim.object.as_mut()].into_iter().flatten() {
                *end = keys[end.parse::<usize>().expect("a place")].clone();
            }
        }
        let publisher = publisher.map(|teller| teller.name);
        let url = url.map(str::to_owned);
        let document = Document {
            id,
            title,
            published,
            url,
            publisher,
            entities,
            claims,
            ..Document::default()
        };
        Reading { language, document, ..Reading::default() }
    })
}

/// Gives claims their addresses, and tellers their entities, as reading does; one is left out.
fn named(reading: &mut Reading) {
    let hash = reading.iri.rsplit('/').next().expect("a hash").to_owned();
    let document = &mut reading.document;
    for (number, claim) in document.claims.iter_mut().enumerate() {
        claim.iri = Some(format!("{}claim/{hash}{number}", Namer::default().base()));
    }
    document.claims.extend(document.claims.first().filter(|first| first.planned).map(twin));
    let chains = document.claims.iter().flat_map(|claim| {
        let further = claim.also.iter().flat_map(|telling| &telling.attribution);
        claim.attribution.iter().chain(further)
    });
    let mut tellers: Vec<(String, Attribution)> = chains
        .filter(|link| link.name != "nobody")
        .map(|link| (link.key(), link.clone()))
        .collect();
    if let Some(publisher) = &document.publisher {
        let outlet = Attribution { name: publisher.clone(), kind: Teller::Outlet };
        tellers.push((publisher_key(publisher), outlet));
    }
    tellers.sort();
    tellers.dedup();
    let entity = |(key, link): (String, Attribution)| {
        let same = document.entities.iter().find(|entity| entity.name == link.name);
        if let Some(entity) = same {
            return Entity { key, aliases: Vec::new(), ..entity.clone() };
        }
        let class = link.kind.class();
        let iri = Namer::default().named(class, &link.name);
        Entity { key, name: link.name, kind: class.to_owned(), iri: Some(iri), ..Entity::default() }
    };
    document.tellers = tellers.into_iter().map(entity).collect();
}

/// A claim that differs in nothing that an address is made of.
fn twin(claim: &Claim) -> Claim {
    let mut twin = Claim { certainty: Certainty::Possible, confidence: None, ..claim.clone() };
    twin.also.clear();
    twin.time = twin.time.map(|time| Time { end: None, ..time });
    if twin.attribution.len() > 1 {
        twin.attribution.remove(0);
    }
    twin
}

const THINGS: [&str; 6] = [
    "https://w3id.org/claimgraph/id/entity/iran",
    "https://w3id.org/claimgraph/id/entity/iraq",
    "https://w3id.org/claimgraph/id/entity/militia/a",
    "https://w3id.org/claimgraph/id/entity/official/b-2",
    "https://example.org/c#d",
    "https://w3id.org/claimgraph/id/entity/outlet/reuters",
];

fn entity(iri: String, class: impl Strategy<Value = String>) -> impl Strategy<Value = Entity> {
    let known = (
        option::of(select(&["Q1", "Q2"][..])),
        option::of(select(&["1", "2"][..])),
        option::of((-90.0..90.0, -180.0..180.0)),
        option::of(select(&["iran", "iraq", "oman"][..])),
        option::of(name()),
        option::of(select(&["Acme", "State"][..])),
    );
    let known =
        known.prop_map(|(wikidata, geonames, position, country, country_name, owner)| Known {
            owner: owner.map(str::to_owned),
            id: "x".to_owned(),
            wikidata: wikidata.map(str::to_owned),
            geonames: geonames.map(str::to_owned),
            position: position.map(|(lat, lon)| [lat, lon]),
            // The gazetteer calls a country by one name.
            country_name: country_name.and(country).map(|country| format!("Republic of {country}")),
            country: country.map(str::to_owned),
        });
    let names = (name(), vec(name(), 0..3));
    (class, names, option::of(known)).prop_map(move |(kind, (name, aliases), gazetteer)| Entity {
        key: format!("key of {iri}"),
        kind,
        name,
        aliases,
        iri: Some(iri.clone()),
        gazetteer,
        mentions: Vec::new(),
        ..Entity::default()
    })
}

fn claim(
    relation: impl Strategy<Value = String>,
    ends: impl Strategy<Value = (usize, Option<usize>)>,
) -> impl Strategy<Value = Claim> {
    let polarity = select(&[Polarity::Asserted, Polarity::Denied][..]);
    let said = (polarity, any::<bool>(), option::of(time()), option::of(strength()));
    let telling = || (telling(), option::of(0.0..=1.0));
    (relation, ends, said, telling(), vec(self::telling(), 0..2)).prop_map(
        |(relation, (subject, object), said, (first, confidence), also)| {
            let (polarity, planned, time, strength) = said;
            let strength_is_told = strength.is_some();
            Claim {
                relation,
                subject: subject.to_string(),
                object: object.map(|object| object.to_string()),
                polarity,
                planned,
                time,
                strength,
                attribution: first.attribution,
                certainty: first.certainty,
                quote: first.quote,
                start: first.start,
                end: first.end,
                rule: first.rule,
                // A number is of the first telling; what comes back as a claim of its own has it, too.
                also: if strength_is_told { Vec::new() } else { also },
                confidence,
                cells: confidence.map(|_| "cell=12,3;12,5".to_owned()),
                ..Claim::default()
            }
        },
    )
}

fn telling() -> impl Strategy<Value = Telling> {
    let certainty = select(&[Certainty::Certain, Certainty::Probable, Certainty::Possible][..]);
    let place = option::of((0_usize..50, 0_usize..20));
    let rule = option::of(select(&["a/b", "judge/accused"][..]));
    (vec(teller(), 0..3), certainty, words(), place, rule).prop_map(
        |(attribution, certainty, quote, place, rule)| Telling {
            attribution,
            certainty,
            quote,
            start: place.map(|(start, _)| start),
            end: place.map(|(start, length)| start + length),
            rule: rule.map(str::to_owned),
            ..Telling::default()
        },
    )
}

fn teller() -> impl Strategy<Value = Attribution> {
    let kinds = [
        Teller::Outlet,
        Teller::Person,
        Teller::Organization,
        Teller::Country,
        Teller::Anonymous,
        Teller::Document,
    ];
    let name = prop_oneof![4 => name().boxed(), 1 => Just("nobody".to_owned()).boxed()];
    (name, select(kinds.to_vec())).prop_map(|(name, kind)| Attribution { name, kind })
}

fn time() -> impl Strategy<Value = Time> {
    (option::of(day()), option::of(day()), option::of(words()))
        .prop_map(|(start, end, text)| Time { start, end, text })
}

fn day() -> impl Strategy<Value = String> {
    select(
        &["2026-01-01", "2026-01-31", "2026-12-31", "2024-02-29", "2019-01-01", "0999-05-06"][..],
    )
    .prop_map(str::to_owned)
}

fn strength() -> impl Strategy<Value = Strength> {
    let unit = select(&["", "fighters"][..]).prop_map(str::to_owned);
    (option::of(any::<u64>()), option::of(0_u64..900), any::<bool>(), unit)
        .prop_map(|(min, max, approximate, unit)| Strength { min, max, approximate, unit })
}

/// Names that several things share, and some that nobody would give.
fn name() -> impl Strategy<Value = String> {
    let names = ["Reuters", "Badr", "Badr Corps", "بدر", "Iran", "", " ", "zeta", "\"a\"@en"];
    prop_oneof![9 => select(names.to_vec()).prop_map(str::to_owned), 1 => words()]
}

/// Words with everything in it that a syntax could trip over.
fn words() -> impl Strategy<Value = String> {
    let pieces = [
        "fighters crossed",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "\"",
        "'",
        "\\",
        "\\u0041",
        "<b>",
        "&amp;",
        "]]>",
        "\"\"\"",
        "'''",
        "@en",
        "^^",
        "{|",
        "<<(",
        "é",
        "كتائب",
        "🛰",
        "\u{c}",
        "\u{b}",
        "\u{0}",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
        "\u{fffe}",
        "\u{feff}",
        "#",
        ".",
        "cg:claim",
        "_:b0",
        "\\\"",
    ];
    // XML lacks some; most texts can be tried in it, too.
    let plain = vec(select(pieces[..20].to_vec()), 0..5).prop_map(|parts| parts.concat());
    let any = vec(select(pieces.to_vec()), 0..5).prop_map(|parts| parts.concat());
    prop_oneof![200 => plain, 1 => any]
}
