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
SIDE = "land/side"
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


def sides(document: Document, leading: str | None) -> list[PlaceMention]:
    """A mention for every side of the ``leading`` country that is told by itself: "in the north", "took the south"."""
    if leading is None:
        return []
    found = []
    for token in nouns(document, words().compass):
        start = _side_from(token)
        if start is not None:
            said = "".join(t.lower_ for t in document.doc[start + 1 : token.i + 1] if t.lower_ in words().compass)
            span = document.span_of(document.doc[start : token.i + 1])
            name = f"{said}ern {countries().names[leading]}"
            found.append(
                PlaceMention(
                    span, span, name, Precision.AREA, country=leading, role="event", rule=SIDE, kind=Kind.COUNTRY
                )
            )
    return found


def _side_from(token: Token) -> int | None:
    """The token of the article where a side is told by itself; not in "to the north of X" or "north-west of X"."""
    doc, start = token.doc, token.i
    while start and (
        doc[start - 1].text == "-" or doc[start - 1].lower_ in words().compass or doc[start - 1].lower_ == "far"
    ):
        start -= 1
    before, after = start - 1, doc[token.i + 1 : token.i + 2]
    if before < 1 or doc[before].lower_ != "the" or doc[before - 1].lower_ in words().ways_to | words().home_words:
        return None
    if any(t.text == "-" or t.lower_ in ("of", "and", "or", "by") or t.pos_ in ("NOUN", "PROPN", "ADJ") for t in after):
        return None
    return before if token.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass") and not token.text[0].isupper() else None
