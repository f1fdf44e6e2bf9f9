"""What a record tells as history alone: long before all that it tells as news."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fogline.core.incident import Incident, Toll


def background(event: Incident | Toll) -> bool:
    """Told by nobody as news: "the 1994 genocide, in which some 800,000 died" in a report of this year."""
    return all(s.claim.background for s in event.statements)


def history(events: Iterable[Incident | Toll]) -> frozenset[str]:
    """Names of the events that are background alone and ended before everything else among them began."""
    past: list[Incident | Toll] = []
    first = date.max
    for event in events:
        if background(event):
            past.append(event)
        else:
            first = min(first, event.days.start or date.max)
    return frozenset(e.id for e in past if e.days.end and e.days.end < first < date.max)
