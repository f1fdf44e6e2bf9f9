"""Sentences of a page that are no part of the report: link lists, tags, credits (codebook 2.8)."""

from __future__ import annotations

import re
from functools import cache

from fogline.read.document import Document, Sentence
from fogline.vocab import load


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What opens such a sentence, and what stands anywhere in it."""
    listed = load("en/furniture.yaml")["patterns"]
    both = [p for p in listed if p.startswith("^")], [p for p in listed if not p.startswith("^")]
    opening, inside = (re.compile("|".join(f"(?:{p})" for p in each)) for each in both)
    return opening, inside


def is_furniture(text: str) -> bool:
    """Whether a sentence, given without the line breaks around it, belongs to the page and not to the report."""
    opening, inside = _patterns()
    return opening.match(text) is not None or inside.search(text) is not None


def in_furniture(document: Document, sentence: Sentence) -> bool:
    """As ``is_furniture``, for a sentence of a parsed report."""
    return is_furniture(document.plain[sentence.span.start : sentence.span.end].strip())
