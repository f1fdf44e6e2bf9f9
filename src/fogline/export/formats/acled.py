"""ACLED-shaped CSV: 31 columns in order, one row per incident and day, fatalities by ACLED's rules.

Rows have ACLED's shape; they are no ACLED data. Codebook: https://acleddata.com/knowledge-base/codebook/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from fogline.atlas import Spot
from fogline.core.claim import ClaimType, Precision
from fogline.core.incident import Incident
from fogline.core.place import acled_precision
from fogline.core.problem import Problem
from fogline.export.cast import ARMED_KINDS, STATE_KINDS, Cast, cast, known, land, number, opponent
from fogline.export.countries import Country, country
from fogline.export.edition import View
from fogline.export.events import events
from fogline.export.part import Part, csv_part
from fogline.link import span_of
from fogline.reconcile import phrases
from fogline.reconcile.conventions import count_under
from fogline.reconcile.conventions.acled import event_type
from fogline.reconcile.conventions.entry import Entry
from fogline.reconcile.incidents import precision_of
from fogline.vocab import load

COLUMNS = tuple(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp".split()
)
STATE, REBEL, MILITIA, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = 1, 2, 3, 5, 6, 7, 8


@cache
def codes() -> Any:
    return load("export/acled.yaml")


@dataclass(frozen=True, slots=True)
class Site:
    """Where a row is: what ACLED asks of a place."""

    country: Country
    name: str
    admin1: str
    spot: Spot
    precision: int


def site(view: View, i: Incident) -> Site | None:
    """``None`` where ACLED would record nothing: no place, no country, only a country, or no point known."""
    spot, precision = view.spot_of(i), precision_of(i)
    land_ = country(i.place.country if i.place else None)
    code = acled_precision(precision or Precision.COUNTRY)
    if i.place is None or spot is None or land_ is None or code is None:
        return None
    return Site(land_, _location(view, i), i.place.admin1 or "", spot, code)


def _location(view: View, i: Incident) -> str:
    """A quarter or building is written after its town: "City - District"."""
    place = view.place_of(i)
    assert place
    return f"{place.within} - {place.name}" if place.within and place.within != place.name else place.name


# --- what kind of event ---


def kinds(i: Incident, who: Cast) -> tuple[str, str] | None:
    """(event type, sub-event type); ``None`` for what is no event of ACLED's (speech, mere judgement)."""
    kind = i.type.value
    if kind not in codes()["events"] or (kind == "talks" and opponent(who) is None):
        return None
    told = dict(event_type(i))
    found = codes()["types"].get(kind, (told["event_type"], told["sub_event_type"]))
    if kind in ("attack", "toll") and who.fighters and not who.civilians:
        found = codes()["fought"]
    words = set(re.findall(r"[a-z]+", " ".join(s.claim.evidence.text for s in i.statements).lower()))
    for rule in codes()["words"]:
        if rule["type"] == kind and words & set(rule["any"]):
            return str(rule.get("event", found[0])), str(rule["sub"])
    return str(found[0]), str(found[1])


# --- who ---


def inter(name: str, home: Country) -> int:
    """ACLED's actor type: state forces at home, external abroad, rebels and militias by the side they are on."""
    actor = known(name)
    if actor is None:
        return MILITIA
    if actor.kind in STATE_KINDS:
        return STATE if land(name) in (home.iso2, None) else EXTERNAL
    if actor.kind == "coalition":
        return EXTERNAL
    sides = {s.side for s in actor.sides}
    fights = actor.kind in ARMED_KINDS or actor.kind == "party"
    return REBEL if fights and "government" not in sides else MILITIA


def parties(i: Incident, who: Cast, event: str, home: Country) -> list[tuple[str, int]]:
    """One or two (name, actor type); the target of violence against civilians stands second."""
    words = codes()
    unknown = (f"{words['unidentified']} ({home.name})", MILITIA)
    crowd = (f"{words['civilians']} ({home.name})", CIVILIANS)
    if event in ("Protests", "Riots"):
        mass = ("protesters", PROTESTERS) if event == "Protests" else ("rioters", RIOTERS)
        return [(f"{words[mass[0]]} ({home.name})", mass[1])]
    doers = [(n, inter(n, home)) for n in who.doers]
    first = doers[0] if doers else unknown
    if event == "Violence against civilians" or (who.civilians and not who.fighters):
        return [first, crowd]
    if other := opponent(who):
        return [first, (other, inter(other, home))]
    return [first] if event == "Strategic developments" else [first, unknown]


def interaction(types: list[int]) -> str:
    """The two types, the lower code first (external forces come before civilians); "X only" for one."""
    names = codes()["inter"]
    if len(types) == 1:
        return f"{names[types[0]]} only"
    a, b = sorted(types)
    return f"{names[EXTERNAL]}-{names[CIVILIANS]}" if (a, b) == (CIVILIANS, EXTERNAL) else f"{names[a]}-{names[b]}"


# --- the row ---


def rows_of(view: View, i: Incident) -> list[tuple[Any, ...]]:
    where, who = site(view, i), cast(i)
    if where is None or not i.dated:
        return []
    found = kinds(i, who)
    entries = count_under("acled", i)
    return [_row(i, e, n, where, who, found) for n, e in enumerate(entries)] if found else []


def _row(i: Incident, e: Entry, n: int, at: Site, who: Cast, kind: tuple[str, str]) -> tuple[Any, ...]:
    sides = parties(i, who, kind[0], at.country)
    types, names = [t for _, t in sides], codes()["inter"]
    first, second = sides[0], sides[1] if len(sides) > 1 else ("", 0)
    day = e.days.start
    assert day
    return (
        f"{at.country.iso3}{number(i.id)}{n:02}",
        day.isoformat(),
        day.year,
        _time_precision(i),
        codes()["disorder"][kind[0]],
        *kind,
        first[0],
        _associated(who.doers, sides),
        names[first[1]],
        second[0],
        _associated(who.sufferers, sides),
        names[second[1]],
        interaction(types),
        codes()["targeting"] if CIVILIANS in types else "",
        at.country.numeric,
        at.country.acled_region,
        at.country.name,
        at.admin1,
        "",
        "",
        at.name,
        f"{at.spot.lat:.4f}",
        f"{at.spot.lon:.4f}",
        at.precision,
        sorted({s.head.outlet or s.origin for s in i.statements}),
        scale(i),
        notes(i, e, day),
        e.best,
        f"incident={i.id}",
        _stamp(i),
    )


def _associated(names: tuple[str, ...], sides: list[tuple[str, int]]) -> str:
    shown = {name for name, _ in sides}
    return "; ".join(n for n in names if n not in shown)


def _time_precision(i: Incident) -> int:
    days = span_of(i.days) or 1
    return 1 if days == 1 else 2 if days <= 7 else 3


def scale(i: Incident) -> str:
    """The scale of outlets that the packs know: those of one theatre are national, the general ones international."""
    found = {known(s.head.outlet) for s in i.statements if s.head.outlet}
    media = [a for a in found if a is not None and a.kind in ("media", "monitor")]
    scales = {"National" if a.country or a.sides else "International" for a in media}
    return "-".join(sorted(scales, reverse=True))


def notes(i: Incident, e: Entry, day: date) -> str:
    """Who says which number, who blames whom, and how the number was chosen."""
    words = codes()["notes"]
    text = words["opening"].format(day=f"{day.day:02} {codes()['months'][day.month - 1]} {day.year}", what=e.label)
    said = [
        words["said"].format(origin=w.origin, count=phrases.count(w.count), measure=phrases.measure(w.measure))
        for w in i.latest
    ]
    blame = [words["blamed"].format(by=", ".join(b.by), actor=b.actor) for b in i.blamed]
    return " ".join([text, *said, *blame, *(f"[{n}]" for n in e.notes)])


def _stamp(i: Incident) -> int | str:
    """Midnight (UTC) of the last day a report of the incident came out, as Unix time."""
    last = max((s.head.published for s in i.statements if s.head.published), default=None)
    return int(datetime(last.year, last.month, last.day, tzinfo=UTC).timestamp()) if last else ""


class Acled:
    name = "acled"
    endings = (".csv",)
    keeps = (
        "incidents, captures, withdrawals, agreements and the like with a day and a place as ACLED codes events: 31 "
        "columns in order, types, actors, interaction, fatalities by ACLED's counting rules with the reason in notes"
    )
    cannot_express = (
        "ranges, the wounded, who said which number (only in notes), denials, control, positions; actors keep "
        "Fogline's names; admin2, admin3 and most source scales stay blank; rows have ACLED's shape and are no ACLED "
        "data"
    )
    single = True
    carries = False

    def parts(self, view: View) -> Iterator[Part | Problem]:
        left: list[str] = []

        def rows() -> Iterator[tuple[Any, ...]]:
            for i in events(view, frozenset(ClaimType(t) for t in codes()["events"])):
                made = rows_of(view, i)
                if not made:
                    left.append(i.id)
                yield from made

        yield csv_part("", COLUMNS, rows())
        if left:
            yield Problem("export.left_out", f"{len(left)} events are none of ACLED's or lack day or place", "acled")


EXPORTER = Acled()
