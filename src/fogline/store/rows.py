"""Records to rows and back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import RowMapping

from fogline.core.claim import Claim
from fogline.core.codec import claim_from_json, claim_to_json, dumps
from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.store.protocol import StoredClaim, StoredReport, report_key

Row = dict[str, Any]
LONGEST_NAME = 300


def report_row(report: Report, added: str) -> Row:
    return {
        "key": report_key(report),
        "id": report.id,
        "hash": report.content_hash,
        "outlet": report.outlet,
        "published": report.published,
        "title": report.title,
        "dateline": report.dateline,
        "text": report.text,
        "url": report.url,
        "retrieved": report.retrieved,
        "archive": report.archive,
        "added": added,
    }


def stored_report(row: RowMapping) -> StoredReport:
    return StoredReport(row["key"], report_of(row), row["added"], row["reader"], row["claims"] or 0)


def report_of(row: RowMapping) -> Report:
    return Report(
        id=row["id"],
        text=row["text"],
        outlet=row["outlet"],
        published=row["published"],
        title=row["title"],
        dateline=row["dateline"],
        url=row["url"],
        retrieved=row["retrieved"],
        archive=row["archive"],
    )


def claim_row(report: int, n: int, claim: Claim) -> Row:
    days = claim.time.days
    return {
        "report": report,
        "n": n,
        "id": claim.id,
        "type": claim.type.value,
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "start": None if days.start is None else days.start.isoformat(),
        "end": None if days.end is None else days.end.isoformat(),
        "body": dumps(claim_to_json(claim, full=True)),
    }


def stored_claim(row: RowMapping) -> StoredClaim:
    return StoredClaim(row["key"], row["outlet"], row["published"], claim_of(row["body"]))


def claim_of(body: str) -> Claim:
    return claim_from_json(json.loads(body))


def asked_for(name: str) -> str:
    """A name as it is looked up: in lower case, and no longer than an index may hold."""
    return name.strip().lower()[:LONGEST_NAME]


def names(claim: Claim, outlet: str | None) -> Iterator[tuple[str, str]]:
    """``(role, name)`` pairs a claim can be found by, each once, in lower case."""
    return iter(dict.fromkeys((role, asked_for(name)) for role, name in _names(claim, outlet) if name))


def _names(claim: Claim, outlet: str | None) -> Iterator[tuple[str, str | None]]:
    for link in claim.attribution:
        yield from (("source", link.source), ("source", link.affiliation))
    if not claim.attribution:
        yield "source", outlet
    for mention in (*claim.agents, *claim.targets):
        yield "actor", mention.text
        yield from (("actor", actor) for actor in mention.actors)
    for quantity in claim.quantities:
        yield from (("actor", actor) for actor in (quantity.group.actors if quantity.group else ()))
    for place in claim.places:
        yield from (("place", name) for name in (place.name, place.within, place.admin1, place.country))


def words(claim: Claim, outlet: str | None) -> str:
    """What full-text search looks through."""
    return "\n".join([claim.evidence.text, *(name for _, name in names(claim, outlet))])


def problem_row(problem: Problem, report: int | None) -> Row:
    return {
        "report": report,
        "code": problem.code,
        "message": problem.message,
        "subject": problem.where,
        "lost": problem.lost,
    }


def problem_of(row: RowMapping) -> Problem:
    return Problem(row["code"], row["message"], row["subject"], row["lost"])
