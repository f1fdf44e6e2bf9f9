"""What somebody knows nothing of: "was unaware of any clashes", "is not aware of a raid"."""

from __future__ import annotations

from fogline.read.tokens import Token
from fogline.vocab import load


def unaware(deed: Token) -> bool:
    """Whether the noun stands under such words, so that its speaker tells of none."""
    if deed.dep_ != "pobj" or deed.head.head.dep_ != "acomp":
        return False
    knowing, words = deed.head.head, load("en/moods.yaml")
    refused = knowing.lemma_ in words["knowing"] and any(c.dep_ == "neg" for c in knowing.head.children)
    return refused or knowing.lemma_ in words["unknowing"]


def unable(head: Token) -> bool:
    """As in "were unable to reach the wounded"."""
    over = head.head if head.dep_ == "xcomp" else head
    return over.pos_ == "ADJ" and over.lemma_ in load("en/moods.yaml")["unable"]
