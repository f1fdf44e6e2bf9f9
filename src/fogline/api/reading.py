"""A text read from Python, nothing kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fogline.api.shown import ClaimList, ShownClaim
from fogline.core.reader import Reader
from fogline.core.report import Report


def read(
    text: str | Report | Iterable[Report],
    *,
    outlet: str | None = None,
    published: date | str | None = None,
    title: str = "",
    theatre: str | None = None,
    reader: Reader | str | None = None,
) -> ClaimList:
    """The claims of a text, a report or several reports, in order.

    ``published`` anchors "on Friday"; without it relative dates stay open. ``theatre`` names a pack, ``reader`` is
    "rules", "learned" or "both". Raises ``ValueError`` for an unknown reader, ``KeyError`` for an unknown theatre.
    """
    from fogline.read.reader import read as readings

    chosen = Reader(reader) if isinstance(reader, str) else reader
    found = readings(_reports(text, outlet, published, title), theatre, chosen)
    return ClaimList(
        ShownClaim(c, f"{r.report.id[:12]}/{c.id}", r.report.outlet, r.report.published)
        for r in found
        for c in r.claims
    )


def _reports(
    text: str | Report | Iterable[Report], outlet: str | None, published: date | str | None, title: str
) -> list[Report]:
    if isinstance(text, Report):
        return [text]
    if not isinstance(text, str):
        return list(text)
    day = published.isoformat() if isinstance(published, date) else published
    return [Report("", text, outlet, day, title).identified()]
