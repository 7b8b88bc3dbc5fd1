"""What several makers need: the country slugs and the words that are plain English."""
from pathlib import Path

from .text import slug

HERE = Path(__file__).resolve().parent.parent
SHORT = {"US": "us", "GB": "uk", "SA": "saudi", "AE": "uae"}


class Countries:
    """ISO codes to ids of countries, and the short prefix of their bodies' ids."""

    def __init__(self, rows):
        self.ids = {row["iso2"]: slug(row["name"]) for row in rows}
        self.ids.update(NL="netherlands", PS="palestine", TL="timor-leste", GM="gambia", CD="democratic-republic-of-the-congo")
        self.by_iso3 = {row["iso3"]: self.ids[row["iso2"]] for row in rows}

    def id(self, iso2):
        return self.ids[iso2] if iso2 else ""

    def prefix(self, iso2):
        return SHORT.get(iso2, self.ids[iso2])


def common_words():
    """Frequent English words in lower case (SCOWL up to size 35)."""
    lines = (HERE / "own" / "common_words.txt").read_text("utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}
