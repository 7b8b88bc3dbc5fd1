"""Writes the tables of data/annotate/, which are spaCy's own constants.

    python -m venv parity-venv
    parity-venv/bin/pip install 'spacy==3.8.*'
    parity-venv/bin/python tests/parity/make_tables.py
"""

from pathlib import Path

from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.symbols import IDS

FOLDER = Path(__file__).resolve().parents[2] / "data" / "annotate"


def write(name, heading, rows):
    lines = ["# " + "\t".join(heading), *("\t".join(map(str, row)) for row in rows)]
    (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


write("symbols.tsv", ("id", "symbol"), sorted((number, name) for name, number in IDS.items() if name))
write("base_norms.tsv", ("text", "norm"), sorted(BASE_NORMS.items()))
