"""Through what it was said: a statement, a post, a call, an outlet."""

from __future__ import annotations

from collections.abc import Iterator

from fogline.read.attribution.frames import kids
from fogline.read.attribution.lexicon import lexicon
from fogline.read.tokens import Token


def medium(noun: Token) -> str | None:
    """The channel a noun phrase names by its last two or three words, or ``None``."""
    known = lexicon().channels
    words = [noun.lower_, noun.lemma_.lower()]
    before = [noun.nbor(-k).lower_ for k in range(1, 3) if noun.i - k >= 0]
    for word in words:
        for depth in range(len(before), -1, -1):
            name = known.get((*reversed(before[:depth]), word))
            if name:
                return name
    return None


def _objects(cue: Token) -> Iterator[Token]:
    """Nouns governed by the channel prepositions around a cue, nearest structure first."""
    if cue.lemma_ in lexicon().small["tell"]:
        yield from kids(cue, "dobj", "dative")
    for prep in kids(cue, "prep", "advmod", "agent"):
        if prep.lower_ in lexicon().channel_prepositions:
            for noun in kids(prep, "pobj"):
                yield from (o for p in kids(noun, "prep") if p.lower_ in lexicon().small["on"] for o in kids(p, "pobj"))
                yield noun
    for side in kids(cue, "advcl", "dobj"):
        for prep in kids(side, "prep"):
            if prep.lower_ in lexicon().channel_prepositions:
                yield from kids(prep, "pobj")


def channel(cue: Token, said_by: Token | None) -> str | None:
    """The named medium of a saying: beside its verb ("said in a statement") or as its subject ("the statement
    said").
    """
    for noun in _objects(cue):
        found = medium(noun)
        if found:
            return found
    if said_by is not None and said_by.lemma_.lower() in lexicon().vehicles:
        return medium(said_by)
    return None


def outlet_told(addressee: Token | None) -> Token | None:
    """The outlet in "told AFP" or "told AFP's correspondent", ``None`` for any other audience."""
    if addressee is None:
        return None
    known = lexicon()
    if addressee.lower_ in known.staff or addressee.lemma_.lower() in known.staff:
        named = [c for c in kids(addressee, "poss", "compound", "nmod") if c.pos_ == "PROPN"]
        return named[-1] if named else None
    if addressee.pos_ == "PROPN" and addressee.lower_ not in known.audiences:
        return addressee
    return None
