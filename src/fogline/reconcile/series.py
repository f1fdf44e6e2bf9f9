"""Casualties over time by source, party or status: add within a source, compare across sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fogline.core.claim import Measure, Status
from fogline.core.incident import Account, Incident
from fogline.link import voice
from fogline.reconcile.figures import number
from fogline.reconcile.sums import parties

GROUPINGS = ("source", "party", "status")
STEPS = ("day", "week", "month")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one group comes to in one step: ``high`` is ``None`` where nothing bounds it."""

    start: date
    group: str
    low: int
    high: int | None
    incidents: tuple[str, ...]


def series(
    found: Iterable[Incident], measure: Measure = Measure.KILLED, by: str = "source", step: str = "day"
) -> list[Cell]:
    """Dated incidents by step and group, sorted by both.

    Different incidents are added, within one origin's count or one group's range; the groups stand side by side and
    are not added to each other. Raises ``ValueError`` for an unknown grouping or step.
    """
    if by not in GROUPINGS or step not in STEPS:
        raise ValueError(f"by is one of {', '.join(GROUPINGS)}; step one of {', '.join(STEPS)}")
    cells: dict[tuple[date, str], Cell] = {}
    for i in found:
        day = i.days.start or i.days.end
        for group, low, high in _groups(i, measure, by) if day else ():
            at = start_of(day, step) if day else date.min
            old = cells.get((at, group), Cell(at, group, 0, 0, ()))
            top = None if old.high is None or high is None else old.high + high
            cells[at, group] = Cell(at, group, old.low + low, top, (*old.incidents, i.id))
    return [cells[key] for key in sorted(cells)]


def start_of(day: date, step: str) -> date:
    """The first day of the step that ``day`` lies in; weeks begin on Monday."""
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day


def _groups(i: Incident, measure: Measure, by: str) -> Iterator[tuple[str, int, int | None]]:
    if by == "source":
        yield from ((w.origin, w.count.low or 0, w.count.high) for w in i.latest if w.measure is measure)
    elif by == "party":
        yield from ((group, low, high) for group, low, high, _ in parties(i, measure))
    else:
        yield from _statuses(i, measure)


def _statuses(i: Incident, measure: Measure) -> Iterator[tuple[str, int, int | None]]:
    for status in Status:
        last: dict[str, Account] = {}
        rows = [a for a in i.accounts if a.measure is measure and a.status is status and not a.superseded]
        for a in sorted(rows, key=lambda a: (a.said or date.min, number(a), a.report, a.order)):
            last[voice(a.origin)] = a
        if last:
            highs = [a.count.high for a in last.values()]
            top = None if None in highs else max(h for h in highs if h is not None)
            yield status.value, min(a.count.low or 0 for a in last.values()), top
