//! Networks for other programs: each format, each kind of edge, each way to cut a part out.

#[path = "common/program.rs"]
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use claimgraph::graph::{Cut, Edges, Layout, Network};
use claimgraph::store::Store;
use oxigraph::model::NamedNodeRef;
use program::{run, store};

/// Reports with names in Arabic and Persian, quotes, ampersands and control characters, a claim of a
/// thing about itself, claims without days, denied and planned ones.
static ODD: LazyLock<PathBuf> =
    LazyLock::new(|| store("network-odd", &["tests/network/odd.jsonl"]));

/// A report in which nothing is claimed.
static EMPTY: LazyLock<PathBuf> =
    LazyLock::new(|| store("network-empty", &["tests/network/empty.jsonl"]));

fn export(store: &Path, arguments: &[&str]) -> String {
    run(&[&["export"], arguments].concat(), store)
}

fn refused(store: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
    let Output { status, stderr, stdout } =
        command.arg("export").args(arguments).arg("--store").arg(store).output().expect("it runs");
    assert!(stdout.is_empty());
    (status.code(), String::from_utf8(stderr).expect("UTF-8"))
}

/// The rows of a table, each by the names of its columns.
fn table(store: &Path, table: &str, arguments: &[&str]) -> Vec<BTreeMap<String, String>> {
    let text = export(store, &[&["--format", "csv", "--table", table], arguments].concat());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

fn column(rows: &[BTreeMap<String, String>], name: &str) -> Vec<String> {
    rows.iter().map(|row| row[name].clone()).collect()
}

/// "source relation target", by labels.
fn shown(store: &Path, arguments: &[&str]) -> Vec<String> {
    let nodes = table(store, "nodes", arguments);
    let label =
        |id: &String| nodes.iter().find(|node| node["Id"] == *id).expect("an end")["Label"].clone();
    let edges = table(store, "edges", arguments);
    let shown = |edge: &BTreeMap<String, String>| {
        format!("{} {} {}", label(&edge["Source"]), edge["Kind"], label(&edge["Target"]))
    };
    let mut shown: Vec<String> = edges.iter().map(shown).collect();
    shown.sort();
    shown
}

const KATAIB: &str = "كتائب حزب الله";
const SEPAH: &str = "سپاه پاسداران انقلاب اسلامی";
const GATE: &str = "Gate \"7\" & <Bridge>";
const LONG: &str =
    "The Very Long-Named Committee for the Preparation of the Conference on Questions of Names";

#[test]
fn an_edge_for_each_pair_and_relation_says_what_stands_behind_it() {
    let edges = table(&ODD, "edges", &[]);
    let crossed: Vec<_> = edges.iter().filter(|edge| edge["Kind"] == "crossedVia").collect();
    assert_eq!(crossed.len(), 2, "what is denied or only planned has no edge");
    let edge = crossed.iter().find(|edge| edge["claims"] == "3").expect("three claims");
    let expected = [
        ("Label", "crossed via"),
        ("Type", "Directed"),
        ("reports", "3"),
        ("certainty", "certain"),
        ("first_claimed", "2026-01-08"),
        ("last_claimed", "2026-02-01"),
        ("event_start", "2026-01-05"),
        ("event_end", "2026-01-31"),
        ("quote", &format!("{KATAIB} crossed at {GATE}")),
    ];
    for (name, value) in expected {
        assert_eq!(edge[name], value, "{name}");
    }
    assert_eq!(edge["Weight"], edge["origins"]);
    assert!(
        edge["sources"].contains("A & B \"Daily\" <News>; Other Gazette"),
        "{}",
        edge["sources"]
    );
    assert!(edges.iter().all(|edge| edge["Weight"] != "0"), "Gephi drops such edges");
    let ids: BTreeSet<String> = column(&edges, "Id").into_iter().collect();
    assert_eq!(ids.len(), edges.len());
}

#[test]
fn what_the_store_has_counted_goes_before_what_is_counted_here() {
    let graph = Store::open(&ODD).and_then(|store| store.graph_in_memory()).expect("a store");
    let network =
        || Network::of(&graph, Some("reported"), Edges::Typed, &Cut::nothing(), Layout::Force);
    let crossed = |network: Network| {
        let is_it = |edge: &claimgraph::graph::Edge| edge.claims == 3;
        network.edges.into_iter().find(is_it).expect("an edge with three claims")
    };
    let before = crossed(network());
    let corroborated = Some("corroborated".to_owned());
    assert_eq!((before.origins, before.weight, before.status), (3, 3, corroborated));
    // Taken away, it is counted here: by tellers, and there is no status.
    let quads = graph.quads();
    for property in ["origins", "status"] {
        let property = format!("https://w3id.org/claimgraph/ns#{property}");
        let property = NamedNodeRef::new_unchecked(&property);
        for quad in graph.matching(None, Some(property), None, None).collect::<Vec<_>>() {
            quads.remove(&quad).expect("memory");
        }
    }
    let after = crossed(network());
    assert_eq!((after.origins, after.status), (3, None));
}

#[test]
fn flat_edges_are_one_a_pair_without_direction() {
    let edges = table(&ODD, "edges", &["--edges", "flat"]);
    let pairs: BTreeSet<_> = edges.iter().map(|edge| (&edge["Source"], &edge["Target"])).collect();
    assert_eq!(pairs.len(), edges.len());
    assert!(edges.iter().all(|edge| edge["Type"] == "Undirected"));
    let kinds = column(&edges, "Kind");
    assert!(kinds.contains(&"attacked; supports".to_owned()), "{kinds:?}");
    let gexf = export(&ODD, &["--format", "gexf", "--edges", "flat"]);
    assert!(gexf.contains("defaultedgetype=\"undirected\""));
    let graphml = export(&ODD, &["--format", "graphml", "--edges", "flat"]);
    assert!(graphml.contains("edgedefault=\"undirected\""));
}

#[test]
fn claims_as_nodes_are_all_there_and_lead_to_what_they_are_of() {
    let nodes = table(&ODD, "nodes", &["--edges", "claims"]);
    let claims: Vec<_> = nodes.iter().filter(|node| node["type"] == "Claim").collect();
    assert_eq!(claims.len(), 12);
    assert_eq!(claims.iter().filter(|claim| claim["polarity"] == "denied").count(), 1);
    assert_eq!(claims.iter().filter(|claim| claim["planned"] == "true").count(), 1);
    let edges = shown(&ODD, &["--edges", "claims"]);
    for edge in [
        format!("deployed to subject {SEPAH}"),
        "deployed to object Nowhere".to_owned(),
        "deployed to stated in A & B \"Daily\" <News> 2026-01-08".to_owned(),
        format!("killed subject {KATAIB}"),
        "supports origin سخنگو".to_owned(),
        "A & B \"Daily\" <News> 2026-01-08 published by A & B \"Daily\" <News>".to_owned(),
    ] {
        assert!(edges.contains(&edge), "{edge} is not in {edges:#?}");
    }
    // Two steps lead from a thing by way of its claims to all that they lead to.
    let near = shown(&ODD, &["--edges", "claims", "--subject", "Nowhere"]);
    assert!(near.contains(&format!("deployed to subject {SEPAH}")), "{near:?}");
    let alone = export(
        &ODD,
        &["--format", "csv", "--table", "edges", "--edges", "claims", "--view", "none"],
    );
    assert_eq!(alone.lines().count(), edges.len() + 1);
}

#[test]
fn parts_are_cut_out_by_thing_class_relation_and_day() {
    let crossings = [format!("{KATAIB} crossedVia {GATE}"), format!("{SEPAH} crossedVia {GATE}")];
    let sorted = |edges: &[String]| {
        let mut edges = edges.to_vec();
        edges.sort();
        edges
    };
    let supports = format!("{SEPAH} supports {KATAIB}");
    let itself = format!("{KATAIB} attacked {KATAIB}");
    for relation in ["crossedVia", "crossed via", "cg:crossedVia"] {
        assert_eq!(shown(&ODD, &["--relation", relation]), sorted(&crossings));
    }
    let near = sorted(&[&crossings[..], &[supports.clone(), itself.clone()]].concat());
    assert_eq!(shown(&ODD, &["--subject", SEPAH]), near, "with the edges between its neighbours");
    assert_eq!(shown(&ODD, &["--subject", SEPAH, "--hops", "0"]), [""; 0]);
    assert_eq!(column(&table(&ODD, "nodes", &["--subject", "Nowhere"]), "Label"), ["Nowhere"]);
    assert_eq!(shown(&ODD, &["--subject", LONG, "--hops", "2"]), shown(&ODD, &[]));
    let classes = ["--type", "armed group"];
    assert_eq!(shown(&ODD, &classes), sorted(&[supports.clone(), itself.clone()]));
    assert_eq!(shown(&ODD, &["--type", "Militia"]), std::slice::from_ref(&itself));
    // What is known to have begun later, and what was claimed later of no day.
    assert_eq!(shown(&ODD, &["--since", "2026-01-09"]), sorted(&crossings));
    let until = shown(&ODD, &["--until", "2026-01-04"]);
    assert_eq!(until, [format!("{KATAIB} metWith Bad Name[31m of many lines")]);
    assert_eq!(shown(&ODD, &["--since", "2027-01-01"]), [format!("{SEPAH} crossedVia {GATE}")]);
}

#[test]
fn things_without_an_edge_are_there_if_asked_for() {
    let labels = column(&table(&ODD, "nodes", &["--isolated", "--type", "Place"]), "Label");
    assert_eq!(
        labels.iter().collect::<BTreeSet<_>>(),
        BTreeSet::from([&GATE.into(), &"Iran".into(), &"Iraq".into(), &"Nowhere".into()])
    );
    assert!(!column(&table(&ODD, "nodes", &[]), "Label").contains(&"Nowhere".to_owned()));
}

#[test]
fn gexf_has_kinds_days_colours_and_places() {
    let gexf = export(&ODD, &["--format", "gexf"]);
    for part in [
        "mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\"",
        "kind=\"crossedVia\" label=\"crossed via\"",
        "<spell start=\"2026-01-05T00:00:00Z\" end=\"2026-01-06T23:59:59Z\"/>",
        "<spell start=\"2026-01-20T00:00:00Z\" end=\"2026-01-31T23:59:59Z\"/>",
        "<spell start=\"2026-01-25T00:00:00Z\"/>",
        "<spell end=\"2026-01-03T23:59:59Z\"/>",
        "<viz:color r=\"192\" g=\"57\" b=\"43\"/>",
    ] {
        assert!(gexf.contains(part), "{part} is not in {gexf}");
    }
    assert_eq!(gexf.matches("<viz:position ").count(), gexf.matches("<node ").count());
    let without_days = export(&ODD, &["--format", "gexf", "--relation", "supports"]);
    assert!(without_days.contains("mode=\"static\"") && !without_days.contains("<spell"));
}

#[test]
fn no_format_has_control_characters_or_breaks_lines_in_values() {
    for kind in ["flat", "typed", "claims"] {
        for format in ["graphml", "gexf", "csv", "svg"] {
            let mut arguments = vec!["--format", format, "--edges", kind];
            if format == "csv" {
                arguments.extend(["--table", "nodes"]);
            }
            let text = export(&ODD, &arguments);
            assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{format} {kind}");
            assert!(text.contains(KATAIB), "{format} {kind}");
        }
    }
    let names = column(&table(&ODD, "nodes", &[]), "Label");
    assert!(names.contains(&"Bad Name[31m of many lines".to_owned()), "{names:?}");
}

#[test]
fn the_same_store_is_the_same_bytes() {
    for format in ["graphml", "gexf", "svg"] {
        for arguments in [["--layout", "force"], ["--layout", "geo"], ["--edges", "claims"]] {
            let arguments = [&["--format", format][..], &arguments].concat();
            assert!(export(&ODD, &arguments) == export(&ODD, &arguments), "{arguments:?}");
        }
    }
    // Another number of threads is another order of work.
    let one = |threads: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
        command.env("RAYON_NUM_THREADS", threads).arg("export").arg("--store").arg(&*ODD);
        command.args(["--format", "gexf", "--edges", "claims"]).output().expect("it runs").stdout
    };
    assert!(one("1") == one("5"));
}

#[test]
fn an_empty_network_is_well_formed_in_every_format() {
    for kind in ["flat", "typed", "claims"] {
        for format in ["graphml", "gexf"] {
            let text = export(&EMPTY, &["--format", format, "--edges", kind]);
            assert!(!text.contains("<node ") && !text.contains("<edge "), "{text}");
            assert!(text.ends_with("</graphml>\n") || text.ends_with("</gexf>\n"));
        }
        let svg = export(&EMPTY, &["--format", "svg", "--edges", kind]);
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n") && !svg.contains("NaN"));
        assert!(table(&EMPTY, "edges", &["--edges", kind]).is_empty());
    }
}

#[test]
fn both_tables_are_written_or_none() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("network-tables");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let path = |name: &str| folder.join(name).to_str().expect("UTF-8").to_owned();
    export(&ODD, &["--format", "csv", "-o", &path("odd.csv")]);
    export(&ODD, &["--format", "csv", "-o", &path("")]);
    for (table, both) in [("nodes", "odd-nodes.csv"), ("edges", "odd-edges.csv")] {
        let text = export(&ODD, &["--format", "csv", "--table", table]);
        assert_eq!(text, fs::read_to_string(path(both)).expect("written"));
        assert_eq!(text, fs::read_to_string(path(&format!("{table}.csv"))).expect("written"));
    }
    // The second table cannot be written: a folder has its name.
    fs::create_dir_all(folder.join("x-edges.csv.part")).expect("a folder");
    let (status, said) = refused(&ODD, &["--format", "csv", "-o", &path("x")]);
    assert_eq!((status, said.lines().count()), (Some(1), 1), "{said}");
    let left = fs::read_dir(&folder).expect("a folder").flatten();
    let left: Vec<_> = left
        .map(|entry| entry.file_name())
        .filter(|name| name.to_string_lossy().starts_with("x-n"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn what_cannot_be_meant_is_refused_in_one_line() {
    for (arguments, reason) in [
        (&["--format", "csv"][..], "take -o NAME"),
        (&["--format", "csv", "--gzip", "-o", "x"], "take --table nodes or edges"),
        (&["--format", "gexf", "--table", "nodes"], "only --format csv"),
        (&["--format", "nq", "--subject", "Nowhere"], "--subject"),
        (&["--format", "gexf", "--view", "none"], "--edges claims"),
        (
            &["--format", "gexf", "--subject", "Nobody"],
            "nothing in the store goes by the name `Nobody`",
        ),
        (&["--format", "gexf", "--type", "Dragon"], "no class `Dragon`"),
        (&["--format", "gexf", "--relation", "ate"], "no relation `ate`"),
    ] {
        let (status, said) = refused(&ODD, arguments);
        assert_eq!((status, said.lines().count()), (Some(1), 1), "{arguments:?}: {said}");
        assert!(said.contains(reason), "{arguments:?}: {said}");
    }
    let (status, said) = refused(&ODD, &["--format", "gexf", "--since", "yesterday"]);
    assert!(status == Some(2) && said.contains("2026-01-06"), "{said}");
}

#[test]
fn a_network_that_nobody_could_read_is_not_drawn() {
    let entity = |number: usize| {
        format!("{{\"key\":\"m{number}\",\"type\":\"Militia\",\"name\":\"Militia {number}\"}}")
    };
    let claim = |number: usize| {
        format!(
            "{{\"relation\":\"supports\",\"subject\":\"m{number}\",\"object\":\"m{}\"}}",
            number + 1
        )
    };
    let list = |of: &dyn Fn(usize) -> String, count: usize| {
        (0..count).map(of).collect::<Vec<_>>().join(",")
    };
    let line = format!(
        "{{\"id\":\"chain\",\"text\":\"A long chain.\",\"entities\":[{}],\"claims\":[{}]}}",
        list(&entity, 201),
        list(&claim, 200)
    );
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("network-chain.jsonl");
    fs::write(&path, line).expect("written");
    let store = store("network-chain", &[path.to_str().expect("UTF-8")]);
    let (status, said) = refused(&store, &["--format", "svg"]);
    assert_eq!((status, said.lines().count()), (Some(1), 1));
    assert!(said.contains("201 nodes") && said.contains("--subject"), "{said}");
    let near = ["--format", "svg", "--subject", "Militia 100", "--hops", "99"];
    let svg = export(&store, &near);
    assert_eq!(svg.matches("<title>Militia ").count(), 199);
}

/// The boxes of names in a picture, from the middle of their baselines and about how wide they are.
fn names(svg: &str) -> Vec<(f64, f64, f64, String)> {
    let number = |line: &str, name: &str| -> f64 {
        let rest = line.split_once(&format!(" {name}=\"")).expect("an attribute").1;
        rest.split('"').next().expect("a number").parse().expect("a number")
    };
    let is_name = |line: &&str| line.starts_with("<text") && line.contains("font-size=\"13\"");
    svg.lines()
        .filter(is_name)
        .map(|line| {
            let words = line.split_once('>').expect("words").1.trim_end_matches("</text>");
            let words = quick_xml::escape::unescape(words).expect("well-formed");
            // Half as wide as high is narrower than nearly all letters.
            let half = words.chars().count() as f64 * 13.0 * 0.25;
            (number(line, "x"), number(line, "y"), half, words.into_owned())
        })
        .collect()
}

#[test]
fn no_name_lies_on_another() {
    let store = store("network-reports", &["examples/reports"]);
    for arguments in [&["--layout", "force"][..], &["--layout", "geo"], &["--edges", "claims"]] {
        let svg = export(&store, &[&["--format", "svg"], arguments].concat());
        let names = names(&svg);
        assert!(names.len() > 50, "{arguments:?}: {}", names.len());
        for (place, one) in names.iter().enumerate() {
            for other in &names[place + 1..] {
                let apart =
                    (one.0 - other.0).abs() >= one.2 + other.2 || (one.1 - other.1).abs() >= 13.0;
                assert!(apart, "{arguments:?}: {} lies on {}", one.3, other.3);
            }
        }
    }
}

#[cfg(feature = "png")]
#[test]
fn the_picture_as_pixels_is_a_png_and_always_the_same() {
    let png = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
        command.args(["export", "--format", "png", "--store"]).arg(&*ODD);
        command.output().expect("it runs").stdout
    };
    let bytes = png();
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.len() > 5_000, "{}", bytes.len());
    assert!(bytes == png());
}
