#!/usr/bin/env bash
# Shows that other people's programs read our RDF: every format of the example reports and of a larger
# archive is parsed or loaded by Jena, RDF4J, rdflib, N3.js, rdf-parse, Comunica, rapper, serdi,
# Oxigraph and Virtuoso, which must all count the same quads and graphs; and every format is loaded back
# by `claimgraph load`, which must give the same graph.
#
#     tests/consumers/rdf.sh CONSUMERS_DIR
#
# CONSUMERS_DIR is a folder with these programs installed and the scripts
#     check_rdf.sh FILE QUADS [GRAPHS]   loads a file in each of them and compares the counts;
#                                        RDF12=1 for RDF 1.2, VIRTUOSO=1 for the running Virtuoso, too
#     virtuoso_start.sh FOLDER           starts a Virtuoso that may read the folder, its id in vt/pid
#     v/bin/python                       with pyoxigraph, whose RDFC-1.0 hash is compared with ours
# CLAIMGRAPH names the program (without it: the release build), REPORTS how many made-up reports the
# larger archive has (200, more than 200,000 quads), ARCHIVE a file of reports to take instead,
# FORMATS which formats are tried. Reading an archive of 1,000 reports as JSON-LD takes some of the
# programs longer than the five minutes that they are given.
set -euo pipefail

consumers=$(realpath "${1:?usage: tests/consumers/rdf.sh CONSUMERS_DIR}")
cd "$(dirname "$0")/../.."
target="${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/claimgraph-target}"
claimgraph=${CLAIMGRAPH:-$target/release/claimgraph}
formats=${FORMATS:-nt nq ttl trig jsonld rdfxml}
scratch=$(mktemp -d)
failed=0
virtuoso=

finish() {
    if [ -n "$virtuoso" ]; then kill "$virtuoso" 2>/dev/null || true; fi
    rm -rf "$scratch"
}
trap finish EXIT

step() { printf '\n== %s ==\n' "$*"; }

ending() { # How a file of a format is called.
    case $1 in rdfxml) echo rdf ;; *) echo "$1" ;; esac
}

check() { # FILE QUADS [GRAPHS]: all consumers agree.
    "$consumers/check_rdf.sh" "$@" || failed=1
}

again() { # FILE STORE: loading the file gives the graph of the store.
    rm -rf "$scratch/again"
    "$claimgraph" load "$1" --store "$scratch/again" --quiet
    if [ "$("$claimgraph" export --hash --store "$scratch/again")" = "$(cat "$2.hash")" ]; then
        echo "ok   loaded back, the same graph"
    else
        echo "FAIL loaded back, another graph"
        failed=1
    fi
}

write() { # STORE FORMAT NAME [OPTION…]: writes NAME and says how many quads and graphs it has.
    local store=$1 format=$2 file=$3
    shift 3
    "$claimgraph" export --store "$store" --format "$format" -o "$file" "$@"
    # The N-Quads of the same options say what is in it; formats without graphs have triples.
    local counted=nq
    case $format in nt | ttl | rdfxml) counted=nt ;; esac
    "$claimgraph" export --store "$store" --format $counted -o "$scratch/counted" "$@"
    quads=$(wc -l < "$scratch/counted")
    graphs=1
    if [ $counted = nq ]; then
        graphs=$("$consumers/v/bin/python" - "$scratch/counted" << 'PYTHON'
import sys, pyoxigraph as ox
quads = ox.parse(path=sys.argv[1], format=ox.RdfFormat.N_QUADS)
print(len({str(quad.graph_name) for quad in quads}))
PYTHON
        )
    fi
}

all_formats() { # STORE: the plain export in every format.
    "$claimgraph" export --hash --store "$1" > "$1.hash"
    for format in $formats; do
        local file
        file=$scratch/plain.$(ending "$format")
        write "$1" "$format" "$file"
        step "$format: $quads quads in $graphs graphs, $(du -h "$file" | cut -f1)"
        check "$file" "$quads" "$graphs"
        again "$file" "$1"
        rm "$file"
    done
}

step "the example reports"
"$claimgraph" build examples/reports --store "$scratch/example" --quiet
"$consumers/virtuoso_start.sh" "$scratch"
virtuoso=$(cat "$consumers/vt/pid")
VIRTUOSO=1 all_formats "$scratch/example"

step "RDFC-1.0 by pyoxigraph"
"$claimgraph" export --store "$scratch/example" --format trig -o "$scratch/a.trig"
theirs=$("$consumers/v/bin/python" - "$scratch/a.trig" << 'PYTHON'
import hashlib, sys, pyoxigraph as ox
data = ox.Dataset(ox.parse(path=sys.argv[1], format=ox.RdfFormat.TRIG))
data.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
lines = sorted(ox.serialize([quad], format=ox.RdfFormat.N_QUADS) for quad in data)
print(hashlib.sha256(b"".join(lines)).hexdigest())
PYTHON
)
if [ "$theirs" = "$(cat "$scratch/example.hash")" ]; then
    echo "ok   $theirs"
else
    echo "FAIL $theirs is not $(cat "$scratch/example.hash")"
    failed=1
fi

for option in --graph-per-report --rdf12 --ontology; do
    for format in $formats; do
        case "$option $format" in
            "--graph-per-report "@(nt|ttl|rdfxml)) continue ;;
            "--rdf12 "@(jsonld|rdfxml)) continue ;;
        esac
        file=$scratch/option.$(ending "$format")
        write "$scratch/example" "$format" "$file" "$option"
        step "$format $option: $quads quads in $graphs graphs"
        if [ $option = --rdf12 ]; then
            RDF12=1 check "$file" "$quads" "$graphs"
        else
            check "$file" "$quads" "$graphs"
        fi
        again "$file" "$scratch/example"
    done
done

step "a larger archive"
if [ -z "${ARCHIVE:-}" ]; then
    ARCHIVE=$scratch/archive.jsonl
    cargo run --release --quiet --example archive -- "${REPORTS:-200}" 500 > "$ARCHIVE"
fi
"$claimgraph" build "$ARCHIVE" --store "$scratch/large" --quiet
VIRTUOSO=1 all_formats "$scratch/large"

if [ $failed = 0 ]; then step "all agree"; else step "NOT all agree"; fi
exit $failed
