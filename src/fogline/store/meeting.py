"""Whether a claim meets a question's conditions: what the databases answer from their indexes, for a claim at hand."""

from __future__ import annotations

from fogline.core.claim import Claim
from fogline.core.interval import Days
from fogline.store import rows
from fogline.store.protocol import ClaimQuery
from fogline.store.words import words


def meets(query: ClaimQuery, claim: Claim, outlet: str | None) -> bool:
    """All conditions but ``report`` and ``limit``, as ``Store.claims`` takes them."""
    equal = ((query.type, claim.type), (query.polarity, claim.polarity), (query.modality, claim.modality))
    if any(wanted and wanted != value for wanted, value in equal):
        return False
    known = set(rows.names(claim, outlet))
    named = (("source", query.source), ("actor", query.actor), ("place", query.place))
    if any(name and (role, rows.asked_for(name)) not in known for role, name in named):
        return False
    if query.days and not _in(query.days, claim.time.days):
        return False
    return not query.text or set(words(query.text)) <= set(words(rows.words(claim, outlet)))


def _in(asked: Days, days: Days) -> bool:
    return bool(days) and days.meets(asked)
