"""What somebody says they are called: "a resident who gave his name as X", "a trader who asked to be called X"."""

from __future__ import annotations

from fogline.read.actors.lexicon import lexicon
from fogline.read.actors.phrase import capital
from fogline.read.tokens import Token

_FAR = 12  # tokens from "who" to the name
_CLAUSES = ("relcl", "acl")


def given_name(token: Token) -> tuple[int, int] | None:
    """The tokens of the name that the person at ``token`` goes by, by a clause behind the noun; ``None`` without."""
    lex = lexicon()
    if token.tag_ not in ("NN", "NNP", "CD") or not (token.n_rights or token.tag_ == "CD"):
        return None
    if token.lemma_.lower() not in lex.human and token.lower_ not in lex.sets["someone"]:
        return None
    within = (o for p in token.rights if p.dep_ == "prep" and p.lower_ in lex.sets["of"] for o in p.rights)
    clauses = (c for t in (token, *within) for c in t.rights if c.dep_ in _CLAUSES)
    return next((name for c in clauses if (name := _named_in(c)) is not None), None)


def _named_in(clause: Token) -> tuple[int, int] | None:
    """The name behind "name", "call" or "identify" in a clause that is about him- or herself."""
    sets, doc = lexicon().sets, clause.doc
    end = min(clause.right_edge.i + 1, clause.i + _FAR)
    naming = next((doc[i] for i in range(clause.i, end) if doc[i].lemma_ in sets["naming"]), None)
    if naming is None or not _of_oneself(naming):
        return None
    start = naming.i + 1
    while start < end and doc[start].lower_ in sets["before_names"]:
        start += 1
    stop = start
    while stop < len(doc) and capital(doc[stop]) and doc[stop].pos_ == "PROPN" and not doc[stop].is_sent_start:
        stop += 1
    return (start, stop) if start <= end and stop > start else None


def _of_oneself(naming: Token) -> bool:
    """As in "his name", "called himself", "to be named", but not "named Smith", "identified the body"."""
    sets = lexicon().sets
    if naming.pos_ == "NOUN":
        return any(c.tag_ == "PRP$" or c.lower_ in sets["definite"] for c in naming.lefts)
    passive = naming.tag_ == "VBN" and (naming.dep_ == "acl" or any(c.dep_ == "auxpass" for c in naming.lefts))
    return passive or any(c.dep_ == "dobj" and c.lower_ in sets["reflexive"] for c in naming.rights)
