#!/bin/sh
# What more annotated reports would bring: teaches the judge by an eighth, a quarter, a half and all of
# the reports, has each read reports that none has seen, and prints a Markdown table.
#
# Usage: learning-curve.sh [CHECK] [LEARN...], folders of annotated reports; data/gold/check, and
# data/gold/train with data/gold/own if that is there. The n-th part is every n-th report by name.
set -eu
cd "$(dirname "$0")/.."
check=${1:-data/gold/check}
[ $# -gt 0 ] && shift
if [ $# -eq 0 ]; then
    set -- data/gold/train
    [ ! -d data/gold/own ] || set -- "$@" data/gold/own
fi
cargo build --release --quiet
program=${CARGO_TARGET_DIR:-target}/release/claimgraph
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A number out of a line of JSON: value .all.P.
value() {
    python3 -c 'import json, sys
value = json.load(open(sys.argv[1]))
for key in sys.argv[2].split(".")[1:]: value = value[key]
print(value if isinstance(value, int) else f"{value:.3f}")' "$work/scores.json" "$1"
}

# A number out of the row for a purpose in the table of reliability, counted from the row's end.
asked() {
    awk -v purpose="^$1" -v from_end="$2" '$0 ~ purpose { print $(NF - from_end); found = 1 }
        END { if (!found) print "-" }' "$work/reliability.txt"
}

echo "| reports learnt from | P | R | F1 | mission F1 | best F1 | R at P 0.80 | R at P 0.90 |"
echo "|---:|---:|---:|---:|---:|---:|---:|---:|"
for part in 8 4 2 1; do
    mkdir "$work/$part"
    for folder in "$@"; do
        ls "$folder" | grep '\.json$' | LC_ALL=C sort | awk -v part="$part" 'NR % part == 1 % part' |
            while read -r json; do
                cp "$folder/$json" "$folder/${json%.json}.txt" "$work/$part/"
            done
    done
    reports=$(ls "$work/$part" | grep -c '\.json$')
    # As data/models/judge/train.sh does.
    "$program" learn "$work/$part" --precision 0.742 --output "$work/$part.bin" >/dev/null
    "$program" score "$check" --judge "$work/$part.bin" --json > "$work/scores.json"
    "$program" score "$check" --judge "$work/$part.bin" --reliability > "$work/reliability.txt"
    echo "| $reports | $(value .all.P) | $(value .all.R) | $(value .all.F) | $(value .mission.F) |" \
        "$(asked 'best F1' 0) | $(asked 'precision 0.80' 1) | $(asked 'precision 0.90' 1) |"
done
