"""Who reports what, who copies whom, how a source's figures fare beside the others'."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from fogline.core.incident import Statement
from fogline.core.origin import Edge
from fogline.link import graph, unspecific, voice
from fogline.reconcile.standing import standings
from fogline.serve import shapes
from fogline.serve.answers import As, paged, whole
from fogline.serve.asjson import statement_json
from fogline.serve.asking import Cursor, How, Limit, Name, Now, Seen, refused
from fogline.serve.record import Snapshot
from fogline.serve.view import View, iso

router = APIRouter(tags=["sources and actors"])
Json = dict[str, object]
COLUMNS = ("source", "claims", "reports", "incidents", "met", "unmet", "alone", "denied", "first", "last")


def lines(seen: View) -> list[Json]:
    """One line a source: what it says, and how its totals fare."""
    return seen.once("sources", lambda: _lines(seen))


def _lines(seen: View) -> list[Json]:
    by: dict[str, list[Statement]] = {}
    known: dict[str, str] = {}
    for s in seen.judged.statements:
        if s.origin not in known:
            known[s.origin] = voice(s.origin)
        by.setdefault(known[s.origin], []).append(s)
    fares = {voice(s.source): s for s in standings(seen.picture.incidents)}
    rows = []
    for key, told in by.items():
        types = Counter(s.claim.type.value for s in told)
        said = sorted(s.said for s in told if s.said)
        fare = fares.get(key)
        rows.append(
            {
                "source": Counter(s.origin for s in told).most_common(1)[0][0],
                "named": not unspecific(told[0].origin),
                "claims": len(told),
                "reports": len({s.head.id for s in told}),
                "outlets": sorted({s.head.outlet for s in told if s.head.outlet}),
                "types": [{"type": t, "claims": n} for t, n in sorted(types.items(), key=lambda x: (-x[1], x[0]))],
                "first": iso(said[0] if said else None),
                "last": iso(said[-1] if said else None),
                **{k: getattr(fare, k) if fare else 0 for k in ("incidents", "met", "unmet", "alone", "denied")},
            }
        )
    return sorted(rows, key=lambda r: (-int(str(r["claims"])), str(r["source"])))


@router.get(
    "/sources",
    summary="Sources by number of claims",
    responses=shapes.answer(shapes.Page[shapes.Source], *shapes.DOWNLOADS),
)
def sources(seen: Seen, q: Name = None, limit: Limit = 100, cursor: Cursor = 0, how: How = As.JSON) -> Response:
    rows = [r for r in lines(seen) if not q or q.casefold() in str(r["source"]).casefold()]
    if how is not As.JSON:
        return whole(rows, how, "fogline-sources", COLUMNS)
    return JSONResponse(paged(rows, limit, cursor))


@router.get(
    "/sources/{name}", summary="One source: its line and its latest claims", responses=shapes.answer(shapes.SourceWhole)
)
def source(now: Now, seen: Seen, name: str, limit: Limit = 50, cursor: Cursor = 0) -> Response:
    row = next((r for r in lines(seen) if voice(str(r["source"])) == voice(name)), None)
    if row is None:
        raise refused(404, "serve.source", f"nobody called {name!r} says anything in this view")
    told = [s for s in seen.judged.statements if voice(s.origin) == voice(name)]
    told.sort(key=lambda s: (s.said.isoformat() if s.said else "", s.key), reverse=True)
    return JSONResponse({**row, "statements": paged(told, limit, cursor, lambda s: statement_json(now, s))})


@lru_cache(maxsize=2)
def edges(now_version: str, holder: _Held) -> tuple[Edge, ...]:
    return graph([t.report for t in holder.now.rows], holder.now.view().judged.statements).edges


class _Held:
    """A snapshot as a cache's key: its version is what counts."""

    def __init__(self, now: Snapshot) -> None:
        self.now = now

    def __hash__(self) -> int:
        return hash(self.now.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.now.version == self.now.version


@router.get(
    "/origins",
    summary="Who got it from whom: copies, excerpts, rewrites, quotations, citations",
    responses=shapes.answer(shapes.Page[shapes.Tie]),
)
def origins(now: Now, tie: Name = None, limit: Limit = 200, cursor: Cursor = 0) -> Response:
    heads = {t.report.id: t.report for t in now.rows}

    def end(name: str) -> Json:
        report = heads.get(name)
        if report is None:
            return {"source": name.removeprefix("source:")}
        return {"report": now.keys[name], "outlet": report.outlet, "title": report.title, "published": report.published}

    found = [e for e in edges(now.version, _Held(now)) if tie is None or e.tie.value == tie]
    tally = Counter((e.a, e.b, e.tie) for e in found)
    rows = [
        {"a": end(a), "b": end(b), "tie": kind.value, "times": n}
        for (a, b, kind), n in sorted(tally.items(), key=lambda x: (x[0][2], -x[1], x[0][0], x[0][1]))
    ]
    return JSONResponse(paged(rows, limit, cursor))


@router.get(
    "/actors",
    summary="Who does, suffers, backs, blames and threatens",
    responses=shapes.answer(shapes.Page[shapes.Actor], *shapes.DOWNLOADS),
)
def actors(seen: Seen, q: Name = None, limit: Limit = 100, cursor: Cursor = 0, how: How = As.JSON) -> Response:
    rows = [
        r for r in seen.once("actors", lambda: _actors(seen)) if not q or q.casefold() in str(r["actor"]).casefold()
    ]
    if how is not As.JSON:
        return whole(rows, how, "fogline-actors", ("actor", "side", "does", "suffers"))
    return JSONResponse(paged(rows, limit, cursor))


def _actors(seen: View) -> list[Json]:
    tally: dict[str, Counter[str]] = {}
    for s in seen.judged.statements:
        for role, mentions in (("does", s.claim.agents), ("suffers", s.claim.targets)):
            for name in {m.actors[0] for m in mentions if m.actors}:
                tally.setdefault(name, Counter())[role] += 1
    for p in seen.positions:
        tally.setdefault(p.actor, Counter())[p.act.value] += 1
    side = seen.side()
    return [
        {"actor": name, "side": side(name), "does": n["does"], "suffers": n["suffers"], "acts": dict(sorted(n.items()))}
        for name, n in sorted(tally.items(), key=lambda x: (-x[1].total(), x[0]))
    ]
