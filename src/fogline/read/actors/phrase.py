"""Noun phrases and runs of capitals around a head token."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from fogline.read.actors.lexicon import lexicon
from fogline.read.tokens import Doc, Token

_LEFT = frozenset("det amod compound poss nummod nmod predet quantmod advmod case punct cc conj dep".split())


_JOINTS = frozenset({"-", "."})


def nominal(token: Token) -> bool:
    """True for tokens that can head a noun phrase."""
    return token.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} or (
        token.pos_ in {"ADJ", "DET"} and token.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj", "agent"}
    )


def left_edge(head: Token) -> int:
    """First token of the head's own modifiers to its left."""
    start, lefts = head.i, head.lefts
    if not lefts:
        return start
    barred = lexicon().not_names
    for child in reversed(lefts):
        dep = child.dep_
        if dep not in _LEFT or child.is_space:
            break
        if (dep == "punct" and child.text != "-") or (child.lower_ in barred and dep not in ("det", "poss")):
            break
        start = min(start, child.left_edge.i if child.lefts else child.i)
    return _trimmed(head.doc, start, head.i) if start < head.i else start


def _trimmed(doc: Doc, start: int, head: int) -> int:
    """Without opening punctuation, conjunctions, blanks or what bounds a number ("at least")."""
    while start < head and (
        doc[start].is_space
        or doc[start].is_punct
        or doc[start].dep_ == "cc"
        or doc[start].pos_ in {"ADV", "SCONJ"}
        or (doc[start].tag_ == "JJS" and doc[start + 1].like_num)
        or _said_of(doc[start])
    ):
        start += 1
    return start


def _said_of(word: Token) -> bool:
    """As in "shot dead two guards": the verb's."""
    after = word.pos_ == "ADJ" and word.i > 0 and word.nbor(-1).pos_ == "VERB"
    return after and (word.nbor(1).like_num or word.nbor(1).tag_ == "DT")


def right_edge(head: Token) -> int:
    """End (exclusive) of the phrase: a bracketed acronym and an of- or from-phrase belong to it."""
    doc, end = head.doc, bracket_end(head.doc, head.i + 1)
    joining = lexicon().sets["phrase_prepositions"]
    prep = next((c for c in head.rights if c.dep_ == "prep" and c.lower_ in joining), None) if head.rights else None
    if prep is None or prep.i > end + 1:
        return end
    objects = [c for c in prep.children if c.dep_ == "pobj"]
    if not objects:
        return end
    last = objects[0]
    for conj in last.conjuncts:
        if conj.i > last.i and conj.i - last.i < 8:
            last = conj
    return max(end, bracket_end(doc, last.i + 1))


def of_others(verb: Token) -> bool:
    """As in "The Poles said talks would go on", but not "claimed to have hit a base", "said they had hit it"."""
    told = next((c for c in verb.rights if c.dep_ in {"ccomp", "xcomp"}), None)
    return told is not None and any(c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ != "PRON" for c in told.lefts)


def bracket_end(doc: Doc, i: int) -> int:
    """The end of a short bracket such as "(SDF)" that opens at token ``i``; ``i`` when none does."""
    if i < len(doc) and doc[i].text == "(":
        for j in range(i + 1, min(i + 5, len(doc))):
            if doc[j].text == ")":
                return j + 1
    return i


def capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[:1].isalpha()


def namelike(token: Token) -> bool:
    """A capitalised word, or a name with an Arabic article ("al-Shami")."""
    return _namelike(token.text, token.lower_)


@lru_cache(maxsize=1 << 16)
def _namelike(text: str, lower: str) -> bool:
    capital = text[:1].isupper() and text[:1].isalpha()
    if not capital and ("-" not in text or not any(p[:1].isupper() for p in text.split("-")[1:])):
        return False
    return lower not in lexicon().not_names


def run(doc: Sequence[Token], head: int, stop: Iterable[int] = ()) -> tuple[int, int]:
    """Token range of the run of name words around ``head``, not crossing tokens in ``stop``."""
    barred = set(stop)
    start = head
    while start > 0 and not doc[start].is_sent_start and _joins(doc, start - 1, barred):
        start -= 1
    while start < head and not namelike(doc[start]):
        start += 1
    end = head + 1
    while end < len(doc) and not doc[end].is_sent_start and _joins(doc, end, barred):
        end += 1
    while end > head + 1 and not namelike(doc[end - 1]):
        end -= 1
    return start, end


def _joins(doc: Sequence[Token], i: int, barred: set[int]) -> bool:
    token = doc[i]
    if i in barred or token.is_space:
        return False
    if i and doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and token.is_alpha and i - 1 not in barred:
        return True
    if token.text == "-" and 0 < i < len(doc) - 1:
        return not token.whitespace_ and not doc[i - 1].whitespace_
    if _particle(token) and not token.is_sent_start:
        before, after = i - 1, i + 1
        while before > 0 and _particle(doc[before]):
            before -= 1
        while after < len(doc) and _particle(doc[after]):
            after += 1  # "Rita van de Beek"
        return after < len(doc) and namelike(doc[after]) and before >= 0 and namelike(doc[before])
    if token.is_sent_start and token.pos_ not in {"PROPN", "NOUN", "ADJ"}:
        return False
    return (
        namelike(token)
        and token.lower_ not in lexicon().not_names
        and ("-" in token.text or token.pos_ not in {"DET", "PRON", "VERB", "AUX", "ADP", "SCONJ", "CCONJ", "ADV"})
    )


def _particle(token: Token) -> bool:
    return token.lower_ in lexicon().sets["particles"] and not capital(token)


def bare_name(doc: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The run without titles in front ("Mr", "President", "Lt. Gen.") or behind ("Ann Example Deputy Director")."""
    told = [i for i in range(start, end) if _title(doc[i]) or doc[i].lower_ in lexicon().departments]
    first = next((i for i in range(start, end) if i not in told and doc[i].text not in _JOINTS), start)
    behind = next((i for i in told if i > first + 1), end)
    if behind < end and set(range(behind, end)) <= set(told):
        return first, behind
    told = [i for i in told if i < end - 1]
    start = told[-1] + 1 if told else start
    while start < end - 1 and doc[start].text in _JOINTS:
        start += 1
    return start, end


def _title(token: Token) -> bool:
    words = lexicon().titles
    return token.lower_.strip(".") in words or token.lemma_.lower() in words
