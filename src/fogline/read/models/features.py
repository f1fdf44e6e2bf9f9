"""What the network is told of a candidate word beside its encoding: part of speech, dependency, lemmas around it."""

from __future__ import annotations

from typing import NamedTuple
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
# So many words of a kind are kept with their buckets.
_MOST = 1 << 15


class Candidate(NamedTuple):
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


class _Buckets(dict[str, int]):
    """The bucket of each word in a relation of one kind, worked out when first asked for."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST:
            self.clear()
        found = self[word] = crc32(f"{self._kind}{word}".encode()) % BUCKETS
        return found


_OWN, _GOVERNOR, _CHILD, _RELATION, _BELOW = map(_Buckets, "lgcdk")


def _keys(token: Token) -> tuple[int, ...]:
    """Own lemma, governor's, dependents' with their relations, and what hangs below a preposition."""
    children = token.children
    keys = [_OWN[token.lemma_.lower()], _GOVERNOR[token.head.lemma_.lower()]]
    keys += [_CHILD[c.lemma_.lower()] for c in children if c.pos_ not in _EMPTY]
    keys += [_RELATION[c.dep_] for c in children]
    keys += [_BELOW[word.lemma_.lower()] for c in children if c.pos_ == "ADP" for word in c.children]
    return tuple(keys)


def candidates(document: Document) -> dict[int, Candidate]:
    """Every candidate of the document by token index, in text order."""
    return {
        t.i: Candidate(t.i, t.head.i, _POS_AT.get(t.pos_, len(POS) - 1), _DEP_AT.get(t.dep_, 0), _keys(t))
        for t in document.doc
        if may_head(t)
    }
