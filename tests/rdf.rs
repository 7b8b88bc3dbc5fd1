//! RDF out of the program and into it again: every syntax is the same graph, and what is wrong is told.

mod archive;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;
use std::time::Duration;

use sha2::{Digest, Sha256};

/// Formats, and the options that each has a place for beside none.
const FORMATS: [(&str, &str, &[&str]); 6] = [
    ("nt", "nt", &["--rdf12", "--ontology"]),
    ("nq", "nq", &["--rdf12", "--ontology", "--graph-per-report"]),
    ("ttl", "ttl", &["--rdf12", "--ontology"]),
    ("trig", "trig", &["--rdf12", "--ontology", "--graph-per-report"]),
    ("jsonld", "jsonld", &["--ontology", "--graph-per-report"]),
    ("rdfxml", "rdf", &["--ontology"]),
];

/// A store of generated reports, of which two are versions of one page.
static STORE: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = scratch("reports");
    let version = |day: &str, text: &str| {
        serde_json::json!({"id": format!("v{day}"), "url": "https://example.org/a", "title": "“A”\n",
            "published": format!("2026-01-{day}"), "text": text, "publisher": "Shafaq News"})
        .to_string()
    };
    let mut lines: Vec<String> = (0..15).map(|number| archive::line(number, 120)).collect();
    lines.push(version("06", "Fighters of Kataib Hezbollah crossed into Iran on Monday."));
    lines.push(version("07", "Fighters of the Badr Organization crossed into Iran on Monday."));
    fs::write(folder.join("all.jsonl"), lines.join("\n")).expect("written");
    succeed(&folder, &["build", "all.jsonl", "--store", "s", "--quiet"]);
    folder.join("s")
});

/// A folder of its own for each test, empty.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rdf").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

fn claimgraph(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
    command.current_dir(folder).args(arguments).output().expect("the program runs")
}

fn succeed(folder: &Path, arguments: &[&str]) -> String {
    let output = claimgraph(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn fail(folder: &Path, arguments: &[&str]) -> String {
    let output = claimgraph(folder, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {output:?}");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(said.lines().count(), 1, "one clear line: {said}");
    said
}

/// What is written of the store.
fn export(options: &[&str]) -> String {
    let store = STORE.to_str().expect("UTF-8");
    succeed(Path::new("."), &[&["export", "--store", store], options].concat())
}

#[test]
fn every_format_with_every_option_is_the_same_graph_again() {
    let folder = scratch("again");
    let expected = export(&["--format", "nq"]);
    assert!(expected.contains("wasRevisionOf") && expected.contains("invalidatedAtTime"));
    for (format, ending, options) in FORMATS {
        for option in [None].into_iter().chain(options.iter().map(Some)) {
            let options: Vec<&str> = option.into_iter().copied().collect();
            let file = format!("a.{ending}");
            let written = export(&[&["--format", format], &options[..]].concat());
            fs::write(folder.join(&file), written).expect("written");
            let _ = fs::remove_dir_all(folder.join("s"));
            let load = claimgraph(&folder, &["load", &file, "--store", "s"]);
            let said = String::from_utf8(load.stderr).expect("UTF-8");
            assert!(load.status.success() && said.starts_with("reports  17 loaded\n"), "{said}");
            let again = succeed(&folder, &["export", "--format", "nq", "--store", "s"]);
            assert!(expected == again, "{format} {option:?}");
        }
    }
}

#[test]
fn the_hash_is_that_of_the_canonical_n_quads() {
    let quads = export(&["--format", "nq"]);
    let mut lines: Vec<&str> = quads.lines().collect();
    lines.sort_unstable();
    lines.dedup();
    assert!(lines.join("\n") + "\n" == quads, "sorted, each once");
    let hex: String =
        Sha256::digest(quads.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(export(&["--hash"]).trim_end(), hex);
    assert_ne!(export(&["--hash", "--no-record"]).trim_end(), hex);
}

#[test]
fn graphs_of_reports_are_the_record_together() {
    let quads = export(&["--format", "nq", "--graph-per-report"]);
    let report = " <https://w3id.org/claimgraph/id/report/";
    let in_one_graph = |line: &str| {
        let place = line.rfind(report).filter(|place| line[place + 2..].ends_with("> ."));
        place.map_or_else(
            || line.to_owned(),
            |place| {
                // An object that is a report looks like a graph.
                let (triple, graph) = line.split_at(place);
                let is_triple = triple.matches(' ').count() >= 2 && !triple.ends_with("statedIn>");
                if is_triple && !triple.ends_with("hasSource>") && !triple.ends_with("origin>") {
                    format!("{triple} .")
                } else {
                    format!("{triple}{graph}")
                }
            },
        )
    };
    let mut together: Vec<String> = quads.lines().map(in_one_graph).collect();
    together.sort();
    together.dedup();
    let expected = export(&["--format", "nq"]);
    let mut expected: Vec<&str> = expected.lines().collect();
    expected.sort_unstable();
    assert_eq!(together, expected);
    let counted = [
        "#reports>",
        "#origins>",
        "#denials>",
        "#untraced>",
        "#status>",
        "#firstClaimed>",
        "#lastClaimed>",
        "#contradicts>",
        "#broader>",
        "#copies>",
        "prov#wasDerivedFrom>",
        "/contradiction/",
    ];
    let of_none = quads.lines().filter(|line| {
        !line.contains("/id/dataset")
            && !counted.iter().any(|part| line.contains(part))
            && !line.ends_with("view/reported> .")
            && !line.contains(report)
    });
    assert_eq!(
        of_none.count(),
        0,
        "all but the description, the view and what is counted is some report's"
    );
}

#[test]
fn the_description_counts_what_is_there() {
    let quads = export(&["--format", "nq", "--licence", "https://example.org/licence"]);
    let of = "<https://w3id.org/claimgraph/id/dataset";
    let described = quads.lines().filter(|line| line.starts_with(of)).count();
    let value = |property: &str, part: &str| {
        let start = format!("{of}{part}> <{property}> ");
        let line = quads.lines().find_map(|line| line.strip_prefix(&start));
        line.unwrap_or_else(|| panic!("no {start}")).to_owned()
    };
    let count = |part: &str, property: &str| -> usize {
        let value = value(&format!("http://rdfs.org/ns/void#{property}"), part);
        value.split('"').nth(1).expect("a literal").parse().expect("a number")
    };
    assert_eq!(count("", "triples"), quads.lines().count() - described);
    let ends = |ending: &str| quads.lines().filter(|line| line.ends_with(ending)).count();
    let of_class =
        |class: &str| ends(&format!("-ns#type> <https://w3id.org/claimgraph/ns#{class}> ."));
    assert_eq!(count("/claims", "entities"), of_class("Claim"));
    assert_eq!(count("/reports", "entities"), 17);
    assert!(count("", "entities") > 10);
    let newest = quads
        .lines()
        .filter(|line| line.contains("/terms/issued>"))
        .max_by_key(|line| line.split('"').nth(1).map(str::to_owned));
    let day = newest.expect("days").split('"').nth(1).expect("a day");
    assert!(value("http://purl.org/dc/terms/modified", "").contains(day));
    assert_eq!(value("http://purl.org/dc/terms/license", ""), "<https://example.org/licence> .");
    assert!(!export(&["--format", "nq"]).contains("terms/license"), "unknown is absent");
    assert!(!export(&["--format", "nq", "--no-record"]).contains("/dataset"));
}

#[test]
fn reifiers_annotate_the_plain_edges() {
    let triples = export(&["--format", "nt", "--rdf12"]);
    let edges = export(&["--format", "nt", "--no-record"]);
    assert!(edges.lines().count() > 5);
    for edge in edges.lines() {
        let stated = format!("#reifies> <<( {} )>> .", edge.trim_end_matches(" ."));
        assert!(triples.contains(&stated), "{edge}");
    }
}

#[test]
fn options_without_a_place_are_refused() {
    let refused = |options: &[&str], why: &str| {
        let store = STORE.to_str().expect("UTF-8");
        let said = fail(Path::new("."), &[&["export", "--store", store], options].concat());
        assert!(said.contains(why), "{said}");
    };
    refused(&["--format", "jsonld", "--rdf12"], "--rdf12: jsonld cannot say it");
    refused(&["--format", "rdfxml", "--rdf12"], "export as nt, nq, ttl or trig");
    refused(&["--format", "ttl", "--graph-per-report"], "ttl has one graph only");
    refused(&["--format", "graphml", "--ontology"], "graphml is no RDF");
    refused(&["--format", "nq", "--no-record", "--rdf12"], "needs the record");
    refused(&["--format", "nq", "--no-record", "--view", "none"], "nothing left to write");
    refused(&["--format", "nq", "--licence", "mine"], "`mine` is no address of a licence");
}

#[test]
fn compressed_is_compressed_and_the_same_bytes_each_time() {
    let folder = scratch("gzip");
    let store = STORE.to_str().expect("UTF-8");
    let expected = export(&["--format", "ttl"]);
    let written = ["export", "--format", "ttl", "--store", store, "-o", "a.ttl.gz"];
    succeed(&folder, &written);
    let bytes = fs::read(folder.join("a.ttl.gz")).expect("a file");
    let mut text = String::new();
    flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).expect("gzip");
    assert!(text == expected);
    let output = claimgraph(&folder, &["export", "--format", "ttl", "--gzip", "--store", store]);
    assert!(output.stdout == bytes);
    succeed(&folder, &["load", "a.ttl.gz", "--store", "s", "--quiet"]);
    assert!(
        export(&["--format", "nq"]) == succeed(&folder, &["export", "--format=nq", "--store=s"])
    );
}

#[test]
fn what_is_malformed_is_told_with_its_place_and_makes_no_store() {
    let folder = scratch("malformed");
    let rdf = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n";
    let bomb = "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><a/>";
    let cases = [
        ("a.nt", "<http://a> <http://b> <http://c> .\n<http://a> \"b\" .\n".to_owned(), ":2:12: "),
        ("b.ttl", "@prefix a: <http://a/> .\na:b a:c ;;; \"d\" .\n".to_owned(), ":2:9: "),
        ("c.jsonld", "{\"@graph\":[\n{\"@id\":\"x:y\",\"a\":\n}]}".to_owned(), ":3:1: "),
        ("d.rdf", format!("{rdf}<b:c/></rdf:RDF>"), ":2:6: unknown prefix"),
        ("e.rdf", rdf.to_owned(), ":2:1: the file ends in the middle"),
        ("f.rdf", bomb.to_owned(), "longer entities"),
        ("g.rdf", format!("{rdf}{}", "<a>".repeat(2000)), "inside each other"),
        ("h.nq", "<http://a> <http://b> <http://c> .\n".to_owned(), "no report of Claimgraph's"),
        ("i.trig", String::new(), "no report of Claimgraph's"),
        ("j.csv", "a,b\n".to_owned(), "give --format"),
        ("k.jsonld", "{\"@context\":\"https://schema.org/\"}".to_owned(), "nothing is fetched"),
    ];
    for (name, text, expected) in cases {
        fs::write(folder.join(name), text).expect("written");
        let said = fail(&folder, &["load", name, "--store", "s"]);
        assert!(said.starts_with(&format!("error: {name}")) && said.contains(expected), "{said}");
        assert!(!folder.join("s").exists(), "{name}");
    }
    let whole = export(&["--format", "trig"]);
    fs::write(folder.join("cut.trig"), &whole[..whole.len() / 2]).expect("written");
    assert!(fail(&folder, &["load", "cut.trig"]).contains("error: cut.trig:"));
}

#[test]
fn what_is_not_ours_is_told_and_nothing_is_invented() {
    let folder = scratch("foreign");
    let expected = export(&["--format", "nq"]);
    let foreign = "<http://example.org/a> <http://example.org/b> \"c\" .\n_:x <http://b> _:y .\n\
        <https://w3id.org/claimgraph/id/statement/0> <https://w3id.org/claimgraph/ns#origins> \"2\" .\n";
    fs::write(folder.join("a.nq"), format!("{expected}{foreign}")).expect("written");
    let output = claimgraph(&folder, &["load", "a.nq", "--store", "s"]);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(output.status.success(), "{said}");
    let told = said.lines().next().expect("a line");
    // What is derived is computed anew and need not be told.
    assert!(told.starts_with("2 triples are not ours and are left out: "), "{said}");
    assert!(told.contains("<http://example.org/a> <http://example.org/b> \"c\""), "{said}");
    assert!(expected == succeed(&folder, &["export", "--format", "nq", "--store", "s"]));

    // A claim that states nothing that is known is left out, with the rest of what is its.
    let claim = expected.lines().find(|line| line.contains("/ns#states>")).expect("a claim");
    let broken = expected.replace(&format!("{claim}\n"), "");
    fs::write(folder.join("b.nq"), broken).expect("written");
    let output = claimgraph(&folder, &["load", "b.nq", "--store", "t"]);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("1 claims state nothing and are left out: https://"), "{said}");
    assert!(said.contains("triples of ours do not fit together and are left out"), "{said}");
    let left = succeed(&folder, &["export", "--format", "nq", "--store", "t"]);
    let subject = claim.split(' ').next().expect("a subject");
    assert!(!left.contains(subject) && left.lines().count() > expected.lines().count() / 2);
}

#[test]
fn reports_that_are_there_are_passed_over() {
    let folder = scratch("there");
    fs::write(folder.join("a.nt"), export(&["--format", "nt"])).expect("written");
    succeed(&folder, &["load", "a.nt", "--store", "s", "--quiet"]);
    let output = claimgraph(&folder, &["load", "a.nt", "--store", "s"]);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(said.starts_with("reports  0 loaded, 17 were there already\n"), "{said}");
    assert_eq!(fs::read_dir(folder.join("s/segments")).expect("segments").count(), 1);
    // Another base is another store.
    let other = fs::read_to_string(folder.join("a.nt")).expect("a file");
    let other = other.replace("https://w3id.org/claimgraph/id/", "https://example.org/id/");
    fs::write(folder.join("b.nt"), other).expect("written");
    assert!(fail(&folder, &["load", "b.nt", "--store", "s"]).contains("a store of their own"));
    assert!(fail(&folder, &["load", "a.nt", "b.nt", "--store", "t"]).contains("of their own"));
}

#[test]
fn a_load_that_is_killed_leaves_all_or_nothing() {
    let folder = scratch("killed");
    fs::write(folder.join("a.ttl"), export(&["--format", "ttl"])).expect("written");
    let start = std::time::Instant::now();
    succeed(&folder, &["load", "a.ttl", "--store", "whole", "--quiet"]);
    let whole = start.elapsed();
    for round in 0..10_u32 {
        let mut load = Command::new(env!("CARGO_BIN_EXE_claimgraph"))
            .current_dir(&folder)
            .args(["load", "a.ttl", "--store", "s", "--quiet"])
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        std::thread::sleep(whole.mul_f64(f64::from(round) / 9.0) + Duration::from_millis(1));
        load.kill().expect("it can be killed");
        load.wait().expect("it ends");
        if folder.join("s/claimgraph.json").exists() {
            let csv = succeed(&folder, &["query", "reports", "--store", "s", "--format", "csv"]);
            let reports = csv.lines().count() - 1;
            assert!(reports == 0 || reports == 17, "round {round}: {reports} reports");
        }
    }
    succeed(&folder, &["load", "a.ttl", "--store", "s", "--quiet"]);
    assert!(export(&["--hash"]) == succeed(&folder, &["export", "--hash", "--store", "s"]));
}

#[test]
fn a_damaged_store_is_told_and_leaves_no_file() {
    let folder = scratch("damaged");
    fs::write(folder.join("a.nt"), export(&["--format", "nt"])).expect("written");
    succeed(&folder, &["load", "a.nt", "--store", "s", "--quiet"]);
    let segment = folder.join("s/segments/00000001.seg");
    let mut bytes = fs::read(&segment).expect("a segment");
    let place = bytes.len() / 2;
    bytes[place] ^= 1;
    fs::write(&segment, bytes).expect("written");
    for (format, ending, _) in FORMATS {
        let file = format!("x.{ending}");
        let said = fail(&folder, &["export", "--format", format, "--store", "s", "-o", &file]);
        assert!(said.contains("00000001.seg: the file is damaged"), "{said}");
        assert!(!folder.join(&file).exists() && !folder.join(format!("{file}.part")).exists());
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    let store = STORE.to_str().expect("UTF-8");
    for (format, ..) in FORMATS {
        let script = "\"$0\" export --format \"$1\" --store \"$2\" | head -c 100 > /dev/null; \
            exit ${PIPESTATUS[0]}";
        let program = env!("CARGO_BIN_EXE_claimgraph");
        let output = Command::new("bash").args(["-c", script, program, format, store]).output();
        let output = output.expect("bash runs");
        assert!(output.status.success() && output.stderr.is_empty(), "{format}: {output:?}");
    }
}

#[test]
fn an_ontology_of_ones_own_comes_along() {
    let folder = scratch("ontology");
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/takeovers");
    let part = |name: &str| examples.join(name).to_str().expect("UTF-8").to_owned();
    let ontology = part("ontology");
    let build = ["build", &part("reports"), "--gazetteer", &part("gazetteer")];
    succeed(&folder, &[&build[..], &["--ontology", &ontology, "--store", "s", "--quiet"]].concat());
    let export = |store: &str| {
        succeed(&folder, &["export", "--format", "nq", "--ontology", "--store", store])
    };
    let expected = export("s");
    assert!(expected.contains("https://example.org/takeovers#"), "{expected}");
    fs::write(folder.join("a.nq"), &expected).expect("written");
    let load = ["load", "a.nq", "--store", "t"];
    succeed(&folder, &[&load[..], &["--ontology", &ontology]].concat());
    assert!(expected == export("t"));
    let without = claimgraph(&folder, &["load", "a.nq", "--store", "u"]);
    let said = String::from_utf8(without.stderr).expect("UTF-8");
    assert_eq!(without.status.code(), Some(3), "{said}");
    assert!(said.contains("give theirs with --ontology"), "{said}");
}
