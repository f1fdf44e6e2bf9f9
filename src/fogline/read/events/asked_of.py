"""Of whom something is demanded, where the grammar shows it: "asked both sides for calm", "wants Oslo to send aid"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from fogline.read.tokens import Token
from fogline.vocab import load


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("en/roles.yaml")["asked_of"][key])


def asked_of(verb: Token) -> frozenset[int]:
    """Those asked (tokens) by a verb of asking, and those who "should" do something."""
    found = next((t for t in _asked(verb) if t.tag_ not in ("WDT", "WP", "EX")), None)
    return frozenset({found.i, *(t.i for t in found.conjuncts)}) if found is not None else frozenset()


def _asked(verb: Token) -> Iterator[Token]:
    if verb.lemma_ in _words("verbs") and _to_do(verb):
        yield from (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass"))
    if verb.lemma_ in _words("through"):
        before = (c for c in verb.rights if c.lower_ in _words("before"))
        yield from (o for p in before for o in p.rights if o.dep_ == "pobj")
    if verb.lemma_ in _words("that"):
        yield from (s for c in verb.rights if c.dep_ == "ccomp" and _bidden(c) for s in c.lefts if s.dep_ == "nsubj")
    if any(c.dep_ == "aux" and c.lower_ in _words("ought") for c in verb.lefts):
        yield from (s for s in verb.lefts if s.dep_ == "nsubj" and s.pos_ in ("NOUN", "PROPN"))


def _to_do(verb: Token) -> bool:
    """With what is asked: "to leave", and with some "for calm"."""
    what = _words("what") if verb.lemma_ in _words("for_it") else frozenset()
    return any(c.dep_ in ("xcomp", "ccomp") or c.lower_ in what for c in verb.rights)


def _bidden(clause: Token) -> bool:
    """As in "that Oslo send aid", "Oslo to send aid": what is wanted, and no fact."""
    one = any(c.dep_ == "nsubj" and c.tag_ in ("NN", "NNP") for c in clause.lefts)
    bare = clause.tag_ == "VB" or (clause.tag_ == "VBP" and one)
    return bare and not any(c.dep_ == "aux" and c.tag_ != "TO" for c in clause.lefts)
