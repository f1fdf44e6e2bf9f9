"""The picture as the codebook's incidents JSON (section 4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from fogline.core.incident import Account, Blame, Incident, LastWord, Picture, Range, Toll
from fogline.reconcile.naming import named
from fogline.reconcile.picture import picture_of
from fogline.reconcile.statements import Read

Json = dict[str, Any]


def incidents_json(readings: Iterable[Read]) -> Json:
    """Reports with their claims -> ``{"incidents": [...], "tolls": [...], "copies": {...}}``."""
    return picture_json(picture_of(readings))


def picture_json(picture: Picture) -> Json:
    return {
        "incidents": [incident_json(i) for i in picture.incidents],
        "tolls": [toll_json(t) for t in picture.tolls],
        "copies": dict(picture.copies),
    }


def incident_json(i: Incident) -> Json:
    return {
        "id": i.id,
        "type": i.type.value,
        "place": {"name": named(i), "admin1": i.place.admin1, "country": i.place.country} if i.place else None,
        "time": {"start": day(i.days.start), "end": day(i.days.end)},
        "accounts": [account_json(a) for a in i.accounts],
        "latest": [word_json(w) for w in i.latest],
        "range": [range_json(r) for r in i.ranges],
        "groups": [range_json(r) for r in i.groups],
        "origins": len(i.origins),
        "blamed": [blame_json(b) for b in i.blamed],
        "denied": [blame_json(b) for b in i.denied],
    }


def toll_json(t: Toll) -> Json:
    return {
        "since": day(t.days.start),
        "until": day(t.days.end),
        "area": named(t),
        "accounts": [account_json(a) for a in t.accounts],
        "latest": [word_json(w) for w in t.latest],
        "range": [range_json(r) for r in t.ranges],
        "groups": [range_json(r) for r in t.groups],
    }


def account_json(a: Account) -> Json:
    return {
        "report": a.report,
        "start": a.span.start,
        "end": a.span.end,
        "quote": a.quote,
        "origin": a.origin,
        "measure": a.measure.value,
        "status": a.status.value,
        "kind": a.kind,
        "low": a.count.low,
        "high": a.count.high,
        "part": a.part,
        "said": day(a.said),
    }


def word_json(w: LastWord) -> Json:
    """``group`` only where the origin counts one sort of people, and others count others."""
    out = {"origin": w.origin, "measure": w.measure.value, "low": w.count.low, "high": w.count.high}
    return out | ({"group": w.group} if w.group else {})


def range_json(r: Range) -> Json:
    out = {"measure": r.measure.value, "low": r.low, "high": r.high, "open": r.open}
    return out | ({"group": r.group} if r.group else {})


def blame_json(b: Blame) -> Json:
    return {"actor": b.actor, "by": list(b.by)}


def day(value: date | None) -> str | None:
    return value.isoformat() if value else None
