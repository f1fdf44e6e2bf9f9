"""Hearsay without a speaker: "reportedly", "is believed to", "alleged"."""

from __future__ import annotations

from fogline.core.claim import Stance
from fogline.core.span import Span
from fogline.read.attribution.lexicon import lexicon
from fogline.read.document import Document
from fogline.read.tokens import Token

_DOERS = ("nsubj", "nsubjpass", "agent", "prep", "acl", "relcl", "advmod")


def stance(document: Document, head: Token, clause: Span) -> Stance:
    """Alleged when a hedge stands over the trigger, else asserted."""
    words = {(t.lower_,) for t in _over(document, head, clause)}
    return Stance.ALLEGED if words & lexicon().hedges else Stance.ASSERTED


def _over(document: Document, head: Token, clause: Span) -> list[Token]:
    """The trigger's own modifiers and those of the verbs above it within the clause."""
    found = list(head.children)
    for child in list(found):
        if child.dep_ in _DOERS:
            found += list(child.children)
            found += [m for o in child.children if o.dep_ == "pobj" for m in o.children]
    above = head
    for _ in range(3):
        if above.head == above or not clause.start <= above.head.idx < clause.end:
            break
        above = above.head
        found += list(above.children)
    return [t for t in found if t.idx < clause.end]
