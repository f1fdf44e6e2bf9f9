"""The same proposition told again: definite nouns that point back, headlines and leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from fogline.core.claim import ClaimType
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.events.links import Event
from fogline.read.events.scene import clause_tokens, lemma, prepositional
from fogline.vocab import load

_NEWS = ("nummod", "relcl", "acl")


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its evidence and the other places where the report tells it."""

    event: Event
    clause: Span
    also: tuple[Span, ...] = ()


def points_back(head: Token, earlier: Sequence[Event]) -> bool:
    """True for "the attack", "these clashes" when such an event was told before and nothing new is added."""
    if head.pos_ not in ("NOUN", "PROPN"):
        return False
    definite = load("en/event_links.yaml")["definite"]
    marked = any(c.dep_ in ("det", "poss") and c.lower_ in definite for c in head.children)
    bare = not any(c.dep_ in _NEWS for c in head.children) and not prepositional(head, ("on", "in", "against", "of", "by", "near", "at", "between"))
    return marked and bare and bool(earlier)


def content(document: Document, span: Span) -> frozenset[str]:
    """Lemmas of the words that carry meaning."""
    return frozenset(
        lemma(t) for t in document.tokens_in(span) if t.pos_ in ("NOUN", "PROPN", "VERB", "NUM", "ADJ") and not t.is_stop
    )


def fold_repeats(document: Document, told: Sequence[Told]) -> tuple[Told, ...]:
    """Joins later tellings of one proposition into the fullest one; order of the text is kept."""
    kept: list[Told] = []
    words: list[frozenset[str]] = []
    for each in told:
        own = content(document, each.clause)
        for n, before in enumerate(kept):
            if _same(each, before, own, words[n]) and document.sentence_at(each.clause.start).index != document.sentence_at(before.clause.start).index:
                kept[n] = _fuller(before, each)
                words[n] = words[n] | own
                break
        else:
            kept.append(each)
            words.append(own)
    return tuple(sorted(kept, key=lambda t: (t.clause.start, t.event.head)))


def _same(a: Told, b: Told, own: frozenset[str], other: frozenset[str]) -> bool:
    if a.event.type != b.event.type or a.event.type == ClaimType.ASSESSMENT:
        return False
    smaller = min(len(own), len(other))
    if smaller < 3:
        return False
    shared = len(own & other)
    return shared / smaller >= 0.75


def _fuller(a: Told, b: Told) -> Told:
    """The longer telling; the other becomes an ``also`` span."""
    best, rest = (b, a) if len(b.clause) > len(a.clause) * 1.1 else (a, b)
    return Told(best.event, best.clause, tuple(sorted({*a.also, *b.also, rest.clause})))


def clause_of(document: Document, event: Event, heads: frozenset[int]) -> Span:
    """The stretch of text that tells the event: its clauses, without those of other events."""
    tokens = [t for part in (event.head, *event.parts) for t in clause_tokens(document.doc[part], heads - set(event.parts))]
    inside = [t for t in tokens if not t.is_space]
    sentence = document.sentence_of(event.head)
    inside = [t for t in inside if sentence.start <= t.i < sentence.end]
    return document.span_of(_trim(inside))


def _trim(tokens: list[Token]) -> list[Token]:
    """Without leading and trailing conjunctions and punctuation."""
    kept = sorted(tokens, key=lambda t: t.i)
    while len(kept) > 1 and (kept[0].dep_ in ("cc", "punct", "mark") or kept[0].is_punct) and kept[0].text != '"':
        kept = kept[1:]
    while len(kept) > 1 and kept[-1].is_punct and kept[-1].text not in ('"', ")", "."):
        kept = kept[:-1]
    return kept
