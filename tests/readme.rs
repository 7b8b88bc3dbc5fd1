//! What the README shows is what the program says.

use std::process::Command;

#[test]
fn the_first_command_says_what_the_readme_shows() {
    let readme = std::fs::read_to_string("README.md").expect("the README");
    let command = "cargo run --release -- annotate examples/report.txt";
    let (_, behind) = readme.split_once(command).expect("the README's first command");
    let shown = behind.split("```text\n").nth(1).and_then(|rest| rest.split("```").next());
    let output = Command::new(env!("CARGO_BIN_EXE_claimgraph"))
        .args(["annotate", "examples/report.txt"])
        .output()
        .expect("the program runs");
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(shown.expect("its output").trim_end(), said.trim_end());
}
