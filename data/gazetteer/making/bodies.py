"""organizations.csv, outlets.csv and crossings.csv."""
import re

from . import own
from .places import joined, split
from .text import fold, slug

KINDS = {"government": "GovernmentBody", "office": "GovernmentBody", "ministry": "GovernmentBody", "agency": "GovernmentBody",
         "legislature": "GovernmentBody", "judiciary": "GovernmentBody", "embassy": "GovernmentBody", "prison": "Site",
         "international": "InternationalBody"}


def organizations(book, codes, rows, capitals):
    """A capital used for its government is the country (GUIDELINES), so it is no alias of the government."""
    for row in rows:
        aliases = [alias for alias in split(row["aliases"]) if alias not in capitals]
        if row["id"] == "evin-prison":
            continue  # the place is in places.csv
        if row["id"] == "russia-gov":
            aliases = [alias for alias in aliases if "Kremlin" not in alias and alias != "الكرملين"]
        book.add("organizations", row["id"], KINDS.get(row["kind"], "Organization"), row["name"], aliases,
                 country=codes.id(row["country"]), wikidata=row["wikidata"], source=row["source"])


def outlets(book, codes, rows):
    for row in rows:
        base = slug(row["outlet"])
        id = book.free(base, f"{base}-outlet", f"{base}-{row['country'].lower()}-outlet")
        book.add("outlets", id, "Outlet", row["outlet"], split(row["aliases"]), country=codes.id(row["country"]), domain=row["domain"],
                 owner=owner(row), source=row["source"])


def owner(row):
    """Whose an outlet is, where that is somebody: "independent" and "close to the PUK" are nobody, and a network is not its writers."""
    named = row["owner"].replace("BBC World Service", "BBC")
    nobody = re.match("public|independent|reformist|exile|linked|opposition|cooperative", named) or re.search("-linked|affiliated", named)
    return "" if nobody or row["kind"] == "social" else named


def crossings(book, codes, rows, path):
    provinces = {(row.get("country"), fold(name)): row["id"] for row in reversed(book.of("places")) if row["type"] == "Province" for name in [*row["aliases"], row["name"]]}
    for row in rows:
        name = re.sub(r" - ", "–", row["name"])
        sides = [side(codes, provinces, row[f"side_{s}_place"], row[f"side_{s}_province"], row[f"side_{s}_country"]) for s in "ab"]
        base = slug(re.sub(r" border crossing$", "", name)) + "-crossing"
        short = re.sub(r" border crossing$", "", name)
        book.add("crossings", book.free(base, base + "-" + row["side_b_country"].lower()), "BorderCrossing", name,
                 [short, *short.split("–"), *split(row["aliases"])], sides=";".join(sides), lat=row["lat"], lon=row["lon"], source=source(row))
    known = {fold(name): row for row in book.of("crossings") for name in [row["name"], *row["aliases"]]}
    for line, place in plain_lines(path):
        id, rest = line.split(": ", 1)
        names, a, ca, b, cb = [part.strip() for part in rest.split("|")]
        name, *aliases = [part.strip() for part in names.split(";")]
        sides = ";".join([side(codes, provinces, a, "", ca), side(codes, provinces, b, "", cb)])
        same = next((known[fold(n)] for n in [name, *aliases] if fold(n) in known and countries(known[fold(n)]) == countries({"sides": sides})), None)
        if same:
            same["aliases"] += [name, *aliases]
            same["source"] = joined(same["source"], own.SOURCE)
        else:
            book.add("crossings", id if id.endswith("crossing") else id + "-crossing", "BorderCrossing", name, aliases, sides=sides, source=own.SOURCE)


def side(codes, provinces, place, province, iso2):
    country = codes.id(iso2)
    return "|".join([place, provinces.get((country, fold(province)), "") if province else "", country])


def countries(row):
    return {part.split("|")[2] for part in row["sides"].split(";")}


def source(row):
    """Facts of a time go with the row that they are of."""
    extra = row.get(None)
    text = row["source"] if not extra else ", ".join([row["source"], *extra])
    return f"{text}; status when written: {row['status']}" if row["status"] else text


def plain_lines(path):
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield line.strip(), f"{path.name}:{number}"
