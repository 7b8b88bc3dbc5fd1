"""forces.csv: each country's government, parliament, ministries, armed forces and police, by one pattern and by their own names."""
import re

from . import own
from .groups import names_of
from .places import joined
from .text import fold

FORCES = {"forces": ("armed-forces", "{d} Armed Forces", ["Armed Forces of {o}", "{s} armed forces", "{d} military", "{s} military", "{d} security forces", "{c} military", "{d} forces", "{d} troops", "{d} soldiers"]),
          "army": ("army", "{d} Army", ["{s} army", "{c} Army", "Army of {o}", "{d} ground forces"]),
          "navy": ("navy", "{d} Navy", ["{s} navy", "{c} Navy", "{d} naval forces"]),
          "air": ("air-force", "{d} Air Force", ["{s} air force", "{c} Air Force"]),
          "special": ("special-forces", "{d} Special Forces", ["{s} special forces", "{d} commandos"]),
          "border": ("border-guard", "{d} Border Guard", ["{d} border guards", "{s} border guards", "{d} border police", "{d} Border Guards", "{d} border guard service"]),
          "coast": ("coast-guard", "{d} Coast Guard", ["{s} coast guard", "{d} coastguard"]),
          "police": ("police", "{d} Police", ["{s} police", "{c} Police", "{d} National Police", "National Police of {o}"])}
BODIES = {"government": ("gov", "Government of {o}", ["{d} government", "{s} government", "{c} government", "{d} authorities"]),
          "presidency": ("presidency", "Presidency of {o}", ["{d} presidency", "{s} presidency", "Office of the President of {o}", "{d} president's office"]),
          "general-staff": ("general-staff", "General Staff of the {d} Armed Forces", ["{d} General Staff", "{s} general staff", "{d} army command", "{d} military command", "General Staff of {o}"]),
          "intel": ("intel", "{d} intelligence service", ["{d} intelligence", "{s} intelligence service", "{d} intelligence services", "{d} secret service", "{s} intelligence"]),
          "parliament": ("parliament", "Parliament of {o}", ["{d} parliament", "{s} parliament"]),
          "foreign": ("mfa", "Ministry of Foreign Affairs ({c})", ["{d} Foreign Ministry", "{d} Ministry of Foreign Affairs", "{s} Foreign Ministry", "{s} Ministry of Foreign Affairs", "Ministry of Foreign Affairs of {o}", "Foreign Ministry of {o}", "{c} Foreign Ministry"]),
          "defence": ("mod", "Ministry of Defence ({c})", ["{d} Defence Ministry", "{d} Defense Ministry", "{d} Ministry of Defence", "{d} Ministry of Defense", "{s} Defence Ministry", "{s} Defense Ministry", "{s} Ministry of Defence", "Ministry of Defence of {o}", "Ministry of Defense of {o}", "{c} Defence Ministry", "{d} Ministry of National Defence", "{d} Ministry of National Defense", "{d} National Defence Ministry", "{d} MoD"]),
          "interior": ("moi", "Ministry of Interior ({c})", ["{d} Interior Ministry", "{d} Ministry of Interior", "{d} Ministry of the Interior", "{s} Interior Ministry", "{s} Ministry of Interior", "Ministry of Interior of {o}", "Ministry of the Interior of {o}", "{d} Ministry of Internal Affairs"]),
          "health": ("health", "Ministry of Health ({c})", ["{d} Health Ministry", "{d} Ministry of Health", "{s} Health Ministry", "{s} Ministry of Health", "Ministry of Health of {o}"]),
          "justice": ("justice", "Ministry of Justice ({c})", ["{d} Justice Ministry", "{d} Ministry of Justice", "{s} Justice Ministry", "Ministry of Justice of {o}"]),
          "finance": ("finance", "Ministry of Finance ({c})", ["{d} Finance Ministry", "{d} Ministry of Finance", "{s} Finance Ministry", "Ministry of Finance of {o}"])}
ARMED = {"army", "navy", "air", "special"}
UNARMED = set("CR PA IS LI MC AD VA SM MH PW FM NR TV KI SB VU WS DM GD LC VC KN MU".split())
WITH_THE = set("US GB AE PH NL CD CG BS MV GM CF DO SB MH KM".split())
LANDLOCKED = set("AF AM AT BT BW BF BI CF TD CZ SZ ET HU KG LS LI LU MW ML MD MN NP NE MK RW SM RS SK SS CH TJ UG UZ ZM ZW VA AD BY XK".split())
BODIES_EXTRA = re.compile(r"^(intel|parliament|government|presidency|foreign|defence|interior|security|prosecutor|ombudsman|jep|council|politburo|state-council|cmc|treasury|commerce|energy|"
                          r"senate|house|supreme-court|nsa|dia|dhs|cbp|ice|dea|atf|usaid|secret-service|fsb$|gru|svr|sk|sbu|hur|dgcim|mi5|mi6|gchq|nca|bka|sac|nug|gnu|gns|hcs|noc|tmc|hac|junta|transition|unification|humanrights|"
                          r"ispr|fia|ctd|nia|aman|homefront|cogat|barmm|sipa|ctd-krg|falcons|mil-intel|jcs|ihec|cbi|nioc|krg-|peshmerga-ministry|ndf$)")
# What the shared files call these bodies.
SAME = {"IR forces": "iran-armed-forces", "IR army": "artesh", "IR navy": "iran-navy", "IR air": "iran-air-force", "IR police": "faraja", "IR parliament": "iran-majlis",
        "IQ army": "iraqi-army", "IQ parliament": "iraq-cor", "IQ forces": "iraqi-security-forces", "LB forces": "lebanese-army", "SY army": "syrian-army-new", "IL forces": "idf", "IL air": "israeli-air-force",
        "PK army": "pakistan-army", "TR forces": "turkish-armed-forces", "SA forces": "saudi-armed-forces", "US forces": "us-military", "RU forces": "russian-armed-forces", "SD forces": "saf-sudan",
        "AZ forces": "azerbaijan-army", "AM forces": "armenia-army", "YE forces": "yemen-army", "PS government": "palestinian-authority", "PS forces": "pa-security", "AF government": "afghanistan-de-facto",
        "IL parliament": "knesset", "US government": "us-gov", "US foreign": "us-state-department", "US defence": "us-dod", "US finance": "us-treasury", "US justice": "us-doj", "US parliament": "us-congress", "US interior": "us-interior",
        "GB foreign": "uk-fcdo", "LB parliament": "lebanon-parliament", "LB police": "isf-lebanon", "AF forces": "ansf", "PK intel": "isi", "TR intel": "mit-turkey", "IR intel": "mois", "US intel": "cia", "IL intel": "mossad", "IQ intel": "iraq-inis", "IR presidency": "iran-presidency",
        "IQ presidency": "iraq-presidency", "US presidency": "us-presidency", "LB presidency": "lebanon-presidency", "SY presidency": "syria-presidency", "IQ border": "iraqi-border-guards",
        "IR general-staff": "iran-general-staff", "IN border": "india-bsf", "PK border": "frontier-corps"}
SHORT_NAMES = {"AE": "UAE", "CD": "DRC", "US": "US", "GB": "UK", "CF": "CAR", "SA": "Saudi Arabian"}


def make(book, codes, path, sovereign):
    """One row a country and slot; the names of the hand-made list come before those of the pattern."""
    named = {}
    for line, place in lines(path):
        match = re.fullmatch(r"([A-Z]{2}) ([a-z0-9-]+): (.+)", line)
        assert match, f"{place}: cannot read {line!r}"
        names = [part.strip() for part in match[3].split(";")]
        named[match[1], match[2]] = names
    known = names_of(book, "groups", "organizations")
    for iso2, country in sovereign:
        slots = {**FORCES, **BODIES, **{slot: (slot, None, []) for code, slot in named if code == iso2 and slot not in FORCES and slot not in BODIES}}
        for slot, pattern in slots.items():
            if (iso2, slot) in named or not absent(iso2, slot):
                put(book, codes, known, iso2, country, slot, pattern, named.get((iso2, slot), []))


def put(book, codes, known, iso2, country, slot, pattern, names):
    suffix, name, patterns = pattern
    adjective = country["demonyms"][0] if country["demonyms"] else country["name"]
    name_ = country["name"]
    possessive = name_ + ("'" if name_.endswith("s") else "'s")
    fill = lambda text: text.format(d=adjective, c=name_, s=possessive, o=f"the {name_}" if iso2 in WITH_THE else name_)
    made = [fill(text) for text in patterns]
    if name:
        made.insert(0, fill(name))
    if iso2 in ("AE", "CD", "GB", "CF", "SA"):
        made += [fill(text.replace("{d}", SHORT_NAMES[iso2])) for text in patterns if "{d}" in text]
    if iso2 == "US":
        made += [re.sub(r"^American", short, text) for text in made if text.startswith("American") for short in ("US", "U.S.")]
    id = SAME.get(f"{iso2} {slot}", f"{codes.prefix(iso2)}-{suffix}")
    row = book.rows.get(id) or next((known[key] for key in [(fold(n), country["id"]) for n in names[:1]] if key in known), None)
    type = "StateForce" if slot in FORCES or slot == "general-staff" or slot not in BODIES and not BODIES_EXTRA.match(slot) else "GovernmentBody"
    if row:
        row["aliases"] += [*names, *made]
        row["source"] = joined(row["source"], own.SOURCE)
        book.same[f"{codes.prefix(iso2)}-{suffix}"] = row["id"]
        book.same[f"{country['id']}-{suffix}"] = row["id"]
        return
    parent = ""
    if slot in ARMED and not (iso2 in UNARMED):
        parent = SAME.get(f"{iso2} forces", f"{codes.prefix(iso2)}-armed-forces")
    type = {"VE militia": "Militia", "RU redut": "Militia"}.get(f"{iso2} {slot}", type)
    names = names or [made.pop(0)]
    book.same[f"{country['id']}-{suffix}"] = id
    book.add("forces", id, type, names[0], names[1:] + made, parent=parent, country=country["id"], source=own.SOURCE)


def absent(iso2, slot):
    return iso2 in UNARMED and slot in ("forces", "general-staff", *ARMED) or slot in ("navy", "coast") and iso2 in LANDLOCKED


def lines(path):
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield line.strip(), f"{path.name}:{number}"
