"""Maximum spanning trees with one root: Chu-Liu/Edmonds over a dense score matrix."""
from __future__ import annotations

import numpy as np


def is_tree(heads) -> bool:
    """True where every word reaches the root (head 0); word i has number i + 1."""
    if (heads == 0).sum() != 1:
        return False
    for start in range(len(heads)):
        at, steps = start + 1, 0
        while at:
            at = heads[at - 1]
            steps += 1
            if steps > len(heads):
                return False
    return True


def decode(scores) -> np.ndarray:
    """Heads of the best tree. scores: [words, 1 + words]; head 0 is the root."""
    scores = scores.copy()
    words = len(scores)
    scores[np.arange(words), np.arange(words) + 1] = -np.inf
    best = scores.argmax(1)
    if is_tree(best):
        return best
    # One root: try the best few roots and keep the best whole tree.
    found, found_score = None, -np.inf
    for root in np.argsort(-(scores[:, 0] - scores[:, 1:].max(1)))[:5]:
        limited = scores.copy()
        limited[:, 0] = -np.inf
        limited[root] = -np.inf
        limited[root, 0] = 0.0
        full = np.full((words + 1, words + 1), -np.inf)
        full[1:] = limited
        heads = edmonds(full)[1:]
        total = scores[np.arange(words), heads].sum()
        if total > found_score:
            found, found_score = heads, total
    return found


def edmonds(scores) -> np.ndarray:
    """Heads of the best arborescence from node 0; scores[d, h]."""
    nodes = len(scores)
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(nodes, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    loop_score = scores[cycle, heads[cycle]].sum()
    contracted = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    contracted[:-1, :-1] = scores[np.ix_(outside, outside)]
    leave = scores[np.ix_(outside, cycle)]
    contracted[:-1, -1] = leave.max(1)
    enter = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None]
    contracted[-1, :-1] = enter.max(0) + loop_score
    contracted[0] = -np.inf
    solved = edmonds(contracted)
    result = heads.copy()
    last = len(outside)
    for at, node in enumerate(outside):
        if at:
            result[node] = cycle[leave[at].argmax()] if solved[at] == last else outside[solved[at]]
    into = solved[last]
    broken = cycle[enter[:, into].argmax()]
    result[broken] = outside[into]
    return result


def find_cycle(heads):
    """The nodes of one cycle, or None."""
    state = np.zeros(len(heads), int)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1 and at in path:
            return np.array(path[path.index(at):])
        state[path] = 2
    return None
