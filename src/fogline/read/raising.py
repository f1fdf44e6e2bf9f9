"""A toll brought to a new number by what the sentence tells: "nine bodies were found, raising the toll to 90"."""

from __future__ import annotations

from functools import cache

from fogline.read.tokens import Token
from fogline.vocab import load


def raises(verb: Token) -> bool:
    """Whether a verb brings a toll to a new number, beside what brought it there."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.lemma_ not in _words("raising"):
        return False
    return any(c.dep_ == "dobj" and not _words("raised").isdisjoint((c.lemma_, c.lower_)) for c in verb.rights)


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("en/event_links.yaml")[key])
