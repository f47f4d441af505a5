"""Reads the treebanks (CoNLL-U) and the names (IOB2) into plain sentences.

Weights for release use EWT and the genres of GUM whose terms allow it (see `data/README.md` of the data
folder): academic, bio, court, interview, news and voyage.
"""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

RELEASE_GENRES = {"academic", "bio", "court", "interview", "news", "voyage"}
NAME_KINDS = ["PER", "ORG", "LOC", "OTH"]
NAME_LABELS = ["O"] + [f"{position}-{kind}" for kind in NAME_KINDS for position in "BILU"]


@dataclass
class Sentence:
    """One sentence: words as columns. `heads` counts from 0 and gives the word itself for a root."""

    forms: list[str]
    upos: list[str] = field(default_factory=list)
    features: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    names: list[str] | None = None
    # For each word the heads a teacher weighed (0 for the root, else one plus the place) with probabilities.
    shares: list[list[tuple[int, float]]] | None = None
    document: str = ""


def read_conllu(path: Path, genres: set[str] | None = None) -> list[Sentence]:
    """The sentences of a CoNLL-U file; of GUM only those of the named genres, where given."""
    sentences, rows, wanted, document = [], [], True, ""

    def close():
        if rows and wanted:
            sentences.append(Sentence(
                [row[1] for row in rows], [row[3] for row in rows], [row[5] for row in rows],
                [row[2] for row in rows],
                [number if row[6] == "0" else int(row[6]) - 1 for number, row in enumerate(rows)],
                [row[7] for row in rows], document=document))
        rows.clear()

    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc id = "):
            document = line.removeprefix("# newdoc id = ").strip()
            wanted = genres is None or document.split("_")[1] in genres
        elif not line:
            close()
        elif line[0].isdigit():
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
    close()
    return sentences


def read_silver(path: Path) -> list[Sentence]:
    """Sentences as a teacher writes them: CoNLL-U with "Name=LABEL|Heads=HEAD:SHARE,..." in the last column."""
    sentences = []
    for piece in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in piece.split("\n") if line]
        if not rows:
            continue
        notes = [dict(item.split("=", 1) for item in row[9].split("|")) for row in rows]
        weighed = [[item.split(":") for item in note["Heads"].split(",")] for note in notes]
        sentences.append(Sentence(
            [row[1] for row in rows], [row[3] for row in rows], [row[5] for row in rows],
            [row[2] for row in rows], [int(row[6]) - 1 if row[6] != "0" else at for at, row in enumerate(rows)],
            [row[7] for row in rows], [note["Name"] for note in notes],
            [[(int(head), float(share)) for head, share in word] for word in weighed]))
    return sentences


def add_names(sentences: list[Sentence], path: Path) -> int:
    """Adds Universal NER's labels (BILU over four kinds) to the sentences they belong to; how many found one."""
    labelled, forms, tags = {}, [], []
    for line in path.read_text(encoding="utf-8").split("\n") + [""]:
        if not line:
            if forms:
                labelled.setdefault(tuple(forms), to_bilu(tags))
            forms, tags = [], []
        elif line[0].isdigit():
            row = line.split("\t")
            forms.append(row[1])
            tags.append(row[2])
    for sentence in sentences:
        sentence.names = labelled.get(tuple(sentence.forms))
    return sum(sentence.names is not None for sentence in sentences)


def to_bilu(tags: list[str]) -> list[str]:
    """IOB2 to BILU; kinds outside NAME_KINDS are no name."""
    tags = [tag if tag[2:] in NAME_KINDS else "O" for tag in tags]
    out = []
    for at, tag in enumerate(tags):
        follows = at + 1 < len(tags) and tags[at + 1] == "I-" + tag[2:]
        if tag == "O":
            out.append("O")
        elif tag[0] == "B":
            out.append(("B-" if follows else "U-") + tag[2:])
        else:
            out.append(("I-" if follows else "L-") + tag[2:])
    return out


def name_spans(labels: list[str]) -> set[tuple[int, int, str]]:
    """The spans that well-formed BILU labels mark: first word, one past the last, kind."""
    spans, start = set(), None
    for at, label in enumerate(labels):
        if label == "O":
            start = None
        elif label[0] == "U":
            spans.add((at, at + 1, label[2:]))
        elif label[0] == "B":
            start = at
        elif label[0] == "L" and start is not None:
            spans.add((start, at + 1, label[2:]))
            start = None
    return spans


def edit_script(form: str, lemma: str) -> str:
    """How the lemma comes of the form: "case|cut|tail", the case change, bytes cut at the end, what is added.

    Case is `l` (lower-case the form first) or `k` (keep it). A lemma that is no such edit gives its own word.
    """
    for case, base in (("l", form.lower()), ("k", form)):
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        if common >= min(2, len(base)) or len(base) <= 2 and common:
            return f"{case}|{len(base[common:].encode())}|{lemma[common:]}"
    return f"w||{lemma}"


def apply_script(form: str, script: str) -> str:
    """The lemma that a script makes of a form."""
    case, cut, tail = script.split("|", 2)
    if case == "w":
        return tail
    base = (form.lower() if case == "l" else form).encode()
    kept = base[: len(base) - int(cut)] if int(cut) <= len(base) else base
    return kept.decode("utf-8", "ignore") + tail


def label_lists(sentences: list[Sentence]) -> dict[str, list[str]]:
    """Every closed list the network predicts, most frequent first."""
    def ranked(values, at_least=1):
        counts = Counter(values)
        return sorted((v for v, n in counts.items() if n >= at_least), key=lambda v: (-counts[v], v))

    scripts = (edit_script(f, l) for s in sentences for f, l in zip(s.forms, s.lemmas))
    return {
        "upos": ranked(tag for s in sentences for tag in s.upos),
        "features": ranked((f for s in sentences for f in s.features), 3),
        "relations": ranked(r for s in sentences for r in s.relations),
        "scripts": ranked(scripts, 3),
        "names": NAME_LABELS,
    }
