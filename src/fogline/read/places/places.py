"""The places of a report, and of each of its events."""

from __future__ import annotations

from fogline.core.claim import ClaimPlace
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.places.events import places_of_event
from fogline.read.places.mention import PlaceMention, mentions_of


class Places:
    """All place mentions of one document, and the places of its events. Built once per document; deterministic."""

    def __init__(self, document: Document, theatre: str | None = None) -> None:
        self.document = document
        self.mentions: tuple[PlaceMention, ...] = mentions_of(document, theatre)

    def of_event(self, head: int, clause: Span) -> tuple[ClaimPlace, ...]:
        """The places of the event with trigger token ``head`` and evidence ``clause``, smallest first."""
        found = places_of_event(self.document, self.mentions, head, clause)
        return tuple(m.claim_place(self.document.text) for m in found)
