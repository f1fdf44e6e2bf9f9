"""The dateline: where a report was filed from, never by itself the place of an event."""

from __future__ import annotations

import re

from fogline.core.span import Span
from fogline.read.document import plain
from fogline.read.places.lookup import look_up
from fogline.read.places.words import words

_WORD = r"[A-Z][\w'.]*(?:[ -](?:[A-Z][\w'.]*|al-\w+|of|ez|el))*"
_CAPS = r"[A-Z][A-Z'.]+(?:[ -][A-Z][A-Z'.]+){0,3}"
_BRACKET = r"(?:\s*\([^()\n]{1,40}\))?"
_AGENCY = r"(?:,?\s*(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8})(?:,?\s+\d{4})?)?"
_DASH = r"\s*(?:--?|:)\s+"
_SHOUTED = re.compile(rf"\s*(?P<name>{_CAPS})(?:,\s*{_WORD}){{0,3}}{_BRACKET}{_AGENCY}{_BRACKET}{_DASH}(?=\S)")
_MIXED = re.compile(rf"\s*(?P<name>{_WORD})(?:,\s*{_WORD}){{0,3}}{_BRACKET}{_AGENCY}{_BRACKET}\s+--?\s+(?=\S)")
_WIRE = re.compile(
    rf"\s*(?P<name>{_WORD})(?:,\s*{_WORD}){{0,2}}\s*\((?P<agency>[A-Z][\w ./]{{1,30}})\)\s*(?:--?\s+)?(?=[A-Z\"])"
)
_FURTHEST = 160
_DAY = r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}),?(?:\s+\d{4})?"
_BRACKETED = re.compile(rf"\s*\((?P<name>{_WORD})(?:,\s*{_WORD})?,?\s+{_DAY}\)\s*--?\s+(?=\S)")
_SLASHED = re.compile(
    rf"\s*(?P<name>{_CAPS})(?:,\s*{_WORD}){{0,2}}{_AGENCY}\.?\s*/[A-Z][\w -]{{1,20}}/\.?\s+(?=[A-Z\"])"
)
_INNER = re.compile(rf"(?<=[\s.!?])(?P<name>{_CAPS})(?:,\s*{_WORD}){{0,2}}\s*\((?:[A-Z][\w ./]{{1,30}}|{_DAY})\)")
_HEADLINES = 700


def find_dateline(text: str) -> tuple[Span, str] | None:
    """The opening "CITY, Country (AGENCY) -" of a report: its span, dash excluded, and the place's name; or ``None``.

    A mixed-case opening counts only when the gazetteer knows the name.
    """
    opening = plain(text[:_FURTHEST])
    for pattern, sure in (
        (_SHOUTED, True),
        (_SLASHED, True),
        (_MIXED, False),
        (_WIRE, False),
        (_BRACKETED, False),
    ):
        m = pattern.match(opening)
        if not m:
            continue
        name = m["name"].strip()
        if (sure or name.lower() not in words().not_names) and look_up(name):
            end = len(opening[: m.end()].rstrip().rstrip("-:").rstrip())
            return Span(m.start("name"), end), name.title() if name.isupper() else name
    return _after_headlines(text)


def _after_headlines(text: str) -> tuple[Span, str] | None:
    """A "CITY (AGENCY)" that follows headlines, shouted and bracketed as no event place is."""
    for m in _INNER.finditer(plain(text[:_HEADLINES])):
        name = m["name"].strip()
        if look_up(name):
            return Span(m.start("name"), m.end()), name.title()
    return None
