"""groups.csv: armed groups, militias, parties and state forces of the shared lists and our own."""
import re

from . import own
from .places import joined, split
from .text import acronym, fold, slug

KINDS = {"militia": "Militia", "state_force": "StateForce", "insurgent": "ArmedGroup", "political_wing": "Party",
         "umbrella": "ArmedGroup", "peacekeeping": "InternationalBody", "other": "Organization"}
TYPES = {"mois": "GovernmentBody", "mossad": "GovernmentBody", "shin-bet": "GovernmentBody", "mit-turkey": "GovernmentBody",
         "isi": "GovernmentBody", "gdi-taliban": "GovernmentBody", "irgc-io": "StateForce", "pmf": "Militia",
         "islamic-resistance-in-iraq": "Militia", "iraqi-resistance-coordination": "Militia", "houthi-spc": "GovernmentBody",
         "yemen-plc": "GovernmentBody", "coordination-framework": "Party", "fatah-alliance": "Party", "axis-of-resistance": "Organization",
         "daanes": "GovernmentBody", "white-helmets": "Organization", "plo": "Organization", "ncri": "Organization", "feto": "Organization",
         "peninsula-shield": "StateForce", "stc": "Party", "sdf": "ArmedGroup", "sna": "ArmedGroup", "hamas": "ArmedGroup", "fatah": "Party",
         "iraqi-security-forces": "StateForce", "hashd-al-watani": "Militia", "cjtf-oir": "StateForce", "saudi-led-coalition": "StateForce",
         "wagner": "ArmedGroup", "basij": "Militia", "student-basij": "Militia", "irgc": "StateForce", "kdpi": "Party", "komala": "Party", "lna-libya": "StateForce",
         "pij": "ArmedGroup", "saraya-al-quds": "ArmedGroup", "qassam-brigades": "ArmedGroup", "houthis": "Militia"}
# Names of another row that the shared lists give to these.
OTHERS = {"wagner": {"Africa Corps", "Afrika Korps"}}
WORDS = re.compile(r"\b(army|armies|front|brigades?|battalions?|groups?|movement|party|organi[sz]ation|liberation|forces?|jihad|islamic|"
                   r"lashkar|harakat|hizb|jaish|jamaat?|command|commando|cells?|militias?|guards?|defen[cs]e|resistance|union|unit[sy]?|"
                   r"fighters|mujahid\w*|warriors|tigers|faction|council|league|alliance|revolution\w*|committee|corps|soldiers|partisans|"
                   r"popular|people'?s|self-defen[cs]e|ansar|saraya|kata\w*|liwa|tanzim|nucle[iu]s?|patrols?|coalition|ejercito|frente)\b", re.I)
SMALL = re.compile(r"(?<=\s)(Of|The|And|For|In|On|To|De|Del|La|El|Al|By|A|An|With|From|Against)(?=\s)")
NOISE = re.compile(r"[+?]|affiliated|linked|operatives|offshoot|faction\)|supporters|members of|\d{3}", re.I)


def shared(book, codes, rows):
    for row in rows:
        book.add("groups", row["id"], TYPES.get(row["id"]) or KINDS[row["kind"]], clean(row["name"]),
                 [alias for alias in split(row["aliases"]) if alias not in OTHERS.get(row["id"], ())], parent=row["parent"],
                 country=codes.id(row["country"]), wikidata=row["wikidata"], source=row["source"])


def listed(book, codes, file, path):
    """Adds a hand-made list. A thing that the shared files name already (same id, or same name and country) gets the names."""
    files = ("outlets",) if file == "outlets" else ("groups", "organizations")
    known = names_of(book, *files, short=file == "outlets")
    for entry in own.entries(path):
        country = codes.id(entry["country"])
        same = book.rows.get(entry["id"])
        same = same if same and same["file"] in files else None
        same = same or known.get((fold(entry["name"]), country))
        if same:
            same["aliases"] = [*same["aliases"], same["name"], *entry["aliases"]]
            same["name"] = entry["name"]
            same["type"] = entry["type"]
            same["source"] = joined(same["source"], own.SOURCE)
            if entry["at"] and not same.get("domain"):
                same["domain"] = entry["at"]
            book.same[entry["id"]] = same["id"]
            continue
        id = book.free(entry["id"], f"{entry['id']}-{entry['type'].lower()}")
        book.same[entry["id"]] = id
        book.add(file, id, entry["type"], entry["name"], entry["aliases"], parent=entry["parent"], country=country,
                 domain=entry["at"] if file == "outlets" else "", source=own.SOURCE)


def world(book, codes, rows):
    """The rough list of 2013: group-like names that nothing better names yet."""
    taken = {fold(name) for row in book.rows.values() if row["file"] != "places" for name in [row["name"], *row["aliases"]]}
    for row in sorted(rows, key=lambda row: row["name"]):
        names = [name for raw in [row["name"], *split(row["aliases"])] if not NOISE.search(raw) for name in parts(raw)]
        if not names or not WORDS.search(names[0]) or any(fold(name) in taken for name in names) or len(names[0].split()) > 9:
            continue
        iso3, code = row["cameo_code"][:3], row["cameo_code"]
        taken.update(fold(name) for name in names)
        id = book.free(slug(names[0]), f"{slug(names[0])}-group", f"{slug(names[0])}-{code.lower()}")
        book.add("groups", id, rough_type(names[0]), names[0], names[1:], country=codes.by_iso3.get(iso3, "") if "REB" in code else "", source=row["source"])


def parts(raw):
    """"Aden Abyan Islamic Army (Aaia)" is a name and its acronym."""
    match = re.fullmatch(r"(.*?)\s*\((\S{2,8})\)", raw.strip())
    if not match:
        return [cased(raw.strip())]
    name, short = match.groups()
    if short.lower() in fold(name):
        return [cased(name)]
    letters = sum(1 for word in name.split() if word[0].upper() in short.upper())
    return [cased(name), short.upper()] if letters >= min(3, len(short)) and short.isalpha() else [cased(name) + f" ({cased(short)})"]


def cased(name):
    name = re.sub(r"'S\b", "'s", re.sub(r"\s+", " ", name))
    name = SMALL.sub(lambda m: m[0].lower(), name)
    return re.sub(r"(?<=[\s-])(Al|El|E|I|Ul|Ur)-", lambda m: m[0].lower(), name)


def rough_type(name):
    if re.search(r"militia|self-defen|minutemen|vigilan", name, re.I):
        return "Militia"
    if re.search(r"\bparty\b", name, re.I):
        return "Party"
    return "ArmedGroup"


def clean(name):
    """"Ministry of Interior (Iran)" stays, "Jundallah (Iran)" too: only notes that are no part of a name go."""
    return re.sub(r" \((2024-|place)\)$", "", name)


def names_of(book, *files, short=False):
    """Rows by folded name and country; acronyms of four letters or fewer tell too little, except among outlets."""
    found = {}
    for row in book.of(*files):
        for name in [row["name"], *row["aliases"]]:
            if short or not acronym(name) or len(name) > 4:
                found.setdefault((fold(name), row.get("country", "")), row)
    return found
