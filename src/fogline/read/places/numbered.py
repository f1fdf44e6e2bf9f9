"""Ways and sites that have a number for a name: "Highway 47", "the M5", "Position 27", "Hill 1003"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fogline.core.claim import Precision
from fogline.read.document import Document
from fogline.read.places.mention import PlaceMention
from fogline.read.places.words import words
from fogline.read.tokens import Token
from fogline.vocab.actors import fold as fold_name
from fogline.vocab.actors import registry

RULE = "site/numbered"
_NUMBER = re.compile(r"(?:[A-Z]{1,2}-?)?\d{1,4}[A-Z]?")
_OWN = ("amod", "compound", "det", "poss")  # before a noun, and its own: "the base"
_ROAD = re.compile(r"[AEMN]-?\d{1,3}")


def numbered(document: Document, mentions: Sequence[PlaceMention], leading: str | None) -> list[PlaceMention]:
    """A mention for each of them that no other one of the ``mentions`` covers; ``leading`` is the report's country."""
    found = []
    for token in document.doc:
        if not token.text[-1:].isdigit():
            continue
        start = _start(token)
        if start is None:
            continue
        span = document.span_of(document.doc[start : _end(token)])
        if any(m.span.meets(span) and m.role == "event" and m.kind is not None for m in mentions):
            continue
        way = any(t.lower_ in words().ways for t in document.doc[start : _end(token)]) or start == token.i
        name = document.quote(span)
        precision = Precision.AREA if way else Precision.EXACT
        found.append(PlaceMention(span, span, name, precision, country=leading, role="event", rule=RULE))
    return found


def _start(token: Token) -> int | None:
    """Where the name begins: at the word before the number, or at the letter of a road behind an article."""
    doc, at = token.doc, token.i
    if not at or token.is_sent_start:
        return None
    before = doc[at - 1]
    if _NUMBER.fullmatch(token.text) and before.lower_ in words().numbered and _name(token, before):
        return at - 1
    road = _ROAD.fullmatch(token.text) and fold_name(token.text) not in registry().by_name
    return at if road and before.lower_ == "the" and _gone_on(token) else None


def _name(token: Token, before: Token) -> bool:
    """As in "Hill 45", "base 17"; not in "the base 17 days later", "camp 4 km away"."""
    if before.text[0].isupper():
        return True
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    alone = after is token or after.pos_ in ("PUNCT", "ADP", "CCONJ", "SCONJ", "VERB", "AUX")
    return alone and before.tag_ in ("NN", "NNP") and all(c.dep_ not in _OWN for c in before.lefts)


def _gone_on(token: Token) -> bool:
    """As in "the M5 highway", "on the M5", "cut the M5"; not in "the M23 rebels", "the M16 jammed"."""
    after, w = token.nbor(1) if token.i + 1 < len(token.doc) else token, words()
    if after.lower_ in w.ways:
        return True
    if "-" in token.text or (after is not token and after.pos_ in ("NOUN", "PROPN")):
        return False
    over = token.head
    if token.dep_ == "pobj":
        return over.lower_ in w.at_words
    return token.dep_ in ("dobj", "nsubjpass") and over.lemma_.lower() in w.at_verbs


def _end(token: Token) -> int:
    after = token.doc[token.i + 1 : token.i + 2]
    return token.i + 1 + any(t.lower_ in words().ways for t in after)
