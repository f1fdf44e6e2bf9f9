"""The stretch of a sentence that a claim's head stands for: its clause by the parse."""

from __future__ import annotations

from collections.abc import Iterable

from fogline.core.span import Span
from fogline.read.document import Document, Sentence
from fogline.read.tokens import Token

SHORT = 100
LEAST = 0.35
_OUTSIDE = {"cc", "punct", "mark"}
_SISTERS = {"conj", "parataxis"}
_VERBAL = {"VERB", "AUX"}


def _verb_of(token: Token) -> Token:
    """The nearest verb at or above ``token``; the root when there is none."""
    while token.pos_ not in _VERBAL and token.head.i != token.i:
        token = token.head
    return token


def _own(verb: Token) -> Iterable[Token]:
    """The verb with what hangs from it, without the clauses beside it."""
    yield verb
    for child in verb.children:
        if child.dep_ not in _OUTSIDE and not (child.dep_ in _SISTERS and child.pos_ in _VERBAL):
            yield from child.subtree


def _trimmed(document: Document, tokens: Iterable[Token], sentence: Sentence) -> Span:
    inside = [t for t in tokens if sentence.start <= t.i < sentence.end]
    words = [t for t in inside if not t.is_punct and not t.is_space]
    return document.span_of(words or inside)


def own_clause(document: Document, head: Token, verb: Token | None = None) -> Span:
    """Verbatim span of the clause of ``verb`` (default: the verb nearest above ``head``), ``head`` included."""
    sentence = document.sentence_of(head.i)
    return _trimmed(document, _own(verb or _verb_of(head)), sentence).join(Span(head.idx, head.idx + len(head)))


def clause_around(document: Document, head: Token) -> Span:
    """Verbatim span to quote for a claim that ``head`` heads.

    A short sentence (``SHORT`` characters) is taken whole, and a clause of less than ``LEAST`` of its sentence is
    widened to the one above: annotators quote a predicate with the words that make it understood.
    """
    sentence = document.sentence_of(head.i)
    whole = _trimmed(document, document.doc[sentence.start : sentence.end], sentence)
    if len(whole) <= SHORT:
        return whole
    verb = _verb_of(head)
    while True:
        clause = own_clause(document, head, verb)
        above = _verb_of(verb.head)
        if len(clause) >= LEAST * len(whole) or above.i == verb.i:
            return clause
        verb = above
