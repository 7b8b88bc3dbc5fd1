#!/bin/sh
# Makes model.bin anew, to the byte, from annotated reports; see ARCHITECTURE.md, "The judge".
# Usage: train.sh GOLD, a folder with the sets train and dev. Run it after any change of the
# relations' frames or of the stages before them, and build the program again.
set -eu
here=$(dirname "$0")
cargo build --release --quiet --manifest-path "$here/../../../Cargo.toml"
program=${CARGO_TARGET_DIR:-$here/../../../target}/release/claimgraph
# The frames were written with the training sets in sight: what is right in 0.75 of the claims there
# is right in somewhat fewer elsewhere.
"$program" learn "$1/train" "$1/dev" --precision 0.753 --output "$here/model.bin"
cargo build --release --quiet --manifest-path "$here/../../../Cargo.toml"
