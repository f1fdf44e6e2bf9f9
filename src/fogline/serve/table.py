"""Incidents in columns: filtered, counted over time and gathered into map cells without touching each record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from fogline.core.incident import Incident
from fogline.link import sound, voice
from fogline.reconcile.history import history

Json = dict[str, Any]
Mask = npt.NDArray[np.bool_]

FAR = 4_000_000
"""An ordinal later than any day: an open end."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is looked up of one incident. Days are ordinals, 0 where they are open or not known; the point's degrees may
    be no number.
    """

    row: Json
    words: str
    keys: set[tuple[str, str]]
    days: tuple[int, int, int, int]
    """Start, end, first said, last said."""
    point: tuple[float, float]
    killed: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Conditions on incidents; all given ones must hold. Undated incidents meet no condition on days."""

    since: date | None = None
    until: date | None = None
    said_since: date | None = None
    said_until: date | None = None
    type: tuple[str, ...] = ()
    place: str | None = None
    actor: str | None = None
    source: str | None = None
    grade: tuple[str, ...] = ()
    measure: str | None = None
    minimum: int | None = None
    located: bool | None = None
    dated: bool | None = None
    text: str | None = None
    bbox: tuple[float, float, float, float] | None = None


class Table:
    """``rows`` are the summaries, in the picture's order; row n of every column belongs to ``rows[n]``.

    ``before`` is an earlier table: what it holds of the same incidents is taken over.
    """

    def __init__(self, rows: Sequence[Json], incidents: Sequence[Incident] = (), before: Table | None = None) -> None:
        self.rows = rows
        old = before.known if before else {}
        self.known: dict[int, Known] = {}
        """By the identity of the summary, which lives as long as its entry here does."""
        for n, row in enumerate(rows):
            self.known[id(row)] = old.get(id(row)) or _known(row, incidents[n] if incidents else None)
        told = [self.known[id(row)] for row in rows]
        days = np.array([k.days for k in told], dtype=np.int64).reshape(-1, 4).T
        self.start, self.end, self.first, self.last = days
        self.end = np.where(self.end == 0, np.where(self.start > 0, FAR, 0), self.end)
        self.start = np.where((self.start == 0) & (self.end > 0), 1, self.start)
        self.order = np.where(self.start > 0, self.start, FAR)
        self.lat, self.lon = np.array([k.point for k in told], dtype=np.float64).reshape(-1, 2).T
        self.killed_low, self.killed_high = np.array([k.killed for k in told], dtype=np.int64).reshape(-1, 2).T
        past = history(incidents)
        self.history = np.array([i.id in past for i in incidents] or [False] * len(rows), dtype=np.bool_)
        """Told as history alone, before all else in the record: last in the order."""
        self.order = np.where(self.history, FAR + 1, self.order)
        self._text = [k.words for k in told]
        self._told = told

    @cached_property
    def _names(self) -> dict[tuple[str, str], list[int]]:
        out: dict[tuple[str, str], list[int]] = {}
        for n, known in enumerate(self._told):
            for key in known.keys:
                out.setdefault(key, []).append(n)
        return out

    def __len__(self) -> int:
        return len(self.rows)

    # --- choosing ---

    def mask(self, wanted: Wanted) -> Mask:
        found: Mask = np.ones(len(self), dtype=np.bool_)
        for condition in self._conditions(wanted):
            found &= condition
        return found

    def _conditions(self, w: Wanted) -> list[Mask]:
        out: list[Mask] = []
        dated = self.end > 0
        if w.since:
            out.append(dated & (self.end >= w.since.toordinal()))
        if w.until:
            out.append(dated & (self.start <= w.until.toordinal()))
        if w.said_since:
            out.append(self.last >= w.said_since.toordinal())
        if w.said_until:
            out.append((self.first > 0) & (self.first <= w.said_until.toordinal()))
        if w.dated is not None:
            out.append(dated == w.dated)
        if w.located is not None:
            out.append(~np.isnan(self.lat) == w.located)
        return out + self._named(w) + self._shown(w)

    def _named(self, w: Wanted) -> list[Mask]:
        pairs = [("place", w.place and sound(w.place)), ("actor", w.actor and voice(w.actor))]
        pairs += [("source", w.source and voice(w.source))]
        out = [self._any([(role, name)]) for role, name in pairs if name]
        for role, values in (("type", w.type), ("grade", w.grade)):
            if values:
                out.append(self._any([(role, v) for v in values]))
        if w.measure:
            out.append(self._any([("measure", w.measure)]))
        return out

    def _shown(self, w: Wanted) -> list[Mask]:
        out: list[Mask] = []
        if w.minimum is not None:
            out.append(self.killed_high >= w.minimum)
        if w.bbox:
            west, south, east, north = w.bbox
            across = (
                (self.lon >= west) & (self.lon <= east) if west <= east else (self.lon >= west) | (self.lon <= east)
            )
            out.append(across & (self.lat >= south) & (self.lat <= north))
        found = (w.text or "").casefold().split()
        out += [np.fromiter((word in t for t in self._text), np.bool_, len(self)) for word in found]
        return out

    def _any(self, keys: Sequence[tuple[str, str]]) -> Mask:
        found: Mask = np.zeros(len(self), dtype=np.bool_)
        for key in keys:
            found[self._names.get(key, [])] = True
        return found

    # --- over time ---

    def bins(self, mask: Mask, column: str = "start") -> Json:
        """Incidents and the sum of each one's range of killed by day, week or month, whichever gives some 150 bars."""
        days = (self.start if column == "start" else self.first)[mask]
        low, high = self.killed_low[mask], self.killed_high[mask]
        real = days > 1
        days, low, high = days[real], low[real], high[real]
        if not len(days):
            return {"step": "day", "bins": [], "undated": int((~real).sum())}
        step = _step(int(days.max() - days.min()))
        at = _starts(days, step)
        edges, where = np.unique(at, return_inverse=True)
        sums = [np.bincount(where, weights=w, minlength=len(edges)) for w in (np.ones(len(days)), low, high)]
        bins = [
            {"day": date.fromordinal(int(d)).isoformat(), "incidents": int(n), "low": int(a), "high": int(b)}
            for d, n, a, b in zip(edges, *sums, strict=True)
        ]
        return {"step": step, "bins": bins, "undated": int((~real).sum())}

    # --- on the map ---

    def cells(self, mask: Mask, degrees: float, most: int = 400) -> list[Json]:
        """At most some ``most`` marks: single incidents where few, else cells with their number and sum of ranges."""
        index = np.flatnonzero(mask & ~np.isnan(self.lat))
        if len(index) <= most:
            return [{"n": 1, "incident": self.rows[int(n)]} for n in index]
        while True:
            x, y = np.floor(self.lon[index] / degrees), np.floor(self.lat[index] / degrees)
            keys, where = np.unique(x * 100_000 + y, return_inverse=True)
            if len(keys) <= most:
                break
            degrees *= 1.5
        return [self._cell(group) for group in _split(index, where)]

    def _cell(self, index: npt.NDArray[np.int64]) -> Json:
        if len(index) == 1:
            return {"n": 1, "incident": self.rows[int(index[0])]}
        return {
            "n": len(index),
            "lat": round(float(self.lat[index].mean()), 4),
            "lon": round(float(self.lon[index].mean()), 4),
            "low": int(self.killed_low[index].sum()),
            "high": int(self.killed_high[index].sum()),
            "bbox": [
                float(self.lon[index].min()),
                float(self.lat[index].min()),
                float(self.lon[index].max()),
                float(self.lat[index].max()),
            ],
        }


def _split(index: npt.NDArray[np.int64], where: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    order = np.argsort(where, kind="stable")
    cuts = np.flatnonzero(np.diff(where[order])) + 1
    return np.split(index[order], cuts)


def _step(days: int) -> str:
    return "day" if days <= 150 else "week" if days <= 1100 else "month"


def _starts(days: npt.NDArray[np.int64], step: str) -> npt.NDArray[np.int64]:
    if step == "day":
        return days
    if step == "week":
        return days - (days - 1) % 7  # ordinal 1 was a Monday
    single, where = np.unique(days, return_inverse=True)
    months = [date.fromordinal(int(d)).replace(day=1).toordinal() for d in single]
    return np.array(months, dtype=np.int64)[where]


def _known(row: Json, i: Incident | None) -> Known:
    start, end, first, last = (_day(row[key]) for key in ("start", "end", "first_said", "last_said"))
    killed = (_bound(row, "killed", 0), _bound(row, "killed", 2))
    return Known(row, _words(row), _keys(row, i), (start, end, first, last), (_at(row, "lat"), _at(row, "lon")), killed)


def _day(text: str | None) -> int:
    return date.fromisoformat(text).toordinal() if text else 0


def _at(row: Json, key: str) -> float:
    place = row["place"]
    return place[key] if place and place[key] is not None else float("nan")


def _bound(row: Json, measure: str, which: int) -> int:
    found = row["ranges"].get(measure)
    return int(found[which]) if found else 0


def _words(row: Json) -> str:
    place = row["place"] or {}
    names = [row["label"], place.get("admin1") or "", *row["sources"], *row["blamed"]]
    return " ".join(names).casefold()


def _keys(row: Json, i: Incident | None) -> set[tuple[str, str]]:
    place = row["place"] or {}
    keys = {("type", row["type"]), ("grade", row["grade"])}
    keys |= {("place", sound(place[k])) for k in ("name", "admin1", "country") if place.get(k)}
    keys |= {("source", voice(s)) for s in row["sources"]}
    keys |= {("measure", m) for m in row["ranges"]}
    keys |= {("actor", voice(a)) for a in row["blamed"]}
    if i:
        claims = [s.claim for s in i.statements]
        keys |= {("place", sound(n)) for c in claims for p in c.places for n in (p.name, p.within, p.admin1) if n}
        keys |= {("actor", voice(a)) for c in claims for m in (*c.agents, *c.targets) for a in m.actors}
    return keys
