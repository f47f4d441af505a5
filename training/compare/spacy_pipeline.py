"""Trains spaCy's efficiency pipeline on what Verbale's network learned from, and measures both alike.

    python training/compare/spacy_pipeline.py train   --data DATA --out FOLDER
    python training/compare/spacy_pipeline.py measure --data DATA --out FOLDER
    python training/compare/spacy_pipeline.py time    --data DATA --out FOLDER

Python 3.11 with `spacy` and `numpy`, and `training/neural` on PYTHONPATH. Training stops when a pass over the
data gains less than 0.1 points of labelled attachment, EWT's and GUM's development sets averaged, and goes on
from the last pass when it is started again. `time` reads the development texts with both, in turns, one core.
"""
from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import time
from pathlib import Path

import spacy
from spacy.cli.init_config import init_config
from spacy.tokens import Doc
from spacy.training import Example

import corpus
import data
import measure

PARTS = ["tok2vec", "morphologizer", "trainable_lemmatizer", "parser", "ner"]
LEAST_GAIN = 0.1
MOST_PASSES = 30


def blank_pipeline():
    """spaCy's own settings for speed, untrained."""
    config = init_config(lang="en", pipeline=PARTS[1:], optimize="efficiency", gpu=False)
    return spacy.util.load_model_from_config(config, auto_fill=True)


def names_of(sentence: corpus.Sentence) -> list[str]:
    """BILUO labels; `-` where nobody marked names, which spaCy leaves out of its loss."""
    if not sentence.names:
        return ["-"] * len(sentence.forms)
    return ["-" if label == "?" else label.replace("OTH", "MISC") for label in sentence.names]


def example(vocabulary, sentence: corpus.Sentence) -> Example:
    words = sentence.forms
    return Example.from_dict(Doc(vocabulary, words=words), {
        "words": words, "pos": sentence.upos, "morphs": sentence.features, "lemmas": sentence.lemmas,
        "heads": sentence.heads, "deps": ["ROOT" if head == at else relation for at, (head, relation)
                                          in enumerate(zip(sentence.heads, sentence.relations))],
        "sent_starts": [1] + [-1] * (len(words) - 1), "entities": names_of(sentence)})


def columns(doc: Doc) -> dict[str, list]:
    """What `measure.measure` compares, of one sentence that spaCy read."""
    names = [f"{t.ent_iob_}-{t.ent_type_.replace('MISC', 'OTH')}" if t.ent_type_ else "O" for t in doc]
    return {"upos": [t.pos_ for t in doc], "features": [str(t.morph) or "_" for t in doc],
            "lemmas": [t.lemma_ for t in doc], "heads": [t.head.i for t in doc],
            "relations": ["root" if t.head.i == t.i else t.dep_ for t in doc], "names": corpus.to_bilu(names)}


def figures_of(nlp, development) -> dict[str, dict[str, float]]:
    found = {}
    for name, sentences in development.items():
        docs = nlp.pipe((Doc(nlp.vocab, words=s.forms) for s in sentences), batch_size=256)
        found[name] = measure.measure(sentences, [columns(doc) for doc in docs])
    return found


def line(figures) -> str:
    return "  ".join(f"{name} " + " ".join(f"{k} {v:.2f}" for k, v in f.items()) for name, f in figures.items())


def train(a):
    sentences, development = data.read_training(a.data), data.read_development(a.data)
    spacy.util.fix_random_seed(a.seed)
    nlp = blank_pipeline()
    examples = [example(nlp.vocab, s) for s in sentences]
    optimizer = nlp.initialize(lambda: examples)
    state = a.out / "passes.json"
    passes = json.loads(state.read_text()) if state.exists() else []
    if passes:
        nlp.from_disk(a.out / "last")
    while len(passes) < MOST_PASSES and not (len(passes) > 1 and passes[-1]["las"] - passes[-2]["las"] < LEAST_GAIN):
        began = time.process_time()
        order = random.Random(a.seed * 1000 + len(passes)).sample(examples, len(examples))
        for batch in spacy.training.batchers.minibatch_by_words(order, size=1000):
            nlp.update(batch, drop=0.1, sgd=optimizer)
        with nlp.use_params(optimizer.averages):
            figures = figures_of(nlp, development)
            nlp.to_disk(a.out / "best")
        nlp.to_disk(a.out / "last")
        passes.append({"las": statistics.mean(f["las"] for f in figures.values()), "figures": figures})
        state.write_text(json.dumps(passes, indent=1))
        print(f"pass {len(passes)}: {time.process_time() - began:.0f} s  {line(figures)}", flush=True)


def plain_text(data_folder: Path) -> list[str]:
    """The development texts as people wrote them, a document each."""
    documents: list[list[str]] = []
    for name in ("ewt-dev", "gum-dev"):
        for row in (data_folder / "treebank" / f"{name}.conllu").read_text(encoding="utf-8").split("\n"):
            if row.startswith("# newdoc id"):
                documents.append([])
            elif row.startswith("# text = "):
                documents[-1].append(row.removeprefix("# text = "))
    return ["\n".join(lines) for lines in documents]


def time_both(a):
    """Words a CPU second of both on the same text, the better of some turns each."""
    texts = plain_text(a.data)
    plain = a.out / "development.txt"
    plain.write_text("\n".join(texts), encoding="utf-8")
    nlp = spacy.load(a.out / "best")
    theirs, ours, environment = 0.0, 0.0, os.environ | {"OMP_NUM_THREADS": "1"}
    for turn in range(3):
        began = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
        theirs = max(theirs, words / (time.process_time() - began))
        run = subprocess.run(["cargo", "bench", "-q", "-p", "verbale-analyze", "--", str(plain.resolve())],
                             capture_output=True, text=True, check=True, env=environment)
        ours = max(ours, float(re.search(r"cold scratch\s+(\d+) words/s", run.stdout)[1]))
        print(f"turn {turn + 1}: spaCy {spacy.__version__} {theirs:.0f} words/s, Verbale {ours:.0f}, "
              f"{ours / theirs:.1f} times", flush=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=["train", "measure", "time"])
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    if a.what == "measure":
        print(line(figures_of(spacy.load(a.out / "best"), data.read_development(a.data))))
    else:
        {"train": train, "time": time_both}[a.what](a)


if __name__ == "__main__":
    main()
