#!/usr/bin/env python3
"""Makes the gazetteer's CSV files from the shared facts and our own lists.

usage: make.py SHARED_GAZETTEER_DIR

Plain Python 3.10 or later, nothing to install. The same input gives the same bytes. README.md says what the files and
columns are, ../SOURCES.md where they come from."""
import csv
import sys
from pathlib import Path

sys.dont_write_bytecode = True

from making import bodies, common, forces, groups, hazards, officials, places, rows  # noqa: E402
from making.text import fold  # noqa: E402

HERE = Path(__file__).resolve().parent
OWN = HERE / "own"


def main(shared):
    facts = {path.stem: list(csv.DictReader(open(path, encoding="utf-8", newline=""))) for path in sorted(shared.glob("*.csv"))}
    words = common.common_words()
    codes = common.Countries(facts["countries"])
    book = rows.Book()
    book.same = {}  # ids of our own lists and patterns, and the rows that they became

    places.countries(book, codes, facts["countries"], facts["places"])
    groups.shared(book, codes, facts["armed_groups"])
    capitals = {row["capital"] for row in facts["countries"]} | {"Kyiv", "Sana'a", "Tel Aviv", "Brussels"}
    bodies.organizations(book, codes, facts["organizations"], capitals)
    bodies.outlets(book, codes, facts["media"])
    for name in ("groups", "parties"):
        groups.listed(book, codes, "groups", OWN / f"{name}.txt")
    groups.listed(book, codes, "organizations", OWN / "bodies.txt")
    groups.listed(book, codes, "outlets", OWN / "outlets.txt")
    forces.make(book, codes, OWN / "forces.txt", sovereign(book))
    groups.world(book, codes, facts["armed_groups_world"])
    places.places(book, codes, facts["places"], list(csv.DictReader(open(OWN / "towns.csv", encoding="utf-8", newline=""))), words)
    for name in ("geography", "settlements"):
        places.geography(book, codes, OWN / f"{name}.txt")
    places.capitals(book)
    bodies.crossings(book, codes, facts["border_crossings"], OWN / "crossings.txt")
    officials.shared(book, codes, facts["officials"], {fold(n): row["id"] for row in book.of("countries") for n in [row["name"], *row["aliases"]]})
    officials.listed(book, codes, OWN / "officials.txt")

    finish(book)
    hazards.write(book, facts["alias_hazards"], words, HERE / "alias_hazards.csv")
    book.write(HERE)


def sovereign(book):
    """Countries that have a government, ministries and forces of their own."""
    dependent = set("""AX AS AI AQ AW BM BQ BV IO VG KY CX CC CK CW FK FO GF PF TF GI GL GP GU GG HM HK IM JE MO MQ YT MS NC NU NF MP PN PR
        RE BL SH MF PM SX GS SJ TK TC VI UM WF""".split())
    return [(row["iso2"], row) for row in book.of("countries") if row.get("iso2") and row["iso2"] not in dependent]


def finish(book):
    """Parents and noise, once everything is known."""
    for row in book.rows.values():
        if row.get("parent"):
            row["parent"] = book.same.get(row["parent"], row["parent"])
    dropped = places.collisions(book)
    for row in book.rows.values():
        rows.tidy(row)
    print(f"{len(book.rows)} rows, {sum(len(row['aliases']) for row in book.rows.values())} aliases, {dropped} noisy aliases dropped", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
