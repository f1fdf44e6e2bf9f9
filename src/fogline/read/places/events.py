"""Which of a report's places an event happened at."""

from __future__ import annotations

from fogline.core.claim import Precision
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.places.mention import PlaceMention

_SIZE = {p: i for i, p in enumerate((Precision.EXACT, Precision.PART, Precision.PLACE, Precision.AREA, Precision.ADMIN1, Precision.COUNTRY))}
LOCATING = ("event", "anaphor")


def places_of_event(document: Document, mentions: tuple[PlaceMention, ...], head: int, clause: Span) -> tuple[PlaceMention, ...]:
    """The mentions that locate the event, smallest first."""
    inside = [m for m in mentions if m.role in LOCATING and clause.covers(m.span)]
    return order(inside)


def order(found: list[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Each named thing once, smallest first, else in the order of the text."""
    once: dict[str, PlaceMention] = {}
    for m in found:
        once.setdefault(m.name.lower(), m)
    return tuple(sorted(once.values(), key=lambda m: (_SIZE[m.precision], m.span.start)))
