"""Names for GUM out of its typed entities (`data/coref`), so that names are learned from news as well.

GUM marks every mention of a person, an organisation or a place, named or not, with all its modifiers; Universal
NER marks bare names. A mention counts as a name where its head is a proper noun, and is cut down to the words that
make the name up. What may be a name of another kind (a nationality, a work, an event) gets no label at all, so
that nothing is learned from a guess.
"""
from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from corpus import Sentence, name_spans

KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
UNKNOWN = "?"
# Words between the parts of a name.
INNER = {"of", "the", "and", "&", "-", "'s", "’s", "for", "in"}
# Proper nouns that are a person's title, alone or before the name.
TITLES = set("president professor tsar king queen prime minister sir lord lords general pope senator judge justice "
             "chief mr. mrs. ms. dr.".split())
TIMES = set("january february march april may june july august september october november december "
            "monday tuesday wednesday thursday friday saturday sunday".split())


def read_mentions(path: Path) -> tuple[list[tuple[int, int, str]], int]:
    """First word, one past the last and type of every mention of a document, and its number of words."""
    found, opened, at = [], [], 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line.strip() or line.startswith("#"):
            continue
        cell = line.split("\t")[2]
        for piece in re.findall(r"\([^()]*\)?|[^()]+\)", cell) if cell != "_" else []:
            kind, number = piece.strip("()").split("-", 2)[:2]
            if piece.startswith("("):
                opened.append((kind, number, at))
            if piece.endswith(")"):
                place = max(i for i, mention in enumerate(opened) if mention[:2] == (kind, number))
                found.append((opened.pop(place)[2], at + 1, kind))
        at += 1
    return found, at


def name_in(sentence: Sentence, start: int, end: int, kind: str) -> tuple[int, int] | None:
    """The name that a mention holds: the proper noun it hangs on and what belongs to it, in one run."""
    heads = [i for i in range(start, end) if not start <= sentence.heads[i] < end or sentence.heads[i] == i]
    if len(heads) != 1 or sentence.upos[heads[0]] != "PROPN":
        return None

    def belongs(i: int) -> bool:
        relation = sentence.relations[i].split(":")[0]
        if kind == "person":
            return relation == "flat"
        capital = sentence.forms[i][0].isupper()
        return (relation in ("flat", "compound", "nummod") and (capital or sentence.upos[i] == "NUM")
                or relation == "amod" and capital
                or relation == "nmod" and sentence.upos[i] == "PROPN")

    members = {heads[0]}
    while more := {i for i in range(start, end) if i not in members and sentence.heads[i] in members and belongs(i)}:
        members |= more
    first = last = heads[0]
    while (after := next((i for i in range(last + 1, end) if i in members), None)) is not None:
        if any(sentence.forms[i].lower() not in INNER for i in range(last + 1, after)):
            break
        last = after
    while (before := next((i for i in range(first - 1, start - 1, -1) if i in members), None)) is not None:
        if any(sentence.forms[i] not in ("-", "&") for i in range(before + 1, first)):
            break
        first = before
    return first, last + 1


def labels_of(sentence: Sentence, mentions: list[tuple[int, int, str]]) -> list[str]:
    """BILU labels of a sentence; the longest of nested names wins."""
    def label(i: int) -> str:
        form, tag = sentence.forms[i], sentence.upos[i]
        may_be_name = tag == "PROPN" or tag == "ADJ" and i > 0 and form[0].isupper()
        return UNKNOWN if may_be_name and form.lower() not in TIMES else "O"

    labels = [label(i) for i in range(len(sentence.forms))]
    spans = {(name_in(sentence, *mention), KINDS[mention[2]]) for mention in mentions if mention[2] in KINDS}
    taken = set()
    for (first, end), kind in sorted((s for s in spans if s[0]), key=lambda s: (s[0][0] - s[0][1], s[0], s[1])):
        alone = end - first == 1
        form = sentence.forms[first].lower()
        group = alone and kind == "PER" and (form in TITLES or "Number=Plur" in sentence.features[first])
        if taken.isdisjoint(range(first, end)) and not group:
            taken.update(range(first, end))
            labels[first:end] = [f"U-{kind}"] if alone else \
                [f"B-{kind}"] + [f"I-{kind}"] * (end - first - 2) + [f"L-{kind}"]
    return labels


def add_gum_names(sentences: list[Sentence], folder: Path) -> int:
    """Labels the sentences of GUM that have no names yet; how many names that makes.

    Countries that act are organisations to GUM and places to Universal NER: a word seen as both stays unknown
    where GUM has it as an organisation.
    """
    by_document: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        if sentence.document.startswith("GUM_"):
            by_document.setdefault(sentence.document, []).append(sentence)
    for document, own in by_document.items():
        mentions, words = read_mentions(folder / f"{document}.conll")
        if words != sum(len(s.forms) for s in own):
            raise SystemExit(f"{document}: {words} words with entities, another number in the treebank")
        at = 0
        for sentence in own:
            end = at + len(sentence.forms)
            inside = [(a - at, b - at, kind) for a, b, kind in mentions if at <= a and b <= end]
            sentence.names = labels_of(sentence, inside)
            at = end
    labelled = [s for own in by_document.values() for s in own]
    found = [(s, span) for s in labelled for span in sorted(name_spans(s.names))]
    seen = Counter((tuple(s.forms[a:b]), kind) for s, (a, b, kind) in found)
    for s, (a, b, kind) in found:
        if kind == "ORG" and seen[tuple(s.forms[a:b]), "LOC"]:
            s.names[a:b] = [UNKNOWN] * (b - a)
    return sum(len(name_spans(s.names)) for s in labelled)
