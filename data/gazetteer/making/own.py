"""Reads the hand-made lists in own/: sections `[COUNTRY Type kind]`, lines `id < parent: Name; other names @…` or `= Name; other names`."""
import re

from .text import slug

SOURCE = "general knowledge"


def sections(path):
    """(section header, line) for every line that says something."""
    header = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            header = line[1:-1]
        else:
            yield header, line, f"{path.name}:{number}"


def entries(path):
    """The lists of named things as dictionaries."""
    for header, line, place in sections(path):
        country, type, *_ = header.split()
        if line.startswith("= "):
            line = f"{slug(line[2:].split(';')[0])}-{country.lower()}: {line[2:]}"
        match = re.fullmatch(r"([a-z0-9-]+)(?: < ([a-z0-9-]+))?: (.*?)(?: @(\S+))?", line)
        assert match, f"{place}: cannot read {line!r}"
        id, parent, names, at = match.groups()
        name, *aliases = [part.strip() for part in names.split(";")]
        yield {"id": id, "parent": parent, "type": type, "country": "" if country == "-" else country,
               "name": name, "aliases": aliases, "at": at}
