"""A period written out, every sentence cited."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, PlainTextResponse, Response

from fogline.core.situation import Section, SituationReport
from fogline.reconcile import clocks, layout
from fogline.reconcile.situation import situation
from fogline.serve import shapes
from fogline.serve.asking import Name, Now, Seen, Stretch
from fogline.serve.record import Snapshot

router = APIRouter(tags=["situation report"])


@router.get(
    "/situation",
    summary="The situation report of a stretch and place; the same text as fogline report",
    responses=shapes.answer(shapes.Situation, "text/markdown"),
)
def written(
    now: Now,
    seen: Seen,
    days: Stretch,
    place: Name = None,
    theatre: Name = None,
    how: Annotated[str, Query(alias="format", pattern="^(json|markdown)$")] = "json",
) -> Response:
    said = clocks.seen(seen.judged.statements, seen.as_of, seen.known_on)
    made = situation(seen.picture, said, days, place, seen.side(theatre))
    if how == "markdown":
        head = {"content-disposition": 'attachment; filename="fogline-situation.md"'}
        return PlainTextResponse(layout.markdown(made), media_type="text/markdown; charset=utf-8", headers=head)
    return JSONResponse(as_json(now, made))


def as_json(now: Snapshot, made: SituationReport) -> dict[str, Any]:
    at = {e.cite: e.n for e in made.entries}

    def section(s: Section) -> dict[str, Any]:
        items = [
            [{"text": x.text, "cites": sorted({at[c] for c in x.cites})} for x in item.sentences] for item in s.items
        ]
        return {"title": s.title, "items": items}

    entries = [
        {
            "n": e.n,
            "outlet": e.outlet,
            "published": e.published,
            "report": now.keys.get(e.cite.report, e.cite.report),
            "start": e.cite.span.start,
            "end": e.cite.span.end,
            "quote": e.cite.quote,
        }
        for e in made.entries
    ]
    sections = [section(s) for s in made.sections if s.items]
    return {"title": made.title, "sections": sections, "entries": entries, "nothing": made.nothing}
