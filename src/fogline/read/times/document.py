"""The times of one document: its own day, its phrases, and the time of an event in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from spacy.tokens import Token

from fogline.core.claim import ClaimTime
from fogline.core.interval import Days
from fogline.core.problem import Problem
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.times import calendar as cal
from fogline.read.times.anchor import anchor_of
from fogline.read.times.find import find_times
from fogline.read.times.lexicon import lexicon
from fogline.read.times.reading import TimePhrase

_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj", "parataxis", "csubjpass"})
_NEVER = frozenset({"set"})
_SOFT = frozenset({"ref", "meanwhile", "then"})
_BIG = 99


@dataclass(frozen=True, slots=True)
class _Placed:
    """A phrase in the parse: its tokens, its sentence, and the word it hangs on."""

    phrase: TimePhrase
    sentence: int
    root: int
    govern: int
    said: bool


class Times:
    """Built once per document. ``anchor`` is the report's day (``problem`` says what is wrong with it)."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.anchor, self.problem = anchor_of(document.report, document.text)
        starts = [s.span.start for s in document.sentences]
        self.phrases: tuple[TimePhrase, ...] = find_times(document.plain, self.anchor, starts, self._hints())

    def _hints(self) -> list[Days]:
        if self.anchor is not None or not self.document.report.title:
            return []
        return [p.days for p in find_times(self.document.report.title, None) if p.days]

    @cached_property
    def placed(self) -> tuple[_Placed, ...]:
        """Every phrase with its place in the parse."""
        return tuple(p for p in map(self._place, self.phrases) if p is not None)

    def _place(self, phrase: TimePhrase) -> _Placed | None:
        tokens = self.document.tokens_in(phrase.span)
        if not tokens:
            return None
        inside = {t.i for t in tokens}
        root = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[0])
        govern = _climb(root, inside)
        sentence = self.document.sentence_of(tokens[0].i).index
        return _Placed(phrase, sentence, root.i, govern.i, self._dates_saying(phrase, tokens, govern))

    def _dates_saying(self, phrase: TimePhrase, tokens: list[Token], govern: Token) -> bool:
        """Whether the phrase stands right by a verb of saying ("said on Wednesday") or hangs on one."""
        lex = lexicon()
        before = self.document.doc[tokens[0].i - 1] if tokens[0].i else None
        if before is not None and (_says(before) or before.lemma_.lower() in lex.statement):
            return True
        return _says(govern) or govern.lemma_.lower() in lex.statement

    def said_at(self, cue: int) -> Days | None:
        """The day of the saying for the reporting word at token ``cue``; ``None`` when it has no date of its own."""
        found = self._said_phrase(cue)
        return found.phrase.days if found is not None else None

    def _said_phrase(self, cue: int) -> _Placed | None:
        token = self.document.doc[cue]
        index = self.document.sentence_of(cue).index
        for placed in self._in_sentence(index):
            if not placed.said or not placed.phrase.days.start or not placed.phrase.days.end:
                continue
            govern = self.document.doc[placed.govern]
            near = abs(placed.root - cue) <= 4 and placed.root > cue
            if govern.i == cue or govern.head.i == cue or token.head.i == govern.i or near:
                return placed
        return None

    def _in_sentence(self, index: int) -> list[_Placed]:
        return [p for p in self.placed if p.sentence == index and p.phrase.kind not in _NEVER]

    def of_event(self, head: int, clause: Span, speech_act: bool, said: Days | None, state: bool) -> ClaimTime:
        """The time of the event whose trigger is token ``head`` and whose evidence is ``clause``.

        A phrase of the sentence that hangs on the trigger, its clause or a clause above it that is no verb of saying
        gives the time ("stated"); one that dates the saying gives it to speech acts and to states told in the present.
        Otherwise the time of a neighbouring sentence is taken over by rule ("sentence"), or there is none.
        """
        best = self._best(head, clause, speech_act or state)
        if best is not None:
            phrase = best.phrase
            return ClaimTime(self.document.quote(phrase.span), self._days_for(best, head), "stated")
        if (speech_act or state) and said:
            return ClaimTime(None, said, "sentence")
        return self._inherited(head, clause, speech_act, state)

    def _best(self, head: int, clause: Span, saying: bool) -> _Placed | None:
        index = self.document.sentence_of(head).index
        ranked = [(self._rank(p, head, clause, saying), abs(p.root - head), p) for p in self._in_sentence(index)]
        ranked = [r for r in ranked if r[0] < _BIG]
        return min(ranked, key=lambda r: r[:2])[2] if ranked else None

    def _rank(self, placed: _Placed, head: int, clause: Span, saying: bool) -> int:
        doc, phrase = self.document.doc, placed.phrase
        if phrase.kind == "duration" and not phrase.days and not phrase.relation:
            return _BIG
        govern, trigger = doc[placed.govern], doc[head]
        soft = 5 if phrase.rule in _SOFT else 0
        if govern.i == head:
            return soft
        if placed.said and not saying:
            return _BIG
        if trigger.is_ancestor(govern):
            crossed = _crossed(govern, trigger)
            return soft + 1 if not crossed else soft + 8 if clause.covers(phrase.span) and phrase.relation else _BIG
        above = _above(trigger, govern)
        if above is not None:
            return soft + 2 + min(above, 2)
        return soft + 6 if clause.covers(phrase.span) and not _other_clause(govern, trigger) else _BIG

    def _days_for(self, placed: _Placed, head: int) -> Days:
        return placed.phrase.days

    def _inherited(self, head: int, clause: Span, speech_act: bool, state: bool) -> ClaimTime:
        return ClaimTime()

    def background(self, head: int, clause: Span) -> bool:
        """Whether the dating puts the event well before the report's day."""
        found = self._best(head, clause, False)
        if found is None or self.anchor is None or not found.phrase.days.start:
            return False
        return (self.anchor - found.phrase.days.start).days > 31


def _says(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in lexicon().saying


def _climb(root: Token, inside: set[int]) -> Token:
    """The word a phrase hangs on, prepositions skipped."""
    token = root.head
    while token.i in inside or token.pos_ in ("ADP", "ADV", "SCONJ", "PART"):
        if token.head.i == token.i:
            break
        token = token.head
    return token


def _crossed(low: Token, high: Token) -> bool:
    """Whether a clause begins on the way up from ``low`` to ``high`` (``high``'s own clause aside)."""
    token = low
    while token.i != high.i:
        if token.dep_ in _CLAUSES or (token.dep_ == "conj" and token.pos_ in ("VERB", "AUX")):
            return True
        if token.head.i == token.i:
            return True
        token = token.head
    return False


def _above(trigger: Token, govern: Token) -> int | None:
    """How many clauses up from the trigger the word stands (itself, or the head of its nominal), or ``None``."""
    steps, token = 0, trigger
    while token.head.i != token.i:
        if token.dep_ in _CLAUSES and _says(token.head):
            pass
        token = token.head
        steps += 1
        if token.i == govern.i:
            return steps
        if govern.head.i == token.i and govern.pos_ in ("NOUN", "PROPN") and not govern.is_ancestor(trigger):
            return steps + 1
    return None


def _other_clause(govern: Token, trigger: Token) -> bool:
    return any(t.dep_ in _CLAUSES for t in (govern, *govern.ancestors) if not t.is_ancestor(trigger) and t.i != trigger.i)


assert re and bisect_right and replace and date and Problem and cal
