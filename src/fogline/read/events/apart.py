"""When a blow that a sentence tells of is not what killed or hurt those it counts."""

from __future__ import annotations

from typing import Any

from fogline.read.events.elapsed import earlier_deed
from fogline.read.events.scene import lemma
from fogline.read.raising import raises
from fogline.read.shares import share_of
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_SUBJECTS = ("nsubj", "nsubjpass")


def apart(doc: Doc, toll: int, rule: str, at: int) -> bool:
    """Whether the dead of the word ``toll``, found by ``rule``, are not of the blow at token ``at``."""
    killing, blow = doc[toll], doc[at]
    tests = (_elsewhere, _said_apart, _come_since, _meanwhile, _come_later, _of_some)
    return any(test(killing, blow) for test in tests) or _done_apart(killing, blow, rule)


def over_toll(noun: Token) -> int:
    """As in "nine bodies were found, raising the toll to 90": the verb that raises a toll tells of it."""
    return noun.head.i if noun.dep_ == "dobj" and raises(noun.head) else noun.i


def before_raising(token: Token) -> list[Token]:
    """The words below a token, up to where a toll is raised by what it tells."""
    end = next((c.left_edge.i for c in token.rights if raises(c)), None)
    return [t for t in token.subtree if end is None or t.i < end]


def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = load("en/event_links.yaml")
    return rules


def _meanwhile(killing: Token, blow: Token) -> bool:
    """As in "A killed two, while B was behind the deaths of nine": B's dead are not A's."""
    clause = next((t for t in (killing, *killing.ancestors) if t.dep_ == "advcl"), None)
    if clause is None or clause is blow or clause.is_ancestor(blow):
        return False
    marked = any(c.dep_ == "mark" and c.lower_ in _rules()["meanwhile"] for c in clause.lefts)
    return marked and any(c.dep_ in _SUBJECTS for c in clause.lefts)


def _come_later(killing: Token, blow: Token) -> bool:
    """As in "Before the raid, it had treated nine men wounded in May": no blow wounds before it falls."""
    before = blow.dep_ == "pobj" and blow.head.lower_ in _rules()["ahead"]
    return before and not blow.is_ancestor(killing)


def _of_some(killing: Token, blow: Token) -> bool:
    """As in "Thirty people were killed, 12 of them in an air strike": the strike killed twelve."""
    return share_of(blow) is not None or _told_of_one(killing, blow)


def _told_of_one(killing: Token, blow: Token) -> bool:
    """As in "Nine were killed, including a man who was hit by a shell": the shell killed him alone."""
    clause = next((t for t in (blow, *blow.ancestors) if t.dep_ == "relcl"), None)
    if clause is None or clause is killing or not killing.is_ancestor(clause):
        return False
    if not any(c.dep_ == "agent" for c in clause.rights):
        return False
    above = [clause.head, *(t for t in clause.head.ancestors if killing.is_ancestor(t))]
    beside = (c for t in above for c in (t, *t.lefts) if c.i < clause.i)
    return any(c.lower_ in _rules()["of_those"] for c in beside)


def _elsewhere(killing: Token, blow: Token) -> bool:
    """Whether a clause only says what a place is known for: "died near the bridge where the two sides are fighting"."""
    verb = next((t for t in (blow, *blow.ancestors) if t.dep_ == "relcl"), None)
    if verb is None or not any(c.tag_ == "WRB" for c in verb.children):
        return False
    return not (killing is verb or verb.is_ancestor(killing))


def _done_apart(killing: Token, blow: Token, rule: str) -> bool:
    """As in "Gunmen killed a mayor and soldiers shot two men", "shelled A after gunmen killed two"."""
    if earlier_deed(killing):
        return not killing.is_ancestor(blow)
    beside = killing.head is blow or blow.head is killing
    doers = [any(c.dep_ == "nsubj" for c in t.lefts) for t in (killing, blow)]
    return rule in _rules()["killing"] and beside and all(doers) and "conj" in (killing.dep_, blow.dep_)


def _said_apart(killing: Token, blow: Token) -> bool:
    """As in "The raids began after the army said nine had died", "A said it struck a camp; B said nine died", "with
    residents saying nine died": what somebody said is no part of what he did not say.
    """
    told = _told_in(killing)
    if told is None or told is blow or told.is_ancestor(blow):
        return False
    other, saying = _told_in(blow), told.head
    return saying.dep_ in ("advcl", "pcomp", "acl") or (other is not None and other.head.i != saying.i)


def _come_since(killing: Token, blow: Token) -> bool:
    """As in "The war erupted in May and has killed 90": the dead are not those of its first days."""
    perfect = any(c.lower_ in load("en/moods.yaml")["perfect_aux"] for c in killing.lefts if c.dep_ == "aux")
    return perfect and killing.dep_ == "conj" and killing.head is blow and lemma(blow) in _rules()["begun"]


def _told_in(token: Token) -> Token | None:
    """The verb of what somebody says that a token is part of."""
    telling = _rules()["telling"]
    return next((t for t in (token, *token.ancestors) if t.dep_ == "ccomp" and lemma(t.head) in telling), None)
