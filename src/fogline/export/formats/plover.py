"""PLOVER records, one JSON object a line: event, mode, context, actors with sectors, place, and the text behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fogline.core.claim import ClaimPlace, Measure, Polarity
from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.export.coding import Coded, coded, codes, iso3, sector
from fogline.export.countries import country
from fogline.export.edition import View, reports_of
from fogline.export.part import Part, lines_part

Json = dict[str, Any]


def record(view: View, e: Coded, report: Report | None = None) -> Json:
    """The manual's fields; those without a value are left out. ``date`` is required and therefore never guessed."""
    days = e.days
    start = days.start or days.end
    assert start
    out: Json = {
        "id": e.id,
        "has_event": True,
        "date": start.isoformat(),
        "enddate": days.end.isoformat() if days.end and days.end != start else None,
        "actor": [_entity(n) for n in e.actors],
        "recipient": [_entity(n) for n in e.recipients] + ([_civilians()] if e.victims else []),
        "event": [e.event],
        "mode": modes(e),
        "context": [e.rule["context"]] if e.rule.get("context") else [],
        "quad_code": codes()["quad"][e.event],
        "event_scale": e.score,
        "event_loc": _location(view, e.place) if e.place else None,
        "event_text": [e.claim.evidence.text],
        "size": {k: v for k, m in _SIZES if (v := e.count(m)) is not None} or None,
        "text": e.claim.evidence.text,
        "text_info": {"start": e.claim.evidence.span.start, "end": e.claim.evidence.span.end},
        "cite_info": _cited(view, e, report),
        "coder": codes()["coder"].format(version=view.about.version),
        "comment": "; ".join(sorted({s.origin for s in e.told})),
    }
    return {k: v for k, v in out.items() if v is not None}


_SIZES = (("dead", Measure.KILLED), ("injured", Measure.WOUNDED), ("arrested", Measure.CAPTURED))


def modes(e: Coded) -> list[str]:
    """The rule's mode, then the manual's auxiliary modes for what is denied, past, meant or merely possible."""
    aux = codes()["auxiliary"]
    claim = e.claim
    found = [e.rule.get("mode")]
    if claim.polarity is Polarity.DENIED and not e.rule.get("polarity"):
        found.append(aux["denied"])
    if claim.background:
        found.append(aux["background"])
    if claim.type.value not in codes()["speech"] and not e.rule.get("modality"):
        found.append(aux.get(claim.modality.value))
    return [str(m) for m in dict.fromkeys(found) if m]


def _entity(name: str) -> Json:
    return {"entity_text": name, "code": iso3(name) or None, "sector": sector(name)}


def _civilians() -> Json:
    return {"entity_text": "civilians", "code": None, "sector": codes()["civilians"]["sector"]}


def _location(view: View, place: ClaimPlace) -> Json:
    """Mordecai's fields; without an honest point no lat and lon."""
    spot, home = view.spot(place), country(place.country)
    out: Json = {
        "extracted_place": place.text,
        "resolved_place": place.name,
        "province": place.admin1,
        "country": home.name if home else None,
        "country_code": home.iso3 if home else None,
        "resolution": codes()["resolution"][place.precision.value],
    }
    return out | ({"lat": spot.lat, "lon": spot.lon} if spot else {})


def _cited(view: View, e: Coded, report: Report | None) -> Json:
    head = e.first.head
    return {
        "url": report.url if report else None,
        "title": head.title or None,
        "publication": head.outlet,
        "citation": head.id,
        "language": "en",
        "license": view.about.licence,
        "coder": codes()["coder"].format(version=view.about.version),
        "codebook": codes()["codebook"],
    }


class Plover:
    name = "plover"
    endings = (".jsonl",)
    keeps = (
        "dated events of all kinds, speech acts too: event, mode, context, actors with sector, place, dead and "
        "injured, the quoted text with its offsets; denied, intended and past events by auxiliary modes"
    )
    cannot_express = (
        "events without a day, ranges of numbers, several sources side by side (named in comment), holding of places; "
        "PLOVER has no code for taking territory: COERCE-seize stands for it"
    )
    single = True
    carries = False

    def parts(self, view: View) -> Iterator[Part | Problem]:
        undated, reports = 0, reports_of(view)

        def rows() -> Iterator[Json]:
            nonlocal undated
            for e in coded(view):
                if e.days:
                    yield record(view, e, reports.get(e.first.head.id))
                else:
                    undated += 1

        yield lines_part("", rows())
        if undated:
            yield Problem("export.left_out", f"{undated} events have no day", "plover")


EXPORTER = Plover()
