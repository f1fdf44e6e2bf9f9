"""Everything that a single day's row can be made of: incidents, and the lesser events that claims outside them tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fogline.core.claim import ClaimType, Modality, Polarity
from fogline.core.incident import Incident, Statement
from fogline.export.edition import View
from fogline.link import Local, sound, traits
from fogline.reconcile.incidents import incident

REAL = (Modality.ACTUAL, Modality.ONGOING)


def events(view: View, kinds: frozenset[ClaimType]) -> tuple[Incident, ...]:
    """Incidents, and of the other claims those of ``kinds`` that say something happened; by day.

    Claims of one type about one place and day are one event: a town is taken once a day, whoever tells it.
    """
    rows = [*view.picture.incidents, *_lesser(view, kinds)]
    return tuple(sorted(rows, key=lambda i: (i.days.start or i.days.end or date.max, i.id)))


def _lesser(view: View, kinds: frozenset[ClaimType]) -> Iterator[Incident]:
    inside = {s.key for i in view.picture.incidents for s in i.statements}
    copies = {a for a, _ in view.picture.copies}
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for s in view.statements:
        if s.claim.type in kinds and s.key not in inside and s.head.id not in copies and _happened(s):
            key = (s.claim.type, sound(s.claim.places[0].name), s.claim.time.days)
            groups.setdefault(key, []).append(s)
    for told in groups.values():
        yield incident([Local(s.key, (s,), traits(s.claim)) for s in told], ())


def _happened(s: Statement) -> bool:
    c = s.claim
    placed = bool(c.places) and bool(c.time.days) and not c.background
    return placed and c.polarity is Polarity.AFFIRMED and c.modality in REAL
