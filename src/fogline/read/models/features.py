"""What the network is told of a candidate word beside its encoding: part of speech, dependency, lemmas around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from fogline.read.document import Document
from fogline.read.tokens import Token

BUCKETS = 6000
POS = ("VERB", "NOUN", "ADJ", "AUX", "PROPN", "ADV", "ADP", "X")
# Dependency labels of the parser's English scheme (ClearNLP, as documented by spaCy); any other counts as the first.
DEPS = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative "
    "dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj "
    "predet prep prt punct quantmod relcl xcomp"
).split()
_POS_AT = {name: n for n, name in enumerate(POS)}
_DEP_AT = {name: n for n, name in enumerate(DEPS)}
_HELPERS = {"aux", "auxpass"}
_EMPTY = {"PUNCT", "DET", "SPACE", "NUM"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may head a claim. Token indices; ``keys`` are hashed words around it (0..BUCKETS-1)."""

    token: int
    governor: int
    pos: int
    dep: int
    keys: tuple[int, ...]


def may_head(token: Token) -> bool:
    """Content words: verbs that are no auxiliaries, nouns, adjectives, participles."""
    if token.is_space or token.dep_ in _HELPERS:
        return not token.is_space and token.pos_ in {"VERB", "NOUN", "ADJ"}
    return token.pos_ in {"VERB", "NOUN", "ADJ", "AUX"} or token.tag_.startswith("VB")


@lru_cache(maxsize=1 << 16)
def _bucket(kind: str, word: str) -> int:
    return crc32(f"{kind}{word}".encode()) % BUCKETS


def _keys(token: Token) -> tuple[int, ...]:
    """Own lemma, governor's, dependents' with their relations, and what hangs below a preposition."""
    children = token.children
    keys = [_bucket("l", token.lemma_.lower()), _bucket("g", token.head.lemma_.lower())]
    keys += [_bucket("c", c.lemma_.lower()) for c in children if c.pos_ not in _EMPTY]
    keys += [_bucket("d", c.dep_) for c in children]
    keys += [_bucket("k", word.lemma_.lower()) for c in children if c.pos_ == "ADP" for word in c.children]
    return tuple(keys)


def candidates(document: Document) -> dict[int, Candidate]:
    """Every candidate of the document by token index, in text order."""
    return {
        t.i: Candidate(t.i, t.head.i, _POS_AT.get(t.pos_, len(POS) - 1), _DEP_AT.get(t.dep_, 0), _keys(t))
        for t in document.doc
        if may_head(t)
    }
