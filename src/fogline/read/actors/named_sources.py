"""Names that stand beside a source without one: of whoever introduces himself, of a master, of a body's initials."""

from __future__ import annotations

import re

from fogline.read.actors.resolve import Resolver
from fogline.read.tokens import Token

_INITIALS = re.compile(r"[A-Z]{2,6}")


def master(r: Resolver, token: Token) -> str | None:
    """The statesman in "his adviser", "her spokesman": whose man it is, where the report names him."""
    whose = next((c for c in token.lefts if c.tag_ == "PRP$" and c.lower_ in r.lex.sets["his"]), None)
    if whose is None:
        return None
    who = r.pronouns.antecedent(whose)
    if who is None or who.kind != "person" or not who.names or not who.names[0][:1].isupper():
        return None
    return r.people.written.get(who.names[0], who.names[0])


def undotted(r: Resolver, words: str) -> str:
    """UN for "U.N.", and a body's name for its initials alone where the report tells both ("the Relief Front (RF)")."""
    words = words.replace("U.N.", "UN")
    return (_spelled_out(r, words) or words) if _INITIALS.fullmatch(words) else words


def _spelled_out(r: Resolver, initials: str) -> str | None:
    start = r.document.plain.find(f" ({initials})")
    if start < 0:
        return None
    words = r.document.plain[:start].split(" ")[-2 * len(initials) :]
    for first in range(len(words) - 1, -1, -1):
        run = re.split("[ -]", " ".join(words[first:]))
        letters = "".join(w[0] for w in run if w[:1].isupper())
        if letters == initials and words[first][:1].isupper():
            return " ".join(words[first:])
    return None
