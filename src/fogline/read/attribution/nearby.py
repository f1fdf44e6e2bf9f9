"""Who speaks by position alone: the noun phrase right before a verb, or behind it."""

from __future__ import annotations

from fogline.read.attribution.frames import before_brackets, kids
from fogline.read.attribution.lexicon import lexicon
from fogline.read.tokens import Token


def adjacent(verb: Token, start: int) -> Token | None:
    """Head of the noun phrase that ends right before the verb and its auxiliaries."""
    doc, i = verb.doc, verb.i - 1
    while i > start and (doc[i].pos_ in ("AUX", "ADV") or doc[i].lower_ in lexicon().small["beside"]):
        i -= 1
    if doc[i].text == "," and not kids(verb, "nsubj") and i > start + 1:
        i -= 1
    i = before_brackets(doc, i, start)
    if i < start or doc[i].pos_ not in ("NOUN", "PROPN", "PRON") or doc[i].dep_ in ("npadvmod",):
        return None
    found = _climb(doc[i])
    beside = found.dep_ == "pobj" and found.pos_ == "NOUN" and found.lemma_.lower() not in lexicon().speaking
    return None if is_time(found) or (beside and doc[verb.i - 1].text == ",") else found


def _listed_object(noun: Token) -> bool:
    """The object of another verb, to which run-on text has tied the speakers as if they were one list."""
    if noun.dep_ == "dobj":
        return True
    return noun.dep_ == "pobj" and noun.head.head.pos_ not in ("NOUN", "PROPN")


def after_quotation(verb: Token, start: int) -> Token | None:
    """The first noun between a closing quotation mark and the verb: who speaks beside it."""
    doc, i = verb.doc, verb.i - 1
    while i >= start and doc[i].text != '"':
        i -= 1
    first = next((t for t in doc[i + 1 : verb.i] if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if first is None or any(t.pos_ == "ADP" for t in doc[i + 1 : first.i]):
        return None
    found = head_of_run(first, verb.i)
    return None if any(t.tag_ == "CC" for t in doc[found.i : verb.i]) else found


def _climb(noun: Token) -> Token:
    """To "Observatory" from "Rights" in "the Observatory for Human Rights", to "group" in "a group close to rebels"."""
    for _ in range(6):
        like = noun.head.head
        if noun.dep_ == "pobj" and like.dep_ == "amod" and like.head.i < like.i:
            noun = like.head
        if noun.lemma_.lower() in lexicon().mouths and noun.dep_ != "conj":
            break
        if noun.dep_ == "conj" and _listed_object(noun.head):
            break
        if noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN") and noun.head.i < noun.i:
            noun = noun.head
        elif noun.dep_ == "pobj" and noun.head.head.pos_ in ("NOUN", "PROPN") and noun.head.head.i < noun.head.i:
            noun = noun.head.head
        else:
            break
    return noun


def beside(verb: Token, start: int, end: int) -> Token | None:
    """The speaker by position alone, where the parse lost it: the phrase that ends before the verb, else begins
    after it.
    """
    doc, i = verb.doc, verb.i - 1
    while i >= start and (doc[i].pos_ in ("AUX", "ADV", "PART") or doc[i].lower_ in lexicon().small["beside"]):
        i -= 1
    i = before_brackets(doc, i, start) if i >= start else i
    if i >= start and doc[i].pos_ in ("NOUN", "PROPN", "PRON"):
        return doc[i]
    if verb.i > start and doc[verb.i - 1].tag_ == "CC":
        return None
    i = verb.i + 1
    while (
        i < end
        and doc[i].pos_ in ("DET", "ADJ", "ADP", "NUM", "PUNCT")
        and not doc[i].is_sent_end
        and doc[i].text != '"'
    ):
        i += 1
    if i < end and doc[i].pos_ in ("NOUN", "PROPN"):
        return head_of_run(doc[i], end)
    return None


def head_of_run(token: Token, end: int) -> Token:
    """The last noun of a run of nouns and names that begins at ``token``."""
    doc, i = token.doc, token.i
    while i + 1 < end and (
        (doc[i + 1].pos_ in ("NOUN", "PROPN") and doc[i + 1].tag_ != "VBD") or abbreviates(doc[i], doc[i + 1])
    ):
        i += 1
    while i > token.i and not doc[i].text[:1].isalpha():
        i -= 1
    return doc[i]


def abbreviates(token: Token, after: Token) -> bool:
    """The full stop of "Maj." split from its word."""
    return (
        after.text == "."
        and len(token) <= 4
        and after.i + 1 < len(token.doc)
        and after.nbor(1).is_title
        and not after.nbor(1).is_sent_start
    )


def is_time(token: Token) -> bool:
    """A weekday or another word for a time, which speaks to nobody."""
    return (token.text.endswith("day") and token.text[:1].isupper()) or token.lemma_.lower() in lexicon().times
