"""Events told as known ("the blast", "such an attack", "claimed responsibility") are where they were told to be."""

from __future__ import annotations

from collections.abc import Mapping

from fogline.core.claim import HURTING, PHYSICAL, ClaimType
from fogline.read.document import Document
from fogline.read.places.landscape import Happening
from fogline.read.places.mention import PlaceMention
from fogline.read.places.words import nouns, words
from fogline.read.tokens import Token

REACH = 8  # sentences back
_BLOWS = HURTING - {ClaimType.TOLL, ClaimType.CLASH}
FIGHTS = frozenset({ClaimType.CLASH, ClaimType.CAPTURE, ClaimType.ATTACK})
_TOLD_OF = HURTING | FIGHTS

Told = Mapping[Happening, tuple[PlaceMention, ...]]


def echoed(document: Document, told: Told) -> dict[Happening, tuple[PlaceMention, ...]]:
    """The places of the events that are ``told`` without any and point back to one told before."""
    found: dict[Happening, tuple[PlaceMention, ...]] = {}
    before: list[Happening] = []
    for event in sorted(told, key=lambda e: (e.head, e.clause)):
        places = told[event]
        if not places and event.kind in PHYSICAL and (noun := _pointing(document, event)) is not None:
            fits = FIGHTS if noun.lemma_.lower() in words().fights else HURTING
            places = _of_antecedent(document, event, [e for e in before if e.kind in fits], {**told, **found})
            if places:
                found[event] = places
        if places and event.kind in _TOLD_OF:
            before.append(event)
    return found


def _of_antecedent(
    document: Document, event: Happening, before: list[Happening], told: Told
) -> tuple[PlaceMention, ...]:
    """The places of the last such event before: of the same kind, where a blow points back to blows."""
    here = document.sentence_of(event.head).index
    near = [e for e in before if e.head < event.head and here - document.sentence_of(e.head).index <= REACH]
    same = [e for e in near if e.kind is event.kind or event.kind not in _BLOWS]
    return told[(same or near)[-1]] if near else ()


def _pointing(document: Document, event: Happening) -> Token | None:
    """The noun in the event's clause that points back: "the attack", "such a raid", a claimed responsibility."""
    found = (*pointers(document), *(t for t in nouns(document, words().responsibility) if _claimed(t)))
    return next((t for t in found if event.clause.start <= t.idx < event.clause.end), None)


def pointers(document: Document) -> tuple[Token, ...]:
    """The nouns of a document that tell of an event as known."""
    return tuple([t for t in nouns(document, words().incidents) if _known(t)])


def _known(token: Token) -> bool:
    """As in "the blast", "such a raid"; not "such raids", nor "the raid that began the war"."""
    w = words()
    if token.pos_ != "NOUN":
        return False
    pointing = w.pointing if token.tag_ == "NN" else w.definite
    return any(c.lower_ in pointing for c in token.lefts) and all(c.dep_ not in ("relcl", "acl") for c in token.rights)


def _claimed(token: Token) -> bool:
    """As in "the group claimed responsibility"."""
    return token.lower_ in words().responsibility and token.head.lemma_.lower() in words().claiming
