"""Who holds what, and who stands where."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from fogline.core.control import Holding
from fogline.core.interval import Days
from fogline.link import sound, voice
from fogline.reconcile.control import disagreements, heard, history, places, state, timeline
from fogline.reconcile.positions import between
from fogline.serve import shapes
from fogline.serve.answers import As, paged, whole
from fogline.serve.asjson import holding_json, position_json, state_json
from fogline.serve.asking import Cursor, Day, How, Limit, Name, Now, Seen, refused
from fogline.serve.view import View, iso

router = APIRouter(tags=["control and positions"])
COLUMNS = ("place", "day", "state", "holders", "since", "reason", "spot.lat", "spot.lon")


def near(seen: View, place: str) -> list[Holding]:
    """What is said of a place and of the town around it: all that its state depends on."""
    own = seen.holdings_at.get(sound(place), [])
    towns = {sound(h.within) for h in own if h.within} - {sound(place)}
    return [*own, *(h for t in sorted(towns) for h in seen.holdings_at.get(t, []))]


def today(seen: View) -> date | None:
    """The day asked for, or the last on which somebody spoke."""
    return seen.as_of or seen.known_on or max((h.said for h in seen.holdings if h.said), default=None)


@router.get(
    "/control",
    summary="Who holds each place on a day, on whose word, and where the sources differ",
    responses=shapes.answer(shapes.Control, *shapes.DOWNLOADS),
)
def control(now: Now, seen: Seen, according_to: Name = None, theatre: Name = None, how: How = As.JSON) -> Response:
    day, side = today(seen), seen.side(theatre)
    rows = []
    for place in places(seen.holdings) if day else ():
        assert day
        found = near(seen, place)
        one = state(found, place, day, known_on=seen.known_on, according_to=according_to, side=side)
        spot = seen.spot(place)
        told = {d.place: list(d.versions) for d in disagreements(found, day, seen.known_on)}
        rows.append(
            {
                **state_json(now, one),
                "spot": {"lat": spot.lat, "lon": spot.lon, "km": spot.km} if spot else None,
                "versions": next((v for p, v in told.items() if sound(p) == sound(place)), []),
                "sides": {h: side(h) for h in one.holders},
            }
        )
    if how is not As.JSON:
        return whole(rows, how, "fogline-control", COLUMNS)
    claimants = sorted({h.origin for h in seen.holdings})
    return JSONResponse({"day": iso(day), "items": rows, "claimants": claimants})


@router.get(
    "/control/{place}",
    summary="A place's history: one strip per source, one over all, every claim",
    responses=shapes.answer(shapes.Strips),
)
def strips(now: Now, seen: Seen, place: str, theatre: Name = None, since: Day = None, until: Day = None) -> Response:
    found = near(seen, place)
    told = history(found, place)
    if not told:
        raise refused(404, "serve.place", f"no claim about who holds {place!r} in this view")
    stretch = span(told, since, until, seen)
    side = seen.side(theatre)
    sources = {voice(h.origin): h.origin for h in reversed(told)}
    rows = []
    for key in sorted(sources):
        own = [h for h in heard(found, seen.as_of, seen.known_on) if voice(h.origin) == key]
        rows.append({"source": sources[key], "states": _strip(now, own, place, stretch, seen)})
    return JSONResponse(
        {
            "place": told[0].place,
            "days": [iso(stretch.start), iso(stretch.end)],
            "all": [state_json(now, s) for s in timeline(found, place, stretch, known_on=seen.known_on, side=side)],
            "strips": rows,
            "history": [holding_json(now, h) for h in heard(told, seen.as_of, seen.known_on)],
        }
    )


def _strip(now: Now, own: list[Holding], place: str, stretch: Days, seen: View) -> list[dict[str, object]]:
    return [state_json(now, s) for s in timeline(own, place, stretch, known_on=seen.known_on)]


def span(told: list[Holding], since: date | None, until: date | None, seen: View) -> Days:
    """From the first act told to the day asked for; two years at most, the last ones."""
    days = sorted(d for h in told for d in (h.days.start, h.days.end, h.said) if d)
    end = until or today(seen) or days[-1]
    start = since or next((d for d in days if (end - d).days <= 730), end)
    return Days(min(start, end), end)


@router.get(
    "/positions",
    summary="Who supports, accuses, threatens, asks, meets and agrees with whom",
    responses=shapes.answer(shapes.Page[shapes.Position], *shapes.DOWNLOADS),
)
def positions(
    now: Now,
    seen: Seen,
    actor: Name = None,
    towards: Name = None,
    limit: Limit = 100,
    cursor: Cursor = 0,
    how: How = As.JSON,
) -> Response:
    found = between(seen.positions, actor, towards, seen.as_of, seen.known_on)
    if how is not As.JSON:
        columns = ("day", "actor", "act", "target", "polarity", "origin", "quote", "report")
        return whole((position_json(now, p) for p in found), how, "fogline-positions", columns)
    return JSONResponse(paged(found, limit, cursor, lambda p: position_json(now, p)))
