"""Mends of the parse where the parser hangs words of news on the wrong verb."""

from __future__ import annotations

from functools import cache

from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_FINITE = ("VBD", "VBZ", "VBP")
_NOUNS = ("NOUN", "PROPN")


@cache
def _reporting() -> frozenset[str]:
    return frozenset(lemma for group in load("en/reporting_verbs.yaml") for lemma in group["lemmas"])


@cache
def _said() -> frozenset[str]:
    return frozenset(load("en/reporting.yaml")["plain_said"])


def mend(doc: Doc) -> None:
    """Ties to the right verb what goes on after "and" without a subject of its own, and a range that is the subject."""
    for token in doc:
        if token.dep_ == "prep" and token.lower_ == "between" and (noun := _ranged(token)) is not None:
            doc.rehang(noun, token.head)
            noun.dep_ = "nsubj"
            doc.rehang(token, noun)
            token.dep_ = "quantmod"
            continue
        if token.dep_ == "dobj" and (verb := _parted(token)) is not None:
            doc.rehang(token, verb)
            token.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.lefts) else "nsubj"
            continue
        if token.dep_ != "conj" or token.tag_ not in _FINITE or _has_subject(token):
            continue
        if _after_a_cue(token):
            said = token.head
            told = said.head if said.dep_ == "parataxis" else _told(said)
            if told is not None and told.tag_ in (*_FINITE, "VBN"):
                for after in said.rights:
                    doc.rehang(after, told)
        elif _says_on(token):
            doc.rehang(token, token.head.head)
        elif (noun := _own_doer(token)) is not None:
            doc.rehang(noun, token)
            noun.dep_ = "nsubj"


def _ranged(token: Token) -> Token | None:
    """The families in "Between 6,000 and 8,000 families have fled", which the parser takes for a phrase of place."""
    verb = token.head
    if verb.tag_ not in (*_FINITE, "VBN") or token.i > verb.i or _has_subject(verb):
        return None
    objects = [t for t in token.rights if t.dep_ in ("pobj", "conj") and t.i < verb.i]
    noun = next((t for t in objects if t.tag_ == "NNS" and any(c.like_num for c in t.lefts)), None)
    return noun if noun is not None and token.doc[token.i + 1].like_num else None


def _parted(token: Token) -> Token | None:
    """The verb in "said 11 people, among them two boys, were killed", whose subject the parser gives to "said"."""
    said = token.head
    if said.lemma_ not in _reporting() or token.i < said.i:
        return None
    verb = next((c for c in said.rights if c.dep_ == "ccomp" and c.i > token.i and not _has_subject(c)), None)
    if verb is None or verb.tag_ not in (*_FINITE, "VBN"):
        return None
    first = min([verb.i, *(c.i for c in verb.lefts)])
    return verb if token.doc[first - 1].text == "," and first - token.i > 2 else None


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _says_on(token: Token) -> bool:
    """As in "denied that rebels had entered the town and called it a lie": who denied it called it so."""
    told, said = token.head, token.head.head
    perfect = any(c.dep_ == "aux" and c.lower_ == "had" for c in told.children)
    speech = token.lemma_ in _reporting() and said.lemma_ in _reporting()
    return told.dep_ == "ccomp" and perfect and speech and token.tag_ == said.tag_ == "VBD"


def _own_doer(verb: Token) -> Token | None:
    """The drone in "Jets hit the town and a drone struck a car", which the parser takes for one more thing hit."""
    first = min([verb.i, *(c.i for c in verb.lefts)])
    if first == 0 or any(c.dep_ == "cc" for c in verb.lefts):
        return None
    noun = verb.doc[first - 1]
    while noun.dep_ != "conj" and noun.head.i < noun.i and not noun.rights:
        noun = noun.head
    if noun.dep_ != "conj" or noun.pos_ not in _NOUNS or noun.head.pos_ not in _NOUNS or noun.i < verb.head.i:
        return None
    opening = min([noun.i, *(c.i for c in noun.lefts)])
    last = not noun.rights or noun.rights[-1].i < first
    return noun if last and verb.doc[opening - 1].dep_ == "cc" else None


def _after_a_cue(token: Token) -> bool:
    """As in "Rebels took the town, two officers said, and seized a bridge": the rebels seized it, not the officers."""
    said = token.head
    if said.i >= token.i or {said.lower_, said.lemma_} & _said() == set() or token.lemma_ in _reporting():
        return False
    between = said.doc[said.i + 1 : token.i]
    return len(between) > 1 and between[0].text == "," and between[1].dep_ == "cc"


def _told(said: Token) -> Token | None:
    """The verb of the clause before the cue."""
    return next((c for c in said.lefts if c.dep_ == "ccomp"), None)
