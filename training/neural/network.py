"""The network: a rich vector per word form, three bidirectional recurrent layers, one head per layer of annotation.

Every recurrence is elementwise (Lei et al. 2018, "Simple Recurrent Units for Highly Parallelizable Recurrence",
without the state-to-gate weights), so that all matrix products of a document are single products over all its
words. The tree is a biaffine graph (Dozat and Manning 2017) decoded as a maximum spanning tree.
"""
from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
from torch import nn
from torch.nn import functional as F

from wordshape import TABLES


@dataclass
class Sizes:
    """Widths. `width` is that of the encoder, both directions together."""

    pieces: int = 30522
    piece_width: int = 96
    table_widths: tuple = (48, 16, 16, 24, 32, 16)
    width: int = 192
    layers: int = 3
    arc: int = 96
    label: int = 96

    def as_dict(self):
        return asdict(self)


class Scan(torch.autograd.Function):
    """c[t] = f[t] * c[t-1] + u[t] over the first axis, starting from zero."""

    @staticmethod
    def forward(ctx, forget, update):
        states = torch.empty_like(update)
        state = torch.zeros_like(update[0])
        for t in range(update.shape[0]):
            state = torch.addcmul(update[t], forget[t], state, out=states[t])
        ctx.save_for_backward(forget, states)
        return states

    @staticmethod
    def backward(ctx, gradient):
        forget, states = ctx.saved_tensors
        to_update = torch.empty_like(gradient)
        carry = torch.zeros_like(gradient[0])
        for t in range(gradient.shape[0] - 1, -1, -1):
            torch.add(gradient[t], carry, out=to_update[t])
            carry = forget[t] * to_update[t]
        to_forget = torch.zeros_like(forget)
        to_forget[1:] = to_update[1:] * states[:-1]
        return to_forget, to_update


class Recurrent(nn.Module):
    """One bidirectional layer with a highway around it; width in = width out."""

    def __init__(self, width):
        super().__init__()
        self.half = width // 2
        self.mix = nn.Linear(width, 3 * width)
        nn.init.xavier_uniform_(self.mix.weight)
        with torch.no_grad():
            self.mix.bias.zero_()
            self.mix.bias[width:2 * width] = 1.0

    def forward(self, x, mask, dropped):
        """x: [batch, words, width]; mask: [batch, words] of 0 and 1; dropped: [batch, 1, width] dropout mask."""
        candidate, forget, output = self.mix(x * dropped).chunk(3, -1)
        forget, output = torch.sigmoid(forget), torch.sigmoid(output)
        mask = mask.unsqueeze(-1)
        update = candidate * (1 - forget) * mask
        # Padding stands at the end: a backward scan meets it first and must carry nothing out of it.
        forget = forget * mask
        ahead = Scan.apply(forget[..., :self.half].transpose(0, 1).contiguous(),
                           update[..., :self.half].transpose(0, 1).contiguous())
        back = Scan.apply(forget[..., self.half:].flip(1).transpose(0, 1).contiguous(),
                          update[..., self.half:].flip(1).transpose(0, 1).contiguous()).flip(0)
        state = torch.cat([ahead, back], -1).transpose(0, 1)
        return output * torch.tanh(state) + (1 - output) * x


class Network(nn.Module):
    """Words in, scores for every annotation out."""

    def __init__(self, sizes: Sizes, labels: dict[str, list[str]], piece_vectors: torch.Tensor | None = None):
        super().__init__()
        self.sizes, self.labels = sizes, labels
        self.pieces = nn.Embedding(sizes.pieces + 1, sizes.piece_width, padding_idx=sizes.pieces)
        if piece_vectors is not None:
            with torch.no_grad():
                self.pieces.weight[:sizes.pieces] = piece_vectors
        self.tables = nn.ModuleList(nn.Embedding(rows, width) for rows, width in zip(TABLES.values(), sizes.table_widths))
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.1)
        self.project = nn.Linear(sizes.piece_width + sum(sizes.table_widths), 2 * sizes.width)
        self.norm = nn.LayerNorm(sizes.width)
        self.encoder = nn.ModuleList(Recurrent(sizes.width) for _ in range(sizes.layers))
        self.root = nn.Parameter(torch.randn(sizes.width) * 0.1)
        self.dependent = nn.Linear(sizes.width, sizes.arc)
        self.head = nn.Linear(sizes.width, sizes.arc)
        self.arc = nn.Parameter(torch.zeros(sizes.arc, sizes.arc))
        self.arc_bias = nn.Parameter(torch.zeros(sizes.arc))
        nn.init.xavier_uniform_(self.arc)
        self.label_dependent = nn.Linear(sizes.width, sizes.label)
        self.label_head = nn.Linear(sizes.width, sizes.label)
        self.relation = nn.Linear(sizes.label, len(labels["relations"]))
        self.upos = nn.Linear(sizes.width, len(labels["upos"]))
        self.features = nn.Linear(sizes.width, len(labels["features"]))
        self.scripts = nn.Linear(sizes.width, len(labels["scripts"]))
        self.names = nn.Linear(sizes.width, len(labels["names"]))

    def words(self, piece_ids, rows):
        """Vectors of word forms. piece_ids: [n, pieces], padded with sizes.pieces; rows: [n, tables]."""
        known = (piece_ids != self.sizes.pieces).sum(-1, keepdim=True).clamp(min=1)
        piece = self.pieces(piece_ids).sum(-2) / known
        tables = [table(rows[:, at]) for at, table in enumerate(self.tables)]
        if self.training:
            keep = (torch.rand(piece.shape[0], 1) > 0.1).float()
            piece = piece * keep
            tables[0] = tables[0] * (torch.rand(piece.shape[0], 1) > 0.25).float()
        x = torch.cat([piece, *tables], -1)
        x = F.dropout(x, 0.15, self.training)
        both = self.project(x)
        return self.norm(torch.maximum(*both.chunk(2, -1)))

    def encode(self, x, mask, dropout=0.33):
        """x: [batch, words, width]."""
        def dropped():
            ones = torch.ones(x.shape[0], 1, x.shape[2])
            return F.dropout(ones, dropout, self.training)
        for layer in self.encoder:
            x = layer(x, mask, dropped())
        return x * dropped()

    def arcs(self, x, mask):
        """[batch, words, 1 + words] scores of head 0 (the root) and each word."""
        batch = x.shape[0]
        with_root = torch.cat([self.root.expand(batch, 1, -1), x], 1)
        dependent = F.leaky_relu(self.dependent(x), 0.1)
        head = F.leaky_relu(self.head(with_root), 0.1)
        scores = torch.einsum("bda,ac,bhc->bdh", dependent, self.arc, head) + (head @ self.arc_bias).unsqueeze(1)
        open_heads = torch.cat([torch.ones(batch, 1), mask], 1).unsqueeze(1)
        return scores.masked_fill(open_heads == 0, -1e9)

    def relations(self, x, heads):
        """[batch, words, relations] for the heads given (0 for the root, else 1 + the head's place)."""
        with_root = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        head = torch.gather(self.label_head(with_root), 1, heads.unsqueeze(-1).expand(-1, -1, self.sizes.label))
        return self.relation(F.leaky_relu(self.label_dependent(x) + head, 0.1))
