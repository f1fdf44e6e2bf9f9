"""Who did what somebody is accused of, or responsible for: "accused the militia of killing nine and of looting the
clinic", "accused the militia of breaking the truce, saying it had killed nine".
"""

from __future__ import annotations

from fogline.read.tokens import Token
from fogline.vocab import load


def accused_of(head: Token) -> frozenset[int]:
    """Those accused of the deed at ``head`` (tokens); none where it is no charge."""
    words = load("en/roles.yaml")["certain"]
    if answerable := _answerable(head):
        return answerable
    token = head
    if token.dep_ == "relcl" and token.head.dep_ == "dobj":
        if any(c.dep_ == "nsubj" and c.tag_ == "WP" for c in token.lefts):  # "of arming rebels who killed nine"
            return frozenset({token.head.i}) if accused_of(token.head.head) else frozenset()
        token = token.head.head  # "of laying mines that hurt five"
    while token.dep_ == "conj" and token.head.tag_ == "VBG":
        token = token.head
    if (verb := explained(head)) is not None:
        return _charged(verb)
    of = token.head
    if token.dep_ not in ("pcomp", "pobj") or of.lower_ not in words["charged_with"]:
        return frozenset()
    while of.dep_ == "conj" and of.head.pos_ == "ADP":
        of = of.head
    if (
        of.lower_ not in words["charged_with"] and of.head.dep_ == "pcomp"
    ):  # hung on "killing men on ethnic grounds and of looting"
        of = of.head.head
    verb = of.head.head if of.head.dep_ == "dobj" else of.head
    if of.dep_ != "prep" or verb.lemma_ not in words["accusing"]:
        return frozenset()
    return _charged(verb)


def explained(head: Token) -> Token | None:
    """The verb in "accused A of B, saying it had killed nine": "it" is A, since what B would do is not told so."""
    words = load("en/roles.yaml")["certain"]
    saying = head.head
    if head.dep_ != "ccomp" or saying.tag_ != "VBG" or saying.dep_ != "advcl":
        return None
    past = head.tag_ in ("VBD", "VBN") and any(
        c.dep_ == "nsubj" and c.lower_ in words["accused_as"] for c in head.lefts
    )
    return saying.head if past and saying.head.lemma_ in words["accusing"] and head.lemma_ in words["hurting"] else None


def _charged(verb: Token) -> frozenset[int]:
    """Whom an accusing verb charges, with those beside them."""
    named = [t for c in verb.rights if c.dep_ == "dobj" for t in (c, *c.conjuncts)]
    named = named or [t for c in verb.lefts if c.dep_ == "nsubjpass" for t in (c, *c.conjuncts)]
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN" and all(t.tag_ in ("WP", "WDT") for t in named):
        named = [verb.head]  # "Chad, accused by Oslo of arming them", "Chad, which is accused of it"
    return frozenset(t.i for t in named)


def _answerable(head: Token) -> frozenset[int]:
    """As in "captured a leader responsible for raids and for planting bombs": the leader's deeds."""
    words = load("en/roles.yaml")["certain"]["answering"]
    token = head
    while token.dep_ in ("conj", "dobj") and (token.dep_ == "conj" or token.head.dep_ == "pcomp"):
        token = token.head
    so = token.head.head
    if token.dep_ not in ("pobj", "pcomp") or token.head.lower_ not in words.get(so.lemma_, ()):
        return frozenset()
    if so.dep_ == "acomp":
        return frozenset(t.i for c in so.head.lefts if c.dep_ in ("nsubj", "nsubjpass") for t in (c, *c.conjuncts))
    return (
        frozenset({so.head.i})
        if so.dep_ in ("amod", "acl", "relcl") and so.head.pos_ in ("NOUN", "PROPN")
        else frozenset()
    )
