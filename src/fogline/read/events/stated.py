"""Both sides of an event where its wording states them: who helps whom, who surrenders to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from fogline.core.claim import ClaimType
from fogline.read.events.asked_of import asked_of
from fogline.read.events.links import Event
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_SUBJECTS = ("nsubj", "nsubjpass")
_VERBS = ("VERB", "AUX")
_BLOWS = (ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING)


class Stated(NamedTuple):
    """The tokens of those who do it and of those to whom it is done."""

    agents: frozenset[int]
    targets: frozenset[int]


def stated(doc: Doc, event: Event) -> Stated | None:
    """The sides of an event of such a wording; ``None`` for any other."""
    told = _WORDINGS.get(event.rule)
    return told(doc, event) if told is not None else None


def _all(token: Token) -> frozenset[int]:
    return frozenset({token.i, *(t.i for t in token.conjuncts)})


def _under(token: Token, key: str) -> Iterator[Token]:
    """What stands under the prepositions of a set."""
    words = load("en/roles.yaml")["stated"][key]
    return (o for p in token.rights if p.lower_ in words for o in p.rights if o.dep_ == "pobj")


def _doer(verb: Token) -> frozenset[int]:
    """The subject of a verb, or what a participle tells of."""
    for over in (verb, *(t for t in verb.ancestors if t.pos_ in _VERBS and verb.dep_ in ("conj", "xcomp", "advcl"))):
        if (subject := next((c for c in over.lefts if c.dep_ in _SUBJECTS), None)) is not None:
            which = over.dep_ == "relcl" and subject.tag_ in ("WP", "WDT")
            return _all(over.head if which else subject)
        if over.dep_ == "acl":
            return _all(over.head)
    return frozenset()


def _helped(doc: Doc, event: Event) -> Stated | None:
    """As in "took the hill with the support of Chad": Chad helps whoever took it."""
    noun = next((c for c in doc[event.head].rights if c.dep_ == "pobj"), None)
    giver = next(_under(noun, "from_whom"), None) if noun is not None else None
    verb = next((t for t in doc[event.head].ancestors if t.pos_ in _VERBS), None)
    if giver is None or verb is None:
        return None
    return Stated(_all(giver), _doer(verb))


def _surrendered(doc: Doc, event: Event) -> Stated | None:
    """As in "Nine rebels surrendered to the army": the army took them."""
    verb = doc[event.head]
    taker = next(_under(verb, "to_whom"), None)
    return Stated(_all(taker), _doer(verb)) if taker is not None else None


def _relative(verb: Token) -> frozenset[int]:
    """Those told of in "the nuns, who were held in May": none where the verb is no such passive."""
    which = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    if verb.dep_ != "relcl" or which is None or which.tag_ not in ("WP", "WDT"):
        return frozenset()
    several = any(c.lower_ in load("en/roles.yaml")["certain"]["several"] for c in verb.lefts)
    return _all(verb.head) if several else frozenset({verb.head.i})


def _landed(verb: Token) -> frozenset[int]:
    """What was hit in "missiles fired from ships slammed into a mill", where it is no town."""
    words = load("en/roles.yaml")["certain"]
    hit = verb.head.head if verb.dep_ == "acl" and verb.head.dep_ == "nsubj" else verb
    if hit.lemma_ not in words["hitting"] or not any(_is_round(c) for c in hit.lefts):
        return frozenset()
    under = (o for p in hit.rights if p.lower_ in words["hitting_at"] for o in p.rights if o.dep_ == "pobj")
    struck = next((c for c in hit.rights if c.dep_ == "dobj"), None) or next(under, None)
    thing = struck is not None and struck.pos_ == "NOUN" and struck.lemma_ not in load("en/classes.yaml")["settlement"]
    return _all(struck) if struck is not None and thing else frozenset()


def _is_round(token: Token) -> bool:
    return token.dep_ == "nsubj" and token.lemma_ in load("en/roles.yaml")["certain"]["weapons"]


def shown_targets(doc: Doc, event: Event) -> frozenset[int]:
    """Those to whom it was done, where a clause beside the event's own shows them."""
    verb = doc[event.head]
    if event.type is ClaimType.DETENTION:
        return _relative(verb)
    if event.type is ClaimType.DEMAND:
        return asked_of(verb)
    return _landed(verb) if event.type in _BLOWS else frozenset()


_WORDINGS: dict[str, Callable[[Doc, Event], Stated | None]] = {
    "support.with": _helped,
    "detain.surrender": _surrendered,
    "detain.surrender.to": _surrendered,
}
