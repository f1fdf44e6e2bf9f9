"""CAMEO-coded rows in the shape of GDELT 2.0's event table: 61 columns, one row per event and pair of actors."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from fogline.core.claim import Precision
from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.export.cast import number
from fogline.export.coding import Coded, coded, codes, iso3, role
from fogline.export.countries import country
from fogline.export.edition import View, reports_of
from fogline.export.part import Part, csv_part

_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code".split()
)
_GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
COLUMNS = (
    *("GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split()),
    *(f"Actor{n}{c}" for n in (1, 2) for c in _ACTOR),
    *("IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split()),
    *("NumMentions NumSources NumArticles AvgTone".split()),
    *(f"{who}Geo_{c}" for who in ("Actor1", "Actor2", "Action") for c in _GEO),
    *("DATEADDED SOURCEURL".split()),
)
COUNTRY, CITY, STATE = 1, 4, 5
"""GDELT's Geo_Type outside the United States."""


def rows_of(view: View, e: Coded, report: Report | None) -> Iterator[tuple[Any, ...]]:
    """Every pair of actor and recipient; an event with nobody named on one side keeps that side blank."""
    others: tuple[str | None, ...] = e.recipients or (None,)
    doers: tuple[str | None, ...] = e.actors or (None,)
    if e.actors and not e.recipients and len(e.actors) > 1:  # a meeting, or fighting: each with each
        pairs: list[tuple[str | None, str | None]] = [(a, b) for a in e.actors for b in e.actors if a < b]
    else:
        pairs = list(product(doers, others))
    for n, (a, b) in enumerate(pairs):
        yield _row(view, e, n, (a, b), report)


def _row(view: View, e: Coded, n: int, pair: tuple[str | None, str | None], report: Report | None) -> tuple[Any, ...]:
    day = e.days.start or e.days.end
    assert day
    code = str(e.rule["cameo"])
    quad, scale = codes()["roots"][code[:2]]
    start = e.claim.evidence.span.start
    fraction = day.year + (day.month * 30 + day.day) / 365
    added = max((s.head.published for s in e.told if s.head.published), default=None)
    return (
        number(f"{e.id}/{n}"),
        f"{day:%Y%m%d}",
        f"{day:%Y%m}",
        day.year,
        f"{fraction:.4f}",
        *_actor(pair[0], victims=False),
        *_actor(pair[1], victims=e.victims),
        int(report is not None and "\n\n" not in report.text[:start].strip()),
        code,
        code[:3],
        code[:2],
        quad,
        scale,
        len(e.told),
        len({s.origin for s in e.told}),
        len({s.head.id for s in e.told}),
        "",
        *[""] * 16,
        *_action(view, e),
        f"{added:%Y%m%d}000000" if added else "",
        report.url if report else "",
    )


def _actor(name: str | None, *, victims: bool) -> tuple[str, ...]:
    if name is None:
        found = codes()["civilians"]["role"] if victims else ""
        return (found, "CIVILIANS" if victims else "", "", "", "", "", "", found, "", "")
    code, kind = iso3(name), role(name)
    return (f"{code}{kind}", name.upper(), code, "", "", "", "", kind, "", "")


def _action(view: View, e: Coded) -> tuple[Any, ...]:
    """GDELT's country and division codes are FIPS 10-4, which we do not keep: they stay blank."""
    place = e.place
    if place is None:
        return ("",) * 8
    spot, home = view.spot(place), country(place.country)
    kind = {Precision.COUNTRY: COUNTRY, Precision.ADMIN1: STATE}.get(place.precision, CITY)
    full = ", ".join(dict.fromkeys(x for x in (place.name, place.admin1, home.name if home else "") if x))
    return (kind, full, "", "", "", spot.lat if spot else "", spot.lon if spot else "", "")


class Cameo:
    name = "cameo"
    endings = (".csv",)
    keeps = (
        "dated events that happened, and speech acts: CAMEO code, actors with country and role, quad class, Goldstein "
        "value of the root code, numbers of claims, origins and reports, place; 61 columns of GDELT 2.0 with names"
    )
    cannot_express = (
        "numbers of dead, denied, intended or possible events, events without a day, who says so; FIPS place codes, "
        "tone and the actors' places stay blank"
    )
    single = True
    carries = False

    def parts(self, view: View) -> Iterator[Part | Problem]:
        left, reports = 0, reports_of(view)

        def rows() -> Iterator[tuple[Any, ...]]:
            nonlocal left
            for e in coded(view):
                if e.days and e.real and e.rule.get("cameo"):
                    yield from rows_of(view, e, reports.get(e.first.head.id))
                else:
                    left += 1

        yield csv_part("", COLUMNS, rows())
        if left:
            yield Problem("export.left_out", f"{left} events have no day or code, are denied or only meant", "cameo")


EXPORTER = Cameo()
