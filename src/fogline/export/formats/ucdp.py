"""UCDP GED-shaped CSV: 49 columns in order (best, high, low), one row per incident with at least one death.

Columns and codes as in the GED codebook (https://ucdp.uu.se/downloads/); rows have GED's shape and are no UCDP data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from math import floor
from typing import Any

from fogline.atlas import Spot
from fogline.core.claim import Precision
from fogline.core.incident import Head, Incident
from fogline.core.place import ucdp_precision
from fogline.core.problem import Problem
from fogline.export.cast import Cast, cast, is_state, land, number, opponent
from fogline.export.countries import Country, country
from fogline.export.edition import View
from fogline.export.part import Part, csv_part
from fogline.reconcile.conventions import count_under
from fogline.reconcile.conventions.entry import Entry
from fogline.reconcile.conventions.ucdp import belligerents
from fogline.reconcile.incidents import precision_of
from fogline.vocab import load

COLUMNS = tuple(
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name "
    "side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources "
    "source_article source_office source_date source_headline source_original where_prec where_coordinates "
    "where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity "
    "date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob".split()
)
ACTIVE = 25
"""Deaths in a calendar year from which a dyad counts as active."""
ONE_SIDED = 3


@cache
def codes() -> Any:
    return load("export/ucdp.yaml")


def priogrid(lat: float, lon: float) -> int:
    """The PRIO-GRID cell (half a degree) of a point: numbered from 1 at the south-west, row by row."""
    return floor((lat + 90) * 2) * 720 + floor((lon + 180) * 2) + 1


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two sides and their dead. ``b`` is "Civilians" in one-sided violence."""

    a: str
    b: str
    violence: int
    dead_a: int
    dead_b: int

    @property
    def name(self) -> str:
        return f"{self.a} - {self.b}"


def dyad(i: Incident, e: Entry, who: Cast) -> Dyad:
    """A state stands first; the deaths go with their side."""
    fields = dict(e.fields)
    dead = int(fields["deaths_a"]), int(fields["deaths_b"])
    sides = belligerents(i)
    a = sides[0] if sides else (who.doers[0] if who.doers else codes()["unknown"])
    b = opponent(replace(who, doers=(a, *(n for n in who.doers if n != a)))) or codes()["unknown"]
    violence = int(fields["type_of_violence"])
    if violence == ONE_SIDED:
        return Dyad(a, codes()["civilians"], violence, *dead)
    if is_state(b) and not is_state(a):
        a, b, dead = b, a, (dead[1], dead[0])
    return Dyad(a, b, violence, *dead)


def rows_of(view: View, incidents: tuple[Incident, ...]) -> Iterator[tuple[Any, ...]]:
    """Two passes: which dyads are active in a year shows only at the end."""
    coded = [(i, e, dyad(i, e, cast(i))) for i in incidents for e in count_under("ucdp", i) if _placed(i)]
    tally: Counter[tuple[str, int]] = Counter()
    for _, e, d in coded:
        tally[d.name, _start(e).year] += e.best
    for i, e, d in coded:
        yield _row(view, i, e, d, tally[d.name, _start(e).year] >= ACTIVE)


def _placed(i: Incident) -> bool:
    return i.place is not None and country(i.place.country) is not None


def _start(e: Entry) -> date:
    assert e.days.start
    return e.days.start


def _row(view: View, i: Incident, e: Entry, d: Dyad, active: bool) -> tuple[Any, ...]:
    assert i.place
    home = country(i.place.country)
    assert home
    fields = dict(e.fields)
    start, end = _start(e), e.days.end or _start(e)
    heads = sorted({s.head.id: s.head for s in i.statements}.values(), key=lambda h: (str(h.published), h.id))
    civilian = d.b == codes()["civilians"]
    name = codes()["conflict"].format(country=home.name)
    return (
        number(i.id),
        f"{home.iso3}-{start.year}-{d.violence}-{number(d.name, 5)}-{number(i.id, 6)}",
        start.year,
        int(active),
        _status(e, d),
        d.violence,
        "",
        "",
        name,
        "",
        "",
        d.name,
        "",
        "",
        d.a,
        codes()["civilians_dset"] if civilian else "",
        codes()["civilians_new"] if civilian else "",
        d.b,
        len(heads),
        ";".join(_article(h) for h in heads),
        ";".join(h.outlet or "" for h in heads),
        ";".join(str(h.published or "") for h in heads),
        ";".join(h.title for h in heads),
        ";".join(sorted({s.origin for s in i.statements})),
        *_where(view, i, home),
        fields["event_clarity"],
        fields["date_prec"],
        f"{start} 00:00:00.000",
        f"{end} 00:00:00.000",
        d.dead_a,
        d.dead_b,
        fields["deaths_civilians"],
        fields["deaths_unknown"],
        e.best,
        e.high,
        e.low,
        _gw(d.a),
        _gw(d.b),
    )


def _article(h: Head) -> str:
    """GED's form of a source: office, day, headline."""
    headline = h.title.replace('"', "'")
    return f'"{h.outlet or ""},{h.published or ""},{headline}."'


def _status(e: Entry, d: Dyad) -> str:
    words = codes()["status"]
    if codes()["unknown"] in (d.a, d.b):
        return str(words["dyad"])
    if dict(e.fields)["code_status"] != words["clear"]:
        return dict(e.fields)["code_status"]
    return str(words["clear"] if e.low == e.high else words["deaths"])


def _where(view: View, i: Incident, home: Country) -> tuple[Any, ...]:
    """From where_prec to region. Without a point the columns of one are blank: no point is made up."""
    assert i.place
    spot: Spot | None = view.spot_of(i)
    precision = precision_of(i) or Precision.COUNTRY
    point = (f"{spot.lat:.4f}", f"{spot.lon:.4f}", f"POINT ({spot.lon:.4f} {spot.lat:.4f})") if spot else ("", "", "")
    return (
        ucdp_precision(precision),
        i.place.name,
        ", ".join(dict.fromkeys(x for x in (i.place.name, i.place.admin1, home.name) if x)),
        i.place.admin1 or "",
        "",
        *point,
        priogrid(spot.lat, spot.lon) if spot else "",
        home.name,
        home.gw,
        home.ucdp_region,
    )


def _gw(name: str) -> str:
    found = country(land(name)) if is_state(name) else None
    return found.gw if found else ""


class Ucdp:
    name = "ucdp"
    endings = (".csv",)
    keeps = (
        "incidents with a day, a country and a death: 49 columns in order, low, best and high estimates, deaths by "
        "side, precision of place and time, sources, PRIO-GRID cell"
    )
    cannot_express = (
        "the wounded, incidents without a death, denials, who said which number, control, positions; ids of UCDP's own "
        "conflicts, dyads and sides stay blank; rows have GED's shape and are no UCDP data"
    )
    single = True
    carries = False

    def parts(self, view: View) -> Iterator[Part | Problem]:
        count = 0

        def rows() -> Iterator[tuple[Any, ...]]:
            nonlocal count
            for row in rows_of(view, view.picture.incidents):
                count += 1
                yield row

        yield csv_part("", COLUMNS, rows())
        left = len(view.picture.incidents) - count
        if left:
            yield Problem("export.left_out", f"{left} incidents have no death, no day or no country", "ucdp")


EXPORTER = Ucdp()
