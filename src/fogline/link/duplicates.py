"""Copies, excerpts and rewrites among reports.

Each text becomes the set of hashes of its runs of four words. A fixed fraction of the hashes (those divisible
by ``STRIDE``; the FracMinHash sketch, Irber et al. 2022) goes into an index that proposes pairs; every proposed pair is
then measured on the full sets. A run held by many proposes pairs with its earliest holders only, so that work grows in
line with the number of reports that carry one story. Order of the reports plays no part.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TypeVar

from rensa import RMinHash

from fogline.core.origin import Edge, Tie
from fogline.core.report import Report
from fogline.link.shelf import Shelf

RUN = 4
STRIDE = 6
COMMON = 40
"""Reports that hold one run, up to which each is measured against each; of more, each against the ``FIRST`` alone."""
FIRST = 4
"""The earliest holders of a run: of a story that hundreds carry, the one all others copy is among them."""
FAMOUS = 5000
"""A run found in more reports than this is a phrase of the trade, not a passage."""
COPY, EXCERPT, REWRITE = 0.8, 0.6, 0.28
PROMISING = 0.08
"""Part of the smaller sample that two reports must share to be measured."""
LEAST_RUNS = 12
"""Fewer shared runs than this (about 15 words in a row) prove nothing."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A report's text and the size of the sample of its runs of words.

    ``when`` orders a family: the earliest is the one copied. The runs are taken from the text each time they are asked
    for, so that a million reports fit in memory.
    """

    id: str
    when: str
    text: str
    size: int

    @property
    def runs(self) -> frozenset[int]:
        return _hashed(self.text)

    @property
    def sample(self) -> frozenset[int]:
        return _sampled(self.text)

    @property
    def age(self) -> tuple[str, str]:
        return self.when, self.id


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("\u2019", "'"))


@lru_cache(maxsize=4096)
def _hashed(text: str) -> frozenset[int]:
    flat = words(text)
    runs = [" ".join(flat[i : i + RUN]) for i in range(max(1, len(flat) - RUN + 1))]
    return frozenset(RMinHash.hash_token_sets([runs])[0])


@lru_cache(maxsize=4096)
def _sampled(text: str) -> frozenset[int]:
    return frozenset(run for run in _hashed(text) if run % STRIDE == 0)


def sketch(report: Report) -> Sketch:
    return Sketch(report.id, report.published or "~", report.text, len(_sampled(report.text)))


def _pairs(found: Sequence[Sketch]) -> Iterable[tuple[int, int]]:
    """Pairs of positions, by age, that share enough of the sampled runs to be worth measuring."""
    index: Shelf[int] = Shelf()
    for i, one in enumerate(found):
        for run in one.sample:
            index.put(run, i)
    for i, one in enumerate(found):
        near: Counter[int] = Counter()
        for run in one.sample:
            near.update(takewhile(i.__gt__, _sought(index[run])))
        yield from ((j, i) for j in sorted(near) if _promising(near[j], found[j], one))


_T = TypeVar("_T")


def _sought(holders: Sequence[_T]) -> Sequence[_T]:
    """Of a run's holders, by age, those that its other holders are measured against."""
    if len(holders) <= COMMON:
        return holders
    return holders[:FIRST] if len(holders) <= FAMOUS else ()


def _promising(shared: int, a: Sketch, b: Sketch) -> bool:
    return shared >= max(2, PROMISING * min(a.size, b.size))


def compare(a: Sketch, b: Sketch) -> Edge | None:
    """The edge between two texts, from the later (or longer id) to the earlier; ``None`` when they merely rhyme."""
    young, old = (a, b) if a.age > b.age else (b, a)
    runs_young, runs_old = young.runs, old.runs
    shared = len(runs_young & runs_old)
    if shared < min(LEAST_RUNS, max(3, min(len(runs_young), len(runs_old)) - 1)):
        return None
    of_young, of_old = shared / len(runs_young), shared / len(runs_old)
    if min(of_young, of_old) >= COPY:
        return Edge(young.id, old.id, Tie.COPY, round(min(of_young, of_old), 3))
    if max(of_young, of_old) >= EXCERPT:
        small, large = (young, old) if of_young >= of_old else (old, young)
        return Edge(small.id, large.id, Tie.EXCERPT, round(max(of_young, of_old), 3))
    if max(of_young, of_old) >= REWRITE:
        return Edge(young.id, old.id, Tie.REWRITE, round(max(of_young, of_old), 3))
    return None


def duplicates(reports: Sequence[Report]) -> tuple[Edge, ...]:
    """Every tie by text among ``reports``, sorted. Copies point at the earliest of their family.

    A report given twice is one report, and no copy of itself.
    """
    found = sorted((sketch(r) for r in {r.id: r for r in reports}.values()), key=lambda s: s.age)
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
    older = {a: edge.b for a, edge in first.items()}
    for edge in first.values():
        yield Edge(edge.a, _root(edge.a, older), Tie.COPY, edge.weight)


def _root(report: str, older: Mapping[str, str]) -> str:
    """The first of the family: from copy to original as long as there is one (an original is always older)."""
    while report in older:
        report = older[report]
    return report


class Copies:
    """Which report copies which, kept up while reports come and go: the copies among ``duplicates`` of the same set.

    ``add`` and ``drop`` return the reports whose original is now another one (or none). Work touches the reports that
    share runs of words with the one that comes or goes.
    """

    def __init__(self) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._holders: Shelf[Sketch] = Shelf()
        self._older: dict[str, set[str]] = {}
        self._younger: dict[str, set[str]] = {}
        self._original: dict[str, str] = {}

    def original(self, report: str) -> str | None:
        return self._original.get(report)

    def all(self) -> dict[str, str]:
        """Copy -> original."""
        return {a: self._original[a] for a in sorted(self._original)}

    def add(self, report: Report) -> set[str]:
        """Takes a report that is not held yet."""
        new = sketch(report)
        self._sketches[new.id] = new
        near: Counter[str] = Counter()
        again: set[tuple[str, str]] = set()
        for run in new.sample:
            at = _place(self._holders[run], new)
            self._holders.put(run, new, at)
            holders = self._holders[run]
            near.update(s.id for s in (holders if _leads(holders, at) else _sought(holders)) if s is not new)
            again |= self._silenced(holders, at)
        mates = sorted(other for other, n in near.items() if _promising(n, new, self._sketches[other]))
        return self._rerooted({new.id, *self._measure([*((new.id, other) for other in mates), *sorted(again)])})

    def drop(self, report: str) -> set[str]:
        """Takes a report out."""
        old = self._sketches.pop(report)
        again: set[tuple[str, str]] = set()
        for run in old.sample:
            at = bisect_left(self._holders[run], old.age, key=_age)
            self._holders.take(run, old)
            again |= _heard(self._holders[run], at)
        around = self._younger.pop(report, set())
        for other in self._older.pop(report, set()):
            self._younger[other].discard(report)
        for other in around:
            self._older[other].discard(report)
        touched = self._measure(sorted(again))
        changed = {report} if self._original.pop(report, None) else set()
        return changed | self._rerooted({*around, *touched})

    def _silenced(self, holders: Sequence[Sketch], at: int) -> set[tuple[str, str]]:
        """Tied pairs for which a run no longer speaks now that the holder at ``at`` has come."""
        n = len(holders)
        if n in (COMMON + 1, FAMOUS + 1):
            return self._tied(holders, {s.id for s in holders})
        if COMMON < n <= FAMOUS and at < FIRST:
            return self._tied(holders, {holders[FIRST].id})
        return set()

    def _tied(self, holders: Sequence[Sketch], among: set[str]) -> set[tuple[str, str]]:
        """Tied pairs of holders of which one is ``among`` those."""
        ids = {s.id for s in holders}
        pairs = ((a, b) for a in ids for b in self._older.get(a, set()) & ids)
        return {(a, b) for a, b in pairs if a in among or b in among}

    def _measure(self, pairs: Iterable[tuple[str, str]]) -> set[str]:
        """Compares the pairs anew; returns the younger ones of those whose ties changed."""
        out: set[str] = set()
        for a, b in pairs:
            one, two = self._sketches[a], self._sketches[b]
            young, old = (a, b) if one.age > two.age else (b, a)
            tied = old in self._older.get(young, set())
            copy = self._is_copy(one, two)
            if copy and not tied:
                self._older.setdefault(young, set()).add(old)
                self._younger.setdefault(old, set()).add(young)
            elif tied and not copy:
                self._older[young].discard(old)
                self._younger[old].discard(young)
            out |= {young} if copy is not tied else set()
        return out

    def _is_copy(self, a: Sketch, b: Sketch) -> bool:
        shared = sum(self._speaks(run, a, b) for run in a.sample & b.sample)
        edge = compare(a, b) if _promising(shared, a, b) else None
        return edge is not None and edge.tie is Tie.COPY

    def _speaks(self, run: int, a: Sketch, b: Sketch) -> bool:
        holders = self._holders[run]
        return len(holders) <= COMMON or any(s is a or s is b for s in _sought(holders))

    def _rerooted(self, reports: Iterable[str]) -> set[str]:
        """Looks for the originals of these reports and of all copies of them again; returns whose original changed."""
        todo, seen = list(reports), set(reports)
        while todo:
            new = self._younger.get(todo.pop(), set()) - seen
            seen |= new
            todo += new
        changed = set()
        for report in seen & self._sketches.keys():
            root = report
            while older := self._older.get(root):
                root = min(older)
            if self._original.get(report, report) != root:
                changed.add(report)
            if root == report:
                self._original.pop(report, None)
            else:
                self._original[report] = root
        return changed


def _age(s: Sketch) -> tuple[str, str]:
    return s.age


def _place(holders: Sequence[Sketch], new: Sketch) -> int:
    """Where a new holder of a run stands in the order of age."""
    if not holders or holders[-1].age < new.age:
        return len(holders)
    return bisect_left(holders, new.age, key=_age)


def _leads(holders: Sequence[Sketch], at: int) -> bool:
    return at < FIRST and len(holders) <= FAMOUS


def _heard(holders: Sequence[Sketch], at: int) -> set[tuple[str, str]]:
    """Pairs for which a run speaks now that the holder that stood at ``at`` has gone, and did not before."""
    n = len(holders)
    if n == COMMON:
        leaders: Sequence[Sketch] = holders
    elif n == FAMOUS:
        leaders = _sought(holders)
    else:
        leaders = holders[FIRST - 1 : FIRST] if COMMON < n < FAMOUS and at < FIRST else ()
    return {(a.id, b.id) for a in leaders for b in holders if a is not b}
