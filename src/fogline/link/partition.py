"""The partition of accounts into events: the index that keeps it while reports come and go.

The partition is a pure function of the set of accounts and of what people decided: accounts are filed (``filing``),
linked, parted into regions (``regions``), and each region is solved (``solver``). A new account touches only the region
it comes into and those whose accounts it draws away. Accounts with the same traits are filed and compared as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fogline.link.events import Local, threshold, total
from fogline.link.filing import Cabinet, Drawer, drawer, meet
from fogline.link.regions import Kind, Regions
from fogline.link.solver import Pairs, Solver
from fogline.link.traits import Traits


class Index:
    """Accounts filed under their keys, the links between their traits, and the groups of every region.

    ``add`` and ``drop`` touch the account's neighbourhood; ``groups()`` gives all groups, sorted.
    ``together`` and ``apart`` are pairs of statement keys, both ways round.
    """

    def __init__(self, together: Pairs = frozenset(), apart: Pairs = frozenset()) -> None:
        self.decide(together, apart)
        self._locals: dict[str, Local] = {}
        self._kinds: dict[Traits, Kind] = {}
        self._kind_of: dict[str, Kind] = {}
        self._cabinet: Cabinet[Kind] = Cabinet()
        self._bonds: dict[str, set[str]] = {}
        self._region_of: dict[str, tuple[str, ...]] = {}
        self._group_of: dict[str, tuple[Local, ...]] = {}
        self._holder: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._locals)

    def decide(self, together: Pairs, apart: Pairs) -> None:
        """What people decided, from now on. Holds no account that a new or withdrawn pair is of."""
        self._together, self._apart = together, apart
        self._mates: dict[str, list[str]] = {}
        for a, b in together:
            self._mates.setdefault(a, []).append(b)
        self._forced = frozenset(k for pair in together | apart for k in pair)

    def load(self, locals_: Iterable[Local]) -> None:
        """Files everything first and solves each region once: the way to rebuild.

        Those that do not know their place go first: the others then look for them, and they need not leaf through
        the days. Day by day, so that what is looked for was filed a moment ago.
        """
        new = list(locals_)
        for local in sorted(new, key=_turn):
            self._file(local)
        self._renew(x.key for x in new)

    def add(self, local: Local) -> tuple[tuple[Local, ...], ...]:
        """Files one account and solves what it touches; returns the groups of its region."""
        self._file(local)
        self._renew([local.key])
        return self.around(self._region(local.key))

    def drop(self, key: str) -> None:
        """Takes an account out and solves again what it held together."""
        region, kind = self._region(key), self._kind_of.pop(key)
        for s in self._locals[key].statements:
            self._holder.pop(s.key, None)
        for other in self._bonds.pop(key, ()):
            self._bonds[other].discard(key)
        kind.members.remove(key)
        kind.judged -= self._decided(self._locals.pop(key))
        if not kind.members:
            self._forget(kind)
        self._region_of.pop(key, None)
        self._group_of.pop(key, None)
        self._renew(k for k in region if k != key)

    def around(self, keys: Iterable[str]) -> tuple[tuple[Local, ...], ...]:
        """The groups that hold these accounts."""
        seen = {group[0].key: group for group in map(self._group, keys)}
        return tuple(seen[k] for k in sorted(seen))

    def groups(self) -> list[tuple[Local, ...]]:
        return list(self.around(self._locals))

    def _region(self, key: str) -> tuple[str, ...]:
        return self._region_of.get(key) or (key,)

    def _group(self, key: str) -> tuple[Local, ...]:
        return self._group_of.get(key) or (self._locals[key],)

    def _file(self, local: Local) -> None:
        bonds = self._bound(local)
        self._locals[local.key] = local
        kind = self._kinds.get(local.traits) or self._new_kind(local.traits)
        if kind.members:
            self._one_more(kind)
        kind.members.append(local.key)
        kind.judged += self._decided(local)
        self._kind_of[local.key] = kind
        if self._mates:
            self._holder.update((s.key, local.key) for s in local.statements if s.key in self._mates)
        for other in bonds:
            self._bonds.setdefault(local.key, set()).add(other)
            self._bonds.setdefault(other, set()).add(local.key)

    def _decided(self, local: Local) -> bool:
        return any(s.key in self._forced for s in local.statements) if self._forced else False

    def _new_kind(self, traits: Traits) -> Kind:
        """Traits that no account had so far: filed, and linked to those near them."""
        kind = Kind(traits)
        for other in self._cabinet.near(traits):
            score = total(traits, other.traits)
            if score >= threshold():
                kind.link(other, score)
                other.link(kind, score)
        self._kinds[traits] = kind
        self._cabinet.put(kind)
        return kind

    def _one_more(self, kind: Kind) -> None:
        """A second account with these traits: it and the first are compared as any two."""
        if kind not in kind.links and meet(kind.traits, kind.traits):
            score = total(kind.traits, kind.traits)
            if score >= threshold():
                kind.link(kind, score)

    def _forget(self, kind: Kind) -> None:
        self._cabinet.take(kind)
        for other in kind.links:
            if other is not kind:
                other.unlink(kind)
        del self._kinds[kind.traits]

    def _bound(self, local: Local) -> set[str]:
        """Accounts that hold a statement which somebody put together with one of this account's."""
        if not self._mates:
            return set()
        mates = (b for s in local.statements for b in self._mates.get(s.key, ()))
        return {self._holder[b] for b in mates if self._holder.get(b, local.key) != local.key}

    def _renew(self, keys: Iterable[str]) -> None:
        """Solves the regions of these accounts and of all that were with any of theirs before."""
        regions, todo, done = Regions(), list(keys), set[str]()
        while todo:
            key = todo.pop()
            if key not in done and key in self._locals:
                members = self._reach(key, regions)
                done |= members
                before = {id(old): old for k in members if (old := self._region_of.get(k))}
                todo += (k for old in before.values() for k in old)
                self._solve(tuple(sorted(members)))

    def _reach(self, key: str, regions: Regions) -> set[str]:
        """The accounts to be solved together with this one."""
        seen, todo, left, reached = {key}, [key], set[Kind](), set[Kind]()
        while todo:
            at = todo.pop()
            near, kind = set(self._bonds.get(at, ())), self._kind_of[at]
            if kind not in left:
                left.add(kind)
                for other in set(regions.beside(kind)) - reached:
                    reached.add(other)
                    near.update(other.members)
            todo += near - seen
            seen |= near
        return seen

    def _solve(self, region: tuple[str, ...]) -> None:
        if len(region) == 1:
            self._region_of.pop(region[0], None)
            self._group_of.pop(region[0], None)
            return
        self._region_of.update(dict.fromkeys(region, region))
        for group in self._groups(region):
            self._group_of.update(dict.fromkeys((x.key for x in group), group))

    def _groups(self, members: Sequence[str]) -> list[tuple[Local, ...]]:
        kinds = dict.fromkeys(self._kind_of[k] for k in members)
        number = {kind: n for n, kind in enumerate(kinds, 1)}
        kind_of = {k: number[self._kind_of[k]] for k in members}
        links = {n: {number[o]: score for o, score in kind.links.items() if o in number} for kind, n in number.items()}
        bonds = ((a, b) for a in members for b in self._bonds.get(a, ()))
        solver = Solver((self._locals[k] for k in members), kind_of, self._together, self._apart, self._forced)
        return solver.groups(links, bonds)


def _turn(local: Local) -> tuple[bool, date, str]:
    t = local.traits
    return drawer(t) is Drawer.PLACED, t.days.start or t.days.end or t.told or date.min, local.key


def partition(
    locals_: Iterable[Local], together: Pairs = frozenset(), apart: Pairs = frozenset()
) -> list[tuple[Local, ...]]:
    """All groups at once: the same as adding the accounts one by one in any order."""
    index = Index(together, apart)
    index.load(locals_)
    return index.groups()
