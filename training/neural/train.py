"""Trains the language network: `python training/neural/train.py --data DATA --minilm MODEL_DIR --out CHECKPOINTS`.

Deterministic with its seed. Writes a checkpoint after every pass and resumes from it. `--silver FILE` adds
sentences labelled by a teacher (CoNLL-U). `export.py` turns the best checkpoint into a model file.
"""
from __future__ import annotations

import argparse
import json
import math
import random
import struct
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

import corpus
import data
import measure
import tree
import wordshape
from network import Network, Sizes


def read_piece_vectors(model_dir: Path, width: int):
    """MiniLM's input embeddings, reduced to `width` dimensions by principal components, and its vocabulary."""
    raw = (model_dir / "model.safetensors").read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    entry = next(v for k, v in json.loads(raw[8:8 + length]).items() if k.endswith("embeddings.word_embeddings.weight"))
    start, end = entry["data_offsets"]
    vectors = np.frombuffer(raw[8 + length + start:8 + length + end], "<f4").reshape(entry["shape"]).copy()
    vectors -= vectors.mean(0)
    _, axes = np.linalg.eigh(np.cov(vectors, rowvar=False))
    reduced = vectors @ axes[:, ::-1][:, :width]
    vocabulary = {p: i for i, p in enumerate((model_dir / "vocab.txt").read_text(encoding="utf-8").split("\n")) if p}
    return torch.tensor(reduced / reduced.std() * 0.3, dtype=torch.float32), vocabulary


# How many heads a teacher may divide a word's target among.
HEADS_KEPT = 4


class Forms:
    """Every distinct form once: its pieces and hashed rows as tensors."""

    def __init__(self, vocabulary):
        self.vocabulary, self.index, self.pieces, self.rows = vocabulary, {}, [], []

    def add(self, form):
        if form not in self.index:
            self.index[form] = len(self.pieces)
            found = wordshape.pieces(form, self.vocabulary)
            self.pieces.append(found + [len(self.vocabulary)] * (wordshape.MOST_PIECES - len(found)))
            self.rows.append(wordshape.hashed_rows(form))
        return self.index[form]

    def freeze(self):
        self.pieces, self.rows = torch.tensor(self.pieces), torch.tensor(self.rows)


def encode(sentences, forms, labels):
    """Sentences as integer arrays; -100 where a label is unknown or outside the closed list."""
    index = {name: {label: i for i, label in enumerate(items)} for name, items in labels.items()}
    rows = []
    for s in sentences:
        scripts = [index["scripts"].get(corpus.edit_script(f, l), -100) for f, l in zip(s.forms, s.lemmas)]
        rows.append({
            "forms": [forms.add(f) for f in s.forms],
            "upos": [index["upos"].get(t, -100) for t in s.upos],
            "features": [index["features"].get(t, -100) for t in s.features],
            "scripts": scripts,
            "heads": [0 if h == i else h + 1 for i, h in enumerate(s.heads)],
            "shares": s.shares,
            "relations": [index["relations"].get(r, -100) for r in s.relations],
            "names": [index["names"].get(n, -100) for n in s.names] if s.names else [-100] * len(s.forms),
        })
    return rows


def batches(rows, words, generator=None):
    """Groups of row numbers of similar length, about `words` words each."""
    order = list(range(len(rows)))
    if generator:
        generator.shuffle(order)
    order.sort(key=lambda i: len(rows[i]["forms"]) + (generator.random() * 3 if generator else 0))
    groups, group, longest = [], [], 0
    for i in order:
        longest = max(longest, len(rows[i]["forms"]))
        if group and longest * (len(group) + 1) > words:
            groups.append(group)
            group, longest = [], len(rows[i]["forms"])
        group.append(i)
    groups.append(group)
    if generator:
        generator.shuffle(groups)
    return groups


def tensors(rows, group):
    """Padded tensors of one batch."""
    longest = max(len(rows[i]["forms"]) for i in group)
    def padded(key, fill):
        return torch.tensor([rows[i][key] + [fill] * (longest - len(rows[i][key])) for i in group])
    out = {key: padded(key, -100) for key in ("upos", "features", "scripts", "relations", "names", "heads")}
    out["forms"] = padded("forms", 0)
    out["mask"] = (out["heads"] != -100).float()
    out["candidates"], out["shares"] = head_shares(rows, group, out["heads"])
    return out


def head_shares(rows, group, heads):
    """Candidate heads and how much of the target each has, both [batch, words, HEADS_KEPT].

    A person's tree gives all to its head; a teacher's divides the target among the heads it weighed.
    """
    candidates = heads.clamp(min=0).unsqueeze(-1).repeat(1, 1, HEADS_KEPT)
    shares = torch.zeros(candidates.shape)
    shares[..., 0] = (heads != -100).float()
    for at, i in enumerate(group):
        for word, weighed in enumerate(rows[i]["shares"] or ()):
            for k, (head, share) in enumerate(weighed):
                candidates[at, word, k], shares[at, word, k] = head, share
    return candidates, shares


def look_up(network, forms, ids):
    unique, inverse = torch.unique(ids, return_inverse=True)
    return network.words(forms.pieces[unique], forms.rows[unique])[inverse]


def loss_of(network, forms, batch):
    x = network.encode(look_up(network, forms, batch["forms"]), batch["mask"])
    def ce(scores, wanted):
        return F.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=-100)
    arcs = F.log_softmax(network.arcs(x, batch["mask"]), -1)
    total = -(torch.gather(arcs, -1, batch["candidates"]) * batch["shares"]).sum() / batch["mask"].sum()
    total = total + ce(network.relations(x, batch["heads"].clamp(min=0)), batch["relations"])
    total = total + ce(network.upos(x), batch["upos"])
    total = total + 0.5 * ce(network.features(x), batch["features"]) + 0.5 * ce(network.scripts(x), batch["scripts"])
    if (batch["names"] != -100).any():
        total = total + ce(network.names(x), batch["names"])
    return total


def best_names(scores, labels):
    """The best well-formed BILU sequence (Viterbi over hard constraints)."""
    def follows(before, after):
        opened = before[0] in "BI" and before != "O"
        if opened:
            return after[0] in "IL" and after[2:] == before[2:]
        return after == "O" or after[0] in "BU"
    allowed = np.array([[0.0 if follows(a, b) else -1e9 for b in labels] for a in labels])
    start = np.array([0.0 if l == "O" or l[0] in "BU" else -1e9 for l in labels])
    end = np.array([0.0 if l == "O" or l[0] in "LU" else -1e9 for l in labels])
    total, back = scores[0] + start, []
    for row in scores[1:]:
        paths = total[:, None] + allowed
        back.append(paths.argmax(0))
        total = paths.max(0) + row
    at = int((total + end).argmax())
    path = [at]
    for pointers in reversed(back):
        at = int(pointers[at])
        path.append(at)
    return [labels[i] for i in reversed(path)]


@torch.no_grad()
def predict(network, forms, rows):
    """For every row: dict of predicted columns, in order; `shares` are the likeliest heads with probabilities."""
    network.eval()
    out = [None] * len(rows)
    labels = network.labels
    for group in batches(rows, 4000):
        batch = tensors(rows, group)
        x = network.encode(look_up(network, forms, batch["forms"]), batch["mask"])
        arcs = network.arcs(x, batch["mask"])
        likely = F.softmax(arcs, -1).topk(min(HEADS_KEPT, arcs.shape[-1]), -1)
        likely = (likely.indices.numpy(), likely.values.numpy())
        arcs = arcs.numpy()
        best = {key: getattr(network, key)(x).argmax(-1).numpy() for key in ("upos", "features", "scripts")}
        names = network.names(x).numpy()
        heads = np.zeros(arcs.shape[:2], int)
        for b, i in enumerate(group):
            n = len(rows[i]["forms"])
            heads[b, :n] = tree.decode(arcs[b, :n, :n + 1])
        relations = network.relations(x, torch.tensor(heads)).argmax(-1).numpy()
        for b, i in enumerate(group):
            n = len(rows[i]["forms"])
            out[i] = {key: [labels[key][k] for k in best[key][b, :n]] for key in best}
            out[i]["heads"] = [k if h == 0 else h - 1 for k, h in enumerate(heads[b, :n])]
            out[i]["relations"] = [labels["relations"][k] for k in relations[b, :n]]
            out[i]["shares"] = [list(zip(*(side[b, word].tolist() for side in likely))) for word in range(n)]
            out[i]["names"] = best_names(names[b, :n], labels["names"])
    network.train()
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--minilm", type=Path, required=True, help="folder with model.safetensors and vocab.txt")
    ap.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    ap.add_argument("--silver", type=Path, help="what a teacher labelled")
    ap.add_argument("--silver-share", type=float, default=0.5, help="the part of it that one pass sees")
    ap.add_argument("--epochs", type=int, default=24)
    ap.add_argument("--words", type=int, default=2000, help="words a batch")
    ap.add_argument("--rate", type=float, default=2e-3)
    ap.add_argument("--width", type=int, default=256)
    ap.add_argument("--layers", type=int, default=3)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    torch.use_deterministic_algorithms(True)
    a.out.mkdir(parents=True, exist_ok=True)
    train, dev = data.read_training(a.data), data.read_development(a.data)
    labels = corpus.label_lists(train)
    silver = corpus.read_silver(a.silver) if a.silver else []
    sizes = Sizes(width=a.width, layers=a.layers)
    vectors, vocabulary = read_piece_vectors(a.minilm, sizes.piece_width)
    forms = Forms(vocabulary)
    rows = encode(train + silver, forms, labels)
    dev_rows = {name: encode(s, forms, labels) for name, s in dev.items()}
    forms.freeze()
    network = Network(sizes, labels, vectors)
    optimizer = torch.optim.AdamW(network.parameters(), lr=a.rate, betas=(0.9, 0.95), weight_decay=1e-4)
    print(f"{len(train)} sentences, {sum(len(s.forms) for s in train)} words, silver {len(silver)}; "
          f"{sum(p.numel() for p in network.parameters())} weights", flush=True)
    last, first, best = a.out / "last.pt", 0, 0.0
    if last.exists():
        state = torch.load(last, weights_only=False)
        network.load_state_dict(state["network"]); optimizer.load_state_dict(state["optimizer"])
        first, best = state["epoch"] + 1, state["best"]
        torch.set_rng_state(state["random"])
    # A pass is all that people labelled and a part of what the teacher did, another part each time.
    gold, part = range(len(train)), int(a.silver_share * len(silver))

    def rows_of(epoch):
        order = list(range(len(train), len(rows)))
        random.Random(a.seed).shuffle(order)
        return [rows[i] for i in gold] + [rows[order[(epoch * part + k) % len(order)]] for k in range(part)]

    steps = len(batches(rows_of(0), a.words)) * a.epochs
    for epoch in range(first, a.epochs):
        began, total = time.time(), 0.0
        seen = rows_of(epoch)
        groups = batches(seen, a.words, random.Random(a.seed * 1000 + epoch))
        for at, group in enumerate(groups):
            done = (epoch * len(groups) + at) / steps
            rate = a.rate * min(1.0, (epoch * len(groups) + at + 1) / 300) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1, done))))
            for g in optimizer.param_groups:
                g["lr"] = rate
            loss = loss_of(network, forms, tensors(seen, group))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            total += loss.item()
        figures = {name: measure.measure(dev[name], predict(network, forms, dev_rows[name])) for name in dev}
        print(f"pass {epoch + 1}: loss {total / len(groups):.3f}, {time.time() - began:.0f} s  " +
              "  ".join(f"{n} " + " ".join(f"{k} {v:.2f}" for k, v in f.items()) for n, f in figures.items()), flush=True)
        score = sum(f["las"] for f in figures.values())
        if score > best:
            best = score
            torch.save({"network": network.state_dict(), "sizes": sizes.as_dict(), "labels": labels, "figures": figures}, a.out / "best.pt")
        torch.save({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch, "best": best,
                    "random": torch.get_rng_state()}, last)


if __name__ == "__main__":
    main()
