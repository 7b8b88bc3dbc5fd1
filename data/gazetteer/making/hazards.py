"""alias_hazards.csv: aliases that need context before they are linked, and why."""
import csv

from .text import acronym, fold

FAMILY = {"City": "place", "Province": "place", "Region": "place", "Site": "place", "Base": "place", "BorderCrossing": "place", "Country": "country"}


def write(book, shared, words, path):
    names = {}
    for row in book.rows.values():
        for name in [row["name"], *row["aliases"], *row.get("demonyms", [])]:
            names.setdefault(fold(name), []).append((name, row))
    given = {fold(row["alias"]): row["reason"] for row in shared}
    found = []
    for key, uses in names.items():
        reason = why(key, uses, words, given.get(key, ""))
        if reason:
            found.append((min((name.lower() != key, name) for name, _ in uses)[1], reason))
    with open(path, "w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n")
        write.writerow(["alias", "reason"])
        write.writerows(sorted(found))


def why(key, uses, words, given):
    rows = list({row["id"]: row for _, row in uses}.values())
    if key in words:
        return "English word"
    if all(acronym(name) for name, _ in uses) and len(key) <= 3:
        return "short acronym"
    if len(rows) > 1:
        families = {FAMILY.get(row["type"], "body") for row in rows}
        if len(families) > 1:
            return "several kinds of things"
        if families == {"place"} and several(rows):
            return "several places"
        if families == {"body"}:
            return "several entities"
    if "English word" in given:
        return "English word"
    return ""


def several(rows):
    """A second place of some weight beside the first; a city and the province around it are one."""
    sizes, cities = {}, {row.get("country") for row in rows if row["type"] == "City"}
    for row in rows:
        if row["type"] != "Province" or row.get("country") not in cities:
            sizes[row["id"]] = weight(row)
    sizes = sorted(sizes.values(), reverse=True)
    return len(sizes) > 1 and sizes[1] * 20 > sizes[0]


def weight(row):
    return int(row.get("population") or 0) if row["type"] == "City" else 100_000
