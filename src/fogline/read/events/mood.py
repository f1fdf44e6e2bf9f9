"""Polarity and modality of an event, from the words that govern it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from fogline.core.claim import ClaimType, Modality, Polarity
from fogline.read.events.scene import lemma
from fogline.vocab import load

_ACTUAL = {ClaimType.ACCUSATION, ClaimType.DENIAL, ClaimType.SUPPORT}
_VERBAL = ("VERB", "AUX")
_NEST = {"xcomp", "ccomp", "pcomp", "acl", "advcl", "conj", "dobj", "prep", "pobj", "relcl"}


def _children(token: Token, *deps: str) -> Iterator[Token]:
    return (c for c in token.children if c.dep_ in deps)


def _infinitive(token: Token) -> bool:
    return any(c.tag_ == "TO" for c in token.children)


def governors(head: Token, depth: int = 3) -> Iterator[Token]:
    """Predicates above ``head`` in whose scope it stands, nearest first."""
    token = head
    for _ in range(depth):
        up = token.head
        if up.i == token.i:
            return
        if token.dep_ in ("xcomp", "pcomp", "dobj", "nsubjpass", "pobj", "prep", "acl", "conj", "attr") or (token.dep_ in ("ccomp", "advcl") and _infinitive(token)):
            if up.pos_ in _VERBAL or up.pos_ in ("NOUN", "PROPN", "ADJ"):
                if token.dep_ != "conj":
                    yield up
            token = up
        else:
            return


def polarity(head: Token) -> Polarity:
    words = load("en/moods.yaml")
    own = any(c.dep_ == "neg" or c.lower_ in words["negators"] for c in _children(head, "neg", "det", "advmod", "cc", "preconj"))
    subject = any(c.lower_ in words["negators"] for s in _children(head, "nsubj", "nsubjpass", "dobj") for c in _children(s, "det", "neg"))
    above = next(governors(head, 1), None)
    under = above is not None and _negative_governor(above, head, words["failing"], words["negators"])
    return Polarity.DENIED if own or subject or under else Polarity.AFFIRMED


def _negative_governor(above: Token, head: Token, failing: list[str], negators: list[str]) -> bool:
    if head.dep_ == "xcomp" or head.dep_ == "pcomp":
        if lemma(above) in failing:
            return True
        return any(c.dep_ == "neg" for c in above.children) and above.pos_ in _VERBAL
    return head.dep_ in ("dobj", "nsubjpass") and lemma(above) in failing


def modality(head: Token, kind: ClaimType) -> Modality:
    """Codebook 2.3, with the fixed modalities of the speech acts (2.8)."""
    if kind == ClaimType.DEMAND:
        return Modality.REQUESTED
    words = load("en/moods.yaml")
    if kind == ClaimType.THREAT:
        return Modality.CONDITIONAL if _conditional(head, words) else Modality.INTENDED
    if kind in _ACTUAL and kind != ClaimType.SUPPORT:
        return Modality.ACTUAL
    for test, result in (
        (_conditional, Modality.CONDITIONAL),
        (_possible, Modality.POSSIBLE),
        (_intended, Modality.INTENDED),
        (_ongoing, Modality.ONGOING),
    ):
        if test(head, words):
            return result
    return Modality.ACTUAL


def _auxiliaries(head: Token) -> set[str]:
    found = {c.lower_ for c in _children(head, "aux", "auxpass")}
    if head.dep_ == "conj" and head.head.pos_ in _VERBAL and not found:
        found = {c.lower_ for c in _children(head.head, "aux")}
    return found


def _conditional(head: Token, words: dict[str, list[str]]) -> bool:
    marks = {c.lower_ for c in _children(head, "mark", "advmod")}
    clause_if = any(c.lower_ in words["conditional_marks"] for a in _children(head, "advcl") for c in _children(a, "mark"))
    return bool(marks & set(words["conditional_marks"])) or clause_if or bool(
        _auxiliaries(head) & set(words["conditional_aux"]) and any(a.dep_ == "advcl" for a in head.children)
    )


def _possible(head: Token, words: dict[str, list[str]]) -> bool:
    if _auxiliaries(head) & set(words["possible_aux"]):
        return True
    if any(c.lower_ in words["possible_words"] for c in _children(head, "advmod", "amod", "mark")):
        return True
    above = next(governors(head, 1), None)
    return above is not None and head.dep_ == "xcomp" and lemma(above) in words["possible"]


def _intended(head: Token, words: dict[str, list[str]]) -> bool:
    if _auxiliaries(head) & {*words["future_aux"], *words["conditional_aux"]}:
        return True
    if head.pos_ in _VERBAL and _infinitive(head) and head.dep_ in ("advcl", "acl", "xcomp", "relcl"):
        above = head.head
        if head.dep_ in ("advcl", "relcl"):
            return True
        if head.dep_ == "acl":
            return lemma(above) in words["intending_nouns"] or above.pos_ in ("NOUN", "PROPN")
        return lemma(above) in words["intending"] or bool(_auxiliaries(above) & set(words["future_aux"]))
    above_noun = next(governors(head, 2), None)
    if above_noun is not None and above_noun.pos_ in _VERBAL and head.dep_ == "dobj":
        return lemma(above_noun) in words["intending"] or bool(_auxiliaries(above_noun) & set(words["future_aux"]))
    return False


def _ongoing(head: Token, words: dict[str, list[str]]) -> bool:
    auxiliaries = {lemma(c) for c in _children(head, "aux")}
    if head.tag_ == "VBG" and "be" in auxiliaries:
        return True
    if any(c.lower_ in words["going_words"] for c in _children(head, "advmod", "amod")):
        return True
    if lemma(head) in words["going"]:
        return True
    above = next(governors(head, 1), None)
    if above is not None and lemma(above) in words["going"]:
        return True
    return head.pos_ == "NOUN" and head.dep_ in ("nsubj", "nsubjpass") and lemma(head.head) in words["going"]
