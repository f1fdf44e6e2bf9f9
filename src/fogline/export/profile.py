"""Do no harm: what is held back before any format sees it. A view goes in, a view comes out, nothing else changes.

Numbers, days and types stay. Places are named no finer than asked; named victims and private persons go, in fields and
in quotations alike; texts, headlines' addresses and traces, which cannot be cleaned for sure, are left out whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar, cast

from fogline.atlas import Spot, locate
from fogline.core.claim import Claim, ClaimPlace, Precision
from fogline.core.control import DayState, Holding
from fogline.core.incident import Head, Incident, Picture, Place, Statement
from fogline.core.judgement import Judgement
from fogline.core.ledger import Ledger
from fogline.core.position import Position
from fogline.core.report import Report
from fogline.core.situation import SituationReport
from fogline.export.coarse import Area, Level, area_of, level
from fogline.export.edition import About, Edition, Told, View, make_edition, place_of, spot
from fogline.export.mask import Mask, words
from fogline.export.secrets import mask_of, pseudonyms

T = TypeVar("T")
_KEY = re.compile(r"^(.*?)(:\d+-\d+:[a-z_]+(?:#\d+)?)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Profile:
    """What to hold back. ``coarsen`` is "admin1", "country" or a grid such as "10km"; ``None`` leaves places."""

    delay: int = 0
    coarsen: str | None = None
    redact_names: bool = False

    def __post_init__(self) -> None:
        level(self.coarsen)

    def __bool__(self) -> bool:
        return bool(self.delay or self.coarsen or self.redact_names)

    def __str__(self) -> str:
        parts = [f"delay {self.delay} days"] if self.delay else []
        parts += [f"places no finer than {self.coarsen}"] if self.coarsen else []
        parts += ["names of victims and private persons withheld"] if self.redact_names else []
        return "; ".join(parts) or "none"


def chosen(name: str | None, delay: int | None, coarsen: str | None, redact: bool | None) -> Profile | None:
    """A named profile with single settings in place of its own; ``None`` for nothing at all.

    Raises ``ValueError`` for an unknown name or an impossible grid.
    """
    known = words()["profiles"]
    if name is not None and name not in known:
        raise ValueError(f"{name!r} is none of {', '.join(known)}")
    settings = dict(known[name]) if name else {}
    settings.pop("about", None)
    given = {"delay": delay, "coarsen": coarsen, "redact_names": redact}
    made = Profile(**(settings | {k: v for k, v in given.items() if v is not None}))
    return made or None


def guarded(view: Edition, profile: Profile, today: date) -> View:
    """The view as the profile lets it be seen; ``today`` is what the delay counts back from."""
    if profile.delay:
        view = _delayed(view, today - timedelta(days=profile.delay))
    about = replace(view.about, profile=str(profile))
    if not profile.coarsen and not profile.redact_names:
        return replace(view, about=about)
    return Guarded(view, profile, about)


def _delayed(view: Edition, until: date) -> Edition:
    """What had happened and been said by then; reports and claims without a day of publication go."""
    a = view.about
    clocks = replace(a, as_of=min(a.as_of or until, until), known_on=min(a.known_on or until, until))
    return make_edition(view.reports, view.judgements, clocks)


class Guarded:
    """A view that passes everything of another through a profile. Implements ``View``."""

    def __init__(self, base: Edition, profile: Profile, about: About) -> None:
        self.about = about
        self._base, self._profile = base, profile
        self._level: Level | None = level(profile.coarsen)
        self._names = pseudonyms(base, redact=profile.redact_names)
        self._mask: Mask = mask_of(base, self._area, redact=profile.redact_names, coarse=self._level is not None)
        self._points: dict[str, Spot] = {}

    # --- the view ---

    @cached_property
    def reports(self) -> tuple[Told, ...]:
        return self._walk(self._base.reports)

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        return self._walk(self._base.judgements)

    @cached_property
    def retracted(self) -> frozenset[str]:
        return self._walk(self._base.retracted)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        return self._walk(self._base.statements)

    @cached_property
    def picture(self) -> Picture:
        return self._walk(self._base.picture)

    @cached_property
    def ledger(self) -> Ledger:
        return self._walk(self._base.ledger)

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        return self._walk(self._base.holdings)

    @cached_property
    def states(self) -> tuple[DayState, ...]:
        return self._walk(self._base.states)

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        return self._walk(self._base.positions)

    @cached_property
    def situation(self) -> SituationReport:
        return self._walk(self._base.situation)

    def spot(self, place: ClaimPlace) -> Spot | None:
        return spot(place, self._find)

    def place_of(self, incident: Incident) -> ClaimPlace | None:
        return place_of(incident)

    def spot_of(self, incident: Incident) -> Spot | None:
        place = place_of(incident)
        return spot(place, self._find) if place else None

    def _find(self, name: str, admin1: str | None, country: str | None, precision: Precision) -> Spot | None:
        if name in self._points:
            return self._points[name]
        return locate(name, admin1, country, precision)

    # --- places ---

    def _area(self, p: ClaimPlace) -> Area | None:
        """Where a place is, as coarsely as asked; ``None`` where not even its country is known."""
        return area_of(p, self._level) if self._level else None

    def _claim_place(self, p: ClaimPlace) -> ClaimPlace | None:
        if self._level is None:
            return replace(p, text=self._mask(p.text), name=self._mask(p.name))
        area = self._area(p)
        if area is None:
            return None
        if area.spot:
            self._points[area.name] = area.spot
        return ClaimPlace(area.name, area.name, area.precision, area.admin1, area.country)

    def _place(self, p: Place) -> Place | None:
        """An incident's place, with what its claims know of it, so that it lands in the same area as they do."""
        told = self._told_places.get((p.name, p.admin1, p.country))
        found = self._claim_place(told or ClaimPlace(p.name, p.name, Precision.PLACE, p.admin1, p.country))
        return Place(found.name, found.admin1, found.country) if found else None

    @cached_property
    def _told_places(self) -> dict[tuple[str, str | None, str | None], ClaimPlace]:
        rows = self._base.picture.incidents
        return {(i.place.name, i.place.admin1, i.place.country): p for i in rows if i.place and (p := place_of(i))}

    # --- everything else ---

    def _walk(self, value: T) -> T:
        return cast(T, self._passed(value))

    def _passed(self, value: Any) -> Any:
        if isinstance(value, str):
            return value if type(value) is not str else self._text(value)
        if isinstance(value, ClaimPlace):
            return self._claim_place(value)
        if isinstance(value, Place):
            return self._place(value)
        if isinstance(value, tuple):
            kept = (self._passed(v) for v in value)
            return tuple(v for v, old in zip(kept, value, strict=True) if v is not None or old is None)
        if isinstance(value, frozenset):
            return frozenset(self._passed(v) for v in value)
        if is_dataclass(value) and not isinstance(value, type):
            return self._record(value)
        return value

    def _record(self, value: Any) -> Any:
        """A record with each field passed through; ids that other records refer to change alike everywhere."""
        if isinstance(value, Claim):
            value = replace(value, trace=(), victims=() if self._profile.redact_names else value.victims)
        if isinstance(value, Report):
            return self._report(value)
        if isinstance(value, Judgement) and self._profile.redact_names:
            value = replace(value, author=self._names.get(value.author, value.author))
        changed = {f.name: self._passed(getattr(value, f.name)) for f in fields(value) if f.init}
        if isinstance(value, Head):
            changed["content"] = ""
        return replace(value, **changed)

    def _report(self, r: Report) -> Report:
        """No text, no address: both can lead to what is withheld."""
        return Report(
            id=self._names[r.id],
            text="",
            outlet=self._text(r.outlet) if r.outlet else None,
            published=r.published,
            title=self._text(r.title),
            retrieved=r.retrieved,
        )

    def _text(self, text: str) -> str:
        if text in self._names:
            return self._names[text]
        key = _KEY.match(text)
        if key and key[1] in self._names:
            return self._names[key[1]] + key[2]
        return self._mask(text)
