"""Flags as words."""

from __future__ import annotations

from fogline.read.actors.mention import Found
from fogline.read.tokens import Token
from fogline.vocab.actors import registry

_A, _Z = 0x1F1E6, 0x1F1FF  # Unicode's regional indicator letters


def flag(token: Token) -> Found | None:
    """A flag: two regional indicator letters are a country's code, for its government."""
    if ord(token.text[0]) < _A:
        return None
    text = token.text if len(token.text) > 1 else token.doc.between(token.i, token.i + 2)
    code = "".join(chr(ord(c) - _A + ord("A")) for c in text if _A <= ord(c) <= _Z)
    state = registry().states.get(code)
    return Found((state.government,), "state", "flag", None, True) if state else None
