"""What numbers alone tell of events: dead and wounded in words that no pattern knows, and people captured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fogline.core.claim import CASUALTIES, ClaimType, Measure
from fogline.read.document import Document
from fogline.read.events.furniture import in_furniture
from fogline.read.events.links import Event
from fogline.read.events.repeats import Told, clause_of, fold_repeats, is_heading
from fogline.read.events.scene import Words
from fogline.read.events.tallies import Tallies
from fogline.read.events.triggers import says_nothing
from fogline.read.numbers import Counted
from fogline.read.tokens import Doc, Token

_LOST = (*CASUALTIES, Measure.MISSING)
_HUMAN = {"people", "force", "army_men", "kin", "fallen", "corpse"}
_HOLDING = (ClaimType.DEMAND, ClaimType.THREAT)


def with_uncarried(
    told: Sequence[Told], words: Words, tallies: Tallies, counted: Sequence[Counted]
) -> tuple[Told, ...]:
    """``told`` and a toll at each word that governs a number of casualties which none of its events can carry."""
    carried = {n for ns in tallies.share(told).values() for n in ns}
    left = [c for n, c in enumerate(counted) if n not in carried and _lost(words, c) and not tallies.speaks(c)]
    document = words.document
    retold = [span for t in told for span in t.also]
    left = [c for c in left if not any(s.covers(c.span) for s in retold) and not _headed(document, c)]
    if not left:
        return tuple(told)
    heads = frozenset(t.event.head for t in told)
    asked = {t.event.head for t in told if t.event.type in _HOLDING}
    known = {i for t in told for i in t.event.parts}
    events = {
        c.predicate: Event(c.predicate, ClaimType.TOLL, "toll.counted", (c.predicate,), (c.predicate,))
        for c in left
        if c.predicate is not None
        and c.predicate not in known
        and _tells(document, c, document.doc[c.predicate], asked)
    }
    made = [Told(e, clause_of(document, e, heads)) for e in events.values()]
    return fold_repeats(document, [*told, *made]) if made else tuple(told)


def with_captives(doc: Doc, told: Sequence[Told], counted: Sequence[Counted]) -> tuple[Told, ...]:
    """``told``, of which what took a bare number of people is a detention: "killing 35 rebels and capturing nine"."""
    verbs = {c.predicate for c in counted if c.measure is Measure.CAPTURED}
    taken = {v for v in verbs if v is not None and any(c.dep_ == "dobj" and c.like_num for c in doc[v].rights)}
    return tuple(
        replace(t, event=replace(t.event, type=ClaimType.DETENTION))
        if t.event.type is ClaimType.CAPTURE and t.event.head in taken
        else t
        for t in told
    )


def _headed(document: Document, number: Counted) -> bool:
    """A heading's figures are those of the report below it."""
    return is_heading(document, number.span, document.headline)


def _titled(word: Token) -> bool:
    """As in "Blast Near a Convoy Over 20 Dead The explosion hit ...": a headline scraped into the text."""
    return word.text[:1].isupper() and not word.is_sent_start and not word.text.isupper()


def _lost(words: Words, number: Counted) -> bool:
    """People, counted by a word that says they are dead, hurt or gone: no "fell" of towns, no "lost" of games."""
    if number.measure not in _LOST or number.predicate is None or number.total is not None:
        return False
    if number.group is None and number.measure is Measure.MISSING:
        return True
    counted = number.predicate if number.group is None else number.group.head
    return bool(words.of(words.document.doc[counted]) & _HUMAN)


def _tells(document: Document, number: Counted, word: Token, asked: set[int]) -> bool:
    """It is told for a fact, in the body of the report, and of the people who were counted."""
    if says_nothing(word) or in_furniture(document, document.sentence_of(word.i)) or _titled(word):
        return False
    head = None if number.group is None else number.group.head
    other = word.dep_ in ("compound", "amod") and head not in (word.i, word.head.i)
    return not other and asked.isdisjoint([t.i for t in word.ancestors])
