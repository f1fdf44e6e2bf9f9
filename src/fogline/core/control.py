"""Who holds a place, according to whom, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fogline.core.interval import Days
from fogline.core.span import Span


class Act(StrEnum):
    """What a control claim says happened or holds."""

    CAPTURED = "captured"
    HOLDS = "holds"
    BESIEGES = "besieges"
    LOST = "lost"
    WITHDREW = "withdrew"
    DENIES_LOSS = "denies loss"
    DENIES_CAPTURE = "denies capture"
    PARTLY = "partly"


class StateName(StrEnum):
    HELD = "held"
    CLAIMED = "claimed"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Holding:
    """One statement about the control of one place.

    ``holder`` is who has it after the act (``None``: nobody is said to); ``against`` who lost or lacks it.
    ``whole`` is false where only a part of the place is meant ("most of the western neighbourhoods").
    """

    statement: str
    report: str
    span: Span
    quote: str
    origin: str
    sides: tuple[str, ...]
    act: Act
    holder: str | None
    against: tuple[str, ...]
    place: str
    within: str | None
    whole: bool
    days: Days
    said: date | None
    background: bool = False
    """Told as what came before: it does not say that it still holds on the day it is told."""
    part: str = ""
    """Which part, where that is told: its bearings ("east", "north-west"), sorted; the same ones are the same part."""


@dataclass(frozen=True, slots=True)
class DayState:
    """The state of a place on a day. ``since`` is the day of the oldest claim it rests on.

    ``inherited`` names the town or quarter whose claims were used because the place itself has none.
    """

    place: str
    day: date
    state: StateName
    holders: tuple[str, ...]
    since: date | None
    reason: str
    rests_on: tuple[Holding, ...]
    inherited: str | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sides' words about one place on one day."""

    place: str
    day: date
    versions: tuple[tuple[str, str], ...]
    rests_on: tuple[Holding, ...]
