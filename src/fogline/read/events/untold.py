"""What a source is said not to have told: who did it, how many it were."""

from __future__ import annotations

from fogline.read.events.scene import lemma
from fogline.read.tokens import Token
from fogline.vocab import load

_ASKING = ("WP", "WRB", "WDT", "WP$")


def untold(head: Token) -> bool:
    """Does a report only say that nothing was said of it ("did not say who fired", "gave no casualty figures")?"""
    words = load("en/moods.yaml")
    beside = [head.head] if head.dep_ in ("compound", "amod") else [c for c in head.rights if c.dep_ == "dobj"]
    if any(lemma(t) in words["figures"] and _withheld(t) for t in (head, *beside)):
        return True
    asked = (t for t in (head, *head.ancestors) if t.dep_ == "ccomp" and _negated(t.head))
    return any(lemma(t.head) in words["disclosing"] and _asks(t) for t in asked)


def _withheld(figure: Token) -> bool:
    """As in "gave no toll", "has not confirmed the figure"; a figure with a number was told."""
    if figure.dep_ != "dobj" or any(c.tag_ == "CD" for c in figure.subtree):
        return False
    words = load("en/moods.yaml")
    none = any(c.dep_ == "det" and c.lower_ == "no" for c in figure.lefts)
    return lemma(figure.head) in words["disclosing"] and (none or _negated(figure.head))


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.lefts)


def _asks(clause: Token) -> bool:
    """Does the clause open with a word of asking?"""
    opening = clause.doc[clause.left_edge.i]
    return opening.tag_ in _ASKING or opening.lower_ in load("en/moods.yaml")["whether"]
