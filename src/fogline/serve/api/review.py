"""People's decisions: a queue to go through, and judgements that are appended and can be taken back."""

from __future__ import annotations

import re
import threading
from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from fogline.atlas import written_out
from fogline.core.claim import Claim, ClaimType, Measure, Quote
from fogline.core.codec import judgement_to_json
from fogline.core.incident import Incident, Statement
from fogline.core.judgement import Anchor, Judgement, Verb, moment
from fogline.core.span import Span
from fogline.reconcile.fields import corrected, value_of
from fogline.reconcile.judgements import marked
from fogline.serve import shapes
from fogline.serve.answers import paged
from fogline.serve.asjson import statement_json
from fogline.serve.asking import Cursor, Limit, Name, Now, TheRecord, Writer, refused
from fogline.serve.desk import Desk, desk
from fogline.serve.record import Record, Snapshot

router = APIRouter(tags=["review"])
Json = dict[str, Any]
_one_at_a_time = threading.Lock()


class Marked(BaseModel):
    """A claim that the reader missed: marked words of a report, and what they say."""

    report: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    type: ClaimType
    source: Annotated[str | None, Field(max_length=300)] = None
    place: Annotated[str | None, Field(max_length=300)] = None
    since: date | None = None
    until: date | None = None
    measure: Measure | None = None
    low: Annotated[int | None, Field(ge=0)] = None
    high: Annotated[int | None, Field(ge=0)] = None


class Decision(BaseModel):
    """``claim`` and ``others`` are REPORT/CLAIM; among the others an incident's name stands for all its claims, and to
    merge with it brings the claim's own incident along. A split without others parts the claim from all it is counted
    with. ``seen`` lists the judgements in force when the person decided: if somebody else has decided since, nothing is
    written (409). ``value`` of an undo is the judgement taken back, of a rename the new name (``field`` has the old
    one).
    """

    verb: Verb
    author: Annotated[str, Field(min_length=1, max_length=100)]
    reason: Annotated[str, Field(max_length=2000)] = ""
    claim: str | None = None
    others: Annotated[list[str], Field(max_length=500)] = []
    field: Annotated[str | None, Field(max_length=60)] = None
    value: Annotated[str | None, Field(max_length=2000)] = None
    marked: Marked | None = None
    report: str | None = None
    seen: list[str] | None = None
    adjudicates: bool = False


@router.get("/review", summary="Claims to look at", responses=shapes.answer(shapes.Queue))
def queue(
    now: Now,
    state: Annotated[list[str] | None, Query()] = None,
    type: ClaimType | None = None,
    report: Name = None,
    sort: Annotated[str, Query(pattern="^(day|doubt)$")] = "day",
    claim: Name = None,
    limit: Limit = 50,
    cursor: Cursor = 0,
) -> Response:
    work = desk(now)
    rows = work.queue(state or ["open"], type.value if type else None, report, sort == "doubt")
    kept = work.named(claim) if claim else None  # in view, whatever its state
    if kept is not None and kept not in rows:
        rows.insert(0, kept)

    incident = now.view().incident_of

    def line(s: Statement) -> Json:
        about: Json = {"state": work.state(s), "judgements": work.on(s), "incident": incident.get(s.key)}
        if sort == "doubt":
            about["why"] = work.why(s)
        return statement_json(now, work.standing_as(s), full=True) | about

    return JSONResponse({**paged(rows, limit, cursor, line), "tally": work.tally()})


@router.get(
    "/judgements",
    summary="Every decision in the order it was made, and those that fit no more",
    responses=shapes.answer(shapes.Decisions),
)
def judgements(now: Now, limit: Limit = 100, cursor: Cursor = 0) -> Response:
    standing = {j.id for j in desk(now).standing}
    rows = list(reversed(now.judgements))
    page = paged(rows, limit, cursor, lambda j: judgement_to_json(j) | {"in_force": j.id in standing})
    conflicts = now.view().judged.conflicts
    told = [{"judgement": c.judgement, "code": c.code, "message": c.message} for c in conflicts]
    return JSONResponse({**page, "conflicts": told})


@router.post(
    "/judgements",
    summary="Decide",
    responses=shapes.answer(shapes.Judgement, status=201),
    status_code=201,
    dependencies=[Writer],
)
def decide(record: TheRecord, decision: Decision) -> Response:
    with _one_at_a_time:
        now = record.refresh()
        work = desk(now)
        made = _judgement(record, now, work, decision)
        record.judge(made)
    return JSONResponse(judgement_to_json(made), status_code=201)


def _judgement(record: Record, now: Snapshot, work: Desk, d: Decision) -> Judgement:
    about: Json = {
        "id": f"j-{uuid4().hex[:16]}",
        "verb": d.verb,
        "author": d.author.strip(),
        "at": moment(datetime.now(UTC), max((j.at for j in now.judgements), default=None)),
        "reason": d.reason,
        "adjudicates": d.adjudicates,
    }
    if d.verb is Verb.UNDO:
        old = next((j for j in now.judgements if j.id == d.value), None)
        if old is None:
            raise refused(404, "serve.judgement", f"there is no judgement {d.value!r}")
        return Judgement(**about, anchor=old.anchor, value=old.id)
    if d.verb is Verb.RENAME:
        if not d.field or not d.value:
            raise refused(422, "serve.actor", "rename needs the old name in field and the new one in value")
        return Judgement(**about, anchor=Anchor(""), was=d.field, value=d.value)
    if d.verb is Verb.ADD:
        return _added(record, now, d, about)
    if d.verb in (Verb.RETRACT, Verb.DUPLICATE) or (d.verb is Verb.NOTE and d.report):
        return _on_reports(record, d, about, now)
    s = _named(work, d.claim)
    _fresh(work, s, d.seen)
    others = tuple(work.anchor(o) for o in _others(now, work, s, d))
    if d.verb in (Verb.MERGE, Verb.SPLIT, Verb.PIN) and not others:
        raise refused(422, "serve.others", f"{d.verb.value} needs other claims")
    if d.verb is Verb.CORRECT:
        value, was = _checked(now, s, d)
        return Judgement(**about, anchor=work.anchor(s), field=d.field, value=value, was=was)
    return Judgement(**about, anchor=work.anchor(s), others=others)


def _named(work: Desk, key: str | None) -> Statement:
    found = work.named(key or "")
    if found is None:
        raise refused(404, "serve.claim", f"there is no claim {key!r}")
    return found


def _others(now: Snapshot, work: Desk, s: Statement, d: Decision) -> list[Statement]:
    """Each once, without ``s``. What names an incident concerns the whole of its own one too."""
    events = [name for name in d.others if "/" not in name]
    own = now.view().incident_of.get(s.key)
    if own and (events if d.verb is Verb.MERGE else d.verb is Verb.SPLIT and not d.others):
        events.append(own)
    rows = [_named(work, name) for name in d.others if "/" in name]
    rows += [o for name in events for o in _incident(now, name).statements]
    return list({o.key: o for o in rows if o.key != s.key}.values())


def _incident(now: Snapshot, name: str) -> Incident:
    try:
        return now.view().incidents[name]
    except KeyError:
        raise refused(404, "serve.incident", f"there is no incident {name!r} any more; look again") from None


def _fresh(work: Desk, s: Statement, seen: list[str] | None) -> None:
    verdicts = (j for j in work.on(s) if j["verb"] != Verb.NOTE.value)
    new = [] if seen is None else [j for j in verdicts if j["id"] not in seen]
    if new:
        who = ", ".join(sorted({j["author"] for j in new}))
        raise refused(409, "serve.overtaken", f"{who} decided on this claim in the meantime; look again")


def _checked(now: Snapshot, s: Statement, d: Decision) -> tuple[str | None, str | None]:
    """The value as it will be kept, and the one that stands now; raises 422 for what cannot be set."""
    mine = (t for t in now.view().judged.statements if t.head.id == s.head.id and t.claim.id == s.claim.id)
    claim, field, value = next(mine, s).claim, d.field or "", d.value
    if value and re.fullmatch(r"place|places\.\d+", field):
        value = written_out(value, next((p.country for p in claim.places if p.country), None))
    try:
        corrected(claim, field, value)
        return value, value_of(claim, field)
    except ValueError as error:
        raise refused(422, "serve.correct", f"{field or 'no field'} cannot be {value!r}: {error}") from None


def _on_reports(record: Record, d: Decision, about: Json, now: Snapshot) -> Judgement:
    names = [d.report, *d.others]
    if d.verb is Verb.DUPLICATE and not d.others:
        raise refused(422, "serve.others", "duplicate needs the copies in others")
    keys = {key: id_ for id_, key in now.keys.items()}
    try:
        found = [Anchor(keys[record.store.report(name or "").key]) for name in names]
    except KeyError as error:
        raise refused(404, "serve.report", str(error.args[0])) from None
    return Judgement(**about, anchor=found[0], others=tuple(found[1:]))


def _added(record: Record, now: Snapshot, d: Decision, about: Json) -> Judgement:
    m = d.marked
    if m is None:
        raise refused(422, "serve.marked", "a missed claim needs its marked words")
    try:
        row = record.store.report(m.report)
    except KeyError as error:
        raise refused(404, "serve.report", str(error.args[0])) from None
    if not m.start < m.end <= len(row.report.text):
        raise refused(422, "serve.marked", "the marked words lie outside the report")
    span = Span(m.start, m.end)
    try:
        claim = _claim(m, Quote(span, span.of(row.report.text)), str(about["id"]))
    except ValueError as error:
        raise refused(422, "serve.marked", str(error)) from None
    id_ = next((i for i, key in now.keys.items() if key == row.key), row.report.id)
    return Judgement(**about, anchor=Anchor(id_, span, claim.evidence.text, m.type.value), claim=claim)


def _claim(m: Marked, quote: Quote, name: str) -> Claim:
    place = written_out(m.place) if m.place else ""
    told = [("origin", m.source or ""), ("place", place), ("time.start", _iso(m.since))]
    told.append(("time.end", _iso(m.until)))
    if m.measure and (m.low is not None or m.high is not None):
        low, high = ("" if n is None else str(n) for n in (m.low, m.high))
        told.append(("quantities.0", f"{m.measure.value} {low}..{high}"))
    return marked(m.type, quote, told, name)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
