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
