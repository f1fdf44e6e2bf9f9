"""The partition of accounts into events, and the index that keeps it while reports come and go.

The partition is a pure function of the set of accounts and of what people decided: pairs are taken best first, and
two groups are joined when their members on average speak for it, never on the word of a single pair. A new account
re-solves only the component it touches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fogline.link.events import Local, filed, sought, threshold, total

VETO = -4.0
"""A pair scoring below this cannot be in one event."""
EASE = 0.6
"""Part of the threshold that the average over two whole groups must reach: some pairs know little of each other."""
TOGETHER = 1000.0
PUSH = -5.0
"""The most that one pair can speak against a move (a wrong day in one account must not outweigh all the others)."""
ROUNDS = 8

Pairs = frozenset[tuple[str, str]]


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


class Index:
    """Accounts filed under their keys, the edges between them, and the groups of every component.

    ``add`` and ``drop`` touch one component; ``groups()`` gives all groups, sorted. ``together`` and ``apart`` are
    pairs of statement keys, both ways round.
    """

    def __init__(self, together: Pairs = frozenset(), apart: Pairs = frozenset()) -> None:
        self._together, self._apart = together, apart
        self._forced = {k for pair in together for k in pair}
        self._locals: dict[str, Local] = {}
        self._files: dict[str, list[str]] = {}
        self._edges: dict[str, dict[str, float]] = {}
        self._group_of: dict[str, tuple[Local, ...]] = {}
        self._holder: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._locals)

    def load(self, locals_: Iterable[Local]) -> None:
        """Files everything first and solves each component once: the way to rebuild."""
        new = sorted(locals_, key=lambda x: x.key)
        for local in new:
            self._file(local)
        done: set[str] = set()
        for local in new:
            if local.key not in done:
                done |= self._solve(local.key)

    def add(self, local: Local) -> tuple[tuple[Local, ...], ...]:
        """Files one account and re-solves its component; returns the groups of that component."""
        self._file(local)
        members = self._solve(local.key)
        return self._groups_of(members)

    def drop(self, key: str) -> None:
        """Takes an account out and re-solves what it held together."""
        local = self._locals.pop(key)
        for name in filed(local.traits):
            self._files[name].remove(key)
        around = sorted(self._edges.pop(key, {}))
        for other in around:
            del self._edges[other][key]
        self._group_of.pop(key, None)
        done: set[str] = set()
        for other in around:
            if other not in done:
                done |= self._solve(other)

    def around(self, keys: Iterable[str]) -> tuple[tuple[Local, ...], ...]:
        """The groups that hold these accounts."""
        return self._groups_of(keys)

    def groups(self) -> list[tuple[Local, ...]]:
        return list(self._groups_of(self._locals))

    def _groups_of(self, keys: Iterable[str]) -> tuple[tuple[Local, ...], ...]:
        seen = {self._group_of[k][0].key: self._group_of[k] for k in keys}
        return tuple(seen[k] for k in sorted(seen))

    def _file(self, local: Local) -> None:
        found = self._near(local)
        self._locals[local.key] = local
        for name in filed(local.traits):
            self._files.setdefault(name, []).append(local.key)
        if self._forced:
            self._holder.update((s.key, local.key) for s in local.statements if s.key in self._forced)
        for other, score in found.items():
            self._edges.setdefault(local.key, {})[other] = score
            self._edges.setdefault(other, {})[local.key] = score

    def _near(self, local: Local) -> dict[str, float]:
        keys = {k for name in sought(local.traits) for k in self._files.get(name, ())}
        out = {}
        for key in keys:
            score = total(local.traits, self._locals[key].traits)
            if score >= threshold():
                out[key] = score
        return out | self._bound(local)

    def _bound(self, local: Local) -> dict[str, float]:
        mine = {s.key for s in local.statements} & self._forced
        mates = (b for a, b in self._together if a in mine)
        return {self._holder[b]: TOGETHER for b in mates if self._holder.get(b, local.key) != local.key}

    def _component(self, key: str) -> set[str]:
        seen, todo = {key}, [key]
        while todo:
            for other in self._edges.get(todo.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        return seen

    def _solve(self, key: str) -> set[str]:
        if key not in self._edges or not self._edges[key]:
            self._group_of[key] = (self._locals[key],)
            return {key}
        members = self._component(key)
        solver = Solver([self._locals[k] for k in members], self._together, self._apart)
        edges = ((s, a, b) for a in members for b, s in self._edges[a].items() if a < b)
        for group in solver.groups(edges):
            for local in group:
                self._group_of[local.key] = group
        return members


def partition(
    locals_: Iterable[Local], together: Pairs = frozenset(), apart: Pairs = frozenset()
) -> list[tuple[Local, ...]]:
    """All groups at once: the same as adding the accounts one by one in any order."""
    index = Index(together, apart)
    index.load(locals_)
    return index.groups()
