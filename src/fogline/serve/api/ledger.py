"""How many were harmed: sums with their arithmetic, series, and what the conventions make of the same incidents."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from fogline.core.claim import Measure
from fogline.core.incident import Incident, Picture
from fogline.core.interval import Days
from fogline.core.ledger import Sum
from fogline.reconcile.conventions import POLICIES, compare
from fogline.reconcile.periods import by_day, period
from fogline.reconcile.series import GROUPINGS, series
from fogline.serve import shapes
from fogline.serve.answers import As, paged, whole
from fogline.serve.asjson import entries_json, sum_json
from fogline.serve.asking import Cursor, How, Limit, Name, Seen, Stretch, refused
from fogline.serve.table import Wanted
from fogline.serve.view import View, iso, summary

router = APIRouter(tags=["ledger"])
Json = dict[str, Any]
LONGEST = timedelta(days=400)
WHOLE = Days()


def within(seen: View, days: Days, place: str | None) -> list[Incident]:
    """Dated incidents of the stretch and place."""
    wanted = Wanted(since=days.start, until=days.end, place=place or None, dated=True)
    return [seen.picture.incidents[n] for n in np.flatnonzero(seen.table.mask(wanted)).tolist()]


def sum_of(seen: View, days: Days = WHOLE, place: str | None = None, measure: Measure = Measure.KILLED) -> Sum:
    """The sum of a stretch and place, made once a view."""
    return seen.once(
        ("ledger", days, place, measure),
        lambda: period(_pictured(seen, days, place), days, measure, place, seen.worked),
    )


@router.get(
    "/ledger", summary="The sum of a stretch and place, every step a line", responses=shapes.answer(shapes.Ledger)
)
def ledger(
    seen: Seen,
    days: Stretch,
    place: Name = None,
    measure: Measure = Measure.KILLED,
    lines: Annotated[int, Query(ge=0, le=100_000, description="At most so many of the lines.")] = 500,
) -> Response:
    found = sum_of(seen, days, place, measure)
    told = {**sum_json(replace(found, lines=found.lines[:lines])), "of": len(found.lines)}
    return JSONResponse(told | {"groups": _apart(seen, days, place, measure)})


def _apart(seen: View, days: Days, place: str | None, measure: Measure) -> list[Json]:
    """Incidents of which origins count different people: a range for each sort of them."""
    found = []
    for i in within(seen, days, place):
        line = summary(i) if any(r.measure is measure for r in i.groups) else None
        if line:
            apart = [x for x in line["apart"] if x["measure"] == measure.value]
            found.append(
                {"incident": i.id, "label": line["label"], "whole": measure.value not in line["partly"], "apart": apart}
            )
    return found


def _pictured(seen: View, days: Days, place: str | None) -> Picture:
    """Only what may count, so that a long record does not slow a short stretch."""
    if not days and not place:
        return seen.picture
    undated = Wanted(place=place or None, dated=False)
    rest = [seen.picture.incidents[n] for n in np.flatnonzero(seen.table.mask(undated)).tolist()]
    return replace(seen.picture, incidents=(*within(seen, days, place), *rest))


@router.get(
    "/ledger/series",
    summary="Ranges over time by source, party or status; or the daily sums",
    responses=shapes.answer(shapes.Series, *shapes.DOWNLOADS),
)
def over_time(
    seen: Seen,
    days: Stretch,
    place: Name = None,
    measure: Measure = Measure.KILLED,
    by: Annotated[str, Query(pattern="^(source|party|status|day)$")] = "source",
    how: How = As.JSON,
) -> Response:
    found = within(seen, days, place)
    first = days.start or min((i.days.start for i in found if i.days.start), default=None)
    last = days.end or max((i.days.end for i in found if i.days.end), default=None)
    long = (last - first) if first and last else timedelta()
    if by == "day":
        if not first or not last:
            return JSONResponse({"step": "day", "items": []})
        if long > LONGEST:
            raise refused(422, "serve.long", "daily sums are made for 400 days at most; give since and until")
        sums = by_day(_pictured(seen, Days(first, last), place), Days(first, last), measure, place)
        daily: list[Json] = [
            {"start": iso(d), "group": "all", "low": s.low, "best": s.best, "high": s.high} for d, s in sums
        ]
        return JSONResponse({"step": "day", "items": daily}) if how is As.JSON else _series(daily, how)
    step = "day" if long.days <= 120 else "week" if long.days <= 900 else "month"
    assert by in GROUPINGS
    cells = seen.once(("series", days, place, measure, by, step), lambda: series(found, measure, by, step))
    rows: list[Json] = [
        {"start": iso(c.start), "group": c.group, "low": c.low, "high": c.high, "incidents": list(c.incidents)}
        for c in cells
    ]
    return JSONResponse({"step": step, "items": rows}) if how is As.JSON else _series(rows, how)


def _series(rows: list[Json], how: As) -> Response:
    return whole(rows, how, "fogline-series", ("start", "group", "low", "best", "high", "incidents"))


@router.get(
    "/ledger/conventions/{name}",
    summary="The rows one convention would write",
    responses=shapes.answer(shapes.Convention, *shapes.DOWNLOADS),
)
def convention(
    seen: Seen,
    days: Stretch,
    name: str,
    place: Name = None,
    limit: Limit = 200,
    cursor: Cursor = 0,
    how: How = As.JSON,
) -> Response:
    _known(name)

    def make() -> list[Json]:
        return [e for i in within(seen, days, place) for e in entries_json(name, i)]

    rows = seen.once(("convention", name, days, place), make)
    if how is not As.JSON:
        columns = ("convention", "incident", "label", "start", "end", "group", "low", "best", "high", "main", "notes")
        return whole(rows, how, f"fogline-{name}", columns)
    main = [r for r in rows if r["main"]]
    total = {k: sum(r[k] for r in main) for k in ("low", "best", "high")}
    return JSONResponse({**paged(rows, limit, cursor), "sum": total})


@router.get(
    "/ledger/compare",
    summary="Every incident under two conventions, each difference explained",
    responses=shapes.answer(shapes.Page[shapes.Difference]),
)
def compared(
    seen: Seen,
    days: Stretch,
    a: str = "acled",
    b: str = "ucdp",
    place: Name = None,
    limit: Limit = 200,
    cursor: Cursor = 0,
) -> Response:
    _known(a), _known(b)
    page = paged(within(seen, days, place), limit, cursor)
    rows = [
        {"incident": d.incident, "label": d.label, "a": d.a, "b": d.b, "reasons": list(d.reasons)}
        for d in compare(a, b, page["items"])
    ]
    return JSONResponse({**page, "items": rows})


def _known(name: str) -> str:
    if name not in POLICIES:
        raise refused(404, "serve.convention", f"{name!r} is none of {', '.join(sorted(POLICIES))}")
    return name
