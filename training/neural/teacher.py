"""Fine-tunes MiniLM as a teacher and lets it label plain text for the network to learn from.

    python teacher.py train --data DATA --minilm MODEL_DIR --out CHECKPOINTS
    python teacher.py label --minilm MODEL_DIR --out CHECKPOINTS --words FILE --silver FILE

The teacher is a training-time ingredient: the same heads as the network, over a pre-trained transformer
(Wang et al. 2020, "MiniLM"; weights Apache-2.0). `--words` holds one sentence a line, words separated by
spaces, as `verbale-training words` writes it.
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
from torch import nn
from torch.nn import functional as F

import corpus
import data
import measure
import train as student
import wordshape
from network import Network, Recurrent, Sizes


def read_weights(model_dir: Path) -> dict[str, torch.Tensor]:
    """The tensors of a safetensors file."""
    raw = (model_dir / "model.safetensors").read_bytes()
    (length,) = struct.unpack("<Q", raw[:8])
    tensors = {}
    for name, entry in json.loads(raw[8:8 + length]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            a, b = entry["data_offsets"]
            values = np.frombuffer(raw[8 + length + a:8 + length + b], "<f4").reshape(entry["shape"]).copy()
            tensors[name.removeprefix("bert.")] = torch.tensor(values)
    return tensors


class Block(nn.Module):
    """One transformer layer as BERT has it."""

    def __init__(self, width, heads, inner):
        super().__init__()
        self.heads = heads
        self.mix, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)

    def forward(self, x, mask):
        b, n, w = x.shape
        q, k, v = (t.view(b, n, self.heads, -1).transpose(1, 2) for t in self.mix(x).chunk(3, -1))
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, n, w)
        x = self.norm1(x + F.dropout(self.out(a), 0.1, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), 0.1, self.training))


class Transformer(nn.Module):
    """MiniLM's encoder."""

    def __init__(self, model_dir: Path):
        super().__init__()
        settings = json.loads((model_dir / "config.json").read_text())
        width = settings["hidden_size"]
        t = read_weights(model_dir)
        self.pieces = nn.Embedding.from_pretrained(t["embeddings.word_embeddings.weight"])
        self.places = nn.Embedding.from_pretrained(t["embeddings.position_embeddings.weight"], freeze=False)
        self.kind = nn.Parameter(t["embeddings.token_type_embeddings.weight"][0].clone())
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.blocks = nn.ModuleList(Block(width, settings["num_attention_heads"], settings["intermediate_size"])
                                    for _ in range(settings["num_hidden_layers"]))
        with torch.no_grad():
            def put(module, name):
                module.weight.copy_(t[name + ".weight"])
                module.bias.copy_(t[name + ".bias"])
            put(self.norm, "embeddings.LayerNorm")
            for at, block in enumerate(self.blocks):
                p = f"encoder.layer.{at}."
                for part in ("weight", "bias"):
                    joined = torch.cat([t[f"{p}attention.self.{x}.{part}"] for x in ("query", "key", "value")])
                    getattr(block.mix, part).copy_(joined)
                put(block.out, p + "attention.output.dense"); put(block.norm1, p + "attention.output.LayerNorm")
                put(block.up, p + "intermediate.dense"); put(block.down, p + "output.dense")
                put(block.norm2, p + "output.LayerNorm")

    def forward(self, ids, mask):
        x = self.pieces(ids) + self.places.weight[:ids.shape[1]] + self.kind
        x = F.dropout(self.norm(x), 0.1, self.training)
        allowed = mask[:, None, None, :].bool()
        for block in self.blocks:
            x = block(x, allowed)
        return x


class Teacher(Network):
    """The network's heads over the transformer's word vectors joined with the network's own word vectors."""

    def __init__(self, sizes, labels, model_dir):
        super().__init__(sizes, labels)
        self.transformer = Transformer(model_dir)
        self.join = nn.Linear(384 * 2 + sizes.width, sizes.width)
        self.encoder = nn.ModuleList([Recurrent(sizes.width)])

    def contextual(self, batch, forms, shapes):
        """Word vectors [batch, words, width] of a padded batch."""
        ids, starts, ends, mask = pieces_of(batch, forms)
        x = self.transformer(ids, mask)
        # A word is its first and its last piece.
        first = torch.gather(x, 1, starts.unsqueeze(-1).expand(-1, -1, 384))
        last = torch.gather(x, 1, ends.unsqueeze(-1).expand(-1, -1, 384))
        return self.join(F.dropout(torch.cat([first, last, shapes], -1), 0.15, self.training))


def pieces_of(batch, forms):
    """Piece ids with [CLS] and [SEP], first and last piece of each word, mask."""
    pad, longest, rows = len(forms.vocabulary), 0, []
    for line, mask in zip(batch["forms"].tolist(), batch["mask"].tolist()):
        ids, starts, ends = [101], [], []
        for form, real in zip(line, mask):
            own = [p for p in forms.pieces[form].tolist() if p != pad] or [100]
            if not real or len(ids) + len(own) > 500:
                starts.append(0); ends.append(0)
                continue
            starts.append(len(ids)); ids += own; ends.append(len(ids) - 1)
        ids.append(102)
        rows.append((ids, starts, ends)); longest = max(longest, len(ids))
    ids = torch.tensor([r[0] + [0] * (longest - len(r[0])) for r in rows])
    mask = torch.tensor([[1.0] * len(r[0]) + [0.0] * (longest - len(r[0])) for r in rows])
    return ids, torch.tensor([r[1] for r in rows]), torch.tensor([r[2] for r in rows]), mask


def states(teacher, forms, batch):
    shapes = student.look_up(teacher, forms, batch["forms"])
    with torch.autocast("cpu", torch.bfloat16):
        x = teacher.contextual(batch, forms, shapes)
    return teacher.encode(x.float(), batch["mask"], 0.2)


def loss_of(teacher, forms, batch):
    x = states(teacher, forms, batch)
    def ce(scores, wanted):
        return F.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=-100)
    total = ce(teacher.arcs(x, batch["mask"]), batch["heads"]) + ce(teacher.relations(x, batch["heads"].clamp(min=0)), batch["relations"])
    total = total + ce(teacher.upos(x), batch["upos"]) + 0.5 * ce(teacher.features(x), batch["features"]) + 0.5 * ce(teacher.scripts(x), batch["scripts"])
    return total + ce(teacher.names(x), batch["names"]) if (batch["names"] != -100).any() else total


def predict(teacher, forms, rows):
    """As the network's own prediction, with the transformer underneath."""
    plain = teacher.encode
    look_up = student.look_up
    current = {}

    def look(network, forms, ids):
        current["forms"] = ids
        return look_up(network, forms, ids)

    def encode(x, mask, dropout=0.0):
        with torch.autocast("cpu", torch.bfloat16):
            joined = teacher.contextual({"forms": current["forms"], "mask": mask}, forms, x)
        return plain(joined.float(), mask)

    student.look_up, teacher.encode = look, encode
    try:
        return student.predict(teacher, forms, rows)
    finally:
        student.look_up, teacher.encode = look_up, plain


def fine_tune(a):
    torch.manual_seed(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    train, dev = data.read_training(a.data), data.read_development(a.data)
    labels = corpus.label_lists(train)
    _, vocabulary = student.read_piece_vectors(a.minilm, 96)
    forms = student.Forms(vocabulary)
    rows = student.encode(train, forms, labels)
    dev_rows = {name: student.encode(s, forms, labels) for name, s in dev.items()}
    forms.freeze()
    teacher = Teacher(Sizes(width=256, arc=192, label=128), labels, a.minilm)
    deep = list(teacher.transformer.parameters())
    known = {id(p) for p in deep}
    optimizer = torch.optim.AdamW([{"params": deep, "share": 0.1},
                                   {"params": [p for p in teacher.parameters() if id(p) not in known], "share": 1.0}],
                                  lr=a.rate, betas=(0.9, 0.98), weight_decay=0.01)
    first, last = 0, a.out / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=False)
        teacher.load_state_dict(state["network"]); optimizer.load_state_dict(state["optimizer"])
        first = state["epoch"] + 1
    for epoch in range(first, a.epochs):
        began, total = time.time(), 0.0
        groups = student.batches(rows, 1600, random.Random(a.seed * 1000 + epoch))
        for at, group in enumerate(groups):
            step, steps = epoch * len(groups) + at, a.epochs * len(groups)
            rate = a.rate * min(1.0, (step + 1) / 100) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / steps)))
            for g in optimizer.param_groups:
                g["lr"] = rate * g["share"]
            loss = loss_of(teacher, forms, student.tensors(rows, group))
            optimizer.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(teacher.parameters(), 2.0)
            optimizer.step(); total += loss.item()
            if at % 50 == 0:
                print(f"  step {at} of {len(groups)}, {time.time() - began:.0f} s, loss {loss.item():.3f}", flush=True)
        figures = {name: measure.measure(dev[name], predict(teacher, forms, dev_rows[name])) for name in dev}
        print(f"pass {epoch + 1}: loss {total / len(groups):.3f}, {time.time() - began:.0f} s  " +
              "  ".join(f"{n} " + " ".join(f"{k} {v:.2f}" for k, v in f.items()) for n, f in figures.items()), flush=True)
        torch.save({"network": teacher.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch, "labels": labels}, last)


def label(a):
    """Writes the teacher's reading of every sentence as CoNLL-U, names in the last column."""
    state = torch.load(a.out / "last.pt", weights_only=False)
    labels = state["labels"]
    teacher = Teacher(Sizes(width=256, arc=192, label=128), labels, a.minilm)
    teacher.load_state_dict(state["network"])
    _, vocabulary = student.read_piece_vectors(a.minilm, 96)
    sentences = [line.split(" ") for line in a.words.read_text(encoding="utf-8").split("\n") if line]
    sentences = [s for s in sentences if 3 <= len(s) <= 80 and all(s)]
    forms = student.Forms(vocabulary)
    rows = [{"forms": [forms.add(f) for f in s], "shares": None, **{k: [0] * len(s) for k in ("upos", "features", "scripts", "heads", "relations", "names")}}
            for s in sentences]
    forms.freeze()
    began = time.time()
    with a.silver.open("w", encoding="utf-8") as out:
        for start in range(0, len(rows), 4000):
            for s, p in zip(sentences[start:], predict(teacher, forms, rows[start:start + 4000])):
                for i, form in enumerate(s):
                    head = 0 if p["heads"][i] == i else p["heads"][i] + 1
                    weighed = ",".join(f"{h}:{share:.3f}" for h, share in p["shares"][i] if share >= 0.01)
                    lemma = corpus.apply_script(form, p["scripts"][i]) or form
                    out.write("\t".join([str(i + 1), form, lemma, p["upos"][i], "_", p["features"][i], str(head),
                                         p["relations"][i], "_", f"Name={p['names'][i]}|Heads={weighed}"]) + "\n")
                out.write("\n")
            print(f"{min(start + 4000, len(rows))} of {len(rows)} sentences, {time.time() - began:.0f} s", flush=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=["train", "label"])
    ap.add_argument("--data", type=Path)
    ap.add_argument("--minilm", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--words", type=Path)
    ap.add_argument("--silver", type=Path)
    ap.add_argument("--epochs", type=int, default=3)
    ap.add_argument("--rate", type=float, default=2e-3)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    fine_tune(a) if a.what == "train" else label(a)


if __name__ == "__main__":
    main()
