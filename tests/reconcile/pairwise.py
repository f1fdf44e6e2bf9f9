"""The partition pair by pair, as plainly as it can be said: what ``fogline.link.solver`` must come to by counting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fogline.core.claim import Precision
from fogline.link.events import Local, threshold, total
from fogline.link.filing import meet
from fogline.link.regions import EASE, Kind, when, where
from fogline.link.solver import PUSH, ROUNDS, TOGETHER, VETO, Pairs
from fogline.link.traits import Traits


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
    """Every pair of accounts compared, the regions cut from what that links, each region grouped pair by pair."""
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
    judged = {k for pair in together | apart for k in pair}
    decided = {x.traits for x in found if any(s.key in judged for s in x.statements)}
    inside, out = Regions(found, edges, decided), []
    for part in _components(found, [e for e in edges if e[0] == TOGETHER or inside.solved_together(e[1], e[2])]):
        out += Solver([x for x in found if x.key in part], together, apart).groups(
            e for e in edges if {e[1], e[2]} <= part
        )
    return sorted(out, key=lambda g: g[0].key)


class Regions:
    """Who is solved with whom: the forest grown edge by edge, the best first (Kruskal), grade by grade."""

    def __init__(self, found: Sequence[Local], edges: Iterable[tuple[float, str, str]], decided: set[Traits]) -> None:
        self._traits = {x.key: x.traits for x in found}
        self._grade = {x.key: where(x.traits) + when(x.traits) for x in found}
        self._decided = decided
        self._edges = [e for e in edges if e[0] < TOGETHER]
        self._leader: dict[str, Traits | None] = dict.fromkeys(self._traits)
        for grade in sorted({*self._grade.values()} - {0}):
            self._grow(grade)

    def solved_together(self, a: str, b: str) -> bool:
        one, two = self._traits[a], self._traits[b]
        if one in self._decided or two in self._decided or one == two:
            return True
        if self._grade[a] == self._grade[b]:
            return self._grade[a] == 0 or self._leader[a] == self._leader[b]
        low, high = sorted((a, b), key=lambda k: self._grade[k])
        leader = self._leader[high]
        return leader == self._traits[low] or bool(leader and _events(leader) & _events(self._traits[low]))

    def _grow(self, grade: int) -> None:
        tree = {k: {k} for k, g in self._grade.items() if g == grade}
        for a, b in sorted(self._both_ways(grade), key=lambda pair: self._rank(*pair)):
            if self._grade[b] < grade and self._leader[a] is None:
                self._leader.update(dict.fromkeys(tree[a], self._traits[b]))
            elif self._grade[b] == grade and None in (self._leader[a], self._leader[b]) and tree[a] is not tree[b]:
                tree[a] |= tree[b]
                tree.update(dict.fromkeys(tree[a], tree[a]))
                self._leader.update(dict.fromkeys(tree[a], self._leader[a] or self._leader[b]))

    def _both_ways(self, grade: int) -> Iterable[tuple[str, str]]:
        pairs = ((a, b) for _, x, y in self._edges for a, b in ((x, y), (y, x)))
        return ((a, b) for a, b in pairs if self._grade[a] == grade >= self._grade[b])

    def _rank(self, a: str, b: str) -> object:
        one, two = self._traits[a], self._traits[b]
        ends = [t.days.end or t.days.start or t.told for t in (one, two)]
        gap = abs((ends[0] - ends[1]).days) if all(ends) else 10**9
        return -self._pull(a, b), -len({*one.words} & {*two.words}), gap, sorted((Kind(one).mark, Kind(two).mark))

    def _pull(self, a: str, b: str) -> float:
        """What the town and day of ``b`` add up to; what it has itself where it knows none."""
        near = {y if x == a else x for _, x, y in self._edges if a in (x, y)}
        kinds = {self._traits[k] for k in near}
        mine = total(self._traits[a], self._traits[b]) - EASE * threshold()
        sums = [
            sum(total(self._traits[a], t) - EASE * threshold() for t in kinds if event in _events(t))
            for event in _events(self._traits[b])
        ]
        return max(sums, default=mine)


def _events(t: Traits) -> set[tuple[str, object]]:
    if where(t) + when(t):
        return set()
    towns = [s for s in t.spots if not s.wide and not s.unsure and s.precision is not Precision.AREA]
    return {(name, t.days.start) for s in towns for name in (s.sound, s.within) if name}


def _components(found: Sequence[Local], edges: Iterable[tuple[float, str, str]]) -> list[set[str]]:
    home = {x.key: {x.key} for x in found}
    for _, a, b in edges:
        if home[a] is not home[b]:
            home[a] |= home[b]
            for key in home[b]:
                home[key] = home[a]
    return list({id(part): part for part in home.values()}.values())
