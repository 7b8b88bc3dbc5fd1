//! Reading reports: every format, encoding and order of inputs, and what is refused.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use claimgraph::model::Report;
use claimgraph::read::{self, Refusal};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

#[path = "read/encodings.rs"]
mod encodings;
#[path = "read/inputs.rs"]
mod inputs;
#[path = "read/json.rs"]
mod json;
#[path = "read/pages.rs"]
mod pages;
#[path = "read/texts.rs"]
mod texts;

proptest! {
    #[test]
    fn nothing_panics(bytes: Vec<u8>, ending in 0..6_usize) {
        let name = ["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a"][ending];
        for report in read(&[Folder::with(&[(name, &bytes)]).path(name)]).into_iter().flatten() {
            prop_assert!(!report.text.is_empty() && report.sha256.len() == 64);
        }
    }

    #[test]
    fn nothing_panics_on_what_looks_like_reports(parts in prop::collection::vec(part(), 0..40)) {
        let bytes = parts.concat();
        for name in ["a.txt", "a.md", "a.html", "a.jsonl"] {
            let _ = read(&[Folder::with(&[(name, bytes.as_bytes())]).path(name)]);
        }
    }
}

/// A piece of a page, of a text's first lines or of JSON.
fn part() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "---\n",
        "title: x\n",
        "<html lang=ar>",
        "<meta property=og:title content='A - B'>",
        "<script type=application/ld+json>",
        "{\"@type\": \"NewsArticle\", \"articleBody\": \"",
        "</script>",
        "<p>",
        "</p>",
        "<div class=cookie>",
        "</div>",
        "<a href=x>",
        "</a>",
        "<br><br>",
        "<h1>",
        "</h1>",
        "<time datetime=2026-01-06>",
        "<table><tr><td>",
        "<article>",
        "<nav>",
        "<font>",
        "BAGHDAD, Jan 6 (Reuters) - ",
        "Published: ",
        "January 6, 2026",
        "By ",
        "(",
        ")",
        " — ",
        "\n",
        "\n\n",
        "{\"text\": \"",
        "\"}",
        "Fighters crossed into Iran at Mehran on Tuesday, officials said. ",
        "\u{feff}",
        "كتائب",
        "&amp;",
        "<!--",
        "-->",
        "\0",
        "é",
    ];
    prop_oneof![4 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => ".{0,8}"]
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read").join(name)
}

fn read<P: AsRef<Path>>(inputs: &[P]) -> Vec<Result<Report, Refusal>> {
    read::reports(inputs).expect("the inputs can be listed").collect()
}

fn one(path: &Path) -> Result<Report, Refusal> {
    let mut reports = read(&[path]);
    assert_eq!(reports.len(), 1);
    reports.remove(0)
}

fn only(name: &str) -> Report {
    one(&data(name)).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn refused(name: &str) -> Refusal {
    one(&data(name)).expect_err("it should be refused")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A folder of its own, gone when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn with(files: &[(&str, &[u8])]) -> Folder {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("read-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = Folder(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        fs::create_dir_all(&folder.0).unwrap();
        files.iter().for_each(|(name, bytes)| folder.write(name, bytes));
        folder
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn one(&self, name: &str) -> Result<Report, Refusal> {
        one(&self.path(name))
    }

    fn names(&self, inputs: &[PathBuf]) -> Vec<String> {
        let sources = read::sources(inputs).unwrap();
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        sources.iter().map(|source| name(source.path())).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays behind harms nobody: it is under the target folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}
