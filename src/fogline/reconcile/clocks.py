"""The two clocks: when it happened, and what had been said by then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fogline.core.incident import Statement


def known(found: Iterable[Statement], on: date | None) -> list[Statement]:
    """Statements in reports that were out by ``on``; a report without a date is known only when no day is asked."""
    return [s for s in found if on is None or (s.head.published is not None and s.head.published <= on)]


def happened(found: Iterable[Statement], by: date | None) -> list[Statement]:
    """Statements of what began by ``by``; the undated stay, they are in the honest bin anyway."""
    out = []
    for s in found:
        day = s.claim.time.days.start or s.claim.time.days.end
        if by is None or day is None or day <= by:
            out.append(s)
    return out


def seen(found: Iterable[Statement], as_of: date | None, known_on: date | None) -> list[Statement]:
    """What had happened by ``as_of``, as far as it had been said by ``known_on``."""
    return happened(known(found, known_on), as_of)
