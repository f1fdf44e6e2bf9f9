"""The casualty ledger: figures, typed relations between them, and sums that show their arithmetic.

The rule that keeps it honest: add within a source, compare across sources.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from fogline.core.claim import Measure, Qualifier, Scope, Status
from fogline.core.interval import Count, Days
from fogline.core.span import Span


class Relation(StrEnum):
    """How one figure stands to another (``a`` REL ``b``)."""

    REPEAT = "repeat"
    """``a`` says again what ``b`` said: counted once."""
    UPDATE = "update"
    """``a`` replaces ``b``: same origin, same incident, said later."""
    SUCCESSOR = "successor"
    """``a`` is a later state of the running toll ``b``."""
    SUBSET = "subset"
    """``a`` is contained in ``b``: never added to it."""
    PART = "part"
    """``a`` is a stated part of the total ``b``."""
    DISJOINT = "disjoint"
    """``a`` and ``b`` count different people by the same origin: added."""
    COVERS = "covers"
    """The period or area total ``a`` already holds ``b``: the overlap is subtracted."""
    BESIDE = "beside"
    """``a`` and ``b`` come from different origins: set side by side, never added."""
    OTHERS = "others"
    """``a`` and ``b`` count different people by different origins: no versions of one number, and not added."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with everything needed to compare it.

    ``days`` is the stretch it covers, ``area`` its place (``None`` unknown), ``within`` what that place lies in;
    ``party`` whose dead they are, from the counted group; ``listed`` as in :class:`~fogline.core.incident.Account`.
    """

    id: str
    report: str
    span: Span
    quote: str
    origin: str
    named: bool
    measure: Measure
    count: Count
    qualifier: Qualifier
    scope: Scope
    text: str = ""
    status: Status = Status.UNKNOWN
    kind: str | None = None
    party: tuple[str, ...] = ()
    group: str | None = None
    days: Days = field(default_factory=Days)
    area: str | None = None
    within: tuple[str, ...] = ()
    said: date | None = None
    incident: str | None = None
    part_of: str | None = None
    superseded: bool = False
    listed: int = 0


@dataclass(frozen=True, slots=True)
class Tie:
    """``a`` stands in ``relation`` to ``b``; ``rule`` names the rule that said so.

    Figures of one event that say the same on one day are tied to the first of them, which alone is tied to the others:
    what holds of it holds of all that repeat it.
    """

    a: str
    b: str
    relation: Relation
    rule: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of arithmetic: what it says, its bounds, and the figures it rests on (ids).

    ``sign`` is +1 for what is added, 0 for what is shown beside and not added, -1 for what is taken off.
    """

    text: str
    low: int | None
    high: int | None
    figures: tuple[str, ...]
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Sum:
    """``low <= best <= high``; ``high`` is ``None`` where nothing bounds it ("at least").

    ``undated`` events of no known day are not in it.
    """

    label: str
    measure: Measure
    low: int
    best: int
    high: int | None
    lines: tuple[Line, ...]
    rule: str
    undated: int = 0

    def __post_init__(self) -> None:
        if self.low > self.best or (self.high is not None and self.best > self.high):
            raise ValueError(f"a sum must have low <= best <= high: {self.low}, {self.best}, {self.high}")


@dataclass(frozen=True, slots=True)
class Rest:
    """What a total leaves over beyond its stated parts: ``low`` at the least, ``at_bounds`` if every bound is taken as
    the number, ``high`` at the most (``None`` unbounded).
    """

    total: str
    parts: tuple[str, ...]
    low: int
    at_bounds: int
    high: int | None


@dataclass(frozen=True, slots=True)
class Ledger:
    figures: tuple[Figure, ...]
    ties: tuple[Tie, ...]
    rests: tuple[Rest, ...]
