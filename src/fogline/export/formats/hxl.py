"""HXL-tagged CSV: incidents and claims with a row of hashtags between the heading and the data (HXL 1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fogline.core.claim import Measure
from fogline.core.incident import Statement
from fogline.core.problem import Problem
from fogline.export.countries import country
from fogline.export.edition import View, reports_of
from fogline.export.part import Part, csv_part
from fogline.export.tables import TABLES

INCIDENTS = (
    ("id", "#event+id"),
    ("type", "#event+type"),
    ("label", "#description"),
    ("start", "#date+start"),
    ("end", "#date+end"),
    ("place", "#loc+name"),
    ("admin1", "#adm1+name"),
    ("country", "#country+code"),
    ("precision", "#geo+precision"),
    ("lat", "#geo+lat"),
    ("lon", "#geo+lon"),
    ("killed_low", "#affected+killed+min"),
    ("killed_high", "#affected+killed+max"),
    ("wounded_low", "#affected+injured+min"),
    ("wounded_high", "#affected+injured+max"),
    ("origins", "#meta+source"),
    ("grade", "#status+verification"),
    ("blamed", "#group+perpetrator"),
    ("reports", "#x_reports"),
    ("first_said", "#date+reported"),
)
CLAIMS = (
    ("claim_id", "#meta+id"),
    ("claimed_by", "#meta+source+claimant"),
    ("reported_by", "#meta+source+publisher"),
    ("url", "#meta+url"),
    ("quote", "#description+quote"),
    ("published", "#date+reported"),
    ("start", "#date+start"),
    ("end", "#date+end"),
    ("place", "#loc+name"),
    ("admin1", "#adm1+name"),
    ("country", "#country+code"),
    ("lat", "#geo+lat"),
    ("lon", "#geo+lon"),
    ("precision", "#geo+precision"),
    ("type", "#event+type"),
    ("killed_min", "#affected+killed+min"),
    ("killed_max", "#affected+killed+max"),
    ("injured_min", "#affected+injured+min"),
    ("injured_max", "#affected+injured+max"),
    ("victims_of", "#group+affected"),
    ("perpetrator", "#group+perpetrator"),
    ("status", "#status+verification"),
)


def _incident_rows(view: View) -> Iterator[tuple[Any, ...]]:
    table = TABLES["incidents"]
    at = [table.names.index(name) for name, _ in INCIDENTS]
    for row in table.rows(view):
        yield tuple(_coded(name, row[n]) for (name, _), n in zip(INCIDENTS, at, strict=True))


def _coded(name: str, value: Any) -> Any:
    """P-codes and ISO alpha-3 are what humanitarian tables join on."""
    found = country(value) if name == "country" else None
    return found.iso3 if found else value


def _claim_rows(view: View) -> Iterator[tuple[Any, ...]]:
    reports = reports_of(view)
    for s in view.statements:
        report = reports.get(s.head.id)
        yield (s.key, s.origin, s.head.outlet, report.url if report else None, *_told(view, s))


def _told(view: View, s: Statement) -> Iterator[Any]:
    c = s.claim
    place = c.places[0] if c.places else None
    spot = view.spot(place) if place else None
    yield from (c.evidence.text, s.head.published, c.time.days.start, c.time.days.end)
    yield from (place.name, place.admin1, _coded("country", place.country)) if place else (None, None, None)
    yield from (spot.lat, spot.lon) if spot else (None, None)
    yield from (place.precision.value if place else None, c.type.value)
    for measure in (Measure.KILLED, Measure.WOUNDED):
        total = next((q for q in c.quantities if q.measure is measure and q.part_of is None), None)
        yield from (total.count.low, total.count.high) if total else (None, None)
    yield [q.group.text for q in c.quantities if q.group and q.group.text]
    yield [a for m in c.agents for a in m.actors[:1]]
    yield f"{c.stance.value}, {c.polarity.value}, {c.modality.value}"


def _tagged(name: str, columns: tuple[tuple[str, str], ...], rows: Iterator[tuple[Any, ...]]) -> Part:
    return csv_part(name, [c for c, _ in columns], rows, [tag for _, tag in columns])


class Hxl:
    name = "hxl"
    endings = (".csv",)
    keeps = (
        "incidents and claims as two tables with a hashtag row: dates, places with ISO country, killed and injured as "
        "minimum and maximum, who claims and who publishes, the quotation"
    )
    cannot_express = "P-codes of divisions (names only), how accounts relate, control, positions; words for numbers"
    single = False
    carries = False

    def parts(self, view: View) -> Iterator[Part | Problem]:
        yield _tagged("incidents.csv", INCIDENTS, _incident_rows(view))
        yield _tagged("claims.csv", CLAIMS, _claim_rows(view))


EXPORTER = Hxl()
