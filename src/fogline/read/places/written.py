"""Which words are written as names."""

from __future__ import annotations

import re
from functools import lru_cache

from fogline.read.document import Document
from fogline.read.tokens import Token

_ELIDED = re.compile(r"[dln]['\u2019][A-Z]\w+")  # "d'Ivoire"
# A name bound to its article, as in "al-Bab".
BOUND = re.compile(r"(?:al|el|as|ash|ad|an|ar|at|az|ez|es|ul)[-' ]?[A-Z]\w*(?:-\w+)*")


def capital(token: Token) -> bool:
    """True for a word that is written as (part of) a name."""
    return _capital(token.text)


@lru_cache(maxsize=1 << 16)
def _capital(text: str) -> bool:
    if text[0].isupper() or not text[0].isalpha():
        return text[0].isupper()
    return ("-" in text and BOUND.fullmatch(text) is not None) or _ELIDED.fullmatch(text) is not None


def capitals(document: Document) -> list[int]:
    """The tokens that are written as names, in order."""
    return [t.i for t in document.doc if _capital(t.text)]
