"""Named victims and the events they belong to: each name goes to one event."""

from __future__ import annotations

from collections.abc import Sequence

from fogline.core.claim import Victim
from fogline.read.document import Document
from fogline.read.events.repeats import Told
from fogline.read.numbers import Named
from fogline.vocab import load

# How many sentences back those may stand who are named afterwards.
_BACK = 3


def share(document: Document, named: Sequence[Named], told: Sequence[Told]) -> dict[int, tuple[Victim, ...]]:
    """Victims by index of event: the one whose word befell them, else the nearest that can harm."""
    found: dict[int, tuple[Victim, ...]] = {}
    harmful = load("en/claim_flags.yaml")["measures"]["killed"]
    for each in named:
        ranked = [(rank, n) for n, t in enumerate(told) if (rank := _rank(document, each, t, harmful)) is not None]
        if ranked:
            at = min(ranked)[1]
            if all(v.name != each.victim.name for v in found.get(at, ())):
                found[at] = (*found.get(at, ()), each.victim)
    return found


def _rank(document: Document, named: Named, told: Told, harmful: Sequence[str]) -> tuple[int, int] | None:
    """How well an event suits a victim, smaller being better; ``None`` where it does none harm."""
    event = told.event
    if event.type not in harmful:
        return None
    apart = document.sentence_of(named.predicate).index - document.sentence_of(event.head).index
    if not named.back and named.predicate in (*event.parts, *event.words):
        return (0, 0)
    if told.clause.covers(named.span):
        return (1, len(told.clause))
    if apart == 0:
        return (2, abs(event.head - named.predicate))
    return (2 + apart, -event.head) if named.back and 0 < apart <= _BACK else None
