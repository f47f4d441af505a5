"""Turns a checkpoint into a model file: `python training/neural/export.py --data DATA --minilm MODEL_DIR --checkpoint BEST --out FILE`.

Weights become signed bytes, each row with its own scale. The file's layout is `crates/analyze/src/model.rs`'s,
its sections are those that `crates/analyze/src/neural/network.rs` reads.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import struct
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch

import corpus
import data
import train as student
from names import NameHead
from network import Network, Sizes
from wordshape import TABLES, hashed_rows, pieces

ALIGNMENT = 64


def quantised(weights) -> tuple[bytes, bytes]:
    """Rows as signed bytes and their scales."""
    w = np.asarray(weights.detach(), dtype=np.float32)
    scale = np.abs(w).max(1) / 127.0
    scale[scale == 0] = 1.0
    return np.clip(np.rint(w / scale[:, None]), -127, 127).astype("<i1").tobytes(), scale.astype("<f4").tobytes()


def write_file(path: Path, card: dict, sections: list[tuple[str, bytes]]):
    """The container of model.rs."""
    body, table = bytearray(), []
    for name, content in sections:
        body.extend(bytes(-len(body) % ALIGNMENT))
        table.append([name, len(body), len(content)])
        body.extend(content)
    header = json.dumps({"card": card, "sections": table, "sha256": hashlib.sha256(bytes(body)).hexdigest()},
                        ensure_ascii=False, separators=(",", ":")).encode()
    out = bytearray(b"VERBALE\0" + struct.pack("<II", 1, len(header)) + header)
    out.extend(bytes(-len(out) % ALIGNMENT))
    path.write_bytes(bytes(out + body))
    print(f"{path}: {len(out) + len(body)} bytes")


def choices(sentences, labels):
    """Which feature sets a part of speech has, and which lemma scripts a part of speech and an ending have."""
    by_tag, by_ending, whole = defaultdict(Counter), defaultdict(Counter), defaultdict(Counter)
    features = {f: i for i, f in enumerate(labels["features"])}
    scripts = {s: i for i, s in enumerate(labels["scripts"])}
    for s in sentences:
        for form, tag, feature, lemma in zip(s.forms, s.upos, s.features, s.lemmas):
            if feature in features:
                by_tag[tag][features[feature]] += 1
            whole[f"{tag} {form.lower()}"][lemma] += 1
            script = scripts.get(corpus.edit_script(form, lemma))
            if script is not None:
                for n in (0, 1, 2, 3):
                    by_ending[f"{tag} {form.lower()[len(form) - n:] if n else ''}"][script] += 1
    lemmas = {}
    for key, counts in whole.items():
        lemma, count = counts.most_common(1)[0]
        form = key.split(" ", 1)[1]
        regular = by_ending.get(f"{key.split(' ')[0]} {form[-3:]}")
        usual = labels["scripts"][regular.most_common(1)[0][0]] if regular else None
        if count >= 2 and count == sum(counts.values()) and (usual is None or corpus.apply_script(form, usual) != lemma):
            lemmas[key] = lemma
    return ({k: sorted(v) for k, v in sorted(by_tag.items())},
            {k: sorted(x for x, n in v.items() if n >= 2 or k.endswith(" ")) for k, v in sorted(by_ending.items())
             if sum(v.values()) >= 3 or k.endswith(" ")},
            dict(sorted(lemmas.items())))


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--minilm", type=Path, required=True)
    ap.add_argument("--checkpoint", type=Path, required=True)
    ap.add_argument("--silver", type=Path, help="what a teacher labelled, where the checkpoint learned from it")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    state = torch.load(a.checkpoint, weights_only=False)
    labels = state["labels"]
    network = Network(Sizes(**state["sizes"]), labels)
    network.load_state_dict(state["network"])
    train = data.read_training(a.data)
    _, vocabulary = student.read_piece_vectors(a.minilm, network.sizes.piece_width)
    names = sorted(vocabulary, key=vocabulary.get)
    sections = [("pieces.text", "\n".join(names).encode())]

    def rows(name, weights):
        weight, scale = quantised(weights)
        sections.extend([(f"{name}.weight", weight), (f"{name}.scale", scale)])

    def floats(name, values):
        sections.append((name, np.asarray(values.detach(), dtype="<f4").tobytes()))

    def linear(name, module):
        rows(name, module.weight)
        floats(f"{name}.bias", module.bias)

    rows("pieces", network.pieces.weight[:len(names)])
    for (name, _), table in zip(TABLES.items(), network.tables):
        rows(name, table.weight)
    linear("project", network.project)
    floats("normalise.weight", network.norm.weight)
    floats("normalise.bias", network.norm.bias)
    for at, layer in enumerate(network.encoder):
        linear(f"layer{at}", layer.mix)
    floats("root", network.root)
    for name in ("dependent", "head", "label_dependent", "label_head", "relation", "upos", "features", "scripts", "names"):
        linear(name, getattr(network, name))
    head = NameHead(network.sizes.width, len(labels["names"]))
    head.load_state_dict(state["name_head"])
    linear("name_hidden", head.hidden)
    linear("name_scores", head.scores)
    rows("arc", network.arc.T)
    floats("arc.bias", torch.zeros(network.sizes.arc))
    floats("arc.pull", network.arc_bias)
    by_tag, by_ending, lemmas = choices(train, labels)
    for name, content in (("choices.features", by_tag), ("choices.scripts", by_ending), ("lemmas", lemmas)):
        sections.append((name, json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()))
    samples = ["Ceasefire", "U.S.", "Zélensky’s", "F-16s", "don't", "“", "Москва", "30-day", "naïveté", "北京", "uranium-235", "I", "…"]
    shapes = [{"form": f, "pieces": pieces(f, vocabulary), "rows": hashed_rows(f)} for f in samples]
    sections.append(("samples", json.dumps(shapes, ensure_ascii=False).encode()))
    card = {"kind": "language", "language": "en", "seed": a.seed, "labels": [[k, v] for k, v in labels.items()],
            "training_data": data.sources(a.data, a.minilm, a.silver)}
    write_file(a.out, card, sections)


if __name__ == "__main__":
    main()
