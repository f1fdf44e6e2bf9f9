"""What speaks to nobody, though the parse makes it the subject of a verb of saying; and who speaks in its place."""

from __future__ import annotations

from collections.abc import Iterator

from fogline.read.attribution.frames import kids
from fogline.read.attribution.lexicon import lexicon
from fogline.read.tokens import Token


def unable(noun: Token) -> bool:
    """A thing, an event: "a fence", "the withdrawal". Capitals name somebody."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() in lexicon().speaking:
        return False
    return noun.text.islower() and noun.lemma_.lower() in lexicon().silent


def manner(noun: Token) -> bool:
    """As in "confirmed by phone", "written by hand": a way of saying, and no speaker."""
    return noun.tag_ == "NN" and noun.lemma_.lower() in lexicon().manners and not any(True for _ in noun.children)


def instead(verb: Token, thing: Token) -> Token | None:
    """Who speaks where the parse has a ``thing`` as the speaker of ``verb``.

    In turn: who stands between the two after a comma ("six demands, among them an amnesty, an aide told"); whom the
    thing describes ("a nurse who crossed the fence said"); the subject of what it belongs to ("a commander reached on a
    bad line said").
    """
    return next((t for t in _candidates(verb, thing) if _able(t)), None)


def _candidates(verb: Token, thing: Token) -> Iterator[Token]:
    doc = verb.doc
    for noun in doc[thing.i + 1 : verb.i]:
        if noun.pos_ in ("NOUN", "PROPN") and noun.dep_ not in ("compound", "poss", "nmod", "pobj"):
            edge = noun.left_edge.i
            if thing.i < edge and doc[edge - 1].text == ",":
                yield noun
    for above in thing.ancestors:
        if above.i < thing.i and above.pos_ in ("NOUN", "PROPN"):
            yield above
        elif above.i < thing.i and above.pos_ == "VERB":
            yield from (s for s in kids(above, "nsubj") if s.i < above.i)


def _able(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in lexicon().speaking


def dead(noun: Token) -> bool:
    """As in "said that six civilians died, and called for calm": the dead call for nothing."""
    return noun.dep_ == "nsubj" and noun.head.lemma_.lower() in lexicon().small["dying"]
