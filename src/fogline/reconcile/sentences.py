"""Sentences of a plain text, for sampling only: no parser, an honest cut at full stops and line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fogline.core.span import Span

_END = re.compile(r"[.!?][\"\u201d'\u2019)]*(?=\s+[\"\u201c'\u2018(]?[A-Z0-9])|\n+")
LEAST = 20
"""Shorter pieces are initials and abbreviations."""


def sentences(text: str) -> Iterator[Span]:
    start = 0
    for match in _END.finditer(text):
        if match.end() - start >= LEAST:
            yield _trimmed(text, start, match.end())
            start = match.end()
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + left + len(piece.strip()))
