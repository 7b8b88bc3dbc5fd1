//! Short texts and what their words mean: `tests/cases/entities.tsv`.

use claimgraph::annotate::{Annotator, Reader};
use claimgraph::gazetteer::Gazetteer;
use claimgraph::recognize::{self, Lexicon, normal};
use claimgraph::resolve::{self, Resolution};

#[test]
fn every_case_says_what_the_words_mean() {
    let annotator = Annotator::english().expect("the built-in pipeline can be read");
    let mut reader = annotator.reader();
    let gazetteer = Gazetteer::built_in();
    let lexicon = Lexicon::shipped();
    let mut problems = Vec::new();
    let lines = include_str!("cases/entities.tsv").lines().zip(1..);
    for (line, number) in lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (text, expected) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
        let known_wrong = cells.next();
        let wrong = misread(&mut reader, &gazetteer, &lexicon, text, expected);
        match (wrong.is_empty(), known_wrong) {
            (false, None) => {
                problems.extend(wrong.iter().map(|it| format!("{number}: {it}: {text}")));
            }
            (true, Some(reason)) => {
                problems.push(format!("{number}: right now, but marked: {reason}"));
            }
            _ => {}
        }
    }
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn names_in_the_gazetteer_mean_their_rows() {
    let annotator = Annotator::english().expect("the built-in pipeline can be read");
    let (gazetteer, lexicon) = (Gazetteer::built_in(), Lexicon::shipped());
    let mut reader = annotator.reader();
    for (name, id) in [
        ("Akram al-Kaabi", "akram-al-kaabi"),
        ("Esmail Qaani", "esmail-qaani"),
        ("Harakat al-Nujaba", "harakat-al-nujaba"),
        ("Kataib Hezbollah", "kataib-hezbollah"),
    ] {
        let text = format!("{name} fought in Iraq.");
        let annotation = reader.annotate(&text);
        let mentions = recognize::mentions(&annotation, &gazetteer, &lexicon);
        let resolution = resolve::resolve(mentions, &annotation, &gazetteer, None);
        let keys: Vec<&str> = resolution.entities.iter().map(|entity| &*entity.key).collect();
        assert!(keys.contains(&id), "{name} is none of {keys:?}");
    }
}

/// What is not as expected in one text.
fn misread(
    reader: &mut Reader<'_>,
    gazetteer: &Gazetteer,
    lexicon: &Lexicon,
    text: &str,
    expected: &str,
) -> Vec<String> {
    let annotation = reader.annotate(text);
    let mentions = recognize::mentions(&annotation, gazetteer, lexicon);
    let resolution = resolve::resolve(mentions, &annotation, gazetteer, None);
    expected.split("; ").filter_map(|item| check(&resolution, text, item).err()).collect()
}

/// Holds one item, `surface#2=Type=entity` or `surface=-`, against what was resolved.
fn check(resolution: &Resolution, text: &str, item: &str) -> Result<(), String> {
    let (surface, meaning) = item.split_once('=').ok_or("an item has no =")?;
    let (surface, count) = match surface.split_once('#') {
        Some((surface, count)) => (surface, count.parse().unwrap_or(1)),
        None => (surface, 1),
    };
    let place = text.match_indices(surface).nth(count - 1).ok_or("no such words")?.0;
    let found = resolution.mentions.iter().find(|resolved| {
        let span = resolved.mention.span;
        span.start == place && span.end == place + surface.len()
    });
    let entity =
        found.and_then(|resolved| resolved.entity).map(|entity| &resolution.entities[entity]);
    let Some((kind, name)) = meaning.split_once('=') else {
        return entity.map_or(Ok(()), |entity| Err(format!("{surface} is {}", entity.name)));
    };
    let entity = entity.ok_or_else(|| match found {
        Some(_) => format!("{surface} means nobody"),
        None => format!("{surface} is no mention"),
    })?;
    if entity.kind != kind {
        return Err(format!("{surface} is a {}, {}", entity.kind, entity.name));
    }
    let same = entity.names().any(|known| normal(known) == normal(name));
    same.then_some(()).ok_or_else(|| format!("{surface} means {}", entity.name))
}
