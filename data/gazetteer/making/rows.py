"""The rows of the gazetteer while they are made, and how they are written."""
import csv

from .text import fold, slug

COLUMNS = {
    "countries": ["id", "type", "name", "aliases", "demonyms", "capital", "iso2", "iso3", "lat", "lon", "population", "geonames", "source"],
    "places": ["id", "type", "name", "aliases", "located_in", "country", "lat", "lon", "population", "geonames", "source"],
    "crossings": ["id", "type", "name", "aliases", "sides", "lat", "lon", "source"],
    "groups": ["id", "type", "name", "aliases", "parent", "country", "wikidata", "source"],
    "organizations": ["id", "type", "name", "aliases", "parent", "country", "wikidata", "source"],
    "forces": ["id", "type", "name", "aliases", "parent", "country", "source"],
    "outlets": ["id", "type", "name", "aliases", "country", "domain", "owner", "source"],
    "officials": ["id", "type", "name", "aliases", "roles", "country", "wikidata", "source"],
}
TYPES = set("""Militia StateForce ArmedGroup Party GovernmentBody Outlet InternationalBody Organization Official Person
Country Province City BorderCrossing Base Site Region""".split())


class Book:
    """All rows by id; each knows the file it belongs to."""

    def __init__(self):
        self.rows = {}

    def add(self, file, id, type, name, aliases=(), **fields):
        assert type in TYPES, (id, type)
        assert id and id == slug(id), id
        assert id not in self.rows, f"id used twice: {id}"
        row = {"file": file, "id": id, "type": type, "name": name, "aliases": list(aliases)}
        row.update({key: value for key, value in fields.items() if value not in (None, "")})
        self.rows[id] = row
        return row

    def of(self, *files):
        return [row for row in self.rows.values() if row["file"] in files]

    def __contains__(self, id):
        return id in self.rows

    def __getitem__(self, id):
        return self.rows[id]

    def free(self, *wishes):
        """The first wished id that nobody has."""
        return next(id for id in wishes if id and id not in self.rows)

    def write(self, folder):
        for file, columns in COLUMNS.items():
            with open(folder / f"{file}.csv", "w", encoding="utf-8", newline="") as out:
                write = csv.writer(out, lineterminator="\n")
                write.writerow(columns)
                for row in sorted(self.of(file), key=lambda row: row["id"]):
                    write.writerow([cell(row, column) for column in columns])


def cell(row, column):
    value = row.get(column, "")
    return "|".join(value) if isinstance(value, list) else str(value)


def tidy(row):
    """Each spelling once: no alias that folds to the name or to an earlier alias, unless it tells of capitals."""
    seen, kept = {(fold(row["name"]), row["name"].isupper())}, []
    for alias in row["aliases"]:
        alias = " ".join(alias.replace("|", " ").split())
        key = (fold(alias), alias.isupper())
        if key[0] and key not in seen:
            seen.add(key)
            kept.append(alias)
    row["aliases"] = kept
