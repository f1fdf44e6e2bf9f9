"""Words that the learned reader takes for events and that tell none."""

from __future__ import annotations

from collections.abc import Mapping

from fogline.core.claim import ClaimType
from fogline.read.tokens import Token
from fogline.vocab import load

_MEANS = (ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING, ClaimType.CHEMICAL_ATTACK)
_FINITE = ("VBD", "VBP", "VBZ")


def tells_none(token: Token, kind: ClaimType, merged: Mapping[int, ClaimType]) -> bool:
    """Whether a word proposed as an event of ``kind`` only says whose, whom or what.

    ``merged`` gives the types of the events that words belong to.
    """
    test = _TESTS.get(kind)
    return test is not None and test(token, merged)


def _backed(token: Token, _: Mapping[int, ClaimType]) -> bool:
    """As in "the militia, backed by Eritrea, shelled Gondar": what goes with a name is no news (codebook 2.8)."""
    return token.tag_ == "VBN" and token.dep_ in ("acl", "amod") and token.lemma_ in _words("backing")


def _shown(token: Token, _: Mapping[int, ClaimType]) -> bool:
    """As in "released a video of nine hostages": nobody is free."""
    named = token.dep_ == "pobj" and token.head.dep_ == "prep"
    return named and token.head.head.lemma_ in load("en/classes.yaml")["published"]


def _struck(token: Token, merged: Mapping[int, ClaimType]) -> bool:
    """As in "a drone struck a meeting of commanders": the meeting is where it hit."""
    return token.dep_ in ("dobj", "nsubjpass") and merged.get(token.head.i) in _MEANS


def _counting(token: Token, _: Mapping[int, ClaimType]) -> bool:
    """As in "gave casualty figures": the figures are told beside it."""
    return token.dep_ == "compound"


def _talked_about(token: Token, _: Mapping[int, ClaimType]) -> bool:
    """As in "holding talks on a truce": there is none yet."""
    if token.dep_ != "pobj" or token.head.lower_ not in _words("about"):
        return False
    over = token.head.head
    near = {over.lemma_, *(c.lemma_ for c in over.children if c.dep_ in ("dobj", "nsubjpass")), over.head.head.lemma_}
    return not near.isdisjoint(_words("discussed_in"))


def _supposed(token: Token, _: Mapping[int, ClaimType]) -> bool:
    """As in "if the militia continues to shell the town": the condition is no threat by itself."""
    return any(c.dep_ == "mark" and c.lower_ in _words("supposing") for c in token.lefts)


def _of_a_cache(token: Token, merged: Mapping[int, ClaimType]) -> bool:
    """As in "found a cache of 40 mortar rounds", "a cache holding mortar rounds was destroyed": what is found is not
    fired.
    """
    if token.dep_ != "compound" or token.head.dep_ not in ("pobj", "dobj", "conj", "nsubjpass"):
        return False
    over = next((t for t in token.ancestors if t.i in merged or t.tag_ in _FINITE), None)
    return over is not None and merged.get(over.i) is ClaimType.MATERIEL_LOSS


def _stays(token: Token, _: Mapping[int, ClaimType]) -> bool:
    """As in "hundreds of families remain in Idlib", "9,000 people were in the city": nobody moves."""
    stays, top = _words("staying"), token
    while top.dep_ == "pobj" and top.head.lower_ == "of":
        top = top.head.head
    if token.lemma_ in stays or (top.dep_ == "nsubj" and top.head.lemma_ in stays):
        return True
    verb = top.head if top.dep_ == "nsubj" else top
    inside = (o for p in verb.rights if p.dep_ == "prep" and p.lower_ in _words("within") for o in p.rights)
    being = verb.lemma_ == "be" and verb.tag_ in _FINITE
    return being and any(o.pos_ == "PROPN" or o.lemma_ in load("en/classes.yaml")["settlement"] for o in inside)


def _given(token: Token, merged: Mapping[int, ClaimType]) -> bool:
    """As in "sent drones to the army", "launched 90 drones": what is given or fired is not posted anywhere besides."""
    return token.dep_ == "dobj" and merged.get(token.head.i) in (*_MEANS, ClaimType.SUPPORT)


def _of_a_force(token: Token, _: Mapping[int, ClaimType]) -> bool:
    """As in "its air force said": the name of a force is no blow."""
    return token.dep_ == "compound" and token.head.lemma_ in load("en/classes.yaml")["force"]


def _cut_off(token: Token, merged: Mapping[int, ClaimType]) -> bool:
    """As in "encircled the town, cutting off its food": the siege is told, and no relief."""
    cut = token.dep_ == "dobj" and merged.get(token.head.i) is ClaimType.CONTROL
    return cut and token.lemma_ not in _words("relief")


def _doer(token: Token, merged: Mapping[int, ClaimType]) -> bool:
    """As in "killed by hunters", "militiamen killed nine": who did what is told is no deed besides."""
    verb = token.head.head if token.dep_ == "pobj" and token.head.dep_ == "agent" else token.head
    does = token.dep_ == "nsubj" or verb is not token.head
    known = (*_words("doers"), *load("en/classes.yaml")["force"])
    return does and token.lemma_.lower() in known and merged.get(verb.i) is not None


def condemned(noun: Token, kind: ClaimType, charges: set[int]) -> bool:
    """As in "condemned the bombing": whatever is condemned took place (codebook 2.8)."""
    blow = kind in (*_MEANS, ClaimType.ATTACK) and noun.pos_ == "NOUN"
    return blow and noun.dep_ == "dobj" and noun.head.i in charges and noun.head.lemma_ in _words("condemning")


def _words(name: str) -> list[str]:
    words: list[str] = load("en/event_links.yaml")["unproposed"][name]
    return words


_TESTS = {
    ClaimType.DISPLACEMENT: _stays,
    ClaimType.SUPPORT: _backed,
    ClaimType.DETENTION: _shown,
    ClaimType.TALKS: _struck,
    ClaimType.TOLL: _counting,
    ClaimType.AGREEMENT: _talked_about,
    ClaimType.THREAT: _supposed,
    ClaimType.SHELLING: _of_a_cache,
    ClaimType.DEPLOYMENT: _given,
    ClaimType.AIR_STRIKE: _of_a_force,
    ClaimType.AID: _cut_off,
    ClaimType.ATTACK: _doer,
}
