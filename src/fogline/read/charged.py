"""Whose word it is against a charge: "which it denies"."""

from __future__ import annotations

from fogline.read.tokens import Token
from fogline.vocab import load


def charged(pronoun: Token) -> Token | None:
    """Who it is in "Oslo accuses Bergen of sending arms, which it denies": the accused."""
    verb, moods = pronoun.head, load("en/moods.yaml")
    denied = verb.lemma_ in (*moods["denying"], *moods["disbelieving"])
    if pronoun.dep_ != "nsubj" or verb.dep_ != "relcl" or not denied:
        return None
    accusing = load("en/roles.yaml")["certain"]["accusing"]
    charge = next((t for t in verb.ancestors if t.lemma_ in accusing), None)
    return None if charge is None else next((c for c in charge.rights if c.dep_ == "dobj"), None)
