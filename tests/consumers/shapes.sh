#!/usr/bin/env bash
# `claimgraph check` against pySHACL: do both say the same of the same shapes and graphs?
#
#   tests/consumers/shapes.sh CONSUMERS_DIR
#
# CONSUMERS_DIR holds a Python environment `v` with pyshacl 0.40, rdflib 7 and pyoxigraph 0.5:
#
#   python3 -m venv v && v/bin/pip install pyshacl==0.40.1 pyoxigraph
#
# The graph of examples/reports is exported, and damaged once for each case of tests/cases/shapes.ru. Both
# validators are given each graph with ontology/shapes.ttl, and the shapes and data of tests/cases/shacl.ttl; focus node, shape, constraint and value of every
# result must be the same, in our JSON as in our Turtle. One line a graph, with the number of results of each
# side; exit status 1 if they differ anywhere. It takes about five minutes, all but seconds of them pySHACL's.
# CLAIMGRAPH is the program, target/release/claimgraph unless it says otherwise.
set -euo pipefail
consumers=$(realpath "${1:?the folder of the consumers}")
cd "$(dirname "$0")/../.."
program=${CLAIMGRAPH:-target/release/claimgraph}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$program" build examples/reports --store "$folder/store" --quiet
"$program" export --format ttl --store "$folder/store" -o "$folder/good.ttl"
"$consumers/v/bin/python" tests/consumers/shapes.py "$program" "$folder/good.ttl" ontology/shapes.ttl \
    tests/cases/shapes.ru tests/cases/shacl.ttl "$folder" ontology/claimgraph.ttl ontology/alignment.ttl
