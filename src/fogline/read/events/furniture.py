"""Sentences of a page that are no part of the report: link lists, tags, credits (codebook 2.8)."""

from __future__ import annotations

import re
from functools import cache

from fogline.read.document import Document, Sentence
from fogline.vocab import load


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    """What opens such a sentence, what stands anywhere in it, and the letters of which the latter has some."""
    data = load("en/furniture.yaml")
    opening, inside = (re.compile("|".join(f"(?:{p})" for p in data[place])) for place in ("opening", "inside"))
    return opening, inside, tuple(data["letters"])


def is_furniture(text: str) -> bool:
    """Whether a sentence, given without the line breaks around it, belongs to the page and not to the report."""
    opening, inside, letters = _patterns()
    if opening.match(text) is not None:
        return True
    return any(some in text for some in letters) and inside.search(text) is not None


def in_furniture(document: Document, sentence: Sentence) -> bool:
    """As ``is_furniture``, for a sentence of a parsed report."""
    return is_furniture(document.plain[sentence.span.start : sentence.span.end].strip())
