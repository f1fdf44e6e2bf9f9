"""The accounts of one component grouped into events.

Pairs are taken best first, and two groups are joined when their members on average speak for it, never on the word of a
single pair; then accounts move to where they fit best. What a pair scores depends on the traits of the two alone:
accounts are told apart by *kind* (traits, and for those that people decided on, themselves), kinds are measured once
against each other, and groups count how many of each kind they hold. A thousand reports of one event in the same words
take a thousand steps, not a million.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from heapq import merge
from itertools import count
from math import inf

from fogline.link.events import Local, threshold, total
from fogline.link.regions import EASE
from fogline.link.traits import reach

VETO = -4.0
"""A pair scoring below this cannot be in one event."""
TOGETHER = 1000.0
PUSH = -5.0
"""The most that one pair can speak against a move (a wrong day in one account must not outweigh all the others)."""
ROUNDS = 8

Pairs = frozenset[tuple[str, str]]
Links = Mapping[int, Mapping[int, float]]
"""Traits -> traits -> score, both ways round and with themselves, where it is high enough to begin with."""
_Level = list[tuple[str, dict[int, list[str]]]]


class _Group:
    """Accounts so far together; ``number`` is of this very set of them."""

    def __init__(self, number: int, members: Iterable[Local], kinds: Counter[int]) -> None:
        self.number, self.members, self.kinds = number, deque(members), kinds

    @property
    def first(self) -> str:
        return self.members[0].key


class Solver:
    """Groups the accounts of one component.

    ``kind_of`` numbers their traits, ``forced`` are the keys of statements that people decided on.
    """

    def __init__(
        self,
        locals_: Iterable[Local],
        kind_of: Mapping[str, int],
        together: Pairs = frozenset(),
        apart: Pairs = frozenset(),
        forced: Set[str] = frozenset(),
    ) -> None:
        self._locals = sorted(locals_, key=lambda x: x.key)
        self._together, self._apart = together, apart
        self._traits = {x.key: kind_of[x.key] for x in self._locals}
        own = (any(s.key in forced for s in x.statements) for x in self._locals)
        self._kind = {
            x.key: -n if decided else kind_of[x.key]
            for n, (x, decided) in enumerate(zip(self._locals, own, strict=True), 1)
        }
        self._one = {self._kind[x.key]: x for x in self._locals}
        self._scores: dict[tuple[int, int], float] = {}
        self._numbers = count()
        self._home: dict[str, _Group] = {}
        self._live: dict[_Group, None] = {}
        self._spread: dict[int, Counter[_Group]] = {kind: Counter() for kind in self._traits.values()}
        self._refused: set[tuple[int, int]] = set()
        self._content: set[tuple[int, int]] = set()
        self._friends: dict[int, list[int]] = {}

    def groups(self, links: Links, bonds: Iterable[tuple[str, str]] = ()) -> list[tuple[Local, ...]]:
        """``links`` as far as they lead to accounts of the component; ``bonds`` are pairs of keys put together."""
        for x in self._locals:
            self._settle([x])
        self._friends = self._befriend()
        levels = self._levels(links)
        bound = sorted({(min(pair), max(pair)) for pair in bonds})
        self._join(levels, bound)
        for _ in range(ROUNDS):
            moved = [x for x in self._locals if self._move(x)]
            if not moved:
                break
            self._join(levels, bound)
        done = (tuple(sorted(g.members, key=lambda x: x.key)) for g in self._live)
        return sorted(done, key=lambda g: g[0].key)

    # --- scores ---

    def _score(self, a: int, b: int) -> float:
        pair = (a, b) if a < b else (b, a)
        if pair not in self._scores:
            self._scores[pair] = self._measure(self._one[a], self._one[b])
        return self._scores[pair]

    def _measure(self, a: Local, b: Local) -> float:
        keys = [(x.key, y.key) for x in a.statements for y in b.statements]
        if any(k in self._apart for k in keys):
            return -TOGETHER
        if any(k in self._together for k in keys):
            return TOGETHER
        return total(a.traits, b.traits)

    def _pull(self, kind: int, group: Counter[int]) -> float:
        ease = threshold() * EASE
        return sum(n * (max(self._score(kind, k), PUSH) - ease) for k, n in group.items())

    def _agree(self, left: Counter[int], right: Counter[int]) -> bool:
        scores = [(self._score(a, b), n * m) for a, n in left.items() for b, m in right.items()]
        if min(scores)[0] <= -TOGETHER:
            return False
        if max(scores)[0] >= TOGETHER:
            return True
        pairs, against = sum(n for _, n in scores), sum(n for s, n in scores if s < VETO)
        return against * 5 <= pairs and sum(n * max(s, VETO) for s, n in scores) / pairs >= threshold() * EASE

    def _befriend(self) -> dict[int, list[int]]:
        """Kind -> the kinds that pull at it at all, found among those whose days are not apart."""
        out: dict[int, list[int]] = {kind: [] for kind in self._one}
        for a, b in self._meetings():
            if self._measure(self._one[a], self._one[b]) > threshold() * EASE:
                out[a].append(b)
                if a != b:
                    out[b].append(a)
        return out

    def _meetings(self) -> Iterator[tuple[int, int]]:
        """Pairs of kinds whose times meet, by a sweep over time; what people decided on meets everything."""
        times = {k: (-inf, inf) if k < 0 else reach(x.traits) for k, x in self._one.items()}
        open_: list[int] = []
        for kind in sorted(times, key=lambda k: (times[k][0], k)):
            open_ = [k for k in open_ if times[k][1] >= times[kind][0]]
            open_.append(kind)
            yield from ((k, kind) for k in open_)

    # --- groups ---

    def _settle(self, members: Sequence[Local]) -> None:
        made = _Group(next(self._numbers), members, Counter(self._kind[x.key] for x in members))
        self._live[made] = None
        for x in members:
            self._put(x.key, made)

    def _put(self, key: str, group: _Group) -> None:
        """Keeps count of how many accounts of the same traits each group holds."""
        spread, old = self._spread[self._traits[key]], self._home.get(key)
        if old is not None:
            spread[old] -= 1
            if not spread[old]:
                del spread[old]
        spread[group] += 1
        self._home[key] = group

    # --- joining, best pairs first ---

    def _levels(self, links: Links) -> list[_Level]:
        """Score by score, the highest first: each account with the keys of its partners, sorted, by their traits."""
        keys: dict[int, list[str]] = {}
        for x in self._locals:
            keys.setdefault(self._traits[x.key], []).append(x.key)
        found: dict[float, dict[int, dict[int, list[str]]]] = {}
        for kind in keys:
            for other, score in links.get(kind, {}).items():
                found.setdefault(score, {}).setdefault(kind, {})[other] = keys[other]
        return [
            sorted((key, near) for kind, near in found[score].items() for key in keys[kind])
            for score in sorted(found, reverse=True)
        ]

    def _join(self, levels: Iterable[_Level], bound: Iterable[tuple[str, str]]) -> None:
        for a, b in bound:
            self._try(a, b)
        for level in levels:
            for a, near in level:
                if not all(self._decided(a, kind) for kind in near):
                    for b in merge(*near.values()):
                        if b > a:
                            self._try(a, b)

    def _decided(self, a: str, kind: int) -> bool:
        """All accounts of these traits are in one group: the account's own, or one that did not agree with it."""
        mine, spread = self._home[a], self._spread[kind]
        if len(spread) > 1:
            return False
        (one,) = spread
        return one is mine or (mine.number, one.number) in self._refused

    def _try(self, a: str, b: str) -> None:
        left, right = self._home[a], self._home[b]
        if left is right or (left.number, right.number) in self._refused:
            return
        if self._agree(left.kinds, right.kinds):
            self._merge(left, right)
        else:
            self._refused |= {(left.number, right.number), (right.number, left.number)}

    def _merge(self, left: _Group, right: _Group) -> None:
        """The smaller moves in; those of ``left`` stay before the others."""
        large, small = (left, right) if len(left.members) >= len(right.members) else (right, left)
        for x in small.members:
            self._put(x.key, large)
        if large is left:
            large.members.extend(small.members)
        else:
            large.members.extendleft(reversed(small.members))
        large.kinds += small.kinds
        large.number = next(self._numbers)
        del self._live[small]
        self._content.clear()

    # --- moving ---

    def _move(self, x: Local) -> bool:
        """Best-first joining can leave an account where an early neighbour pulled it: it moves to where it fits best.

        Correlation clustering by single moves (Bansal, Blum and Chawla 2004; Elsner and Schudy 2009).
        """
        mine, kind = self._home[x.key], self._kind[x.key]
        if (kind, mine.number) in self._content:
            return False
        stay = self._pull(kind, mine.kinds - Counter([kind]))
        target = self._better(kind, mine, stay)
        if target is None and (stay >= 0 or len(mine.members) == 1):
            self._content.add((kind, mine.number))
            return False
        mine.members.remove(x)
        for old in (mine, target):
            if old is not None:
                del self._live[old]
        for members in (sorted([*(target.members if target else ()), x], key=lambda y: y.key), list(mine.members)):
            if members:
                self._settle(members)
        self._content.clear()
        return True

    def _better(self, kind: int, mine: _Group, stay: float) -> _Group | None:
        """The group, if any, that pulls most at such an account and more than its own does: one that holds a friend."""
        near = {g for k in self._friends[kind] for g in self._spread[self._traits[self._one[k].key]]}
        found = ((self._pull(kind, g.kinds), g.first, g) for g in near if g is not mine)
        gain, _, best = max(found, key=lambda f: f[:2], default=(0.0, "", mine))
        fits = gain > stay + 1e-9 and gain > 0 and self._agree(Counter([kind]), best.kinds)
        return best if fits else None
