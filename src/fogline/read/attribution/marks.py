"""Frames of punctuation alone: "The governor: two hurt", "Four soldiers died near Gao - Daily Wire"."""

from __future__ import annotations

from collections.abc import Iterator

from fogline.core.claim import Stance
from fogline.read.attribution import speakers
from fogline.read.attribution.frames import Frame, finite
from fogline.read.attribution.lexicon import lexicon
from fogline.read.attribution.model import Kind
from fogline.read.document import Document, Sentence
from fogline.read.tokens import Token

COLON, CREDIT, CLOSING = "colon", "credit", "closing"
_LEAD, _TAIL = 8, 6
_NAMING = ("PROPN", "NOUN", "ADJ", "DET", "ADP", "PART")
_LONGEST = 10  # tokens of a speaker named after a comma


def mark_frames(document: Document, sentence: Sentence) -> Iterator[Frame]:
    """At most one speaker before a colon, one credit and one closing cue at the end; whether they name anybody is for
    the actors.
    """
    yield from _before_colon(document, sentence)
    yield from _credit(document, sentence)
    yield from _misread(document, sentence)


def _before_colon(document: Document, sentence: Sentence) -> Iterator[Frame]:
    doc = document.doc
    stop = min(sentence.end - 2, sentence.start + _LEAD)
    colon = next((i for i in range(sentence.start + 1, stop) if doc[i].text == ":"), None)
    if colon is None or any(t.pos_ in ("VERB", "AUX") for t in doc[sentence.start : colon]):
        return
    if not any(finite(t) or t.tag_ == "VBN" for t in doc[colon + 1 : sentence.end]):
        return
    via = (i for i in range(sentence.start + 1, colon) if doc[i].lower_ in lexicon().channel_prepositions)
    last = doc[next(via, colon) - 1]
    if last.pos_ in ("NOUN", "PROPN") and speakers.speaks(last):
        yield Frame(doc[colon], COLON, Kind.SAY, Stance.ASSERTED, last, ((colon + 1, sentence.end),), COLON)


def _credit(document: Document, sentence: Sentence) -> Iterator[Frame]:
    doc, end = document.doc, sentence.end
    while end - 1 > sentence.start and doc[end - 1].text in (".", ")"):
        end -= 1
    opening = next((i for i in range(end - 1, max(sentence.start + 3, end - _TAIL), -1) if _opens(doc[i])), None)
    if opening is None or opening + 1 >= end or (doc[opening].text == "(" and end == sentence.end):
        return
    if doc[end - 1].pos_ == "PROPN" and all(t.pos_ in ("PROPN", "ADJ", "NOUN", "DET") for t in doc[opening + 1 : end]):
        yield Frame(doc[opening], CREDIT, Kind.SAY, Stance.ASSERTED, doc[end - 1], ((sentence.start, opening),), CREDIT)


def _misread(document: Document, sentence: Sentence) -> Iterator[Frame]:
    """As in "Two died, the Rights Network reports": a closing verb that the parser took for the plural of a noun."""
    doc, last = document.doc, sentence.end - 1
    while last > sentence.start and doc[last].is_punct:
        last -= 1
    cue, source = doc[last], doc[max(sentence.start, last - 1)]
    lemma = cue.lemma_.lower()
    if cue.tag_ != "NNS" or lemma not in lexicon().plain_said or source.pos_ not in ("PROPN", "NOUN"):
        return
    comma = next((i for i in range(last - 1, max(sentence.start, last - _LONGEST), -1) if doc[i].text == ","), None)
    if comma is None or not all(t.pos_ in _NAMING for t in doc[comma + 1 : last]) or not speakers.speaks(source):
        return
    if any(finite(t) or t.tag_ == "VBN" for t in doc[sentence.start : comma]):
        verb = lexicon().verb(lemma)[0]
        yield Frame(cue, verb.group, verb.kind, verb.stance, source, ((sentence.start, comma),), CLOSING)


def _opens(token: Token) -> bool:
    """A dash with room on both sides, or a bracket."""
    return token.text == "(" or (token.text in ("-", "--") and bool(token.nbor(-1).whitespace_))
