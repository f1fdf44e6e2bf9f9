"""The places of a report, and of each of its events."""

from __future__ import annotations

from functools import cached_property

from fogline.core.claim import ClaimPlace, ClaimType
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.places.anaphora import anaphors
from fogline.read.places.borders import borders
from fogline.read.places.events import order, places_of_event
from fogline.read.places.mention import PlaceMention, mentions_of
from fogline.read.places.scorer import learned
from fogline.read.places.signs import Case, Landscape


class Places:
    """All place mentions of one document, and the places of its events. Built once per document; deterministic."""

    def __init__(self, document: Document, theatre: str | None = None) -> None:
        self.document = document
        named, leading = mentions_of(document, theatre)
        edges = borders(document, leading)
        named = tuple(m for m in named if not any(e.span.meets(m.span) for e in edges)) + tuple(edges)
        named = tuple(sorted(named, key=lambda m: m.span))
        both = [*named, *anaphors(document, named)]
        self.mentions: tuple[PlaceMention, ...] = tuple(sorted(both, key=lambda m: m.span))

    @cached_property
    def _landscape(self) -> Landscape:
        return Landscape(self.document, self.mentions)

    def of_event(self, head: int, clause: Span, kind: ClaimType | None = None) -> tuple[ClaimPlace, ...]:
        """The places of the event with trigger token ``head`` and evidence ``clause``, smallest first.

        ``kind`` is the event's type when it is known: then the learned weights, where installed, weigh what the rules
        give and may add to it.
        """
        found = places_of_event(self.document, self.mentions, head, clause, kind)
        scorer = learned()
        if scorer is not None and kind is not None:
            case = Case(self._landscape, head, clause, kind, frozenset(m.name.lower() for m in found))
            found = order([o.mention for o in scorer.choose(case)])
        return tuple(m.claim_place(self.document.text) for m in found)
