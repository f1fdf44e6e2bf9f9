"""As in "15 Iraqi cities", "Lebanese airspace": a land that is named by its people, and nothing smaller in it."""

from __future__ import annotations

from collections.abc import Sequence

from fogline.core.claim import Precision
from fogline.core.place import Kind
from fogline.core.span import Span
from fogline.read.document import Document
from fogline.read.places.fold import fold
from fogline.read.places.mention import PlaceMention
from fogline.read.places.words import countries, nouns, words
from fogline.read.tokens import Token

RULE = "land"
REACH = 3  # words between the people and the noun


def lands(document: Document, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """A mention for every land that its people's towns or its soil stand for; ``mentions`` are the named places."""
    found = []
    for token in nouns(document, words().lands):
        people = _people(token) if token.pos_ in ("NOUN", "PROPN") else None
        if people is not None and not _goes_on(document, token, mentions):
            found.append(_land(document, people, token))
    return found


def _people(noun: Token) -> Token | None:
    """The word for the people before the noun: "Iraqi" in "Iraqi cities"."""
    for t in reversed(list(noun.lefts)):
        if noun.i - t.i > REACH or t.dep_ not in ("amod", "compound", "nmod"):
            return None
        if t.text[0].isupper():
            return t if fold(t.text) in countries().demonyms else None
    return None


def _goes_on(document: Document, noun: Token, mentions: Sequence[PlaceMention]) -> bool:
    """As in "the Iraqi cities of X and Y", "Iraqi provinces X and Y", or "a Kenyan waters firm"."""
    doc = document.doc
    after = [t for t in doc[noun.i + 1 : noun.i + 3] if not t.is_sent_start]
    if after and after[0].pos_ in ("NOUN", "PROPN") and noun.dep_ == "compound":
        return True
    named = {document.token_at(m.span.start).i for m in mentions if m.role == "event"}
    return any(t.i in named for t in after)


def _land(document: Document, people: Token, noun: Token) -> PlaceMention:
    code = countries().demonyms[fold(people.text)]
    first = min(
        (t.i for t in noun.lefts if t.dep_ in ("amod", "compound", "nmod", "nummod", "quantmod")), default=people.i
    )
    whole = document.doc[min(first, people.i) : noun.i + 1]
    part = any(t.lower_ in words().directions for t in whole)
    precision = Precision.AREA if part else Precision.COUNTRY
    span = Span(people.idx, noun.idx + len(noun))
    name = countries().names[code]
    phrase = document.span_of(whole)
    return PlaceMention(span, phrase, name, precision, country=code, role="event", rule=RULE, kind=Kind.COUNTRY)
