"""The day a thing was said: which date of its sentence it is, and how long a speaker goes on with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fogline.core.claim import Attribution
from fogline.core.interval import Days
from fogline.read.document import Document
from fogline.read.times.attach import Placed, follows_saying, opens, says
from fogline.read.tokens import Token

_BY_THE_CUE = 8  # tokens
_REACH = 9  # sentences a speaker goes on with the day of the saying in a report
_STORY_REACH = 3  # in a text without a day of its own
_NOT_A_DAY = frozenset({"meanwhile", "then", "since", "ref", "set"})
_WINDOWS = frozenset({"window", "window.one"})
_TOGETHER = frozenset({"conj", "advcl", "parataxis", "ccomp", "dep"})


def may_date(placed: Placed) -> bool:
    """Whether the phrase can be the day of a saying: a date of its own with a beginning and an end."""
    phrase = placed.phrase
    told = (phrase.kind == "date" or phrase.rule in _WINDOWS) and not phrase.relation and phrase.rule not in _NOT_A_DAY
    return bool(told and phrase.days.start and phrase.days.end)


def length(days: Days) -> int:
    """How many days lie between the first and the last."""
    return (days.end - days.start).days if days.start and days.end else 0


def dates(document: Document, placed: Placed, cue: int) -> bool:
    """Whether the phrase dates the saying at token ``cue``: it hangs on it, stands behind it or opens its sentence."""
    doc = document.doc
    if placed.first > cue:
        return placed.govern == cue or (placed.first - cue <= _BY_THE_CUE and follows_saying(document, placed))
    if doc[cue].pos_ not in ("VERB", "AUX", "NOUN") or doc[cue].lemma_ == "accord":
        return False
    names = doc[placed.last + 1].pos_ in ("NOUN", "ADJ") and doc[placed.first].pos_ != "ADP"
    if names:
        return False
    if placed.govern == cue or (doc[placed.govern].dep_ == "aux" and doc[placed.govern].head.i == cue):
        return True
    return _nothing_told(document, placed, cue) or _goes_with(document, placed, doc[cue])


def _nothing_told(document: Document, placed: Placed, cue: int) -> bool:
    start = document.sentences[placed.sentence].start
    return not any(t.pos_ == "VERB" and not says(t) and t.i != cue for t in document.doc[start:cue])


def _goes_with(document: Document, placed: Placed, cue: Token) -> bool:
    """As in "On Monday they took it and declared ..." and "moved on Tuesday, saying ...": told beside what is dated."""
    if cue.tag_ == "VBG":
        return cue.dep_ == "advcl" and cue.head.i == placed.govern
    if cue.tag_ != "VBD" or not opens(document, placed):
        return False
    top = cue
    while top.dep_ in _TOGETHER and top.head.i < top.i:
        top = top.head
    return top.i < cue.i and (top.i == placed.govern or top.dep_ == "ROOT")


class Speakers:
    """On which days the sources of one report spoke.

    ``spoken`` are its sayings as (cue token, source, own day or ``None``). A source that was dated once goes on
    speaking that day ("the ministry said on Monday ... It added"), for nine sentences after it.
    """

    def __init__(
        self, document: Document, spoken: Iterable[tuple[int, str, Days | None]], *, dated: bool = True
    ) -> None:
        self.document = document
        self.reach = _REACH if dated else _STORY_REACH
        self.days = sorted(((cue, source, said) for cue, source, said in spoken if said), key=lambda each: each[0])

    def said(self, source: str, at: int) -> Days | None:
        """The day ``source`` was last said to have spoken before token ``at``, ``None`` where too far or never."""
        here = self.document.sentence_of(at).index
        for cue, who, said in reversed(self.days):
            told = self.document.sentence_of(cue).index
            if who == source and told <= here:
                return said if here - told <= self.reach else None
        return None

    def dated(self, chain: tuple[Attribution, ...], at: int) -> tuple[Attribution, ...]:
        """``chain`` of a proposition at token ``at``, its originator with the day it goes on with."""
        if not chain or chain[0].said:
            return chain
        return (replace(chain[0], said=self.said(chain[0].source, at)), *chain[1:])
