#!/usr/bin/env bash
# Builds and tests the feature `rocksdb`, and shows that both builds read one store alike. Needs a C++
# compiler and libclang (Debian: apt install g++ libclang-dev); the first build compiles RocksDB.
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/claimgraph-target}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

step() { printf '\n== %s ==\n' "$*"; }

step "lints"
cargo clippy --release --all-targets --features rocksdb -- -D warnings

step "tests of the store, the index and the program"
cargo test --release --features rocksdb --lib store
cargo test --release --features rocksdb \
    --test rocksdb --test store --test questions --test own_ontology

step "both programs with one archive"
cargo build --release
cp "$CARGO_TARGET_DIR/release/claimgraph" "$scratch/memory"
cargo build --release --features rocksdb
cp "$CARGO_TARGET_DIR/release/claimgraph" "$scratch/disk"
cargo run --release --quiet --features rocksdb --example archive -- 1000 500 > "$scratch/all.jsonl"
head -n 999 "$scratch/all.jsonl" > "$scratch/most.jsonl"

measure() { # What it is, and the command: how long it takes, and how much memory.
    local what=$1
    shift
    if [ -x /usr/bin/time ]; then
        /usr/bin/time -f "$what: %e s, %M kB" "$@"
    else
        "$@"
    fi
}

cd "$scratch"
measure "999 reports read" ./disk build most.jsonl --store store --quiet
measure "index made, one question" ./disk query reports --store store > /dev/null
measure "one more report, read by the other program" ./memory build all.jsonl --store store --quiet
measure "index brought up to date, one question" ./disk query reports --store store > /dev/null
for program in memory disk; do
    measure "$program: one question" ./$program query reports --store store > $program.txt
    measure "$program: all exported" ./$program export --format nq --store store -o $program.nq
done
cmp memory.txt disk.txt
cmp memory.nq disk.nq
du -sh store/segments store/index
