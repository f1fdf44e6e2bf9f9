"""What there is not: what somebody knows nothing of ("was unaware of any clashes"), a deal that is not reached."""

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


def unreached(deal: Token) -> bool:
    """As in "the talks failed to produce a truce"."""
    verb, words = deal.head, load("en/moods.yaml")
    if deal.dep_ != "dobj" or verb.lemma_ not in words["yielding"]:
        return False
    failed = verb.dep_ == "xcomp" and verb.head.lemma_ in words["failing"]
    return failed or any(c.dep_ == "neg" for c in verb.children)


def neither(noun: Token) -> bool:
    """The damage of "no injuries or damage were reported"."""
    if noun.dep_ != "conj" or noun.pos_ != "NOUN":
        return False
    words, first = load("en/moods.yaml"), noun.head
    linked = any(c.dep_ == "cc" and c.lower_ in words["either"] for c in first.rights)
    return linked and any(c.dep_ == "det" and c.lower_ in words["negators"] for c in first.lefts)
