"""Sums over a stretch of time: events added, totals in the place of what they hold, every step a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import attrgetter
from typing import NamedTuple

from fogline.core.claim import Measure, Precision, Status
from fogline.core.incident import Incident, LastWord, Picture, Toll
from fogline.core.interval import Count, Days
from fogline.core.ledger import Line, Sum
from fogline.link import sorts, sound, unlike, voice
from fogline.reconcile import phrases
from fogline.reconcile.history import background, history
from fogline.reconcile.phrases import say
from fogline.reconcile.sums import bounds, ids, label
from fogline.reconcile.tolls import state

YEAR = timedelta(days=366)
"""How far back a total reaches that does not say when it began."""
_ORDER = attrgetter("order")
MONTHS = 60
"""Totals of longer stretches are few, and not filed by the month."""


@dataclass(frozen=True, slots=True)
class Unit:
    """An event or a total with its bounds, as one item of a period's sum."""

    event: Incident | Toll
    low: int
    best: int
    high: int | None
    days: Days
    order: tuple[date, date, str]
    """By which units follow each other: beginning, end, name."""

    @classmethod
    def of(cls, event: Incident | Toll, words: Sequence[LastWord]) -> Unit:
        days = event.days
        return cls(event, *bounds(words), days, (days.start or date.min, days.end or date.max, event.id))

    @property
    def area(self) -> str | None:
        if isinstance(self.event, Toll):
            return self.event.area
        return self.event.place.name if self.event.place else None


class _Work:
    """What sums make of one event: its unit and its own line by measure, and its reach."""

    __slots__ = ("event", "lines", "reach", "units")

    def __init__(self, event: Incident | Toll) -> None:
        self.event = event
        self.units: dict[Measure, Unit | None] = {}
        self.lines: dict[tuple[Measure, str], Line] = {}
        self.reach: Reach | None = None


class Worked:
    """What sums have made of the events of a record, kept while it changes: an event that is the same object has it
    already. Holds no more than twice the events it was last asked for.
    """

    def __init__(self) -> None:
        self._kept: dict[int, _Work] = {}

    def of(self, event: Incident | Toll) -> _Work:
        found = self._kept.get(id(event))
        if found is None:
            found = self._kept[id(event)] = _Work(event)
        return found

    def unit(self, event: Incident | Toll, measure: Measure) -> Unit | None:
        mine = self.of(event).units
        if measure not in mine:
            words = [w for w in event.latest if w.measure is measure]
            mine[measure] = Unit.of(event, words) if words else None
        return mine[measure]

    def reach(self, u: Unit) -> Reach:
        work = self.of(u.event)
        if work.reach is None:
            work.reach = Reach.of(u)
        return work.reach

    def line(self, u: Unit, measure: Measure, key: str = "unit") -> Line:
        """The line of an event that stands for itself, or is left out of the sum (``key`` says why)."""
        mine = self.of(u.event).lines
        if (measure, key) not in mine:
            mine[measure, key] = _unit_line(u, measure, key, "")
        return mine[measure, key]

    def forget(self, present: Sequence[Incident | Toll]) -> None:
        if len(self._kept) > 2 * len(present):
            ids = set(map(id, present))
            self._kept = {key: work for key, work in self._kept.items() if key in ids}


def units(picture: Picture, measure: Measure, kept: Worked | None = None) -> list[Unit]:
    kept = kept or Worked()
    found: list[Incident | Toll] = [*picture.incidents, *picture.tolls]
    return [u for x in found if (u := kept.unit(x, measure))]


def period(
    picture: Picture,
    days: Days,
    measure: Measure = Measure.KILLED,
    place: str | None = None,
    kept: Worked | None = None,
) -> Sum:
    """All events and totals of a stretch (and place): ``low <= best <= high`` with every step as a line.

    An event is taken when its days lie in the stretch, a total when its whole stretch does. A total takes the place of
    the events it covers: what they add up to is compared with it, never added. Totals that overlap without one holding
    the other are not added to the lower bound and the best; one that goes on beyond the stretch is taken as it stood
    then. Of the whole record (``days`` empty), what is told as history alone and ended before all else in it is not
    added, and an event of no known day is, where nothing else in the record can be the same: no total reaches its
    place, and no other event is at it, in it or around it. ``kept`` has what was made of the events before.
    """
    kept = kept or Worked()
    totals = tuple(s for t in picture.tolls if (s := state(t, days.end, place)))
    there = Picture(picture.incidents, totals, picture.copies)
    return _summed(_here(there, measure, place, kept), days, measure, kept)


def by_day(
    picture: Picture, days: Days, measure: Measure = Measure.KILLED, place: str | None = None
) -> list[tuple[date, Sum]]:
    """One sum per day with an event; totals over several days are not divided and so not here."""
    assert days.start
    assert days.end
    kept = Worked()
    here = [u for u in _here(Picture(picture.incidents, (), picture.copies), measure, place, kept) if u.days]
    stretch = (days.start + timedelta(days=n) for n in range((days.end - days.start).days + 1))
    sums = ((day, _summed(here, Days.on(day), measure, kept)) for day in stretch)
    return [(day, one) for day, one in sums if one.lines]


def _here(picture: Picture, measure: Measure, place: str | None, kept: Worked) -> list[Unit]:
    return sorted((u for u in units(picture, measure, kept) if _in_place(u, place)), key=_ORDER)


def _summed(here: Sequence[Unit], days: Days, measure: Measure, kept: Worked) -> Sum:
    past = frozenset() if days else history(u.event for u in here)
    rows = [u for u in here if _within(u.days, days) and not _unended(u) and u.event.id not in past]
    rows += [] if days else _unmistaken([u for u in here if not background(u.event)], rows, kept)
    taken = {u.event.id for u in rows} | past
    partly = [u for u in here if u.days and u.event.id not in taken and u.days.meets(days)]
    whole = _Tree(rows, measure, kept).together(None)
    left = [(u, "unended" if _unended(u) else "partly") for u in partly]
    undated = [u for u in here if not u.days and u.event.id not in taken]
    left += [(u, "undated") for u in undated]
    left += [(u, "history") for u in here if u.event.id in past]
    lines = (*whole.lines, *(kept.line(u, measure, key) for u, key in left))
    title = phrases.stretch(days, (u.days for u in rows))
    return Sum(title, measure, whole.low, whole.best, whole.high, lines, say("rule", "period"), len(undated))


def _unmistaken(told: Sequence[Unit], rows: Sequence[Unit], kept: Worked) -> list[Unit]:
    """Events of no known day that nothing of ``rows``, nor each other, can be told of again: the largest of a place."""
    found: list[Unit] = []
    seen = _Ground()
    for u in rows:
        seen.add(kept.reach(u), total=isinstance(u.event, Toll))
    undated = (u for u in told if not u.days and isinstance(u.event, Incident) and u.area is not None)
    for u in sorted(undated, key=lambda u: (-u.best, u.event.id)):
        reach = kept.reach(u)
        if not seen.meets(reach):
            found.append(u)
            seen.add(reach, total=False)
    return found


def _unended(u: Unit) -> bool:
    """An event told with one day only of a longer time may be told of by a total as well."""
    return isinstance(u.event, Incident) and bool(u.days) and not (u.days.start and u.days.end)


def _within(inner: Days, outer: Days) -> bool:
    """Is all of ``inner`` in ``outer``? What is open at a side lies only in what is open there too."""
    starts = outer.start is None or (inner.start is not None and outer.start <= inner.start)
    ends = outer.end is None or (inner.end is not None and inner.end <= outer.end)
    return bool(inner) and starts and ends


def _in_place(u: Unit, place: str | None) -> bool:
    if place is None:
        return True
    names = [u.area]
    if isinstance(u.event, Incident) and u.event.place:
        names += [u.event.place.admin1, u.event.place.country]
    return any(n and sound(n) == sound(place) for n in names)


# --- which total holds what ---


def _people(u: Unit) -> frozenset[Status]:
    counted = [s.claim for s in u.event.statements if any(q.measure is Measure.KILLED for q in s.claim.quantities)]
    found = [sorts(c) for c in counted]
    return frozenset().union(*found) if all(found) else frozenset()


@dataclass(frozen=True, slots=True)
class Reach:
    """What units are compared by: where they lie, the countries they are in, the one a total is about, who tells."""

    area: str | None
    inside: frozenset[str]
    lands: frozenset[str]
    about: frozenset[str]
    tellers: frozenset[str]
    people: frozenset[Status]
    """Civilians or combatants, where all who tell of it count the one sort."""

    @classmethod
    def of(cls, u: Unit) -> Reach:
        told = [p for s in u.event.statements for p in s.claim.places]
        names = [x for p in told for x in (p.within, p.admin1) if x]
        names += [p.name for p in told if p.name and (p.country or isinstance(u.event, Toll))]
        area = sound(u.area) if u.area else None
        return cls(
            area,
            frozenset([*map(sound, names), *([area] if area else [])]),
            frozenset(p.country for p in told if p.country),
            frozenset(p.country for p in told if p.country and p.precision is Precision.COUNTRY),
            frozenset({a.report for a in u.event.accounts} | {voice(a.origin) for a in u.event.accounts}),
            _people(u),
        )

    def unlike(self, other: Reach) -> bool:
        return unlike(self.people, other.people)

    def holds(self, other: Reach) -> bool:
        """One area in another; a country's total holds what happened in the country."""
        return self.area in other.inside or bool(self.about & other.lands)

    def meets(self, other: Reach) -> bool:
        if self.unlike(other):
            return False
        unsaid = self.area is None or other.area is None
        return unsaid or self.area == other.area or self.holds(other) or other.holds(self)


class _Ground:
    """The areas that some units are told of, all together."""

    def __init__(self) -> None:
        self._areas: set[str] = set()
        self._inside: set[str] = set()
        self._lands: set[str] = set()
        self._about: set[str] = set()
        self._anywhere = False

    def add(self, reach: Reach, *, total: bool) -> None:
        if reach.area is not None:
            self._areas.add(reach.area)
        self._anywhere |= total and reach.area is None
        self._inside |= reach.inside
        self._lands |= reach.lands
        self._about |= reach.about

    def meets(self, reach: Reach) -> bool:
        """Is one of the units told of the same area, of one in it or around it; or a total of no area?"""
        beside = reach.area in self._inside or bool(reach.inside & self._areas)
        over = bool(reach.about & self._lands) or bool(self._about & reach.lands)
        return self._anywhere or beside or over


class _Totals:
    """The totals of a stretch, filed by area, country or teller and by month: few of them can hold an event."""

    def __init__(self, rows: Sequence[Unit], kept: Worked) -> None:
        self._kept = kept
        self._filed: dict[tuple[str, str, int | None], list[Unit]] = {}
        self._named: set[tuple[str, str]] = set()
        for total in sorted((u for u in rows if isinstance(u.event, Toll)), key=_smallest):
            for key in self._keys(total):
                self._named.add(key)
                for month in _months(total.days):
                    self._filed.setdefault((*key, month), []).append(total)

    def _keys(self, total: Unit) -> Iterator[tuple[str, str]]:
        reach = self._kept.reach(total)
        if reach.area is None:
            yield from (("teller", name) for name in reach.tellers)
        else:
            yield "area", reach.area
            yield from (("country", land) for land in reach.about)

    def over(self, u: Unit) -> Unit | None:
        """The smallest total that holds the unit."""
        if not self._named:
            return None
        reach, day = self._kept.reach(u), u.days.start or u.days.end
        asked = [("teller", name) for name in reach.tellers]
        if reach.area is not None:
            asked += [("area", name) for name in reach.inside] + [("country", land) for land in reach.lands]
        asked = [key for key in asked if key in self._named]
        for month in (_month(day) if day else None, None):
            rows = (self._filed.get((*key, month), ()) for key in asked)
            found = [t for t in (next((t for t in r if self._covers(t, u)), None) for r in rows) if t]
            if found:
                return min(found, key=_smallest)
        return None

    def _covers(self, total: Unit, u: Unit) -> bool:
        """A total holds an event, or a smaller total, when stretch and area do.

        Where its beginning is not told ("so far"), it is taken to hold what happened in the year before its end: to
        leave that out of the sum counts nobody twice. A total without an area is about what its own teller tells.
        """
        if total is u or not _within(u.days, total.days):
            return False
        if total.days.start is None and not _lately(u.days, total.days):
            return False
        mine, other = self._kept.reach(total), self._kept.reach(u)
        if mine.unlike(other):
            return False
        if isinstance(u.event, Toll) and u.days == total.days and u.area == total.area:
            return total.event.id < u.event.id
        if mine.area is None:
            return bool(mine.tellers & other.tellers)
        return other.area is not None and mine.holds(other)

    def overlapping(self, rows: Sequence[Unit]) -> list[list[Unit]]:
        """Totals that overlap in stretch and area, joined; every other unit on its own."""
        totals = [u for u in rows if isinstance(u.event, Toll)]
        first = {u.event.id: u.event.id for u in totals}
        going: list[Unit] = []
        for u in sorted(totals, key=lambda u: u.days.start or date.min):
            going = [t for t in going if t.days.meets(u.days)]
            for t in going:
                a, b = _root(first, t.event.id), _root(first, u.event.id)
                if a != b and self._kept.reach(t).meets(self._kept.reach(u)):
                    first[b] = a
            going.append(u)
        groups: dict[str, list[Unit]] = {}
        for u in rows:
            groups.setdefault(_root(first, u.event.id) if u.event.id in first else u.event.id, []).append(u)
        return sorted(groups.values(), key=lambda g: (g[0].order[0], g[0].event.id))


def _root(first: dict[str, str], name: str) -> str:
    while first[name] != name:
        first[name] = name = first[first[name]]
    return name


def _smallest(total: Unit) -> tuple[int, bool, str]:
    return _length(total.days), total.area is None, total.event.id


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _months(days: Days) -> Iterator[int | None]:
    """The months in which what a total holds may lie; ``None`` where they are too many to file it under each."""
    end = days.end
    start = days.start or (end - YEAR if end else None)
    if start is None or end is None or _month(end) - _month(start) > MONTHS:
        yield None
        return
    yield from range(_month(start), _month(end) + 1)


def _lately(inner: Days, outer: Days) -> bool:
    first = inner.start or inner.end
    return first is not None and outer.end is not None and outer.end - first <= YEAR


def _length(days: Days) -> int:
    return (days.end - days.start).days if days.start and days.end else 10**6


def _single(group: Sequence[Unit]) -> bool:
    return len(group) == 1 and isinstance(group[0].event, Incident)


class _Part(NamedTuple):
    """What one event adds to a sum."""

    low: int
    best: int
    high: int | None
    lines: tuple[Line, ...]


class _Tree:
    """Events under the smallest total that holds them, totals under larger totals; sums run from the leaves up."""

    def __init__(self, rows: Sequence[Unit], measure: Measure, kept: Worked) -> None:
        self._measure = measure
        self._kept = kept
        self._totals = _Totals(rows, kept)
        self._held: dict[str, list[Unit]] = {}
        self._free: list[Unit] = []
        for u in rows:
            parent = self._totals.over(u)
            (self._held.setdefault(parent.event.id, []) if parent else self._free).append(u)

    def together(self, total: Unit | None) -> Sum:
        """What is held by ``total`` (or by nothing): overlapping totals compared, the rest added."""
        mine = self._held.get(total.event.id, []) if total else self._free
        low = best = 0
        high: int | None = 0
        lines: list[Line] = []
        for group in self._totals.overlapping(mine):
            one = self._alone(group[0]) if total is None and _single(group) else self._group(group, total)
            low, best = low + one.low, best + one.best
            high = None if high is None or one.high is None else high + one.high
            lines += one.lines
        return Sum("", self._measure, low, best, high, tuple(lines), "")

    def _alone(self, u: Unit) -> _Part:
        """An event that nothing holds and that holds nothing."""
        return _Part(u.low, u.best, u.high, (self._kept.line(u, self._measure),))

    def _group(self, group: Sequence[Unit], total: Unit | None) -> Sum:
        solved = sorted(((u, self._solve(u)) for u in group), key=lambda x: (-x[1].best, x[0].event.id))
        highs = [s.high for _, s in solved]
        high = None if None in highs else sum(h for h in highs if h is not None)
        low, best = max(s.low for _, s in solved), solved[0][1].best
        one = Sum("", self._measure, low, best, high, (), "")
        alone = len(solved) == 1
        lines = [] if alone else [_overlap_line([u for u, _ in solved], one, counted=total is None)]
        key = "covered" if total else "unit" if alone else "overlap"
        for u, s in solved:
            lines += [_unit_line(u, self._measure, key, label(total.event) if total else "", s), *s.lines]
        return replace(one, lines=tuple(lines))

    def _solve(self, u: Unit) -> Sum:
        """A total against what it holds: never less than that, never added to it."""
        inner = self.together(u) if isinstance(u.event, Toll) else None
        if inner is None or not inner.lines:
            return Sum("", self._measure, u.low, u.best, u.high, (), "")
        low, best = max(u.low, inner.low), max(u.best, inner.best)
        high = None if u.high is None or inner.high is None else max(u.high, inner.high, best)
        return Sum("", self._measure, low, best, high, inner.lines, "")


def _unit_line(u: Unit, measure: Measure, key: str, total: str, solved: Sum | None = None) -> Line:
    """A unit with its own bounds; where what it covers comes to more, with that too. A ``+`` line has what it adds."""
    values = {"label": label(u.event), "measure": phrases.measure(measure), "total": total}
    text = say("line", key, **values, **_bounds(u))
    raised = solved is not None and (solved.low, solved.best, solved.high) != (u.low, u.best, u.high)
    if solved is not None and raised:
        text = say("line", "raised", text=text, **_bounds(solved))
    rows = [a for w in u.event.latest if w.measure is measure for a in w.accounts]
    low, high = (solved.low, solved.high) if solved is not None else (u.low, u.high)
    return Line(text, low, high, ids(rows), 1 if key == "unit" else 0)


def _overlap_line(group: Sequence[Unit], one: Sum, *, counted: bool) -> Line:
    """Totals of which none holds the other: the most that any of them makes certain, never their sum."""
    text = say("line", "together", n=len(group), measure=phrases.measure(one.measure), **_bounds(one))
    rows = [a for u in group for w in u.event.latest if w.measure is one.measure for a in w.accounts]
    return Line(text, one.low, one.high, ids(rows), 1 if counted else 0)


def _bounds(x: Unit | Sum) -> dict[str, object]:
    high = say("line", "open") if x.high is None else x.high
    return {"low": x.low, "best": x.best, "high": high, "count": phrases.count(Count(x.low, x.high))}
