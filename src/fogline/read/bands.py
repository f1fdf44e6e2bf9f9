"""Names of armed bands built with "of": "Sons of the Plain Brigade" is one name, not a group and a place."""

from __future__ import annotations

from functools import cache, lru_cache

from fogline.read.tokens import Doc
from fogline.vocab import load

_LONGEST = 6


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("en/bands.yaml")[key])


@lru_cache(maxsize=4)
def bands(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Token ranges (end-exclusive) of such names, in order. The article before one is no part of it."""
    found: list[tuple[int, int]] = []
    for token in doc:
        if token.lower_ in _words("openers") and token.text[:1].isupper() and (not found or token.i >= found[-1][1]):
            end = _end(doc, token.i)
            if end:
                found.append((_start(doc, token.i), end))
    return tuple(found)


def _start(doc: Doc, i: int) -> int:
    """With the capitalised adjective that "men" and "guards" take: "Free Men of"."""
    before = doc[i - 1] if i and not doc[i].is_sent_start else None
    return i - 1 if before is not None and before.lower_ in _words("adjectives") and before.text[0].isupper() else i


def _end(doc: Doc, i: int) -> int:
    """The end of the name that opens at ``i`` and closes with a word for a band; 0 when none does."""
    at = i + 1
    if at + 1 >= len(doc) or doc[at].lower_ not in _words("links"):
        return 0
    at += 2 if doc[at + 1].lower_ in _words("articles") else 1
    end = 0
    for j in range(at, min(len(doc), at + _LONGEST)):
        token = doc[j]
        inside = token.text[:1].isupper() or token.text == "-" or "-" in token.text
        if token.is_sent_start or not inside:
            break
        if j > at and token.lower_ in _words("closers"):
            end = j + 1
    return end
