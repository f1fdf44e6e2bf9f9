"""A blow told again: "the attack", "the strike destroyed a school"."""

from __future__ import annotations

from collections.abc import Container, Iterable

from fogline.core.claim import ClaimType, Mention
from fogline.read.events.scene import lemma
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_HELD = frozenset({ClaimType.CAPTURE, ClaimType.CONTROL})


def told_before(noun: Token) -> bool:
    """A definite word for a blow, whatever more is told of it: "the attack", "those strikes on the port"."""
    rules = load("en/event_links.yaml")
    if noun.pos_ != "NOUN" or lemma(noun) not in rules["generic"]:
        return False
    if any(t.dep_ == "relcl" and lemma(t) in rules["beginning_a_war"] for t in noun.subtree):
        return False  # "the attack that triggered the war" is none of those that the report tells of
    return any(c.dep_ == "det" and c.lower_ in rules["definite"] for c in noun.children)


def one_phrase(a: Token, b: Token, kinds: frozenset[ClaimType]) -> bool:
    """As in "is in rebel hands", "taken in for questioning", "came under rebel rule": a verb and what completes it."""
    one_kind = len(kinds) == 1
    for low, high in ((a, b), (b, a)):
        if one_kind and low.pos_ == "ADP" and low.head is high:
            return True
        under = low.dep_ == "pobj" and low.head.lower_ in load("en/event_links.yaml")["ruled"] and low.head.head is high
        if under and kinds == _HELD:
            return True
    return False


def points_at(doc: Doc, words: Iterable[int]) -> bool:
    """Whether an event is told of a blow told before: "in the attack", "the strike wounded nine more"."""
    nouns = (t for i in words for t in (doc[i], blow_of(doc[i])) if t is not None)
    return any(map(same_told, nouns))


def goes_on(doc: Doc, words: Iterable[int]) -> bool:
    """Whether an event is of those who dealt a blow told before: that blow, "one of the shells"."""
    every = [*words]
    return points_at(doc, every) or any(_next(t) for i in every for t in (doc[i], blow_of(doc[i])) if t is not None)


def _next(noun: Token) -> bool:
    rules = load("en/event_links.yaml")["next_blow"]
    some = (o for p in noun.rights if p.lower_ == "of" for o in p.rights)
    return noun.lower_ in rules["some"] and any(
        lemma(o) in rules["shots"] and any(c.dep_ == "det" for c in o.lefts) for o in some
    )


def same_told(noun: Token) -> bool:
    return told_before(noun) and not any(map(_another, noun.children))


def _another(word: Token) -> bool:
    """As in "the second attack", "the US strike", "the killing of a mayor", "the raid by rebels": another one."""
    if word.dep_ in ("compound", "nmod", "poss", "nummod", "amod"):
        return word.dep_ != "amod" or word.lower_ in load("en/event_links.yaml")["another"] or word.text[:1].isupper()
    return word.dep_ in ("prep", "agent") and word.lower_ in load("en/event_links.yaml")["of_another"]


def wrecks(verb: Token) -> bool:
    """As in "The strike destroyed a house": of a blow told before only what it broke is news."""
    wrecking = load("en/event_links.yaml")["wrecking"]
    if lemma(verb) not in wrecking:
        return False
    blow = blow_of(verb)
    bare = blow is not None and told_before(blow) and not blow.rights
    if verb.dep_ == "conj" and lemma(verb.head) not in wrecking:
        return False
    return bare and any(c.dep_ == "dobj" for c in verb.rights)


def blow_of(verb: Token) -> Token | None:
    """The subject of a verb, or of the one that it is joined to."""
    while verb.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.lefts):
        verb = verb.head
    return next((c for c in verb.lefts if c.dep_ == "nsubj"), None)


def claims_deed(doc: Doc, words: Container[int], heads: Iterable[int]) -> bool:
    """As in "claimed responsibility for shooting down a drone": the deed is what is claimed, and no attack beside it.

    ``words`` are those of the claiming, ``heads`` of what else is told.
    """
    return any(doc[h].dep_ == "pcomp" and doc[h].head.head.i in words for h in heads)


def several(doers: Iterable[tuple[int, ClaimType, tuple[Mention, ...]]], kinds: Container[str]) -> bool:
    """Whether more than one has done such deeds so far, so that "condemned the massacre" may be of any of them."""
    return len({who for _, kind, who in doers if who and kind in kinds}) > 1
