"""Whose word it is against a charge: "which it denies", "The police suspect the Front; it denied"."""

from __future__ import annotations

from itertools import takewhile

from fogline.read.tokens import Token
from fogline.vocab import load

_NEAR = 30  # tokens from the charge to the pronoun


def charged(pronoun: Token) -> Token | None:
    """Who it is in "Oslo accuses Bergen of sending arms, which it denies": the accused."""
    verb, moods = pronoun.head, load("en/moods.yaml")
    denied = verb.lemma_ in (*moods["denying"], *moods["disbelieving"])
    if pronoun.dep_ != "nsubj" or not denied:
        return None
    if verb.dep_ != "relcl":
        return _just_charged(pronoun) if pronoun.lower_ == "it" else None
    accusing = load("en/roles.yaml")["certain"]["accusing"]
    charge = next((t for t in verb.ancestors if t.lemma_ in accusing), None)
    return None if charge is None else next((c for c in charge.rights if c.dep_ == "dobj"), None)


def _just_charged(pronoun: Token) -> Token | None:
    """The Front in "The police suspect the Front; it denied it", "The Front was blamed. It denied it"."""
    words = load("en/roles.yaml")
    accusing = (*words["certain"]["accusing"], *words["suspecting"])
    before = pronoun.doc[max(0, pronoun.i - _NEAR) : pronoun.i]
    since = takewhile(lambda t: t.lower_ != "it" or t.dep_ != "nsubj", reversed(before))
    charge = next((t for t in since if t.lemma_ in accusing and t.pos_ == "VERB"), None)
    if charge is None:
        return None
    whom = next((c for c in charge.children if c.dep_ in ("dobj", "nsubjpass") and c.i < pronoun.i), None)
    return whom if whom is not None and whom.pos_ == "PROPN" else None
