#!/usr/bin/env bash
# questions.sh CONSUMERS_DIR: the shipped questions give the same rows in Apache Jena and in Virtuoso,
# into which the example reports were loaded as N-Quads, as they give in Claimgraph.
#
# CONSUMERS_DIR holds other people's programs: v/bin/python with jena6.py beside it (Jena's jars through
# JPype), virtuoso_start.sh and virtuoso_load.sh. Every line of tests/cases/questions.txt that asks
# something is asked, with its values. CLAIMGRAPH names the program (default: target/release/claimgraph).
set -euo pipefail
cd "$(dirname "$0")/../.."
consumers=$(realpath "${1:?name the folder with the consumers}")
claimgraph=$(realpath "${CLAIMGRAPH:-${CARGO_TARGET_DIR:-target}/release/claimgraph}")
scratch=$(mktemp -d)
server= virtuoso=
trap '[ -z "$server" ] || kill "$server"; [ -z "$virtuoso" ] || kill "$virtuoso"; rm -rf "$scratch"' EXIT

"$claimgraph" build examples/reports --store "$scratch/store" --quiet
"$claimgraph" export --format nq --store "$scratch/store" -o "$scratch/store.nq"
echo "$(wc -l < "$scratch/store.nq") quads"

# The server fills the questions with their values, for those who take plain SPARQL.
"$claimgraph" serve --store "$scratch/store" --bind 127.0.0.1:0 2> "$scratch/serve.log" &
server=$!
for _ in $(seq 100); do grep -q http:// "$scratch/serve.log" && break; sleep 0.1; done
address=$(grep -o 'http://[0-9.:]*' "$scratch/serve.log" | head -n 1)

if ! curl -s -o "$scratch/none" http://127.0.0.1:18890/sparql; then
    "$consumers/virtuoso_start.sh" "$scratch"
    virtuoso=$(cat "$consumers/vt/pid")
fi
# A Virtuoso that somebody else started may read only some folders; its own is one of them.
cp "$scratch/store.nq" "$consumers/vt/questions.nq"
"$consumers/virtuoso_load.sh" "$consumers/vt/questions.nq" > "$scratch/virtuoso.log"
rm "$consumers/vt/questions.nq"

"$consumers/v/bin/python" - "$consumers" "$claimgraph" "$scratch" "$address" <<'PYTHON'
import csv, io, subprocess, sys, urllib.parse, urllib.request
consumers, claimgraph, scratch, address = sys.argv[1:]
sys.path.insert(0, consumers)
import jena6, jpype
dataset = jpype.JClass("org.apache.jena.query.DatasetFactory").wrap(jena6.load(f"{scratch}/store.nq"))
execution = jpype.JClass("org.apache.jena.query.QueryExecutionFactory")
formatter = jpype.JClass("org.apache.jena.query.ResultSetFormatter")
Bytes = jpype.JClass("java.io.ByteArrayOutputStream")

def rows(text):
    return sorted(csv.reader(io.StringIO(text, newline="")))

def asked(*arguments):
    command = [claimgraph, "query", *arguments, "--format", "csv"]
    return rows(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

def jena(name, values):
    parameters = urllib.parse.urlencode([tuple(value.split("=", 1)) for value in values])
    with urllib.request.urlopen(f"{address}/questions/{name}?{parameters}") as response:
        query = response.read().decode()
    out = Bytes()
    formatter.outputAsCSV(out, execution.create(query, dataset).execSelect())
    return rows(str(out.toString("UTF-8")))

wrong = total = 0
for line in open("tests/cases/questions.txt", encoding="utf-8"):
    if line[0] in "# \n":
        continue
    name, *words = line.split()
    values = []
    for word in words:
        if "=" in word: values.append(word)
        else: values[-1] += " " + word
    ours = asked(name, *values, "--store", f"{scratch}/store")
    answers = {"Jena": jena(name, values),
               "Virtuoso": asked(name, *values, "--endpoint", "http://127.0.0.1:18890/sparql")}
    differ = [who for who, theirs in answers.items() if theirs != ours]
    total += 1
    wrong += bool(differ)
    print(f"{'ok  ' if not differ else 'FAIL'} {line.strip()}: {len(ours) - 1} rows", *differ)
    for who in differ:
        for row in [row for row in ours if row not in answers[who]][:2]: print("    ours  ", row)
        for row in [row for row in answers[who] if row not in ours][:2]: print("    theirs", row)
print(f"{total} questions, {wrong} with other rows")
sys.exit(1 if wrong else 0)
PYTHON
