"""What tenses tell about who says what."""

from __future__ import annotations

from fogline.read.tokens import Token

_VERBAL = ("VERB", "AUX")


def falls_back(verb: Token) -> bool:
    """As "denied" in "said they had fled, but denied a rout": the past again beside what lay before it.

    By the parse it goes on with the inner verb ("had fled and denied"); by its tense, with the one over that.
    """
    inner = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or inner.pos_ not in _VERBAL:
        return False
    own = any(c.dep_ in ("aux", "nsubj", "nsubjpass") for c in verb.children)
    return not own and any(c.dep_ == "aux" and c.lemma_ == "have" and c.tag_ == "VBD" for c in inner.children)


def is_to(verb: Token) -> bool:
    """As in "The council is to meet on Friday"."""
    over = verb.head
    if verb.dep_ != "xcomp" or over.lemma_ != "be" or over.tag_ not in ("VBZ", "VBP") or over.i >= verb.i:
        return False
    return not any(c.dep_ in ("attr", "acomp") for c in over.rights) and any(
        c.dep_ == "aux" and c.tag_ == "TO" for c in verb.lefts
    )


def foreseen(deed: Token, future: frozenset[str], seeing: frozenset[str]) -> bool:
    """As in "the deal would see rebels leave and the army return"; ``future`` are auxiliaries of what is to come."""
    while deed.dep_ == "conj" and deed.head.pos_ == "VERB":
        deed = deed.head
    bare = deed.tag_ in ("VBN", "VB", "VBP") and not any(c.dep_ in ("aux", "auxpass") for c in deed.children)
    if deed.dep_ != "ccomp" or not bare:
        return False
    helpers = [c for c in deed.head.children if c.dep_ == "aux"]
    seen = deed.head.lemma_ in seeing
    if seen and any(c.tag_ == "TO" for c in helpers):
        return True
    return (seen or deed.tag_ == "VBN") and any(c.lower_ in future for c in helpers)
