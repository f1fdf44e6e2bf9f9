"""Which accounts are solved together.

An account that names its town and its day knows where it belongs. One that names no more than a province, a month or
nothing could belong to many events that have nothing to do with one another; if each such account welded all of them
into one component, a large record would be one component, and a new report everybody's affair. So accounts are graded
by how much they leave open, and one that leaves more open *follows*: it is solved with the neighbourhood of the one
account that knows more and that the best path of links leads to, and ties nobody else together.

The best path is that whose weakest link is strongest, through accounts that leave as much open: the path in the maximum
spanning forest grown from those that know more (Prim 1957; as an image foresting transform, Falcao, Stolfi and Lotufo
2004). Links have a strict order, so there is one such forest, whatever the order of arrival, and what a new account
changes is within its own neighbourhood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import IntEnum
from hashlib import blake2b
from heapq import heappop, heappush
from types import MappingProxyType

from fogline.core.claim import Precision
from fogline.link.events import threshold
from fogline.link.traits import Spot, Traits, common, ranged, short, span_of

EASE = 0.6
"""Part of the threshold that the average over two whole groups must reach: some pairs know little of each other."""


class Where(IntEnum):
    """How much an account leaves open about its place."""

    TOWN, AREA, OPEN = range(3)


class When(IntEnum):
    """How much an account leaves open about its time."""

    DAY, NIGHT, STRETCH, OPEN = range(4)


def where(t: Traits) -> Where:
    if any(_town(s) for s in t.spots):
        return Where.TOWN
    return Where.AREA if any(not s.wide and not s.loose for s in t.spots) else Where.OPEN


def _town(s: Spot) -> bool:
    """A town, or a place in one, that a gazetteer knows."""
    return not s.wide and not s.unsure and s.precision is not Precision.AREA


def when(t: Traits) -> When:
    if short(t.days):
        return When.DAY if span_of(t.days) == 1 else When.NIGHT
    return When.STRETCH if ranged(t.days) else When.OPEN


class Kind:
    """Accounts with the same traits, and the kinds that score high enough with them, itself among them if it does.

    ``judged`` counts the members that people decided on: those may be told to leave what they follow, so all their
    links count.
    """

    __slots__ = ("_mark", "grade", "judged", "links", "members", "traits")

    def __init__(self, traits: Traits) -> None:
        self.traits = traits
        self.members: list[str] = []
        self.links: Mapping[Kind, float] = _NONE
        self.grade = where(traits) + when(traits)
        self.judged = 0
        self._mark: bytes | None = None

    @property
    def mark(self) -> bytes:
        """Tells these traits from all others, the same in every process."""
        if self._mark is None:
            t = self.traits
            told = repr((t.types, t.spots, t.days, t.numbers, t.words, t.told, sorted(t.doers)))
            self._mark = blake2b(told.encode(), digest_size=12).digest()
        return self._mark

    def link(self, other: Kind, score: float) -> None:
        if not isinstance(self.links, dict):
            self.links = {}
        self.links[other] = score

    def unlink(self, other: Kind) -> None:
        if isinstance(self.links, dict):
            del self.links[other]


_NONE: Mapping[Kind, float] = MappingProxyType({})
"""What most kinds are linked to: they share it."""

Rank = tuple[float, int, float, bytes, bytes]


def _rank(pull: float, a: Kind, b: Kind) -> Rank:
    """Smaller is better: by pull, words in common, time between the two; the last resort tells every pair apart."""
    one, two = (a, b) if a.mark < b.mark else (b, a)
    return -pull, -common(a.traits.words, b.traits.words), _gap(a.traits, b.traits), one.mark, two.mark


def _pulls(kind: Kind) -> Iterator[tuple[Kind, float]]:
    """How strongly each linked kind pulls at this one; those of one town and day pull together at one that follows."""
    ease = threshold() * EASE
    towns: Counter[Event] = Counter()
    for other, score in kind.links.items():
        towns.update(dict.fromkeys(_towns(other), score - ease))
    for other, score in kind.links.items():
        yield other, max((towns[e] for e in _towns(other)), default=score - ease)


def _gap(a: Traits, b: Traits) -> float:
    """Days between two accounts; what says neither when it happened nor when it was told is far from everything."""
    one, two = (t.days.end or t.days.start or t.told for t in (a, b))
    return abs((one - two).days) if one and two else float("inf")


class Regions:
    """Who follows whom, worked out as it is asked; good as long as no link changes."""

    def __init__(self) -> None:
        self._leaders: dict[Kind, Kind | None] = {}

    def beside(self, kind: Kind) -> Iterator[Kind]:
        """The linked kinds that are solved with this one."""
        return (other for other in kind.links if other is kind or self._with(kind, other))

    def _with(self, a: Kind, b: Kind) -> bool:
        if a.judged or b.judged:
            return True
        if a.grade == b.grade:
            return not a.grade or self.leader(a) is self.leader(b)
        low, high = (a, b) if a.grade < b.grade else (b, a)
        leader = self.leader(high)
        return leader is low or (leader is not None and _one_place(leader, low))

    def leader(self, kind: Kind) -> Kind | None:
        """The account that knows more at the end of the best path; none where no path leads to one."""
        if kind.grade and kind not in self._leaders:
            self._explore(kind)
        return self._leaders.get(kind)

    def _explore(self, start: Kind) -> None:
        """Grows from ``start`` by the best link each time until it meets one that knows more; all on the way follow."""
        seen, edges, found = {start}, list[tuple[Rank, Kind]](), None
        _push(edges, start, seen)
        while edges and found is None:
            other = heappop(edges)[1]
            if other.grade < start.grade:
                found = other
            elif other in self._leaders:
                found = self._leaders[other]
            elif other not in seen:
                seen.add(other)
                _push(edges, other, seen)
        self._leaders.update(dict.fromkeys(seen, found))


def _push(edges: list[tuple[Rank, Kind]], kind: Kind, seen: set[Kind]) -> None:
    for other, pull in _pulls(kind):
        if other.grade <= kind.grade and other not in seen:
            heappush(edges, (_rank(pull, kind, other), other))


Event = tuple[str, int]
"""A town and a day."""


def _towns(kind: Kind) -> frozenset[Event]:
    """Where and when, for one that knows both."""
    if kind.grade:
        return _NOWHERE
    t = kind.traits
    assert t.days.start
    day = t.days.start.toordinal()
    return frozenset((name, day) for s in t.spots if _town(s) for name in (s.sound, s.within) if name)


_NOWHERE: frozenset[Event] = frozenset()


def _one_place(a: Kind, b: Kind) -> bool:
    """Both know their town and day, and share them: who follows one brings the other."""
    return not _towns(a).isdisjoint(_towns(b))
