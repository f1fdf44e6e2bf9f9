"""What this record holds, and letting a browser in."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from starlette.responses import JSONResponse, Response

import fogline
from fogline.core.claim import ClaimType, Measure, Modality, Polarity, Stance, Status
from fogline.core.incident import GradeName
from fogline.link import theatres
from fogline.reconcile.conventions import POLICIES
from fogline.serve import shapes
from fogline.serve.asking import Now, box, refused, settings
from fogline.serve.atlas import labels
from fogline.serve.record import Snapshot, counted
from fogline.serve.security import COOKIE, may_write, same

router = APIRouter(tags=["record"])


def clocks(now: Snapshot) -> tuple[list[str] | None, list[str] | None]:
    """First and last day of what happened, and of what was said."""
    rows = now.view().table.rows
    days = sorted(r["start"] or r["end"] for r in rows if r["start"] or r["end"])
    said = [d for r in rows for d in (r["first_said"], r["last_said"]) if d]
    said += [t.report.published[:10] for t in now.rows if t.report.published]
    return [days[0], days[-1]] if days else None, [min(said), max(said)] if said else None


@router.get("/meta", summary="Counts, clocks, and the words that filters take", responses=shapes.answer(shapes.Meta))
def meta(request: Request, now: Now) -> Response:
    seen = now.view()
    days, said = seen.once("clocks", lambda: clocks(now))
    body: dict[str, Any] = {
        "version": now.version,
        "fogline": fogline.__version__,
        **counted(now.counts),
        "incidents": len(seen.table),
        "happened": days,
        "said": said,
        "types": [t.value for t in ClaimType],
        "measures": [m.value for m in Measure],
        "grades": [g.value for g in GradeName],
        "stances": [s.value for s in Stance],
        "polarities": [p.value for p in Polarity],
        "modalities": [m.value for m in Modality],
        "statuses": [s.value for s in Status],
        "conventions": sorted(POLICIES),
        "theatres": list(theatres()),
        "writable": may_write(request, settings(request)),
        "tiles": settings(request).tiles,
    }
    return JSONResponse(body)


@router.post("/session", summary="Exchange the token for a cookie that may read", status_code=204)
def session(request: Request, token: Annotated[str, Body(embed=True, max_length=500)]) -> Response:
    if not same(token, settings(request).token):
        raise refused(401, "serve.token", "this is not the token")
    answer = Response(status_code=204)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/api")
    return answer


@router.get(
    "/labels",
    summary="Names of towns for a stretch of map, largest first",
    responses=shapes.answer(shapes.Listed[shapes.Town]),
)
def towns(bbox: str, limit: int = 60) -> Response:
    found = labels(box(bbox), max(1, min(limit, 200)))
    rows = [{"name": t.name, "lat": t.lat, "lon": t.lon, "population": t.population} for t in found]
    return JSONResponse({"items": rows})
