"""One incident, or a running toll since some start."""

from __future__ import annotations

from fogline.core.claim import Scope
from fogline.read.document import Document
from fogline.read.numbers.items import Item
from fogline.read.numbers.lexicon import CountingWords
from fogline.read.numbers.words import words_of

# So many are never counted in one incident.
_WAR = 10_000
# How many words before "since" a superlative may stand ("the deadliest attack in the city since May").
_RECORD = 8


def scope_of(document: Document, item: Item, words: CountingWords) -> Scope:
    """``cumulative`` where the sentence speaks of a span of time or of a total so far."""
    sentence = document.sentence_of(item.first)
    tokens = words_of(sentence.span.of(document.plain))
    running = any(
        words.cumulative.at(tokens, i)
        and not words.not_cumulative.at(tokens, i)
        and not any(t.lower in words.firsts for t in tokens[max(0, i - _RECORD) : i])
        for i in range(len(tokens))
    )
    low = item.number.count.low or 0
    running = running or (low >= _WAR and item.predicate is not None)
    return Scope.CUMULATIVE if running else Scope.INCIDENT
