"""What the network sees of a word: word pieces, hashed affixes, a shape. Mirrors `analyze/src/neural/wordshape.rs`."""
from __future__ import annotations

import unicodedata

MASK = (1 << 64) - 1
PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "-", "–": "-", "…": "."})
# Rows of each hashed table: whole word, prefix of 3, suffixes of 2, 3 and 4, shape.
TABLES = {"norm": 16384, "prefix3": 4096, "suffix2": 2048, "suffix3": 4096, "suffix4": 8192, "shape": 1024}
# At most this many pieces of a word are read.
MOST_PIECES = 8


def hash_text(seed: int, text: str) -> int:
    """FNV-1a over the seed byte and the text, mixed once; 32 bits."""
    value = 0xCBF29CE484222325
    for byte in bytes([seed]) + text.encode():
        value = ((value ^ byte) * 0x100000001B3) & MASK
    value = ((value ^ (value >> 32)) * 0x9E3779B97F4A7C15) & MASK
    return value >> 32


def shape(form: str) -> str:
    """Capitals as X, other letters as x, digits as d, the rest as they are; runs are cut at three, the whole at ten."""
    out = []
    for ch in form:
        kind = "X" if ch.isupper() else "x" if ch.isalpha() else "d" if ch.isnumeric() else ch
        if len(out) >= 3 and out[-1] == out[-2] == out[-3] == kind:
            continue
        out.append(kind)
        if len(out) == 10:
            break
    return "".join(out)


def hashed_rows(form: str) -> list[int]:
    """One row for each of TABLES, in order."""
    form = form.translate(PLAIN)
    lower = form.lower()
    parts = [lower, lower[:3], lower[-2:], lower[-3:], lower[-4:], shape(form)]
    return [hash_text(seed, part) % size for seed, (part, size) in enumerate(zip(parts, TABLES.values()))]


def pieces(form: str, vocabulary: dict[str, int]) -> list[int]:
    """Greedy longest word pieces of the lower-cased form without diacritics; marks stand alone; unknown letters are skipped."""
    plain = unicodedata.normalize("NFD", form.translate(PLAIN).lower())
    chunks, run = [], []
    for ch in plain:
        if unicodedata.category(ch) == "Mn":
            continue
        if ch.isalnum():
            run.append(ch)
        else:
            if run:
                chunks.append("".join(run))
                run = []
            chunks.append(ch)
    if run:
        chunks.append("".join(run))
    found = []
    for chunk in chunks:
        start = 0
        while start < len(chunk):
            end = len(chunk)
            while end > start:
                piece = ("##" if start else "") + chunk[start:end]
                if piece in vocabulary:
                    found.append(vocabulary[piece])
                    break
                end -= 1
            start = end if end > start else start + 1
            if len(found) == MOST_PIECES:
                return found
    return found
