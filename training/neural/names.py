"""Trains the head that finds names, over the finished encoder: `python names.py --data DATA --minilm MODEL_DIR --out CHECKPOINTS`.

The network learns names beside everything else from three sources that draw their edges differently. This head
learns from the one that people marked for names, Universal NER, and sees each word between its neighbours. The
encoder keeps still. Adds `name_head` to CHECKPOINTS/best.pt; deterministic with its seed.
"""
from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

import data
import measure
import train as student
from network import Network, Sizes

HIDDEN = 192
# Heads trained side by side from different starts; their mean is one head of that many times the width.
HEADS = 4


class NameHead(nn.Module):
    """Scores of every label for words given as [previous, own, next] vectors."""

    def __init__(self, width: int, labels: int, hidden: int = HIDDEN * HEADS):
        super().__init__()
        self.hidden, self.scores = nn.Linear(3 * width, hidden), nn.Linear(hidden, labels)

    def forward(self, x):
        """x: [batch, words, width]."""
        edge = torch.zeros_like(x[:, :1])
        x = torch.cat([torch.cat([edge, x[:, :-1]], 1), x, torch.cat([x[:, 1:], edge], 1)], -1)
        x = F.leaky_relu(self.hidden(F.dropout(x, 0.2, self.training)), 0.1)
        return self.scores(F.dropout(x, 0.3, self.training))


# How far the best name label may stay behind "no name" for a word to be looked at again: the network's own scores
# sort out most words, and the costlier head reads the rest. Mirrors `crates/analyze/src/neural/names.rs`.
MARGIN = 5.0


def mean_of(heads: list[NameHead]) -> NameHead:
    """One head whose scores are the mean of the others'."""
    first = heads[0]
    whole = NameHead(first.hidden.in_features // 3, first.scores.out_features)
    with torch.no_grad():
        whole.hidden.weight.copy_(torch.cat([h.hidden.weight for h in heads]))
        whole.hidden.bias.copy_(torch.cat([h.hidden.bias for h in heads]))
        whole.scores.weight.copy_(torch.cat([h.scores.weight for h in heads], 1) / len(heads))
        whole.scores.bias.copy_(sum(h.scores.bias for h in heads) / len(heads))
    return whole


def states(network, forms, rows, training: bool):
    """Batches of encoder states with their names and masks, with dropout as in training or without."""
    network.train(training)
    out = []
    with torch.no_grad():
        for group in student.batches(rows, 3000):
            batch = student.tensors(rows, group)
            x = network.encode(student.look_up(network, forms, batch["forms"]), batch["mask"])
            out.append((x, batch["names"], group))
    return out


def predict(network, head, forms, sentences, rows) -> list[list[str]]:
    """The best well-formed labels of each sentence."""
    labels, out = network.labels["names"], [None] * len(rows)
    head.eval()
    outside, again = labels.index("O"), 0
    for x, _, group in states(network, forms, rows, False):
        with torch.no_grad():
            first, scores = network.names(x), head(x)
        none = first[..., outside].clone()
        first[..., outside] = -torch.inf
        settled = first.max(-1).values + MARGIN < none
        scores[settled] = -1e9
        scores[..., outside] = torch.where(settled, 0.0, scores[..., outside])
        for b, i in enumerate(group):
            n = len(sentences[i].forms)
            out[i] = student.best_names(scores[b, :n].numpy(), labels)
            again += n - int(settled[b, :n].sum())
    print(f"{100 * again / sum(len(s.forms) for s in sentences):.0f} % of words read again", end="; ")
    return out


def figures(sentences, predicted) -> str:
    right, gold, made = measure.count_names(sentences, predicted)
    return f"precision {100 * right / max(1, made):.2f}, recall {100 * right / gold:.2f}, F {200 * right / (made + gold):.2f}"


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--minilm", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=10)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    torch.manual_seed(a.seed)
    torch.use_deterministic_algorithms(True)
    state = torch.load(a.out / "best.pt", weights_only=False)
    network = Network(Sizes(**state["sizes"]), state["labels"])
    network.load_state_dict(state["network"])
    marked = [s for s in data.read_training(a.data) if s.names and not s.document.startswith("GUM_")]
    development = [s for s in data.read_development(a.data)["EWT"] if s.names]
    forms = student.Forms(student.read_piece_vectors(a.minilm, network.sizes.piece_width)[1])
    rows, dev_rows = (student.encode(s, forms, network.labels) for s in (marked, development))
    forms.freeze()
    heads = [NameHead(network.sizes.width, len(network.labels["names"]), HIDDEN) for _ in range(HEADS)]
    optimizer = torch.optim.AdamW([p for head in heads for p in head.parameters()], lr=2e-3, weight_decay=1e-3)
    for epoch in range(a.epochs):
        batches = states(network, forms, rows, True)
        random.Random(a.seed * 1000 + epoch).shuffle(batches)
        for head in heads:
            head.train()
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * (1 - epoch / a.epochs)
        for x, names, _ in batches:
            loss = sum(F.cross_entropy(head(x).flatten(0, 1), names.flatten(), ignore_index=-100) for head in heads)
            optimizer.zero_grad(); loss.backward(); optimizer.step()
        head = mean_of(heads)
        print(f"pass {epoch + 1}: {figures(development, predict(network, head, forms, development, dev_rows))}", flush=True)
    state["name_head"] = head.state_dict()
    torch.save(state, a.out / "best.pt")


if __name__ == "__main__":
    main()
