//! The program with a store that a test builds for itself.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A store of this name in cargo's folder for tests, built anew from reports in the repository.
pub(crate) fn store(name: &str, arguments: &[&str]) -> PathBuf {
    let store = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if store.exists() {
        std::fs::remove_dir_all(&store).expect("an old store can be removed");
    }
    run(&[&["build", "--quiet"], arguments].concat(), &store);
    store
}

/// What a command prints; it must end well.
pub(crate) fn run(arguments: &[&str], store: &Path) -> String {
    let store = store.to_str().expect("a path in UTF-8");
    say(&[arguments, &["--store", store]].concat())
}

/// What a command without a store prints; it must end well.
pub(crate) fn say(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimgraph"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command.output().expect("the program runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {told}");
    String::from_utf8(output.stdout).expect("UTF-8")
}
