"""The view that exporters read: reports, claims as they stand, and what is derived, by the two clocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any, Protocol

import fogline
from fogline.atlas import Spot, locate
from fogline.core.claim import Claim, ClaimPlace, Precision
from fogline.core.control import DayState, Holding
from fogline.core.incident import Incident, Picture, Statement
from fogline.core.interval import Days
from fogline.core.judgement import Judgement
from fogline.core.ledger import Ledger
from fogline.core.position import Position
from fogline.core.report import Report
from fogline.core.situation import SituationReport
from fogline.link import sound
from fogline.reconcile.clocks import happened, known
from fogline.reconcile.control import holdings, places, state
from fogline.reconcile.incidents import precision_of
from fogline.reconcile.ledger import ledger
from fogline.reconcile.positions import positions
from fogline.reconcile.record import rebuild
from fogline.reconcile.sides import sides
from fogline.reconcile.situation import situation

NO_LICENCE = "not stated; quotations belong to their publishers"
Find = Callable[[str, str | None, str | None, Precision], Spot | None]


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its claims as read. ``added`` is when it came into the record, ``reader`` what read it."""

    report: Report
    claims: tuple[Claim, ...]
    added: str | None = None
    reader: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What every export says of itself.

    ``accuracy`` is the audit's figure as a sentence, ``None`` where the record was never audited; ``profile`` what was
    held back to do no harm.
    """

    licence: str = NO_LICENCE
    version: str = fogline.__version__
    reader: str = "unknown"
    accuracy: str | None = None
    as_of: date | None = None
    known_on: date | None = None
    profile: str = "none"

    def to_json(self) -> dict[str, Any]:
        return {
            "generator": f"Fogline {self.version}",
            "reader": self.reader,
            "licence": self.licence,
            "accuracy": self.accuracy or "not audited: see fogline audit",
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "known_on": self.known_on.isoformat() if self.known_on else None,
            "profile": self.profile,
            "warning": "claims by the sources named, not facts; machine-read, check the quotations",
        }


class View(Protocol):
    """Read-only. Reports and statements are ordered by publication, then id; incidents by day."""

    @property
    def about(self) -> About: ...
    @property
    def reports(self) -> tuple[Told, ...]: ...
    @property
    def judgements(self) -> tuple[Judgement, ...]: ...
    @property
    def retracted(self) -> frozenset[str]: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...
    @property
    def picture(self) -> Picture: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def holdings(self) -> tuple[Holding, ...]: ...
    @property
    def states(self) -> tuple[DayState, ...]: ...
    @property
    def positions(self) -> tuple[Position, ...]: ...
    @property
    def situation(self) -> SituationReport: ...
    def spot(self, place: ClaimPlace) -> Spot | None: ...
    def spot_of(self, incident: Incident) -> Spot | None: ...
    def place_of(self, incident: Incident) -> ClaimPlace | None: ...


@dataclass(frozen=True)
class Edition:
    """The record as it stands, by its two clocks; what is derived is made when first asked for."""

    about: About
    reports: tuple[Told, ...]
    judgements: tuple[Judgement, ...]
    picture: Picture
    statements: tuple[Statement, ...]
    retracted: frozenset[str] = frozenset()
    find: Find = field(default=locate, compare=False)

    @cached_property
    def ledger(self) -> Ledger:
        return ledger(self.picture)

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        return holdings(self.statements)

    @cached_property
    def states(self) -> tuple[DayState, ...]:
        """Who holds each place on the last day anybody speaks of, or the day asked for."""
        found = self.holdings
        last = max((h.said for h in found if h.said), default=None)
        day = self.about.as_of or last
        side = sides(None)
        return tuple(state(found, p, day, side=side) for p in places(found)) if day else ()

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        return positions(self.statements)

    @cached_property
    def situation(self) -> SituationReport:
        """All of the record written out, to the day it is asked for."""
        return situation(self.picture, self.statements, Days(None, self.about.as_of), None, sides(None))

    def spot(self, place: ClaimPlace) -> Spot | None:
        return spot(place, self.find)

    def place_of(self, incident: Incident) -> ClaimPlace | None:
        return place_of(incident)

    def spot_of(self, incident: Incident) -> Spot | None:
        place = place_of(incident)
        return spot(place, self.find) if place else None


def spot(place: ClaimPlace, find: Find) -> Spot | None:
    """A building or quarter that the gazetteer does not have is somewhere in its town."""
    found = find(place.name, place.admin1, place.country, place.precision)
    if found or not place.within or place.precision in (Precision.COUNTRY, Precision.ADMIN1):
        return found
    return find(place.within, place.admin1, place.country, Precision.PLACE)


def _around(incident: Incident, told: Sequence[ClaimPlace]) -> str | None:
    """The town that a claim lists after a quarter or building: what it lies in (coding manual, nested places)."""
    small = [p for p in told if p.precision in (Precision.EXACT, Precision.PART)]
    for s in incident.statements:
        for a, b in pairwise(s.claim.places):
            if a in small and b.precision is Precision.PLACE and a.country == b.country:
                return b.name
    return None


def place_of(incident: Incident) -> ClaimPlace | None:
    """The incident's place with what its claims know of it: precision, the town it lies in."""
    at, precision = incident.place, precision_of(incident)
    if at is None or precision is None:
        return None
    told = [p for s in incident.statements for p in s.claim.places if sound(p.name) == sound(at.name)]
    within = next((p.within for p in told if p.precision is precision and p.within), None) or _around(incident, told)
    return ClaimPlace(at.name, at.name, precision, at.admin1, at.country, within)


class Read(Protocol):
    @property
    def report(self) -> Report: ...
    @property
    def claims(self) -> tuple[Claim, ...]: ...


def make_edition(readings: Iterable[Read], judgements: Sequence[Judgement] = (), about: About | None = None) -> Edition:
    """Reports with their claims and the decisions on them, as known and as of the days ``about`` names."""
    about = about or About()
    rows = sorted((told(r) for r in readings), key=_order)
    picture, judged = rebuild(rows, judgements, about.as_of, about.known_on)
    out = tuple(t for t in rows if _out(t, about.known_on))
    kept = tuple(j for j in judgements if about.known_on is None or j.at.date() <= about.known_on)
    said = happened(known(judged.statements, about.known_on), about.as_of)
    return Edition(about, out, kept, picture, _standing(said, out), judged.retracted)


def told(read: Read) -> Told:
    extra = {name: getattr(read, name, None) for name in ("added", "reader")}
    return read if isinstance(read, Told) else Told(read.report, tuple(read.claims), **extra)


def _order(t: Told) -> tuple[str, str]:
    return t.report.published or "~", t.report.id


def _out(t: Told, known_on: date | None) -> bool:
    return known_on is None or (t.report.published or "~")[:10] <= known_on.isoformat()


def _standing(said: Iterable[Statement], out: Sequence[Told]) -> tuple[Statement, ...]:
    """In the order of reports and text."""
    place = {t.report.id: n for n, t in enumerate(out)}
    told = [s for s in said if s.head.id in place]
    return tuple(sorted(told, key=lambda s: (place[s.head.id], s.claim.evidence.span, s.key, s.claim.id)))


def by_report(view: View) -> dict[str, list[Statement]]:
    """Report id -> its claims as they stand."""
    out: dict[str, list[Statement]] = {t.report.id: [] for t in view.reports}
    for s in view.statements:
        out.setdefault(s.head.id, []).append(s)
    return out


def reports_of(view: View) -> dict[str, Report]:
    """By id."""
    return {t.report.id: t.report for t in view.reports}


__all__ = ["About", "Edition", "Told", "View", "by_report", "make_edition", "reports_of"]
