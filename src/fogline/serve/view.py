"""One answer of the record by its two clocks, with what the pages ask of it made once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from fogline.core.claim import ClaimPlace, Precision
from fogline.core.control import Holding
from fogline.core.incident import Incident, Picture, Range, Statement
from fogline.core.position import Position
from fogline.core.report import Report
from fogline.link import sound
from fogline.reconcile import phrases
from fogline.reconcile.control import holdings
from fogline.reconcile.grades import grade
from fogline.reconcile.incidents import precision_of
from fogline.reconcile.judgements import Replayed
from fogline.reconcile.periods import Worked
from fogline.reconcile.positions import positions
from fogline.reconcile.review import Doubted
from fogline.reconcile.sides import sides
from fogline.reconcile.sums import label
from fogline.serve.atlas import Spot, locate
from fogline.serve.table import Table

Json = dict[str, Any]
T = TypeVar("T")
KEPT = 64


class View:
    """The picture with what stands after the judgements; everything else is made when first asked for.

    ``before`` is the view that this one follows: what was made of incidents that are the same object is taken over.
    """

    def __init__(
        self,
        picture: Picture,
        judged: Replayed,
        as_of: date | None = None,
        known_on: date | None = None,
        reports: Sequence[Report] = (),
        before: View | None = None,
    ) -> None:
        self.picture, self.judged = picture, judged
        self.as_of, self.known_on = as_of, known_on
        self.reports = reports
        self.worked: Worked = before.worked if before else Worked()
        self.worked.forget((*picture.incidents, *picture.tolls))
        self.doubted: dict[int, Doubted] = before.doubted if before else {}
        self._before = before
        self._made: dict[Hashable, Any] = {}
        self._lock = threading.Lock()
        self._locks: dict[Hashable, threading.Lock] = {}

    def warm(self) -> None:
        """Make what the first page shows."""
        _ = self.table

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once a view: for answers that look at the whole record."""
        with self._lock:
            mine = self._locks.setdefault(key, threading.Lock())
        with mine:
            return self._once(key, make)

    def _once(self, key: Hashable, make: Callable[[], T]) -> T:
        if key not in self._made:
            while len(self._made) >= KEPT:
                self._made.pop(next(iter(self._made)), None)
            self._made[key] = make()
        found: T = self._made[key]
        return found

    @cached_property
    def incidents(self) -> dict[str, Incident]:
        return {i.id: i for i in self.picture.incidents}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        return {s.key: s for s in self.judged.statements}

    @cached_property
    def incident_of(self) -> dict[str, str]:
        """Statement -> the incident it speaks of."""
        return {s.key: i.id for i in self.picture.incidents for s in i.statements}

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        return holdings(self.judged.statements)

    @cached_property
    def holdings_at(self) -> dict[str, list[Holding]]:
        out: dict[str, list[Holding]] = {}
        for h in self.holdings:
            out.setdefault(sound(h.place), []).append(h)
        return out

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        return positions(self.judged.statements)

    @cached_property
    def table(self) -> Table:
        old, self._before = self._before, None  # a chain of views would hold every state there was
        same = dict(zip(map(id, old.picture.incidents), old.table.rows, strict=True)) if old else {}
        rows = [same.get(id(i)) or summary(i) for i in self.picture.incidents]
        return Table(rows, list(self.picture.incidents), old.table if old else None)

    @cached_property
    def places(self) -> dict[str, ClaimPlace]:
        """The first claim's word about each place name."""
        out: dict[str, ClaimPlace] = {}
        for s in self.judged.statements:
            for p in s.claim.places:
                out.setdefault(sound(p.name), p)
        return out

    def spot(self, name: str) -> Spot | None:
        p = self.places.get(sound(name))
        return locate(p.name, p.admin1, p.country, p.precision) if p else None

    def side(self, theatre: str | None = None) -> Callable[[str], str | None]:
        return sides(theatre)


# --- an incident in one line ---


def summary(i: Incident) -> Json:
    """What lists, map and timeline show of an incident."""
    graded = grade(i)
    said = sorted(s.said for s in i.statements if s.said)
    return {
        "id": i.id,
        "type": i.type.value,
        "label": label(i),
        "place": place_json(i),
        "start": iso(i.days.start),
        "end": iso(i.days.end),
        "ranges": {r.measure.value: _bounds(r) for r in i.ranges},
        "apart": [
            {"measure": r.measure.value, "group": phrases.people(r.group), "range": _bounds(r)}
            for r in i.groups
            if r.group
        ],
        "partly": _partly(i),
        "origins": list(i.origins),
        "sources": sorted({s.origin for s in i.statements}),
        "blamed": [b.actor for b in i.blamed],
        "denied": [b.actor for b in i.denied],
        "grade": graded.name.value,
        "reason": graded.reason,
        "reports": len({s.head.id for s in i.statements}),
        "claims": len(i.statements),
        "first_said": iso(said[0] if said else None),
        "last_said": iso(said[-1] if said else None),
    }


def _partly(i: Incident) -> list[str]:
    """Measures of which nobody counts all the people."""
    counted = {w.measure for w in i.latest if w.group is None}
    return list(dict.fromkeys(r.measure.value for r in i.groups if r.measure not in counted))


def _bounds(r: Range) -> list[int | None]:
    """Lowest, highest (``None`` where open), highest named."""
    return [r.low, None if r.open else r.high, r.high]


def place_json(i: Incident) -> Json | None:
    """``lat``, ``lon`` and ``km`` only where the place can be drawn honestly."""
    if i.place is None:
        return None
    precision = precision_of(i) or Precision.PLACE
    spot = locate(i.place.name, i.place.admin1, i.place.country, precision)
    out: Json = {
        "name": i.place.name,
        "admin1": i.place.admin1,
        "country": i.place.country,
        "precision": precision.value,
    }
    return out | ({"lat": spot.lat, "lon": spot.lon, "km": spot.km} if spot else {"lat": None, "lon": None, "km": None})


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
