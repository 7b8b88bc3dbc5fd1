#!/bin/sh
# Makes model.bin anew, to the byte, from annotated reports; see ARCHITECTURE.md, "The judge".
# Usage: train.sh [GOLD], a folder with the sets train, own and dev; data/gold of the project without it.
# Run it after any change of the relations' frames or of the stages before them.
set -eu
root=$(dirname "$0")/../../..
gold=${1:-$root/data/gold}
cargo build --release --quiet --manifest-path "$root/Cargo.toml"
program=${CARGO_TARGET_DIR:-$root/target}/release/claimgraph
# The share is of reports that are harder than most; elsewhere somewhat more is right.
"$program" learn "$gold/train" "$gold/dev" "$gold/own" --precision 0.742 \
    --output "$root/data/models/judge/model.bin"
cargo build --release --quiet --manifest-path "$root/Cargo.toml"
