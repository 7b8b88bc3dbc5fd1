#!/usr/bin/env bash
# endpoint.sh CONSUMERS_DIR: other people's clients use `claimgraph serve` while a build adds to its
# store, and it stays quick and small under load and when clients are slow on purpose.
#
# CONSUMERS_DIR holds check_endpoint.py and v/bin/python with SPARQLWrapper, rdflib and pyoxigraph, and
# n/ with Comunica. On the machine: hey, slowhttptest, curl.
# CLAIMGRAPH names the program (default: target/release/claimgraph), ARCHIVE a file with reports in JSON
# Lines (default: 1,000 made by `cargo run --release --example archive -- 1000 500`).
set -euo pipefail
cd "$(dirname "$0")/../.."
consumers=$(realpath "${1:?name the folder with the consumers}")
claimgraph=$(realpath "${CLAIMGRAPH:-${CARGO_TARGET_DIR:-target}/release/claimgraph}")
scratch=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2> /dev/null; rm -rf "$scratch"' EXIT
failed=0

step() { printf '\n== %s ==\n' "$*"; }

fail() { echo "FAIL $*"; failed=1; }

serve() { # The store, and options: starts a server, and says where it is in $address.
    local store=$1
    shift
    "$claimgraph" serve --store "$store" --bind 127.0.0.1:0 "$@" 2> "$scratch/serve.log" &
    server=$!
    until grep -q http:// "$scratch/serve.log"; do sleep 0.1; done
    address=$(grep -m 1 -o 'http://[0-9.:]*' "$scratch/serve.log")
}

metric() { curl -s "$address/metrics" | awk -v name="$1" '$1 == name { print $2 }'; }

resident() { echo $(($(metric process_resident_memory_bytes) / 1048576)); }

clients() { "$consumers/v/bin/python" "$consumers/check_endpoint.py" "$address/sparql" "$1"; }

stop() { # It must end well, and at once.
    kill "$server"
    wait "$server" || fail "the server ended with status $?"
    server=
}

if [ -z "${ARCHIVE:-}" ]; then
    ARCHIVE=$scratch/all.jsonl
    cargo run --release --quiet --example archive -- 1000 500 > "$ARCHIVE"
fi

step "the example reports"
"$claimgraph" build examples/reports --store "$scratch/example" --quiet
serve "$scratch/example"
clients 1000 || failed=1
stop

step "an archive, while the rest of it is built"
reports=$(wc -l < "$ARCHIVE")
head -n $((reports / 2)) "$ARCHIVE" > "$scratch/half.jsonl"
"$claimgraph" build "$scratch/half.jsonl" --store "$scratch/store" --quiet
serve "$scratch/store"
"$claimgraph" build "$ARCHIVE" --store "$scratch/store" --quiet &
build=$!
clients 1000 || failed=1
wait "$build"
for _ in $(seq 60); do [ "$(metric claimgraph_graph_reports)" = "$reports" ] && break; sleep 1; done
echo "reports served: $(metric claimgraph_graph_reports) of $reports, opened anew $(metric claimgraph_graph_opened_total) times"
[ "$(metric claimgraph_graph_reports)" = "$reports" ] || fail "not all reports are served"

step "load"
query='SELECT ?claim ?says WHERE { ?claim cg:origin ?says ; cg:certainty cg:Possible } LIMIT 100'
ask=(-m POST -T application/sparql-query -d "$query" -disable-compression)
hey -z 5s -c 4 "${ask[@]}" "$address/sparql" > "$scratch/hey.txt"
before=$(resident)
for clients in 4 50; do
    hey -z 10s -c "$clients" "${ask[@]}" "$address/sparql" > "$scratch/hey.txt"
    echo "$clients clients: $(grep -E 'Requests/sec' "$scratch/hey.txt" | xargs), $(grep -E ' (50|99)% in' "$scratch/hey.txt" | xargs)"
    grep -A 5 'Status code' "$scratch/hey.txt" | grep responses | xargs
    if grep -E '\] *.*responses$' "$scratch/hey.txt" | grep -qvE '\[(200|503)\]'; then
        fail "other answers than 200 and 503"
    fi
    if grep -q 'Error distribution' "$scratch/hey.txt"; then fail "requests without an answer"; fi
done
after=$(resident)
echo "memory: $before MB before, $after MB after"
[ "$after" -le $((before + 100)) ] || fail "memory grew by more than 100 MB"

slow() { # What is slow, and slowhttptest's options: how long others wait meanwhile.
    local what=$1 longest=0 millis
    shift
    slowhttptest -c 1500 -r 500 -l 15 -i 5 -u "$address/sparql" "$@" > "$scratch/slow.txt" 2>&1 &
    local attack=$!
    sleep 2
    for _ in $(seq 20); do
        millis=$(curl -s -o "$scratch/answer" -w '%{time_total}' --max-time 10 \
            -H 'Content-Type: application/sparql-query' -d "$query" "$address/sparql" || echo 10)
        millis=$(awk -v seconds="$millis" 'BEGIN { printf "%d", seconds * 1000 }')
        [ "$millis" -gt "$longest" ] && longest=$millis
        sleep 0.5
    done
    wait "$attack" || true
    echo "$what: others wait at most $longest ms, memory $(resident) MB"
    [ "$longest" -le 2000 ] || fail "others wait too long"
}

step "1,500 slow clients"
slow "heads sent slowly" -H
slow "contents sent slowly" -B -f application/sparql-query
slow "answers read slowly" -X -w 10 -y 20 -n 5 -z 8 -k 3
clients 1000 > "$scratch/after.txt" || { cat "$scratch/after.txt"; failed=1; }
tail -n 1 "$scratch/after.txt"
stop
echo
[ "$failed" = 0 ] && echo "all well" || echo "something failed"
exit "$failed"
