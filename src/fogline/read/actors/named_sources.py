"""Names that stand beside a source without one: of whoever introduces himself, of a master, of a body's initials."""

from __future__ import annotations

import re

from fogline.read.actors.resolve import Resolver
from fogline.read.tokens import Token

_REACH = 14  # tokens from "who" to the name it gives
_INITIALS = re.compile(r"[A-Z]{2,6}")


def self_named(r: Resolver, token: Token) -> str | None:
    """Sokoli in "a commander who goes by the name of Sokoli", Hawa in "who gave only her first name, Hawa"."""
    known = r.lex.sets
    several = (o for p in token.rights if p.lower_ in known["of"] for o in p.rights) if token.tag_ == "CD" else ()
    beside = (c for t in (token, *several) for c in t.rights)  # "one of the commanders, who goes by"
    clause = next((c for c in beside if c.dep_ == "relcl" and c.lemma_ in known["naming_oneself"]), None)
    if clause is None or token.pos_ == "PROPN" or not any(c.lower_ == "who" for c in clause.lefts):
        return None
    inside = [t for t in r.doc[clause.i + 1 : min(clause.i + _REACH, clause.right_edge.i + 1)] if not t.is_space]
    leads = (t for t in inside if t.lower_ in known["before_own_name"])
    for lead in leads:
        i = lead.i + 1
        while i <= clause.right_edge.i and (r.doc[i].is_punct or r.doc[i].lower_ in known["of"]):
            i += 1
        first = i
        while i < len(r.doc) and r.doc[i].pos_ == "PROPN" and r.doc[i].text[:1].isupper():
            i += 1
        if i > first:
            return r.doc.between(first, i)
    return None


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
