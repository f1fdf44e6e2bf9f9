"""As in "Gunmen killed nine ... The attack took place late on Thursday": an event whose day is told further down."""

from __future__ import annotations

from collections.abc import Iterable

from fogline.core.claim import PHYSICAL, ClaimType, Modality
from fogline.core.interval import Days
from fogline.read.document import Document
from fogline.read.times.attach import Placed, verb_of
from fogline.read.times.inherit import goes_on
from fogline.read.times.lexicon import lexicon
from fogline.read.tokens import Token

AHEAD = 6  # sentences
_LONGEST = 2  # days
_LEAD = 1  # the sentences up to this one open a report
_SUMMED = frozenset({ClaimType.TOLL, ClaimType.DISPLACEMENT})
_DONE = PHYSICAL | {ClaimType.CAPTURE, ClaimType.DISPLACEMENT}


def occurred(document: Document, placed: Iterable[Placed]) -> list[Placed]:
    """The phrases that tell when the incident of the report was: "The blast occurred on Saturday"."""
    return [p for p in placed if _one_time(p) and _tells(verb_of(document.doc[p.govern]))]


def told_later(document: Document, head: int, kind: ClaimType, mood: Modality, found: Iterable[Placed]) -> Days:
    """The days of the first of ``found`` after an event that was done, within reach."""
    token = document.doc[head]
    if kind not in _DONE or mood is not Modality.ACTUAL or not (goes_on(token) or _perfect(token)):
        return Days()
    here = document.sentence_of(head).index
    return next((p.phrase.days for p in found if 0 < p.sentence - here <= AHEAD), Days())


def of_period(document: Document, head: int, kind: ClaimType, placed: Iterable[Placed]) -> Days:
    """As in "Harm rose in September. At least 90 were killed": the month that a report counts for, and tells first."""
    here = document.sentence_of(head).index
    before = [p for p in placed if p.phrase.days and p.first < head]
    if kind not in _SUMMED or not before or not goes_on(document.doc[head]):
        return Days()
    first = before[0]
    alone = len({p.phrase.days for p in before}) == 1
    month = first.phrase.precision == "month" and first.phrase.relation == "" and first.sentence <= _LEAD
    return first.phrase.days if alone and month and 0 < here - first.sentence <= AHEAD else Days()


def _one_time(placed: Placed) -> bool:
    start, end = placed.phrase.days.start, placed.phrase.days.end
    return start is not None and end is not None and placed.phrase.relation == "" and (end - start).days < _LONGEST


def _tells(verb: Token) -> bool:
    """As in "the raid took place", "the shooting happened"."""
    lex = lexicon()
    lemma = verb.lemma_.lower()
    place = any(c.dep_ == "dobj" and f"{lemma} {c.lower_}" in lex.occurring for c in verb.rights)
    if lemma not in lex.occurring and not place:
        return False
    subjects = [c for c in verb.lefts if c.dep_ == "nsubj" and c.lemma_.lower() in lex.incidents | lex.occurrences]
    return any(c.lower_ in lex.pointing for s in subjects for c in s.lefts)


def _perfect(head: Token) -> bool:
    """As in "Nine have been killed"."""
    return any(c.lemma_ == "have" and c.tag_ != "VBD" for c in verb_of(head).lefts)


def of_other_times(head: Token) -> bool:
    """As in "previous bombings", "similar attacks killed 40", "had previously shelled"."""
    if any(c.lower_ in lexicon().long_before for c in head.children if c.dep_ == "advmod"):
        return True
    things = [head, *(c for c in head.children if c.dep_ in ("nsubj", "nsubjpass", "dobj"))]
    known = [t for t in things if t.tag_ == "NNS" and t.lemma_.lower() in lexicon().incidents]
    return any(c.lower_ in lexicon().other_times for t in known for c in t.lefts if c.dep_ == "amod")
