//! What the README shows is what the program says: every command with an output below it is run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder of its own with the examples in it, in which the README's commands make their store.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    copy(Path::new("examples"), &folder.join("examples"));
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the examples").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// The commands of a page that have an output below them, each with it.
fn shown(page: &str) -> Vec<(String, String)> {
    let mut shown = Vec::new();
    for block in page.split("```console\n").skip(1) {
        let Some((commands, rest)) = block.split_once("```") else { continue };
        let Some(output) = rest.trim_start().strip_prefix("```text\n") else { continue };
        let output = output.split("```").next().expect("a block ends");
        let commands: Vec<&str> = commands.lines().collect();
        assert_eq!(commands.len(), 1, "an output has one command: {commands:?}");
        shown.push((commands[0].trim_start_matches("$ ").to_owned(), output.to_owned()));
    }
    shown
}

/// The arguments of a command, with those between quotes as one.
fn arguments(command: &str) -> Vec<String> {
    let arguments = command.strip_prefix("claimgraph ");
    let arguments = arguments.or_else(|| command.strip_prefix("cargo run --release -- "));
    let mut parts = Vec::new();
    let pieces = arguments.expect("a command of ours").split(['\'', '"']);
    for (place, piece) in pieces.enumerate() {
        if place % 2 == 1 {
            parts.push(piece.to_owned());
        } else {
            parts.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    parts
}

/// Everything but how long it took.
fn without_time(said: &str) -> String {
    let timed = |line: &&str| line.starts_with("words ") || line.starts_with("time ");
    let lines = said.trim_end().lines().filter(|line| !timed(line));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_command_says_what_the_readme_shows() {
    check("README.md", "readme", 10);
}

#[test]
fn every_import_says_what_the_page_on_mappings_shows() {
    check("examples/mappings/README.md", "readme-mappings", 6);
}

/// Runs the commands of a page, which has so many at least.
fn check(page: &str, name: &str, least: usize) {
    let folder = scratch(name);
    let page = fs::read_to_string(page).expect("the page");
    let shown = shown(&page);
    assert!(shown.len() >= least, "the page has {} commands with their output", shown.len());
    for (command, wanted) in shown {
        let output = Command::new(env!("CARGO_BIN_EXE_claimgraph"))
            .current_dir(&folder)
            .args(arguments(&command))
            .output()
            .expect("the program runs");
        // Some rows of the examples are refused, as rows are.
        let ended_well = matches!(output.status.code(), Some(0 | 3));
        assert!(ended_well, "{command}: {output:?}");
        let mut said = String::from_utf8(output.stderr).expect("UTF-8");
        said.push_str(&String::from_utf8(output.stdout).expect("UTF-8"));
        assert_eq!(without_time(&wanted), without_time(&said), "{command}");
    }
}
