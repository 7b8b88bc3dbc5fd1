#!/usr/bin/env bash
# Shows that other people's programs read our networks, and that the numbers in them are right.
#
#   tests/consumers/graphs.sh CONSUMERS_DIR [STORE…]
#
# CONSUMERS_DIR holds check_graphml.py, a Python in v/bin with networkx, igraph and tulip, and n/ with
# graphology for Node.js; graph-tool and Chromium are used where they are installed, and `jing` with the
# schema of GEXF 1.3, where that is in CONSUMERS_DIR/xsd/specs/1.3/gexf.rnc. CLAIMGRAPH is the program
# (default: the release build); stores that are named are read besides the three that are made here, and
# never changed. SCRATCH keeps the files (default: a folder that is removed). Ends with 1 if anything is wrong.
set -uo pipefail
consumers=$(cd "$1" && pwd) && shift
stores=()
for store in "$@"; do stores+=("$(cd "$store" && pwd)"); done
cd "$(dirname "$0")/../.."
target="${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/claimgraph-target}"
claimgraph="${CLAIMGRAPH:-$target/release/claimgraph}"
python="$consumers/v/bin/python"
if [ -z "${SCRATCH:-}" ]; then
    SCRATCH=$(mktemp -d)
    trap 'rm -rf "$SCRATCH"' EXIT
fi
wrong=0

fail() {
    echo "FAIL $*"
    wrong=1
}

# What check_graphml.py says of a file, without what it cannot say: it reads with graphology as a
# directed network that is not empty, and needs the published schema of GEXF.
check() { # file nodes edges
    local said
    said=$("$python" "$consumers/check_graphml.py" "$@" 2>&1 | grep -E '^(ok|FAIL)' | grep -v '^FAIL graphology')
    [ -e "$consumers/xsd/specs/1.3/gexf.xsd" ] || said=$(grep -v '^FAIL XSD 1.3/gexf.xsd' <<< "$said")
    local readers
    readers=$(grep -cE '^ok   (networkx|igraph|tulip|graph-tool|graphology)' <<< "$said")
    if grep -q '^FAIL' <<< "$said" || [ "$readers" -lt 1 ]; then
        fail "$1"
        echo "$said"
        return
    fi
    echo "ok   $(basename "$1"): $2 nodes, $3 edges for $readers readers of check_graphml.py"
}

# graphology, with or without directions.
graphology() { # file nodes edges
    (cd "$consumers/n" && node --input-type=module -e '
        import fs from "fs"; import { MultiGraph } from "graphology"; import "@xmldom/xmldom";
        import gexf from "graphology-gexf/index.js"; import graphml from "graphology-graphml/index.js";
        const [file, nodes, edges] = process.argv.slice(1), text = fs.readFileSync(file, "utf8");
        const graph = (file.endsWith(".gexf") ? gexf : graphml).parse(MultiGraph, text);
        process.exit(graph.order == nodes && graph.size == edges ? 0 : 1)' "$@") ||
        fail "graphology reads another network in $1"
}

# The measures of networkx, and the tables as Gephi reads them: ends that are there, ids that differ.
measures() { # graphml nodes.csv edges.csv
    "$python" - "$@" <<'PYTHON' || fail "measures or tables of $1"
import csv, sys
import networkx as nx

graph = nx.read_graphml(sys.argv[1])
simple = nx.Graph()
simple.add_nodes_from(graph)
for a, b, data in graph.edges(data=True):
    if a != b:
        simple.add_edge(a, b, weight=simple.get_edge_data(a, b, {}).get("weight", 0) + data["weight"])
between = nx.betweenness_centrality(simple)
off = max((abs(between[n] - graph.nodes[n]["betweenness"]) for n in graph), default=0)
assert off < 1e-8, f"betweenness is {off} off"
assert all(simple.degree(n) == graph.nodes[n]["degree"] for n in graph), "degree"
found = {}
for n in graph:
    found.setdefault(graph.nodes[n]["community"], set()).add(n)
if simple.number_of_edges():
    ours = nx.community.modularity(simple, found.values())
    louvain = nx.community.modularity(simple, nx.community.louvain_communities(simple, seed=1))
    assert ours > louvain - 0.02, f"communities: modularity {ours}, Louvain's {louvain}"
    print(f"ok   degree and betweenness are those of networkx; modularity {ours:.3f}, its Louvain {louvain:.3f}")
nodes = list(csv.DictReader(open(sys.argv[2], encoding="utf-8")))
edges = list(csv.DictReader(open(sys.argv[3], encoding="utf-8")))
assert (len(nodes), len(edges)) == (len(graph), graph.number_of_edges()), "rows"
ids = {node["Id"] for node in nodes}
assert len(ids) == len(nodes) and len({edge["Id"] for edge in edges}) == len(edges), "ids"
assert all(edge["Source"] in ids and edge["Target"] in ids for edge in edges), "ends"
assert all(float(edge["Weight"]) > 0 for edge in edges), "weights"
PYTHON
}

network() { # store name kind
    local file="$SCRATCH/$2-$3" format count
    "$claimgraph" export --format csv --edges "$3" --store "$1" -o "$file.csv" || fail "csv of $2"
    count=$("$python" -c 'import csv, sys; print(*(sum(1 for _ in csv.reader(open(f, encoding="utf-8"))) - 1 for f in sys.argv[1:]))' \
        "$file-nodes.csv" "$file-edges.csv")
    for format in graphml gexf; do
        "$claimgraph" export --format $format --edges "$3" --store "$1" -o "$file.$format" || fail "$format of $2"
        # shellcheck disable=SC2086
        check "$file.$format" $count
        # shellcheck disable=SC2086
        graphology "$file.$format" $count
        if LC_ALL=C grep -qP '[\x00-\x08\x0b\x0c\x0e-\x1f]' "$file.$format"; then fail "control characters in $file.$format"; fi
    done
    local schema="$consumers/xsd/specs/1.3/gexf.rnc"
    if [ -e "$schema" ] && command -v jing > /dev/null; then
        jing -c "$schema" "$file.gexf" 2> /dev/null || fail "$file.gexf is not valid GEXF 1.3"
    fi
    measures "$file.graphml" "$file-nodes.csv" "$file-edges.csv"
}

# A picture is XML, and a browser draws it.
picture() { # store name
    local svg="$SCRATCH/$2.svg"
    "$claimgraph" export --format svg --store "$1" -o "$svg" 2> "$SCRATCH/said" || {
        if grep -q 'cut a part out' "$SCRATCH/said"; then echo "ok   $2 is too large to draw"; else fail "svg of $2"; fi
        return
    }
    "$python" -c 'import sys, xml.dom.minidom as dom; dom.parse(sys.argv[1])' "$svg" || fail "$svg is not XML"
    if command -v chromium > /dev/null; then
        chromium --headless --no-sandbox --disable-gpu --window-size=1600,1000 --screenshot="$svg.png" "file://$svg" \
            > /dev/null 2>&1
        if [ -s "$svg.png" ]; then echo "ok   $2.svg is drawn by Chromium"; else fail "$svg is not drawn"; fi
    fi
}

for name in odd empty; do
    "$claimgraph" build "tests/network/$name.jsonl" --store "$SCRATCH/$name-store" --quiet || fail "build $name"
    stores+=("$SCRATCH/$name-store")
done
"$claimgraph" build examples/reports --store "$SCRATCH/reports-store" --quiet || fail "build examples/reports"
stores+=("$SCRATCH/reports-store")

number=0
for store in "${stores[@]}"; do
    number=$((number + 1))
    name="$number-$(basename "$store")"
    echo "== $store =="
    for kind in flat typed claims; do network "$store" "$name" $kind; done
    picture "$store" "$name"
done
[ $wrong = 0 ] && echo "graphs: PASS" || echo "graphs: FAIL"
exit $wrong
