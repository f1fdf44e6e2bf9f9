"""Running and period totals that no single incident holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fogline.core.claim import Precision
from fogline.core.incident import Statement, Toll
from fogline.core.interval import Days
from fogline.link import period, sound
from fogline.reconcile.figures import accounts, settle
from fogline.reconcile.incidents import name_of
from fogline.reconcile.lastwords import last_words, ranges

SLACK = 45
"""Days by which two accounts of one war's beginning may differ ("in 2011", "since March 2011")."""
YEARS = 400
"""A running total this old is a war's: its beginning is told loosely, often by the year."""


def area_of(s: Statement) -> str | None:
    """The largest place named: a total is about all of it."""
    rank = list(Precision)
    places = sorted(s.claim.places, key=lambda p: -rank.index(p.precision))
    return places[0].name if places else None


def until(s: Statement) -> date | None:
    return s.claim.time.days.end or s.said


def tolls(statements: Iterable[Statement], copies: frozenset[str] = frozenset()) -> tuple[Toll, ...]:
    """Totals over one area from one beginning belong together; sorted by area, then beginning."""
    counted = [s for s in statements if period(s.claim) and any(True for _ in accounts(s))]
    groups: list[list[Statement]] = []
    for s in sorted(counted, key=lambda s: (sound(area_of(s) or ""), s.claim.time.days.start or date.min, s.key)):
        if groups and _together(groups[-1][0], s):
            groups[-1].append(s)
        else:
            groups.append([s])
    return tuple(_toll(g, copies) for g in groups)


def _together(a: Statement, b: Statement) -> bool:
    if sound(area_of(a) or "") != sound(area_of(b) or ""):
        return False
    start_a, start_b = a.claim.time.days.start, b.claim.time.days.start
    if start_a is None or start_b is None:
        return start_a is start_b and a.head.published == b.head.published
    gap = abs((start_b - start_a).days)
    said = min(a.said or date.max, b.said or date.max)
    old = said is not date.max and (said - start_b).days > YEARS
    return gap <= (YEARS if old else 0 if not a.claim.background else SLACK)


def _toll(group: Sequence[Statement], copies: frozenset[str]) -> Toll:
    rows = settle(a for s in group for a in accounts(s, s.head.id in copies))
    latest = last_words([a for a in rows if not a.copy] or rows)
    starts = [s.claim.time.days.start for s in group if s.claim.time.days.start]
    ends = [d for s in group if (d := until(s))]
    start, end = max(starts, default=None), max(ends, default=None)
    days = Days(start if start is None or end is None or start <= end else end, end)
    return Toll(
        name_of("t-", (s.key for s in group)), days, area_of(group[0]), tuple(group), rows, latest, ranges(latest)
    )
