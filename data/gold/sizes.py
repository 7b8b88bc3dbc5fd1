#!/usr/bin/env python3
"""Counts what the sets beside it hold, as Markdown tables. It prints totals only, never a text.

    python3 sizes.py            print the tables
    python3 sizes.py --write    put them into README.md, between its two marks
"""
import collections
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
MARKS = "<!-- sizes -->", "<!-- /sizes -->"
ORDER = ["train", "own", "dev", "plain", "check"]


class Size:
    """What is counted of one set."""

    def __init__(self, folder):
        self.name = folder.name
        self.counts = collections.Counter()
        self.relations = collections.Counter()
        for path in sorted(folder.glob("*.json")):
            report = json.loads(path.read_text("utf-8"))
            self.counts["reports"] += 1
            self.counts["words"] += len(path.with_suffix(".txt").read_text("utf-8").split())
            self.counts["entities"] += len(report["entities"])
            for claim in report["claims"]:
                self.relations[claim["relation"]] += 1
                self.counts["claims"] += 1
                self.counts["attributed"] += bool(claim.get("attribution"))
                self.counts["not certain"] += claim["certainty"] != "certain"
                self.counts["denied"] += claim["polarity"] == "denied"
                self.counts["planned"] += bool(claim.get("planned"))
                self.counts["with time"] += bool(claim.get("time"))
                self.counts["with number"] += bool(claim.get("strength"))


def table(head, rows):
    """A Markdown table; all columns but the first are numbers."""
    yield "| " + " | ".join(head) + " |"
    yield "|---" + "|---:" * (len(head) - 1) + "|"
    for row in rows:
        yield "| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else cell for cell in row) + " |"


def tables():
    folders = [path for path in HERE.iterdir() if any(path.glob("*.json"))]
    rank = {name: place for place, name in enumerate(ORDER)}
    sizes = [Size(folder) for folder in sorted(folders, key=lambda f: (rank.get(f.name, 9), f.name))]
    columns = list(dict.fromkeys(column for size in sizes for column in size.counts))
    yield from table(["set", *columns], [[size.name, *(size.counts[c] for c in columns)] for size in sizes])
    yield ""
    relations = sorted({relation for size in sizes for relation in size.relations})
    yield from table(
        ["claims", *(size.name for size in sizes)],
        [[relation, *(size.relations[relation] for size in sizes)] for relation in relations],
    )


def main():
    text = "\n".join(tables())
    if "--write" not in sys.argv[1:]:
        print(text)
        return
    readme = HERE / "README.md"
    before, _, rest = readme.read_text("utf-8").partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    readme.write_text(f"{before}{MARKS[0]}\n{text}\n{MARKS[1]}{after}", "utf-8")


if __name__ == "__main__":
    main()
