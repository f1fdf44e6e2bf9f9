"""The phrase around a place name, as an analyst would quote it, and how precise it makes the place."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from fogline.core.claim import Precision
from fogline.core.place import Kind
from fogline.core.quick import quick
from fogline.read.places.find import Hit
from fogline.read.places.words import words
from fogline.read.tokens import Doc, Token

_PLURAL = ("NNS", "NNPS")


@quick
@dataclass(frozen=True, slots=True)
class Phrase:
    """Token range of the phrase, the kind word that the name carries, and what the phrase adds.

    ``kind`` is what the text says the named thing is ("Idlib province"); ``part`` what of it is meant ("the
    countryside of Aleppo", "a market in Idlib"); ``direction`` and ``near`` say "western X" and "near X".
    """

    start: int
    end: int
    kind: Precision | None = None
    part: Precision | None = None
    direction: bool = False
    near: bool = False


def phrase_of(doc: Doc, hit: Hit, taken: Container[int]) -> Phrase:
    """Grow a hit over its kind words, directions and the place nouns it depends on."""
    start, end, kind, part, direction = hit.start, hit.end, None, None, False
    end, kind, part, direction = _right(doc, hit.end)
    if end == hit.end and _division(doc, hit):
        end, kind = end + 1, Precision.ADMIN1
    start, left_direction = _left_directions(doc, hit.start)
    direction = direction or left_direction
    grown = not _possesses(doc, hit, end)
    while grown:
        grown = False
        step = _of_kind(doc, start, taken)
        if step:
            start, said = step
            if (
                kind is None
                and part is None
                and not direction
                and said in (Precision.PLACE, Precision.ADMIN1, Precision.PART, Precision.COUNTRY)
            ):
                kind = said
            else:
                part = part or said
            start, more = _left_directions(doc, start)
            direction = direction or more
            grown = True
    start = _determiner(doc, start)
    near = (
        start > 0
        and doc[start - 1].lower_ in words().near
        and doc[start - 1].lower_ not in ("from", "towards", "toward")
    )
    return Phrase(start, end, kind, part, direction, near)


def shared(doc: Doc, pairs: Sequence[tuple[Hit, Phrase]]) -> list[Phrase]:
    """The phrases of the hits in text order; names in one list share a kind word that says more than one of them
    ("the provinces of X and Y", "X, Y and Z districts", "the countryside of X and Y").
    """
    phrases = [phrase for _, phrase in pairs]
    for n in range(1, len(pairs)):
        hit, before = pairs[n][0], pairs[n - 1][0]
        if _bare(phrases[n]) and _listed(doc, before.end, hit.start) and _said_of_more(doc, before, phrases[n - 1]):
            phrases[n] = replace(phrases[n], kind=phrases[n - 1].kind, part=phrases[n - 1].part)
    for n in range(len(pairs) - 2, -1, -1):
        hit, after = pairs[n][0], pairs[n + 1][0]
        plural = phrases[n + 1].end > after.end and doc[phrases[n + 1].end - 1].tag_ in _PLURAL
        inherited = n + 2 < len(pairs) and phrases[n + 1].end == after.end and _gains(phrases[n + 1], pairs[n + 1][1])
        if _bare(phrases[n]) and _listed(doc, hit.end, after.start) and (plural or inherited):
            phrases[n] = replace(phrases[n], kind=phrases[n + 1].kind, part=phrases[n + 1].part)
    return phrases


def _gains(now: Phrase, first: Phrase) -> bool:
    return _bare(first) and not _bare(now)


def _bare(phrase: Phrase) -> bool:
    return phrase.kind is None and phrase.part is None and not phrase.direction


def _listed(doc: Doc, end: int, start: int) -> bool:
    """Nothing but a comma or an "and" stands between two names; run-on text has lost the comma."""
    between = doc[end:start]
    return len(between) <= 2 and all(t.text == "," or t.dep_ == "cc" for t in between) and not doc[start].is_sent_start


def _said_of_more(doc: Doc, hit: Hit, phrase: Phrase) -> bool:
    """The kind word before the name is a plural, or says a stretch of land."""
    if _bare(phrase) or phrase.direction or phrase.end > hit.end:
        return False
    nouns = [t for t in doc[phrase.start : hit.start] if t.lower_ in words().kinds]
    return bool(nouns) and (nouns[-1].tag_ in _PLURAL or Precision.AREA in (phrase.kind, phrase.part))


def _possesses(doc: Doc, hit: Hit, end: int) -> bool:
    """As in "a checkpoint in Syria's northern city of X": what stands before belongs to the thing possessed."""
    return end == hit.end and (hit.how == "possessive" or (end < len(doc) and doc[end].lower_ == "'s"))


def _right(doc: Doc, end: int) -> tuple[int, Precision | None, Precision | None, bool]:
    """Kind words after the name: "Idlib province", "Aleppo's northern countryside", "Aleppo northern countryside"."""
    w, at, direction = words(), end, False
    if at < len(doc) and doc[at].lower_ in ("'s", "s", "'"):
        at += 1
    while at < len(doc) and (doc[at].lower_ in w.directions or doc[at].text == "-") and not doc[at].is_sent_start:
        direction = direction or doc[at].lower_ in w.directions
        at += 1
    found = _kind_at(doc, at)
    if not found:
        return end, None, None, False
    at, said = found
    if direction or (said in (Precision.PART, Precision.EXACT) and at - end > 1):
        return at, None, said, direction
    if said is Precision.AREA and doc[at - 1].lower_ in _OUTSIDE:
        return at, None, said, direction
    return at, said, None, direction


def _division(doc: Doc, hit: Hit) -> bool:
    """As in "Katsina state", and not in "Iraq state media"."""
    if hit.end >= len(doc) or doc[hit.end].text not in words().divisions or doc[hit.end].dep_ in ("compound", "amod"):
        return False
    return any(p.kind is Kind.ADMIN1 for p in hit.options)


_OUTSIDE = frozenset(
    {"countryside", "outskirts", "suburbs", "front", "frontline", "border", "vicinity", "surroundings", "coast", "axis"}
)


def _kind_at(doc: Doc, at: int) -> tuple[int, Precision] | None:
    """The kind word (of one to three tokens) at ``at``."""
    kinds = words().kinds
    for length in (3, 2, 1):
        end = at + length
        if end <= len(doc) and not any(t.is_sent_start for t in doc[at:end]):
            said = kinds.get(" ".join(t.lower_ for t in doc[at:end]))
            if said and not (length == 1 and doc[at].pos_ in ("VERB", "AUX", "ADP")):
                return end, said
    return None


def _left_directions(doc: Doc, start: int) -> tuple[int, bool]:
    w, at = words(), start
    while at > 0 and not doc[at].is_sent_start and doc[at - 1].lower_ in w.directions:
        at -= 1
    return at, at < start


def _of_kind(doc: Doc, start: int, taken: Container[int]) -> tuple[int, Precision] | None:
    """As in "the town of X", "the rebel-held city X", "quarters in X": the start of the noun, and its precision."""
    kinds, at = words().kinds, start
    if at > 0 and doc[at].is_sent_start:
        return None
    if at > 1 and doc[at - 1].lower_ == "the":
        at -= 1
    if at > 1 and doc[at - 1].lower_ in ("of", "in", "'s"):
        noun = doc[at - 2]
        if noun.i in taken:
            return None
        if noun.lower_ in words().directions and noun.pos_ != "ADJ" and doc[at - 1].lower_ == "of":
            return at - 2, Precision.AREA
        said = kinds.get(noun.lower_)
        if said is Precision.PLACE and noun.lower_ in words().plural_places:
            return None
        if said is Precision.EXACT and doc[at - 1].lower_ == "in" and _sundry(noun):
            return None
        whose = noun.i - (3 if " ".join(t.lower_ for t in doc[at - 4 : at - 1]) in kinds else 1)
        owned = said in (Precision.AREA, Precision.ADMIN1, Precision.PART) or doc[at - 1].lower_ == "in"
        if owned and whose in taken:
            return None  # "the Y region of X", "the Y quarter in X": Y's
        if said and (doc[at - 1].lower_ == "of" or said in (Precision.PART, Precision.AREA, Precision.EXACT)):
            return _adjectives(doc, at - 2), said
        return None
    if (
        at > 0
        and start == at
        and kinds.get(doc[at - 1].lower_) in (Precision.PLACE, Precision.ADMIN1)
        and doc[at - 1].pos_ in ("NOUN", "PROPN")
    ):
        return _adjectives(doc, at - 1), kinds[doc[at - 1].lower_]
    return None


def _sundry(noun: Token) -> bool:
    """As in "taken to hospitals in X", "homes in X": some of many are no site of their own."""
    return noun.tag_ in _PLURAL and not any(t.dep_ in ("det", "poss", "nummod") for t in noun.lefts)


def _adjectives(doc: Doc, at: int) -> int:
    while (
        at > 0
        and not doc[at].is_sent_start
        and (doc[at - 1].pos_ in ("ADJ", "NUM") or doc[at - 1].dep_ in ("amod", "compound"))
    ):
        if doc[at - 1].is_punct or doc[at - 1].ent_type_ or (at > 1 and doc[at - 2].text == "-"):
            break
        at -= 1
    return at


def _determiner(doc: Doc, start: int) -> int:
    before = start > 0 and not doc[start].is_sent_start
    opened = before and doc[start - 1].lower_ in ("the", "a", "an", "this", "that")
    return start - 1 if opened and doc[start - 1].dep_ != "mark" else start  # "said that Gao fell"


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The token of the range that the rest of the sentence depends on through."""
    for token in doc[start:end]:
        if not start <= token.head.i < end or token.head.i == token.i:
            return token
    return doc[end - 1]
