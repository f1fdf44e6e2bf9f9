"""The partition of accounts into events: the index that keeps it while reports come and go.

The partition is a pure function of the set of accounts and of what people decided (``solver``). A new account re-solves
only the component it touches. Accounts with the same traits are filed and compared as one.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from fogline.link.events import Local, filed, sought, threshold, total
from fogline.link.solver import Pairs, Solver
from fogline.link.traits import Traits


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
        self._numbers = count()
        self._kinds: dict[Traits, int] = {}
        self._kind_of: dict[str, int] = {}
        self._members: dict[int, dict[str, None]] = {}
        self._traits: dict[int, Traits] = {}
        self._files: dict[str, list[int]] = {}
        self._links: dict[int, dict[int, float]] = {}
        self._bonds: dict[str, set[str]] = {}
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
        kind, bonds = self._kind_of[key], self._bonds.pop(key, set())
        near = {k for other in self._links[kind] for k in self._members[other]} | bonds
        for s in self._locals.pop(key).statements:
            self._holder.pop(s.key, None)
        del self._members[kind][key], self._kind_of[key]
        for other in bonds:
            self._bonds[other].discard(key)
        if not self._members[kind]:
            self._forget(kind)
        self._group_of.pop(key, None)
        done: set[str] = set()
        for other in sorted(near - {key}):
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
        bonds = self._bound(local)
        self._locals[local.key] = local
        kind = self._kinds.get(local.traits)
        if kind is None:
            kind = self._new_kind(local.traits)
        self._kind_of[local.key] = kind
        self._members[kind][local.key] = None
        if self._bound_keys:
            self._holder.update((s.key, local.key) for s in local.statements if s.key in self._bound_keys)
        for other in bonds:
            self._bonds.setdefault(local.key, set()).add(other)
            self._bonds.setdefault(other, set()).add(local.key)

    def _new_kind(self, traits: Traits) -> int:
        """Traits that no account had so far: filed, and linked to those near them and to themselves."""
        kind, names = next(self._numbers), filed(traits)
        self._kinds[traits], self._traits[kind], self._members[kind], self._links[kind] = kind, traits, {}, {}
        for name in names:
            self._files.setdefault(name, []).append(kind)
        for other in {k for name in sought(traits) for k in self._files.get(name, ())}:
            score = total(traits, self._traits[other])
            if score >= threshold():
                self._links[kind][other] = self._links[other][kind] = score
        return kind

    def _forget(self, kind: int) -> None:
        traits = self._traits.pop(kind)
        for name in filed(traits):
            self._files[name].remove(kind)
        for other in self._links.pop(kind):
            if other != kind:
                del self._links[other][kind]
        del self._kinds[traits], self._members[kind]

    def _bound(self, local: Local) -> set[str]:
        """Accounts that hold a statement which somebody put together with one of this account's."""
        mine = {s.key for s in local.statements} & self._bound_keys
        mates = (b for a, b in self._together if a in mine)
        return {self._holder[b] for b in mates if self._holder.get(b, local.key) != local.key}

    def _component(self, key: str) -> set[str]:
        seen, todo, kinds = {key}, [key], set[int]()
        while todo:
            at = todo.pop()
            near = set(self._bonds.get(at, ()))
            for kind in self._links[self._kind_of[at]].keys() - kinds:
                kinds.add(kind)
                near.update(self._members[kind])
            todo += near - seen
            seen |= near
        return seen

    def _solve(self, key: str) -> set[str]:
        members = self._component(key)
        if len(members) == 1:
            self._group_of[key] = (self._locals[key],)
            return members
        solver = Solver((self._locals[k] for k in members), self._kind_of, self._together, self._apart, self._forced)
        bonds = ((a, b) for a in members for b in self._bonds.get(a, ()))
        for group in solver.groups(self._links, bonds):
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
