//! What a store promises: nothing lost, nothing half, the same bytes whatever the order.

mod archive;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// A folder of its own for each test, empty.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("store").join(name);
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

fn write_archive(folder: &Path, name: &str, numbers: impl Iterator<Item = u64>) {
    let lines: Vec<String> = numbers.map(|number| archive::line(number, 120)).collect();
    fs::write(folder.join(name), lines.join("\n")).expect("written");
}

fn export(folder: &Path, store: &str) -> String {
    succeed(folder, &["export", "--format", "nq", "--store", store])
}

#[test]
fn order_threads_and_steps_do_not_matter() {
    let folder = scratch("order");
    write_archive(&folder, "all.jsonl", 0..40);
    write_archive(&folder, "backwards.jsonl", (0..40).rev());
    write_archive(&folder, "first.jsonl", 20..40);
    write_archive(&folder, "second.jsonl", 0..30);
    succeed(&folder, &["build", "all.jsonl", "--store", "a", "--jobs", "1", "--quiet"]);
    succeed(&folder, &["build", "backwards.jsonl", "--store", "b", "--jobs", "3", "--quiet"]);
    succeed(&folder, &["build", "first.jsonl", "--store", "c", "--quiet"]);
    succeed(&folder, &["build", "second.jsonl", "--store", "c", "--quiet"]);
    let all = export(&folder, "a");
    assert!(all.contains("<https://w3id.org/claimgraph/ns#crossedInto>"), "there are claims");
    assert!(all == export(&folder, "b"), "another order and number of threads");
    assert!(all == export(&folder, "c"), "in two steps, with reports in both");
    for format in ["ttl", "graphml"] {
        let one = succeed(&folder, &["export", "--format", format, "--store", "a"]);
        assert!(
            one == succeed(&folder, &["export", "--format", format, "--store", "c"]),
            "{format}"
        );
    }
}

#[test]
fn adding_passes_over_what_is_there_and_touches_nothing_else() {
    let folder = scratch("adding");
    write_archive(&folder, "one.jsonl", 0..5);
    write_archive(&folder, "more.jsonl", 3..6);
    succeed(&folder, &["build", "one.jsonl", "--store", "s", "--quiet"]);
    let before = fs::read(folder.join("s/segments/00000001.seg")).expect("a segment");
    let output = claimgraph(&folder, &["build", "more.jsonl", "--store", "s"]);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(said.contains("1 added, 2 were there already"), "{said}");
    assert_eq!(before, fs::read(folder.join("s/segments/00000001.seg")).expect("a segment"));
    assert!(folder.join("s/segments/00000002.seg").exists());
}

#[test]
fn a_build_that_is_killed_loses_nothing_and_leaves_nothing_half() {
    let folder = scratch("killed");
    write_archive(&folder, "all.jsonl", 0..600);
    write_archive(&folder, "base.jsonl", 600..610);
    succeed(&folder, &["build", "all.jsonl", "base.jsonl", "--store", "whole", "--quiet"]);
    let whole = export(&folder, "whole");
    succeed(&folder, &["build", "base.jsonl", "--store", "s", "--quiet"]);
    let count = || {
        let csv = succeed(&folder, &["query", "reports", "--store", "s", "--format", "csv"]);
        csv.lines().count() - 1
    };
    let mut before = count();
    assert_eq!(before, 10);
    for round in 0..20_u64 {
        let mut build = Command::new(env!("CARGO_BIN_EXE_claimgraph"))
            .current_dir(&folder)
            .args(["build", "all.jsonl", "--store", "s", "--jobs", "1", "--quiet"])
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        // Moments all over a build, from before the lock to past the last commit.
        std::thread::sleep(Duration::from_millis(20 + round * 97 % 1400));
        build.kill().expect("it can be killed");
        build.wait().expect("it ends");
        let after = count();
        assert!(after >= before, "round {round}: {after} reports of {before} are left");
        before = after;
    }
    succeed(&folder, &["build", "all.jsonl", "--store", "s", "--quiet"]);
    assert!(whole == export(&folder, "s"), "nothing is lost or half");
    let parts = fs::read_dir(folder.join("s/segments")).expect("segments").flatten();
    assert!(parts.into_iter().all(|entry| entry.path().extension().is_some_and(|e| e == "seg")));
}

#[test]
fn two_builds_at_once_are_kept_apart() {
    let folder = scratch("two");
    write_archive(&folder, "all.jsonl", 0..3);
    succeed(&folder, &["build", "all.jsonl", "--store", "s", "--quiet"]);
    let lock = fs::File::options().write(true).open(folder.join("s/lock")).expect("a lock");
    lock.lock().expect("it can be held");
    let said = fail(&folder, &["build", "all.jsonl", "--store", "s"]);
    assert!(said.contains("another build is writing to this store"), "{said}");
    // Who only reads need not wait.
    succeed(&folder, &["query", "reports", "--store", "s"]);
}

#[test]
fn a_store_that_cannot_be_used_says_why() {
    let folder = scratch("unusable");
    write_archive(&folder, "all.jsonl", 0..3);
    let said = fail(&folder, &["query", "reports", "--store", "nowhere"]);
    assert!(said.contains("there is no store here"), "{said}");

    succeed(&folder, &["build", "all.jsonl", "--store", "s", "--quiet"]);
    let segment = folder.join("s/segments/00000001.seg");
    let bytes = fs::read(&segment).expect("a segment");
    for place in [0, 40, bytes.len() / 2, bytes.len() - 1] {
        let mut damaged = bytes.clone();
        damaged[place] ^= 1;
        fs::write(&segment, damaged).expect("written");
        let said = fail(&folder, &["query", "reports", "--store", "s"]);
        assert!(said.contains("00000001.seg"), "byte {place}: {said}");
    }
    fs::write(&segment, &bytes[..bytes.len() / 3]).expect("written");
    let said = fail(&folder, &["export", "--format", "nq", "--store", "s"]);
    assert!(said.contains("is damaged"), "{said}");
    fs::write(&segment, &bytes).expect("written");

    let settings = r#"{"format":99,"base":"https://w3id.org/claimgraph/id/"}"#;
    fs::write(folder.join("s/claimgraph.json"), settings).expect("written");
    for command in [["query", "reports", "--store", "s"], ["build", "all.jsonl", "--store", "s"]] {
        let said = fail(&folder, &command);
        assert!(said.contains("a newer Claimgraph made this store"), "{said}");
    }
}

#[test]
fn a_folder_with_other_things_is_left_alone() {
    let folder = scratch("strange");
    write_archive(&folder, "all.jsonl", 0..3);
    fs::create_dir(folder.join("photos")).expect("made");
    fs::write(folder.join("photos/cat.jpg"), "meow").expect("written");
    let said = fail(&folder, &["build", "all.jsonl", "--store", "photos"]);
    assert!(said.contains("is no store"), "{said}");
    assert_eq!(fs::read_dir(folder.join("photos")).expect("there").count(), 1);
}

#[test]
fn what_is_no_report_is_refused_by_name_and_the_others_are_read() {
    let folder = scratch("refused");
    let long = "Fighters crossed into Iran at Mehran on Monday. ".repeat(1_000_000);
    fs::write(folder.join("long.txt"), long).expect("written");
    fs::write(folder.join("empty.txt"), "").expect("written");
    fs::write(folder.join("binary.txt"), [0_u8, 159, 146, 150, 7, 0].repeat(100)).expect("written");
    fs::write(folder.join("page.html"), "<html><body><nav>Home</nav></body></html>")
        .expect("written");
    let good = archive::line(1, 60);
    fs::write(
        folder.join("lines.jsonl"),
        format!("{good}\n{{\"text\": \n{}", archive::line(2, 60)),
    )
    .expect("written");
    let output = claimgraph(&folder, &["build", ".", "--store", "../refused-store"]);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(3), "{said}");
    for name in ["long.txt", "empty.txt", "binary.txt", "page.html", "lines.jsonl:2"] {
        let told = said.lines().filter(|line| line.starts_with("refused:") && line.contains(name));
        assert_eq!(told.count(), 1, "{name}: {said}");
    }
    assert!(said.contains("2 added, 5 refused"), "{said}");
    fs::remove_dir_all(folder.join("../refused-store")).expect("it was made");
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_leaves_the_store_as_it_was() {
    let folder = scratch("full");
    write_archive(&folder, "one.jsonl", 0..2);
    write_archive(&folder, "all.jsonl", 2..200);
    succeed(&folder, &["build", "one.jsonl", "--store", "s", "--quiet"]);
    let before = export(&folder, "s");
    // A limit on the size of files fails a write in the same way.
    let script = "trap '' XFSZ; ulimit -f 16; exec \"$0\" build all.jsonl --store s --quiet";
    let output = Command::new("bash")
        .current_dir(&folder)
        .args(["-c", script, env!("CARGO_BIN_EXE_claimgraph")])
        .output()
        .expect("bash runs");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("cannot be written"), "{said}");
    assert!(before == export(&folder, "s"), "the store is as it was");
    assert!(!folder.join("s/segments/00000002.part").exists());
}

#[test]
fn a_later_version_of_a_report_replaces_the_earlier_one() {
    let folder = scratch("versions");
    let version = |day: &str, text: &str| {
        serde_json::json!({"id": format!("v{day}"), "url": "https://example.org/a",
            "published": format!("2026-01-{day}"), "text": text})
        .to_string()
    };
    let early = version("06", "Fighters of Kataib Hezbollah crossed into Iran on Monday.");
    let late = version("07", "Fighters of the Badr Organization crossed into Iran on Monday.");
    fs::write(folder.join("a.jsonl"), format!("{late}\n{early}")).expect("written");
    succeed(&folder, &["build", "a.jsonl", "--store", "s", "--quiet"]);
    let csv = succeed(&folder, &["query", "crossings", "--store", "s", "--format", "csv"]);
    assert!(csv.contains("badr"), "{csv}");
    let graph = export(&folder, "s");
    assert_eq!(graph.matches("http://www.w3.org/ns/prov#wasRevisionOf").count(), 1);
    assert!(graph.contains("http://www.w3.org/ns/prov#invalidatedAtTime> \"2026-01-07\""));
    // What the later version leaves out it does not take back: it stands, and says so.
    assert!(graph.contains("ns#toldUntil> \"2026-01-07\""));
    assert!(csv.contains("kataib"), "{csv}");
}

#[test]
fn claims_that_somebody_else_read_are_taken_as_they_are() {
    let folder = scratch("taken");
    let line = serde_json::json!({"id": "a", "publisher": "Ada's desk",
        "text": "They went over at Mehran, she wrote.",
        "entities": [{"key": "x", "type": "Militia", "name": "Liwa X"},
            {"key": "m", "type": "BorderCrossing", "name": "Mehran border crossing"}],
        "claims": [{"relation": "crossedVia", "subject": "x", "object": "m",
            "quote": "went over at Mehran"}]});
    fs::write(folder.join("a.jsonl"), line.to_string()).expect("written");
    succeed(&folder, &["build", "a.jsonl", "--store", "s", "--quiet"]);
    let csv = succeed(&folder, &["query", "crossings", "--store", "s", "--format", "csv"]);
    assert!(csv.contains("entity/militia/liwa-x"), "{csv}");
    let said = succeed(
        &folder,
        &["explain", "Liwa X", "crossedVia", "Mehran border crossing", "--store", "s"],
    );
    assert!(said.contains("⟦went over at Mehran⟧"), "{said}");
    assert!(said.contains("read by somebody else"), "{said}");
}

#[test]
fn only_claims_of_enough_confidence_are_seen_where_that_is_asked() {
    let folder = scratch("confidence");
    write_archive(&folder, "all.jsonl", 0..30);
    succeed(&folder, &["build", "all.jsonl", "--quiet", "--min-confidence", "0.3"]);
    let confidences = |least: &[&str]| -> Vec<f64> {
        let sparql = "SELECT ?sure WHERE { ?claim cg:confidence ?sure }";
        let asked = [&["query", sparql, "--format", "csv"], least].concat();
        let rows = succeed(&folder, &asked);
        rows.lines().skip(1).map(|row| row.trim().parse().expect("a number")).collect()
    };
    let all = confidences(&[]);
    let sure = confidences(&["--min-confidence", "0.9"]);
    assert!(!sure.is_empty() && sure.len() < all.len(), "{} of {}", sure.len(), all.len());
    assert!(sure.iter().all(|confidence| *confidence >= 0.9), "{sure:?}");
    assert_eq!(sure.len(), all.iter().filter(|confidence| **confidence >= 0.9).count());
    let quads = |least: &[&str]| {
        succeed(&folder, &[&["export", "--format", "nq"], least].concat()).lines().count()
    };
    assert!(quads(&["--min-confidence", "0.9"]) < quads(&[]));

    let wrong = claimgraph(&folder, &["query", "reports", "--min-confidence", "90"]);
    let said = String::from_utf8(wrong.stderr).expect("UTF-8");
    assert!(wrong.status.code() == Some(2) && said.contains("from 0 to 1"), "{said}");
}
