#!/bin/sh
# Makes confidence.md and confidence.svg anew. Run it after the judge has learnt anew.
set -eu
cd "$(dirname "$0")/.."
cargo run --release --quiet --example confidence -- data/gold docs
