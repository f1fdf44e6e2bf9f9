"""An event told with its length: "two days of clashes", "a siege of two years", "the seventh day of fighting"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fogline.core.interval import Days
from fogline.core.quick import quick
from fogline.read.document import Document
from fogline.read.times import calendar as cal
from fogline.read.times.attach import Placed, thing_named
from fogline.read.times.lexicon import lexicon
from fogline.read.tokens import Token

_LENGTH = re.compile(r"P([0-9]+)([DWMY])")
_UNITS = {"D": "day", "W": "day", "M": "month", "Y": "year"}
_NTH = re.compile(r"([0-9]+)(?:st|nd|rd|th)")
_LONGEST = 31  # days
_WEEK = 7
_COUNTED, _AGE = "nth", "duration.age"


@quick
@dataclass(frozen=True, slots=True)
class Lasted:
    """The phrase that says how long, and the days up to the last of them."""

    placed: Placed
    days: Days


def lasted(document: Document, head: int, here: Sequence[Placed], main: Days) -> Lasted | None:
    """How long the event at token ``head`` went on, its last day counted: that of its sentence, else ``main``."""
    noun = document.doc[head]
    if noun.pos_ != "NOUN":
        return None
    told = next((p for p in here if _tells(document, p, noun)), None)
    day = (_own(told, here) or main).end if told is not None else None
    if told is None or day is None:
        return None
    n, unit = _length(document, told)
    if unit != "day" and n:
        if any(p.phrase.days and p.phrase.kind == "date" for p in here):
            return None
        return Lasted(told, Days(cal.shift(day, unit, -n), day))
    return Lasted(told, Days(cal.plus(day, 1 - n), day)) if 1 < n <= _LONGEST else None


def _tells(document: Document, placed: Placed, noun: Token) -> bool:
    """Whether "of" ties the noun to the phrase, or the phrase stands before it."""
    phrase = placed.phrase
    lasting = phrase.kind == "duration" and phrase.rule != _AGE
    if phrase.days or not (lasting or phrase.rule.startswith(_COUNTED)):
        return False
    if noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.i == placed.last + 1:
        return True
    before = document.doc[placed.first - 1] if placed.first else None
    if before is not None and before.lower_ == "of" and before.head.i == noun.i:
        return True
    joined = "-" in document.quote(phrase.core) or document.plain.startswith("'", phrase.core.end)
    named = thing_named(document, placed) if lasting and joined else None
    return named is not None and named.i == noun.i


def _length(document: Document, placed: Placed) -> tuple[int, str]:
    """How many days, months or years; 0 where that is not told."""
    phrase = placed.phrase
    if phrase.kind == "duration":
        found = _LENGTH.fullmatch(phrase.value or "")
        if found is None:
            return 0, "day"
        return int(found[1]) * (_WEEK if found[2] == "W" else 1), _UNITS[found[2]]
    return (_nth(document, placed), "day") if phrase.precision == "day" else (0, "day")


def _nth(document: Document, placed: Placed) -> int:
    words = document.quote(placed.phrase.core).lower().split()
    counted = (int(m[1]) if (m := _NTH.fullmatch(w)) else lexicon().code("ordinal", w) for w in words)
    return next((int(n) for n in counted if n), 0)


def _own(told: Placed, here: Sequence[Placed]) -> Days:
    """The day that the sentence names beside the length, the nearest one."""
    days = [p for p in here if _one_day(p)]
    return min(days, key=lambda p: abs(p.first - told.first)).phrase.days if days else Days()


def _one_day(placed: Placed) -> bool:
    phrase = placed.phrase
    one = phrase.days.start is not None and phrase.days.start == phrase.days.end
    return one and phrase.kind == "date" and not phrase.relation and phrase.precision in ("day", "part")
