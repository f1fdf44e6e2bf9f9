"""The partition pair by pair, as plainly as it can be said: what ``fogline.link.solver`` must come to by counting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fogline.link.events import Local, threshold, total
from fogline.link.filing import meet
from fogline.link.solver import EASE, PUSH, ROUNDS, TOGETHER, VETO, Pairs


class Solver:
    """Groups the accounts of one component. ``scores`` holds each pair's total once, keyed by sorted keys."""

    def __init__(self, locals_: Sequence[Local], together: Pairs, apart: Pairs) -> None:
        self._locals = sorted(locals_, key=lambda x: x.key)
        self._together, self._apart = together, apart
        self._scores: dict[tuple[str, str], float] = {}

    def score(self, a: Local, b: Local) -> float:
        pair = (a.key, b.key) if a.key < b.key else (b.key, a.key)
        if pair not in self._scores:
            self._scores[pair] = self._measure(a, b)
        return self._scores[pair]

    def _measure(self, a: Local, b: Local) -> float:
        keys = [(x.key, y.key) for x in a.statements for y in b.statements]
        if any(k in self._apart for k in keys):
            return -TOGETHER
        if any(k in self._together for k in keys):
            return TOGETHER
        return total(a.traits, b.traits)

    def groups(self, edges: Iterable[tuple[float, str, str]]) -> list[tuple[Local, ...]]:
        home = {x.key: [x] for x in self._locals}
        best = sorted(edges, key=lambda e: (-e[0], e[1], e[2]))
        self._join(best, home)
        for _ in range(ROUNDS):
            moved = [x for x in self._locals if self._move(x, home)]
            if not moved:
                break
            self._join(best, home)
        seen = {id(g): g for g in home.values()}
        return sorted((tuple(sorted(g, key=lambda x: x.key)) for g in seen.values()), key=lambda g: g[0].key)

    def _join(self, best: Iterable[tuple[float, str, str]], home: dict[str, list[Local]]) -> None:
        for _, a, b in best:
            if home[a] is not home[b] and self._agree(home[a], home[b]):
                joined = home[a] + home[b]
                for member in joined:
                    home[member.key] = joined

    def _move(self, x: Local, home: dict[str, list[Local]]) -> bool:
        """Best-first joining can leave an account where an early neighbour pulled it: it moves to where it fits best.

        Correlation clustering by single moves (Bansal, Blum and Chawla 2004; Elsner and Schudy 2009).
        """
        mine = home[x.key]
        rest = [y for y in mine if y is not x]
        others = {id(g): g for g in (home[y.key] for y in self._locals) if g is not mine}
        stay = self._pull(x, rest)
        found = [(self._pull(x, g), g[0].key, g) for g in others.values()]
        gain, _, target = max(found, key=lambda f: (f[0], f[1]), default=(0.0, "", []))
        if gain <= stay + 1e-9 or gain <= 0 or not self._agree([x], target):
            if stay >= 0 or not rest:
                return False
            target = []
        target, left = sorted([*target, x], key=lambda y: y.key), rest
        for group in (target, left):
            for y in group:
                home[y.key] = group
        return True

    def _pull(self, x: Local, group: Sequence[Local]) -> float:
        return sum(max(self.score(x, y), PUSH) - threshold() * EASE for y in group)

    def _agree(self, left: Sequence[Local], right: Sequence[Local]) -> bool:
        scores = [self.score(a, b) for a in left for b in right]
        if min(scores) <= -TOGETHER:
            return False
        if max(scores) >= TOGETHER:
            return True
        against = sum(s < VETO for s in scores)
        return against * 5 <= len(scores) and sum(max(s, VETO) for s in scores) / len(scores) >= threshold() * EASE


def partition(
    locals_: Iterable[Local], together: Pairs = frozenset(), apart: Pairs = frozenset()
) -> list[tuple[Local, ...]]:
    """All accounts as one component: what nothing links is never joined."""
    found = sorted(locals_, key=lambda x: x.key)
    holder = {s.key: x.key for x in found for s in x.statements}
    bound = {(holder[a], holder[b]) for a, b in together if a in holder and b in holder}
    edges = []
    for n, a in enumerate(found):
        for b in found[n + 1 :]:
            if (a.key, b.key) in bound or (b.key, a.key) in bound:
                edges.append((TOGETHER, a.key, b.key))
            elif meet(b.traits, a.traits) and total(a.traits, b.traits) >= threshold():
                edges.append((total(a.traits, b.traits), a.key, b.key))
    out = []
    for part in _components(found, edges):
        inside = [e for e in edges if e[1] in part]
        out += Solver([x for x in found if x.key in part], together, apart).groups(inside)
    return sorted(out, key=lambda g: g[0].key)


def _components(found: Sequence[Local], edges: Iterable[tuple[float, str, str]]) -> list[set[str]]:
    home = {x.key: {x.key} for x in found}
    for _, a, b in edges:
        if home[a] is not home[b]:
            home[a] |= home[b]
            for key in home[b]:
                home[key] = home[a]
    return list({id(part): part for part in home.values()}.values())
