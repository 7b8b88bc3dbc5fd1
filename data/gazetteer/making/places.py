"""countries.csv and places.csv: countries, provinces, cities, regions, bases and sites."""
import re

from . import own
from .text import alike, fold, plain, script, slug

SITES = {"shrine", "site", "airport", "port", "camp", "prison", "waterway", "mountain", "island", "district"}
# Countries whose names GeoNames transliterates with marks.
MARKED = set("""AF AE BH EG ER ET IL IN IQ IR JO KW LB LY OM PK PS QA SA SD SO SY YE BD NP LK MM TH LA KH CN TW JP KR KP MN RU UA BY KZ KG TJ AM GE""".split())
CALENDAR = set("""january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct
    nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun""".split())
SEAS = re.compile(r"\b(Sea|Gulf|Strait|Bab)\b")
PROVINCE = re.compile(r"\b(province|governorate|region|state|oblast|krai|district|county|prefecture|department)\b", re.I)
LOCAL = {"CN": {"Cjk"}, "TW": {"Cjk"}, "JP": {"Cjk", "Hiragana", "Katakana"}, "KR": {"Hangul"}, "KP": {"Hangul"},
         "GR": {"Greek"}, "CY": {"Greek"}, "GE": {"Georgian"}, "AM": {"Armenian"}, "TH": {"Thai"}, "IN": {"Devanagari"},
         "MM": {"Myanmar"}, "ET": {"Ethiopic"}, "ER": {"Ethiopic"}, "BD": {"Bengali"}, "LK": {"Sinhala", "Tamil"},
         "KH": {"Khmer"}, "LA": {"Lao"}, "NP": {"Devanagari"}, "HK": {"Cjk"}, "MO": {"Cjk"}}


def countries(book, codes, shared, places):
    facts = {row["country"]: row for row in places if row["kind"] == "country"}
    for row in shared:
        if row["iso2"] in ("AN", "CS"):  # dissolved
            continue
        fact = facts.get(row["iso2"], {})
        names = split(row["aliases"]) + split(fact.get("aliases", "")) + EXTRA.get(row["iso2"], [])
        name = NAMES.get(row["iso2"], row["name"].strip())
        names = [alias for alias in names if alias not in ("West Bank", "Gaza Strip", "Gaza")]
        demonyms = DEMONYMS.get(row["iso2"], []) + split(row["demonyms"])
        demonyms = [d for d in dict.fromkeys(demonyms) if d not in ("NA", "Wall", "Congo", "Kiwi", "UAE", "US", "U.S.", "UK", "English", "Scottish", "Welsh")]
        book.add("countries", codes.id(row["iso2"]), "Country", name, [row["name"].strip(), *names],
                 demonyms=demonyms, capital_name=row["capital"], iso2=row["iso2"], iso3=row["iso3"], lat=fact.get("lat"), lon=fact.get("lon"),
                 population=fact.get("population"), geonames=row["geonames_id"], source=row["source"])
    for iso2, id, name, aliases, demonyms in HISTORIC:
        book.add("countries", id, "Country", name, aliases, demonyms=demonyms, iso2=iso2, source=own.SOURCE)


def places(book, codes, shared, towns, words):
    """Provinces first, so that cities can say which they are in; large before small, so that they get the plain ids."""
    provinces, areas = {}, {}
    rows = sorted((row for row in shared if row["kind"] != "country"), key=lambda row: (row["kind"] != "province", -int(row["population"] or 0), row["geonames_id"]))
    rows += sorted(towns, key=lambda row: (-int(row["population"] or 0), row["geonames_id"]))
    for row in rows:
        type = type_of(row)
        if fold(row["name"]) in CALENDAR:
            continue  # March, Cambridgeshire, is not worth every March of the year
        names = aliases(row, words) if "GeoNames" in row["source"] and row["kind"] in ("city", "province") else split(row["aliases"])
        name = re.sub(r" \((place|region|island)\)$", "", row["name"])
        if row["country"] in MARKED:
            name = ascii_name(name)
        same = areas.get((type, row["country"], fold(name))) if type == "Region" else None
        if same:
            same["aliases"] += names
            same["source"] = joined(same["source"], row["source"])
            continue
        cc = row["country"].lower()
        base = slug(name) or row["geonames_id"]
        if type == "Province" and not PROVINCE.search(name):
            base += "-province"
        base = f"{base}-{cc}" if cc else base
        id = book.free(base, f"{base}-{row['geonames_id']}" if row["geonames_id"] else "", f"{base}-{row['kind']}")
        made = book.add("places", id, type, name, names, located_in=provinces.get((row["country"], row["admin1"])) or codes.id(row["country"]),
                        country=codes.id(row["country"]), lat=row["lat"], lon=row["lon"], population="" if row["population"] == "0" else row["population"],
                        geonames=row["geonames_id"], source=row["source"])
        made["iso2"], made["kind"] = row["country"], row["kind"]
        short = PROVINCE.sub("", name).strip(" -").removesuffix(" of")
        if type == "Province" and short != name and len(short) > 3:
            made["aliases"].insert(0, short)
        if row["kind"] == "province":
            provinces.setdefault((row["country"], row["name"]), id)
        areas[type, row["country"], fold(name)] = made


def geography(book, codes, path):
    """Adds a hand-made list: to the row that has the name already, or as a new one."""
    known = {}
    for row in sorted(book.of("places"), key=lambda row: -int(row.get("population") or 0)):
        for name in [row["name"], *row["aliases"]]:
            known.setdefault((family(row["type"]), row.get("country", ""), core(row["type"], name)), row)
    for entry in own.entries(path):
        country = codes.id(entry["country"])
        lat, lon = entry["at"].split(",") if entry["at"] else ("", "")
        names = [entry["name"], *(entry["aliases"] if entry["type"] in ("Province", "City") else [])]
        keys = [(family(entry["type"]), c, core(entry["type"], name)) for name in names for c in dict.fromkeys([country, ""])]
        row = next((known[key] for key in keys if key in known), None)
        if row and row["type"] == "Province" == entry["type"]:
            row["aliases"] = [*row["aliases"], row["name"], entry["name"], *entry["aliases"]]
            if core("Province", row["name"]) == core("Province", entry["name"]) and not PROVINCE.search(entry["name"]):
                row["name"] = entry["name"]
            row["source"] = joined(row["source"], own.SOURCE)
            book.same[entry["id"]] = row["id"]
            continue
        if row:
            row["aliases"] = [*row["aliases"], row["name"], *entry["aliases"]]
            row["name"], row["type"] = entry["name"], entry["type"]
            row["source"] = joined(row["source"], own.SOURCE)
            if lat:
                row["lat"], row["lon"] = lat, lon
            book.same[entry["id"]] = row["id"]
            continue
        id = book.free(entry["id"], f"{entry['id']}-{entry['country'].lower()}" if country else "", f"{entry['id']}-{entry['type'].lower()}")
        book.same[entry["id"]] = id
        book.add("places", id, entry["type"], entry["name"], entry["aliases"], located_in=country, country=country, lat=lat, lon=lon, source=own.SOURCE)


def capitals(book):
    """The capital's id beside the country: the largest city of the country that has the name."""
    cities = {}
    for row in book.of("places"):
        if row["type"] == "City":
            for name in [row["name"], *row["aliases"]]:
                cities.setdefault((row.get("country"), fold(name)), row["id"])
    for row in book.of("countries"):
        name = row.pop("capital_name", "")
        row["capital"] = cities.get((row["id"], fold(CAPITALS.get(row["id"], name))), "") if name else ""


def type_of(row):
    kind, name = row["kind"], row["name"]
    if kind == "province" and row["country"] == "PS":
        return "Region"
    if kind in ("city", "province", "region", "base"):
        return kind.title()
    if kind == "waterway":
        return "Region" if SEAS.search(name) else "Site"
    if kind == "mountain":
        return "Site" if name.startswith("Mount ") else "Region"
    if kind == "island":
        return "Region"
    if kind == "district" and name in ("Sinjar", "East Jerusalem"):
        return "Region"
    if kind == "district" and name == "Jurf al-Sakhar":
        return "City"
    assert kind in SITES, kind
    return "Site"


def aliases(row, words):
    """GeoNames' other names without its noise: codes, phrases, foreign scripts, plain English words."""
    kept = []
    for alias in split(row["aliases"]):
        of = script(alias)
        latin = of == "Latin"
        if of not in {"Latin", "Arabic", "Hebrew", "Cyrillic"} | LOCAL.get(row["country"], set()):
            continue
        if any(c.isdigit() or c in ",;:()[]/+=?_*" for c in alias) or latin and (len(alias) <= 3 or len(alias) == 4 and alias.isupper()):
            continue
        if latin and fold(alias) in CALENDAR or latin and fold(alias) in words and fold(alias) != fold(row["name"]):
            continue
        if latin and len(alias) > 12 and alias.isupper():
            continue
        kept.append(alias)
    return kept


def collisions(book):
    """Drops a place's alias that is the main name of something better known and unlike its own ("Alexandria" of Mashhad)."""
    heads = {}
    for row in book.of("countries", "groups", "organizations", "places"):
        for name in [row["name"]] + (row["aliases"][:6] if row["file"] != "places" else []):
            if importance(row) > importance(heads.get(fold(name))):
                heads[fold(name)] = row
    dropped = 0
    for row in book.of("places"):
        if row["type"] in ("City", "Province"):
            kept = [alias for alias in row["aliases"] if not is_noise(alias, row, heads.get(fold(alias), row))]
            dropped += len(row["aliases"]) - len(kept)
            row["aliases"] = kept
    return dropped


def is_noise(alias, row, head):
    """Whether an alias is rather the name of something else: far larger, or unlike this place's own name."""
    if head is row or head["name"] == row["name"] or script(alias) != "Latin":
        return False
    close = fold(alias) in fold(row["name"]) or alike(alias, row["name"])
    here = head.get("country") == row.get("country")
    if close and here and head["type"] != row["type"] or own.SOURCE in row["source"] and close:
        return False
    return importance(head) > 20 * importance(row) or not close and importance(head) * 10 > importance(row)


def importance(row):
    if row is None:
        return -1
    small = row["file"] == "places" and row["type"] in ("City", "Province", "Site", "Base")
    return int(row.get("population") or 0) if small else 10**9


def core(type, name):
    """What a province's names have in common: "North Darfur State" and "Northern Darfur" are "north darfur"."""
    if type != "Province":
        return fold(name)
    short = fold(PROVINCE.sub("", name).removeprefix("Republic of ").strip())
    return re.sub(r"\b(north|south|east|west)ern\b", r"\1", short).removeprefix("al ") or fold(name)


def ascii_name(name):
    """GeoNames writes Arabic, Persian, Indic… names with marks that no report has."""
    made = plain(name)
    if any(c.isalpha() and not c.isascii() for c in made if c not in "ʼʿʾʻ"):
        return name
    return re.sub(r"[^A-Za-z0-9 ().,/'-]", "", made).strip() or name


def family(type):
    return {"Site": "Site", "Base": "Site", "Region": "Region", "Province": "Province"}.get(type, type)


def joined(a, b):
    return a if b in a else f"{a}; {b}"


def split(cell):
    return [part.strip() for part in cell.split("|") if part.strip()]


NAMES = {"NL": "Netherlands", "PS": "Palestine", "TL": "Timor-Leste", "TR": "Turkey", "CI": "Ivory Coast", "CV": "Cape Verde",
         "CD": "Democratic Republic of the Congo", "MO": "Macau", "CW": "Curaçao", "RE": "Réunion", "VA": "Vatican City"}
EXTRA = {
    "US": ["United States of America", "USA", "U.S.A.", "US", "U.S.", "America"], "GB": ["UK", "U.K.", "Britain", "Great Britain"],
    "CD": ["DR Congo", "DRC", "D.R. Congo", "Congo-Kinshasa", "Democratic Republic of Congo", "Congo", "the Congo"], "CG": ["Congo-Brazzaville", "Republic of Congo", "Congo Republic", "Congo"],
    "MM": ["Burma"], "CI": ["Côte d'Ivoire", "Cote d'Ivoire", "Côte d’Ivoire"], "TR": ["Türkiye", "Turkiye"], "CZ": ["Czech Republic"], "MK": ["Macedonia"],
    "SZ": ["Swaziland"], "CV": ["Cabo Verde"], "TL": ["East Timor"], "PS": ["State of Palestine", "Palestinian territories", "Palestinian Territories", "occupied Palestinian territories"],
    "KP": ["DPRK", "Democratic People's Republic of Korea"], "KR": ["Republic of Korea", "ROK"], "SY": ["Syrian Arab Republic"], "RU": ["Russian Federation"],
    "LA": ["Lao PDR"], "CF": ["CAR", "Centrafrique"], "AE": ["UAE", "Emirates", "U.A.E."], "SA": ["KSA", "Kingdom of Saudi Arabia"], "CN": ["People's Republic of China", "PRC", "mainland China"],
    "TW": ["Republic of China", "Chinese Taipei"], "BA": ["Bosnia", "Bosnia-Herzegovina", "BiH"], "VA": ["Holy See", "Vatican"], "NL": ["The Netherlands", "Holland"], "BS": ["The Bahamas"],
    "GM": ["The Gambia"], "XK": ["Kosova", "Republic of Kosovo"], "EH": ["Sahrawi Arab Democratic Republic", "SADR"], "IR": ["Islamic Republic"], "VN": ["Viet Nam"], "UA": ["Ukraina"],
    "KY": [], "FM": ["Federated States of Micronesia"], "ST": ["São Tomé and Príncipe"], "TT": ["Trinidad"], "SX": ["St. Maarten"], "CW": ["Curaçao"],
}
DEMONYMS = {
    "BW": ["Botswanan", "Botswana"], "KP": ["North Korean", "North Koreans"], "KR": ["South Korean", "South Koreans"], "BF": ["Burkinabe", "Burkinabè", "Burkinabé"], "DK": ["Danish"],
    "ES": ["Spanish"], "FI": ["Finnish"], "SE": ["Swedish"], "PL": ["Polish"], "TR": ["Turkish"], "GB": ["British"], "PH": ["Philippine", "Filipino"], "RS": ["Serbian"], "HR": ["Croatian"],
    "KZ": ["Kazakh", "Kazakhs"], "KG": ["Kyrgyz"], "TJ": ["Tajik", "Tajiks"], "UZ": ["Uzbek", "Uzbeks"], "TM": ["Turkmen"], "LA": ["Laotian"], "CI": ["Ivorian", "Ivorians", "Ivoirian"], "MM": ["Burmese", "Myanmar"],
    "MG": ["Malagasy"], "KM": ["Comorian", "Comorians"], "IS": ["Icelandic"], "NZ": ["New Zealand"], "SZ": ["Swazi", "Emaswati"], "TW": ["Taiwanese"], "IE": ["Irish"], "SI": ["Slovenian"], "SR": ["Surinamese"], "LS": ["Basotho", "Lesotho"],
    "CD": ["Congolese"], "NP": ["Nepali", "Nepalese"], "XK": ["Kosovar", "Kosovars", "Kosovan"], "SO": ["Somali", "Somalis"], "LU": ["Luxembourgish"], "US": ["American", "Americans"], "AF": ["Afghan", "Afghans"],
    "NE": ["Nigerien", "Nigeriens"], "CZ": ["Czech"], "GL": ["Greenlandic"], "FR": ["French"], "VA": ["Vatican"], "SY": ["Syrian", "Syrians"], "TZ": ["Tanzanian", "Tanzanians"],
    "SC": ["Seychellois"], "KI": ["I-Kiribati"], "FJ": ["Fijian"], "TN": ["Tunisian"], "CV": ["Cape Verdean"], "AR": ["Argentine", "Argentinian"], "SM": ["Sammarinese"],
}
CAPITALS = {"palestine": "Ramallah", "kazakhstan": "Astana", "ukraine": "Kyiv", "myanmar": "Naypyidaw", "united-states": "Washington", "bolivia": "La Paz", "burundi": "Gitega", "western-sahara": "Laayoune", "moldova": "Chisinau", "iceland": "Reykjavík", "tonga": "Nuku'alofa", "equatorial-guinea": "Malabo"}
HISTORIC = [
    ("", "soviet-union", "Soviet Union", ["USSR", "U.S.S.R.", "Union of Soviet Socialist Republics"], ["Soviet", "Soviets"]),
    ("", "yugoslavia", "Yugoslavia", ["Federal Republic of Yugoslavia", "SFRY"], ["Yugoslav", "Yugoslavs"]),
    ("", "czechoslovakia", "Czechoslovakia", [], ["Czechoslovak"]),
    ("", "east-germany", "East Germany", ["German Democratic Republic", "GDR"], ["East German"]),
    ("", "zaire", "Zaire", [], ["Zairian", "Zairean"]),
    ("", "ottoman-empire", "Ottoman Empire", [], ["Ottoman", "Ottomans"]),
    ("", "united-arab-republic", "United Arab Republic", ["UAR"], []),
]
