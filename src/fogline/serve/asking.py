"""What requests have in common: the two clocks, filters, pages, and the record they ask."""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypeAlias

from fastapi import Depends, HTTPException, Query, Request

from fogline.core.claim import ClaimType, Measure
from fogline.core.incident import GradeName
from fogline.core.interval import Days
from fogline.serve.answers import As
from fogline.serve.record import Record, Snapshot
from fogline.serve.security import may_write
from fogline.serve.settings import Settings
from fogline.serve.table import Wanted
from fogline.serve.view import View

Limit: TypeAlias = Annotated[int, Query(ge=1, le=1000, description="Items a page.")]
Cursor: TypeAlias = Annotated[int, Query(ge=0, description="``next`` of the page before.")]
How: TypeAlias = Annotated[As, Query(alias="format", description="json is paged; csv, jsonl, geojson come whole.")]
Day: TypeAlias = Annotated[date | None, Query()]
Name: TypeAlias = Annotated[str | None, Query(max_length=300)]


def record(request: Request) -> Record:
    found: Record = request.app.state.record
    return found


def settings(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found


def snapshot(request: Request) -> Snapshot:
    return record(request).now


def view(
    request: Request,
    as_of: Annotated[date | None, Query(description="What had happened by this day.")] = None,
    known_on: Annotated[date | None, Query(description="What had been said by this day.")] = None,
) -> View:
    return record(request).now.view(as_of, known_on)


def days(since: Day = None, until: Day = None) -> Days:
    try:
        return Days(since, until)
    except ValueError as error:
        raise refused(422, "serve.days", str(error)) from None


def wanted(
    since: Annotated[date | None, Query(description="It happened on or after this day.")] = None,
    until: Annotated[date | None, Query(description="It happened on or before this day.")] = None,
    said_since: Annotated[date | None, Query(description="Somebody spoke of it on or after this day.")] = None,
    said_until: Annotated[date | None, Query(description="It was first spoken of on or before this day.")] = None,
    type: Annotated[list[ClaimType] | None, Query()] = None,
    place: Name = None,
    actor: Name = None,
    source: Name = None,
    grade: Annotated[list[GradeName] | None, Query()] = None,
    measure: Measure | None = None,
    minimum: Annotated[int | None, Query(ge=0, description="At least so many killed by somebody's count.")] = None,
    located: bool | None = None,
    dated: bool | None = None,
    q: Annotated[str | None, Query(max_length=300, description="Words in the heading, sources or the blamed.")] = None,
    bbox: Annotated[str | None, Query(description="west,south,east,north in degrees")] = None,
) -> Wanted:
    return Wanted(
        since=since,
        until=until,
        said_since=said_since,
        said_until=said_until,
        type=tuple(t.value for t in type or ()),
        place=place or None,
        actor=actor or None,
        source=source or None,
        grade=tuple(g.value for g in grade or ()),
        measure=measure.value if measure else None,
        minimum=minimum,
        located=located,
        dated=dated,
        text=q,
        bbox=box(bbox) if bbox else None,
    )


def box(text: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(x) for x in text.split(","))
    except ValueError:
        raise refused(422, "serve.bbox", "bbox is west,south,east,north in degrees") from None
    return west, south, east, north


def refused(status: int, code: str, message: str) -> HTTPException:
    return HTTPException(status, {"code": code, "message": message})


def writer(request: Request) -> None:
    """Raises 401 without the token in the header."""
    if not may_write(request, settings(request)):
        raise refused(401, "serve.token", "writing needs the token that fogline serve printed when it started")


TheRecord: TypeAlias = Annotated[Record, Depends(record)]
Now: TypeAlias = Annotated[Snapshot, Depends(snapshot)]
Seen: TypeAlias = Annotated[View, Depends(view)]
Which: TypeAlias = Annotated[Wanted, Depends(wanted)]
Stretch: TypeAlias = Annotated[Days, Depends(days)]
Writer = Depends(writer)
