"""What a verb does to those counted: "beaten to death", "taken from their homes", "let go"."""

from __future__ import annotations

from fogline.core.claim import Measure
from fogline.read.numbers.lexicon import CountingWords, among, look
from fogline.read.tokens import Token

_ENDING = ("prep", "advmod", "acomp", "oprd", "amod", "dobj")
_PARTICLE = ("prt", "advmod", "prep", "xcomp", "ccomp")


def done(verb: Token, words: CountingWords) -> Measure | None:
    """What a verb does to those counted; "beaten to death", "burned alive" and "embraced martyrdom" are killed,
    whatever the verb.
    """
    found = _ended(verb, words) or _phrasal(verb, words) or _gave_life(verb, words) or look(words.verbs, verb)
    if found is Measure.DISPLACED and among(verb, words.hauling):
        return Measure.CAPTURED  # "taken from their homes"
    if found is Measure.KILLED_OR_WOUNDED and _in_a_limb(verb, words):
        return Measure.WOUNDED
    if found is Measure.WOUNDED and any(c.lower_ in words.deadly for c in verb.children):
        return Measure.KILLED  # "fatally wounded"
    return None if found and any(_otherwise(verb, c, words) for c in verb.rights) else found


def _otherwise(verb: Token, after: Token, words: CountingWords) -> bool:
    """As in "carried out", "shot at"; who is "shot at close range" was hit."""
    other = (verb.lemma_, after.lower_) in words.other_sense
    return other and not any(c.lower_ in words.ranges for c in after.rights)


def _ended(verb: Token, words: CountingWords) -> Measure | None:
    ends = (c for c in verb.rights if c.dep_ in _ENDING or c.pos_ == "ADJ")
    found = (words.ends.get((c.lower_, b.lower_)) for c in ends for b in (c, *c.children))
    return next((end for end in found if end), None)


def _phrasal(verb: Token, words: CountingWords) -> Measure | None:
    particles = {c.lower_ for c in verb.rights if c.dep_ in _PARTICLE}
    return next((m for v, p, m in words.phrasal if verb.lemma_ == v and p in particles), None) if particles else None


def _gave_life(verb: Token, words: CountingWords) -> Measure | None:
    """As in "laid down their lives"."""
    own = (c for c in verb.rights if c.dep_ == "dobj" and any(w.tag_ == "PRP$" for w in c.lefts))
    return Measure.KILLED if any((verb.lemma_, c.lemma_.lower()) in words.own_loss for c in own) else None


def _in_a_limb(verb: Token, words: CountingWords) -> bool:
    """As in "was shot in the leg"."""
    where = (p for p in verb.rights if p.dep_ == "prep" and p.lower_ in words.into)
    return any(among(c, words.limbs) for p in where for c in p.rights if c.dep_ == "pobj")
