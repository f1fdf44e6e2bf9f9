"""A mend of the parse where a speaker told with office and name is hung on the place before: "shelled Goma, the head of
the service, Ali Bly, said".
"""

from __future__ import annotations

from fogline.read.teller_mends import reporting
from fogline.read.tokens import Doc, Token
from fogline.vocab import load

_FINITE = ("VBD", "VBZ", "VBP")
_FAR = 14  # tokens from a name back to the comma before the office
_OBJECTS = ("dobj", "pobj", "nsubj", "conj", "npadvmod", "appos")


def mend_office(doc: Doc, token: Token) -> bool:
    """The office and the name become the subject of the cue, and the clause before them what was said."""
    verb = _cue(doc, token)
    comma = _opening(doc, token) if verb is not None else None
    if verb is None or comma is None:
        return False
    before, office = doc[comma - 1], _office(doc, comma + 1, token)
    if office is None or not _hung(token, before, office) or before.dep_ not in _OBJECTS:
        return False
    told = _told(verb, before)
    if told is None:
        return False
    _free(doc, before, verb, told)
    _tie(doc, office, token, verb)
    return True


def _cue(doc: Doc, name: Token) -> Token | None:
    """The verb in ", said" right behind the name."""
    if name.pos_ != "PROPN" or name.i + 2 >= len(doc) or doc[name.i + 1].text != ",":
        return None
    verb = doc[name.i + 2]
    return verb if verb.tag_ in _FINITE or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl")) else None


def _opening(doc: Doc, name: Token) -> int | None:
    """Where the comma before the office stands; there is one more between office and name."""
    start = name.left_edge.i
    if doc[name.i + 2].lemma_ not in reporting() or start < 3 or doc[start - 1].text != ",":
        return None
    for i in range(start - 2, max(1, start - _FAR), -1):
        if doc[i].text == ",":
            return i if doc[i + 1].dep_ == "det" else None
        if doc[i].tag_ in _FINITE or doc[i].is_sent_start:
            return None
    return None


def _office(doc: Doc, start: int, name: Token) -> Token | None:
    roles = frozenset(load("en/actors.yaml")["roles"])
    return next((t for t in doc[start : name.left_edge.i] if t.lemma_.lower() in roles), None)


def _hung(name: Token, before: Token, office: Token) -> bool:
    return name.dep_ in ("appos", "conj") and (name.head in (before, office) or name.head.head is before)


def _told(verb: Token, before: Token) -> Token | None:
    """The verb of the clause before the office."""
    if verb.dep_ == "ROOT":
        return next((c for c in verb.lefts if c.dep_ == "ccomp" and c.i <= before.i), None)
    top = next((t for t in before.ancestors if t.head is t), None)
    return top if top is not None and top.pos_ in ("VERB", "AUX") and top.i < before.i else None


def _free(doc: Doc, before: Token, verb: Token, told: Token) -> None:
    """Gives the clause its last word back, and makes it what was said."""
    if before.dep_ == "nsubj" and before.head is verb:
        prep = doc[max(0, before.left_edge.i - 1)]
        doc.rehang(before, prep if prep.dep_ == "prep" else told)
        before.dep_ = "pobj" if prep.dep_ == "prep" else "dobj"
    if verb.dep_ != "ROOT":
        doc.crown(verb)
        doc.rehang(told, verb)
        told.dep_, verb.tag_ = "ccomp", "VBD"


def _tie(doc: Doc, office: Token, name: Token, verb: Token) -> None:
    first = office.left_edge.i
    doc.rehang(office, verb)
    doc.rehang(name, office)
    for t in doc[first : name.i]:
        if t is not office and not first <= t.head.i <= name.i:
            doc.rehang(t, office)
            t.dep_ = "nmod" if t.pos_ in ("NOUN", "PROPN") else t.dep_
    office.dep_, name.dep_ = "nsubj", "appos"


def mend_series(doc: Doc, token: Token) -> bool:
    """The middle one of "The US, the Union and NATO have", which the parser takes for another name of the first."""
    first, start = token.head, token.left_edge.i
    if (
        first.pos_ != "PROPN"
        or first.i != start - 2
        or doc[start - 1].text != ","
        or first.dep_ not in ("nsubj", "nsubjpass")
    ):
        return False
    last = next((c for c in token.rights if c.dep_ == "conj" and c.pos_ == "PROPN"), None)
    if last is None or not any(c.dep_ == "cc" for c in token.rights):
        return False
    after = token.right_edge.i + 1
    if after < len(doc) and doc[after].is_punct:
        return False
    token.dep_ = "conj"
    return True


def mend_link(doc: Doc, token: Token) -> bool:
    """The "do" of "said Ada do Vale", which the parser takes for a verb."""
    if token.lower_ not in load("en/mends.yaml")["name_links"] or not 0 < token.i < len(doc) - 1:
        return False
    first, name = doc[token.i - 1], next((c for c in token.rights if c.dep_ == "dobj"), None)
    said = token.head
    named = first.pos_ == "PROPN" and first.dep_ == "nsubj" and first.head is token
    if name is None or name.pos_ != "PROPN" or not named or said.lemma_ not in reporting() or said.i > token.i:
        return False
    doc.rehang(name, said)
    for part in (first, token):
        doc.rehang(part, name)
        part.dep_, part.pos_, part.tag_ = "compound", "PROPN", "NNP"
    name.dep_ = "nsubj"
    return True
