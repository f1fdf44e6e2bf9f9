"""One incident, or a running toll since some start."""

from __future__ import annotations

from fogline.core.claim import Scope
from fogline.read.document import Document
from fogline.read.numbers.items import Item
from fogline.read.numbers.lexicon import CountingWords, among
from fogline.read.numbers.words import forms_of, words_of
from fogline.read.raising import raises

# So many are never counted in one incident.
_WAR = 10_000
# How many words before "since" a superlative may stand ("the deadliest attack in the city since May").
_RECORD = 8
_SUBJECTS = ("nsubj", "nsubjpass")


class Scopes:
    """The scopes of the counts of one document."""

    def __init__(self, document: Document, words: CountingWords) -> None:
        self.document, self.words = document, words
        self._running: dict[int, bool] = {}

    def of(self, item: Item) -> Scope:
        """``cumulative`` where the sentence speaks of a span of time or of a total so far."""
        start, end = self._stretch(item.first)
        if start not in self._running:
            self._running[start] = self._runs(self.document.plain[start:end])
        war = item.predicate is not None and ((item.number.count.low or 0) >= _WAR or self._killed_by_war(item))
        return Scope.CUMULATIVE if war or self._running[start] else Scope.INCIDENT

    def _stretch(self, at: int) -> tuple[int, int]:
        """The sentence, or its part before or after a verb that raises a toll."""
        sentence = self.document.sentence_of(at)
        tokens = self.document.doc[sentence.start : sentence.end]
        cut = next((t for t in tokens if raises(t)), None)
        if cut is None:
            return sentence.span.start, sentence.span.end
        return (cut.idx, sentence.span.end) if at > cut.i else (sentence.span.start, cut.idx)

    def _killed_by_war(self, item: Item) -> bool:
        """As in "The war has killed 900 people", and "It has killed" after a sentence about the war."""
        verb = self.document.doc[item.predicate.at] if item.predicate else None
        if verb is None or not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
            return False
        doer = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        if doer is None or doer.tag_ != "PRP":
            return doer is not None and among(doer, self.words.wars)
        before = self.document.sentence_of(item.first).index - 1
        told = self.document.sentences[before] if before >= 0 and doer.lower_ in self.words.it else None
        subjects = (t for t in self.document.doc[told.start : told.end] if t.dep_ in _SUBJECTS) if told else ()
        return any(among(t, self.words.wars) for t in subjects)

    def _runs(self, text: str) -> bool:
        words = self.words
        if not words.cumulative.within(forms_of(text)):
            return False
        tokens = words_of(text)
        return any(
            words.cumulative.at(tokens, i)
            and not words.not_cumulative.at(tokens, i)
            and not any(t.lower in words.firsts for t in tokens[max(0, i - _RECORD) : i])
            for i, token in enumerate(tokens)
            if token.lower in words.cumulative.firsts
        )
