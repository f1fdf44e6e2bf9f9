"""Copies, excerpts and rewrites among reports.

Each text becomes the set of hashes of its runs of four words. A fixed fraction of the hashes (those divisible
by ``STRIDE``; the FracMinHash sketch, Irber et al. 2022) goes into an index that proposes pairs; every proposed pair is
then measured on the full sets. Order of the reports plays no part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rensa import RMinHash

from fogline.core.origin import Edge, Tie
from fogline.core.report import Report

RUN = 4
STRIDE = 6
COMMON = 40
"""A run found in more reports than this is a phrase of the trade, not a passage."""
COPY, EXCERPT, REWRITE = 0.8, 0.6, 0.28
PROMISING = 0.08
"""Part of the smaller sample that two reports must share to be measured."""
LEAST_RUNS = 12
"""Fewer shared runs than this (about 15 words in a row) prove nothing."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A report's runs of words. ``when`` orders a family: the earliest is the one copied."""

    id: str
    when: str
    runs: frozenset[int]


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("\u2019", "'"))


def _runs(text: str) -> list[str]:
    flat = words(text)
    return [" ".join(flat[i : i + RUN]) for i in range(max(1, len(flat) - RUN + 1))]


def sketches(reports: Sequence[Report]) -> list[Sketch]:
    """One sketch per report, in order."""
    hashed = RMinHash.hash_token_sets([_runs(r.text) for r in reports])
    return [Sketch(r.id, r.published or "~", frozenset(h)) for r, h in zip(reports, hashed, strict=True)]


def _pairs(found: Sequence[Sketch]) -> Iterable[tuple[int, int]]:
    """Pairs of positions that share enough of the sampled runs to be worth measuring."""
    index: dict[int, list[int]] = {}
    sizes = [0] * len(found)
    for i, sketch in enumerate(found):
        for run in sketch.runs:
            if run % STRIDE == 0:
                sizes[i] += 1
                index.setdefault(run, []).append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for holders in index.values():
        if 1 < len(holders) <= COMMON:
            shared.update((a, b) for k, a in enumerate(holders) for b in holders[k + 1 :])
    return sorted((a, b) for (a, b), n in shared.items() if n >= max(2, PROMISING * min(sizes[a], sizes[b])))


def compare(a: Sketch, b: Sketch) -> Edge | None:
    """The edge between two texts, from the later (or longer id) to the earlier; ``None`` when they merely rhyme."""
    young, old = (a, b) if (a.when, a.id) > (b.when, b.id) else (b, a)
    shared = len(a.runs & b.runs)
    if shared < min(LEAST_RUNS, max(3, min(len(a.runs), len(b.runs)) - 1)):
        return None
    of_young, of_old = shared / len(young.runs), shared / len(old.runs)
    if min(of_young, of_old) >= COPY:
        return Edge(young.id, old.id, Tie.COPY, round(min(of_young, of_old), 3))
    if max(of_young, of_old) >= EXCERPT:
        small, large = (young, old) if of_young >= of_old else (old, young)
        return Edge(small.id, large.id, Tie.EXCERPT, round(max(of_young, of_old), 3))
    if max(of_young, of_old) >= REWRITE:
        return Edge(young.id, old.id, Tie.REWRITE, round(max(of_young, of_old), 3))
    return None


def duplicates(reports: Sequence[Report]) -> tuple[Edge, ...]:
    """Every tie by text among ``reports``, sorted. Copies point at the earliest of their family."""
    found = sorted(sketches(reports), key=lambda s: (s.when, s.id))
    edges = [e for i, j in _pairs(found) if (e := compare(found[i], found[j]))]
    return tuple(sorted(_rooted(edges), key=lambda e: (e.a, e.b, e.tie)))


def _rooted(edges: list[Edge]) -> Iterable[Edge]:
    """Copies of copies point at the first; one copy edge per report."""
    first: dict[str, Edge] = {}
    for edge in edges:
        if edge.tie is not Tie.COPY:
            yield edge
        elif edge.a not in first or edge.b < first[edge.a].b:
            first[edge.a] = edge
    for edge in first.values():
        root, seen = edge.b, {edge.a}
        while root in first and root not in seen:
            seen.add(root)
            root = first[root].b
        yield Edge(edge.a, root, Tie.COPY, edge.weight)
