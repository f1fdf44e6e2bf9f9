"""Where something was said, and whose word it is: no scene of what is told."""

from __future__ import annotations

from fogline.read.places.words import words
from fogline.read.tokens import Token


def told_there(head: Token) -> bool:
    """As in "told reporters in X", "said at a news conference in X": where it was said."""
    if head.dep_ != "pobj" or head.head.lower_ not in ("in", "at"):
        return False
    over = head.head.head
    if over.pos_ == "VERB":
        over = next((t for t in over.rights if t.dep_ in ("dobj", "dative") and t.i < head.i), over)
    before = over.nbor(-1).lower_ if over.i else ""
    heard = over.lower_ in words().hearers or f"{before} {over.lower_}" in words().hearers
    told = over.head.head if over.dep_ == "pobj" else over.head
    return heard and told.lemma_.lower() in words().telling


def word_came(verb: Token) -> bool:
    """As in "Expressions of concern have come from X": whose word it is."""
    sent = (t for c in verb.lefts if c.dep_ == "nsubj" for t in c.subtree)
    return verb.lemma_ in words().word_comes and any(t.lower_ in words().sent_words for t in sent)
