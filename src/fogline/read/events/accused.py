"""Who did what somebody is accused of, or responsible for: "accused the militia of killing nine and of looting"."""

from __future__ import annotations

from fogline.read.tokens import Token
from fogline.vocab import load


def accused_of(head: Token) -> frozenset[int]:
    """Those accused of the deed at ``head`` (tokens); none where it is no charge."""
    words = load("en/roles.yaml")["certain"]
    if answerable := _answerable(head):
        return answerable
    token = head
    while token.dep_ == "conj" and token.head.tag_ == "VBG":
        token = token.head
    of = token.head
    if token.dep_ != "pcomp" or of.lower_ not in words["charged_with"]:
        return frozenset()
    while of.dep_ == "conj" and of.head.pos_ == "ADP":
        of = of.head
    if (
        of.lower_ not in words["charged_with"] and of.head.dep_ == "pcomp"
    ):  # hung on "killing men on ethnic grounds and of looting"
        of = of.head.head
    verb = of.head
    if of.dep_ != "prep" or verb.lemma_ not in words["accusing"]:
        return frozenset()
    named = [t for c in verb.rights if c.dep_ == "dobj" for t in (c, *c.conjuncts)]
    named = named or [t for c in verb.lefts if c.dep_ == "nsubjpass" for t in (c, *c.conjuncts)]
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
