"""What happened: lists, one incident whole, the map, the timeline."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from fogline.serve import shapes
from fogline.serve.answers import As, paged, whole
from fogline.serve.asjson import whole_incident
from fogline.serve.asking import Cursor, How, Limit, Now, Seen, Which, refused

router = APIRouter(tags=["incidents"])

COLUMNS = (
    "id", "start", "end", "type", "place.name", "place.admin1", "place.country", "place.precision", "place.lat",
    "place.lon", "ranges.killed.0", "ranges.killed.1", "ranges.wounded.0", "ranges.wounded.1", "origins", "grade",
    "blamed", "denied", "reports", "claims", "first_said", "last_said",
)  # fmt: skip


@router.get(
    "/incidents",
    summary="Incidents that meet every condition, by day",
    responses=shapes.answer(shapes.Page[shapes.IncidentLine], *shapes.DOWNLOADS),
)
def incidents(
    seen: Seen,
    which: Which,
    limit: Limit = 50,
    cursor: Cursor = 0,
    sort: Annotated[str, Query(pattern="^-?(day|killed|said)$")] = "day",
    how: How = As.JSON,
) -> Response:
    table = seen.table
    index = np.flatnonzero(table.mask(which))
    column = {"day": table.order, "killed": table.killed_high, "said": table.last}[sort.lstrip("-")][index]
    index = index[np.argsort(-column if sort.startswith("-") else column, kind="stable")]
    if how is not As.JSON:
        return whole((table.rows[n] for n in index.tolist()), how, "fogline-incidents", COLUMNS)
    return JSONResponse(paged(index.tolist(), limit, cursor, lambda n: table.rows[n]))


@router.get(
    "/incidents/{name}",
    summary="One incident: every account, the arithmetic, what is missing",
    responses=shapes.answer(shapes.Incident),
)
def incident(now: Now, seen: Seen, name: str) -> Response:
    found = seen.incidents.get(name)
    if found is None:
        raise refused(404, "serve.incident", f"no incident {name!r} in this view; by these clocks it may not exist yet")
    return JSONResponse(whole_incident(now, seen, found))


@router.get(
    "/map",
    summary="Marks for the map: single incidents, or cells where there are many",
    responses=shapes.answer(shapes.Marks),
)
def marks(
    seen: Seen,
    which: Which,
    zoom: Annotated[float, Query(ge=0, le=22)] = 6,
    most: Annotated[int, Query(ge=10, le=2000)] = 400,
) -> Response:
    table = seen.table
    mask = table.mask(which)
    nowhere = mask & np.isnan(table.lat)
    bin_ = [table.rows[n] for n in np.flatnonzero(nowhere)[:200].tolist()]
    found = table.cells(mask, 360 / 2**zoom / 8, most)
    counts = {"total": int(mask.sum()), "unlocated": int(nowhere.sum())}
    return JSONResponse({"marks": found, "tray": bin_, **counts})


@router.get(
    "/timeline",
    summary="Incidents over time, by when it happened and by when it was first said",
    responses=shapes.answer(shapes.Timeline),
)
def timeline(seen: Seen, which: Which) -> Response:
    table = seen.table
    mask = table.mask(which)
    past = mask & table.history if which.since is None and which.until is None else mask & False
    told = {"happened": table.bins(mask & ~past, "start"), "said": table.bins(mask & ~past, "first")}
    return JSONResponse(told | {"history": int(past.sum())})
