//! What people type: a table into a store, again, mended, anew.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::case::{SIMPLE, scratch};

/// Runs a command in a folder.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
    let Output { status, stdout, stderr } =
        command.args(arguments).current_dir(folder).output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

/// A folder with a mapping and a table.
fn folder(name: &str, rows: &str) -> std::path::PathBuf {
    let folder = scratch(name);
    fs::write(folder.join("m.toml"), SIMPLE).expect("written");
    fs::write(folder.join("t.csv"), format!("who,did,where,when\n{rows}")).expect("written");
    folder
}

const IMPORT: [&str; 4] = ["import", "t.csv", "--mapping", "m.toml"];

/// Who is deployed where, by the store.
fn deployed(folder: &Path) -> Vec<String> {
    let question = "SELECT ?who ?day WHERE { ?claim a cg:Claim ; cg:states/rdf:subject/skos:prefLabel ?who ; \
        cg:event/cg:earliest ?day } ORDER BY ?who ?day";
    let (code, out, told) = run(folder, &["query", question, "--format", "csv"]);
    assert_eq!(code, Some(0), "{told}");
    out.lines().skip(1).map(|line| line.trim().to_owned()).collect()
}

#[test]
fn a_table_once_again_adds_nothing_and_a_new_one_replaces_it() {
    let folder = folder("import-again", "A,went,Tikrit,2026-01-06\nB,went,Tikrit,2026-01-07\n");
    let (code, out, told) = run(&folder, &IMPORT);
    assert_eq!((code, out.as_str()), (Some(0), ""));
    assert!(told.contains("rows      2: 2 claimed, 0 refused"), "{told}");
    assert_eq!(deployed(&folder), ["A,2026-01-06", "B,2026-01-07"]);
    let segments =
        || fs::read_dir(folder.join("claimgraph-store/segments")).expect("a store").count();
    let (_, _, told) = run(&folder, &IMPORT);
    assert!(told.contains("all of it was there already") && segments() == 1, "{told}");
    fs::write(
        folder.join("t.csv"),
        "who;did;where;when\nB;went;Tikrit;2026-01-07\nA;went;Tikrit;2026-01-06\n",
    )
    .expect("written");
    let (_, _, told) = run(&folder, &IMPORT);
    assert!(
        told.contains("all of it was there already") && segments() == 1,
        "another form, same rows: {told}"
    );

    fs::write(folder.join("t.csv"), "who,did,where,when\nA,went,Tikrit,2026-01-09\n")
        .expect("written");
    let (_, _, told) = run(&folder, &IMPORT);
    assert!(told.contains("it replaces what it said before"), "{told}");
    assert_eq!(deployed(&folder), ["A,2026-01-09"], "the last version stands, whole");
    fs::write(folder.join("m.toml"), SIMPLE.replace("deployedTo", "visited")).expect("written");
    let (_, _, told) = run(&folder, &IMPORT);
    assert!(told.contains("it replaces what it said before"), "{told}");
    assert_eq!(deployed(&folder).len(), 1, "so does a table read with another mapping");
    let other = "who,did,where,when\nC,left,Tikrit,2026-01-09\n";
    fs::write(folder.join("t.csv"), other).expect("written");
    let (_, _, told) = run(&folder, &[&IMPORT[..], &["--name", "another"]].concat());
    assert!(!told.contains("replaces"), "{told}");
    assert_eq!(deployed(&folder).len(), 2, "another table stands beside it");
}

#[test]
fn mended_rows_join_the_others() {
    let folder = folder(
        "import-mended",
        "A,went,Tikrit,2026-01-06\nB,went,Tikrit,soon\nC,went,,2026-01-06\n",
    );
    let (code, _, told) = run(&folder, &IMPORT);
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("refused: t.csv:3: `soon` is no day"), "{told}");
    let rejected = folder.join("t.rejected.csv");
    let rows = fs::read_to_string(&rejected).expect("the rejected rows");
    fs::write(&rejected, rows.replace("soon", "2026-01-08").replace("C,went,,", "C,went,Sinjar,"))
        .expect("written");
    let (code, _, told) = run(&folder, &IMPORT);
    assert_eq!(code, Some(1));
    assert!(told.contains("t.rejected.csv: is there already, with other rows"), "{told}");
    assert!(fs::read_to_string(&rejected).expect("still there").contains("2026-01-08"));
    let mended = ["import", "t.rejected.csv", "--mapping", "m.toml"];
    let (code, _, told) = run(&folder, &mended);
    assert_eq!(code, Some(0), "{told}");
    let all = ["A,2026-01-06", "B,2026-01-08", "C,2026-01-06"];
    assert_eq!(deployed(&folder), all);
    let (_, _, told) = run(&folder, &mended);
    assert!(told.contains("all of it was there already"), "{told}");

    // The table itself, mended, replaces the old one and what was mended of it.
    fs::write(folder.join("t.csv"), "who,did,where,when\nA,went,Tikrit,2026-01-06\n")
        .expect("written");
    run(&folder, &IMPORT);
    assert_eq!(deployed(&folder), ["A,2026-01-06"]);
    let (code, _, told) = run(&folder, &mended);
    assert_eq!(code, Some(1));
    assert!(told.contains("t.csv was imported anew since these rows were rejected"), "{told}");
}

#[test]
fn a_version_that_shares_rows_with_the_last_has_them_all() {
    let rows = |from: usize| -> String {
        (from..6000).map(|n| format!("Group {n:04},went,Tikrit,2026-01-06\n")).collect()
    };
    let folder = folder("import-shared", &rows(1));
    run(&folder, &IMPORT);
    fs::write(folder.join("t.csv"), format!("who,did,where,when\n{}", rows(0))).expect("written");
    run(&folder, &IMPORT);
    let count = "SELECT (COUNT(?claim) AS ?n) WHERE { ?claim a cg:Claim }";
    let (_, out, told) = run(&folder, &["query", count, "--format", "csv"]);
    assert_eq!(out.trim(), "n\r\n6000", "{told}");
}

#[test]
fn the_day_of_a_table_decides_which_version_stands() {
    let folder = folder("import-days", "A,went,Tikrit,2026-01-06\n");
    run(&folder, &[&IMPORT[..], &["--published", "2026-03-01"]].concat());
    fs::write(folder.join("t.csv"), "who,did,where,when\nB,went,Tikrit,2026-01-05\n")
        .expect("written");
    let older = [&IMPORT[..], &["--published", "2026-02-01"]].concat();
    let (_, _, told) = run(&folder, &older);
    assert!(told.contains("a later version of the table stands"), "{told}");
    assert_eq!(deployed(&folder), ["A,2026-01-06"]);
    let (code, _, told) = run(&folder, &[&IMPORT[..], &["--published", "May"]].concat());
    assert_eq!(code, Some(1));
    assert!(told.contains("error: May: is no day; write one as in 2026-11-22"), "{told}");
}

#[test]
fn a_dry_run_shows_claims_and_changes_nothing() {
    let folder =
        folder("import-dry", "Kataib Hezbollah,went,Tikrit,2026-01-06\nB,flew,Tikrit,2026\n");
    let (code, out, _) = run(&folder, &[&IMPORT[..], &["--dry-run"]].concat());
    assert_eq!(code, Some(0));
    assert!(out.contains("  Kataib Hezbollah deployedTo Tikrit\n"), "{out}");
    assert!(out.contains("row 3, line 3: refused: the mapping does not know `flew`"), "{out}");
    assert!(out.ends_with("2 rows: 1 can be claimed, 1 is refused\n"), "{out}");
    assert!(!folder.join("claimgraph-store").exists() && !folder.join("t.rejected.csv").exists());
}

#[test]
fn a_suggested_mapping_can_be_used() {
    let folder = folder("import-suggest", "Kataib Hezbollah,went,Tikrit,2026-01-06\n");
    let tables = [
        ("movements.csv", "clashed with"),
        ("acled.csv", "[claim.clash]"),
        ("ucdp-ged.csv", "[claim.attack]"),
    ];
    for (table, has) in tables {
        fs::copy(Path::new("examples/mappings").join(table), folder.join(table)).expect("copied");
        let (code, mapping, told) = run(&folder, &["import", table, "--suggest"]);
        assert_eq!((code, told.as_str()), (Some(0), ""));
        assert!(mapping.contains(has), "{mapping}");
        fs::write(folder.join("s.toml"), mapping).expect("written");
        let (code, out, told) =
            run(&folder, &["import", table, "--mapping", "s.toml", "--dry-run"]);
        assert_eq!(code, Some(0), "{told}");
        assert!(!out.contains(" 0 can be claimed"), "{out}");
    }
    fs::write(folder.join("odd.csv"), "x;\"y \"\"z\"\"\"\n1;2\n").expect("written");
    let (_, mapping, _) = run(&folder, &["import", "odd.csv", "--suggest"]);
    fs::write(folder.join("s.toml"), mapping).expect("written");
    let (code, _, told) = run(&folder, &["import", "odd.csv", "--mapping", "s.toml", "--dry-run"]);
    assert_eq!(code, Some(0), "{told}");
}

#[test]
fn the_graph_says_which_cells_show_a_claim_and_where_it_was() {
    let store = scratch("import-graph");
    let files = ["examples/mappings/acled.csv", "--mapping", "examples/mappings/acled.toml"];
    let rejected = store.join("rejected.csv");
    let rejected = ["--rejected", rejected.to_str().expect("UTF-8"), "--quiet"];
    let place = store.join("store");
    let at = ["--store", place.to_str().expect("UTF-8")];
    let (code, out, told) =
        run(Path::new("."), &[&["import"], &files[..], &rejected, &at].concat());
    assert_eq!((code, out.as_str(), told.as_str()), (Some(3), "", ""));
    let ask = |question: &str| {
        let ask = ["query", question, "--format", "csv"];
        run(Path::new("."), &[&ask[..], &at[..]].concat()).1
    };
    let prefixes = "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dct: <http://purl.org/dc/terms/> \
        PREFIX wgs84: <http://www.w3.org/2003/01/geo/wgs84_pos#>";
    let cells = ask(&format!(
        "{prefixes} SELECT ?cells ?place WHERE {{ ?claim cg:rule \"import/acled/capture\" ; \
         cg:event/cg:target/skos:prefLabel ?place ; cg:evidence/oa:hasSelector ?selector . \
         ?selector a oa:FragmentSelector ; rdf:value ?cells ; dct:conformsTo <http://tools.ietf.org/rfc/rfc7111> }}"
    ));
    assert!(cells.contains("\"cell=3,2;3,4;3,7-3,8;") && cells.contains(",Sinjar"), "{cells}");
    let where_it_was = ask(
        "SELECT ?name WHERE { ?event a cg:Clash ; cg:location/skos:prefLabel ?name } ORDER BY ?name",
    );
    assert_eq!(where_it_was.lines().skip(1).collect::<Vec<_>>(), ["Sinjar", "Tikrit"]);
    let hills = ask(&format!(
        "{prefixes} SELECT ?lat WHERE {{ ?it skos:prefLabel \"Al Qayyarah Hills\"@en ; wgs84:lat ?lat }}"
    ));
    assert!(hills.contains("35.801"), "{hills}");
    let (code, out, _) = run(
        Path::new("."),
        &[&["explain", "Zagros Column", "attacked", "Al Qayyarah Hills"], &at[..]].concat(),
    );
    assert_eq!(code, Some(0));
    assert!(
        out.contains("  cells     cell=4,2;")
            && out.contains("  row       ⟦event_id_cnty: IRQ900003"),
        "{out}"
    );
}

#[test]
fn standard_input_needs_a_name() {
    let folder = folder("import-stdin", "A,went,Tikrit,2026-01-06\n");
    let (code, _, told) = run(&folder, &["import", "-", "--mapping", "m.toml"]);
    assert_eq!(code, Some(1));
    assert_eq!(
        told,
        "error: standard input: has no name; say with --name what all versions of the table share\n"
    );
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_never_replaced() {
    let folder = folder("import-device", "A,flew,Tikrit,2026-01-06\n");
    std::os::unix::fs::symlink("/dev/null", folder.join("null")).expect("a link");
    let (code, _, told) = run(&folder, &[&IMPORT[..], &["--rejected", "null"]].concat());
    assert_eq!(code, Some(3), "{told}");
    let (code, _, told) = run(&folder, &[&IMPORT[..], &["--dry-run", "--output", "null"]].concat());
    assert_eq!(code, Some(0), "{told}");
    assert!(folder.join("null").is_symlink(), "a file stands in its place");
}
