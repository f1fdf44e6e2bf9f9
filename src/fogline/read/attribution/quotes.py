"""Quotation marks paired by their direction, across paragraphs where the writer left the first one open."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fogline.core.span import Span
from fogline.read.document import Document

_MARK = re.compile(r'"|\n')
_OPENERS, _CLOSERS = "\u201c\u201e\u00ab", "\u201d\u00bb"
_SPEECH_WORDS, _FINITE_WORDS = 8, 2
_LONGEST = 6000


@dataclass(frozen=True, slots=True)
class Quotation:
    """``span`` with its marks; tokens ``start..end`` (end-exclusive) lie between them; ``speech`` is no mere
    scare quote.
    """

    span: Span
    start: int
    end: int
    speech: bool


def _direction(document: Document, at: int) -> str:
    """As in "open", "close" or "?" for the mark at a character offset."""
    written = document.text[at]
    if written in _OPENERS:
        return "open"
    if written in _CLOSERS:
        return "close"
    before = document.plain[at - 1] if at else " "
    after = document.plain[at + 1] if at + 1 < len(document.plain) else " "
    opens = (before.isspace() or before in "([-") and not after.isspace()
    closes = not before.isspace() and not after.isalnum()
    return "open" if opens else "close" if closes else "?"


def _goes_on(document: Document, at: int) -> int | None:
    """Where an open quotation resumes after the line break at ``at``: past a repeated opening mark, or ``None``."""
    following = _MARK.search(document.plain, at + 1)
    while following and following[0] == "\n":
        following = _MARK.search(document.plain, following.end())
    if following is None:
        return None
    between = document.plain[at : following.start()]
    if not between.strip():
        return following.start()
    return at if _direction(document, following.start()) == "close" and len(between) < _LONGEST else None


def _pairs(document: Document) -> list[Span]:
    found: list[Span] = []
    opened: int | None = None
    resumed = -1
    for mark in _MARK.finditer(document.plain):
        at = mark.start()
        if mark[0] == "\n":
            if opened is not None:
                goes = _goes_on(document, at)
                if goes is None:
                    found.append(Span(opened, at))
                    opened = None
                elif goes != at:
                    resumed = goes
            continue
        way = _direction(document, at)
        if at == resumed and way != "close" and document.plain[at + 1 : at + 2].strip():
            continue
        if opened is None:
            opened = at if way != "close" else None
        elif way == "open":
            opened = at
        else:
            found.append(Span(opened, at + 1))
            opened = None
    return found


def quotations(document: Document) -> tuple[Quotation, ...]:
    """Every quotation of the report in text order; they do not overlap."""
    found = []
    for span in _pairs(document):
        inside = [t for t in document.tokens_in(span) if t.text != '"' and not t.is_space]
        if not inside:
            continue
        words = sum(t.is_alpha for t in inside)
        finite = any(t.tag_ in ("VBD", "VBP", "VBZ", "MD") for t in inside)
        speech = words >= _SPEECH_WORDS or (words >= _FINITE_WORDS and finite)
        found.append(Quotation(span, inside[0].i, inside[-1].i + 1, speech))
    return tuple(found)
