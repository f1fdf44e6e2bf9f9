"""Blocking: under which keys an account is filed, and under which its possible companions are sought.

A key is a name and a slot. Names are places, telling words and large figures; a slot is a day, a month, the day on
which an undated account came out, or a figure. What two accounts never share a key for is never compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from functools import cache
from typing import Generic, Protocol, TypeVar

from fogline.core.claim import Measure, Precision
from fogline.core.interval import Days
from fogline.link.shelf import Shelf
from fogline.link.traits import WEEK, Number, Traits, common, ranged, short
from fogline.vocab import load

Key = tuple[str, int]
RARE = 10
"""Telling words under which a dated account is filed: the longest, which are the rarest."""

WORDS = 2
"""Telling words that two accounts of a day must share to be compared when the place of one is not known."""

_DAY, _MONTH, _TOLD, _DATED, _UNDATED = range(5)
_TAGS = 8
_BOUND = 1 << 24
_SLOTS = 1 << 60
_MEASURES = {m: n for n, m in enumerate(Measure)}


class Drawer(Enum):
    """How well the place of a dated account is known: those who know it find each other by place alone.

    Words and large figures of the day serve the others. (If they served all, everything that happens anywhere on one
    day would be compared, and work would grow with the square of it.)
    """

    PLACED = 0
    DOUBTFUL = 1
    """Only names that no gazetteer placed. Two of those that differ are two places, unless a large figure of the day
    and all else speak for one."""
    OPEN = 2
    """No more than a province, a region or nothing at all."""


def drawer(t: Traits) -> Drawer:
    if any(not s.wide and not s.unsure for s in t.spots):
        return Drawer.PLACED
    named = any(not s.loose for s in t.spots)
    return Drawer.DOUBTFUL if named and all(s.unsure for s in t.spots) else Drawer.OPEN


@cache
def _floor() -> int:
    return int(load("en/reconcile_events.yaml")["large"])


def _heads(t: Traits) -> dict[str, None]:
    """Names under which a place is filed: itself and the town it lies in."""
    found = [x for s in t.spots if not s.wide for x in (s.sound, s.within) if x]
    found += [s.sound for s in t.spots if s.wide and s.precision.value == "admin1"]
    found += [f"a:{s.admin}" for s in t.spots if s.admin and (s.wide or s.precision.value == "area")]
    return dict.fromkeys(found)


def _days_in(days: Days) -> range:
    """Both ends counted, as ordinals."""
    assert days.start
    assert days.end
    return range(days.start.toordinal(), days.end.toordinal() + 1)


def _months(days: Days) -> range:
    assert days.start
    assert days.end
    return range(days.start.year * 12 + days.start.month, days.end.year * 12 + days.end.month + 1)


def _large(t: Traits) -> list[Number]:
    return [n for n in t.numbers if max(n.low or 0, n.high or 0) >= _floor()]


def _slots(tag: int, values: Iterable[int]) -> Iterator[int]:
    return (v * _TAGS + tag for v in values)


def _figures(tag: int, t: Traits) -> Iterator[int]:
    """Figures as slots; two that fall together beyond sixteen million only cost a comparison."""
    for n in _large(t):
        ends = (0 if x is None else 1 + x % (_BOUND - 1) for x in (n.low, n.high))
        code = _MEASURES[n.measure]
        for end in ends:
            code = code * _BOUND + end
        yield code * _TAGS + tag


def _own_slots(t: Traits) -> Iterator[int]:
    if short(t.days):
        yield from _slots(_DAY, _days_in(t.days))
        yield from _figures(_DATED, t)
        return
    if ranged(t.days):
        yield from _slots(_MONTH, _months(t.days))
    elif not t.days and t.told:
        yield t.told.toordinal() * _TAGS + _TOLD
    yield from _figures(_UNDATED, t)


def _near_slots(t: Traits) -> Iterator[int]:
    """Two that each name their day are found by it; figures lead to what has none, and from there to all."""
    if short(t.days):
        days = _days_in(t.days)
        yield from _slots(_DAY, range(days.start - 1, days.stop + 1))
        yield from _slots(_MONTH, _months(t.days))
        yield from _slots(_TOLD, range(days.start, days.stop + WEEK))
    else:
        if ranged(t.days):
            yield from _slots(_DAY, _days_in(t.days))
            yield from _slots(_MONTH, _months(t.days))
        elif not t.days and t.told:
            yield from _told_slots(t.told)
        yield from _figures(_DATED, t)
    yield from _figures(_UNDATED, t)


def _told_slots(told: date) -> Iterator[int]:
    """An undated account is of the week before it came out, or beside another that came out within a week."""
    n = told.toordinal()
    yield from _slots(_DAY, range(n - WEEK, n + 1))
    yield from _slots(_TOLD, range(n - WEEK, n + WEEK + 1))


def by_place(t: Traits) -> Iterator[Key]:
    """Keys under which an account can be found by its place."""
    heads = _heads(t)
    if heads:
        slots = list(_own_slots(t))
        yield from ((h, s) for h in heads for s in slots)


def near_place(t: Traits) -> Iterator[Key]:
    """Keys under which an account's possible companions are filed by place."""
    heads = _heads(t)
    if heads:
        slots = list(_near_slots(t))
        yield from ((h, s) for h in heads for s in slots)


def _rare(t: Traits) -> tuple[str, ...]:
    return t.words if len(t.words) <= RARE else tuple(sorted(t.words, key=lambda w: (-len(w), w))[:RARE])


def _numbers(t: Traits) -> list[str]:
    """Large figures as names of their own."""
    return [f"#{slot}" for slot in _figures(_DATED, t)]


def _provinces(t: Traits) -> frozenset[str]:
    named = {s.admin for s in t.spots if s.admin}
    return frozenset(named | {s.sound for s in t.spots if s.precision is Precision.ADMIN1})


def meet(a: Traits, b: Traits) -> bool:
    """Are two accounts compared at all? What ``Cabinet`` answers for many at once."""
    return not set(near_place(a)).isdisjoint(by_place(b)) or _meet_on_day(a, b)


def _meet_on_day(a: Traits, b: Traits) -> bool:
    """Two accounts of one day, not both placed, that share a large figure or enough telling words."""
    if not (short(a.days) and short(b.days) and a.days.meets(b.days)):
        return False
    both = {drawer(a), drawer(b)}
    if both == {Drawer.PLACED}:
        return False
    if not set(_numbers(a)).isdisjoint(_numbers(b)):
        return True
    return both != {Drawer.DOUBTFUL} and _enough(common(_rare(a), _rare(b)), a, b)


def _enough(shared: int, a: Traits, b: Traits) -> bool:
    """One word in common is chance among all that happens on a day, unless the province is the same."""
    return shared >= WORDS or (shared > 0 and not _provinces(a).isdisjoint(_provinces(b)))


class Kind(Protocol):
    """Whatever is filed: accounts with the same traits."""

    @property
    def traits(self) -> Traits: ...


K = TypeVar("K", bound=Kind)


class Files(Generic[K]):
    """Kinds under keys. Names are numbered, so that a key is one whole number."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._under: Shelf[K] = Shelf()

    def put(self, keys: Iterable[Key], kind: K) -> None:
        for name, slot in keys:
            self._under.put(self._names.setdefault(name, len(self._names)) * _SLOTS + slot, kind)

    def take(self, keys: Iterable[Key], kind: K) -> None:
        for name, slot in keys:
            self._under.take(self._names[name] * _SLOTS + slot, kind)

    def find(self, keys: Iterable[Key]) -> Iterator[K]:
        for name, slot in keys:
            number = self._names.get(name)
            if number is not None:
                yield from self._under[number * _SLOTS + slot]


class _Day(Generic[K]):
    """What is known to have happened on one day: those that know their place, and the others by words and figures."""

    __slots__ = ("marks", "placed")

    def __init__(self) -> None:
        self.placed: list[K] = []
        self.marks: dict[str, list[K]] = {}

    def put(self, marks: Iterable[str], kind: K) -> None:
        for held in self._where(marks, kind):
            held.append(kind)

    def take(self, marks: Iterable[str], kind: K) -> None:
        for held in self._where(marks, kind):
            held.remove(kind)
        for mark in marks:
            if not self.marks.get(mark, True):
                del self.marks[mark]

    def _where(self, marks: Iterable[str], kind: K) -> list[list[K]]:
        if drawer(kind.traits) is Drawer.PLACED:
            return [self.placed]
        return [self.marks.setdefault(mark, []) for mark in marks]

    def under(self, marks: Iterable[str]) -> Iterator[K]:
        return (k for mark in marks for k in self.marks.get(mark, ()))


class Cabinet(Generic[K]):
    """All that is filed, by place and by day: ``near`` gives what an account must be compared with.

    Most accounts know their place. Those are kept by day alone, and an account that does not know its own leafs
    through the day; the few others are filed by every mark.
    """

    def __init__(self) -> None:
        self._places: Files[K] = Files()
        self._days: dict[int, _Day[K]] = {}

    def put(self, kind: K) -> None:
        t = kind.traits
        self._places.put(by_place(t), kind)
        for day in _known_days(t):
            self._days.setdefault(day, _Day()).put(_marks(t), kind)

    def take(self, kind: K) -> None:
        t = kind.traits
        self._places.take(by_place(t), kind)
        for day in _known_days(t):
            self._days[day].take(_marks(t), kind)

    def near(self, t: Traits) -> set[K]:
        out = set(self._places.find(near_place(t)))
        for day in (self._days[n] for n in _known_days(t) if n in self._days):
            out.update(day.under(_numbers(t)))
            out.update(_alike(day, t))
            if drawer(t) is not Drawer.PLACED:
                out.update(k for k in day.placed if _meet_on_day(t, k.traits))
        return out


def _known_days(t: Traits) -> Iterable[int]:
    return _days_in(t.days) if short(t.days) else ()


def _marks(t: Traits) -> tuple[str, ...]:
    """What an account of a day can be found by where its place is not known."""
    return (*_rare(t), *_numbers(t))


def _alike(day: _Day[K], t: Traits) -> Iterator[K]:
    """Those without a known place that share words; two doubtful names that differ are two places."""
    shared, doubtful = Counter(day.under(_rare(t))), drawer(t) is Drawer.DOUBTFUL
    close = (k for k, n in shared.items() if _enough(n, t, k.traits))
    return (k for k in close if not (doubtful and drawer(k.traits) is Drawer.DOUBTFUL))
