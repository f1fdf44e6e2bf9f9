"""Records to claims JSON and back, field by field as the codebook writes them.

``*_to_json`` give plain dicts in the codebook's key order; ``*_from_json`` take such dicts, gold files included.
``claim_to_json(c)`` is the published form. ``claim_to_json(c, full=True)`` adds what the store keeps beside it: the
``basis`` of the time, the ``trace`` and the ``confidence``; only this form survives a round trip whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

from fogline.core.claim import (
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    ClaimType,
    Group,
    Measure,
    Mention,
    Modality,
    Polarity,
    Precision,
    Qualifier,
    Quantity,
    Quote,
    Scope,
    Stance,
    Status,
    Step,
    Victim,
)
from fogline.core.interval import Count, Days
from fogline.core.judgement import Anchor, Judgement, Verb
from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.core.sharing import shared
from fogline.core.span import Span

Json: TypeAlias = dict[str, Any]

_FLAGS = ("retaken", "breached", "released")


def dumps(value: Any) -> str:
    """One line of JSON, the same bytes for the same value: key order as given, characters as they are.

    Lone surrogates are escaped, so the line can always be written as UTF-8.
    """
    line = json.dumps(value, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True, separators=(", ", ": "), allow_nan=False)
    return line


# --- reports ---


def report_to_json(report: Report) -> Json:
    """``hash`` is the content's SHA-256; where it came from is left out when unknown."""
    out: Json = {
        "id": report.id,
        "outlet": report.outlet,
        "published": report.published,
        "title": report.title,
        "dateline": report.dateline,
        "text": report.text,
        "hash": report.content_hash,
    }
    origin = {"url": report.url, "retrieved": report.retrieved, "archive": report.archive}
    return out | {key: value for key, value in origin.items() if value is not None}


def report_from_json(data: Mapping[str, Any]) -> Report:
    """A missing or null ``id`` becomes the content's hash. Raises ``KeyError`` without ``text``."""
    report = Report(
        id=str(data.get("id") or ""),
        text=data["text"],
        outlet=data.get("outlet"),
        published=data.get("published"),
        title=data.get("title") or "",
        dateline=data.get("dateline"),
        url=data.get("url"),
        retrieved=data.get("retrieved"),
        archive=data.get("archive"),
    )
    return report if report.id else report.identified()


# --- claims ---


def claim_to_json(claim: Claim, *, full: bool = False) -> Json:
    out: Json = {
        "id": claim.id,
        "type": claim.type.value,
        "evidence": _quote(claim.evidence),
        "also_at": [_quote(quote) for quote in claim.also_at],
        "attribution": [_attribution(link) for link in claim.attribution],
        "stance": claim.stance.value,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "background": claim.background,
        "agents": [_mention(mention) for mention in claim.agents],
        "targets": [_mention(mention) for mention in claim.targets],
        "places": [_place(place) for place in claim.places],
        "time": _time(claim.time, full),
        "instruments": list(claim.instruments),
        "quantities": [_quantity(quantity) for quantity in claim.quantities],
    }
    if claim.victims:
        out["victims"] = [_victim(victim) for victim in claim.victims]
    out |= {flag: True for flag in _FLAGS if getattr(claim, flag)}
    if full:
        out["trace"] = [_step(step) for step in claim.trace]
        out["confidence"] = claim.confidence
    return out


def claim_from_json(data: Mapping[str, Any]) -> Claim:
    """Raises ``KeyError`` for a missing and ``ValueError`` for an impossible value."""
    return Claim(
        id=data["id"],
        type=ClaimType(data["type"]),
        evidence=_read_quote(data["evidence"]),
        also_at=tuple(_read_quote(quote) for quote in _list(data, "also_at")),
        attribution=shared(tuple(_read_attribution(link) for link in _list(data, "attribution"))),
        stance=Stance(data.get("stance") or "asserted"),
        polarity=Polarity(data.get("polarity") or "affirmed"),
        modality=Modality(data.get("modality") or "actual"),
        background=bool(data.get("background")),
        agents=shared(tuple(_read_mention(mention) for mention in _list(data, "agents"))),
        targets=shared(tuple(_read_mention(mention) for mention in _list(data, "targets"))),
        places=shared(tuple(_read_place(place) for place in _list(data, "places"))),
        time=shared(_read_time(data.get("time") or {})),
        instruments=tuple(_list(data, "instruments")),
        quantities=tuple(_read_quantity(quantity) for quantity in _list(data, "quantities")),
        victims=tuple(_read_victim(victim) for victim in _list(data, "victims")),
        retaken=bool(data.get("retaken")),
        breached=bool(data.get("breached")),
        released=bool(data.get("released")),
        trace=tuple(_read_step(step) for step in _list(data, "trace")),
        confidence=data.get("confidence"),
    )


def reading_to_json(report: Report, claims: Iterable[Claim], *, full: bool = False) -> Json:
    """One object of the interchange format: ``{"report": {...}, "claims": [...]}``."""
    return {"report": report_to_json(report), "claims": [claim_to_json(claim, full=full) for claim in claims]}


def reading_from_json(data: Mapping[str, Any]) -> tuple[Report, tuple[Claim, ...]]:
    return report_from_json(data["report"]), tuple(claim_from_json(claim) for claim in _list(data, "claims"))


# --- problems ---


def problem_to_json(problem: Problem) -> Json:
    return {"code": problem.code, "message": problem.message, "where": problem.where, "lost": problem.lost}


def problem_from_json(data: Mapping[str, Any]) -> Problem:
    return Problem(
        code=data["code"], message=data["message"], where=data.get("where") or "", lost=bool(data.get("lost"))
    )


# --- judgements ---


def judgement_to_json(judgement: Judgement) -> Json:
    return {
        "id": judgement.id,
        "verb": judgement.verb.value,
        "author": judgement.author,
        "at": judgement.at.isoformat(),
        "reason": judgement.reason,
        "anchor": _anchor(judgement.anchor),
        "others": [_anchor(anchor) for anchor in judgement.others],
        "field": judgement.field,
        "value": judgement.value,
        "was": judgement.was,
        "claim": None if judgement.claim is None else claim_to_json(judgement.claim, full=True),
        "adjudicates": judgement.adjudicates,
    }


def judgement_from_json(data: Mapping[str, Any]) -> Judgement:
    claim = data.get("claim")
    return Judgement(
        id=data["id"],
        verb=Verb(data["verb"]),
        author=data["author"],
        at=datetime.fromisoformat(data["at"]),
        reason=data["reason"],
        anchor=_read_anchor(data["anchor"]),
        others=tuple(_read_anchor(anchor) for anchor in _list(data, "others")),
        field=data.get("field"),
        value=data.get("value"),
        was=data.get("was"),
        claim=None if claim is None else claim_from_json(claim),
        adjudicates=bool(data.get("adjudicates")),
    )


# --- the parts, written ---


def _anchor(anchor: Anchor) -> Json:
    span = [anchor.span.start, anchor.span.end]
    out: Json = {"report": anchor.report, "span": span, "quote": anchor.quote, "type": anchor.type}
    return out | {"nth": anchor.nth} if anchor.nth else out


def _quote(quote: Quote) -> Json:
    return {"start": quote.span.start, "end": quote.span.end, "text": quote.text}


def _attribution(link: Attribution) -> Json:
    out: Json = {
        "source": link.source,
        "text": link.text,
        "cue": link.cue,
        "channel": link.channel,
        "said": None if link.said is None else [_day(link.said.start), _day(link.said.end)],
    }
    return out if link.affiliation is None else out | {"affiliation": link.affiliation}


def _mention(mention: Mention) -> Json:
    return {"text": mention.text, "actors": list(mention.actors)}


def _place(place: ClaimPlace) -> Json:
    return {
        "text": place.text,
        "name": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "precision": place.precision.value,
        "within": place.within,
    }


def _time(time: ClaimTime, full: bool) -> Json | None:
    if time == ClaimTime():
        return None
    out: Json = {"text": time.text, "start": _day(time.days.start), "end": _day(time.days.end)}
    return out | {"basis": time.basis} if full else out


def _quantity(quantity: Quantity) -> Json:
    return {
        "measure": quantity.measure.value,
        "text": quantity.text,
        "low": quantity.count.low,
        "high": quantity.count.high,
        "qualifier": quantity.qualifier.value,
        "group": None if quantity.group is None else _group(quantity.group),
        "scope": quantity.scope.value,
        "part_of": quantity.part_of,
    }


def _group(group: Group) -> Json:
    out: Json = {"text": group.text, "actors": list(group.actors), "status": group.status.value}
    return out if group.kind is None else out | {"kind": group.kind}


def _victim(victim: Victim) -> Json:
    return {"text": victim.text, "name": victim.name, "age": victim.age, "sex": victim.sex, "role": victim.role}


def _step(step: Step) -> Json:
    span = None if step.span is None else [step.span.start, step.span.end]
    return {"field": step.field, "rule": step.rule, "span": span, "note": step.note}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


# --- the parts, read ---


def _read_anchor(data: Mapping[str, Any]) -> Anchor:
    span = Span(*data["span"])
    return Anchor(data["report"], span, data.get("quote") or "", data.get("type"), data.get("nth") or 0)


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    return data.get(key) or []


def _read_quote(data: Mapping[str, Any]) -> Quote:
    return Quote(Span(data["start"], data["end"]), data["text"])


def _read_attribution(data: Mapping[str, Any]) -> Attribution:
    said = data.get("said")
    return Attribution(
        source=data["source"],
        text=data.get("text"),
        cue=data.get("cue"),
        channel=data.get("channel"),
        said=None if said is None else Days(_read_day(said[0]), _read_day(said[1])),
        affiliation=data.get("affiliation"),
    )


def _read_mention(data: Mapping[str, Any]) -> Mention:
    return Mention(data["text"], tuple(_list(data, "actors")))


def _read_place(data: Mapping[str, Any]) -> ClaimPlace:
    return ClaimPlace(
        text=data["text"],
        name=data["name"],
        precision=Precision(data["precision"]),
        admin1=data.get("admin1"),
        country=data.get("country"),
        within=data.get("within"),
    )


def _read_time(data: Mapping[str, Any]) -> ClaimTime:
    days = Days(_read_day(data.get("start")), _read_day(data.get("end")))
    return ClaimTime(data.get("text"), days, data.get("basis"))


def _read_quantity(data: Mapping[str, Any]) -> Quantity:
    group = data.get("group")
    return Quantity(
        measure=Measure(data["measure"]),
        text=data["text"],
        count=shared(Count(data.get("low"), data.get("high"))),
        qualifier=Qualifier(data.get("qualifier") or "exact"),
        group=None if group is None else shared(_read_group(group)),
        scope=Scope(data.get("scope") or "incident"),
        part_of=data.get("part_of"),
    )


def _read_group(data: Mapping[str, Any]) -> Group:
    return Group(
        data.get("text"), tuple(_list(data, "actors")), Status(data.get("status") or "unknown"), data.get("kind")
    )


def _read_victim(data: Mapping[str, Any]) -> Victim:
    return Victim(data["text"], data["name"], data.get("age"), data.get("sex"), data.get("role"))


def _read_step(data: Mapping[str, Any]) -> Step:
    span = data.get("span")
    return Step(data["field"], data["rule"], None if span is None else Span(*span), data.get("note") or "")


def _read_day(text: str | None) -> date | None:
    """The day of an ISO date or date-time."""
    return None if text is None else date.fromisoformat(text[:10])
