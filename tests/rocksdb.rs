//! What the indexes on disk promise (feature `rocksdb`): what the graph in memory says, they say.

#![cfg(feature = "rocksdb")]

mod archive;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use claimgraph::export::{Part, Rdf, Syntax};
use claimgraph::query::{self, ShippedQuestions};
use claimgraph::store::{Graph, Store};

/// A folder of its own for each test, empty.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rocksdb").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

fn start(folder: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
    command.current_dir(folder).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the program starts")
}

fn succeed(folder: &Path, arguments: &[&str]) -> String {
    end(start(folder, arguments))
}

fn end(program: Child) -> String {
    let output: Output = program.wait_with_output().expect("the program ends");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn build(folder: &Path, name: &str, numbers: impl Iterator<Item = u64>) {
    let lines: Vec<String> = numbers.map(|number| archive::line(number, 120)).collect();
    fs::write(folder.join(name), lines.join("\n")).expect("written");
    succeed(folder, &["build", name, "--store", "s", "--quiet"]);
}

fn nquads(graph: &Graph) -> String {
    let mut bytes = Vec::new();
    let part = Part { record: true, view: Some("reported") };
    Rdf::new(part).write(graph, Syntax::NQuads, &mut bytes).expect("memory");
    String::from_utf8(bytes).expect("UTF-8")
}

fn open(folder: &Path) -> Store {
    Store::open(&folder.join("s")).expect("a store")
}

const EXPORT: [&str; 5] = ["export", "--format", "nq", "--store", "s"];

#[test]
fn all_answers_and_the_export_are_those_of_the_graph_in_memory() {
    let folder = scratch("same");
    build(&folder, "first.jsonl", 0..30);
    succeed(&folder, &EXPORT);
    build(&folder, "second.jsonl", 20..50);
    let store = open(&folder);
    let memory = store.graph_in_memory().expect("opened");
    let disk = store.graph().expect("opened");
    assert!(folder.join("s/index").is_dir());
    let exported = nquads(&memory);
    assert!(exported.len() > 1_000_000, "{} bytes", exported.len());
    assert!(exported == nquads(&disk));
    assert!(exported == succeed(&folder, &EXPORT));
    let questions = ShippedQuestions::of(store.ontology());
    let mut asked = 0;
    for question in questions.iter() {
        let answers = [&memory, &disk]
            .map(|graph| query::ask(graph, &question.text, Some("reported")).expect("an answer"));
        assert!(answers[0] == answers[1], "{}", question.name);
        asked += 1;
    }
    assert!(asked > 5, "{asked} questions");
    let all = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g";
    let answers = [&memory, &disk].map(|graph| query::ask(graph, all, None).expect("an answer"));
    assert!(answers[0] == answers[1]);
}

#[test]
fn whoever_is_killed_leaves_an_index_that_is_right_when_it_is_opened() {
    let folder = scratch("killed");
    let mut made = 0;
    for round in 0..25_u64 {
        build(&folder, &format!("{round}.jsonl"), round * 12..round * 12 + 12);
        let mut query = start(&folder, &["query", "reports", "--store", "s"]);
        std::thread::sleep(Duration::from_millis(5 + round * 37 % 230));
        // It may have ended by itself.
        let _ = query.kill();
        made += usize::from(query.wait().expect("it ends").success());
        if round % 4 == 3 {
            let memory = nquads(&open(&folder).graph_in_memory().expect("opened"));
            assert!(memory == succeed(&folder, &EXPORT), "round {round}");
        }
    }
    assert!(made < 25, "nobody was killed in time");
    let memory = nquads(&open(&folder).graph_in_memory().expect("opened"));
    assert!(memory == succeed(&folder, &EXPORT));
}

#[test]
fn damage_within_a_table_is_told_and_mended() {
    let folder = scratch("damaged");
    build(&folder, "all.jsonl", 0..60);
    let whole = succeed(&folder, &EXPORT);
    let tables = fs::read_dir(folder.join("s/index/00000001/quads")).expect("an index").flatten();
    for table in tables.map(|entry| entry.path()).filter(|path| path.extension().is_some()) {
        let mut bytes = fs::read(&table).expect("a table");
        let middle = bytes.len() / 2;
        bytes[middle..].iter_mut().take(1).for_each(|byte| *byte ^= 0xff);
        fs::remove_file(&table).expect("removed");
        fs::write(&table, bytes).expect("written");
    }
    let output = start(&folder, &EXPORT).wait_with_output().expect("the program ends");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    // Damage may show when the index is opened; then it is mended at once.
    if !output.status.success() {
        assert!(said.lines().count() == 1 && said.contains("the index is damaged"), "{said}");
    }
    assert!(whole == succeed(&folder, &EXPORT));
}

#[test]
fn many_readers_and_a_build_go_side_by_side() {
    let folder = scratch("together");
    build(&folder, "first.jsonl", 0..40);
    let lines: Vec<String> = (40..300).map(|number| archive::line(number, 120)).collect();
    fs::write(folder.join("more.jsonl"), lines.join("\n")).expect("written");
    let writer = start(&folder, &["build", "more.jsonl", "--store", "s", "--jobs", "1", "--quiet"]);
    let csv = ["query", "reports", "--store", "s", "--format", "csv"];
    for _ in 0..5 {
        let readers: Vec<Child> = (0..4).map(|_| start(&folder, &csv)).collect();
        for reader in readers {
            let reports = end(reader).lines().count() - 1;
            assert!((40..=300).contains(&reports), "{reports} reports");
        }
    }
    end(writer);
    assert_eq!(succeed(&folder, &csv).lines().count(), 301);
}
