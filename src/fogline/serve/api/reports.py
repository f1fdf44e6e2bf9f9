"""The reports themselves, and the claims read from them."""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from fogline.core.claim import ClaimType, Modality, Polarity
from fogline.core.codec import claim_to_json, report_to_json
from fogline.core.incident import Statement
from fogline.core.interval import Days
from fogline.serve import shapes
from fogline.serve.answers import As, paged, whole
from fogline.serve.asjson import SHOWN, statement_json
from fogline.serve.asking import Cursor, Day, How, Limit, Name, Now, Seen, Stretch, TheRecord, refused
from fogline.serve.desk import Desk, desk
from fogline.serve.record import Snapshot
from fogline.serve.view import View
from fogline.store import ClaimQuery, StoredClaim, StoredReport

router = APIRouter(tags=["reports and claims"])
Json = dict[str, Any]
CLAIM_COLUMNS = (
    "key", "published", "outlet", "claim.type", "claim.polarity", "claim.modality", "claim.attribution.0.source",
    "claim.time.start", "claim.time.end", "claim.places.0.name", "claim.evidence.text",
)  # fmt: skip


@router.get(
    "/reports",
    summary="Reports by day of publication",
    responses=shapes.answer(shapes.Page[shapes.ReportLine], *shapes.DOWNLOADS),
)
def reports(
    record: TheRecord,
    known_on: Day = None,
    outlet: Name = None,
    limit: Limit = 50,
    cursor: Cursor = 0,
    how: How = As.JSON,
) -> Response:
    rows = [r for r in record.store.reports() if _out(r, known_on) and (not outlet or r.report.outlet == outlet)]
    if how is not As.JSON:
        columns = ("key", "published", "outlet", "title", "claims", "url")
        return whole((_line(r) for r in rows), how, "fogline-reports", columns)
    return JSONResponse(paged(rows, limit, cursor, _line))


def _out(row: StoredReport, known_on: date | None) -> bool:
    return known_on is None or (row.report.published or "9")[:10] <= known_on.isoformat()


def _line(row: StoredReport) -> Json:
    r = row.report
    return {
        "key": row.key,
        "published": r.published,
        "outlet": r.outlet,
        "title": r.title or r.text[:80],
        "claims": row.claims,
        "added": row.added,
        "url": r.url,
    }


@router.get(
    "/reports/{name}",
    summary="A report with every claim, where it stands, and what people decided on it",
    responses=shapes.answer(shapes.Report),
)
def report(record: TheRecord, now: Now, seen: Seen, name: str) -> Response:
    row = _stored(record, name)
    id_ = next((i for i, key in now.keys.items() if key == row.key), row.report.id)
    mine = [s for s in seen.judged.statements if s.head.id == id_]
    copies = dict(seen.picture.copies)
    about = {
        "key": row.key,
        "added": row.added,
        "reader": row.reader,
        "copy_of": now.keys.get(copies[id_]) if id_ in copies else None,
        "copied_by": [now.keys.get(a, a) for a, b in seen.picture.copies if b == id_],
        "retracted": id_ in seen.judged.retracted,
    }
    work = desk(now)
    claims = [_claim(now, seen, work, s) for s in sorted(mine, key=lambda s: s.claim.evidence.span)]
    return JSONResponse(
        {**about, "report": report_to_json(row.report), "claims": claims, "rejected": work.rejected(id_)}
    )


def _stored(record: TheRecord, name: str) -> StoredReport:
    try:
        return record.store.report(name)
    except KeyError as error:
        raise refused(404, "serve.report", str(error.args[0])) from None


def _claim(now: Snapshot, seen: View, work: Desk, s: Statement) -> Json:
    about = {"incident": seen.incident_of.get(s.key), "judgements": work.on(s)}
    return statement_json(now, s, full=True) | about


@router.get(
    "/claims",
    summary="Claims that meet every condition; the same question as fogline claims",
    responses=shapes.answer(shapes.Page[shapes.Found], *shapes.DOWNLOADS),
)
def claims(
    record: TheRecord,
    days: Stretch,
    q: Name = None,
    source: Name = None,
    actor: Name = None,
    place: Name = None,
    type: ClaimType | None = None,
    polarity: Polarity | None = None,
    modality: Modality | None = None,
    report: Name = None,
    known_on: Day = None,
    limit: Limit = 50,
    cursor: Cursor = 0,
    how: How = As.JSON,
) -> Response:
    query = ClaimQuery(
        report=report or None,
        source=source or None,
        actor=actor or None,
        place=place or None,
        type=type.value if type else None,
        days=days if days else Days(),
        text=q,
        polarity=polarity.value if polarity else None,
        modality=modality.value if modality else None,
        limit=None if how is not As.JSON or known_on else cursor + limit + 1,
    )
    try:
        found = (c for c in record.store.claims(query) if _said(c, known_on))
        if how is not As.JSON:
            return whole((_found(c) for c in found), how, "fogline-claims", CLAIM_COLUMNS)
        rows = list(found)
    except KeyError as error:
        raise refused(404, "serve.report", str(error.args[0])) from None
    page = paged(rows, limit, cursor, _found)
    if page["next"] is not None and not known_on:
        page["total"] = None  # counting all is not worth reading all
    return JSONResponse(page)


def _said(c: StoredClaim, known_on: date | None) -> bool:
    return known_on is None or (c.published or "9")[:10] <= known_on.isoformat()


def _found(c: StoredClaim) -> Json:
    return {
        "key": f"{c.report_key[:SHOWN]}/{c.claim.id}",
        "report": c.report_key,
        "published": c.published,
        "outlet": c.outlet,
        "origin": c.claim.origin or c.outlet,
        "claim": claim_to_json(c.claim),
    }


@router.get("/claims/{report}/{name}", summary="One claim with its trace", responses=shapes.answer(shapes.Found))
def claim(record: TheRecord, report: str, name: str) -> Response:
    try:
        found = record.store.claim(f"{report}/{name}")
    except KeyError as error:
        raise refused(404, "serve.claim", str(error.args[0])) from None
    return JSONResponse({**_found(found), "claim": claim_to_json(found.claim, full=True)})
