#!/usr/bin/env bash
# Pairs our speed with spaCy's: the same texts, one thread each, in turn, three times.
#
#     cargo build --release
#     PYTHON=parity-venv/bin/python benches/pairing/run.sh [target/release/claimgraph]
#
# Prints a line for each and their ratio (above 1 when we are faster). spaCy's seconds are those of
# annotating; ours are user and system time of the whole process, with loading the model and
# writing JSON. What `spacy_words.py` needs installed is in its header. PYTHON defaults to `python`.
set -euo pipefail
cd "$(dirname "$0")/../.."

claimgraph=${1:-target/release/claimgraph}
texts=$(mktemp -d)
trap 'rm -rf "$texts"' EXIT
TIMEFORMAT='%U %S'

for round in 1 2 3; do
    spacy=$("${PYTHON:-python}" benches/pairing/spacy_words.py "$texts")
    words=$(sed -E 's/.*words=([0-9]+) .*/\1/' <<<"$spacy")
    # The inner group keeps what the program itself says out of the figures of `time`.
    cpu=$({ time "$claimgraph" annotate --format json --jobs 1 "$texts"/*.txt >/dev/null 2>"$texts/stderr"; } 2>&1) ||
        { cat "$texts/stderr" >&2; exit 1; }
    echo "round $round: $spacy"
    awk -v round="$round" -v words="$words" -v spacy="${spacy##*=}" '{
        seconds = $1 + $2
        printf "round %s: claimgraph words=%d cpu_s=%.2f words_per_cpu_s=%.0f ratio=%.2f\n",
            round, words, seconds, words / seconds, words / seconds / spacy
    }' <<<"$cpu"
done
