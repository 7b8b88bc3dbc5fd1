//! What the README shows is what the program says.

use std::process::Command;

#[test]
fn the_first_command_says_what_the_readme_shows() {
    check(
        "cargo run --release -- extract --format text examples/crossing.txt",
        &["extract", "--format", "text", "examples/crossing.txt"],
    );
}

#[test]
fn the_grammar_is_what_the_readme_shows() {
    check("`claimgraph annotate` shows the grammar", &["annotate", "examples/report.txt"]);
}

/// Compares the first `text` block behind a phrase of the README with what a command prints.
fn check(phrase: &str, arguments: &[&str]) {
    let readme = std::fs::read_to_string("README.md").expect("the README");
    let (_, behind) = readme.split_once(phrase).expect("the phrase");
    let shown = behind.split("```text\n").nth(1).and_then(|rest| rest.split("```").next());
    let output = Command::new(env!("CARGO_BIN_EXE_claimgraph"))
        .args(arguments)
        .output()
        .expect("the program runs");
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(shown.expect("its output").trim_end(), said.trim_end());
}
