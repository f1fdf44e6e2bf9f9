"""Places that only tell where another one lies, or from where the doers came: "Bara, north of El Obeid"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.places.mention import PlaceMention
from fogline.read.places.scenes import measured
from fogline.read.places.words import words
from fogline.read.tokens import Token

_OPENING = 8  # words of a phrase


def without_bearings(document: Document, chosen: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Without what only says where the place named before lies: "in Bara, a town 30 miles north of El Obeid"."""
    kept = [m for m in chosen if not (_bearing(document, m) and any(_beside(document, k, m) for k in chosen))]
    near = [m for m in kept if not measured(document.doc, document.token_at(m.span.start).i)]
    return near or kept  # "65 km (40 miles) north of X"


def posted(document: Document, mention: PlaceMention) -> bool:
    """As in "gunmen positioned in Binnish shelled Fua": where those are who do it is not where it happens."""
    top = document.token_at(mention.span.end - 1)
    while top.dep_ in ("compound", "nmod", "conj") and top.head.i != top.i:
        top = top.head
    if top.dep_ != "pobj" or top.head.lower_ not in words().scenes:
        return False
    verb = top.head.head
    if verb.dep_ not in ("acl", "amod") or verb.tag_ != "VBN" or verb.lemma_.lower() not in words().posted:
        return False
    return verb.head.dep_ == "nsubj" or (verb.head.dep_ == "pobj" and verb.head.head.dep_ == "agent")


def dating(document: Document, head: int, mention: PlaceMention) -> bool:
    """As in "The fighting came a day after envoys met in Luanda": a clause that only tells when is of another event."""
    noun, place = document.doc[head], document.token_at(mention.span.start)
    verb = noun.head
    if noun.pos_ != "NOUN" or noun.dep_ != "nsubj" or verb.lemma_.lower() not in words().dated:
        return False
    clauses = (t for t in place.ancestors if t.dep_ == "advcl" and t.head is verb)
    return any(c.dep_ in ("nsubj", "nsubjpass") for t in clauses for c in t.lefts)


def _bearing(document: Document, mention: PlaceMention) -> bool:
    """As in "north of X", "a town to the west of X"."""
    first, w = document.token_at(mention.phrase.start).i, words()
    opening = list(dropwhile(_measures, document.doc[first : first + _OPENING]))
    return len(opening) > 1 and opening[0].lower_ in w.directions and opening[1].lower_ == "of"


def _beside(document: Document, place: PlaceMention, bearing: PlaceMention) -> bool:
    """Does nothing stand between but how far the one lies from the other?"""
    if place is bearing or place.phrase.end > bearing.phrase.start:
        return False
    between = (
        document.tokens_in(Span(place.phrase.end, bearing.phrase.start))
        if place.phrase.end < bearing.phrase.start
        else []
    )
    return all(_measures(t) for t in between)


def _measures(token: Token) -> bool:
    w = words()
    known = token.lower_ in w.bearing_words or token.lower_ in w.distances or token.lower_ in w.kinds
    return not token.is_sent_start and (known or token.pos_ == "NUM" or token.text == ",")
