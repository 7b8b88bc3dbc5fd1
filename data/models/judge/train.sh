#!/bin/sh
# Makes model.bin anew, to the byte, from annotated reports; see ARCHITECTURE.md, "The judge".
# Usage: train.sh GOLD, a folder with the sets train and dev. Run it after any change of the
# relations' frames or of the stages before them, and build the program again.
set -eu
here=$(dirname "$0")
cargo build --release --quiet --manifest-path "$here/../../../Cargo.toml"
program=${CARGO_TARGET_DIR:-$here/../../../target}/release/claimgraph
"$program" learn "$1/train" "$1/dev" --output "$here/model.bin"
cargo build --release --quiet --manifest-path "$here/../../../Cargo.toml"
