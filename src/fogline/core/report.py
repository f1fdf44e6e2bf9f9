"""A report: one news item, statement or post, as published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Report:
    """Immutable; all claim offsets are code points into ``text`` (codebook section 1).

    ``published`` is an ISO date or date-time as given, or ``None`` when unknown; it anchors relative dates.
    ``dateline`` is the place the report was filed from, never by itself the place of an event.
    """

    id: str
    text: str
    outlet: str | None = None
    published: str | None = None
    title: str = ""
    dateline: str | None = None
    url: str | None = None
    retrieved: str | None = None
    archive: str | None = None

    @property
    def content_hash(self) -> str:
        """Lower-case hex SHA-256 of ``text`` in UTF-8: identifies the content, whoever published it."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def identified(self) -> Report:
        """The same report with its content's hash as ``id``."""
        return replace(self, id=self.content_hash)
