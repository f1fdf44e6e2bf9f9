"""How many were harmed: sums with their arithmetic, series, and what the conventions make of the same incidents."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from fogline.core.claim import Measure
from fogline.core.incident import Incident, Picture
from fogline.core.interval import Days
from fogline.reconcile.conventions import POLICIES, compare
from fogline.reconcile.series import GROUPINGS, series
from fogline.reconcile.situation import at
from fogline.reconcile.sums import by_day, period
from fogline.serve.answers import As, paged, whole
from fogline.serve.asjson import entries_json, sum_json
from fogline.serve.asking import Cursor, How, Limit, Name, Seen, Stretch, refused
from fogline.serve.view import View, iso

router = APIRouter(tags=["ledger"])
Json = dict[str, Any]
LONGEST = timedelta(days=400)


def within(seen: View, days: Days, place: str | None) -> list[Incident]:
    """Dated incidents of the stretch and place."""
    rows = (i for i in seen.picture.incidents if i.dated and days.meets(i.days))
    return [i for i in rows if at(i, place)]


@router.get("/ledger", summary="The sum of a stretch and place, every step a line")
def ledger(seen: Seen, days: Stretch, place: Name = None, measure: Measure = Measure.KILLED) -> Response:
    return JSONResponse(sum_json(period(_pictured(seen, days, place), days, measure, place)))


def _pictured(seen: View, days: Days, place: str | None) -> Picture:
    """Only what may count, so that a long record does not slow a short stretch."""
    rows = seen.picture.incidents
    if days:
        rows = tuple(i for i in rows if not i.dated or days.meets(i.days))
    return replace(seen.picture, incidents=rows)


@router.get("/ledger/series", summary="Ranges over time by source, party or status; or the daily sums")
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
    cells = series(found, measure, by, step)
    rows: list[Json] = [
        {"start": iso(c.start), "group": c.group, "low": c.low, "high": c.high, "incidents": list(c.incidents)}
        for c in cells
    ]
    return JSONResponse({"step": step, "items": rows}) if how is As.JSON else _series(rows, how)


def _series(rows: list[Json], how: As) -> Response:
    return whole(rows, how, "fogline-series", ("start", "group", "low", "best", "high", "incidents"))


@router.get("/ledger/conventions/{name}", summary="The rows one convention would write")
def convention(
    seen: Seen,
    days: Stretch,
    name: str,
    place: Name = None,
    limit: Limit = 200,
    cursor: Cursor = 0,
    how: How = As.JSON,
) -> Response:
    rows = [e for i in within(seen, days, place) for e in entries_json(_known(name), i)]
    if how is not As.JSON:
        columns = ("convention", "incident", "label", "start", "end", "group", "low", "best", "high", "main", "notes")
        return whole(rows, how, f"fogline-{name}", columns)
    main = [r for r in rows if r["main"]]
    total = {k: sum(r[k] for r in main) for k in ("low", "best", "high")}
    return JSONResponse({**paged(rows, limit, cursor), "sum": total})


@router.get("/ledger/compare", summary="Every incident under two conventions, each difference explained")
def compared(
    seen: Seen,
    days: Stretch,
    a: str = "acled",
    b: str = "ucdp",
    place: Name = None,
    limit: Limit = 200,
    cursor: Cursor = 0,
) -> Response:
    found = compare(_known(a), _known(b), within(seen, days, place))
    rows = [{"incident": d.incident, "label": d.label, "a": d.a, "b": d.b, "reasons": list(d.reasons)} for d in found]
    return JSONResponse(paged(rows, limit, cursor))


def _known(name: str) -> str:
    if name not in POLICIES:
        raise refused(404, "serve.convention", f"{name!r} is none of {', '.join(sorted(POLICIES))}")
    return name
