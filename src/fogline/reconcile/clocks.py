"""The two clocks: when it happened, and what had been said by then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fogline.core.incident import Statement
from fogline.link import period


def known(found: Iterable[Statement], on: date | None) -> list[Statement]:
    """Statements in reports that were out by ``on``; a report without a date is known only when no day is asked."""
    return [s for s in found if on is None or (s.head.published is not None and s.head.published <= on)]


def happened(found: Iterable[Statement], by: date | None) -> list[Statement]:
    """Statements of what began by ``by``, and totals of a stretch that was over by then; the undated stay.

    A running total that goes on beyond the day counts people who died after it: the state of it told before stands.
    """
    return [s for s in found if by is None or (day := _day(s)) is None or day <= by]


def _day(s: Statement) -> date | None:
    days = s.claim.time.days
    if s.claim.quantities and days and period(s.claim):
        return days.end or s.said
    return days.start or days.end


def seen(found: Iterable[Statement], as_of: date | None, known_on: date | None) -> list[Statement]:
    """What had happened by ``as_of``, as far as it had been said by ``known_on``."""
    return happened(known(found, known_on), as_of)
