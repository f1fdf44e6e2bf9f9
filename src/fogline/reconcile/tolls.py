"""Running and period totals that no single incident holds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from fogline.core.claim import Precision
from fogline.core.incident import Statement, Toll
from fogline.core.interval import Days
from fogline.link import bodies, period, sorts, sound, unlike, voice, whole_fight
from fogline.reconcile.figures import accounts, first_named, settle
from fogline.reconcile.incidents import name_of
from fogline.reconcile.lastwords import groups, last_words, ranges
from fogline.reconcile.runs import area_of, series, widest
from fogline.vocab import cued

SLACK = 45
"""Days by which two accounts of one war's beginning may differ ("in 2011", "since March 2011")."""
YEARS = 400
"""A running total this old is a war's: its beginning is told loosely, often by the year."""


def until(s: Statement) -> date | None:
    """The end of the stretch; a war's total "since" a month, or the year it began in, runs to the day it is told."""
    days = s.claim.time.days
    if days.end is None:
        return s.said
    began = _old(s) and days.start and (days.end - days.start).days < YEARS
    return s.said if began and cued("en/reconcile_events.yaml", "war_began", s.claim.evidence.text) else days.end


def until_told(s: Statement) -> Days:
    """The days that a total counts: one without an end runs to the day on which it is told."""
    days, end = s.claim.time.days, until(s)
    return days if days.end or not days.start or not end or end < days.start else Days(days.start, end)


def tolls(
    statements: Iterable[Statement], copies: frozenset[str] = frozenset(), kept: Memory | None = None
) -> tuple[Toll, ...]:
    """Totals over one area from one beginning belong together; sorted by area, then beginning.

    ``kept`` has what was made the last time: of the same statements the same objects are given again.
    """
    kept = Memory() if kept is None else kept
    counted = kept.counted(statements)
    groups = _Groups()
    for s in sorted(counted, key=lambda s: (s.claim.time.days.start or date.min, not s.claim.places, s.key)):
        groups.take(s)
    return tuple(
        sorted(kept.made(series(groups.rows), copies), key=lambda t: (t.area or "~", t.days.start or date.min, t.id))
    )


class Memory:
    """Statements as they count, and the totals made of them, by the identity of what they were made of."""

    def __init__(self) -> None:
        self._dated: dict[int, tuple[Statement, Statement | None]] = {}
        self._tolls: dict[tuple[int, ...], tuple[frozenset[str], Toll]] = {}

    def counted(self, statements: Iterable[Statement]) -> list[Statement]:
        old, self._dated = self._dated, {}
        for s in statements:
            self._dated[id(s)] = old.get(id(s)) or (s, _dated(s) if period(s.claim) and any(accounts(s)) else None)
        return [made for _, made in self._dated.values() if made]

    def made(self, groups: Iterable[Sequence[Statement]], copies: frozenset[str]) -> list[Toll]:
        old, self._tolls = self._tolls, {}
        for group in groups:
            name, copied = tuple(map(id, group)), copies.intersection(s.head.id for s in group)
            known = old.get(name)
            self._tolls[name] = known if known and known[0] == copied else (copied, _toll(group, copied))
        return [toll for _, toll in self._tolls.values()]


class _Groups:
    """Totals put together, the earliest beginning first. What began on another day can take one in only where its
    beginning is told loosely: in the background, or for a whole war.
    """

    def __init__(self) -> None:
        self.rows: list[list[Statement]] = []
        self._began: list[date] = []
        self._loose: list[tuple[date, int]] = []
        self._old: list[tuple[date, int]] = []
        """When those began, and where they are in ``rows``."""

    def take(self, s: Statement) -> None:
        home = next((g for g in self._near(s) if _together(g[0], s)), None)
        if home is not None:
            home.append(s)
            return
        began = s.claim.time.days.start or date.min
        for mine, rows in ((s.claim.background, self._loose), (_old(s), self._old)):
            if mine:
                rows.append((began, len(self.rows)))
        self.rows.append([s])
        self._began.append(began)

    def _near(self, s: Statement) -> Iterator[list[Statement]]:
        """In the order in which they began."""
        start = s.claim.time.days.start
        if start is None:
            yield from self.rows[: bisect_right(self._began, date.min)]
            return
        same = bisect_left(self._began, start)
        loose = self._since(self._loose, start, SLACK) if self._loose else set()
        loose |= self._since(self._old, start, YEARS) if self._old and _old(s) else set()
        yield from (self.rows[n] for n in sorted(n for n in loose if n < same))
        yield from self.rows[same:]

    @staticmethod
    def _since(rows: list[tuple[date, int]], start: date, days: int) -> set[int]:
        return {n for _, n in rows[bisect_left(rows, (start - timedelta(days=days), 0)) :]}


def _dated(s: Statement) -> Statement:
    """Of a fight's total the one day that is told is the last; nobody says when it began."""
    if not whole_fight(s.claim):
        return s
    time = replace(s.claim.time, days=Days(None, s.claim.time.days.end))
    return replace(s, claim=replace(s.claim, time=time))


def _together(a: Statement, b: Statement) -> bool:
    """One area (or none named in one of two totals of a whole war), one beginning, and people who may be the same."""
    if voice(a.origin) != voice(b.origin) and unlike(sorts(a.claim), sorts(b.claim)):
        return False
    start_a, start_b = a.claim.time.days.start, b.claim.time.days.start
    if start_a is None or start_b is None:
        return start_a is start_b and _same_area(a, b) and a.head.published == b.head.published
    gap = abs((start_b - start_a).days)
    if _old(a) and _old(b):
        return gap <= YEARS and (_same_area(a, b) or not a.claim.places or not b.claim.places or _same_report(a, b))
    return gap <= (SLACK if a.claim.background else 0) and (_same_area(a, b) or _same_report(a, b) or _goes_on(a, b))


def _goes_on(a: Statement, b: Statement) -> bool:
    """One report's count of the dead, and its count of the wounded over the same days that names no area again."""
    return (
        a.head.id == b.head.id
        and a.claim.time.days.start == b.claim.time.days.start
        and voice(a.origin) == voice(b.origin)
        and not (a.claim.places and b.claim.places)
    )


def _same_area(a: Statement, b: Statement) -> bool:
    """The same largest place; of one origin any place in common: it names the fronts in one order or another."""
    if sound(area_of(a) or "") == sound(area_of(b) or ""):
        return True
    return voice(a.origin) == voice(b.origin) and bool(_heard_of(a) & _heard_of(b))


def _heard_of(s: Statement) -> set[str]:
    return {sound(p.name) for p in s.claim.places if p.precision is not Precision.COUNTRY}


def _same_report(a: Statement, b: Statement) -> bool:
    """Two counts of one sentence ("killed and displaced since ...") are one total."""
    return a.head.id == b.head.id and a.claim.evidence.span.meets(b.claim.evidence.span)


def _old(s: Statement) -> bool:
    """A war's total: its beginning lies more than a year before it is told."""
    start = s.claim.time.days.start
    return bool(start and s.said and (s.said - start).days > YEARS)


def state(total: Toll, end: date | None, place: str | None = None) -> Toll | None:
    """The total as it stood at the end of a stretch, and of a place alone where it also counts others; the very same
    where nothing is to be left out, ``None`` where nothing is left.
    """
    late = end is not None and total.days.end is not None and total.days.end > end
    wider = place is not None and (total.area is None or sound(total.area) != sound(place))
    if not (late or wider):
        return total
    rows = [s for s in total.statements if not late or (end and (until(s) or date.max) <= end)]
    if place is not None and wider:
        rows = [s for s in rows if any(sound(p.name) == sound(place) for p in s.claim.places)]
    if len(rows) == len(total.statements) or not rows:
        return total if rows else None
    return _toll(rows, frozenset(a.report for a in total.accounts if a.copy))


def _toll(group: Sequence[Statement], copies: frozenset[str]) -> Toll:
    rows = settle(a for s in first_named(group) for a in accounts(s, s.head.id in copies))
    latest = last_words([a for a in rows if not a.copy] or rows, bodies(group))
    starts = [s.claim.time.days.start for s in group if s.claim.time.days.start]
    ends = [d for s in group if (d := until(s))]
    start, end = max(starts, default=None), max(ends, default=None)
    days = Days(start if start is None or end is None or start <= end else end, end)
    return Toll(
        name_of("t-", (s.key for s in group)),
        days,
        widest(group),
        tuple(group),
        rows,
        latest,
        ranges(latest),
        groups(latest),
    )
