"""Rules and the learned reader side by side: which propositions stand, and how probable each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fogline.core.claim import ClaimType
from fogline.core.reader import Reader
from fogline.read.document import Document
from fogline.read.events.furniture import in_furniture
from fogline.read.events.links import Event, hangs_under
from fogline.read.events.repeats import Told
from fogline.read.events.triggers import Trigger
from fogline.read.models import Encoding, Hint, Proposal, available, propose

# Found best on held-out folds of the training reports (docs/accuracy.md): a proposition that a rule found stands from
# KEEP on, one that only the learned reader proposes from ADD on.
KEEP = 0.04
ADD = 0.38
# What hangs on one of these is asked, threatened or denied by it.
_ACTS = (ClaimType.DEMAND, ClaimType.THREAT, ClaimType.DENIAL)


def default_reader() -> Reader:
    """Both where the learned weights are installed, else the rules."""
    return Reader.BOTH if available() else Reader.RULES


def choose(
    document: Document,
    triggers: Sequence[Trigger],
    told: Sequence[Told],
    reader: Reader,
    encoding: Encoding | None = None,
) -> tuple[Told, ...]:
    """The propositions that stand, in text order, each with its confidence (``None`` under ``rules``).

    Under ``both`` the patterns' finds are hints to the learned reader, which weighs them and may add its own.
    Raises ``FileNotFoundError`` when the reader needs weights that are not installed.
    """
    if reader == Reader.RULES:
        return tuple(told)
    hints = [Hint(t.head, t.type) for t in triggers] if reader == Reader.BOTH else []
    proposals = propose(document, min(KEEP, ADD) / 2, hints, encoding)
    kept = _kept(document, told, proposals) if reader == Reader.BOTH else []
    return _ordered([*kept, *_added(document, kept, proposals)])


def _cell(document: Document, head: int, kind: ClaimType) -> tuple[int, ClaimType]:
    return document.sentence_of(head).index, kind


def _kept(document: Document, told: Sequence[Told], proposals: Sequence[Proposal]) -> list[Told]:
    """The patterns' finds that the learned reader does not speak against."""
    odds: dict[tuple[int, ClaimType], float] = {}
    for p in proposals:
        cell = _cell(document, p.head, p.type)
        odds[cell] = max(odds.get(cell, 0.0), p.probability)
    weighed = [replace(t, confidence=odds.get(_cell(document, t.event.head, t.event.type), 0.0)) for t in told]
    return [t for t in weighed if (t.confidence or 0.0) >= KEEP]


def _added(document: Document, told: Sequence[Told], proposals: Sequence[Proposal]) -> list[Told]:
    """What only the learned reader found: where no pattern found the type, at a word that heads nothing yet."""
    taken = {_cell(document, t.event.head, t.event.type) for t in told}
    heads = {t.event.head for t in told}
    acts = {t.event.head for t in told if t.event.type in _ACTS}
    found: list[Told] = []
    for p in sorted(proposals, key=lambda p: (-p.probability, p.head)):
        if p.probability < ADD:
            break
        cell = _cell(document, p.head, p.type)
        if cell in taken or p.head in heads or hangs_under(document.doc[p.head], acts):
            continue
        if in_furniture(document, document.sentence_of(p.head)):
            continue
        taken.add(cell)
        event = Event(p.head, p.type, "learned", (p.head,), (p.head,))
        found.append(Told(event, p.clause, confidence=p.probability))
    return found


def _ordered(told: Sequence[Told]) -> tuple[Told, ...]:
    return tuple(sorted(told, key=lambda t: (t.clause.start, t.event.head, t.event.type.value)))
