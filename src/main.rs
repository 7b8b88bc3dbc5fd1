//! The command line of Claimgraph; everything is in the library's `cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    claimgraph::cli::run()
}
