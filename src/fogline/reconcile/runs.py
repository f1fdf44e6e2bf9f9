"""Totals of one run told on different days: one series, whose last number is what stands.

A monitor that counts "since Wednesday", "since the offensive began" and "since the offensive began last week" counts
one run; so do all who count the dead of one siege.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from fogline.core.claim import Measure, Precision
from fogline.core.incident import Statement
from fogline.link import of_fight, sound, voice
from fogline.reconcile.figures import accounts, cued, number, settle

LOOSE = timedelta(days=6)
"""A beginning told as "last week" may lie this much later."""
LONG = timedelta(days=400)
"""How long a fight told without its beginning may have lasted."""
RECENT = 40
"""So many of a teller's, or a town's, last runs are looked at: work stays in proportion to the record."""


def area_of(s: Statement) -> str | None:
    """The largest place named: a total is about all of it."""
    rank = list(Precision)
    places = sorted(s.claim.places, key=lambda p: -rank.index(p.precision))
    return places[0].name if places else None


def widest(group: Iterable[Statement]) -> str | None:
    """The largest area that any of these totals is about, the first named where several are as large."""
    rank = list(Precision)
    named = [max(s.claim.places, key=lambda p: rank.index(p.precision)) for s in group if s.claim.places]
    return max(named, key=lambda p: rank.index(p.precision)).name if named else None


def series(groups: Iterable[list[Statement]]) -> list[list[Statement]]:
    """The groups, those that go on with the run of another joined to it, in the order in which they came out."""
    runs = sorted((_Run.of(g) for g in groups), key=lambda r: (r.first, r.start is None, r.rows[0].key))
    held: dict[str, list[_Run]] = {}
    out: list[_Run] = []
    for run in runs:
        near = {id(r): r for key in sorted(run.keys) for r in reversed(held.get(key, [])[-RECENT:])}
        home = next((r for r in near.values() if _goes_on(r, run)), None)
        if home is None:
            out.append(run)
            home = run
        else:
            home.take(run)
        for key in run.keys:
            rows = held.setdefault(key, [])
            if home not in rows[-RECENT:]:
                rows.append(home)
    return [r.rows for r in out]


@dataclass(eq=False)
class _Run:
    """A group of totals: who tells them of which area from when on, and the last numbers of each teller."""

    rows: list[Statement]
    start: date | None
    first: date
    last: date
    areas: set[str]
    wide: bool
    fight: bool
    loose: bool
    numbers: dict[tuple[str, Measure], tuple[date, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, group: Sequence[Statement]) -> _Run:
        days = [s.said or date.min for s in group]
        starts = [d for s in group if (d := s.claim.time.days.start)]
        areas = {sound(a) for s in group if (a := area_of(s))}
        wide = all(p.precision in (Precision.COUNTRY, Precision.ADMIN1) for s in group for p in s.claim.places)
        fight = any(of_fight(s.claim) for s in group)
        loose = any(cued("loose_start", s.claim.time.text or "") for s in group)
        run = cls(list(group), max(starts, default=None), min(days), max(days), areas, wide, fight, loose)
        for account in settle(a for s in group for a in accounts(s)):
            if not account.part and not account.superseded:
                key, now = (voice(account.origin), account.measure), (account.said or date.min, number(account))
                run.numbers[key] = max(run.numbers.get(key, now), now)
        return run

    @property
    def keys(self) -> set[str]:
        """What a run is looked for by: who tells it, and the town it is about."""
        return {name for name, _ in self.numbers} | (set() if self.wide else self.areas)

    def take(self, other: _Run) -> None:
        self.rows += other.rows
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.areas |= other.areas
        self.wide = self.wide and other.wide
        self.fight = self.fight or other.fight
        if self.start is None or (self.loose and other.start is not None):
            self.start, self.loose = other.start or self.start, other.loose
        for key, now in other.numbers.items():
            self.numbers[key] = max(self.numbers.get(key, now), now)


def _goes_on(run: _Run, later: _Run) -> bool:
    """Does ``later`` count on from ``run``? One beginning, as far as told, one area or none, and no smaller numbers.

    The dead of one town's siege are one run whoever counts them.
    """
    town = not run.wide and not later.wide and bool(run.areas & later.areas)
    apart = bool(run.areas and later.areas) and not town and not run.wide and not later.wide
    if apart or not _one_start(run, later):
        return False
    if town and run.fight and later.fight:
        return True
    pairs = [(now, run.numbers[key]) for key, now in later.numbers.items() if key in run.numbers]
    return bool(pairs) and all(a == b or (a < b) is (a[1] < b[1]) or a[0] == b[0] for a, b in pairs)


def _one_start(run: _Run, later: _Run) -> bool:
    if run.start is None and later.start is None:
        return run.fight and later.fight and later.first - run.last <= LONG
    if run.start is None or later.start is None:
        start, told, untold = run.start or later.start, later.first, later if later.start is None else run
        return bool(start) and untold.fight and timedelta(0) <= told - (start or told) <= LONG
    gap = later.start - run.start
    if gap == timedelta(0):
        return True
    return (later.loose and -LOOSE <= gap <= timedelta(0)) or (run.loose and timedelta(0) <= gap <= LOOSE)
