//! Our annotations are those of spaCy 3.8: not close to them, the same.
//!
//! `tests/parity/README.md` says what the fixtures hold and how they are made. Nothing here needs
//! Python. The digests stand for texts that the project may not carry; that test says so and
//! passes where the texts are not there.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use claimgraph::annotate::{Annotation, Annotator};
use flate2::read::GzDecoder;
use rayon::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// One text and what spaCy makes of it.
#[derive(Deserialize)]
struct Document {
    text: String,
    tokens: Vec<Token>,
    entities: Vec<(usize, usize, String)>,
    chunks: Vec<(usize, usize)>,
}

/// start, end, space, norm, tag, pos, morph, lemma, head, dep, sent_start, iob, type
#[derive(Deserialize)]
struct Token(
    usize,
    usize,
    u8,
    String,
    String,
    String,
    String,
    String,
    usize,
    String,
    u8,
    String,
    String,
);

/// The compared values, one list a column, in the order of the digests.
type Columns = [Vec<String>; 11];
const COLUMNS: [&str; 11] = [
    "span",
    "norm",
    "tag",
    "pos",
    "morph",
    "lemma",
    "head",
    "dep",
    "sentence start",
    "entity",
    "noun chunks",
];

#[test]
fn english_is_read_as_spacy_reads_it() {
    let annotator = Annotator::english().expect("the built-in pipeline loads");
    let tokens = compare(&annotator, "en_core_web_sm-3.8.0");
    assert!(tokens >= 30_000, "only {tokens} tokens compared");
}

#[test]
fn other_pipelines_are_read_as_spacy_reads_them() {
    for name in ["en-own-tok2vec", "en-lower", "de-senter", "xx-ner", "en-sentencizer"] {
        let folder = Path::new("tests/parity/pipelines").join(name);
        let annotator = Annotator::open(&folder).unwrap_or_else(|error| panic!("{error}"));
        let tokens = compare(&annotator, name);
        assert!(tokens >= 1_000, "only {tokens} tokens compared with {name}");
    }
}

#[test]
fn gold_reports_are_read_as_spacy_reads_them() {
    let gold = Path::new("../shared/gold");
    if !gold.is_dir() {
        eprintln!("skipped: {} is not there", gold.display());
        return;
    }
    let annotator = Annotator::english().expect("the built-in pipeline loads");
    let digests = fs::read_to_string("tests/parity/fixtures/gold.digests").expect("fixture");
    let lines: Vec<&str> = digests.lines().filter(|line| !line.starts_with('#')).collect();
    let wrong: Vec<String> = lines
        .par_iter()
        .flat_map(|line| {
            let mut fields = line.split('\t');
            let name = fields.next().expect("a name");
            let count: usize = fields.next().and_then(|n| n.parse().ok()).expect("a count");
            let text = fs::read_to_string(gold.join(format!("{name}.txt"))).expect("the report");
            let found = columns(&annotator.reader().annotate(&text));
            let differing = found.iter().zip(fields).zip(COLUMNS).filter(|((found, digest), _)| {
                let hash = Sha256::digest(found.join("\n"));
                let hash: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
                hash != **digest
            });
            let differing: Vec<&str> = differing.map(|(_, column)| column).collect();
            let wrong = found[0].len() != count || !differing.is_empty();
            wrong.then(|| format!("{name}: {}", differing.join(", ")))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} reports differ:\n{}",
        wrong.len(),
        lines.len(),
        wrong.join("\n")
    );
    assert!(lines.len() > 200, "only {} reports compared", lines.len());
}

/// Compares a pipeline with its fixture; returns how many tokens were compared.
fn compare(annotator: &Annotator, fixture: &str) -> usize {
    let documents = documents(fixture);
    let wrong: Vec<String> = documents
        .par_iter()
        .flat_map(|document| {
            let found = columns(&annotator.reader().annotate(&document.text));
            differences(document, &found)
        })
        .collect();
    let shown = wrong.iter().take(20).cloned().collect::<Vec<String>>().join("\n");
    assert!(wrong.is_empty(), "{fixture}: {} differences, the first are\n{shown}", wrong.len());
    documents.iter().map(|document| document.tokens.len()).sum()
}

fn documents(fixture: &str) -> Vec<Document> {
    let path = PathBuf::from(format!("tests/parity/fixtures/{fixture}.jsonl.gz"));
    let mut lines = String::new();
    let file = fs::File::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    GzDecoder::new(file).read_to_string(&mut lines).expect("gzip of UTF-8");
    lines.lines().map(|line| serde_json::from_str(line).expect("a document")).collect()
}

/// One line for each column in which a text differs, with the first place.
fn differences(document: &Document, found: &Columns) -> Vec<String> {
    let expected = expected_columns(document);
    let compared = COLUMNS.iter().zip(found.iter().zip(&expected));
    let differing = compared.filter(|(_, (found, expected))| found != expected);
    differing
        .map(|(column, (found, expected))| {
            let same = found.iter().zip(expected).take_while(|(f, e)| f == e).count();
            let (f, e) = (found.get(same), expected.get(same));
            let context: String = match document.tokens.get(same) {
                Some(token) => {
                    let start = token.0.saturating_sub(30);
                    document.text.chars().skip(start).take(60).collect()
                }
                None => "the end".to_owned(),
            };
            format!("{column} of token {same}: {f:?}, spaCy {e:?}, in {context:?}")
        })
        .collect()
}

fn expected_columns(document: &Document) -> Columns {
    let mut columns = Columns::default();
    for t in &document.tokens {
        columns[0].push(format!("{}-{}-{}", t.0, t.1, t.2));
        for (column, value) in [(1, &t.3), (2, &t.4), (3, &t.5), (4, &t.6), (5, &t.7), (7, &t.9)] {
            columns[column].push(value.clone());
        }
        columns[6].push(t.8.to_string());
        columns[8].push(t.10.to_string());
        // Whether a component looked for entities at all is not kept apart from finding none.
        let iob = if t.11.is_empty() { "O" } else { &t.11 };
        columns[9].push(format!("{iob}-{}", t.12));
    }
    columns[10] = document.chunks.iter().map(|(start, end)| format!("{start}-{end}")).collect();
    let spelled_out = document.entities.iter().map(|(start, end, label)| {
        let first = format!("B-{label}");
        columns[9][*start] == first
            && columns[9][start + 1..*end].iter().all(|c| c.starts_with('I'))
    });
    assert!(spelled_out.fold(true, |all, one| all & one), "a fixture that contradicts itself");
    columns
}

fn columns(annotation: &Annotation<'_>) -> Columns {
    let mut columns = Columns::default();
    let mut position = (0, 0);
    for token in annotation.tokens() {
        let span = token.span();
        let start = code_points(annotation.text(), &mut position, span.start);
        let end = code_points(annotation.text(), &mut position, span.end);
        columns[0].push(format!("{start}-{end}-{}", u8::from(token.space_after())));
        columns[1].push(token.norm().to_owned());
        columns[2].push(token.tag().to_owned());
        columns[3].push(token.pos().to_owned());
        columns[4].push(token.morph().to_owned());
        columns[5].push(token.lemma().to_owned());
        columns[6].push(token.head().index().to_string());
        columns[7].push(token.dep().to_owned());
        columns[8].push(u8::from(token.is_sentence_start()).to_string());
        columns[9].push("O-".to_owned());
    }
    for entity in annotation.entities() {
        for (i, token) in entity.tokens().enumerate() {
            let iob = if i == 0 { 'B' } else { 'I' };
            columns[9][token] = format!("{iob}-{}", entity.label());
        }
    }
    let chunks = annotation.noun_chunks();
    columns[10] = chunks.map(|chunk| format!("{}-{}", chunk.start, chunk.end)).collect();
    columns
}

/// The code points before a byte; `position` is the last answer, as (byte, code points).
fn code_points(text: &str, position: &mut (usize, usize), byte: usize) -> usize {
    *position = (byte, position.1 + text[position.0..byte].chars().count());
    position.1
}
