"""Holds `claimgraph check` to pySHACL; shapes.sh says how, and runs it.

shapes.py PROGRAM GRAPH SHAPES CASES OTHER FOLDER ONTOLOGY…
"""

import json
import logging
import re
import subprocess
import sys
import warnings
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDF

# The graphs are damaged on purpose.
logging.getLogger("rdflib").setLevel(logging.CRITICAL)
warnings.simplefilter("ignore")
# What a literal says, as it says it.
rdflib.NORMALIZE_LITERALS = False
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
PREFIXES = """
PREFIX cg: <https://w3id.org/claimgraph/ns#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX ex: <https://example.org/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX wgs84: <http://www.w3.org/2003/01/geo/wgs84_pos#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def cases(path):
    """The damages in a file: what each is called, and its update."""
    for case in Path(path).read_text().split("# case: ")[1:]:
        yield case.splitlines()[0], PREFIXES + case.split("\n", 1)[1]


def local(address):
    return re.split(r"[#/]", address)[-1]


def named(term):
    """A term as both sides write it: of a node without a name, only that it has none."""
    return "_:" if isinstance(term, rdflib.BNode) or str(term).startswith("_:") else str(term)


def ours(program, graph, shapes, folder):
    command = [program, "check", "--data", graph, "--shapes", shapes, "--format"]
    said = subprocess.run(command + ["json", "--quiet"], capture_output=True, text=True)
    assert said.returncode in (0, 3), said.stderr
    # The Turtle that we write must say the same as the JSON, to somebody else's parser.
    turtle = folder / "report.ttl"
    subprocess.run(command + ["ttl", "--quiet", "-o", turtle], check=False)
    report = rdflib.Graph().parse(turtle)
    found = results(report)
    said = {
        (named(r["focusNode"]), local(named(r["constraint"] or r["shape"])), local(r["component"]), named(r["value"]))
        for r in json.loads(said.stdout)["results"]
    }
    assert said == found, said ^ found
    return found


def results(report):
    found = set()
    whole = report.value(None, RDF.type, SH.ValidationReport)
    for result in report.objects(whole, SH.result):
        one = lambda property: report.value(result, property)
        source = one(SH.sourceConstraint) or one(SH.sourceShape)
        component = local(one(SH.sourceConstraintComponent))
        found.add((named(one(SH.focusNode)), local(named(source)), component, named(one(SH.value))))
    assert report.value(whole, SH.conforms).toPython() is (not found)
    return found


def theirs(graph, shapes, ontology):
    data = rdflib.Graph().parse(graph)
    for file in ontology:
        data.parse(file)
    return results(pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(shapes), inference="none")[1])


def main(program, graph, shapes, damages, other, folder, *ontology):
    folder = Path(folder)
    good = ox.Store()
    good.load(path=graph, format=ox.RdfFormat.TURTLE)
    wrong, total = [], []

    def hold(name, path, shapes, is_damaged):
        mine, others = ours(program, path, shapes, folder), theirs(path, shapes, ontology)
        agree = mine == others and bool(mine) == is_damaged
        wrong.extend([] if agree else [name])
        total.extend(others)
        print(f"{'ok  ' if agree else 'FAIL'} {len(mine):>3} {len(others):>3}  {name}", flush=True)
        for side, rest in [("only ours", mine - others), ("only theirs", others - mine)]:
            for result in sorted(rest):
                print(f"       {side}: {' '.join(result)}")

    hold(f"{other}, shapes and data", other, other, True)
    for name, update in [("nothing", None), *cases(damages)]:
        damaged = ox.Store()
        damaged.extend(good)
        if update:
            damaged.update(update)
        path = folder / "damaged.nt"
        damaged.dump(path, format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        hold(name, path, shapes, bool(update))
    print(f"shapes: {'FAIL' if wrong else 'PASS'}, {len(total)} results")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
