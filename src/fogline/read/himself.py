"""Who "it" is where a speaker tells what it did."""

from __future__ import annotations

from fogline.read.tokens import Token
from fogline.vocab import load


def of_himself(token: Token) -> Token:
    """The speaker, in "Oslo said it struck the base"; any other token is itself."""
    told = token.dep_ == "nsubj" and token.head.dep_ == "ccomp"
    if not told or token.lower_ not in load("en/roles.yaml")["certain"]["speaker_as"]:
        return token
    return next((c for c in token.head.head.lefts if c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN")), token)
