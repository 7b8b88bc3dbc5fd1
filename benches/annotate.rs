//! How fast texts are read: `cargo bench --bench annotate`.
//!
//! The texts are those of `tests/parity/texts`. Items are words between blanks, as in the
//! figures of the README. For the comparison with spaCy see `benches/pairing/run.sh`.

use std::path::Path;

use claimgraph::annotate::Annotator;
use claimgraph::annotate::write::{AnnotationWriter, Json};
use divan::Bencher;
use divan::counter::ItemsCount;

fn main() {
    divan::main();
}

/// Loading the built-in pipeline.
#[divan::bench]
fn load() -> Annotator {
    Annotator::english().expect("the built-in pipeline loads")
}

/// All components, by a reader that has met the words before.
#[divan::bench(sample_count = 10)]
fn annotate(bencher: Bencher<'_, '_>) {
    let texts = texts();
    let annotator = load();
    let mut reader = annotator.reader();
    bencher
        .counter(words(&texts))
        .bench_local(|| texts.iter().map(|text| reader.annotate(text).len()).sum::<usize>());
}

/// All components, by a new reader.
#[divan::bench(sample_count = 10)]
fn annotate_new_words(bencher: Bencher<'_, '_>) {
    let texts = texts();
    let annotator = load();
    bencher.counter(words(&texts)).bench_local(|| {
        let mut reader = annotator.reader();
        texts.iter().map(|text| reader.annotate(text).len()).sum::<usize>()
    });
}

/// Writing annotations down as JSON.
#[divan::bench(sample_count = 10)]
fn write_json(bencher: Bencher<'_, '_>) {
    let texts = texts();
    let annotator = load();
    let mut reader = annotator.reader();
    let annotations: Vec<_> = texts.iter().map(|text| reader.annotate(text)).collect();
    bencher.counter(words(&texts)).bench_local(|| {
        for annotation in &annotations {
            Json.document(&mut std::io::sink(), "bench", annotation).expect("a sink takes all");
        }
    });
}

fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parity/texts");
    let files = std::fs::read_dir(&folder).expect("the texts are in the repository");
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("UTF-8")).collect()
}

fn words(texts: &[String]) -> ItemsCount {
    ItemsCount::new(texts.iter().map(|text| text.split_whitespace().count()).sum::<usize>())
}
