"""Two events and the time between them: "hours after a raid on A", "two days after the fall of B"; or one that answers
another: "fired rockets at A in response to a raid on B".

What stands behind such words is of the earlier event alone: its place, its day, its victims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from fogline.core.claim import ClaimPlace, ClaimTime
from fogline.core.interval import Days
from fogline.read.document import Document, Sentence
from fogline.read.times.calendar import plus
from fogline.read.tokens import Doc, Token
from fogline.vocab import load


def earlier(doc: Doc, at: int, plainly: bool = False) -> int | None:
    """The word ("after") behind which token ``at`` stands as part of the earlier of two events; ``plainly``: also where
    nothing says how long after.
    """
    words = _plain(doc) if plainly else _openings(doc)
    if not words or min(words) >= at:
        return None
    at = _before_aside(doc[at])
    up = {t.i: n for n, t in enumerate((doc[at], *doc[at].ancestors))}
    near = [(n, i not in up, i) for i in words if i < at and (n := up.get(i, up.get(doc[i].head.i))) is not None]
    return next((i for *_, i in sorted(near) if _under(doc[i], doc[at])), None)


def _before_aside(token: Token) -> int:
    """As in "killed nine people, most of them tourists, near X": what follows the aside goes on from before it."""
    nouns = (t for t in (token, *token.ancestors) if t.dep_ == "advcl" and t.pos_ in ("NOUN", "PROPN"))
    shares = load("en/event_links.yaml")["shares"]["whole"]
    for noun in nouns:
        some = (o for c in noun.lefts if c.dep_ == "nsubj" for p in c.rights for o in p.rights)
        if noun.left_edge.i > 1 and any(o.lower_ in shares for o in some):
            return noun.left_edge.i - 2
    return token.i


def earlier_deed(verb: Token) -> bool:
    """A clause behind "after" with a doer of its own: "shelled the port after gunmen killed two"."""
    if verb.dep_ != "advcl" or not any(c.dep_ == "nsubj" and c.pos_ != "PRON" for c in verb.lefts):
        return False
    words = load("en/event_links.yaml")["earlier_deeds"]
    return any(c.dep_ == "mark" and c.lower_ in words for c in verb.lefts)


@lru_cache(maxsize=4)
def _openings(doc: Doc) -> tuple[int, ...]:
    rules = load("en/event_links.yaml")["elapsed"]
    words = (*rules["words"], *rules["answers"])
    return tuple(t.i for word in words for t in doc.written(word) if _opens(doc, t))


@lru_cache(maxsize=4)
def _plain(doc: Doc) -> tuple[int, ...]:
    words = load("en/event_links.yaml")["aftermath"]["places"]
    return tuple(sorted({*_openings(doc), *(t.i for word in words for t in doc.written(word) if t.dep_ != "prt")}))


@cache
def stretch() -> re.Pattern[str]:
    """The words of a count over some time: "killed about 300 in the past day"."""
    return re.compile(load("en/event_links.yaml")["elapsed"]["stretch"], re.IGNORECASE)


def _opens(doc: Doc, word: Token) -> bool:
    rules = load("en/event_links.yaml")["elapsed"]
    if word.lower_ in rules["answers"]:
        return word.i > 0 and doc[word.i - 1].lower_ in rules["answers"][word.lower_]
    if word.i == 0 or doc[word.i - 1].lower_ not in rules["units"]:
        return False
    return word.i < 2 or doc[word.i - 2].lower_ not in rules["not_after"]


def _under(word: Token, token: Token) -> bool:
    """A preposition holds what hangs on it, a conjunction the clause it opens."""
    root = word if word.dep_ == "prep" else word.head
    answers = load("en/event_links.yaml")["elapsed"]["answers"].get(word.lower_, ())
    if word.head.lower_ in answers and token.i > word.i:  # "a reply to a raid" holds all that hangs on the reply
        root = word.head
    return root.i == token.i or root.is_ancestor(token)


class Elapsed:
    """The places and days of one document's events, each kept to its own side of "hours after".

    ``lapses`` maps the token of the word to the days that passed, where a number tells.
    """

    def __init__(self, document: Document, lapses: dict[int, int]) -> None:
        self.document, self.lapses = document, lapses

    def places(self, found: tuple[ClaimPlace, ...], head: int) -> tuple[ClaimPlace, ...]:
        """Without those of the other event, as long as any are left; of what is answered none need be."""
        if not found:
            return found
        mine, sentence = earlier(self.document.doc, head, plainly=True), self.document.sentence_of(head)
        sides = {p: self._sides(p.text, sentence, plainly=True) for p in found}
        kept = tuple(p for p in found if not sides[p] or mine in sides[p])
        return kept or tuple(p for p in found if not all(map(self._answered, sides[p])))

    def _answered(self, word: int | None) -> bool:
        """Does what an event answers stand behind the word?"""
        answers = load("en/event_links.yaml")["elapsed"]["answers"]
        return word is not None and self.document.doc[word].lower_ in answers

    def time(self, time: ClaimTime, head: int) -> ClaimTime:
        """An earlier event has not the day of the later one, but that less what passed between."""
        mine = earlier(self.document.doc, head) if time.text is not None else None
        if mine is None or time.text is None:
            return time
        sides = self._sides(time.text, self.document.sentence_of(head))
        if not sides or mine in sides or time.text.endswith(self.document.doc[mine].text):
            return time
        return self._before(time, mine)

    def _before(self, time: ClaimTime, word: int) -> ClaimTime:
        passed, day = self.lapses.get(word), time.days.start
        if self.document.doc[word - 1].lower_ in load("en/event_links.yaml")["elapsed"]["within_a_day"]:
            return time
        if passed is None or day is None or day != time.days.end:
            return ClaimTime()
        return replace(time, text=None, days=Days.on(plus(day, -passed)), basis="sentence")

    def _sides(self, text: str | None, sentence: Sentence, plainly: bool = False) -> set[int | None]:
        """On which sides of the sentence the words stand."""
        return {earlier(self.document.doc, at, plainly) for at in self._at(text, sentence)} if text else set()

    def _at(self, text: str, sentence: Sentence) -> Iterable[int]:
        start, end = sentence.span.start, sentence.span.end
        at = self.document.text.find(text, start, end)
        while at >= 0:
            yield self.document.token_at(at + len(text) - 1).i
            at = self.document.text.find(text, at + 1, end)
