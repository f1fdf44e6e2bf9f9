"""Mends of the parse where harm is told: "and three others hurt", "90 inmates to escape", "had overrun nine posts"."""

from __future__ import annotations

from fogline.read.tokens import Doc, Token
from fogline.vocab import load


def mend_elided(doc: Doc, token: Token) -> bool:
    """The wounded of "Two were killed and three wounded", which the parser takes for those who wounded."""
    first = token.head
    if not any(c.dep_ == "auxpass" for c in first.lefts) or any(c.dep_ in ("aux", "auxpass") for c in token.lefts):
        return False
    words = load("en/mends.yaml")
    if token.tag_ != "VBN" and token.lower_ not in words["suffered"]:
        return False
    victim = next((c for c in token.lefts if c.dep_ == "nsubj"), None)
    if victim is not None and victim.pos_ == "NUM" and token.lower_ not in words["hurt"]:
        return False
    if victim is None or victim.i + 1 != token.i or any(c.dep_ == "dobj" for c in token.rights):
        return False
    token.tag_, victim.dep_ = "VBN", "nsubjpass"
    return True


def mend_counted(doc: Doc, token: Token) -> bool:
    """The inmates of "allowing 90 inmates to escape", taken for a verb."""
    verb = token.head
    if not any(c.dep_ == "nummod" for c in token.lefts) or verb.pos_ != "VERB" or verb.i > token.i:
        return False
    below = next((c for c in token.rights if c.dep_ == "xcomp"), None)
    if below is not None:
        doc.rehang(below, verb)
    token.dep_, token.pos_, token.tag_ = "dobj", "NOUN", "NNS"
    return True


def mend_blow(doc: Doc, token: Token) -> bool:
    """The shelling of "died by Thai shelling in Poipet", which the parser takes for what the Thai did."""
    whose = doc[token.i - 1]
    if (
        token.lower_ not in load("en/mends.yaml")["blows"]
        or whose.dep_ != "pobj"
        or whose.pos_ != "PROPN"
        or not token.i
    ):
        return False
    if any(c.dep_ == "dobj" for c in token.rights):
        return False
    doc.rehang(token, whose.head)
    doc.rehang(whose, token)
    token.dep_, token.pos_, whose.dep_ = "pobj", "NOUN", "amod"
    return True


def mend_perfect(doc: Doc, token: Token) -> bool:
    """The verb of "its men had overrun nine posts", which the parser takes for a noun."""
    words = load("en/mends.yaml")["participles"]
    if token.lower_ not in words or not token.i or (had := doc[token.i - 1]).lemma_ != "have":
        return False
    if had.head is not token:
        doc.rehang(token, had.head)
        token.dep_ = had.dep_
        for child in had.children:
            if child is not token:
                doc.rehang(child, token)
        doc.rehang(had, token)
    had.dep_, had.pos_, token.pos_, token.tag_, token.lemma_ = "aux", "AUX", "VERB", "VBN", words[token.lower_]
    return True
