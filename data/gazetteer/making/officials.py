"""officials.csv: one row a person, with all offices."""
import re

from . import own
from .places import joined, split
from .text import fold, script, slug

DROPPED = re.compile(r"spouse|secretary of state of \w+|first lady", re.I)
PRIVATE = re.compile(r"fellow|professor|analyst|journalist|editor|researcher|expert|author|columnist|academic|activist|lawyer|scholar|opposition|founder and|executive director|president-elect", re.I)
MINISTRIES = [("mfa", r"foreign|external affairs"), ("mod", r"defen[cs]e"), ("moi", r"\binterior|home affairs"), ("finance", r"finance")]
TITLES = re.compile(r" \((?:[^)]*)\)$")


def shared(book, codes, rows, countries):
    """Rows of one person are joined by Wikidata id or name."""
    people = {}
    for row in rows:
        people.setdefault(TITLES.sub("", row["name"]), []).append(row)
    for name, offices in people.items():
        roles = [role for row in offices if (role := office(book, codes, row, countries))]
        if script(name) != "Latin" or not roles and any(DROPPED.search(row["role"]) for row in offices):
            continue
        aliases = [alias for row in offices for alias in split(row["aliases"])]
        first = offices[0]
        put(book, name, aliases, roles, first["country"] and codes.id(first["country"]),
            next((row["wikidata"] for row in offices if row["wikidata"]), ""), " ".join(dict.fromkeys(row["source"] for row in offices)), slug(name))


def put(book, name, aliases, roles, country, wikidata, source, id):
    roles = list(dict.fromkeys(roles))
    public = [role for role in roles if not PRIVATE.search(role.split("|")[0]) and kind(book, role) not in ("private",)]
    id = book.free(id, id + "-person")
    book.add("officials", id, "Official" if public else "Person", name, aliases, roles=";".join(roles), country=country, wikidata=wikidata, source=source)


def kind(book, role):
    """Posts at think tanks, companies and outlets are no public posts."""
    organisation = book.rows.get(role.split("|")[1])
    private = organisation and (organisation["type"] == "Outlet" or organisation["type"] == "Organization" and organisation["file"] == "organizations")
    return "private" if private else "public"


def office(book, codes, row, countries):
    """role|organisation id|from|to; "?" where the end is not known, empty where the person holds it as far as we know."""
    role = " ".join(re.sub(r"[;|]", ",", row["role"]).split())
    if DROPPED.search(role):
        return None
    snapshot = "snapshot" in row["source"]
    organisation, country = row["organisation"], row["country"] and codes.id(row["country"])
    if not organisation:
        named = re.search(r"\bof (?:the )?([A-Z][\w' -]+)$", role)
        country = countries.get(fold(named[1])) if named else country
        organisation = book.same.get(f"{country}-gov", f"{country}-gov") if country else ""
    if organisation.endswith("-gov"):
        stem = organisation.removesuffix("-gov")
        for suffix, words in MINISTRIES:
            if re.search(r"minister|secretary", role, re.I) and re.search(words, role, re.I):
                wanted = f"{stem}-{suffix}"
                organisation = wanted if wanted in book else book.same.get(f"{country}-{suffix}", organisation)
                break
    organisation = organisation if organisation in book else book.same.get(organisation, "")
    end = row["to"] or ("?" if snapshot or row["role"].startswith("Former") or not row["from"] else "")
    return "|".join([role, organisation, row["from"], end])


def listed(book, codes, path):
    people = {}
    for row in book.of("officials"):
        for name in [row["name"], *row["aliases"]]:
            if " " in name:
                people.setdefault(fold(name), row)
    for header, line, place in own.sections(path):
        head, *offices = [part.strip() for part in line.split("||")]
        names, *first = [part.strip() for part in head.split("|")]
        roles = [made(book, [part.strip() for part in text], place) for text in [first, *(o.split("|") for o in offices)]]
        name, *aliases = [part.strip() for part in names.split(";")]
        row = people.get(fold(name)) or next((people[fold(a)] for a in aliases if fold(a) in people), None)
        if row is None:
            put(book, name, aliases, roles, codes.id(header) if header != "-" else "", "", own.SOURCE, slug(name))
            continue
        row["aliases"] = [*row["aliases"], row["name"], *aliases] if fold(row["name"]) != fold(name) else [*row["aliases"], *aliases]
        row["name"] = name
        row["roles"] = ";".join(merged(row.get("roles", "").split(";"), roles))
        row["type"] = "Official" if row["type"] == "Official" or roles else row["type"]
        row["source"] = joined(row["source"], own.SOURCE)


def made(book, parts, place):
    assert len(parts) == 4, f"{place}: an office needs role | organisation | from | to"
    role, organisation, start, end = parts
    id = organisation if organisation in book else book.same.get(organisation, "")
    assert id or not organisation, f"{place}: no organisation {organisation!r}"
    return "|".join([role, id, start, end])


def merged(old, new):
    """An office of our own list replaces the shared one of the same organisation and start."""
    key = lambda role: (role.split("|")[1], role.split("|")[2][:4])
    covered = {key(role) for role in new}
    stays = [role for role in old if role and key(role) not in covered]
    return stays + new
