"""Airwars-shaped tables: incidents, their sources, named victims; ranges by group, a grade per incident.

Columns in the order in which Airwars' own exporter fills them; rows have its shape and are no Airwars data.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from fogline.core.incident import Incident
from fogline.core.problem import Problem
from fogline.core.report import Report
from fogline.export.cast import number
from fogline.export.countries import country
from fogline.export.edition import View, reports_of
from fogline.export.part import Part, csv_part
from fogline.link import fold, voice
from fogline.reconcile.conventions import count_under
from fogline.reconcile.figures import number as counted
from fogline.reconcile.grades import grade
from fogline.reconcile.incidents import precision_of
from fogline.reconcile.sums import label
from fogline.vocab import load

Json = dict[str, Any]


@cache
def codes() -> Any:
    return load("export/airwars.yaml")


@cache
def columns(which: str) -> tuple[str, ...]:
    return tuple(codes()[which].split())


def slug(name: str) -> str:
    return fold(name).replace(" ", "-")


def group_columns() -> tuple[str, ...]:
    ends = ("killed_min", "killed_max", "injured_min", "injured_max")
    return tuple(f"{g}_{end}" for g in columns("groups") for end in ends)


def incident_columns(belligerents: int) -> tuple[str, ...]:
    """``belligerents`` numbered sets at the end, as many as the incident with the most of them has."""
    numbered = (f"belligerent_{n}_{c}" for n in range(1, belligerents + 1) for c in columns("belligerent"))
    return (*columns("incident_columns"), *group_columns(), *columns("after_groups"), *numbered)


def code(i: Incident) -> str:
    return f"FOG{number(i.id, 8):08}"


# --- incidents ---


def row(view: View, n: int, i: Incident, reports: dict[str, Report]) -> Json:
    mine = [reports[r] for r in sorted({s.head.id for s in i.statements}) if r in reports]
    return {
        "id": n,
        "post_id": number(i.id),
        "post_status": codes()["status"],
        "code": code(i),
        **_when(i),
        **_where(view, i),
        **_what(i),
        **_figures(i),
        **_counts(i, mine),
        **_blamed(i),
    }


def _when(i: Incident) -> Json:
    whole = i.days.start != i.days.end
    first = min((s for s in i.statements if s.said), key=lambda s: (str(s.said), s.key), default=None)
    out: Json = {
        "date_type": codes()["range"] if whole and i.days else "",
        "date": i.days.start or i.days.end,
        "date_end": i.days.end if whole else None,
        "local_time_type": "unknown",
    }
    if first:
        out |= {"local_first_reported_date_time": first.said, "local_first_reported_by": first.origin}
    return out


def _where(view: View, i: Incident) -> Json:
    spot, precision = view.spot_of(i), precision_of(i)
    home = country(i.place.country if i.place else None)
    out: Json = {"geolocated": int(spot is not None)}
    if home:
        out |= {"country_name": home.name, "country_slug": slug(home.name)}
    if i.place:
        out |= {"location_name": i.place.name, "region": i.place.admin1}
    accuracy = codes()["accuracy"].get(precision.value) if precision else None
    if spot and accuracy:
        out |= {"latitude": f"{spot.lat:.4f}", "longitude": f"{spot.lon:.4f}"}
        out |= {"geolocation_accuracy_name": accuracy.replace("_", " "), "geolocation_accuracy_slug": accuracy}
    return out


def _what(i: Incident) -> Json:
    graded = grade(i)
    names = codes()["grades"]
    declared = codes()["declared"] if graded.name.value == "confirmed" else codes()["alleged"]
    strike = codes()["strikes"].get(i.type.value, "")
    return {
        "strike_status_name": declared[0],
        "strike_status_slug": declared[1],
        "strike_type_name": strike,
        "strike_type_slug": slug(strike),
        "civilian_harm_reported": int(any(x.startswith("civ") for x in _figures(i))),
        "civilian_harm_status_name": names[graded.name.value],
        "civilian_harm_status_slug": graded.name.value if names[graded.name.value] else "",
        "summary": f"{label(i)}. {graded.reason}",
    }


def _figures(i: Incident) -> Json:
    """Independent ranges: children may sit inside civilians."""
    known = set(group_columns())
    return {name: value for e in count_under("airwars", i) for name, value in e.fields if name in known}


def _counts(i: Incident, mine: list[Report]) -> Json:
    victims = {v.name for s in i.statements for v in s.claim.victims}
    hosts = [_host(r.url) for r in mine]
    out = {name: sum(h in wanted for h in hosts) for name, wanted in codes()["platforms"].items()}
    rest = len(mine) - sum(out.values())
    return {"num_victims": len(victims), "num_victims_named": len(victims), "num_sources": len(mine), **out} | {
        "num_sources_other": rest
    }


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _blamed(i: Incident) -> Json:
    out: Json = {}
    for n, b in enumerate(i.blamed, 1):
        own = [a for a in i.accounts if voice(a.origin) == voice(b.actor) and a.measure.value == "killed"]
        conceded = [counted(a) for a in own]
        values: Json = {"belligerent_name": b.actor, "belligerent_slug": slug(b.actor)}
        values |= {"deaths_conceded_min": min(conceded), "deaths_conceded_max": max(conceded)} if conceded else {}
        out |= {f"belligerent_{n}_{k}": v for k, v in values.items()}
    return out


# --- side tables ---


def sources(i: Incident, reports: dict[str, Report]) -> Iterator[Json]:
    for name in sorted({s.head.id for s in i.statements}):
        r = reports.get(name)
        if r is None:
            continue
        values: Json = {"date": (r.published or "")[:10], "name": r.outlet or r.id, "language": "en", "url": r.url}
        yield _linked(i) | values | {"archive_url": r.archive, "hash": _hash(i.id, r.id)}


def victims(i: Incident) -> Iterator[Json]:
    """Each name once, with what the first report to give it says."""
    seen: set[str] = set()
    for s in i.statements:
        for v in s.claim.victims:
            if v.name not in seen:
                seen.add(v.name)
                about = "; ".join(x for x in (v.role, v.text) if x)
                values: Json = {"name": v.name, "gender": v.sex, "exact_age": v.age, "additional_notes": about}
                yield _linked(i) | values | {"hash": _hash(i.id, v.name)}


def _linked(i: Incident) -> Json:
    when = i.days.start or i.days.end
    return {"post_id": number(i.id), "post_status": codes()["status"], "code": code(i), "date": when}


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:32]


def _numbered(rows: Iterator[Json], names: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    for n, found in enumerate(rows, 1):
        whole = {"id": n, **found}
        yield tuple(whole.get(c) for c in names)


class Airwars:
    name = "airwars"
    endings = (".csv",)
    keeps = (
        "incidents with a casualty figure: killed and injured per group as minimum and maximum, grade, those blamed, "
        "what a belligerent concedes; a table of sources with address and archive, one of named victims"
    )
    cannot_express = (
        "which source gave which number, later words that replaced earlier ones, control, positions; local names, "
        "infrastructure, geolocation sign-off stay blank; rows have Airwars' shape and are no Airwars data"
    )
    single = False
    carries = False

    def parts(self, view: View) -> Iterator[Part | Problem]:
        found = [i for i in view.picture.incidents if i.accounts]
        reports = reports_of(view)
        names = incident_columns(max((len(i.blamed) for i in found), default=0))
        rows = (row(view, n, i, reports) for n, i in enumerate(found, 1))
        yield csv_part("incidents.csv", names, (tuple(r.get(c) for c in names) for r in rows))
        for file, told in (
            ("sources", (r for i in found for r in sources(i, reports))),
            ("victims", (r for i in found for r in victims(i))),
        ):
            heads = columns(f"{file.removesuffix('s')}_columns")
            yield csv_part(f"{file}.csv", heads, _numbered(told, heads))
        left = len(view.picture.incidents) - len(found)
        if left:
            yield Problem("export.left_out", f"{left} incidents have no casualty figure", "airwars")


EXPORTER = Airwars()
