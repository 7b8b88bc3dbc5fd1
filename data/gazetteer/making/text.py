"""Folding, slugs and scripts: what names look like to the rules that clean them.

`fold` has the rules of src/gazetteer/fold.rs: what the program takes for one name must be one name here."""
import re
import unicodedata

LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "ŧ": "t", "ə": "a", "ɖ": "d", "ƙ": "k", "ɓ": "b",
    "ɗ": "d", "ɣ": "g", "ƴ": "y", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
    "ی": "ي", "ى": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه",
})
APOSTROPHES = set("'’‘`´′ʼʿʾʻˈ\"“”„«»\u200c\u200d\u200e\u200fـ")
ARTICLES = {"as", "ash", "ad", "at", "an", "ar", "az", "adh", "ath", "es", "esh", "ed", "et", "en", "er", "ez"}


def fold(name):
    """The name without case, marks, apostrophes and hyphens; articles of Arabic names as "al"."""
    words = []
    for word, joined, capital in split(name):
        if word in ("el", "ul"):
            word = "al"
        words.append([word, joined, capital])
    for here, after in zip(words, words[1:]):
        if here[0] in ARTICLES and (here[1] == "-" or here[2]) and after[0].startswith(here[0][1:]):
            here[0] = "al"
    out = [w[0] for w in words]
    if len(out) > 1 and out[0] == "the":
        out = out[1:]
    return " ".join(out)


def split(name):
    """Words in folded letters, what joins each to the next, and whether it began with a capital."""
    out, word, capital = [], "", False
    text = unicodedata.normalize("NFKD", name.replace("&", " and "))
    for i, c in enumerate(text):
        if unicodedata.combining(c) or c in APOSTROPHES:
            continue
        if c.isalnum():
            capital = capital if word else c.isupper()
            word += c.lower().translate(LETTERS)
        elif c == "." and len(word) == 1 or c == "." and initials(text, i):
            continue
        elif word:
            out.append((word, "-" if c in "-‐‑–" else " ", capital))
            word = ""
    if word:
        out.append((word, "", capital))
    return out


def initials(text, i):
    """The full stop at `i` stands in "U.S." or "U.S.A.": a single letter is before it."""
    return i >= 2 and text[i - 1].isalpha() and text[i - 2] == "."


def plain(name):
    """ASCII letters, for slugs."""
    text = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(c for c in text if not unicodedata.combining(c))


def slug(name):
    text = re.sub(r"['’‘`ʼʿʾ]", "", plain(name.lower()).translate(LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def script(name):
    """The script of the name's letters; "Mixed" when Latin stands beside another one."""
    found = {unicodedata.name(c, "OTHER").split()[0] for c in name if c.isalpha()}
    found -= {"MODIFIER", "FEMININE", "MASCULINE"}
    if not found:
        return "None"
    if len(found) == 1:
        return found.pop().title()
    if found <= {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "KATAKANA-HIRAGANA"}:
        return "Cjk"
    return "Mixed"


def skeleton(name):
    """Consonants in rough classes, to see whether two spellings can be one name."""
    text = re.sub(r"\bal ", "", fold(name))
    for a, b in (("gh", "k"), ("kh", "k"), ("sh", "s"), ("ch", "s"), ("th", "t"), ("dh", "d"), ("ph", "f")):
        text = text.replace(a, b)
    text = text.translate(str.maketrans("qgcjzvwpb", "kkksssfbb"))
    text = re.sub(r"[^a-z]|[aeiouyhw]", "", text)
    return re.sub(r"(.)\1+", r"\1", text)


def alike(a, b):
    """The two can be spellings of one name: most of the shorter skeleton's consonants are shared in order."""
    a, b = skeleton(a), skeleton(b)
    if not a or not b:
        return a == b
    best = [0] * (len(b) + 1)
    for x in a:
        row = [0]
        for j, y in enumerate(b):
            row.append(best[j] + 1 if x == y else max(row[-1], best[j + 1]))
        best = row
    return best[-1] >= 0.6 * max(len(a), len(b))


def acronym(name):
    return name.isalpha() and name.isupper() and script(name) == "Latin"
