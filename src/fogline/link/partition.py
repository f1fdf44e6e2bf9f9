"""The partition of accounts into events: the index that keeps it while reports come and go.

The partition is a pure function of the set of accounts and of what people decided (``solver``). A new account re-solves
only the component it touches. Accounts with the same traits are filed and compared as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from fogline.link.events import Local, threshold, total
from fogline.link.filing import Cabinet, Drawer, drawer, meet
from fogline.link.solver import Pairs, Solver
from fogline.link.traits import Traits


class _Kind:
    """Accounts with the same traits, and the kinds that score high enough with them, itself among them if it does."""

    __slots__ = ("links", "members", "traits")

    def __init__(self, traits: Traits, first: str) -> None:
        self.traits = traits
        self.members = [first]
        self.links: Mapping[_Kind, float] = _NONE

    def link(self, other: _Kind, score: float) -> None:
        if not isinstance(self.links, dict):
            self.links = {}
        self.links[other] = score

    def unlink(self, other: _Kind) -> None:
        if isinstance(self.links, dict):
            del self.links[other]


_NONE: Mapping[_Kind, float] = MappingProxyType({})
"""What most kinds are linked to: they share it."""


class Index:
    """Accounts filed under their keys, the links between their traits, and the groups of every component.

    ``add`` and ``drop`` touch one component; ``groups()`` gives all groups, sorted. ``together`` and ``apart`` are
    pairs of statement keys, both ways round.
    """

    def __init__(self, together: Pairs = frozenset(), apart: Pairs = frozenset()) -> None:
        self._together, self._apart = together, apart
        self._bound_keys = {k for pair in together for k in pair}
        self._forced = self._bound_keys | {k for pair in apart for k in pair}
        self._locals: dict[str, Local] = {}
        self._kinds: dict[Traits, _Kind] = {}
        self._kind_of: dict[str, _Kind] = {}
        self._cabinet: Cabinet[_Kind] = Cabinet()
        self._bonds: dict[str, set[str]] = {}
        self._group_of: dict[str, tuple[Local, ...]] = {}
        self._holder: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._locals)

    def load(self, locals_: Iterable[Local]) -> None:
        """Files everything first and solves each component once: the way to rebuild.

        Those that do not know their place go first: the others then look for them, and they need not leaf through
        the days.
        """
        new = sorted(locals_, key=lambda x: x.key)
        for local in sorted(new, key=lambda x: drawer(x.traits) is Drawer.PLACED):
            self._file(local)
        done: set[str] = set()
        for local in new:
            if local.key not in done:
                done |= self._solve(local.key)

    def add(self, local: Local) -> tuple[tuple[Local, ...], ...]:
        """Files one account and re-solves its component; returns the groups of that component."""
        self._file(local)
        return self.around(self._solve(local.key))

    def drop(self, key: str) -> None:
        """Takes an account out and re-solves what it held together."""
        kind, bonds = self._kind_of.pop(key), self._bonds.pop(key, set())
        near = {k for other in kind.links for k in other.members} | bonds
        for s in self._locals.pop(key).statements:
            self._holder.pop(s.key, None)
        kind.members.remove(key)
        for other in bonds:
            self._bonds[other].discard(key)
        if not kind.members:
            self._forget(kind)
        self._group_of.pop(key, None)
        done: set[str] = set()
        for other in sorted(near - {key}):
            if other not in done:
                done |= self._solve(other)

    def around(self, keys: Iterable[str]) -> tuple[tuple[Local, ...], ...]:
        """The groups that hold these accounts."""
        seen = {group[0].key: group for group in map(self._group, keys)}
        return tuple(seen[k] for k in sorted(seen))

    def groups(self) -> list[tuple[Local, ...]]:
        return list(self.around(self._locals))

    def _group(self, key: str) -> tuple[Local, ...]:
        return self._group_of.get(key) or (self._locals[key],)

    def _file(self, local: Local) -> None:
        bonds = self._bound(local)
        self._locals[local.key] = local
        kind = self._kinds.get(local.traits)
        if kind is None:
            kind = self._new_kind(local)
        else:
            self._one_more(kind, local.key)
        self._kind_of[local.key] = kind
        if self._bound_keys:
            self._holder.update((s.key, local.key) for s in local.statements if s.key in self._bound_keys)
        for other in bonds:
            self._bonds.setdefault(local.key, set()).add(other)
            self._bonds.setdefault(other, set()).add(local.key)

    def _new_kind(self, local: Local) -> _Kind:
        """Traits that no account had so far: filed, and linked to those near them."""
        kind = _Kind(local.traits, local.key)
        for other in self._cabinet.near(kind.traits):
            score = total(kind.traits, other.traits)
            if score >= threshold():
                kind.link(other, score)
                other.link(kind, score)
        self._kinds[kind.traits] = kind
        self._cabinet.put(kind)
        return kind

    def _one_more(self, kind: _Kind, key: str) -> None:
        """A second account with these traits: it and the first are compared as any two."""
        kind.members.append(key)
        if kind not in kind.links and meet(kind.traits, kind.traits):
            score = total(kind.traits, kind.traits)
            if score >= threshold():
                kind.link(kind, score)

    def _forget(self, kind: _Kind) -> None:
        self._cabinet.take(kind)
        for other in kind.links:
            if other is not kind:
                other.unlink(kind)
        del self._kinds[kind.traits]

    def _bound(self, local: Local) -> set[str]:
        """Accounts that hold a statement which somebody put together with one of this account's."""
        if not self._bound_keys:
            return set()
        mine = {s.key for s in local.statements} & self._bound_keys
        mates = (b for a, b in self._together if a in mine)
        return {self._holder[b] for b in mates if self._holder.get(b, local.key) != local.key}

    def _component(self, key: str) -> set[str]:
        seen, todo, kinds = {key}, [key], set[_Kind]()
        while todo:
            at = todo.pop()
            near = set(self._bonds.get(at, ()))
            for kind in self._kind_of[at].links.keys() - kinds:
                kinds.add(kind)
                near.update(kind.members)
            todo += near - seen
            seen |= near
        return seen

    def _solve(self, key: str) -> set[str]:
        members = self._component(key)
        if len(members) == 1:
            self._group_of.pop(key, None)
            return members
        for group in self._groups(sorted(members)):
            for local in group:
                self._group_of[local.key] = group
        return members

    def _groups(self, members: Sequence[str]) -> list[tuple[Local, ...]]:
        kinds = dict.fromkeys(self._kind_of[k] for k in members)
        number = {kind: n for n, kind in enumerate(kinds, 1)}
        kind_of = {k: number[self._kind_of[k]] for k in members}
        links = {n: {number[o]: score for o, score in kind.links.items()} for kind, n in number.items()}
        bonds = ((a, b) for a in members for b in self._bonds.get(a, ()))
        solver = Solver((self._locals[k] for k in members), kind_of, self._together, self._apart, self._forced)
        return solver.groups(links, bonds)


def partition(
    locals_: Iterable[Local], together: Pairs = frozenset(), apart: Pairs = frozenset()
) -> list[tuple[Local, ...]]:
    """All groups at once: the same as adding the accounts one by one in any order."""
    index = Index(together, apart)
    index.load(locals_)
    return index.groups()
