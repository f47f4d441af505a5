"""Scores predicted columns against people's, over gold tokens."""
from __future__ import annotations

import corpus


def count_names(sentences, predicted) -> tuple[int, int, int]:
    """Names found right, marked and made, strict spans, other kinds left out; sentences without marks are skipped."""
    right = marked = made = 0
    for sentence, labels in zip(sentences, predicted):
        if sentence.names:
            a, b = ({x for x in corpus.name_spans(l) if x[2] != "OTH"} for l in (sentence.names, labels))
            right, marked, made = right + len(a & b), marked + len(a), made + len(b)
    return right, marked, made


def measure(sentences, predicted):
    """Percentages over gold tokens; LAS without subtypes, as CoNLL 2018 counts it."""
    n = upos = uas = las = features = lemma = 0
    hit, gold_names, made_names = count_names(sentences, (p["names"] for p in predicted))
    for s, p in zip(sentences, predicted):
        for i in range(len(s.forms)):
            n += 1
            upos += s.upos[i] == p["upos"][i]
            features += s.features[i] == p["features"][i]
            lemma += s.lemmas[i] == (p["lemmas"][i] if "lemmas" in p else corpus.apply_script(s.forms[i], p["scripts"][i]))
            right = s.heads[i] == p["heads"][i]
            uas += right
            las += right and s.relations[i].split(":")[0] == p["relations"][i].split(":")[0]
    figures = {k: 100 * v / n for k, v in
               {"upos": upos, "feats": features, "lemma": lemma, "uas": uas, "las": las}.items()}
    if gold_names:
        figures["names"] = 200 * hit / max(1, gold_names + made_names)
    return figures
