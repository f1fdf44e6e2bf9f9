"""An incident: one event (or one attack of several blows at one place within a day) with every account of it.

Names follow the codebook's section 4: accounts, each origin's last word, the range, the number of independent origins.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from fogline.core.claim import Claim, ClaimType, Measure, Qualifier, Status
from fogline.core.interval import Count, Days
from fogline.core.span import Span


@dataclass(frozen=True, slots=True)
class Head:
    """What reconciliation needs to know of a report. ``published`` is the day it came out, if known."""

    id: str
    outlet: str | None = None
    published: date | None = None
    content: str = ""
    title: str = ""
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim in its report.

    ``origin`` names who stands behind it (the outlet itself when nobody is named) and ``named`` says which of the two;
    ``key`` binds it to the quotation: report id, span and type, so that a later reading of the words finds it again.
    """

    head: Head
    claim: Claim
    origin: str
    named: bool
    key: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        span = self.claim.evidence.span
        key = f"{self.head.id}:{span.start}-{span.end}:{self.claim.type.value}"
        object.__setattr__(self, "key", key)

    @property
    def said(self) -> date | None:
        """The day it was said; the report's day when the text gives none (codebook section 4)."""
        first = self.claim.attribution[0].said if self.claim.attribution else None
        return (first.end or first.start if first else None) or self.head.published


def report_of(key: str) -> str:
    """The report that a statement's ``key`` names."""
    return key.rsplit(":", 2)[0]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an incident happened. ``name`` is the smallest place that the accounts agree on."""

    name: str
    admin1: str | None = None
    country: str | None = None


OF_CLAIM = 100
"""An account's ``order`` is its evidence's start times this many, and the index of its quantity."""


def figure_id(statement: str, index: int) -> str:
    """The id of the figure that a statement's quantity makes."""
    return f"{statement}#{index}"


@dataclass(frozen=True, slots=True)
class Account:
    """One figure as one report gives it.

    ``part`` marks a subset of the incident's total, ``superseded`` a number that its own text calls an earlier one,
    ``update`` one that its text calls a new one ("has risen to"), ``vague`` a number word without a number ("dozens").
    ``heading`` marks one that the report's title gives.
    ``listed`` is the same number above 0 for the figures of one claim that stand in one list ("nine men and a boy").
    """

    statement: str
    report: str
    span: Span
    quote: str
    origin: str
    named: bool
    measure: Measure
    count: Count
    status: Status = Status.UNKNOWN
    kind: str | None = None
    actors: tuple[str, ...] = ()
    qualifier: Qualifier = Qualifier.EXACT
    part: bool = False
    superseded: bool = False
    update: bool = False
    vague: bool = False
    listed: int = 0
    said: date | None = None
    order: int = 0
    copy: bool = False
    heading: bool = False

    @property
    def index(self) -> int:
        """Which of its claim's quantities it is."""
        return self.order % OF_CLAIM

    @property
    def figure(self) -> str:
        """The id of its figure in the ledger."""
        return figure_id(self.statement, self.index)


@dataclass(frozen=True, slots=True)
class LastWord:
    """The last that one origin said about one measure of the whole incident, and the accounts it rests on.

    ``group`` is set where the origin counts one sort of people only (a status, or a party of combatants) and the
    incident has others.
    """

    origin: str
    named: bool
    measure: Measure
    count: Count
    said: date | None
    accounts: tuple[Account, ...]
    rule: str
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest to the highest number that any last word names; ``open`` where one of them has no upper bound.

    With a ``group`` it is that group's own range, and says nothing of the others.
    """

    measure: Measure
    low: int
    high: int
    open: bool
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Blame:
    """Who is said to have done it (or denies it), and by whom: pairs of actor and the origins saying so."""

    actor: str
    by: tuple[str, ...]


class GradeName(StrEnum):
    """Airwars' terms for how well harm is established."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"
    UNGRADED = "ungraded"


@dataclass(frozen=True, slots=True)
class Grade:
    name: GradeName
    reason: str


@dataclass(frozen=True, slots=True)
class Incident:
    """``statements`` are the keys of every claim brought together; ``first`` the day it was first said."""

    id: str
    type: ClaimType
    place: Place | None
    days: Days
    statements: tuple[Statement, ...]
    accounts: tuple[Account, ...]
    latest: tuple[LastWord, ...]
    ranges: tuple[Range, ...]
    origins: tuple[str, ...]
    blamed: tuple[Blame, ...] = ()
    denied: tuple[Blame, ...] = ()
    notes: tuple[str, ...] = ()
    groups: tuple[Range, ...] = ()
    """Where origins count different people: the range of each sort of them, beside ``ranges`` of all."""

    @property
    def first_said(self) -> date | None:
        return min((s.said for s in self.statements if s.said), default=None)

    @property
    def located(self) -> bool:
        return self.place is not None

    @property
    def dated(self) -> bool:
        return bool(self.days)


@dataclass(frozen=True, slots=True)
class Toll:
    """A running or period total that no single incident holds."""

    id: str
    days: Days
    area: str | None
    statements: tuple[Statement, ...]
    accounts: tuple[Account, ...]
    latest: tuple[LastWord, ...]
    ranges: tuple[Range, ...]
    groups: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """What one set of statements adds up to: the incidents, the period totals, and the honest bin.

    ``unplaced`` holds incidents without place or day (they are also in ``incidents``); ``copies`` maps a report that
    is a copy to the report it copies.
    """

    incidents: tuple[Incident, ...] = ()
    tolls: tuple[Toll, ...] = ()
    copies: tuple[tuple[str, str], ...] = field(default=())

    @property
    def unplaced(self) -> tuple[Incident, ...]:
        return tuple(i for i in self.incidents if not i.located or not i.dated)
