"""The day a thing was said: which date of its sentence it is, and how long a speaker goes on with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from fogline.core.claim import Attribution
from fogline.core.interval import Days
from fogline.read.document import Document
from fogline.read.times.attach import Placed, follows_saying, opens, says, thing_named
from fogline.read.times.calendar import plus
from fogline.read.times.lexicon import lexicon
from fogline.read.times.reading import ANCHORED
from fogline.read.tokens import Token

_SPOKEN_LATELY = 31  # days before the report
_DEICTIC = frozenset({"deictic", "night.deictic"})
_BY_THE_CUE = 8  # tokens
_REACH = 9  # sentences a speaker goes on with the day of the saying in a report
_STORY_REACH = 3  # in a text without a day of its own
_NOT_A_DAY = frozenset({"meanwhile", "then", "since", "ref", "set"})
_WINDOWS = frozenset({"window", "window.one"})
_ASIDE = frozenset({"prep", "pobj", "acl", "advcl", "pcomp", "npadvmod", "advmod"})
_WHILE = frozenset({"while", "when", "as"})
_PARTS = frozenset({"dobj", "pobj"})
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
    thing = thing_named(document, placed)
    if thing is not None and thing.lemma_.lower() not in lexicon().statement:
        return False
    if placed.first > cue:
        near = placed.first - cue <= _BY_THE_CUE and follows_saying(document, placed)
        return placed.govern == cue or near or _hangs_below(document, placed, cue)
    if doc[cue].pos_ not in ("VERB", "AUX", "NOUN") or doc[cue].lemma_ == "accord":
        return False
    held = any(t.pos_ == "ADP" for t in doc[placed.first : placed.last])
    names = doc[placed.last + 1].pos_ in ("NOUN", "ADJ") and not held
    if names:
        return False
    if placed.govern == cue or (doc[placed.govern].dep_ == "aux" and doc[placed.govern].head.i == cue):
        return True
    return _nothing_told(document, placed, cue) or _goes_with(document, placed, doc[cue])


def _hangs_below(document: Document, placed: Placed, cue: int) -> bool:
    """As in "said in a bulletin posted on Friday" and "said while speaking to them on Friday": no news lies between."""
    token, verb = document.doc[placed.govern], document.doc[cue]
    tops = {cue, verb.head.i} if verb.dep_ == "conj" else {cue}
    while token.i not in tops:
        if (
            token.dep_ not in _ASIDE
            or token.i < cue
            or token.like_num
            or any(c.dep_ == "mark" and c.lower_ not in _WHILE for c in token.children)
        ):
            return False
        token = token.head
    return True


def seen_from(document: Document, placed: Placed, said: Days | None, anchor: date | None) -> Days:
    """The days of a phrase as the one who spoke on an earlier day than the report's counts them; empty where they are
    the same.

    "The ministry said on Monday that 40 had died in the past two days": Sunday and Monday, whenever it was printed.
    What is "today" in a quotation is the day of the speech.
    """
    phrase = placed.phrase
    if anchor is None or not said or said.start is None or said.start != said.end or phrase.basis != ANCHORED:
        return Days()
    back = (anchor - said.start).days
    lasting = phrase.kind == "duration" and phrase.days.end == anchor
    named = phrase.rule in _DEICTIC and any(q.covers(phrase.core) for q in document.quotations)
    if not 0 < back <= _SPOKEN_LATELY or not (lasting or named):
        return Days()
    return Days(*(d and plus(d, -back) for d in (phrase.days.start, phrase.days.end)))


def leads(document: Document, placed: Placed, cue: int) -> bool:
    """Whether only the speaker stands between the phrase and the cue ("a day after the mayor announced")."""
    between = document.doc[placed.last + 1 : cue]
    told = (t for t in between if t.dep_ != "amod" and t.text != "-")
    return placed.last < cue and not any(t.pos_ in ("VERB", "SCONJ") or t.is_punct for t in told)


def _nothing_told(document: Document, placed: Placed, cue: int) -> bool:
    start = document.sentences[placed.sentence].start
    return not any(t.pos_ == "VERB" and not says(t) and t.i != cue for t in document.doc[start:cue])


def _goes_with(document: Document, placed: Placed, cue: Token) -> bool:
    """As in "On Monday they took it and declared ..." and "moved on Tuesday, saying ...": told beside what is dated."""
    if cue.tag_ == "VBG":
        while cue.dep_ == "conj" and cue.head.tag_ == "VBG":
            cue = cue.head
        govern = document.doc[placed.govern]
        return cue.dep_ == "advcl" and (
            cue.head.i == govern.i or (govern.dep_ in _PARTS and cue.head.is_ancestor(govern))
        )
    if cue.tag_ != "VBD" or not opens(document, placed):
        return False
    top = cue
    while top.dep_ in _TOGETHER and top.head.i < top.i:
        top = top.head
    return top.i < cue.i and (top.i == placed.govern or top.dep_ == "ROOT")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One saying: its cue token, its source by name and as written, and its own day if it has one."""

    cue: int
    source: str
    text: str
    said: Days | None


class Speakers:
    """On which days the sources of one report spoke.

    A source that was dated once goes on speaking that day ("the ministry said on Monday ... It added"), for nine
    sentences after it.
    """

    def __init__(self, document: Document, spoken: Iterable[Spoken], *, dated: bool = True) -> None:
        self.document = document
        self.reach = _REACH if dated else _STORY_REACH
        self.days = sorted((s for s in spoken if s.said), key=lambda s: s.cue)

    def said(self, source: str, at: int, text: str = "") -> Days | None:
        """The day ``source`` was last said to have spoken before token ``at``, ``None`` where too far or never."""
        here = self.document.sentence_of(at).index
        for one in reversed(self.days):
            told = self.document.sentence_of(one.cue).index
            if told <= here and (one.source == source or _same_name(one.text, text)):
                return one.said if here - told <= self.reach else None
        return None

    def dated(self, chain: tuple[Attribution, ...], at: int) -> tuple[Attribution, ...]:
        """``chain`` of a proposition at token ``at``, its originator with its day.

        That is its own, that of the one who passes it on in the same breath ("the agency quoted a source on Monday as
        saying"), or that with which it goes on.
        """
        if not chain or chain[0].said:
            return chain
        first = chain[0]
        passed = next((link.said for link in chain[1:] if link.said), None)
        said = passed or self.said(first.source, at, first.text or "")
        return chain if said is first.said else (replace(first, said=said), *chain[1:])


def _same_name(a: str, b: str) -> bool:
    """Whether one mention is part of the other by its names ("SANA", "SANA news agency")."""
    one, other = _names(a), _names(b)
    return bool(one and other) and (one <= other or other <= one)


@lru_cache(maxsize=1 << 12)
def _names(words: str) -> frozenset[str]:
    articles = lexicon().articles
    return frozenset([w for w in words.split() if w[:1].isupper() and w.lower() not in articles])
