"""Sentences of a page that are no part of the report: link lists, tags, credits (codebook 2.8)."""

from __future__ import annotations

import re
from functools import cache

from fogline.read.document import Document, Sentence
from fogline.vocab import load


@cache
def _patterns() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in load("en/furniture.yaml")["patterns"]))


def is_furniture(text: str) -> bool:
    """Whether a sentence, given without the line breaks around it, belongs to the page and not to the report."""
    return _patterns().search(text) is not None


def in_furniture(document: Document, sentence: Sentence) -> bool:
    """As ``is_furniture``, for a sentence of a parsed report."""
    return is_furniture(document.plain[sentence.span.start : sentence.span.end].strip())
